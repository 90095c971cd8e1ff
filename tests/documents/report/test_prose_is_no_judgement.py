"""Sentences that wrap, or that speak of grades, are not taken for tables, headings or judgements."""

from __future__ import annotations

from tests.documents.report import invented_letters
from tests.documents.report import invented_reports as invented
from tests.documents.report.reading import doubts, grades, read

SPECIAL_MEASURES = (
    "Her Majesty's Chief Inspector is of the opinion that this school requires special measures."
)


def test_sentence_below_the_table_may_speak_of_an_overall_grade() -> None:
    """ "… will not be given an overall effectiveness grade": on front pages since September 2024."""
    front, *rest = invented.education_inspection()
    said = "Since September 2024 no school is given an overall effectiveness grade, be it good or inadequate."
    report = read([[*front, said], *rest])
    assert grades(report)["quality_of_education"] == "Good"
    assert not doubts(report)


def test_row_below_the_table_still_withholds_its_grades() -> None:
    front, *rest = invented.education_inspection()
    report = read([[*front, "Ofsted has changed its grades.", ("Personal development", "Inadequate")], *rest])
    assert "table_goes_on" in doubts(report)
    assert set(grades(report)) == {"safeguarding"}


def test_wrapped_sentence_on_safeguarding_in_a_part_of_the_school_is_not_its_judgement() -> None:
    front, full, details = invented.common_inspection(
        "Inadequate",
        safeguarding="The arrangements for safeguarding are not effective.",
        statement=SPECIAL_MEASURES,
    )
    wrapped = [
        "Governors visit, and know that",
        "the arrangements for safeguarding are effective there.",
    ]
    report = read([front, [*full, *wrapped], details])
    assert grades(report)["safeguarding"] == "No"
    assert not doubts(report)


def test_wrapped_sentence_in_a_letter_is_not_its_heading_on_safeguarding() -> None:
    report = read(
        invented_letters.letter(
            "Short inspection of",
            "This school continues to be good.",
            "Safeguarding is not effective.",
            "Leaders have to act quickly so that",
            "safeguarding is effective in every part of the school.",
        )
    )
    assert grades(report) == {"safeguarding": "No"}
    assert not doubts(report)


def test_concerns_in_the_wording_without_continues() -> None:
    report = read(
        invented_letters.ungraded(
            [
                "There has been no change to this school's overall judgement of good as a result of this",
                "ungraded (section 8) inspection. However, the evidence gathered suggests that the",
                "inspection grade might not be as high if a graded inspection were carried out now.",
            ]
        )
    )
    assert (report.outcome, doubts(report)) == ("School remains Good (Concerns) - S5 Next", set())
