"""Two nights of the sample: nobody is named in what they leave, and a school is told all of it.

Belongs here: what needs a whole data folder after two nights. Does not belong here: how a night runs
(tests/night), and objections and retention, which need no night.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pypdfium2
import pytest
from click.testing import CliRunner

from pipelines.casework_port import open_casework
from pipelines.cli import main
from pipelines.layout import DataFolder
from pipelines.night import open_night
from pipelines.reference import read_csv
from pipelines.settings import NightSettings
from pipelines.subject.forms import as_html, as_text
from pipelines.subject.letter import letter_of
from pipelines.subject.report import SubjectReport, subject_report
from pipelines.subject.subject import covered_columns
from replica import heads
from replica.reports import prose
from tests.privacy.held_texts import document_texts, report_files, table_texts, written_texts
from tests.sample_night import SAMPLE_NIGHT, SampleNight, publish_unchecked

FIRST, SECOND = SAMPLE_NIGHT, date(2026, 6, 11)
# A school that became another one, with a flag that moved; and one that asked not to be contacted.
MOVED, MOVED_TO, ASKED = 900156, 900157, 900101
WORDS_IN_A_ROW = 8


@dataclass(frozen=True)
class Nights:
    """The data folder after both, what the first logged, and the school of which the second knows less."""

    data: Path
    logged: str
    corrected: int
    flag: str


@pytest.fixture(scope="module")
def nights(sample_night: SampleNight, tmp_path_factory: pytest.TempPathFactory) -> Nights:
    """A night on all sources; then an operator keeps a school's page and reports out, and a night follows."""
    data = tmp_path_factory.mktemp("privacy") / "data"
    shutil.copytree(sample_night.data, data, symlinks=True)
    school, flag = _known_from_the_site_alone(data)
    with open_night(NightSettings(data, "sample", SECOND)) as night:
        for fetch in night.archive.fetches():
            if fetch.sha256 and fetch.address in school["addresses"]:
                night.archive.decide("quarantine", fetch.sha256, "Read wrongly", decided_at=night.clock.now())
        publish_unchecked(night)
    casework = open_casework(DataFolder(data))
    casework.add(
        ASKED, review_on=date(2026, 12, 1), reason="x", by="y", decided_at=datetime(2026, 6, 11, tzinfo=UTC)
    )
    return Nights(data, sample_night.logged, school["urn"], flag)


def _known_from_the_site_alone(data: Path) -> tuple[dict[str, Any], str]:
    """A school with an open flag on an inspection that no list has yet, and where that was read."""
    with duckdb.connect(str(data / "published" / "warehouse.duckdb"), read_only=True) as connection:
        urn, flag, addresses = connection.execute(
            """
            SELECT f.urn, f.flag_id, list(r.url)
            FROM welfare_flag AS f
            JOIN reconciliation AS n USING (inspection_id)
            JOIN report_file AS r USING (inspection_id)
            WHERE n.found_in = 'site_only' AND f.status = 'open' AND f.urn = n.urn
            GROUP BY ALL
            ORDER BY f.urn
            """
        ).fetchall()[0]
        pages = connection.execute(
            "SELECT url FROM source_document WHERE url LIKE '%/provider/%/' || ?", [urn]
        ).fetchall()
    return {"urn": urn, "addresses": {*addresses, *(url for (url,) in pages)}}, flag


def report_on(nights: Nights, urn: int) -> SubjectReport:
    folder = DataFolder(nights.data)
    warehouse = str(nights.data / "published" / "warehouse.duckdb")
    with duckdb.connect(warehouse, read_only=True) as connection:
        return subject_report(connection, folder, open_casework(folder), urn, made_on=SECOND)


@pytest.fixture(scope="module")
def moved(nights: Nights) -> SubjectReport:
    return report_on(nights, MOVED)


@pytest.fixture(scope="module")
def held(nights: Nights) -> dict[str, str]:
    """Every text that the nights left or logged, documents apart, each with one place where it stands."""
    found = {text: place for place, text in (*table_texts(nights.data), *written_texts(nights.data))}
    return found | {nights.logged: "what the nights logged"}


# --- nobody is named --------------------------------------------------------------------------------------


def names(*lists: tuple[str, ...]) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(name) for one in lists for name in one)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")


IN_REPORTS = names(prose.FIRST_NAMES, prose.SURNAMES)
IN_THE_REGISTER = names(heads.FIRST_NAMES, heads.LAST_NAMES)


def test_report_files_do_name_people_so_that_the_search_means_something(nights: Nights) -> None:
    naming = [content for content in report_files(nights.data)[:8] if IN_REPORTS.search(text_of(content))]
    assert len(naming) > 4


def text_of(report: bytes) -> str:
    document = pypdfium2.PdfDocument(report)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_no_table_record_list_or_log_names_anybody(held: dict[str, str]) -> None:
    found = [
        f"{place}: {hit[0]}"
        for text, place in held.items()
        if (hit := IN_REPORTS.search(text) or IN_THE_REGISTER.search(text))
    ]
    assert not found, found


def test_no_archived_document_but_a_report_names_anybody(nights: Nights) -> None:
    found = [
        f"{address}: {hit[0]}"
        for address, text in document_texts(nights.data)
        if (hit := IN_REPORTS.search(text) or IN_THE_REGISTER.search(text))
    ]
    assert not found, found


def test_report_files_are_closed_to_other_accounts(nights: Nights) -> None:
    assert (nights.data / "archive").stat().st_mode & 0o777 == 0o700


def test_nothing_is_quoted_from_reports_but_lines_on_grade_outcome_category_and_safeguarding(
    held: dict[str, str],
) -> None:
    subject, told = "", set()
    for line in prose.SENTENCES.read_text(encoding="utf-8").splitlines():
        subject = line.strip("[]") if line.startswith("[") else subject
        if subject not in ("", "safeguarding") and not line.startswith(("[", "#")):
            told |= in_a_row(line)
    assert len(told) > 200
    quoted = [f"{place}: {text}" for text, place in held.items() if told & in_a_row(text)]
    assert not quoted, quoted


def in_a_row(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + WORDS_IN_A_ROW]) for at in range(len(words) - WORDS_IN_A_ROW + 1)}


# --- everything about a school is told --------------------------------------------------------------------


def test_every_table_is_covered_or_left_out_with_a_reason(nights: Nights) -> None:
    with duckdb.connect(str(nights.data / "published" / "warehouse.duckdb"), read_only=True) as connection:
        held = connection.execute(
            "SELECT table_schema || '.' || table_name FROM information_schema.tables"
            " WHERE table_catalog = 'warehouse'"
        ).fetchall()
    lines = read_csv("subject_report.csv")
    listed = {line["table"] for line in lines}
    assert listed == {name for (name,) in held}, (
        "reference/subject_report.csv and the tables of the warehouse differ: cover a new table by its keys, "
        "or leave it out with a reason"
    )
    assert not [
        line for line in read_csv("subject_report.csv") if bool(line["section"]) == bool(line["reason"])
    ]


@pytest.mark.parametrize("urn", [MOVED, ASKED])
def test_no_row_that_holds_a_key_of_the_school_is_missing(nights: Nights, urn: int) -> None:
    """By value, whatever the column is called."""
    report = report_on(nights, urn)
    subject = report.subject
    keys = {str(urn) for urn in subject.urns} | {
        *subject.inspections,
        *subject.flags,
        *subject.events,
        *subject.own_documents,
    }
    told = {table.table: {repr(tuple(row.values())) for row in table.rows} for table in report.tables}
    left_out = {
        (line["table"], line["column"]) for line in read_csv("subject_report.csv") if not line["section"]
    }
    missing = []
    with duckdb.connect(str(nights.data / "published" / "warehouse.duckdb"), read_only=True) as connection:
        for table in {line["table"] for line in read_csv("subject_report.csv")}:
            if (table, "") in left_out:
                continue
            relation = connection.table(table)
            for row in relation.fetchall():
                named = dict(zip(relation.columns, row, strict=True))
                holding = [
                    column
                    for column, value in named.items()
                    # The set of URNs that a school belongs to is no key: others have the same.
                    if str(value) in keys and column != "lineage_id" and (table, column) not in left_out
                ]
                if holding and repr(row) not in told[table]:
                    missing.append(f"{table}.{'/'.join(holding)}: {row}")
    assert not missing, missing[:5]


def test_every_kind_of_table_has_rows_to_tell(moved: SubjectReport) -> None:
    """An empty table would be covered by anything."""
    with_rows = {table.table for table in moved.tables if table.rows}
    assert {
        "main.school",
        "main.school_link",
        "main.judgement",
        "main.source_claim",
        "main.flag_reason",
    } < with_rows
    assert {"main.source_document", "workings.shown_flag", "workings.rule_result"} < with_rows
    assert set(covered_columns()) == {table.table for table in moved.tables}


def test_the_line_of_a_school_is_told_with_it(moved: SubjectReport) -> None:
    assert moved.subject.urns == [MOVED, MOVED_TO]
    assert {fetch.address.rpartition("/")[2] for fetch in moved.fetched if fetch.kind == "provider_page"} == {
        str(MOVED),
        str(MOVED_TO),
    }


def test_what_was_shown_and_which_files_carry_it(moved: SubjectReport) -> None:
    (spell,) = [spell for spell in moved.shown if spell.values["urn"] == MOVED_TO]
    assert (spell.first.as_of, spell.last.as_of, spell.ended) == (FIRST, SECOND, False)
    assert [kept.listed for kept in moved.kept] == [[MOVED_TO], [MOVED_TO]]


def test_both_forms_hold_every_row_and_whom_to_ask(moved: SubjectReport) -> None:
    letter = letter_of(moved)
    text, page = as_text(letter), as_html(letter)
    for part in (
        "What is deliberately not held",
        "Whom to ask",
        "Information Commissioner",
        MOVED_TO,
        FIRST.year,
    ):
        assert str(part) in text
        assert str(part) in page
    rows = sum(len(table.rows) for section in letter.sections for table in section.tables)
    assert text.count("\n- ") == rows
    assert page.count("<tr><td>") + page.count("<tbody>") == rows, "wide tables stand on end"
    assert "<script" not in page


def test_nothing_is_held_of_a_number_that_nobody_has(nights: Nights) -> None:
    report = report_on(nights, 999998)
    assert report.is_empty
    assert "Nothing is held under this number" in as_text(letter_of(report))


def test_an_objection_is_told_with_its_review(nights: Nights) -> None:
    report = report_on(nights, ASKED)
    assert [entry.decision for entry in report.objections] == ["add"]
    assert "1 December 2026" in as_text(letter_of(report))


def test_the_command_writes_a_file_for_this_account_only(nights: Nights, tmp_path: Path) -> None:
    for name in ("answer.txt", "answer.html"):
        told = run(nights, "subject-report", str(MOVED), "--out", str(tmp_path / name))
        assert "Read it before it is sent" in told
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
    run(nights, "subject-report", str(MOVED), "--out", str(tmp_path / "answer.doc"), exit_code=2)


def test_the_command_gives_a_program_the_same(nights: Nights, moved: SubjectReport) -> None:
    answer = json.loads(run(nights, "subject-report", str(MOVED), "--format", "json"))
    assert {table["table"]: len(table["rows"]) for table in answer["tables"]} == {
        table.table: len(table.rows) for table in moved.tables
    }


# --- what was shown wrongly -------------------------------------------------------------------------------


def test_a_flag_that_was_retracted_is_told_with_its_nights_and_files(nights: Nights) -> None:
    found = [
        one for one in report_on(nights, nights.corrected).corrections if one.what == f"Flag {nights.flag}"
    ]
    (flag,) = found
    assert "status: open" in flag.then
    assert "status: retracted" in flag.now
    assert (flag.first_night, flag.last_night, flag.builds) == (FIRST, FIRST, 1)
    first = next(path for path in (nights.data / "builds").iterdir() if path.name.startswith(str(FIRST)))
    assert f"builds/{first.name}/flags/flag_list.csv" in flag.kept
    assert "no longer in the published files" in flag.why


def test_grades_that_an_earlier_build_states_are_told_beside_what_stands_now(nights: Nights) -> None:
    grades = [
        one
        for one in report_on(nights, nights.corrected).corrections
        if one.basis == "builds" and "grade of" in one.what
    ]
    assert grades
    assert {one.now for one in grades} == {"nothing"}


def test_rectification_is_asked_by_flag_or_urn_and_says_whom_to_tell(nights: Nights) -> None:
    for name in (nights.flag, str(nights.corrected)):
        told = " ".join(run(nights, "rectification", name).split())
        assert "What was shown of" in told
        assert "Tell those who had access to the lists of those nights." in told
    assert json.loads(run(nights, "rectification", nights.flag, "--format", "json"))[0]["basis"] == "log"
    assert "Nothing that was shown of it is another now." in run(nights, "rectification", str(ASKED))


def run(nights: Nights, *arguments: str, exit_code: int = 0) -> str:
    result = CliRunner().invoke(main, [*arguments, "--data", str(nights.data)])
    assert result.exit_code == exit_code, result.output
    return result.stdout
