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
    """Schools whose newest page lacks a file that an earlier one listed, while it is not settled why."""
    return {
        urn
        for urn, page in known.pages.items()
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
    """The pages to read again tonight: those with a suspect file, then the longest unread, a share of all.

    What an earlier run of the same day has read counts into the share.
    """
    suspected = suspects(known)
    by_age = sorted(known.pages.values(), key=lambda page: (page.read_on, page.urn))
    share = -(-len(by_age) // settings.patrol_nights) - sum(page.read_on == today for page in by_age)
    unread = [page for page in by_age if page.read_on < today]
    wanted = [page for page in unread if page.urn in suspected] + unread[: max(0, share)]
    return [Call(page.urn, page.address) for page in {page.urn: page for page in wanted}.values()]


def never_read(known: SiteKnowledge, settings: SiteSettings, urns: Iterable[int], today: date) -> list[Call]:
    """Schools whose page was never read, so many as the settings allow; one without a page is asked again
    only after a round."""
    if settings.never_read_per_night <= 0:
        return []
    asked_before = today - timedelta(days=settings.patrol_nights)
    wanted = [
        urn
        for urn in sorted(urns)
        if urn not in known.pages and known.no_page_on.get(urn, date.min) <= asked_before
    ]
    return [Call(urn, settings.legacy(urn)) for urn in wanted[: settings.never_read_per_night]]
