"""Real published documents with labels that a person wrote from what they say.

Belongs here: names of files in the folder of samples beside this checkout, and their labels. The documents
themselves are never copied here; where the folder is absent, there are no real samples.
Does not belong here: the comparison (labels.py), invented documents (invented_reports.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from benchmarks.labels import Label
from pipelines.documents.report import ParsedReport, pages_from_text, parse_report, parse_report_text
from pipelines.settings import PROJECT_ROOT

SAMPLES = PROJECT_ROOT.parent / "shared" / "samples"
GOOD_2016 = {
    "overall_effectiveness": "Good",
    "leadership_and_management": "Good",
    "teaching_learning_and_assessment": "Good",
    "personal_development_behaviour_and_welfare": "Good",
    "outcomes_for_pupils": "Good",
    "early_years": "Good",
    "safeguarding": "Yes",
}
REQUIRES_IMPROVEMENT_2016 = {
    "overall_effectiveness": "Requires improvement",
    "leadership_and_management": "Requires improvement",
    "teaching_learning_and_assessment": "Requires improvement",
    "personal_development_behaviour_and_welfare": "Good",
    "outcomes_for_pupils": "Requires improvement",
    "safeguarding": "Yes",
}
REQUIRES_IMPROVEMENT_2015 = {
    "overall_effectiveness": "Requires improvement",
    "leadership_and_management": "Requires improvement",
    "behaviour_and_safety": "Requires improvement",
    "quality_of_teaching": "Requires improvement",
    "achievement_of_pupils": "Requires improvement",
    "early_years": "Good",
}
CARD_2026 = {
    "personal_development_and_wellbeing": "Strong standard",
    "achievement": "Expected standard",
    "attendance_and_behaviour": "Expected standard",
    "curriculum_and_teaching": "Expected standard",
    "early_years": "Expected standard",
    "inclusion": "Expected standard",
    "leadership_and_governance": "Expected standard",
    "safeguarding": "Met",
}
INDEPENDENT = "independent school standards"


@dataclass(frozen=True)
class Sample:
    """A file below the folder of samples; part: of several texts in one file, which.

    label is None where the document is of no school, and has to be refused.
    """

    path: str
    layout: str
    label: Label | None
    part: int | None = None

    def read(self) -> ParsedReport:
        """The program's reading; raises DocumentRefused as the parser does."""
        path = SAMPLES / self.path
        if path.suffix == ".pdf":
            return parse_report(path.read_bytes())
        text = path.read_text(encoding="utf-8")
        return parse_report_text(
            pages_from_text(text if self.part is None else text.split("-----")[self.part])
        )


ALL = (
    Sample(
        "pdf/graded_2016_good_academy_139305.pdf",
        "common_inspection_2015",
        Label(
            "graded", "common_inspection_2015", 139305, "10020044", date(2016, 11, 8), date(2016, 11, 9),
            GOOD_2016, has_category=True,
        ),
    ),
    Sample(
        "pdf/graded_2016_requires_improvement_secondary.pdf",
        "common_inspection_2015",
        Label(
            "graded", "common_inspection_2015", 139486, "10011125", date(2016, 2, 9), date(2016, 2, 10),
            REQUIRES_IMPROVEMENT_2016, has_category=True,
        ),
    ),
    Sample(
        "text/report_card_2026-01_144225.txt",
        "card",
        Label(
            "report_card", "report_card_2025", 144225, None, date(2026, 1, 13), None, CARD_2026,
            has_category=True,
        ),
    ),
    Sample(
        "text/graded_2015_opening.txt",
        "section5_2012",
        Label(
            "graded", "section5_2012", None, None, date(2015, 3, 3), date(2015, 3, 4),
            REQUIRES_IMPROVEMENT_2015, has_category=True,
        ),
    ),
    Sample(
        "text/ungraded_2023_opening.txt",
        "ungraded",
        Label(
            "ungraded", "education_inspection_2019", None, None, date(2023, 6, 7), date(2023, 6, 8),
            outcome="School remains Good (Improving) - S5 Next",
        ),
    ),
    Sample(
        "text/special_measures_monitoring_letter_2015_excerpt.txt",
        "monitoring",
        Label(
            "monitoring", "common_inspection_2015", None, None, date(2015, 12, 8), date(2015, 12, 9),
            has_category=True, category="special_measures",
            outcome="Leaders and managers are taking effective action towards the removal of special "
            "measures",
        ),
    ),
    # Without its front page: the sentence of section 44 gives the category, nothing gives a grade. Whoever
    # stored the text put the day above it.
    Sample(
        "text/special_measures_full_2017_excerpt.txt",
        "common_inspection_2015",
        Label(
            "graded", "common_inspection_2015", None, None, date(2017, 3, 28), date(2017, 3, 28),
            has_category=True, category="special_measures",
        ),
    ),
    # One page of a glossary: grade words and percentages of all schools. Its footer tells the days.
    Sample(
        "text/glossary_page_2011.txt",
        "section5_2009",
        Label("graded", "section5_2009", None, None, date(2011, 2, 7), date(2011, 2, 8)),
    ),
    Sample(
        "text/academy_conversion_letter_2026.txt",
        "conversion",
        Label("conversion_letter", None, 152305, predecessors=(122810,)),
    ),
    Sample(
        "text/independent_material_change_2026.txt",
        "independent_additional",
        Label(
            "other", None, 137279, None, date(2026, 7, 2), date(2026, 7, 2),
            outcome=f"The school is likely to meet the relevant {INDEPENDENT}",
        ),
        part=0,
    ),
    Sample(
        "text/independent_material_change_2026.txt",
        "independent_additional",
        Label(
            "other", None, 152511, None, date(2026, 6, 24), date(2026, 6, 24),
            outcome=f"The school is likely to meet all the {INDEPENDENT}",
        ),
        part=1,
    ),
    Sample(
        "text/independent_progress_monitoring_2026_head.txt",
        "independent_additional",
        Label(
            "monitoring", None, 118123, None, date(2026, 3, 11), date(2026, 3, 11),
            outcome=f"The school does not meet all of the {INDEPENDENT}",
        ),
    ),
    Sample("pdf/not_schools/d2i_ILACS_cumberland_2024-11-26.pdf", "of no school", None),
    Sample("pdf/not_schools/d2i_SIF_norfolk_2015-10-20.pdf", "of no school", None),
)  # fmt: skip


def samples() -> Iterator[Sample]:
    """The samples that are on this machine."""
    return (sample for sample in ALL if (SAMPLES / sample.path).is_file())
