"""What is in doubt yields no grade and says why; what is certain around it stays."""

from __future__ import annotations

import pytest

from pipelines.documents.report import parse_report
from tests.documents.report import invented_letters, invented_section5
from tests.documents.report import invented_reports as invented
from tests.documents.report.invented_reports import CARD
from tests.documents.report.reading import doubts, grades, read, read_text
from tests.documents.report.rendering import Page, as_pdf, as_text

INADEQUATE_AND_UNSAFE = {"overall": "Inadequate", "leadership": "Inadequate"}
SERIOUS_WEAKNESSES = (
    "In accordance with section 44(2) of the Education Act 2005, Her Majesty's Chief Inspector is of the\n"
    "opinion that this school requires significant improvement, because it is performing less well."
)


def edited(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


CIF = as_text(invented.common_inspection())
EIF = as_text(invented.education_inspection())
S5_2012 = as_text(invented_section5.section5_2012())
S5_2009 = as_text(invented_section5.section5_2009())
CARD_TEXT = as_text(invented.report_card())


OUTCOMES = "Outcomes for pupils Requires improvement"
THIS_INSPECTION = "This inspection: Requires improvement 3"
DOUBTFUL: dict[str, tuple[str, str, str, str]] = {
    "a required area is absent": (CIF, f"{OUTCOMES}\n", "", "required_area_missing"),
    "a label has no grade": (CIF, OUTCOMES, "Outcomes for pupils", "grades_unpaired"),
    "an optional label has a grade that is no word": (
        CIF,
        "Early years provision Outstanding",
        "Early years provision 0utstanding",
        "grades_unpaired",
    ),
    "a row that nobody knows interrupts the table": (
        CIF,
        OUTCOMES,
        f"Boarding provision Good\n{OUTCOMES}",
        "table_goes_on",
    ),
    "an area stands twice in the table": (
        CIF,
        OUTCOMES,
        f"{OUTCOMES}\nOutcomes for pupils Good",
        "area_repeated",
    ),
    "a heading says otherwise": (
        CIF,
        "Effectiveness of leadership and management good",
        "Effectiveness of leadership and management is inadequate",
        "repeat_disagrees",
    ),
    "a heading grades what the table leaves out": (
        CIF,
        "Early years provision Outstanding\nOverall",
        "Overall",
        "repeat_disagrees",
    ),
    "grades stand before their labels": (
        CIF,
        "Overall effectiveness Good\nEffectiveness of leadership and management Good\n",
        "Good\nOverall effectiveness Good\nEffectiveness of leadership and management\n",
        "grades_unpaired",
    ),
    "a grade of another scale": (
        CIF,
        "Overall effectiveness Good",
        "Overall effectiveness Satisfactory",
        "unknown_grade",
    ),
    "word and digit disagree": (
        S5_2012,
        THIS_INSPECTION,
        "This inspection: Requires improvement 4",
        "unknown_grade",
    ),
    "only the previous inspection has an overall grade": (
        S5_2012,
        f"{THIS_INSPECTION}\n",
        "",
        "required_area_missing",
    ),
    "a sentence heading says otherwise": (
        S5_2012,
        "The early years provision is good",
        "The early years provision is inadequate",
        "repeat_disagrees",
    ),
    "a digit that is no grade": (
        S5_2009,
        "sustained improvement 2",
        "sustained improvement 5",
        "required_area_missing",
    ),
    "a key judgement is absent": (EIF, "Behaviour and attitudes Good\n", "", "required_area_missing"),
    "an overall grade is absent where the day demands one": (
        EIF,
        "dates: 18 and 19 March 2025",
        "dates: 18 and 19 March 2020",
        "overall_grade_unexpected",
    ),
    "an overall grade after they were given up": (
        EIF,
        "The quality of education Good",
        "Overall effectiveness Good\nThe quality of education Good",
        "overall_grade_unexpected",
    ),
    "a grade after the table that nobody can place": (
        EIF,
        "Early years provision Good\n",
        "Early years provision Good\nResidential provision Inadequate\n",
        "table_goes_on",
    ),
    "an area of every school is absent from a card": (
        CARD_TEXT,
        "Inclusion Needs attention\n",
        "",
        "required_area_missing",
    ),
    "an area under the heading of another grade": (
        CARD_TEXT,
        "Inclusion Needs attention\n",
        "Inclusion Strong standard\n",
        "group_disagrees",
    ),
    "two grades for one area of a card": (
        CARD_TEXT,
        "Inclusion Needs attention\n",
        "Inclusion Needs attention\nInclusion Urgent improvement\n",
        "repeat_disagrees",
    ),
    "an area that nobody knows": (CARD_TEXT, "Early years Exp", "Early childhood Exp", "unknown_area"),
    "a card of a monitoring inspection": (
        CARD_TEXT,
        "full inspection under section 5",
        "monitoring inspection under section 8",
        "not_a_full_inspection",
    ),
}


@pytest.mark.parametrize("case", DOUBTFUL)
def test_doubtful_grades_are_left_to_a_person(case: str) -> None:
    text, old, new, reason = DOUBTFUL[case]
    report = read_text(edited(text, (old, new)))
    assert reason in doubts(report)
    assert report.needs_human_reading
    assert report.reasons
    assert not [reason for reason in report.reasons if "_" in reason], "officers read it"
    assert set(grades(report)) <= {"safeguarding"}


def test_later_tables_in_doubt_leave_the_first_one_standing() -> None:
    twice = "The quality of teaching 2\nThe quality of teaching 4"
    report = read_text(edited(S5_2009, ("The quality of teaching 2", twice)))
    assert grades(report) == {"overall_effectiveness": "Good", "capacity_to_improve": "Good"}
    assert doubts(report) == {"repeat_disagrees"}


def test_without_grades_the_category_is_not_known() -> None:
    report = read_text(edited(CIF, ("Outcomes for pupils Requires improvement\n", "")))
    assert (report.category_of_concern, report.category_known) == (None, False)


@pytest.mark.parametrize(
    "changes",
    [
        [("Overall effectiveness Good", "Overall effectiveness\nGood")],
        [("Overall effectiveness Good", "OVERALL EFFECTIVENESS: good")],
        [("Outcomes for pupils Requires improvement", "Outcomes for pupils Requires\nimprovement")],
        [("Outcomes for pupils Requires improvement", "Outcomes for pupils ..... Requires Improvement")],
        [("learning and assessment Requires", "learning and\nassessment Requires")],
        [("Overall effectiveness at previous inspection Inadequate", "")],
        [("previous inspection Inadequate", "previous inspection Not previously inspected")],
        [("School report\n", "School report\n\uf06e \x07\u00a0\n")],
    ],
)
def test_layout_of_lines_does_not_matter(changes: list[tuple[str, str]]) -> None:
    assert read_text(edited(CIF, *changes)).judgements[0].grade == "Good"
    assert grades(read_text(edited(CIF, *changes))) == grades(read_text(CIF))


@pytest.mark.parametrize(
    "pages",
    [
        invented.common_inspection(),
        invented.education_inspection(),
        invented.education_inspection(overall="Good", days="18 and 19 March 2020"),
        invented_section5.section5_2012(),
    ],
)
def test_labels_and_grades_in_separate_columns_of_a_pdf(pages: list[Page]) -> None:
    by_column, by_row = parse_report(as_pdf(pages, "by_column")), read(pages)
    assert grades(by_column) == grades(by_row)
    assert (by_column.urn, by_column.inspection_start_date) == (by_row.urn, by_row.inspection_start_date)
    assert by_column.inspection_number in (by_row.inspection_number, None)


@pytest.mark.parametrize("pages", [invented_section5.section5_2009(), invented_section5.section5_2005()])
def test_separate_columns_of_older_reports_give_nothing_else(pages: list[Page]) -> None:
    by_column, by_row = parse_report(as_pdf(pages, "by_column")), read(pages)
    assert grades(by_column).items() <= grades(by_row).items()
    assert by_column.urn in (by_row.urn, None)
    assert by_column.inspection_number in (by_row.inspection_number, None)


def test_legend_and_glossary_of_a_card_are_no_grades() -> None:
    report = read_text(edited(CARD_TEXT, *[(f"{area} {grade}\n", "") for area, grade in CARD.items()]))
    assert grades(report) == {"safeguarding": "Met"}


def test_card_with_insufficient_evidence() -> None:
    given = dict.fromkeys(CARD, "Insufficient evidence")
    report = read(
        invented.report_card(given, safeguarding="Safeguarding standards insufficient evidence", sentence="")
    )
    assert {judgement.status for judgement in report.judgements} == {"insufficient_evidence"}
    assert set(grades(report).values()) == {None}
    assert not report.doubts


@pytest.mark.parametrize(
    "pages, category",
    [
        (invented.common_inspection("Inadequate", statement=SERIOUS_WEAKNESSES), "serious_weaknesses"),
        (
            invented_section5.section5_2012(
                "Inadequate 4", finding="This is a school that has serious weaknesses. It is not good because"
            ),
            "serious_weaknesses",
        ),
        (
            invented.report_card({**CARD, "Inclusion": "Urgent improvement"}, statement=SERIOUS_WEAKNESSES),
            "requires_significant_improvement",
        ),
        (
            invented.education_inspection(
                safeguarding="The arrangements for safeguarding are not effective.",
                statement=SERIOUS_WEAKNESSES.replace("significant improvement", "special measures"),
            ),
            "special_measures",
        ),
        (invented_section5.section5_2005("4", special_measures="Yes"), "special_measures"),
    ],
)
def test_category_of_each_era(pages: list[Page], category: str) -> None:
    report = read(pages)
    assert (report.category_of_concern, report.category_known) == (category, True)
    assert report.category_locator is not None
    assert grades(report)
    assert not report.doubts


def test_school_that_leaves_special_measures() -> None:
    sentence = "The Chief Inspector is of the opinion that the school no longer requires special measures."
    report = read(invented.common_inspection(statement=sentence))
    assert (report.category_of_concern, report.category_known, report.doubts) == (None, True, ())


def test_grades_that_mean_a_category_which_is_not_named() -> None:
    report = read(invented.common_inspection("Inadequate"))
    assert grades(report)["overall_effectiveness"] == "Inadequate"
    assert (report.category_known, doubts(report)) == (False, {"category_not_found"})


def test_category_that_the_grades_do_not_mean_gives_neither() -> None:
    report = read(invented.common_inspection(statement=SERIOUS_WEAKNESSES))
    assert (report.judgements, report.category_of_concern, report.category_known) == ((), None, False)
    assert doubts(report) == {"category_disagrees"}


def test_contradictory_sentences_on_a_category() -> None:
    both = (
        f"{SERIOUS_WEAKNESSES}\n{SERIOUS_WEAKNESSES.replace('significant improvement', 'special measures')}"
    )
    report = read(invented.common_inspection("Inadequate", statement=both))
    assert (report.category_of_concern, report.category_known) == (None, False)
    assert "category_contradictory" in doubts(report)


def test_annex_of_2005_that_gives_another_grade() -> None:
    report = read(invented_section5.section5_2005("2", in_annex="3", special_measures="No"))
    assert (report.judgements, doubts(report)) == ((), {"annex_disagrees"})


@pytest.mark.parametrize(
    "sentence, answer, reasons",
    [
        ("The arrangements for safeguarding are not effective.", "No", {"category"}),
        ("The arrangements for\nsafeguarding pupils are effective.", "Yes", set()),
        ("Safeguarding arrangements are ineffective.", "No", {"category"}),
        ("At the last inspection inspectors found that arrangements for safeguarding are effective.", None,
         {"safeguarding_not_found"}),
        ("The arrangements for safeguarding are effective.\nSafeguarding arrangements are not effective.",
         None, {"safeguarding_contradictory"}),
        ("", None, {"safeguarding_not_found"}),
    ],
)  # fmt: skip
def test_sentence_on_safeguarding(sentence: str, answer: str | None, reasons: set[str]) -> None:
    report = read(invented.education_inspection(safeguarding=sentence))
    assert report.safeguarding == answer
    assert {reason.replace("category_not_found", "category") for reason in doubts(report)} == reasons


@pytest.mark.parametrize(
    "safeguarding, sentence, grade, reason",
    [
        (
            "Safeguarding standards not met",
            "The safeguarding standards are not met.",
            "Not met",
            "category_not_found",
        ),
        (
            "Safeguarding standards met",
            "The safeguarding standards are not met.",
            None,
            "safeguarding_contradictory",
        ),
        ("Safeguarding", "", None, "safeguarding_not_found"),
    ],
)
def test_safeguarding_of_a_card(safeguarding: str, sentence: str, grade: str | None, reason: str) -> None:
    report = read(invented.report_card(safeguarding=safeguarding, sentence=sentence))
    assert (report.safeguarding, doubts(report)) == (grade, {reason})
    assert not report.category_known
    assert len(grades(report)) >= len(CARD)


def test_independent_school_is_in_no_category_whatever_a_sentence_says() -> None:
    text = as_text(invented.common_inspection("Inadequate", statement=SERIOUS_WEAKNESSES))
    independent = text.replace("section 5 of the Education Act 2005", "the independent school standards")
    report = read_text(independent)
    assert grades(report)["overall_effectiveness"] == "Inadequate"
    assert (report.category_of_concern, report.category_known, report.category_locator) == (None, False, None)
    assert doubts(report) == {"category_of_independent"}


def test_independent_school_is_in_no_category() -> None:
    text = as_text(invented.education_inspection(overall="Inadequate", days="4 to 6 March 2025"))
    independent = text.replace("section 5 of the Education Act 2005", "the independent school standards")
    report = read_text(independent)
    assert report.framework == "education_inspection_2019"
    assert (report.category_of_concern, report.category_known, report.doubts) == (None, False, ())


def test_several_urns_leave_the_school_open() -> None:
    text = CIF.replace("Telephone number", "Unique reference number 100000\nTelephone number")
    assert (read_text(text).urn, doubts(read_text(text))) == (None, {"several_urns"})


def test_number_of_another_school_in_prose_is_not_this_schools() -> None:
    assert (
        read_text(CIF.replace("Full report", "Full report\nThe predecessor school (URN 100000)")).urn
        == 199101
    )


def test_school_without_urn_is_told_by_its_name() -> None:
    text = CIF.replace("Unique reference number 199101\n", "")
    assert (read_text(text).urn, read_text(text).school_name) == (None, "Mossbury Primary School")


def test_conversion_letter_whose_urns_are_unclear() -> None:
    text = as_text(invented_letters.conversion_letter()).replace("URN: 199108", "URN: 199208")
    report = read_text(text)
    assert (report.urn, report.predecessor_urns, doubts(report)) == (None, (), {"lineage_unclear"})


def test_document_with_the_marks_of_two_layouts() -> None:
    both = as_text(
        invented_letters.letter("Short inspection of", "Special measures monitoring inspection of a school.")
    )
    assert doubts(read_text(both)) >= {"layout_ambiguous"}
    assert not read_text(both).judgements
