"""What the site shows of one school on a day: its listing and its page.

Belongs here: which report is the latest, which layout follows from it, what happened to the school.
Does not belong here: mark-up, searching (catalogue.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from replica.columns import AGES
from replica.places import address, place_of, telephone, website
from replica.schools import Inspection, School
from replica.site.categories import EDUCATION, REGION_CODES, category_of, level_2_of
from replica.site.documents import grades_shown
from replica.site.model import (
    CLOSED,
    OPEN,
    PROPOSED,
    Card,
    Entry,
    LifeEvent,
    Listing,
    Outcome,
    ProviderPage,
)
from replica.site.publications import Publication
from replica.site.words import CARD_AREAS, KEY_JUDGEMENTS, grade_word, label_of, overall_word

#: A closed school's page stays for some years, then vanishes; a new school's comes a term before it opens.
DAYS_AFTER_CLOSING = 5 * 365
DAYS_BEFORE_OPENING = 120
OLDER_THAN = date(2010, 1, 1)

Numbered = tuple[int, Publication]


def is_on_site(school: School, day: date) -> bool:
    early = school.opens is not None and day < school.opens - timedelta(days=DAYS_BEFORE_OPENING)
    late = school.closes is not None and day > school.closes + timedelta(days=DAYS_AFTER_CLOSING)
    return not (early or late)


def status_of(school: School, day: date) -> str:
    if school.closes is not None and school.closes <= day:
        return CLOSED
    return PROPOSED if school.opens is not None and day < school.opens else OPEN


def listing_of(school: School, files: Sequence[Numbered], day: date) -> Listing:
    """A school as a search shows it; files: all of the school's."""
    category, place = category_of(school), place_of(school)
    shown = [publication for _, publication in files if publication.is_shown(day)]
    latest = latest_graded(shown)
    return Listing(
        category.number,
        str(school.urn),
        category.label,
        school.name_on(day),
        address(school),
        status_of(school, day),
        EDUCATION,
        level_2_of(school),
        place.authority_code,
        REGION_CODES[place.region],
        overall_word(latest) if latest else "",
        max((publication.published for publication in shown), default=None),
    )


def page_of(
    school: School, files: Sequence[Numbered], successors: Sequence[School], day: date
) -> ProviderPage:
    """A school's page; files: all of the school's with their numbers."""
    shown = sorted(
        ((number, publication) for number, publication in files if publication.is_shown(day)),
        key=lambda numbered: (numbered[1].inspected, numbered[0]),
        reverse=True,
    )
    latest = latest_graded([publication for _, publication in shown])
    card = _card(latest, day) if latest and latest.kind == "card" else None
    entries = [_entry(number, publication, graded=card is None) for number, publication in shown]
    listing = listing_of(school, files, day)
    return ProviderPage(
        listing,
        school.trust,
        _about(school, listing),
        _outcome(latest, day) if latest and card is None else None,
        card,
        tuple(entry for entry in entries if entry.inspected >= OLDER_THAN),
        tuple(entry for entry in entries if entry.inspected < OLDER_THAN),
        _events(school, successors, day),
    )


def latest_graded(shown: Sequence[Publication]) -> Inspection | None:
    """The latest graded inspection or report card of a school's own."""
    graded = [
        publication.inspection
        for publication in shown
        if publication.inspection is not None
        and publication.inspection.kind in ("graded", "card")
        and not publication.is_later_grading
    ]
    return max(graded, key=lambda inspection: (inspection.day, inspection.published), default=None)


def _entry(number: int, publication: Publication, *, graded: bool) -> Entry:
    """No grade is shown beside a report card, not even of older reports."""
    inspection = publication.inspection
    shows_grade = graded and inspection is not None and not publication.is_later_grading
    return Entry(
        label_of(publication),
        publication.inspected,
        publication.published,
        number,
        overall_word(inspection) if inspection is not None and shows_grade else "",
    )


def _outcome(inspection: Inspection, day: date) -> Outcome:
    grades = grades_shown(inspection, day)
    judged = tuple(
        (label, word)
        for area, label in KEY_JUDGEMENTS.items()
        if inspection.framework.name.startswith("education_inspection")
        and (word := grade_word(grades.get(area, ""), inspection.day))
    )
    return Outcome(inspection.day, grade_word(grades.get("overall", ""), inspection.day), judged)


def _card(inspection: Inspection, day: date) -> Card:
    grades = grades_shown(inspection, day)
    return Card(
        inspection.day,
        grades["safeguarding"].lower(),
        tuple(
            (label, grades[area])
            for area, label in CARD_AREAS.items()
            if grades.get(area, "Not applicable") != "Not applicable"
        ),
    )


def _about(school: School, listing: Listing) -> dict[str, str]:
    place = place_of(school)
    lowest, highest = AGES.get(school.phase, (5, 16))
    return {
        "Type": listing.label,
        "Boarding": "No",
        "Religious character": "Does not apply",
        "Local authority": place.local_authority,
        "Age Range": f"{lowest} - {18 if school.has_sixth_form else highest}",
        "Gender": "Mixed",
        "Number of pupils": str(school.pupils),
        "School capacity": str(school.pupils + 15),
        "Address": listing.address,
        "Region": place.region,
        "Telephone": telephone(school),
        "Website": website(school),
    }


def _events(school: School, successors: Sequence[School], day: date) -> tuple[LifeEvent, ...]:
    events = [_other("predecessor", other) for other in school.predecessors]
    if school.opens is None or school.opens <= day:
        events.append(LifeEvent("opened"))
    if school.closes is not None and school.closes <= day:
        events.append(LifeEvent("closed", school.closes))
        events += [_other("successor", other) for other in successors]
    return tuple(events)


def _other(kind: str, school: School) -> LifeEvent:
    return LifeEvent(
        kind, name=school.name.strip(), path=f"/provider/{category_of(school).number}/{school.urn}"
    )
