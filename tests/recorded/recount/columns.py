"""Where the two layouts of the recording say what of an inspection, and what their words mean.

Belongs here: headers and words, taken from the files and from management-information.md (header lists of eras
(c) and (d), and Quirks). Does not belong here: anything that decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

CARD_AREAS = (
    "Inclusion",
    "Curriculum and teaching",
    "Achievement",
    "Attendance and behaviour",
    "Personal development and wellbeing",
    "Early years (where applicable)",
    "Post-16 provision (where applicable)",
    "Leadership and governance",
)
LEADERSHIP = "Leadership and governance"

# Names of this recount for the four-grade judgements, and the words of each layout for them.
KEY_JUDGEMENTS = ("quality", "behaviour", "development", "leadership")
JUDGEMENTS = ("overall", *KEY_JUDGEMENTS, "early_years", "sixth_form")
_WORDS_2025 = (
    "Overall effectiveness",
    "Quality of education",
    "Behaviour and attitudes",
    "Personal development",
    "Effectiveness of leadership and management",
    "Early years provision (where applicable)",
    "Sixth form provision (where applicable)",
)
# Grades that a four-grade column can print; 9, 8, 0 and "Not judged" are none.
GRADES = {"1": 1, "2": 2, "3": 3, "4": 4}
NO_GRADE = ("9", "8", "0", "Not judged", "NULL")
CARD_GRADES = ("Exceptional", "Strong standard", "Expected standard", "Needs attention", "Urgent improvement")
CARD_NO_GRADE = ("Not applicable", "NULL")
SAFEGUARDING = ("Yes", "No", "Met", "Not met")
CATEGORIES = ("SM", "SWK", "RSI", "NTI")


@dataclass(frozen=True)
class Block:
    """The columns of one layout that speak of one inspection. judgements: header by name of this recount."""

    kind: str
    number: str
    started: str
    published: str
    urn: str
    category: str | None = None
    outcome: str | None = None
    safeguarding: str | None = None
    judgements: Mapping[str, str] = field(default_factory=dict)
    areas: tuple[str, ...] = ()


def _lower_first(words: str) -> str:
    return words[0].lower() + words[1:]


UNGRADED_DATES = ("Date of latest ungraded inspection", "Ungraded inspection publication date")
LAYOUTS = {
    # Official statistics, as at 31 August 2025.
    "Previous inspection number": (
        Block(
            "graded",
            "Inspection number of latest graded inspection",
            "Inspection start date",
            "Publication date",
            "URN at time of latest graded inspection",
            category="Category of concern",
            safeguarding="Safeguarding is effective?",
            judgements=dict(zip(JUDGEMENTS, _WORDS_2025, strict=True)),
        ),
        Block(
            "graded",
            "Previous inspection number",
            "Previous inspection start date",
            "Previous publication date",
            "URN at time of previous graded inspection",
            category="Previous category of concern",
            safeguarding="Previous safeguarding is effective?",
            judgements={
                "overall": "Previous graded inspection overall effectiveness",
                **{
                    name: f"Previous {_lower_first(words)}"
                    for name, words in zip(JUDGEMENTS[1:], _WORDS_2025[1:], strict=True)
                },
            },
        ),
        Block(
            "ungraded",
            "Latest ungraded inspection number since last graded inspection",
            *UNGRADED_DATES,
            "URN at time of the ungraded inspection",
            outcome="Ungraded inspection overall outcome",
        ),
    ),
    # Management information with report cards, as at 31 May 2026.
    "Inspection number of latest full inspection": (
        Block(
            "report_card",
            "Inspection number of latest full inspection",
            "Inspection start date",
            "Publication date",
            "URN at time of latest full inspection",
            category="Category of concern",
            safeguarding="Safeguarding standards",
            areas=CARD_AREAS,
        ),
        Block(
            "graded",
            "Inspection number of latest OEIF graded inspection",
            "Inspection start date of latest OEIF graded inspection",
            "Publication date of latest OEIF graded inspection",
            "URN at time of latest OEIF graded inspection",
            category="Latest OEIF category of concern",
            # Two blanks, as published.
            safeguarding="Latest OEIF  safeguarding is effective?",
            judgements={
                name: f"Latest OEIF {_lower_first(words)}"
                for name, words in zip(JUDGEMENTS, _WORDS_2025, strict=True)
            },
        ),
        Block(
            "ungraded",
            "Latest ungraded inspection number",
            *UNGRADED_DATES,
            "URN at time of the ungraded inspection",
            outcome="Ungraded inspection overall outcome",
        ),
    ),
}
