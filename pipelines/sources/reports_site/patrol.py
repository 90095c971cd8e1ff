"""The night's share of all known pages, longest unread first, and what may have been withdrawn.

Belongs here: choosing. Does not belong here: asking (visit.py), and the verdict that a report was
withdrawn, which sql/evidence draws from the archive.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from pipelines.sources.reports_site.knowledge import ListedFile, SiteKnowledge
from pipelines.sources.reports_site.settings import SiteSettings

# A withdrawal takes two nights without the file and one answer that it is gone.
NIGHTS_ABSENT = 2


@dataclass(frozen=True)
class Call:
    """A page that patrol reads: its address and whose it is."""

    urn: int
    address: str


def suspects(known: SiteKnowledge) -> set[int]:
    """Schools whose newest page lacks a file that an earlier one listed, while it is not settled why.

    A page that has vanished itself settles nothing and is left to its turn.
    """
    return {
        urn
        for urn in known.pages
        if not known.is_vanished(urn)
        for file in absent_files(known, urn)
        if len(known.absent_on.get(file.file_id, [])) < NIGHTS_ABSENT
        or known.answered_on.get(file.file_id, date.min) < known.absent_on[file.file_id][0]
    }


def absent_files(known: SiteKnowledge, urn: int) -> list[ListedFile]:
    """Files that a page of the school once listed, and its newest page does not."""
    now = {file.file_id for file in known.pages[urn].listed}
    return [file for file_id, file in sorted(known.ever_listed.get(urn, {}).items()) if file_id not in now]


def files_to_ask(known: SiteKnowledge, settings: SiteSettings, urn: int, today: date) -> list[ListedFile]:
    """Absent files that have not said that they are gone; one that is still there is asked again after a
    round."""
    wanted = []
    for file in absent_files(known, urn):
        since = known.absent_on.get(file.file_id, [today])[0]
        answered = known.answered_on.get(file.file_id, date.min)
        is_gone = any(day >= since for day in known.gone_on.get(file.file_id, []))
        is_there = since <= answered and today - answered < timedelta(days=settings.patrol_nights)
        if not is_gone and not is_there:
            wanted.append(file)
    return wanted


def patrol(known: SiteKnowledge, settings: SiteSettings, today: date) -> list[Call]:
    """The pages to read again tonight: those with a suspect file and the longest unasked, a share of all.

    What an earlier run of the same day has asked counts into the share. The oldest of it are called last:
    pages that never answer stand there, and two in a row end a night.
    """
    suspected = suspects(known)
    by_age = sorted(known.pages, key=lambda urn: (known.asked_on[urn], urn))
    share = -(-len(by_age) // settings.patrol_nights) - sum(known.asked_on[urn] == today for urn in by_age)
    unasked = [urn for urn in by_age if known.asked_on[urn] < today]
    wanted = [urn for urn in unasked if urn in suspected] + unasked[: max(0, share)][::-1]
    return [Call(urn, _address(known, settings, urn)) for urn in dict.fromkeys(wanted)]


def never_read(known: SiteKnowledge, settings: SiteSettings, urns: Iterable[int], today: date) -> list[Call]:
    """Schools whose page was never read, so many as the settings allow; one without a page is asked again
    only after a round."""
    wanted = [urn for urn in sorted(urns) if is_to_be_found(known, settings, urn, today)]
    return [Call(urn, settings.legacy(urn)) for urn in wanted[: max(0, settings.never_read_per_night)]]


def is_to_be_found(known: SiteKnowledge, settings: SiteSettings, urn: int, today: date) -> bool:
    """Whether no page of a URN is known, and none was looked for within the last round."""
    long_ago = today - timedelta(days=settings.patrol_nights)
    return urn not in known.pages and known.asked_on.get(urn, date.min) <= long_ago


def _address(known: SiteKnowledge, settings: SiteSettings, urn: int) -> str:
    """Where a known page is called; by its older address where it was not there the last time: the site
    answers 404 for a category that is not (or no longer) the school's."""
    return settings.legacy(urn) if known.is_vanished(urn) else known.pages[urn].address
