"""Runs nights in this process, and tells what stands in a data folder before and after.

Belongs here: the steps of a night in their order, and comparing what is published. Does not belong here:
nights as processes (night_process.py), and what a recording holds (recordings.py).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
from click.testing import CliRunner

from pipelines.cli import main
from pipelines.night import Night, open_night
from pipelines.night_summary import NightSummary
from pipelines.settings import NightSettings
from pipelines.summary import summarise
from tests.night.recordings import Release, SmallRecording
from tests.sample_night import publish_unchecked

# Columns that say which build, or which segment of the log of one, first held a row.
_NAMES_OF_BUILDS = ("build_id", "segment")

FIRST_DAY = date(2026, 6, 10)
NEXT_DAY = date(2026, 6, 11)


def run_night(data: Path, recording: Path, day: date) -> NightSummary:
    """One whole night, step by step, as the nightly job runs them."""
    with open_night(NightSettings(data, f"recorded:{recording}", day)) as night:
        return run_steps(night)


def run_steps(night: Night, *, checked: bool = True) -> NightSummary:
    """The steps of an open night, and its account. checked: False where no test looks at its checks."""
    night.fetch()
    if not checked:
        return publish_unchecked(night)
    night.parse()
    night.build()
    night.check()
    night.publish()
    return summarise(night)


@dataclass
class Nights:
    """Nights in one data folder, each with what the monthly page lists on it beside the April release."""

    data: Path
    recordings: Path
    april: Release
    _count: int = 0

    def recording(self) -> SmallRecording:
        """A new recording, empty as yet."""
        self._count += 1
        return SmallRecording(self.recordings / str(self._count))

    def listing(self, *releases: Release) -> Path:
        """A recording of the page that lists April and these releases, newest first."""
        recording = self.recording()
        recording.publish(FIRST_DAY, *releases, self.april)
        return recording.folder

    def settings(self, *releases: Release, day: date = FIRST_DAY) -> NightSettings:
        """What a night is told on which the page lists April and these releases."""
        return NightSettings(self.data, f"recorded:{self.listing(*releases)}", day)

    def open(self, *releases: Release, day: date = FIRST_DAY) -> AbstractContextManager[Night]:
        """That night, open for its steps."""
        return open_night(self.settings(*releases, day=day))

    def run(self, *releases: Release, day: date = FIRST_DAY, checked: bool = True) -> NightSummary:
        """That night, whole."""
        with self.open(*releases, day=day) as night:
            return run_steps(night, checked=checked)

    def decide(self, word: str, sha256: str) -> None:
        """An operator's word on a document, by the command."""
        said = CliRunner().invoke(
            main,
            ["document", word, sha256, "--reason", "Checked with the publisher", "--data", str(self.data)],
        )
        assert said.exit_code == 0, said.output
        assert "It takes effect in the next build" in said.output

    def refused(self, release: Release) -> dict[str, Any]:
        """What is said of a release that must be refused whole; checks that the night ends degraded and
        changes nothing."""
        before = published(self.data)
        summary = self.run(release)
        assert (summary.state, summary.published) == ("degraded", False)
        assert published(self.data) == before
        (refused,) = summary.refused_documents
        assert refused["title"] == release.title
        return refused

    def source_that_failed(self, release: Release) -> str:
        """What is said of the page when a release cannot be had; checks that the night ends degraded and
        changes nothing."""
        before = published(self.data)
        summary = self.run(release)
        assert (summary.state, summary.published, summary.refused_documents) == ("degraded", False, [])
        assert published(self.data) == before
        return str(monthly_page(summary)["message"])


def sha256(release: Release) -> str:
    """The name of a release's bytes."""
    return hashlib.sha256(release.content).hexdigest()


def monthly_page(summary: NightSummary) -> dict[str, Any]:
    """The account of the monthly page."""
    (page,) = [
        source for source in summary.sources if source["name"] == "state_funded_management_information"
    ]
    return page


def published(data: Path) -> tuple[str, dict[str, str]]:
    """The published build's name, and a hash of each of its files."""
    build = (data / "published").resolve(strict=True)
    return build.name, {
        str(file.relative_to(build)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(build.rglob("*"))
        if file.is_file()
    }


def published_tables(data: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every published table, facts and flags, sorted and without the name of the build."""
    return {
        f"{name}.{table}": held
        for name in ("facts", "warehouse")
        for table, held in tables(data / "published" / f"{name}.duckdb").items()
    }


def facts(data: Path) -> dict[str, list[tuple[object, ...]]]:
    """The published tables of facts, apart from the one row that tells of the build."""
    held = tables(data / "published" / "facts.duckdb")
    held.pop("build")
    return held


def tables(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every promised table of a database, sorted and without the name of the build."""
    with duckdb.connect(str(database), read_only=True) as connection:
        return dict(_tables(connection))


def _tables(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
    names = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main' ORDER BY table_name"
    ).fetchall()
    for (name,) in names:
        table = connection.table(name)
        kept = [duckdb.ColumnExpression(column) for column in table.columns if column not in _NAMES_OF_BUILDS]
        yield name, sorted(table.select(*kept).fetchall(), key=repr)


def answer(data: Path, question: str) -> list[tuple[Any, ...]]:
    """The answer of the published warehouse to a question."""
    with duckdb.connect(str(data / "published" / "warehouse.duckdb"), read_only=True) as connection:
        return connection.execute(question).fetchall()


def shown_segments(data: Path) -> list[str]:
    """The builds whose flags were logged as shown, oldest first."""
    return [file.stem.partition("-")[2] for file in sorted((data / "archive" / "shown_log").glob("*.jsonl"))]


def builds(data: Path) -> list[str]:
    """The builds that lie in the data folder."""
    return sorted(folder.name for folder in (data / "builds").iterdir())
