"""What the reports site shows of a provider on a day, and what a catalogue of providers must answer.

Belongs here: the shapes that pages are written from. Does not belong here: where their contents come from
(catalogue.py), mark-up (the modules that write pages).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from replica.recording import Response
from replica.reports import ReportDocument
from replica.schools import School, Trust

#: Category number and identifier: a childminder may have the number of a school's URN.
Key = tuple[int, str]

OPEN, CLOSED, PROPOSED = "Open", "Closed", "Proposed to open"


@dataclass(frozen=True)
class Listing:
    """A provider as a search shows it.

    category and label: 21 and "Primary". level_1, level_2: the search's types, 1 and 1 for primary schools.
    rating: the overall grade's word, or empty. latest: when its latest report was published, if it has one.
    """

    category: int
    identifier: str
    label: str
    name: str
    address: str
    status: str
    level_1: int
    level_2: int
    authority_code: int
    region_code: str
    rating: str = ""
    latest: date | None = None

    @property
    def key(self) -> Key:
        return self.category, self.identifier

    @property
    def path(self) -> str:
        return f"/provider/{self.category}/{self.identifier}"


@dataclass(frozen=True)
class Entry:
    """A report in the timeline; grade: the overall word beside its label, or empty."""

    label: str
    inspected: date
    published: date
    file_id: int
    grade: str = ""


@dataclass(frozen=True)
class LifeEvent:
    """Opened, closed, predecessor or successor; path and name of the other school of the last two."""

    kind: str
    day: date | None = None
    name: str = ""
    path: str = ""


@dataclass(frozen=True)
class Outcome:
    """The latest graded inspection before report cards; overall: its word, or empty since September 2024."""

    inspected: date
    overall: str
    grades: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Card:
    """A report card: area and grade, and "met" or "not met" for safeguarding."""

    inspected: date
    safeguarding: str
    grades: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ProviderPage:
    """A school's page. outcome or card: of the latest graded inspection, whichever it was.

    about: label to value of the facts below the reports, in the page's order.
    entries: newest first. older: reports before 2010. events: from the school's beginning to its end.
    """

    listing: Listing
    trust: Trust | None
    about: Mapping[str, str]
    outcome: Outcome | None
    card: Card | None
    entries: tuple[Entry, ...]
    older: tuple[Entry, ...]
    events: tuple[LifeEvent, ...]


@dataclass(frozen=True)
class StoredFile:
    """What stands under a file's number: 200 and its document, or 404 or 410 and none."""

    status: int
    document: ReportDocument | None = None


class Catalogue(Protocol):
    """Every provider of the public sites, asked for one day at a time; ``day`` is the site's today."""

    @property
    def schools(self) -> Mapping[int, School]:
        """Schools by URN, for the register of schools."""

    @property
    def responses(self) -> Sequence[Response]:
        """What GOV.UK publishes, with the day from which each answer holds."""

    def listings(self, day: date) -> Sequence[Listing]:
        """Every provider that the site knows."""

    def latest_between(self, first: date, last: date, day: date) -> Iterable[Listing]:
        """The providers whose latest report was published in a window, both days included."""

    def category_of(self, urn: int, day: date) -> int | None:
        """The category of a school; None where the site does not know it."""

    def page(self, category: int, identifier: str, day: date) -> ProviderPage | None:
        """A school's page; None for a wrong category, and for what is not there."""

    def file(self, file_id: int, day: date) -> StoredFile:
        """A report."""
