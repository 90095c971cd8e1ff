"""Every layout is told by its evidence and read from a PDF as from its text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from pipelines.documents.report import ParsedReport, parse_report
from tests.documents.report import invented_letters, invented_section5
from tests.documents.report import invented_reports as invented
from tests.documents.report.invented_reports import PEOPLE
from tests.documents.report.reading import doubts, grades, read
from tests.documents.report.rendering import Page, as_pdf

SCHOOL_READERS: list[Callable[[Sequence[Page]], ParsedReport]] = [
    read,
    lambda pages: parse_report(as_pdf(pages)),
]
pytestmark = pytest.mark.parametrize("reader", SCHOOL_READERS, ids=["text", "pdf"])
Reader = Callable[[Sequence[Page]], ParsedReport]


def test_report_of_2005_to_2009(reader: Reader) -> None:
    report = reader(invented_section5.section5_2005(overall="4"))
    assert (report.framework, report.kind, report.urn) == ("section5_2005", "graded", 199105)
    assert (report.inspection_number, report.inspection_start_date) == ("281105", date(2007, 3, 5))
    assert (report.category_of_concern, report.category_known) == ("special_measures", True)
    assert grades(report) == {
        "overall_effectiveness": "Inadequate",
        "how_well_do_pupils_achieve": "Satisfactory",
        "leadership_and_management": "Inadequate",
    }
    assert not report.doubts


def test_report_of_2009_to_2011(reader: Reader) -> None:
    report = reader(invented_section5.section5_2009())
    assert (report.framework, report.kind, report.urn) == ("section5_2009", "graded", 199104)
    assert (report.inspection_number, report.inspection_end_date) == ("358104", date(2011, 2, 8))
    assert grades(report) == {
        "overall_effectiveness": "Good",
        "capacity_to_improve": "Good",
        "quality_of_teaching": "Good",
        "leadership_and_management": "Good",
        "safeguarding_procedures": "Outstanding",
        "early_years": "Outstanding",
    }
    assert not report.doubts


def test_report_of_early_2012_still_says_satisfactory(reader: Reader) -> None:
    report = reader(invented_section5.section5_january_2012())
    assert report.framework == "section5_2009"
    assert grades(report)["overall_effectiveness"] == "Satisfactory"
    assert grades(report)["behaviour_and_safety"] == "Good"
    assert not report.doubts


def test_report_of_2012_to_2015_gives_this_inspection_and_not_the_previous_one(reader: Reader) -> None:
    report = reader(invented_section5.section5_2012())
    assert (report.framework, report.urn) == ("section5_2012", 199103)
    assert (report.inspection_start_date, report.inspection_end_date) == (date(2015, 3, 3), date(2015, 3, 4))
    assert grades(report) == {
        "overall_effectiveness": "Requires improvement",
        "leadership_and_management": "Requires improvement",
        "behaviour_and_safety": "Good",
        "quality_of_teaching": "Requires improvement",
        "achievement_of_pupils": "Requires improvement",
        "early_years": "Good",
    }
    assert (report.category_of_concern, report.category_known) == (None, True)
    assert not report.doubts


def test_report_of_2015_to_2019(reader: Reader) -> None:
    report = reader(invented.common_inspection())
    assert (report.framework, report.urn) == ("common_inspection_2015", 199101)
    assert (report.inspection_number, report.inspection_start_date) == ("10099101", date(2016, 11, 9))
    assert grades(report) == {
        "overall_effectiveness": "Good",
        "leadership_and_management": "Good",
        "teaching_learning_and_assessment": "Requires improvement",
        "personal_development_behaviour_and_welfare": "Good",
        "outcomes_for_pupils": "Requires improvement",
        "early_years": "Outstanding",
        "safeguarding": "Yes",
    }
    assert [judgement.grade_rank for judgement in report.judgements] == [2, 2, 3, 2, 3, 1, 1]
    assert report.judgements[2].locator == (
        "page 1: 'Quality of teaching, learning and assessment Requires improvement'"
    )
    assert not report.doubts


def test_report_of_2019_to_2024_has_an_overall_grade(reader: Reader) -> None:
    report = reader(
        invented.education_inspection(overall="Requires improvement", days="18 and 19 March 2020")
    )
    assert report.framework == "education_inspection_2019"
    assert grades(report)["overall_effectiveness"] == "Requires improvement"
    assert not report.doubts


def test_report_since_september_2024_has_none(reader: Reader) -> None:
    report = reader(invented.education_inspection(sixth_form="Inadequate", statement=SPECIAL_MEASURES))
    assert (report.framework, report.urn) == ("education_inspection_2024", 199102)
    assert grades(report) == {
        "quality_of_education": "Good",
        "behaviour_and_attitudes": "Good",
        "personal_development": "Outstanding",
        "leadership_and_management": "Requires improvement",
        "early_years": "Good",
        "sixth_form": "Inadequate",
        "safeguarding": "Yes",
    }


SPECIAL_MEASURES = (
    "In accordance with section 44(1) of the Education Act 2005, the Chief Inspector is of the opinion"
    " that this school requires special measures because it does not give its pupils an acceptable standard."
)


def test_report_card(reader: Reader) -> None:
    report = reader(invented.report_card())
    assert (report.framework, report.kind, report.urn) == ("report_card_2025", "report_card", 199110)
    assert (report.inspection_number, report.inspection_start_date) == (None, date(2026, 1, 13))
    assert report.inspection_end_date is None
    assert grades(report) == {
        "personal_development_and_wellbeing": "Strong standard",
        "achievement": "Expected standard",
        "attendance_and_behaviour": "Expected standard",
        "curriculum_and_teaching": "Expected standard",
        "early_years": "Expected standard",
        "leadership_and_governance": "Needs attention",
        "inclusion": "Needs attention",
        "safeguarding": "Met",
    }
    assert report.judgements[-1].locator == "page 1: 'Safeguarding standards met'"
    assert (report.category_of_concern, report.category_known, report.doubts) == (None, True, ())


def test_ungraded_report(reader: Reader) -> None:
    report = reader(invented_letters.ungraded())
    assert (report.kind, report.framework, report.urn) == ("ungraded", "education_inspection_2019", 199106)
    assert report.outcome == "School remains Good"
    assert (grades(report), report.category_known) == ({"safeguarding": "Yes"}, False)
    assert not report.doubts


def test_short_inspection_letter(reader: Reader) -> None:
    report = reader(
        invented_letters.letter(
            "Short inspection of", "This school continues to be good.", "Safeguarding is effective."
        )
    )
    assert (report.kind, report.framework, report.urn) == ("short", "common_inspection_2015", 199107)
    assert (report.outcome, report.inspection_start_date) == ("School remains Good", date(2016, 12, 8))
    assert grades(report) == {"safeguarding": "Yes"}
    assert not report.doubts


def test_special_measures_monitoring_letter_keeps_the_category(reader: Reader) -> None:
    sentence = "Leaders and managers are not taking effective action towards the removal of special measures."
    report = reader(invented_letters.letter("Special measures monitoring inspection of", sentence))
    assert (report.kind, report.category_of_concern, report.category_known) == (
        "monitoring",
        "special_measures",
        True,
    )
    assert report.outcome == sentence.removesuffix(".")
    assert (report.inspection_start_date, report.inspection_end_date) == (
        date(2016, 12, 8),
        date(2016, 12, 9),
    )
    assert not report.doubts


def test_letter_on_an_urgent_inspection(reader: Reader) -> None:
    report = reader(
        invented_letters.letter(
            "No formal designation inspection of", "The arrangements for safeguarding are not effective."
        )
    )
    assert (report.kind, grades(report)) == ("focused_monitoring", {"safeguarding": "No"})
    assert doubts(report) == {"outcome_unclear"}


def test_interim_assessment_has_no_day_of_inspection(reader: Reader) -> None:
    report = reader(invented_letters.interim_letter())
    assert (report.kind, report.outcome, report.urn) == ("interim", "Performance has been sustained", 199107)
    assert (report.inspection_start_date, report.doubts) == (None, ())


def test_conversion_letter_is_lineage_and_no_inspection(reader: Reader) -> None:
    report = reader(invented_letters.conversion_letter())
    assert (report.kind, report.urn, report.predecessor_urns) == ("conversion_letter", 199208, (199108,))
    assert (report.judgements, report.doubts, report.category_known) == ((), (), False)


@pytest.mark.parametrize(
    "heading, words, kind, outcome",
    [
        (
            "Material change inspection",
            ("The school is likely to meet the relevant", "independent school standards if the", "change is"),
            "other",
            "The school is likely to meet the relevant independent school standards",
        ),
        (
            "Progress monitoring inspection",
            ("The school does not meet all of the", "independent school standards that were", "checked"),
            "monitoring",
            "The school does not meet all of the independent school standards",
        ),
        (
            "Pre-registration inspection",
            ("The school is unlikely to meet all the", "independent school standards", "if it is registered"),
            "other",
            "The school is unlikely to meet all the independent school standards",
        ),
    ],
)
def test_additional_inspection_of_an_independent_school(
    reader: Reader, heading: str, words: tuple[str, ...], kind: str, outcome: str
) -> None:
    report = reader(invented_letters.independent(heading, *words))
    assert (report.kind, report.framework, report.urn) == (kind, None, 199109)
    assert (report.outcome, report.inspection_start_date) == (outcome, date(2026, 7, 2))
    assert (report.category_known, report.doubts) == (False, ())


EVERY_KIND = [
    invented_section5.section5_2005(),
    invented_section5.section5_2009(),
    invented_section5.section5_january_2012(),
    invented_section5.section5_2012(),
    invented.common_inspection(),
    invented.education_inspection(),
    invented.report_card(),
    invented_letters.ungraded(),
    invented_letters.letter("Short inspection of", "This school continues to be good."),
    invented_letters.letter(
        "Special measures monitoring inspection of", "Leaders have not made enough progress."
    ),
    invented_letters.letter("Urgent inspection of"),
    invented_letters.interim_letter(),
    invented_letters.conversion_letter(),
    invented_letters.independent(),
]


@pytest.mark.parametrize("pages", EVERY_KIND, ids=range(len(EVERY_KIND)))
def test_no_person_comes_out_of_any_report(reader: Reader, pages: Sequence[Page]) -> None:
    told = repr(reader(pages))
    assert not [word for name in PEOPLE for word in name.split() if word in told]
