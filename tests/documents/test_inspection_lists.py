"""Files with a row for each inspection: in-year, year to date, 2015 to 2019, 2005 to 2015, five-year."""

from __future__ import annotations

from datetime import date

import pytest

from tests.documents.invented import (
    ALL_INSPECTIONS_2015_2019,
    CARD_AREAS,
    FIVE_YEAR,
    HISTORIC_2005_2015,
    IN_YEAR_REPORT_CARD,
    SHORT_INSPECTIONS_2018,
    YEAR_TO_DATE,
    csv_bytes,
    grades,
    only,
    read,
    table,
    xlsx_bytes,
)

WHO = {"URN": "900001", "School name": "Quillbeck Primary School", "Type of education": "Community School"}
WHEN = {"Inspection start date": "12/11/2025", "Publication date": "18/12/2025"}
GRADED = {
    **WHO,
    "Inspection number": "10800001",
    "Inspection type": "S5 Inspection",
    "Event type grouping": "Schools - S5",
    "Inspection start date": "10/10/2023",
    "Publication date": "24/11/2023",
    "Overall effectiveness": "2",
    "Category of concern": "",
    "Quality of education": "2",
    "Safeguarding is effective": "Yes",
}
MONITORING = {
    **WHO,
    "Inspection number": "10800002",
    "Inspection type": "Schools into Special Measures Visit 2",
    "Event type grouping": "Schools - S8",
    "Inspection start date": "05/03/2024",
    "Publication date": "19/04/2024",
    "Outcomes for ungraded and monitoring inspections": "An invented monitoring outcome",
}


def test_in_year_report_card_is_one_inspection_with_its_areas():
    row = {
        **WHO,
        **WHEN,
        "Inspection number": "10900001",
        "Inspection type": "S5 Inspection",
        "Event type grouping": "Schools - S5",
        "Category of concern": "SM",
        **dict.fromkeys(CARD_AREAS, "Urgent improvement"),
        "Safeguarding standards": "Not met",
    }
    parsed = read(csv_bytes(table(IN_YEAR_REPORT_CARD, [row])))
    inspection = only(parsed, "in_year")
    assert (parsed.era, inspection["kind"]) == ("in_year_report_card", "report_card")
    assert (inspection["urn"], inspection["urn_at_inspection"]) == (900001, 900001)
    assert inspection["school_name_at_inspection"] == "Quillbeck Primary School"
    assert inspection["framework"] == "report_card_2025"
    assert grades(parsed, "in_year")["leadership_and_governance"] == ("Urgent improvement", 5, "graded")
    assert parsed.schools.empty


def test_in_year_monitoring_has_its_outcome_and_no_judgement():
    row = {
        **WHO,
        **WHEN,
        "Inspection number": "10900002",
        "Inspection type": "Requires Improvement monitoring Visit 1",
        "Event type grouping": "Schools - S8",
        "Outcomes for legacy monitoring inspections": "An invented monitoring outcome",
    }
    parsed = read(csv_bytes(table(IN_YEAR_REPORT_CARD, [row])))
    inspection = only(parsed, "in_year")
    assert (inspection["kind"], inspection["outcome"]) == ("monitoring", "An invented monitoring outcome")
    assert parsed.judgements.empty


def test_year_to_date_reads_the_kind_off_the_inspection_type():
    parsed = read(csv_bytes(table(YEAR_TO_DATE, [GRADED, MONITORING])), date(2024, 8, 31))
    assert parsed.era == "year_to_date"
    assert parsed.inspections["kind"].tolist() == ["graded", "monitoring"]
    assert set(parsed.judgements["row_number"]) == {2}
    assert grades(parsed, "in_year")["safeguarding"] == ("Yes", 1, "graded")


def test_year_to_date_without_the_columns_of_the_previous_inspection():
    grade = "Previous overall effectiveness"
    header = [label for label in YEAR_TO_DATE if "revious" not in label]
    parsed = read(csv_bytes(table([*header, grade], [{**GRADED, grade: "2"}])), date(2024, 8, 31))
    assert parsed.inspections["block"].tolist() == ["in_year"]
    assert parsed.findings["code"].tolist() == ["columns_without_inspection"]
    assert parsed.findings["value"].tolist() == [grade]


def test_year_to_date_without_overall_effectiveness():
    header = [label for label in YEAR_TO_DATE if label != "Overall effectiveness"]
    row = {label: value for label, value in GRADED.items() if label in header}
    parsed = read(csv_bytes(table(header, [row])), date(2025, 8, 31))
    assert "overall_effectiveness" not in grades(parsed, "in_year")


@pytest.mark.parametrize(
    "event, kind_of_inspection, kind",
    [
        ("Schools - S5", "Academy First Section 5", "graded"),
        ("Schools - S8 deemed S5", "Schools into Special Measures Visit 3", "graded"),
        ("Schools – Section 8 conversion", "Maintained Academy and School Short inspection", "graded"),
        ("Schools - S8", "Maintained Academy and School Short inspection", "short"),
        ("Schools - S8", "Section 8 inspection of good and outstanding schools", "ungraded"),
        ("Schools - S8", "S8 No Formal Designation Visit", "focused_monitoring"),
        ("Schools - S8", "Schools with Serious Weaknesses Visit 1", "monitoring"),
        ("Schools - S8", "An invented visit", "other"),
    ],
)
def test_kinds_of_inspection(event, kind_of_inspection, kind):
    row = {**GRADED, "Event type grouping": event, "Inspection type": kind_of_inspection}
    if kind != "graded":
        row = {
            **row,
            "Overall effectiveness": "NULL",
            "Quality of education": "NULL",
            "Safeguarding is effective": "9",
        }
    parsed = read(csv_bytes(table(YEAR_TO_DATE, [row])), date(2024, 8, 31))
    assert only(parsed, "in_year")["kind"] == kind
    assert parsed.judgements.empty == (kind != "graded")
    assert parsed.findings["code"].tolist() == (["unknown_inspection_type"] if kind == "other" else [])


def test_grades_beside_a_visit_that_is_not_graded_are_told_and_not_read():
    parsed = read(
        csv_bytes(table(YEAR_TO_DATE, [{**MONITORING, "Quality of education": "4"}])), date(2024, 8, 31)
    )
    assert parsed.judgements.empty
    assert parsed.findings["code"].tolist() == ["grade_of_ungraded_visit"]


def test_several_inspections_of_one_school_are_several_rows():
    later = {"Inspection start date": "05/06/2024", "Publication date": "19/07/2024"}
    again = {**MONITORING, **later, "Inspection number": "10800003"}
    parsed = read(csv_bytes(table(YEAR_TO_DATE, [GRADED, MONITORING, again])), date(2024, 8, 31))
    assert (parsed.rows_read, parsed.inspections["urn"].nunique()) == (3, 1)


def test_a_row_without_an_inspection_is_set_aside():
    parsed = read(csv_bytes(table(YEAR_TO_DATE, [GRADED, {**WHO, "URN": "900002"}])), date(2024, 8, 31))
    assert parsed.rejected_rows["reason_code"].tolist() == ["no_inspection"]


def test_consolidated_file_of_2015_to_2019_below_a_title_line():
    row = {
        **WHO,
        "Academic year": "2016/17",
        "Inspection number": "10025001",
        "Inspection type": "S5 Inspection",
        "Event type grouping": "Schools - S5",
        "Inspection start date": "15/11/2016",
        "Inspection end date": "16/11/2016",
        "Publication date": "20/12/2016",
        "Overall effectiveness": "3",
        "Category of concern": "",
        "Outcomes for pupils": "3",
        "Is safeguarding effective?": "Yes",
        "16 - 19 study programmes": "9",
        "Previous inspection number": "ITS411816",
        "Previous inspection start date": "27/03/2012",
        "Previous publication date": "30/04/2012",
        "Previous overall effectiveness": "2",
        "Previous category of concern": "",
    }
    content = csv_bytes(table(ALL_INSPECTIONS_2015_2019, [row]), title_lines=1)
    parsed = read(content, date(2019, 8, 31))
    assert (parsed.era, parsed.header_row) == ("all_inspections_2015_2019", 2)
    assert only(parsed, "historic")["row_number"] == 3
    judged = grades(parsed, "historic")
    assert judged["outcomes_for_pupils"] == ("Requires improvement", 3, "graded")
    assert judged["sixth_form"] == (None, None, "not_applicable")
    previous = grades(parsed, "previous_graded")
    assert previous["overall_effectiveness"] == ("Good", 2, "graded")
    # Blank in an area that its framework did not judge: nothing is missing there.
    assert "outcomes_for_pupils" not in previous


@pytest.mark.parametrize(
    "spelling",
    [
        "16-19 study programmes",
        "16 to 19 study programmes (where applicable)",
        "Sixth form provision (where applicable)",
    ],
)
def test_every_name_of_the_sixth_form_column(spelling):
    header = [
        spelling if label == "16 - 19 study programmes" else label for label in ALL_INSPECTIONS_2015_2019
    ]
    row = {
        **WHO,
        "Inspection number": "10025001",
        "Inspection type": "S5 Inspection",
        "Inspection start date": "15/11/2016",
        "Publication date": "20/12/2016",
        "Overall effectiveness": "2",
        spelling: "1",
    }
    parsed = read(csv_bytes(table(header, [row])), date(2019, 8, 31))
    assert grades(parsed, "historic")["sixth_form"] == ("Outstanding", 1, "graded")


def test_tables_of_2018_with_one_inspection_date():
    header = [
        "Inspection date" if label == "Inspection start date" else label
        for label in ALL_INSPECTIONS_2015_2019
        if label not in ("Inspection end date", "Academic year")
    ]
    row = {
        **WHO,
        "Inspection number": "10040001",
        "Inspection type": "S5 Inspection",
        "Inspection date": "06/02/2018",
        "Publication date": "14/03/2018",
        "Overall effectiveness": "1",
    }
    parsed = read(csv_bytes(table(header, [row]), title_lines=1), date(2018, 8, 31))
    assert only(parsed, "historic")["inspection_start_date"] == "2018-02-06"


def test_table_of_short_inspections_2018():
    row = {
        **WHO,
        "Inspection number": "10040002",
        "Inspection type": "Maintained Academy and School Short inspection",
        "Inspection date": "13/03/2018",
        "Publication date": "25/04/2018",
        "Did the short inspection convert to a full inspection?": "No",
        "Previous full inspection overall effectiveness": "2",
    }
    parsed = read(csv_bytes(table(SHORT_INSPECTIONS_2018, [row]), title_lines=1), date(2018, 8, 31))
    assert (parsed.era, only(parsed, "short")["kind"]) == ("short_inspections_2018", "short")
    assert parsed.judgements.empty


def historic_rows():
    first = {
        "URN": 900001,
        "School name": "Quillbeck Primary School",
        "Inspection number": 310001,
        "Inspection type": "S5 Inspection",
        "Inspection start date": date(2007, 5, 8),
        "Inspection end date": date(2007, 5, 9),
        "First published date": date(2007, 6, 4),
        "Overall effectiveness": 3,
        "Category": "NTI",
        "How well do pupils achieve?": 3,
        "Achievement of pupils": "",
        "Quality of teaching": "",
    }
    second = {
        **first,
        "Inspection number": "ITS420001",
        "Inspection start date": date(2013, 1, 15),
        "Inspection end date": date(2013, 1, 16),
        "First published date": date(2013, 2, 14),
        "Category": "",
        "Achievement of pupils": 3,
        "Quality of teaching": 3,
        "How well do pupils achieve?": "",
    }
    return [[row.get(label, "NULL") for label in HISTORIC_2005_2015] for row in (first, second)]


def test_historic_workbook_with_its_header_on_row_two():
    rows = [["All inspections"], HISTORIC_2005_2015, *historic_rows()]
    workbook = xlsx_bytes({"Notes": [["URN", "what it is"]], "2005-2015 Inspections": rows})
    parsed = read(workbook, date(2015, 8, 31))
    assert (parsed.era, parsed.sheet, parsed.header_row) == ("historic_2005_2015", "2005-2015 Inspections", 2)
    assert parsed.inspections["framework"].tolist() == ["section5_2005", "section5_2012"]
    assert parsed.inspections["inspection_number"].tolist() == ["310001", "ITS420001"]
    assert parsed.inspections["category_of_concern"].tolist()[0] == "notice_to_improve"
    overall = parsed.judgements[parsed.judgements["area"] == "overall_effectiveness"]
    assert overall["grade"].tolist() == ["Satisfactory", "Requires improvement"]
    assert overall["row_number"].tolist() == [3, 4]


def test_historic_areas_are_only_those_of_the_framework():
    rows = [["All inspections"], HISTORIC_2005_2015, *historic_rows()]
    parsed = read(xlsx_bytes({"2005-2015 Inspections": rows}), date(2015, 8, 31))
    areas = parsed.judgements.groupby("row_number")["area"].agg(set)
    assert "how_well_do_pupils_achieve" in areas[3]
    assert "achievement_of_pupils" not in areas[3]
    assert "achievement_of_pupils" in areas[4]


def test_five_year_file_is_read_by_position_below_two_lines():
    values = ["900001", "Quillbeck Primary School", "", "OS", "Schools", "31/08/2023", "24/11/2022"]
    values += ["Yorkshire and The Humber", "Marlshire", "", "ZZ1 1ZZ", "", "", "Primary", "Average", "2", ""]
    values += ["2", "2", "1", "2", "Yes"]
    content = csv_bytes([FIVE_YEAR, values], encoding="utf-8-sig", title_lines=2)
    parsed = read(content, date(2023, 8, 31))
    assert (parsed.era, parsed.encoding, parsed.header_row) == ("five_year", "utf-8", 3)
    row = only(parsed, "five_year")
    assert (row["publication_date"], row["inspection_start_date"]) == ("2022-11-24", None)
    assert (row["framework"], row["school_name_at_inspection"]) == (None, "Quillbeck Primary School")
    assert grades(parsed, "five_year")["personal_development"] == ("Outstanding", 1, "graded")
    assert grades(parsed, "five_year")["safeguarding"] == ("Yes", 1, "graded")
