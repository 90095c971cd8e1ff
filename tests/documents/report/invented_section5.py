"""Invented reports of the three frameworks from 2005 to 2015, in the layouts of their time.

Does not belong here: later frameworks (invented_reports.py) and letters (invented_letters.py).
"""

from __future__ import annotations

from tests.documents.report.invented_reports import PEOPLE, PROSE, SMALL_PRINT, school_details
from tests.documents.report.rendering import Page


def section5_2012(
    overall: str = "Requires improvement 3", *, achievement: str = "Requires improvement 3", finding: str = ""
) -> list[Page]:
    """September 2012 to August 2015."""
    return [
        [
            "School report",
            "Good Shepherd Catholic Primary School",
            "Sea Road, Lynwick, Borsetshire, BX9 9DG",
            ("Inspection dates", "03–04 March 2015"),
            "Overall effectiveness",
            ("Previous inspection:", "Satisfactory 3"),
            ("This inspection:", overall),
            ("Leadership and management", "Requires improvement 3"),
            ("Behaviour and safety of pupils", "Good 2"),
            ("Quality of teaching", "Requires improvement 3"),
            ("Achievement of pupils", achievement),
            ("Early years provision", "Good 2"),
            "Summary of key findings for parents and pupils",
            finding or "This is a school that requires improvement. It is not good because",
            *PROSE,
        ],
        [
            "Inspection report: Good Shepherd Catholic Primary School, 03–04 March 2015 2 of 9",
            "Inspection judgements",
            "The leadership and management requires improvement",
            *PROSE,
            "The behaviour and safety of pupils are good",
            "The early years provision is good",
        ],
        [*school_details(199103, "453103"), *SMALL_PRINT],
    ]


def section5_2009(
    overall: str = "2", capacity: str = "2", *, safeguarding_procedures: str = "1"
) -> list[Page]:
    """September 2009 to December 2011."""
    return [
        [
            "Weir Drift School",
            "Inspection report",
            ("Unique Reference Number", "199104"),
            ("Local Authority", "Borsetshire"),
            ("Inspection number", "358104"),
            ("Inspection dates", "7–8 February 2011"),
            ("Reporting inspector", PEOPLE[0]),
            "This inspection of the school was carried out under section 5 of the Education Act 2005.",
            ("Headteacher", PEOPLE[1]),
            ("Date of previous school inspection", "13 November 2007"),
            ("Inspection date(s)", "7–8 February 2011"),
        ],
        [*SMALL_PRINT],
        [
            "Inspection report: Weir Drift School, 7–8 February 2011 4 of 15",
            "Inspection grades: 1 is outstanding, 2 is good, 3 is satisfactory, and 4 is inadequate",
            "Inspection judgements",
            ("Overall effectiveness: how good is the school?", overall),
            ("The school's capacity for sustained improvement", capacity),
            "Main findings",
            *PROSE,
        ],
        [
            "Inspection report: Weir Drift School, 7–8 February 2011 8 of 15",
            ("The quality of teaching", "2"),
            "The effectiveness of leadership and management in embedding ambition and",
            ("driving improvement", "2"),
            ("The effectiveness of safeguarding procedures", safeguarding_procedures),
            ("Overall effectiveness of the Early Years Foundation Stage", "1"),
        ],
        [
            "Inspection report: Weir Drift School, 7–8 February 2011 12 of 15",
            "Glossary",
            "Grade 1 Outstanding These features are highly effective. An outstanding",
            "school provides exceptionally well for all its pupils' needs.",
            "Overall effectiveness judgement (percentage of schools)",
            "Nursery schools 59 36 3 3",
        ],
    ]


def section5_january_2012(overall: str = "3") -> list[Page]:
    """January to August 2012."""
    return [
        [*section5_2009()[0]],
        [
            "Inspection report: Weir Drift School, 7–8 February 2011 4 of 12",
            "Inspection judgements",
            ("Overall effectiveness", overall),
            ("Achievement of pupils", "3"),
            ("Quality of teaching", "3"),
            ("Behaviour and safety of pupils", "2"),
            ("Leadership and management", "3"),
            "Key findings",
            *PROSE,
        ],
    ]


def section5_2005(overall: str = "4", *, in_annex: str = "", special_measures: str = "Yes") -> list[Page]:
    """September 2005 to August 2009."""
    return [
        [
            "Inspection report",
            "Old Quarry Junior School",
            ("Unique Reference Number", "199105"),
            ("Inspection number", "281105"),
            ("Inspection dates", "5–6 March 2007"),
            ("Reporting inspector", PEOPLE[0]),
            "This inspection was carried out under section 5 of the Education Act 2005.",
            ("Headteacher", PEOPLE[1]),
        ],
        [
            "Overall effectiveness of the school",
            f"Grade: {overall}",
            *PROSE,
            "Achievement and standards",
            "Grade: 3",
            *PROSE,
            "Leadership and management",
            "Grade: 4",
            *PROSE,
        ],
        [
            "Annex A",
            "Inspection judgements",
            ("Key to judgements: grade 1 is outstanding, grade 4 inadequate", "School Overall"),
            "How effective, efficient and inclusive is the provision of education, integrated",
            ("care and any extended services in meeting the needs of learners?", in_annex or overall),
            ("How well do learners achieve?", "3"),
            ("Does this school require special measures?", special_measures),
            ("Does this school require a notice to improve?", "No"),
        ],
    ]
