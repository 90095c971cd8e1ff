"""Invented letters and reports without grades, of invented schools."""

from __future__ import annotations

from collections.abc import Sequence

from tests.documents.report.invented_reports import PEOPLE, PROSE, SMALL_PRINT, school_details
from tests.documents.report.rendering import Page


def ungraded(outcome: Sequence[str] = ()) -> list[Page]:
    """Section 8 inspections of good and outstanding schools, 2019 to 2025."""
    return [
        [
            "Inspection of a good school: Nether Addersley Junior School",
            "Common Road, Nether Addersley, Borsetshire BX4 8EB",
            ("Inspection dates:", "7 and 8 June 2023"),
            "Outcome",
            *(outcome or ["Nether Addersley Junior School continues to be a good school."]),
            "What is it like to attend this school?",
            *PROSE,
            "Safeguarding",
            "The arrangements for safeguarding are effective.",
        ],
        [*school_details(199106, "10299106"), *SMALL_PRINT],
    ]


def letter(title: str, *body: str, first: str = "") -> list[Page]:
    """A letter after a monitoring, urgent or short inspection."""
    return [
        [
            "Ofsted",
            "Piccadilly Gate",
            "19 December 2016",
            PEOPLE[1],
            "Headteacher",
            "Long Barrow High School",
            f"Dear {PEOPLE[1]}",
            f"{title} Long Barrow High School",
            first
            or "Following my visit to your school on 8–9 December 2016, I write on behalf of Her Majesty's",
            "Chief Inspector of Education, Children's Services and Skills to report the inspection findings.",
            *body,
            "Yours sincerely",
            PEOPLE[0],
            "Her Majesty's Inspector",
        ],
        [*school_details(199107, "10019107")],
    ]


def interim_letter() -> list[Page]:
    return [
        [
            "May 2011",
            "Dear parent",
            "Long Barrow Junior School: Ofsted's interim assessment",
            ("URN", "199107"),
            "I am pleased to inform you that our interim assessment indicates that the school's",
            "performance has been sustained and that we can defer its next inspection.",
            "As a result the next inspection will not take place any earlier than the summer of 2013, unless",
            "we receive information that raises concerns about the performance of the school.",
        ]
    ]


def conversion_letter() -> list[Page]:
    return [
        [
            "Existing academy: Brook's Foundation CofE Primary School",
            "URN: 199208",
            "Predecessor school: Brook's Foundation CofE Primary School",
            "URN: 199108",
            "Bridge Lane",
            "Academy conversion and predecessor schools",
            "Under the Academies Act 2010, schools may apply to the Secretary of State to convert to academy",
            "status. On conversion the existing school closes and a new school opens in its place.",
        ]
    ]


def independent(heading: str = "Material change inspection", *outcome: str) -> list[Page]:
    words = outcome or (
        "The school is likely to meet the relevant",
        "independent school standards if the",
        "material change is implemented",
    )
    return [
        [
            "Fallow Forest School",
            "Unique reference number (URN): 199109",
            (heading, "2 July 2026"),
            "report:",
            ("Overall outcome", words[0]),
            *words[1:],
            "This inspection was commissioned by the Department for Education.",
            *PROSE,
            "Fallow Forest School, 2 July 2026",
        ]
    ]
