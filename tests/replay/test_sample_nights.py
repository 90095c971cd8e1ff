"""The replay of an archive that learnt and was corrected, beside what its nights really published; and the
command."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import stat
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner, Result

from pipelines.cli import main
from pipelines.layout import DataFolder
from pipelines.night import hold_data_folder
from pipelines.settings import PROJECT_ROOT
from pipelines.warehouse.replay import replay
from tests.both_nights import BothNights

EARLIER, LATER = date(2026, 5, 18), date(2026, 6, 10)


@pytest.fixture(scope="module")
def data(both_nights: BothNights, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two nights of the sample's lists: the second corrects what the first had."""
    folder = tmp_path_factory.mktemp("replayed") / "data"
    shutil.copytree(both_nights.data, folder, symlinks=True)
    return folder


def published(data: Path, night: date) -> set[tuple[Any, ...]]:
    (build,) = (data / "builds").glob(f"{night}-*")
    with duckdb.connect(str(build / "warehouse.duckdb"), read_only=True) as connection:
        return set(connection.execute("SELECT flag_id, status, tier, base_tier FROM welfare_flag").fetchall())


def run(data: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["replay", "--data", str(data), *words])


def kept(data: Path) -> dict[str, str]:
    """What the data folder holds, by file."""
    return {
        str(file.relative_to(data)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(data.rglob("*"))
        if file.is_file() and "parsed" not in file.parts
    }


@dataclass(frozen=True)
class BothReplayed:
    """What the command said of both nights, where it wrote, and what the data folder held around it."""

    said: Result
    out: Path
    before: dict[str, str]
    after: dict[str, str]


@pytest.fixture(scope="module")
def both(data: Path, tmp_path_factory: pytest.TempPathFactory) -> BothReplayed:
    before, out = kept(data), tmp_path_factory.mktemp("replay") / "out"
    said = run(data, "--from", EARLIER.isoformat(), "--out", str(out))
    assert said.exit_code == 0, said.output
    return BothReplayed(said, out, before, kept(data))


def test_each_night_as_it_was_published(data: Path) -> None:
    (replayed,) = replay(DataFolder(data), EARLIER, LATER)
    columns = ["flag_id", "status", "tier", "base_tier"]
    for night in (EARLIER, LATER):
        told = set(replayed.on(night)[columns].itertuples(index=False, name=None))
        assert told == published(data, night), night


def test_the_command_tells_the_caseload(both: BothReplayed) -> None:
    assert "Replay: 18 May 2026 to 10 June 2026" in both.said.output
    assert re.search(r"18 May 2026 +\d+ ", both.said.output)
    assert "Tiers order outreach; they never predict risk." in both.said.output


def test_nothing_that_was_shown_is_touched(both: BothReplayed) -> None:
    assert any(name.endswith("warehouse.duckdb") for name in both.before)
    assert both.after == both.before


def test_its_files_stand_alone_and_are_for_welfare_roles(both: BothReplayed) -> None:
    names = {file.name: stat.S_IMODE(file.stat().st_mode) for file in both.out.iterdir()}
    assert names == dict.fromkeys(("replay.html", "flag_interval.parquet", "weekly.parquet"), 0o600)
    page = (both.out / "replay.html").read_text(encoding="utf-8")
    assert not re.search(r"(?:src|href)=|https?://|@import|url\(", page), "it needs nothing else"
    assert page.count("<svg") == 2
    assert page.count("<table>") >= 6
    statuses = duckdb.read_parquet(str(both.out / "flag_interval.parquet")).project("status").fetchall()
    assert ("open",) in statuses


def test_other_thresholds_are_told_beside_the_current_ones(data: Path, tmp_path: Path) -> None:
    thresholds = (PROJECT_ROOT / "reference" / "thresholds.toml").read_text(encoding="utf-8")
    changed = tmp_path / "thresholds.toml"
    changed.write_text(
        re.sub(r"(?m)^many_needs_attention = \d+", "many_needs_attention = 1", thresholds), encoding="utf-8"
    )
    said = run(data, "--from", EARLIER.isoformat(), "--settings", str(changed), "--format", "json")
    assert said.exit_code == 0, said.output
    told = json.loads(said.stdout)
    assert told["changed"]
    assert {flag["tier_changed"] for flag in told["changed"]} <= {1, 2}
    unchanged = str(PROJECT_ROOT / "reference" / "thresholds.toml")
    assert run(data, "--from", LATER.isoformat(), "--settings", unchanged).exit_code == 0


def test_a_changed_rule_is_told_beside_the_current_ones(data: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    for file in (PROJECT_ROOT / "sql" / "rules").glob("*.sql"):
        text = file.read_text(encoding="utf-8")
        if file.stem == "leadership-needs-attention":
            text = text.replace("-- tier: 2", "-- tier: 1")
        (rules / file.name).write_text(text, encoding="utf-8")
    said = run(data, "--from", LATER.isoformat(), "--ruleset", str(rules), "--format", "json")
    moved = {(flag["tier_now"], flag["tier_changed"]) for flag in json.loads(said.stdout)["changed"]}
    assert moved == {(2, 1)}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--from", "2026-06-11"), "lies after"),
        (("--to", "2026-06-11"), "The last published night is 2026-06-10"),
        (("--from", "yesterday"), "YYYY-MM-DD"),
        (("--from", "2026-01-01", "--to", "2026-02-01"), "The archive had nothing by 2026-02-01"),
    ],
)
def test_what_cannot_be_replayed_is_refused(data: Path, words: tuple[str, ...], told: str) -> None:
    said = run(data, *words)
    assert said.exit_code == 2, said.output
    assert told in " ".join(said.output.split())


def test_settings_that_name_other_things_are_refused(data: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text("[threshold]\nmany_needs_attention = 2\n", encoding="utf-8")
    said = run(data, "--settings", str(other))
    assert said.exit_code == 2
    assert "Begin with a copy" in " ".join(said.output.split())


def test_a_folder_without_rules_is_refused(data: Path, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    said = run(data, "--ruleset", str(tmp_path / "none"))
    assert said.exit_code == 2
    assert "holds no rules" in " ".join(said.output.split())


def test_nothing_published_yet_is_said(tmp_path: Path) -> None:
    said = run(tmp_path / "empty")
    assert said.exit_code == 1
    assert "Nothing has been published" in said.output


def test_facts_of_earlier_nights_are_not_built_beside_a_night(data: Path) -> None:
    with hold_data_folder(DataFolder(data)):
        said = run(data, "--from", EARLIER.isoformat())
        assert said.exit_code == 1
        assert "Another night is running" in said.output
        assert run(data, "--knowledge", "assumed").exit_code == 0, "which needs no facts of earlier nights"
