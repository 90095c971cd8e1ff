"""The list as it leaves the desk: for whom, what it holds, safe to open, and recorded."""

from __future__ import annotations

import csv
import io

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from desk.casework.codes import State
from desk.store.models import Audit, Case, Note
from tests.desk.served import Browser, Served
from tests.desk.test_outreach_list import HOSTILE, add_case, flags

FILES = ("/list.csv", "/list.xlsx", "/list/print")


@pytest.fixture
def browser(served: Served) -> Browser:
    return served.browser_of("Kim Lead", "lead")


def csv_lines(browser: Browser, query: str = "") -> list[dict[str, str]]:
    answer = browser.get(f"/list.csv{query}")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def sheet(browser: Browser, name: str) -> list[list[object]]:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(browser.get("/list.xlsx").content))
    return [list(row) for row in workbook.get_sheet_by_name(name).to_python()]


@pytest.mark.parametrize("path", FILES)
def test_a_role_that_may_not_is_refused_and_nothing_is_recorded(served: Served, path: str) -> None:
    officer = served.browser_of("Robin Vale")
    assert officer.get(path).status_code == 403
    assert path not in officer.get("/").text
    with served.desk.store.read() as session:
        assert not session.scalars(select(Audit)).all()


@pytest.mark.parametrize(
    ("path", "action", "form"),
    [
        ("/list.csv", "list_exported", "csv"),
        ("/list.xlsx", "list_exported", "xlsx"),
        ("/list/print", "list_printed", "print"),
    ],
)
def test_what_is_taken_out_is_recorded(
    served: Served, browser: Browser, path: str, action: str, form: str
) -> None:
    assert browser.get(f"{path}?tier=1&page=2").status_code == 200
    with served.desk.store.read() as session:
        (line,) = session.scalars(select(Audit))
    assert (line.action, line.build_id) == (action, served.desk.facts.current().build_id)
    assert line.details == {"schools": 15, "filter": "/?tier=1", "form": form}


def test_the_csv_holds_the_rows_asked_for_with_state_and_whose(served: Served, browser: Browser) -> None:
    colleague = served.add_officer("Sam Field")
    add_case(served, flags(served)[0], State.ASSIGNED, assigned_to=colleague.officer_id)
    lines = csv_lines(browser, "?tier=1")
    assert [line["URN"] for line in lines] == [
        str(flag["urn"]) for flag in flags(served) if flag["tier"] == 1
    ]
    assert (lines[0]["State"], lines[0]["Assigned to"]) == ("Assigned", "Sam Field")
    assert (lines[1]["State"], lines[1]["Assigned to"]) == ("New", "")
    assert (lines[0]["Exported by"], lines[0]["Exported at"]) == ("Kim Lead", "11 June 2026, 08:00")
    assert lines[0]["Build"] == served.desk.facts.current().build_id


def test_notes_stay_on_the_desk(served: Served, browser: Browser) -> None:
    flag = flags(served)[0]
    add_case(served, flag, State.ATTEMPTING)
    colleague = served.add_officer("Sam Field")
    with served.desk.store.write() as session:
        case = session.scalars(select(Case)).one()
        session.add(
            Note(
                case_id=case.case_id,
                officer_id=colleague.officer_id,
                written_at=case.opened_at,
                text="ring at noon",
            )
        )
    assert "ring at noon" not in browser.get("/list.csv").text
    assert "ring at noon" not in browser.get("/list/print").text
    assert not [
        cell for row in sheet(browser, "Outreach list") for cell in row if "ring at noon" in str(cell)
    ]


def test_a_hostile_name_is_text_in_every_file(served: Served, browser: Browser) -> None:
    served.desk.facts.current().flags[0]["school"] = f"=1+1 {HOSTILE}"
    school = csv_lines(browser)[0]["School"]
    assert school.startswith("'=1+1")
    assert "\u202e" not in school
    head, first, *_ = sheet(browser, "Outreach list")
    assert str(dict(zip(head, first, strict=True))["School"]).startswith("=1+1 <script>")
    assert "<script>alert" not in browser.get("/list/print").text


def test_the_workbook_says_who_when_build_and_filters(served: Served, browser: Browser) -> None:
    about = {str(row[0]): row[1] for row in sheet(browser, "About this list")}
    assert about["Taken out of the desk by"] == "Kim Lead, 11 June 2026, 08:00"
    assert about["Build"] == served.desk.facts.current().build_id
    assert about["Filters"] == "none"


def test_the_printed_list_says_on_each_sheet_who_when_and_build(served: Served, browser: Browser) -> None:
    text = browser.get("/list/print?tier=2").text
    foot = text[text.index("<tfoot>") : text.index("</tfoot>")]
    assert f"build {served.desk.facts.current().build_id}. Printed by Kim Lead, 11 June 2026, 08:00." in foot
    assert "Filters: Tier 2" in text


def test_schools_that_a_person_does_not_cover_are_in_no_column(served: Served) -> None:
    with_others = next(flag for flag in flags(served) if flag["other_open_flags"])
    lead = served.browser_of("Kim Lead", "lead", areas=(("local_authority", with_others["local_authority"]),))
    elsewhere = [flag for flag in flags(served) if flag["local_authority"] != with_others["local_authority"]]
    text = lead.get("/list.csv").text
    assert with_others["school"] in text
    assert not [flag["school"] for flag in elsewhere if flag["school"] in text]


def test_an_empty_choice_is_a_file_with_headings(browser: Browser) -> None:
    answer = browser.get("/list.csv?region=Nowhere")
    assert "URN" in answer.text.splitlines()[0]
    assert csv_lines(browser, "?region=Nowhere") == []
