"""The seven inspection frameworks as the scenario speaks of them: their dates, areas and grades.

Belongs here: which areas an inspection on a given day judges, and the words that the scenario may write.
Does not belong here: how a file spells them (the modules that write files).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

NOT_APPLICABLE = "9"
NOT_JUDGED = "Not judged"

CARD_GRADES = {
    "exceptional": "Exceptional",
    "strong": "Strong standard",
    "expected": "Expected standard",
    "needs": "Needs attention",
    "urgent": "Urgent improvement",
    "not-applicable": "Not applicable",
    "insufficient": "Insufficient evidence",  # independent schools only
}
CARD_SAFEGUARDING = {"met": "Met", "not-met": "Not met"}
DIGIT_GRADES = ("0", "1", "2", "3", "4", "8", "9")
DIGIT_SAFEGUARDING = ("Yes", "No", "9")

#: Published categories of concern, by the code that management information prints.
CATEGORIES = ("SM", "SWK", "RSI", "NTI")

UNGRADED_OUTCOMES = {
    "good": "School remains Good",
    "outstanding": "School remains Outstanding",
    "good-improving": "School remains Good (Improving) - S5 Next",
    "good-concerns": "School remains Good (Concerns) - S5 Next",
    "outstanding-concerns": "School remains Outstanding (Concerns) - S5 Next",
    "maintained": "Standards maintained",
    "improved": "Improved significantly",
    "not-as-strong": "Some aspects not as strong",
}

MONITORING_OUTCOMES = {
    "effective": "Taking effective action",
    "not-effective": "Not taking effective action",
    "enough-progress": "Making enough progress",
    "not-enough-progress": "Not making enough progress",
}


@dataclass(frozen=True)
class Framework:
    """One framework: the first and last day of its inspections, and the areas it judges.

    ``judged`` are the areas of every school; early years, sixth form (or post-16) and safeguarding are kept
    apart, because a school may not have them and a framework may not judge them.
    """

    name: str
    first_day: date
    last_day: date
    judged: tuple[str, ...]
    has_early_years: bool = True
    has_safeguarding: bool = True
    has_overall: bool = True

    @property
    def areas(self) -> tuple[str, ...]:
        """Every word that a line of this framework may set."""
        early_years = ("early-years",) if self.has_early_years else ()
        safeguarding = ("safeguarding",) if self.has_safeguarding else ()
        overall = ("overall",) if self.has_overall else ()
        return overall + self.judged + early_years + (self.sixth_form_word,) + safeguarding

    @property
    def sixth_form_word(self) -> str:
        return "post-16" if self.is_report_card else "sixth-form"

    @property
    def is_report_card(self) -> bool:
        return self.name == "report_card_2025"


FRAMEWORKS = (
    Framework(
        "section5_2005",
        date(2005, 9, 1),
        date(2009, 8, 31),
        ("achievement", "teaching", "leadership"),
        has_early_years=False,
        has_safeguarding=False,
    ),
    Framework(
        "section5_2009",
        date(2009, 9, 1),
        date(2012, 8, 31),
        ("achievement", "teaching", "leadership", "capacity"),
        has_early_years=False,
        has_safeguarding=False,
    ),
    Framework(
        "section5_2012",
        date(2012, 9, 1),
        date(2015, 8, 31),
        ("achievement", "teaching", "behaviour", "leadership"),
        has_safeguarding=False,
    ),
    Framework(
        "common_inspection_2015",
        date(2015, 9, 1),
        date(2019, 8, 31),
        ("outcomes", "teaching", "welfare", "leadership"),
    ),
    Framework(
        "education_inspection_2019",
        date(2019, 9, 1),
        date(2024, 8, 31),
        ("quality", "behaviour", "development", "leadership"),
    ),
    Framework(
        "education_inspection_2024",
        date(2024, 9, 1),
        date(2025, 11, 7),
        ("quality", "behaviour", "development", "leadership"),
        has_overall=False,
    ),
    Framework(
        "report_card_2025",
        date(2025, 11, 10),
        date(2099, 12, 31),
        ("inclusion", "curriculum", "achievement", "attendance", "wellbeing", "leadership"),
        has_overall=False,
    ),
)


def framework_on(day: date) -> Framework:
    """The framework of an inspection that started on ``day``; raises ValueError when there was none."""
    for framework in FRAMEWORKS:
        if framework.first_day <= day <= framework.last_day:
            return framework
    raise ValueError(f"no inspection framework covers {day.isoformat()}")
