"""``welfare-monitor backfill``: which schools it means, what it says first, and that it is no night."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result
from filelock import FileLock

from pipelines.archive.archive import Archive
from pipelines.archive.ledger_entries import Purpose
from pipelines.cli import main
from pipelines.database import SQL
from pipelines.layout import BuildFolder, DataFolder
from pipelines.records import write_record
from pipelines.settings import SOURCES_VARIABLE
from tests.sources.reports_site.conftest import FIRST_NIGHT, Nights
from tests.sources.reports_site.invented_site import InventedSite

PUBLISHED = {
    900101: ("Corvendale", "open", 2),
    900102: ("Corvendale", "open", 0),
    900103: ("Corvendale", "closed", 1),
    900104: ("Thornmere", "open", 1),
}
"""URN to local authority, status and number of known inspections."""


@pytest.fixture
def data(nights: Nights, site: InventedSite, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a sample night that knows four schools; the invented site stands in for the sites."""
    folder = DataFolder(nights.root)
    build = BuildFolder(folder.builds / "first")
    build.root.mkdir(parents=True)
    _publish(build.warehouse)
    manifest = {"build_id": "first", "as_of": FIRST_NIGHT.isoformat(), "facts_key": "", "flags_key": ""}
    write_record(build.manifest, {**manifest, "sources": "sample"})
    folder.published.symlink_to(Path("builds") / "first")
    write_record(folder.origin, {"sources": "sample"})
    _fetched(Archive(folder.archive))
    monkeypatch.setenv(SOURCES_VARIABLE, f"sample:{nights.base}")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    # The runner closes its standard error; a handler that is left on it would complain in later tests.
    monkeypatch.setattr("pipelines.cli.backfill.tell_progress", lambda: None)
    for number, urn in enumerate(PUBLISHED):
        site.school(urn, reports={50000100 + number: (date(2015, 3, 3), date(2015, 4, 7))})
    return folder.root


def _fetched(archive: Archive) -> None:
    """What was published came from some document."""
    with archive.receive(100) as body:
        body.write(b"a list")
        archive.store(
            address="https://assets.publishing.service.gov.uk/media/1/list.csv",
            fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
            status=200,
            headers={},
            purpose=Purpose("management_information", "state_funded_latest", "A list", FIRST_NIGHT),
            body=body,
        )


def _publish(warehouse: Path) -> None:
    with duckdb.connect(str(warehouse)) as connection:
        for table in ("school", "inspection"):
            connection.execute((SQL / f"tables/facts/{table}.sql").read_text(encoding="utf-8"))
        for urn, (authority, status, inspections) in PUBLISHED.items():
            connection.execute(
                "INSERT INTO school (urn, lineage_id, name, local_authority, status, document_id, locator)"
                " VALUES (?, ?, ?, ?, ?, 'list', 'row 2')",
                [urn, urn, f"Invented School {urn}", authority, status],
            )
            for number in range(inspections):
                _inspected(connection, urn, f"{urn}-{number}")


def _inspected(connection: duckdb.DuckDBPyConnection, urn: int, inspection_id: str) -> None:
    connection.execute(
        "INSERT INTO inspection (inspection_id, urn_at_inspection, lineage_id, kind, inspection_start_date,"
        " start_date_source, category_known, known_from, document_id, locator)"
        " VALUES (?, ?, ?, 'graded', DATE '2015-03-03', 'list', false, DATE '2026-01-01', 'list', 'row 2')",
        [inspection_id, urn, urn],
    )


def run(data: Path, *arguments: str, said: str | None = None) -> Result:
    return CliRunner().invoke(main, ["backfill", *arguments, "--data", str(data)], input=said)


def test_the_cost_is_told_before_anything_is_asked(site: InventedSite, data: Path) -> None:
    result = run(data, "--urn", "900101", "--urn", "900104", said="n\n")
    assert result.exit_code == 0
    assert "2 schools: 2 pages to find and about 3 report files to fetch." in result.output
    assert "About 7 requests" in result.output
    assert result.output.endswith("Nothing was fetched.\n")
    assert site.asked == []


def test_a_local_authority_means_its_schools_that_are_not_closed(nights: Nights, data: Path) -> None:
    result = run(data, "--local-authority", "CORVENDALE", "--yes")
    assert result.exit_code == 0, result.output
    assert "2 schools read: 2 pages asked for, none of them not there; 2 new report files." in result.output
    assert nights.archived_files() == {50000100, 50000101}


def test_all_means_all_authorities(nights: Nights, data: Path) -> None:
    run(data, "--all", "--yes")
    assert nights.archived_files() == {50000100, 50000101, 50000103}


def test_a_closed_school_is_read_where_it_is_named(nights: Nights, data: Path) -> None:
    run(data, "--urn", "900103", "--yes")
    assert nights.archived_files() == {50000102}


def test_the_second_time_there_is_nothing_to_fetch(site: InventedSite, data: Path) -> None:
    run(data, "--all", "--yes")
    site.asked.clear()
    result = run(data, "--all")
    assert (result.exit_code, result.output.startswith("Nothing to fetch")) == (0, True)
    assert site.asked == []


def test_what_could_not_be_had_degrades_the_run_and_is_said(site: InventedSite, data: Path) -> None:
    site.twist = lambda host, path: (403, b"", {}) if path.startswith("/v1/file/") else None
    result = run(data, "--urn", "900101", "--yes")
    assert result.exit_code == 3
    assert "Could not be had: https://files.ofsted.gov.uk/v1/file/50000100" in result.output


def test_an_unknown_authority_is_answered_with_the_nearest(data: Path) -> None:
    result = run(data, "--local-authority", "Corvendal")
    assert result.exit_code == 2
    assert "Did you mean Corvendale?" in result.stderr


@pytest.mark.parametrize("arguments", [[], ["--all", "--urn", "900101"]])
def test_exactly_one_way_of_naming_schools(data: Path, arguments: list[str]) -> None:
    assert run(data, *arguments).exit_code == 2


def test_a_folder_of_a_recording_is_refused(data: Path) -> None:
    write_record(DataFolder(data).origin, {"sources": "recorded"})
    result = run(data, "--urn", "900101", "--yes")
    assert result.exit_code == 2
    assert "a recording has no more to give" in " ".join(result.stderr.split())


def test_a_running_night_is_left_alone(site: InventedSite, data: Path) -> None:
    with FileLock(DataFolder(data).lock):
        result = run(data, "--urn", "900101", "--yes")
    assert result.exit_code == 1
    assert "Another night is running" in result.stderr
    assert site.asked == []


def test_a_live_run_without_a_contact_is_refused_before_the_question(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_record(DataFolder(data).origin, {"sources": "live"})
    monkeypatch.delenv("WELFARE_MONITOR_CONTACT", raising=False)
    result = run(data, "--urn", "900101")
    assert result.exit_code == 2
    assert "WELFARE_MONITOR_CONTACT" in result.stderr
