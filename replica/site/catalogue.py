"""The providers of the site as pages and searches ask for them, from schools held in memory.

Belongs here: finding by number, by day of publication and by category; what is worked out once.
Does not belong here: what a school's page says (school_page.py), which results a search wants (search.py).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from replica.recording import Response
from replica.schools import School
from replica.site.categories import category_of
from replica.site.documents import document_of
from replica.site.model import Key, LifeEvent, Listing, ProviderPage, StoredFile
from replica.site.publications import NOT_FOUND, numbered
from replica.site.school_page import Numbered, is_on_site, listing_of, page_of

REGISTERED = LifeEvent("registered")


class SchoolCatalogue:
    """The ``Catalogue`` of some schools and of providers that are none.

    Thirty schools or thirty thousand: a request costs what it asks for. others: shown as they are.
    """

    def __init__(
        self, schools: Mapping[int, School], others: Sequence[Listing], responses: Sequence[Response]
    ) -> None:
        self.schools = schools
        self.responses = responses
        self._others = {other.key: other for other in others}
        self._files = numbered(schools.values())
        self._files_of: dict[int, list[Numbered]] = defaultdict(list)
        for number, publication in self._files.items():
            self._files_of[publication.school.urn].append((number, publication))
        self._successors: dict[int, list[School]] = defaultdict(list)
        for school in schools.values():
            for predecessor in school.predecessors:
                self._successors[predecessor.urn].append(school)
        self._published = sorted(
            [(publication.published, str(publication.school.urn)) for publication in self._files.values()]
        )
        self._listed: tuple[date, list[Listing]] = (date.min, [])

    def listings(self, day: date) -> list[Listing]:
        """Every provider; kept until another day is asked for."""
        kept_for, listed = self._listed
        if kept_for != day:
            listed = [
                listing_of(school, self._files_of[urn], day)
                for urn, school in self.schools.items()
                if is_on_site(school, day)
            ]
            listed += [other for other in self._others.values() if _is_published(other, day)]
            self._listed = day, listed
        return listed

    def latest_between(self, first: date, last: date, day: date) -> Iterator[Listing]:
        """By the index of days: only schools that published something in the window are looked at."""
        begin = bisect_left(self._published, (first, ""))
        end = bisect_right(self._published, (min(last, day), "~"))
        for urn in sorted({int(identifier) for _, identifier in self._published[begin:end]}):
            school = self.schools[urn]
            listing = listing_of(school, self._files_of[urn], day)
            if is_on_site(school, day) and listing.latest is not None and first <= listing.latest <= last:
                yield listing
        for other in self._others.values():
            if other.latest is not None and first <= other.latest <= last and _is_published(other, day):
                yield other

    def category_of(self, urn: int, day: date) -> int | None:
        school = self.schools.get(urn)
        return category_of(school).number if school and is_on_site(school, day) else None

    def page(self, category: int, identifier: str, day: date) -> ProviderPage | None:
        if other := self._others.get((category, identifier)):
            return ProviderPage(other, None, {"Type": other.label}, None, None, (), (), (REGISTERED,))
        school = self.schools.get(int(identifier)) if identifier.isdecimal() else None
        if school is None or not is_on_site(school, day) or category_of(school).number != category:
            return None
        return page_of(school, self._files_of[school.urn], self._successors[school.urn], day)

    def successors(self, urn: int) -> Sequence[School]:
        return self._successors.get(urn, [])

    def file(self, file_id: int, day: date) -> StoredFile:
        publication = self._files.get(file_id)
        if publication is None or day < publication.published:
            return StoredFile(NOT_FOUND)
        if not publication.is_shown(day):
            return StoredFile(publication.ending)
        return StoredFile(200, document_of(publication))

    def keys(self) -> set[Key]:
        """Every provider's category and identifier."""
        schools = {(category_of(school).number, str(urn)) for urn, school in self.schools.items()}
        return schools | self._others.keys()


def _is_published(other: Listing, day: date) -> bool:
    return other.latest is None or other.latest <= day
