"""What an invented report should read as, in the words of the contract.

Belongs here: the document's own words put into those of the contract, kind by kind. Nothing here asks the
program: it can be wrong in its own way.
Does not belong here: the documents (invented_reports.py), the comparison (labels.py).
"""

from __future__ import annotations

from datetime import date

from benchmarks.labels import Label
from replica.frameworks import MONITORING_OUTCOMES
from replica.reports import ReportDocument

FOUR_GRADES = {"1": "Outstanding", "2": "Good", "3": "Requires improvement", "4": "Inadequate"}
SATISFACTORY = FOUR_GRADES | {"3": "Satisfactory"}
JANUARY_2012, PROGRESS_SINCE = date(2012, 1, 1), date(2022, 9, 1)

EDUCATION_INSPECTION = {
    "overall": "overall_effectiveness",
    "quality": "quality_of_education",
    "behaviour": "behaviour_and_attitudes",
    "development": "personal_development",
    "leadership": "leadership_and_management",
    "early-years": "early_years",
    "sixth-form": "sixth_form",
}
#: The areas that a report of each layout tells, by the scenario's word. A report before 2012 grades more than
#: the contract has names for.
AREAS = {
    "section5_2005": {
        "overall": "overall_effectiveness",
        "achievement": "how_well_do_pupils_achieve",
        "leadership": "leadership_and_management",
        "sixth-form": "sixth_form",
    },
    "section5_2009": {
        "overall": "overall_effectiveness",
        "capacity": "capacity_to_improve",
        "teaching": "quality_of_teaching",
        "leadership": "leadership_and_management",
        "sixth-form": "sixth_form",
    },
    "section5_january_2012": {
        "overall": "overall_effectiveness",
        "achievement": "achievement_of_pupils",
        "teaching": "quality_of_teaching",
        "behaviour": "behaviour_and_safety",
        "leadership": "leadership_and_management",
    },
    "section5_2012": {
        "overall": "overall_effectiveness",
        "achievement": "achievement_of_pupils",
        "teaching": "quality_of_teaching",
        "behaviour": "behaviour_and_safety",
        "leadership": "leadership_and_management",
        "early-years": "early_years",
        "sixth-form": "sixth_form",
    },
    "common_inspection_2015": {
        "overall": "overall_effectiveness",
        "outcomes": "outcomes_for_pupils",
        "teaching": "teaching_learning_and_assessment",
        "welfare": "personal_development_behaviour_and_welfare",
        "leadership": "leadership_and_management",
        "early-years": "early_years",
        "sixth-form": "sixth_form",
    },
    "education_inspection_2019": EDUCATION_INSPECTION,
    "education_inspection_2024": EDUCATION_INSPECTION,
}
CARD_AREAS = {
    "inclusion": "inclusion",
    "curriculum": "curriculum_and_teaching",
    "achievement": "achievement",
    "attendance": "attendance_and_behaviour",
    "wellbeing": "personal_development_and_wellbeing",
    "leadership": "leadership_and_governance",
    "early-years": "early_years",
    "post-16": "post_16",
}
CATEGORIES = {
    "SM": "special_measures",
    "SWK": "serious_weaknesses",
    "RSI": "requires_significant_improvement",
    "NTI": "notice_to_improve",
    "": None,
}
KINDS = {
    "card": "report_card",
    "focused": "focused_monitoring",
    "conversion": "conversion_letter",
    "unreadable": "other",
}
WELL = (MONITORING_OUTCOMES["effective"], MONITORING_OUTCOMES["enough-progress"])
REMOVAL = {
    "SM": "towards the removal of special measures",
    "SWK": "towards the removal of the serious weaknesses designation",
}


def label_of(document: ReportDocument) -> Label:
    """The label of any document; what its kind does not print is None."""
    kind = KINDS.get(document.kind, document.kind)
    if document.kind == "conversion":
        return Label(kind, None, document.urn, predecessors=tuple(urn for _, urn in document.predecessors))
    if document.kind in ("interim", "unreadable"):
        outcome = "Performance has been sustained" if document.kind == "interim" else None
        return Label(kind, None, document.urn, outcome=outcome)
    if document.kind == "independent_additional":
        return _additional(document)
    prints_all = document.framework != "report_card_2025" or document.kind == "focused"
    return Label(
        kind=kind,
        framework=_framework(document),
        urn=document.urn,
        number=document.inspection_number.removeprefix("ITS") if prints_all else None,
        first_day=document.first_day,
        last_day=document.last_day if prints_all else None,
        grades=_grades(document),
        has_category=_has_category(document),
        category=None if document.is_independent else CATEGORIES[document.category],
        outcome=_outcome(document),
    )


def layout_of(document: ReportDocument) -> str:
    """The name of a row of the table: the layout of graded reports, the kind of others."""
    if document.kind != "graded":
        return document.kind
    early_2012 = document.framework == "section5_2009" and document.first_day >= JANUARY_2012
    return "section5_january_2012" if early_2012 else document.framework


def _framework(document: ReportDocument) -> str:
    """Independent schools kept the framework of 2019, with its overall grade, until they had report cards."""
    kept = document.is_independent and document.framework == "education_inspection_2024"
    return "education_inspection_2019" if kept else document.framework


def _grades(document: ReportDocument) -> dict[str, str | None]:
    grades: dict[str, str | None] = {}
    if document.kind == "graded":
        given = dict(document.grades)
        if layout_of(document) == "section5_january_2012":
            given.setdefault("behaviour", given["overall"])
        words = SATISFACTORY if document.framework in ("section5_2005", "section5_2009") else FOUR_GRADES
        grades = {
            area: words[given[word]]
            for word, area in AREAS[layout_of(document)].items()
            if given.get(word) in words
        }
    elif document.framework == "report_card_2025":
        grades = {
            area: None if document.grades[word] == "Insufficient evidence" else document.grades[word]
            for word, area in CARD_AREAS.items()
            if document.grades.get(word, "Not applicable") != "Not applicable"
        }
    safeguarding = document.grades.get("safeguarding", "")
    if document.kind in ("ungraded", "short", "focused") and not safeguarding:
        safeguarding = "Yes"
    return grades | (
        {"safeguarding": safeguarding} if safeguarding in ("Yes", "No", "Met", "Not met") else {}
    )


def _has_category(document: ReportDocument) -> bool:
    if document.kind in ("graded", "card"):
        return not document.is_independent
    return document.kind == "monitoring" and bool(document.category)


def _outcome(document: ReportDocument) -> str | None:
    if document.kind in ("ungraded", "short"):
        return document.outcome or None
    return _monitoring_outcome(document) if document.kind == "monitoring" and document.outcome else None


def _monitoring_outcome(document: ReportDocument) -> str:
    well, first_day = document.outcome in WELL, document.first_day
    if first_day >= PROGRESS_SINCE:
        return (
            "Leaders have made progress to improve the school, but more work is necessary"
            if well
            else "Leaders have not made enough progress to improve the school"
        )
    if document.framework in ("section5_2005", "section5_2009"):
        return f"The school {'is making satisfactory' if well else 'has made inadequate'} progress"
    who = "Leaders and managers" if document.category else "Leaders"
    what = REMOVAL.get(document.category, "to tackle the areas requiring improvement")
    return f"{who} are {'' if well else 'not '}taking effective action {what}"


def _additional(document: ReportDocument) -> Label:
    """The sentence up to the standards; the rest says under which condition."""
    well = document.outcome in ("", *WELL)
    visited = document.additional in ("progress monitoring", "emergency")
    verb = ("meets" if well else "does not meet") if visited else f"is {'' if well else 'un'}likely to meet"
    which = {
        "progress monitoring": "all of the",
        "material change": "the relevant",
        "pre-registration": "all the",
        "emergency": "the" if well else "all of the",
    }[document.additional]
    return Label(
        kind="monitoring" if document.additional == "progress monitoring" else "other",
        framework=None,
        urn=document.urn,
        first_day=document.first_day,
        last_day=document.last_day,
        outcome=f"The school {verb} {which} independent school standards",
    )
