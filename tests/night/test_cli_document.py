"""``welfare-monitor document``: what became of each fetched file, and an operator's word on one."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipelines.archive.archive import Archive
from pipelines.archive.ledger_entries import REFUSED_RESPONSE, Purpose
from pipelines.cli import main
from pipelines.layout import DataFolder
from pipelines.records import write_record

FETCHED_AT = datetime(2026, 6, 9, tzinfo=UTC)


def fetch(data: Path, content: bytes, title: str | None, *, kind: str = "management_information") -> str:
    """Archive an invented answer; returns its hash."""
    archive = Archive(DataFolder(data).archive)
    series = None if kind == "content_page" else "state_funded_latest"
    with archive.receive(10_000) as body:
        body.write(content)
        record = archive.store(
            address=f"https://assets.publishing.service.gov.uk/media/{len(content)}/file.csv",
            fetched_at=FETCHED_AT,
            status=200,
            headers={},
            purpose=Purpose(kind, series, title, date(2026, 5, 31)),
            body=body,
        )
    return str(record.sha256)


def last_night(data: Path, *admissions: dict[str, object]) -> None:
    write_record(DataFolder(data).night / "admission.json", list(admissions))


def admission(sha256: str, status: str, **more: object) -> dict[str, object]:
    return {"sha256": sha256, "status": status, "rows_read": 21_990, "rows_rejected": 3, **more}


def run(data: Path, *arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "200"}).invoke(main, ["document", *arguments, "--data", str(data)])


def listed(data: Path) -> dict[str, dict[str, object]]:
    return {line["sha256"]: line for line in json.loads(run(data, "list", "--format", "json").output)}


@pytest.fixture
def sound(tmp_path: Path) -> str:
    return fetch(tmp_path, b"sound", "Latest inspections as at 31 May 2026")


def test_list_says_what_the_last_night_made_of_each_file(tmp_path: Path, sound: str) -> None:
    refused = fetch(tmp_path, b"unreadable", "Latest inspections as at 30 June 2026")
    new = fetch(tmp_path, b"new", "Latest inspections as at 31 July 2026")
    last_night(
        tmp_path,
        admission(sound, "admitted"),
        admission(
            refused,
            "refused",
            reason_code="unknown_grade",
            reason="A grade is not on its scale.",
            row_number=12,
            column_name="Inclusion",
            value="Splendid",
        ),
    )
    text = run(tmp_path, "list").output
    assert "admitted, 21,990 rows read, 3 set aside" in text
    assert "A grade is not on its scale. (row 12, column Inclusion, value Splendid)" in text
    assert listed(tmp_path)[new]["status"] == "not read yet"
    assert "1 admitted, 1 not read yet, 1 refused." in text


def test_pages_are_no_documents_and_what_was_not_believed_is_listed(tmp_path: Path) -> None:
    fetch(tmp_path, b"{}", None, kind="content_page")
    html = fetch(tmp_path, b"<html>", "Latest inspections", kind=REFUSED_RESPONSE)
    found = listed(tmp_path)
    assert set(found) == {html}
    assert found[html]["status"] == "not believed"


def test_quarantine_is_recorded_by_prefix_and_takes_effect_in_the_next_build(
    tmp_path: Path, sound: str
) -> None:
    last_night(tmp_path, admission(sound, "admitted"))
    result = run(tmp_path, "quarantine", sound[:6], "--reason", "Withdrawn by its publisher")
    assert result.exit_code == 0
    assert "next build" in result.output
    (decision,) = Archive(DataFolder(tmp_path).archive).decisions()
    assert (decision.decision, decision.sha256, decision.reason) == (
        "quarantine",
        sound,
        "Withdrawn by its publisher",
    )
    assert listed(tmp_path)[sound]["pending"] is True
    assert "takes effect in the next build" in run(tmp_path, "list").output


def test_decision_that_the_last_night_followed_is_in_effect(tmp_path: Path, sound: str) -> None:
    run(tmp_path, "quarantine", sound, "--reason", "Withdrawn")
    last_night(tmp_path, admission(sound, "quarantined", reason="Withdrawn"))
    assert listed(tmp_path)[sound]["pending"] is False
    assert "in effect: Withdrawn" in run(tmp_path, "list").output


def test_admit_after_quarantine_is_the_word_that_counts(tmp_path: Path, sound: str) -> None:
    last_night(tmp_path, admission(sound, "quarantined", reason="Withdrawn"))
    run(tmp_path, "quarantine", sound, "--reason", "Withdrawn")
    result = run(tmp_path, "admit", sound, "--reason", "Published again")
    assert "next build" in result.output
    assert (listed(tmp_path)[sound]["decision"], listed(tmp_path)[sound]["pending"]) == ("admit", True)


def test_counts_that_fell_can_be_admitted(tmp_path: Path, sound: str) -> None:
    last_night(tmp_path, admission(sound, "refused", reason_code="count_collapsed", reason="68 rows."))
    assert "next build" in run(tmp_path, "admit", sound, "--reason", "68 is right").output
    assert listed(tmp_path)[sound]["pending"] is True


def test_admitting_what_cannot_be_read_says_that_it_stays_refused(tmp_path: Path, sound: str) -> None:
    last_night(tmp_path, admission(sound, "refused", reason_code="empty_file", reason="The file is empty."))
    result = run(tmp_path, "admit", sound, "--reason", "Please")
    assert result.exit_code == 0
    assert "stays refused" in result.output
    assert listed(tmp_path)[sound]["pending"] is False


def test_what_was_not_believed_cannot_be_admitted(tmp_path: Path) -> None:
    html = fetch(tmp_path, b"<html>", "Latest inspections", kind=REFUSED_RESPONSE)
    assert run(tmp_path, "admit", html, "--reason", "Please").exit_code == 2
    assert not Archive(DataFolder(tmp_path).archive).decisions()


@pytest.mark.parametrize("prefix", ["", "abc", "zzzzzz", "000000000000"])
def test_prefix_that_names_no_document_is_bad_usage(tmp_path: Path, sound: str, prefix: str) -> None:
    result = run(tmp_path, "quarantine", prefix, "--reason", "Withdrawn")
    assert result.exit_code == 2
    assert not Archive(DataFolder(tmp_path).archive).decisions()


def test_prefix_that_names_several_lists_them(tmp_path: Path) -> None:
    from pipelines.cli.document_standing import find_document, standings
    from pipelines.settings import BadUsage

    fetch(tmp_path, b"sound", "One")
    (standing,) = standings(Archive(DataFolder(tmp_path).archive), {})
    from dataclasses import replace

    twins = [replace(standing, sha256="abcdef0" + "0" * 57), replace(standing, sha256="abcdef1" + "0" * 57)]
    with pytest.raises(BadUsage, match="2 documents begin with 'abcdef'"):
        find_document(twins, "abcdef")
    assert find_document(twins, "ABCDEF1") is twins[1]


@pytest.mark.parametrize("reason", ["", "   "])
def test_decision_without_a_reason_is_bad_usage(tmp_path: Path, sound: str, reason: str) -> None:
    assert run(tmp_path, "quarantine", sound, "--reason", reason).exit_code == 2


def test_hostile_title_does_not_restyle_the_terminal(tmp_path: Path) -> None:
    fetch(tmp_path, b"hostile", "[red]\x1b[31mLatest[/red]")
    text = run(tmp_path, "list").output
    assert "\x1b" not in text
    assert "[red]" in text


def test_folder_without_an_archive_says_what_to_run_and_is_left_alone(tmp_path: Path) -> None:
    result = run(tmp_path, "list")
    assert result.exit_code == 1
    assert "make nightly" in result.stderr
    assert not list(tmp_path.iterdir())


def test_documents_that_are_as_they_came_are_counted(tmp_path: Path) -> None:
    fetch(tmp_path, b"one", "One")
    fetch(tmp_path, b"three", "Three")
    told = CliRunner().invoke(main, ["document", "verify", "--data", str(tmp_path)])
    assert (told.exit_code, told.stdout) == (0, "2 documents are there, each as it came.\n")


def test_documents_that_are_missing_or_altered_are_named_and_left_alone(tmp_path: Path) -> None:
    altered, missing = fetch(tmp_path, b"one", "One"), fetch(tmp_path, b"three", "Three")
    blobs = {file.name: file for file in DataFolder(tmp_path).archive.rglob("*") if file.is_file()}
    (of_altered,) = (file for name, file in blobs.items() if altered in name or altered.endswith(name))
    (of_missing,) = (file for name, file in blobs.items() if missing in name or missing.endswith(name))
    of_altered.chmod(0o600)
    of_altered.write_bytes(b"two")
    of_missing.unlink()
    told = CliRunner().invoke(main, ["document", "verify", "--data", str(tmp_path)])
    assert told.exit_code == 1
    assert f"Blob {altered} was altered" in told.stderr
    assert f"Blob {missing} is missing" in told.stderr
    assert "mirror mend" in told.stderr
    assert of_altered.read_bytes() == b"two"
