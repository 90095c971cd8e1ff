"""The words in which the reports site prints grades and kinds of inspection.

Belongs here: grade and label by the day of the inspection. Does not belong here: mark-up.
"""

from __future__ import annotations

from datetime import date

from replica.frameworks import NOT_APPLICABLE
from replica.schools import Inspection, School
from replica.site.publications import Publication

SCHOOL_INSPECTION_SINCE = date(2019, 9, 1)
REQUIRES_IMPROVEMENT_SINCE = date(2012, 9, 1)
#: Key judgements in the page's order; the site shows none of older frameworks.
KEY_JUDGEMENTS = {
    "quality": "Quality of education",
    "behaviour": "Behaviour and attitudes",
    "development": "Personal development",
    "leadership": "Leadership and management",
    "early-years": "Early years provision",
    "sixth-form": "Sixth form provision",
}
CARD_AREAS = {
    "achievement": "Achievement",
    "attendance": "Attendance and behaviour",
    "curriculum": "Curriculum and teaching",
    "early-years": "Early years",
    "inclusion": "Inclusion",
    "leadership": "Leadership and governance",
    "wellbeing": "Personal development and wellbeing",
    "post-16": "Post-16 provision",
}


def day_text(day: date) -> str:
    """07 September 2023"""
    return f"{day:%d %B %Y}"


def grade_word(digit: str, inspected: date) -> str:
    """The word of a grade from 1 to 4; empty for what is no grade."""
    third = "Requires Improvement" if inspected >= REQUIRES_IMPROVEMENT_SINCE else "Satisfactory"
    return {"1": "Outstanding", "2": "Good", "3": third, "4": "Inadequate"}.get(digit, "")


def overall_word(inspection: Inspection) -> str:
    """The overall grade of a graded inspection; empty for any other, and since September 2024."""
    return grade_word(inspection.grades.get("overall", NOT_APPLICABLE), inspection.day)


def label_of(publication: Publication) -> str:
    """What the timeline calls a report."""
    school, inspection = publication.school, publication.inspection
    if inspection is None:
        return "Academy conversion letter"
    if publication.is_later_grading:
        return "Monitoring inspection"
    return _label(school, inspection)


def _label(school: School, inspection: Inspection) -> str:
    if inspection.kind in ("graded", "card"):
        if school.independent:
            return "Standard inspection"
        return "School inspection" if inspection.day >= SCHOOL_INSPECTION_SINCE else "Full inspection"
    if inspection.kind == "ungraded":
        if inspection.day >= SCHOOL_INSPECTION_SINCE:
            return "School inspection"
        return "Short inspection" if inspection.day >= date(2015, 9, 1) else "Interim assessment"
    return "Additional inspection" if school.independent else "Monitoring visit"
