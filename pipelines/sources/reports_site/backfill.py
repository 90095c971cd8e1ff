"""Reads the whole history of some schools at the reports site, as far as the archive lacks it.

Belongs here: what is lacking, what it costs to ask for it, asking. Does not belong here: which schools, and
what a person is told before and after (pipelines/cli/backfill.py).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from pipelines.archive.archive import Archive
from pipelines.progress import watched
from pipelines.sources.client import PoliteClient
from pipelines.sources.errors import HostStopped
from pipelines.sources.reports_site.knowledge import SiteKnowledge
from pipelines.sources.reports_site.patrol import is_to_be_found
from pipelines.sources.reports_site.settings import SiteSettings
from pipelines.sources.reports_site.visit import VisitAccount, Visitor, Wanted

REQUESTS_TO_FIND_A_PAGE = 2
"""An older address, and the present one that it leads to."""


@dataclass(frozen=True)
class Estimate:
    """What a backfill has still to ask, as far as is known before it starts.

    pages: to find. files: listed on known pages and not archived, and for each page to find the inspections
    that the database knows of. What predecessors bring whose pages were never read comes on top.
    """

    pages: int
    files: int

    @property
    def requests(self) -> int:
        return REQUESTS_TO_FIND_A_PAGE * self.pages + self.files


@dataclass
class BackfillAccount:
    """What a backfill came to. schools: gone through to the end, of those that were named; the rest is left.

    was_stopped: the site refused or fell silent, and is left alone for this run.
    """

    visited: VisitAccount
    schools: int = 0
    left: int = 0
    was_stopped: bool = False
    predecessors: set[int] = field(default_factory=set)

    @property
    def is_whole(self) -> bool:
        """Whether everything that was asked for was had, or is known not to be there."""
        return not self.visited.setbacks


def estimate(
    known: SiteKnowledge,
    settings: SiteSettings,
    urns: Collection[int],
    inspections: Mapping[int, int],
    today: date,
) -> Estimate:
    """What the archive lacks of these schools and their predecessors. inspections: known ones, by URN."""
    wanted = _not_gone(known, settings, today)
    pages = files = 0
    seen: set[int] = set()
    for named in urns:
        for urn in _with_predecessors(known, named, seen):
            if page := known.pages.get(urn):
                files += sum(wanted(file) and file.file_id not in known.archived for file in page.listed)
            elif is_to_be_found(known, settings, urn, today):
                pages += 1
                files += inspections.get(urn, 0)
    return Estimate(pages, files)


def backfill(
    client: PoliteClient,
    archive: Archive,
    known: SiteKnowledge,
    settings: SiteSettings,
    urns: Collection[int],
    today: date,
    has_time: Callable[[], bool] = lambda: True,
) -> BackfillAccount:
    """Read pages that were never read, and every file on them, predecessors included.

    Everything that arrives is archived at once: a run that is killed loses nothing, and the next one goes on
    where it was. has_time: asked before each school. Raises nothing that a source does.
    """
    visitor = Visitor(client, archive, known)
    account = BackfillAccount(visitor.account, left=len(urns))
    wanted = _not_gone(known, settings, today)
    seen: set[int] = set()
    try:
        for named in watched(list(urns), "Schools"):
            if not has_time():
                break
            for urn in _with_predecessors(known, named, seen):
                _read(visitor, settings, urn, wanted, today)
                if urn != named:
                    account.predecessors.add(urn)
            account.schools += 1
            account.left -= 1
    except HostStopped:
        account.was_stopped = True
    return account


def _read(visitor: Visitor, settings: SiteSettings, urn: int, wanted: Wanted, today: date) -> None:
    """Fetch what the archive lacks of one URN; a page that is archived is left to patrol."""
    if page := visitor.known.pages.get(urn):
        visitor.fetch_files(page.listed, wanted)
    elif is_to_be_found(visitor.known, settings, urn, today):
        visitor.visit(settings.legacy(urn), urn, wanted)


def _with_predecessors(known: SiteKnowledge, urn: int, seen: set[int]) -> Iterator[int]:
    """A URN, then those that its page names, and theirs; each once. Pages may become known meanwhile."""
    waiting = [urn]
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        yield here
        page = known.pages.get(here)
        waiting += page.predecessors if page else ()


def _not_gone(known: SiteKnowledge, settings: SiteSettings, today: date) -> Wanted:
    """All files, but for those that answered within the last round of patrol that they are not there."""
    long_ago = today - timedelta(days=settings.patrol_nights)
    return lambda file: max(known.gone_on.get(file.file_id, ()), default=date.min) <= long_ago
