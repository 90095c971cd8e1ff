"""The grades of an inspection from the few that a line of the scenario sets, and the history of the untold.

Belongs here: the defaults that keep the scenario's lines short, and inspection numbers.
Does not belong here: reading lines (scenario.py), how a file spells a grade's column (what writes the files).
"""

from __future__ import annotations

from datetime import date, timedelta

from replica.frameworks import (
    CARD_GRADES,
    CARD_SAFEGUARDING,
    DIGIT_GRADES,
    DIGIT_SAFEGUARDING,
    NOT_APPLICABLE,
    NOT_JUDGED,
    Framework,
    framework_on,
)
from replica.schools import Inspection, School

ORDINARY_DAYS_TO_PUBLICATION = 35


def digit_grades(school: School, framework: Framework, digit: str, given: dict[str, str]) -> dict[str, str]:
    """Every area at ``digit``, what the school has not at 9, what the line gives on top."""
    grades = {"overall": digit if framework.has_overall else NOT_JUDGED}
    grades |= dict.fromkeys(framework.judged, digit)
    if framework.has_early_years:
        grades["early-years"] = digit if school.has_early_years else NOT_APPLICABLE
    grades["sixth-form"] = digit if school.has_sixth_form else NOT_APPLICABLE
    if framework.has_safeguarding:
        grades["safeguarding"] = "Yes"
    return grades | published_digit_grades(framework, given)


def published_digit_grades(framework: Framework, given: dict[str, str]) -> dict[str, str]:
    """The scenario's digits for single areas, which are the published ones."""
    for area, value in given.items():
        accepted = DIGIT_SAFEGUARDING if area == "safeguarding" else DIGIT_GRADES
        if area not in framework.areas:
            raise ValueError(f"{framework.name} has no area {area!r} ({', '.join(framework.areas)})")
        if value not in accepted:
            raise ValueError(f"{area}={value} is not one of {', '.join(accepted)}")
    return given


def card_grades(school: School, framework: Framework, given: dict[str, str]) -> dict[str, str]:
    """Every area at Expected standard and safeguarding Met, what the line gives on top."""
    grades = dict.fromkeys(framework.judged, CARD_GRADES["expected"])
    grades["early-years"] = CARD_GRADES["expected" if school.has_early_years else "not-applicable"]
    grades["post-16"] = CARD_GRADES["expected" if school.has_sixth_form else "not-applicable"]
    grades["safeguarding"] = CARD_SAFEGUARDING["met"]
    return grades | published_card_grades(framework, given)


def published_card_grades(framework: Framework, given: dict[str, str]) -> dict[str, str]:
    """The scenario's words for grades of single areas as a report card publishes them."""
    grades = {}
    for area, word in given.items():
        accepted = CARD_SAFEGUARDING if area == "safeguarding" else CARD_GRADES
        if area not in framework.areas:
            raise ValueError(f"a report card has no area {area!r} ({', '.join(framework.areas)})")
        if word not in accepted:
            raise ValueError(f"{area}={word} is not one of {', '.join(accepted)}")
        grades[area] = accepted[word]
    return grades


def ordinary_publication(day: date) -> date:
    """Five weeks after the inspection, or the Monday after."""
    published = day + timedelta(days=ORDINARY_DAYS_TO_PUBLICATION)
    return published + timedelta(days=max(0, 7 - published.weekday()) if published.weekday() >= 5 else 0)


def give_default_history(school: School) -> None:
    """A school of which no grade before September 2024 is told was graded good in autumn 2021."""
    graded = (inspection for inspection in school.inspections if inspection.kind == "graded")
    if any(inspection.day < date(2024, 9, 1) for inspection in graded):
        return
    day = date(2021, 9, 21) + timedelta(weeks=school.urn % 10)
    grades = digit_grades(school, framework_on(day), "2", {})
    school.inspections.append(Inspection(school.line, day, ordinary_publication(day), grades=grades))


def inspection_number(urn: int, order: int, day: date) -> str:
    """ITS and digits to August 2015, eight digits since; the invented ones begin with a 9 and with 109."""
    digits = f"{urn % 1000:03d}{order:02d}"
    return f"ITS9{digits}" if day < date(2015, 9, 1) else f"109{digits}"
