"""Non-association independent schools: before and with report cards, and additional inspections."""

from __future__ import annotations

from datetime import date

import pytest

from tests.documents.invented import (
    CARD_AREAS,
    INDEPENDENT_ADDITIONAL,
    INDEPENDENT_LATEST,
    INDEPENDENT_REPORT_CARD,
    csv_bytes,
    grades,
    only,
    read,
    table,
)

WHO = {"URN": "900050", "School name": "Withy Hall School", "Local authority": "Marlshire"}
STANDARD = {
    **WHO,
    "Inspection number": "10770001",
    "Inspection type": "Independent School Standard inspection",
    "First day of inspection": "08/10/2024",
    "Last day of inspection": "10/10/2024",
    "Publication date": "21/11/2024",
    "Overall effectiveness": "2",
    "Quality of education": "2",
    "Safeguarding is effective?": "Yes",
}


def latest(**changes: str):
    return read(csv_bytes(table(INDEPENDENT_LATEST, [{**STANDARD, **changes}])), date(2025, 7, 31))


def test_standard_inspection_keeps_its_overall_grade_after_august_2024():
    parsed = latest()
    assert (parsed.era, only(parsed, "latest_graded")["framework"]) == (
        "independent_latest",
        "education_inspection_2019",
    )
    assert grades(parsed, "latest_graded")["overall_effectiveness"] == ("Good", 2, "graded")
    assert parsed.findings.empty


def test_previous_inspection_before_september_2015_has_no_framework():
    parsed = latest(
        **{
            "Previous standard inspection number": "ITS442001",
            "Previous first day of inspection": "04/02/2014",
            "Previous publication date": "10/03/2014",
            "Previous overall effectiveness": "3",
        }
    )
    assert only(parsed, "previous_graded")["framework"] is None
    assert grades(parsed, "previous_graded")["overall_effectiveness"] == ("3", 3, "graded")
    assert parsed.findings["code"].tolist() == ["framework_not_known"]


def test_progress_monitoring_is_its_own_inspection():
    parsed = latest(
        **{
            "Progress monitoring: inspection number": "10770002",
            "Progress monitoring: inspection type": "Independent school Progress Monitoring inspection",
            "Progress monitoring: first day of inspection": "11/03/2025",
            "Progress monitoring: publication date": "24/04/2025",
            "Progress monitoring: overall outcome": "An invented outcome",
        }
    )
    visit = only(parsed, "progress_monitoring")
    assert (visit["kind"], visit["outcome"]) == ("monitoring", "An invented outcome")


def test_report_card_of_an_independent_school():
    row = {
        **WHO,
        "Inspection number of latest REIF standard inspection": "10990001",
        "Inspection start date": "03/02/2026",
        "Publication date": "12/03/2026",
        **dict.fromkeys(CARD_AREAS, "Strong standard"),
        "Safeguarding standards": "Met",
        "Inspection number of latest OEIF standard inspection": "10770001",
        "Inspection start date of latest OEIF standard inspection": "08/10/2022",
        "Latest OEIF overall effectiveness": "1",
        "Latest OEIF safeguarding is effective?": "Yes",
    }
    parsed = read(csv_bytes(table(INDEPENDENT_REPORT_CARD, [row])))
    assert (parsed.era, only(parsed, "latest_report_card")["kind"]) == (
        "independent_report_card",
        "report_card",
    )
    assert grades(parsed, "latest_report_card")["inclusion"] == ("Strong standard", 2, "graded")
    assert grades(parsed, "latest_graded")["overall_effectiveness"] == ("Outstanding", 1, "graded")
    assert parsed.judgements["grade_date"].isna().all()


@pytest.mark.parametrize(
    "kind_of_inspection, kind",
    [
        ("Independent school Progress Monitoring inspection", "monitoring"),
        ("Independent school Material Change inspection", "other"),
        ("Independent school Emergency inspection", "other"),
    ],
)
def test_additional_inspections_one_a_row(kind_of_inspection, kind):
    row = {
        **WHO,
        "Inspection number": "10770009",
        "Inspection type": kind_of_inspection,
        "Inspection start date": "11/03/2025",
        "Publication date": "24/04/2025",
        "Overall outcome": "An invented outcome",
    }
    parsed = read(csv_bytes(table(INDEPENDENT_ADDITIONAL, [row])), date(2025, 7, 31))
    visit = only(parsed, "additional")
    assert (parsed.era, visit["kind"], visit["outcome"]) == (
        "independent_additional",
        kind,
        "An invented outcome",
    )
    assert parsed.judgements.empty
