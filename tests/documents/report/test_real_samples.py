"""Real published reports, read in place."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.report import pages_from_text, parse_report
from pipelines.documents.report.grade_block import standing_lines
from pipelines.documents.report.report_card import LAYOUT, STYLE
from tests.documents.report.reading import doubts, grades, read_text


@pytest.fixture(scope="module")
def samples(shared: Path) -> Path:
    return shared / "samples"


def text(samples: Path, name: str) -> str:
    return (samples / "text" / name).read_text(encoding="utf-8")


def test_good_primary_of_2016(samples: Path) -> None:
    report = parse_report((samples / "pdf" / "graded_2016_good_academy_139305.pdf").read_bytes())
    assert (report.framework, report.kind, report.urn) == ("common_inspection_2015", "graded", 139305)
    assert (report.inspection_number, report.inspection_start_date) == ("10020044", date(2016, 11, 8))
    assert grades(report) == {
        "overall_effectiveness": "Good",
        "leadership_and_management": "Good",
        "teaching_learning_and_assessment": "Good",
        "personal_development_behaviour_and_welfare": "Good",
        "outcomes_for_pupils": "Good",
        "early_years": "Good",
        "safeguarding": "Yes",
    }
    assert report.judgements[-1].locator == "page 5: 'The arrangements for safeguarding are effective'"
    assert (report.category_of_concern, report.category_known, report.doubts) == (None, True, ())


def test_secondary_of_2016_whose_headings_repeat_in_small_letters(samples: Path) -> None:
    report = parse_report((samples / "pdf" / "graded_2016_requires_improvement_secondary.pdf").read_bytes())
    assert (report.urn, report.inspection_number) == (139486, "10011125")
    assert grades(report) == {
        "overall_effectiveness": "Requires improvement",
        "leadership_and_management": "Requires improvement",
        "teaching_learning_and_assessment": "Requires improvement",
        "personal_development_behaviour_and_welfare": "Good",
        "outcomes_for_pupils": "Requires improvement",
        "safeguarding": "Yes",
    }
    assert not report.doubts


def test_whole_report_card(samples: Path) -> None:
    report = read_text(text(samples, "report_card_2026-01_144225.txt"))
    assert (report.framework, report.kind, report.urn) == ("report_card_2025", "report_card", 144225)
    assert report.inspection_start_date == date(2026, 1, 13)
    found = grades(report)
    assert found.pop("personal_development_and_wellbeing") == "Strong standard"
    assert found.pop("safeguarding") == "Met"
    assert len(found) == 6
    assert set(found.values()) == {"Expected standard"}
    assert [judgement.locator[:6] for judgement in report.judgements] == [
        "page 2", "page 2", "page 3", "page 3", "page 4", "page 4", "page 5", "page 1",
    ]  # fmt: skip
    assert (report.category_known, report.doubts) == (True, ())


def test_opening_of_2015_on_one_line(samples: Path) -> None:
    report = read_text(text(samples, "graded_2015_opening.txt"))
    assert (report.framework, report.inspection_start_date) == ("section5_2012", date(2015, 3, 3))
    assert grades(report) == {
        "overall_effectiveness": "Requires improvement",
        "leadership_and_management": "Requires improvement",
        "behaviour_and_safety": "Requires improvement",
        "quality_of_teaching": "Requires improvement",
        "achievement_of_pupils": "Requires improvement",
        "early_years": "Good",
    }


def test_ungraded_opening_that_promises_a_graded_inspection(samples: Path) -> None:
    report = read_text(text(samples, "ungraded_2023_opening.txt"))
    assert (report.kind, report.outcome) == ("ungraded", "School remains Good (Improving) - S5 Next")
    assert (report.judgements, doubts(report)) == ((), {"safeguarding_not_found"})


def test_monitoring_letter_run_together(samples: Path) -> None:
    report = read_text(text(samples, "special_measures_monitoring_letter_2015_excerpt.txt"))
    assert (report.kind, report.framework) == ("monitoring", "common_inspection_2015")
    assert (report.category_of_concern, report.inspection_end_date) == ("special_measures", date(2015, 12, 9))
    assert report.outcome == (
        "Leaders and managers are taking effective action towards the removal of special measures"
    )


def test_special_measures_without_a_front_page_gives_the_category_and_no_grade(samples: Path) -> None:
    report = read_text(text(samples, "special_measures_full_2017_excerpt.txt"))
    assert (report.category_of_concern, report.judgements) == ("special_measures", ())
    assert doubts(report) == {"layout_not_recognised"}


def test_glossary_page_gives_no_grade(samples: Path) -> None:
    report = read_text(text(samples, "glossary_page_2011.txt"))
    assert (report.judgements, report.framework) == ((), None)
    assert doubts(report) == {"layout_not_recognised"}


def test_conversion_letter(samples: Path) -> None:
    report = read_text(text(samples, "academy_conversion_letter_2026.txt"))
    assert (report.kind, report.urn, report.predecessor_urns) == ("conversion_letter", 152305, (122810,))


@pytest.mark.parametrize(
    "part, urn, day, outcome",
    [
        (
            0,
            137279,
            date(2026, 7, 2),
            "The school is likely to meet the relevant independent school standards",
        ),
        (1, 152511, date(2026, 6, 24), "The school is likely to meet all the independent school standards"),
    ],
)
def test_independent_additional_inspections(
    samples: Path, part: int, urn: int, day: date, outcome: str
) -> None:
    report = read_text(text(samples, "independent_material_change_2026.txt").split("-----")[part])
    assert (report.kind, report.urn) == ("other", urn)
    assert (report.inspection_start_date, report.outcome) == (day, outcome)
    assert not report.doubts


def test_independent_progress_monitoring(samples: Path) -> None:
    report = read_text(text(samples, "independent_progress_monitoring_2026_head.txt"))
    assert (report.kind, report.urn, report.inspection_start_date) == (
        "monitoring",
        118123,
        date(2026, 3, 11),
    )
    assert report.outcome == "The school does not meet all of the independent school standards"


def test_every_line_of_area_and_grade_of_real_cards_is_read(samples: Path) -> None:
    path = samples / "json" / "report_card_area_grade_fragments.json"
    for fragment in json.loads(path.read_text(encoding="utf-8")):
        line = fragment["pypdf_text_fragment"]
        found = standing_lines(pages_from_text(f"Prose before it.\n{line}\nProse after it."), LAYOUT, STYLE)
        assert [line.lower().endswith(one.word or "?") for one in found] == [True], line


@pytest.mark.parametrize("name", ["d2i_ILACS_cumberland_2024-11-26.pdf", "d2i_SIF_norfolk_2015-10-20.pdf"])
def test_reports_on_childrens_services_are_refused(samples: Path, name: str) -> None:
    with pytest.raises(DocumentRefused) as refusal:
        parse_report((samples / "pdf" / "not_schools" / name).read_bytes())
    assert refusal.value.reason_code == "not_a_school_report"
