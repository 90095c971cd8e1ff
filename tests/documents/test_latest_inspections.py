"""Files that list every school with its latest inspections: report cards, graded, full and short eras."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from tests.documents.invented import (
    CARD_AREAS,
    EIF_AREAS,
    LATEST_2015_2019,
    LATEST_GRADED,
    LATEST_REPORT_CARD,
    csv_bytes,
    graded_row,
    grades,
    latest_full_and,
    only,
    read,
    report_card_row,
    table,
    xlsx_bytes,
)

NOT_APPLICABLE = (None, None, "not_applicable")
NOT_JUDGED = (None, None, "not_judged")

OEIF = "of latest OEIF graded inspection"
LATEST_OEIF = {
    f"Inspection number {OEIF}": "10700001",
    f"Inspection start date {OEIF}": "10/10/2023",
    f"Publication date {OEIF}": "24/11/2023",
    "Does the latest OEIF graded inspection relate to the URN of the current school?": "No",
    "URN at time of latest OEIF graded inspection": "900099",
    "Latest OEIF category of concern": "SWK",
    "Latest OEIF overall effectiveness": "4",
    "Latest OEIF quality of education": "4",
    "Latest OEIF  safeguarding is effective?": "No",
    "Latest OEIF sixth form provision (where applicable)": "9",
    "Latest OEIF early years provision (where applicable)": "0",
}
UNGRADED = {
    "Date of latest ungraded inspection": "01/12/2021",
    "Ungraded inspection publication date": "20/01/2022",
    "Ungraded inspection overall outcome": "School remains Good (Concerns) - S5 Next",
    "URN at time of the ungraded inspection": "900001",
}


def report_cards(**changes: str):
    return read(csv_bytes(table(LATEST_REPORT_CARD, [report_card_row(**changes)])))


def graded(**changes: str):
    return read(csv_bytes(table(LATEST_GRADED, [graded_row(**changes)])), date(2025, 8, 31))


def test_report_card_words_are_kept_with_their_rank_and_day():
    parsed = report_cards(
        **{
            "Inclusion": "Needs attention",
            "Inclusion - date of grade": "02/03/2026",
            "Achievement": "Exceptional",
        }
    )
    assert parsed.era == "latest_report_card"
    assert len(grades(parsed, "latest_report_card")) == len(CARD_AREAS)
    assert grades(parsed, "latest_report_card")["inclusion"] == ("Needs attention", 4, "graded")
    assert grades(parsed, "latest_report_card")["achievement"] == ("Exceptional", 1, "graded")
    inclusion = parsed.judgements.set_index("area").loc["inclusion"]
    assert inclusion["grade_date"].date() == date(2026, 3, 2)
    assert (inclusion["column_name"], inclusion["scale"]) == ("Inclusion", "report_card")


def test_report_card_safeguarding_has_its_own_scale():
    parsed = report_cards(**{"Safeguarding standards": "Not met"})
    assert grades(parsed, "latest_report_card")["safeguarding"] == ("Not met", 2, "graded")


def test_not_applicable_keeps_its_day_and_has_no_grade():
    parsed = report_cards()
    post_16 = parsed.judgements.set_index("area").loc["post_16"]
    assert grades(parsed, "latest_report_card")["post_16"] == NOT_APPLICABLE
    assert post_16["grade_date"].date() == date(2026, 1, 13)


def test_school_columns_are_read_as_printed():
    parsed = report_cards(**{"School name": "St Thomas à Becket School ", "Total number of pupils": "NULL"})
    school = parsed.schools.iloc[0]
    assert (school["urn"], school["school_name"], school["row_number"]) == (
        900001,
        "St Thomas à Becket School",
        2,
    )
    assert school["open_date"].date() == date(2001, 9, 1)
    assert parsed.schools["pupils"].isna().all()
    assert parsed.schools["trust_name"].isna().all()


def test_placeholder_open_date_is_not_known():
    parsed = report_cards(**{"School open date": "01/01/1900"})
    assert parsed.schools["open_date"].isna().all()
    assert parsed.findings["code"].tolist() == ["placeholder_open_date"]


def test_no_such_inspection_gives_no_rows():
    parsed = report_cards()
    assert parsed.inspections["block"].tolist() == ["latest_report_card"]


def test_earlier_graded_inspection_of_the_predecessor_stands_beside_the_report_card():
    parsed = report_cards(**LATEST_OEIF)
    graded_before = only(parsed, "latest_graded")
    assert graded_before["urn_at_inspection"] == 900099
    assert graded_before["relates_to_current_school"] is False
    assert graded_before["category_of_concern"] == "serious_weaknesses"
    assert graded_before["framework"] == "education_inspection_2019"
    judged = grades(parsed, "latest_graded")
    assert judged["overall_effectiveness"] == ("Inadequate", 4, "graded")
    assert judged["safeguarding"] == ("No", 2, "graded")
    assert judged["sixth_form"] == NOT_APPLICABLE
    assert judged["early_years"] == NOT_JUDGED
    assert judged["personal_development"] == (None, None, "unknown")


def test_ungraded_inspection_carries_its_outcome_and_no_judgement():
    parsed = report_cards(**UNGRADED, **{"Latest ungraded inspection number": "10600001"})
    ungraded = only(parsed, "ungraded")
    assert ungraded["kind"] == "ungraded"
    assert ungraded["outcome"] == "School remains Good (Concerns) - S5 Next"
    assert ungraded["category_known"] is False
    assert not (parsed.judgements["block"] == "ungraded").any()


@pytest.mark.parametrize(
    "printed, category, known",
    [
        ("", None, True),
        ("NULL", None, False),
        ("SM", "special_measures", True),
        ("SWK", "serious_weaknesses", True),
        ("RSI", "requires_significant_improvement", True),
        ("NTI", "notice_to_improve", True),
    ],
)
def test_blank_and_null_categories_differ(printed, category, known):
    inspection = only(report_cards(**{"Category of concern": printed}), "latest_report_card")
    assert (inspection["category_of_concern"], inspection["category_known"]) == (category, known)


def test_en_dash_and_accents_survive_windows_1252():
    parsed = graded(**{"Event type grouping": "Schools – Section 8 conversion"})
    assert only(parsed, "latest_graded")["event_type_grouping"] == "Schools – Section 8 conversion"
    assert parsed.encoding == "cp1252"


@pytest.mark.parametrize(
    "start, framework",
    [
        ("31/08/2009", "section5_2005"),
        ("01/09/2009", "section5_2009"),
        ("31/08/2012", "section5_2009"),
        ("01/09/2012", "section5_2012"),
        ("31/08/2015", "section5_2012"),
        ("01/09/2015", "common_inspection_2015"),
        ("31/08/2019", "common_inspection_2015"),
        ("01/09/2019", "education_inspection_2019"),
        ("31/08/2024", "education_inspection_2019"),
        ("01/09/2024", "education_inspection_2024"),
    ],
)
def test_framework_follows_the_first_day(start, framework):
    parsed = graded(**{"Inspection start date": start, "Publication date": "30/10/2024"})
    assert only(parsed, "latest_graded")["framework"] == framework


@pytest.mark.parametrize(
    "start, word", [("31/08/2012", "Satisfactory"), ("01/09/2012", "Requires improvement")]
)
def test_grade_three_has_the_word_of_its_day(start, word):
    parsed = graded(**{"Inspection start date": start})
    assert grades(parsed, "latest_graded")["overall_effectiveness"] == (word, 3, "graded")


def test_nines_of_areas_that_a_framework_lacks_are_not_applicable():
    parsed = graded(**{"Inspection start date": "05/06/2014", **dict.fromkeys(EIF_AREAS, "9")})
    judged = grades(parsed, "latest_graded")
    assert judged["quality_of_education"] == NOT_APPLICABLE
    assert judged["safeguarding"] == NOT_APPLICABLE


def test_eight_and_zero_are_not_judged():
    parsed = graded(**{EIF_AREAS[5]: "8", EIF_AREAS[6]: "0"})
    judged = grades(parsed, "latest_graded")
    assert (judged["early_years"], judged["sixth_form"]) == (NOT_JUDGED, NOT_JUDGED)


def test_overall_not_judged_from_september_2024():
    days = {"Inspection start date": "01/10/2024", "Publication date": "10/11/2024"}
    parsed = graded(**days, **{"Overall effectiveness": "Not judged"})
    assert grades(parsed, "latest_graded")["overall_effectiveness"] == NOT_JUDGED
    assert parsed.findings.empty


@pytest.mark.parametrize(
    "start, overall, code",
    [
        ("01/10/2024", "2", "overall_after_august_2024"),
        ("01/10/2023", "Not judged", "no_overall_before_september_2024"),
    ],
)
def test_overall_on_the_wrong_side_of_september_2024_is_a_finding(start, overall, code):
    parsed = graded(
        **{"Inspection start date": start, "Publication date": "10/11/2024", "Overall effectiveness": overall}
    )
    assert parsed.findings["code"].tolist() == [code]
    assert parsed.findings["value"].tolist() == [overall]


def test_previous_graded_inspection_is_read_with_its_own_columns():
    parsed = graded(
        **{
            "Previous inspection number": "ITS411816",
            "Previous inspection start date": "27/03/2012",
            "Previous publication date": "30/04/2012",
            "Previous graded inspection overall effectiveness": "3",
            "Previous category of concern": "NTI",
        }
    )
    previous = only(parsed, "previous_graded")
    assert (previous["inspection_number"], previous["framework"]) == ("ITS411816", "section5_2009")
    assert previous["category_of_concern"] == "notice_to_improve"
    overall = parsed.judgements[parsed.judgements["block"] == "previous_graded"].set_index("area")
    assert overall.loc["overall_effectiveness", "grade"] == "Satisfactory"
    assert (
        overall.loc["overall_effectiveness", "column_name"]
        == "Previous graded inspection overall effectiveness"
    )


@pytest.mark.parametrize(
    "official, monthly",
    [
        ("Web Link (opens in new window)", "Web link (opens in new window)"),
        ("Web Link (opens in new window)", "Web Link"),
        ("Previous inspection number", "Previous graded inspection number"),
        (
            "School name at time of the latest ungraded inspection",
            "School name at time of the ungraded inspection",
        ),
        (
            "Number of warning notices issued in 2024/25 academic year",
            "Number of warning notices issued in 2023/24 academic year",
        ),
        ("Overall effectiveness", "  overall   Effectiveness "),
    ],
)
def test_every_spelling_of_a_column_is_the_same_column(official, monthly):
    header = [monthly if label == official else label for label in LATEST_GRADED]
    row = {monthly if label == official else label: value for label, value in graded_row().items()}
    parsed = read(csv_bytes(table(header, [row])))
    assert (parsed.era, len(parsed.inspections)) == ("latest_graded", 1)
    assert parsed.findings.empty


def test_wholly_blank_last_rows_are_passed_over():
    rows = [*table(LATEST_GRADED, [graded_row()]), *([[""] * len(LATEST_GRADED)] * 15)]
    parsed = read(csv_bytes(rows))
    assert (parsed.rows_read, len(parsed.rejected_rows)) == (1, 0)
    assert parsed.findings.empty


@pytest.mark.parametrize(
    "visit, article, block, kind",
    [("section 8", "the latest", "ungraded", "ungraded"), ("short", "the", "short", "short")],
)
def test_full_and_section_8_or_short_inspections_of_2019_to_2022(visit, article, block, kind):
    visits = visit[0].upper() + visit[1:]
    header = latest_full_and(visit, article)
    row = graded_row(
        **{
            f"Date of latest {visit} inspection": "10/02/2020",
            f"{visits} inspection publication date": "12/03/2020",
            f"{visits} inspection overall outcome": "School remains Good",
            "Inspection end date": "06/03/2019",
            "Inspection start date": "05/03/2019",
            "Publication date": "18/04/2019",
            "Inspection number of latest full inspection": "10080001",
            "Quality of education": "9",
        }
    )
    row = {label: value for label, value in row.items() if label in header}
    parsed = read(csv_bytes(table(header, [row])), date(2020, 8, 31))
    assert parsed.era == f"latest_full_and_{visit.replace(' ', '_')}"
    visited = only(parsed, block)
    assert (visited["kind"], visited["outcome"]) == (kind, "School remains Good")
    full = only(parsed, "latest_graded")
    assert (full["inspection_end_date"], full["framework"]) == ("2019-03-06", "common_inspection_2015")


def test_school_level_workbook_of_2016_with_a_title_line_and_date_cells():
    row = {
        "URN": 900001,
        "School name": "Quillbeck Primary School",
        "Local authority": "Marlshire",
        "Inspection number": "ITS444001",
        "Inspection date": date(2016, 2, 9),
        "First published date": date(2016, 3, 11),
        "Overall effectiveness": 2,
        "Category": "",
        "Outcomes for pupils": 2,
        "16 - 19 study programmes": 9,
        "Date of latest short inspection": date(2016, 6, 14),
        "Total pupils": 212,
    }
    cells: list[object] = [row.get(label, "NULL") for label in LATEST_2015_2019]
    rows: list[Sequence[object]] = [["Most recent inspections"], LATEST_2015_2019, cells]
    parsed = read(xlsx_bytes({"Contents": [["About"]], "School level data": rows}), date(2016, 8, 31))
    assert (parsed.era, parsed.sheet, parsed.header_row) == ("latest_2015_2019", "School level data", 2)
    full, short = only(parsed, "latest_graded"), only(parsed, "short")
    assert (full["inspection_start_date"], full["publication_date"]) == ("2016-02-09", "2016-03-11")
    assert (short["kind"], short["inspection_start_date"]) == ("short", "2016-06-14")
    judged = grades(parsed, "latest_graded")
    assert judged["outcomes_for_pupils"] == ("Good", 2, "graded")
    assert judged["sixth_form"] == NOT_APPLICABLE
    assert parsed.schools["pupils"].tolist() == [212]
