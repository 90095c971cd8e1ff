"""Invented graded reports of invented schools, in the layout of every framework.

People's names are invented too: they must never come out of the reader.
"""

from __future__ import annotations

from tests.documents.report.rendering import Page, Row

PEOPLE = ("Araminta Quillfeather", "Barnabas Ockendon", "Clementine Thistlewood")
SMALL_PRINT = [
    "The Office for Standards in Education, Children's Services and Skills (Ofsted) inspects to",
    "achieve excellence in the care of children and in education and skills for learners of",
    "all ages. It regulates and inspects childcare and children's social care, and inspects initial teacher",
    "training, further education and skills. It assesses council children's services.",
    "© Crown copyright",
]
PROSE = [
    "Pupils say that the school is a happy place and that the adults in it look after them well.",
    "Leaders know what is good and what requires improvement, and the teaching of reading is outstanding.",
    "In the past the provision was inadequate; the previous inspection report said so.",
]


def school_details(urn: int = 199101, number: str = "10099101") -> list[Row]:
    return [
        "School details",
        ("Unique reference number", str(urn)),
        ("Local authority", "Borsetshire"),
        ("Inspection number", number),
        "This inspection of the school was carried out under section 5 of the Education Act 2005.",
        ("Number of pupils on the school roll", "392"),
        ("Chair", PEOPLE[0]),
        ("Headteacher", PEOPLE[1]),
        ("Telephone number", "01632 960123"),
        ("Date of previous inspection", "18–19 September 2013"),
    ]


def common_inspection(
    overall: str = "Good",
    leadership: str = "Good",
    early_years: str | None = "Outstanding",
    *,
    safeguarding: str = "The arrangements for safeguarding are effective.",
    statement: str = "",
) -> list[Page]:
    """September 2015 to August 2019."""
    early: list[Row] = [("Early years provision", early_years)] if early_years else []
    repeated: list[Row] = [f"Early years provision {early_years}", *PROSE] if early_years else []
    return [
        [
            "School report",
            "Mossbury Church of England Voluntary Aided",
            "Primary School and Nursery",
            "Mill Lane, Mossbury, Borsetshire BX1 2AB",
            ("Inspection dates", "9–10 November 2016"),
            ("Overall effectiveness", overall),
            ("Effectiveness of leadership and management", leadership),
            ("Quality of teaching, learning and assessment", "Requires improvement"),
            ("Personal development, behaviour and welfare", "Good"),
            ("Outcomes for pupils", "Requires improvement"),
            *early,
            ("Overall effectiveness at previous inspection", "Inadequate"),
            "Summary of key findings for parents and pupils",
            "This is a good school",
            *PROSE,
        ],
        [
            "Inspection report: Mossbury Primary School, 9–10 November 2016 Page 2 of 3",
            "Full report",
            *([statement] if statement else []),
            "Inspection judgements",
            f"Effectiveness of leadership and management {leadership.lower()}",
            *PROSE,
            "Safeguarding",
            safeguarding,
            "Quality of teaching, learning and assessment requires improvement",
            "Outcomes for pupils require improvement",
            *repeated,
        ],
        [
            "Inspection report: Mossbury Primary School, 9–10 November 2016 Page 3 of 3",
            *school_details(),
            f"{PEOPLE[2]}, lead inspector Her Majesty's Inspector",
            *SMALL_PRINT,
        ],
    ]


def education_inspection(
    *,
    overall: str | None = None,
    days: str = "18 and 19 March 2025",
    quality: str = "Good",
    safeguarding: str = "The arrangements for safeguarding are effective.",
    statement: str = "",
    sixth_form: str | None = None,
) -> list[Page]:
    """September 2019 to November 2025."""
    return [
        [
            "School report",
            "Inspection of Upper Haxley Parochial VC",
            "Primary School",
            "Church Street, Upper Haxley, Borsetshire BX6 6AA",
            ("Inspection dates:", days),
            *([("Overall effectiveness", overall)] if overall else []),
            ("The quality of education", quality),
            ("Behaviour and attitudes", "Good"),
            ("Personal development", "Outstanding"),
            ("Leadership and management", "Requires improvement"),
            ("Early years provision", "Good"),
            *([("Sixth-form provision", sixth_form)] if sixth_form else []),
            ("Previous inspection grade", "Good"),
        ],
        [
            "What is it like to attend this school?",
            *PROSE,
            *([statement] if statement else []),
            "Safeguarding",
            safeguarding,
            "Inspection report: Upper Haxley Parochial VC Primary School",
            f"{days} 2",
        ],
        [*school_details(199102, "10399102"), *SMALL_PRINT],
    ]


GRADES = ("Exceptional", "Strong standard", "Expected standard", "Needs attention", "Urgent improvement")
CARD = {
    "Personal development and wellbeing": "Strong standard",
    "Achievement": "Expected standard",
    "Attendance and behaviour": "Expected standard",
    "Curriculum and teaching": "Expected standard",
    "Early years": "Expected standard",
    "Leadership and governance": "Needs attention",
    "Inclusion": "Needs attention",
}


def report_card(
    grades: dict[str, str] | None = None,
    *,
    safeguarding: str = "Safeguarding standards met",
    sentence: str = "The safeguarding standards are met. This means that leaders do their duty.",
    inspection: str = "full inspection under section 5",
    statement: str = "",
) -> list[Page]:
    """Since November 2025."""
    grades = CARD if grades is None else grades
    groups: list[Row] = []
    for grade in (*GRADES, "Insufficient evidence"):
        areas = [area for area, given in grades.items() if given == grade]
        if areas:
            groups.append(grade)
            for area in areas:
                groups += [(area, grade), *PROSE]
    return [
        [
            "Hollow Oak Primary School",
            "Address: Four Lane Ends, BX5 0AH",
            "Unique reference number (URN): 199110",
            "Inspection report: 13 January 2026",
            *GRADES,
            safeguarding,
            sentence,
            "How we evaluate safeguarding",
            "Met: The school has an open and positive culture of safeguarding. All legal requirements",
            "are met.",
            "Not met: The school has not created an open and positive culture of safeguarding.",
        ],
        [*groups],
        [
            "What it's like to be a pupil at this school",
            *PROSE,
            *([statement] if statement else []),
            "About this inspection",
            f"Inspectors carried out this {inspection} of the Education Act 2005.",
            f"Headteacher: {PEOPLE[0]}",
            "Lead inspector:",
            f"{PEOPLE[1]}, His Majesty's Inspector",
            "Pupils reaching the expected standard in reading, writing and mathematics",
            "2024/25 60% 62% Close to average",
            "Our grades explained",
            *[line for grade in GRADES for line in (grade, "Practice is of this standard nationally.")],
        ],
    ]
