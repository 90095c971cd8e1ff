"""Running all checks of a build: what passes, what fails, what is broken, and what need not run again."""

from __future__ import annotations

import json
import logging
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from pipelines.settings import PROJECT_ROOT
from pipelines.warehouse import checks
from pipelines.warehouse.checking.suites import Check, Group, read_groups
from pipelines.warehouse.checks import CheckBroken, check_names, run_checks
from pipelines.warehouse.verdict import Verdict, file_sha256, read_verdict, write_verdict
from tests.warehouse.conftest import SoundBuilds


@pytest.fixture(scope="module")
def sound(sound_builds: SoundBuilds) -> Verdict:
    """The verdict on the last build with news, every check of it judged."""
    return run_checks(sound_builds.last / "warehouse.duckdb", earlier=None)


def copied(build: Path, to: Path) -> Path:
    """A copy of a build's two files; returns the warehouse."""
    to.mkdir()
    for name in ("facts.duckdb", "warehouse.duckdb"):
        shutil.copyfile(build / name, to / name)
    return to / "warehouse.duckdb"


def changed(warehouse: Path, statement: str) -> Path:
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(statement)
    return warehouse


def judged_again(verdict: Verdict) -> set[str]:
    return {f"{result.table}.{result.name}" for result in verdict.results if not result.carried}


def failed(verdict: Verdict) -> set[str]:
    return {f"{result.table}.{result.name}" for result in verdict.failures}


def test_a_sound_build_passes_every_check(sound: Verdict) -> None:
    assert [(result.table, result.name) for result in sound.results] == check_names()
    assert sound.passed, sound.failures
    assert not any(result.carried for result in sound.results)


def test_verdict_is_bound_to_both_files(sound: Verdict, sound_builds: SoundBuilds) -> None:
    warehouse, facts = sound_builds.last / "warehouse.duckdb", sound_builds.last / "facts.duckdb"
    assert sound.warehouse_sha256 == file_sha256(warehouse)
    assert sound.bound_to(warehouse, facts)
    assert not sound.bound_to(facts, facts)
    assert not sound.bound_to(warehouse, warehouse)
    assert not sound.bound_to(warehouse, facts.with_name("absent.duckdb"))


def test_a_fault_fails_its_checks_and_says_what_was_seen(
    sound: Verdict, sound_builds: SoundBuilds, tmp_path: Path
) -> None:
    warehouse = copied(sound_builds.last, tmp_path / "build")
    changed(warehouse, "UPDATE inspection_alias SET alias = 'inspection_number:1' WHERE source IS NOT NULL")
    verdict = run_checks(warehouse, earlier=sound)
    assert not verdict.passed
    assert "inspection_alias.number_names_one_inspection" in failed(verdict)
    found = {result.name: result for result in verdict.failures}["number_names_one_inspection"]
    assert found.observed == "1 offending rows"
    assert found.sample == ("alias=inspection_number:1, inspections=12",)


def test_a_value_that_is_not_expected_is_shown(
    sound: Verdict, sound_builds: SoundBuilds, tmp_path: Path
) -> None:
    warehouse = copied(sound_builds.last, tmp_path / "build")
    changed(warehouse, "UPDATE school SET status = 'shut' WHERE urn = 900101")
    verdict = run_checks(warehouse, earlier=sound)
    assert failed(verdict) == {"school.status_is_a_known_one"}
    (found,) = verdict.failures
    assert (found.observed, found.sample) == ("1 of 2 distinct values are not as expected", ("shut",))


def test_nothing_changed_carries_everything_over(sound: Verdict, sound_builds: SoundBuilds) -> None:
    verdict = run_checks(sound_builds.last / "warehouse.duckdb", earlier=sound)
    assert verdict.passed
    assert not judged_again(verdict)
    assert (verdict.tables, verdict.judged) == (sound.tables, sound.judged)


def test_a_night_with_nothing_new_imports_neither_great_expectations_nor_pandas(
    sound: Verdict, sound_builds: SoundBuilds, tmp_path: Path
) -> None:
    """As-of date, build, calendar and shown-log have moved on; what the checks are given has not."""
    write_verdict(tmp_path / "verdict.json", sound)
    question = (
        "import sys; from pathlib import Path;"
        "from pipelines.warehouse.checks import run_checks;"
        "from pipelines.warehouse.verdict import read_verdict;"
        "verdict = run_checks(Path(sys.argv[1]), earlier=read_verdict(Path(sys.argv[2])));"
        "print(verdict.passed, all(result.carried for result in verdict.results));"
        "print(*sorted({'great_expectations', 'pandas'} & set(sys.modules)))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", question, sound_builds.quiet / "warehouse.duckdb", tmp_path / "verdict.json"],
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.stdout.split() == ["True", "True"], answer.stdout + answer.stderr


def test_what_changed_is_judged_again_and_nothing_else(
    sound: Verdict, sound_builds: SoundBuilds, tmp_path: Path
) -> None:
    warehouse = changed(
        copied(sound_builds.last, tmp_path / "build"),
        "UPDATE school SET name = 'Elmwhistle' WHERE urn = 900101",
    )
    assert judged_again(run_checks(warehouse, earlier=sound)) == {"school.name_is_not_blank"}


def test_a_check_that_failed_before_is_judged_again(sound: Verdict, sound_builds: SoundBuilds) -> None:
    doubted = tuple(
        replace(result, passed=result.table != "school_link", carried=False) for result in sound.results
    )
    verdict = run_checks(sound_builds.last / "warehouse.duckdb", earlier=replace(sound, results=doubted))
    assert verdict.passed
    assert {name.partition(".")[0] for name in judged_again(verdict)} == {"school_link"}


def test_a_changed_suite_is_judged_again(
    sound: Verdict, sound_builds: SoundBuilds, monkeypatch: pytest.MonkeyPatch
) -> None:
    groups = tuple(
        replace(group, checks=tuple(replace(check, why="Another reason.") for check in group.checks))
        if group.table == "school_link"
        else group
        for group in read_groups()
    )
    monkeypatch.setattr(checks, "read_groups", lambda: groups)
    verdict = run_checks(sound_builds.last / "warehouse.duckdb", earlier=sound)
    assert {name.partition(".")[0] for name in judged_again(verdict)} == {"school_link"}


@pytest.mark.parametrize(
    "group",
    [
        pytest.param(
            Group(
                "school",
                "values of colour",
                (Check("colour_is_given", "ExpectColumnValuesToNotBeNull", {"column": "colour"}, "A test."),),
                reads=("school",),
                columns=("colour",),
            ),
            id="unknown column",
        ),
        pytest.param(
            Group(
                "school",
                "is_sound",
                (Check("is_sound", "ExpectTableRowCountToEqual", {"value": 0}, "A test."),),
                reads=("school",),
                query="SELECT colour FROM school",
            ),
            id="unreadable statement",
        ),
        pytest.param(
            Group(
                "no_such_table",
                "rows",
                (Check("is_not_empty", "ExpectTableRowCountToBeBetween", {"min_value": 1}, "A test."),),
                reads=("no_such_table",),
            ),
            id="absent table",
        ),
    ],
)
def test_a_broken_check_is_an_error_of_ours_that_names_it(
    group: Group, sound: Verdict, sound_builds: SoundBuilds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "read_groups", lambda: (group,))
    with pytest.raises(CheckBroken, match=group.table):
        run_checks(sound_builds.last / "warehouse.duckdb", earlier=sound)


def test_a_build_without_facts_cannot_be_bound(sound_builds: SoundBuilds, tmp_path: Path) -> None:
    warehouse = copied(sound_builds.last, tmp_path / "build")
    warehouse.with_name("facts.duckdb").unlink()
    with pytest.raises(CheckBroken, match="facts"):
        run_checks(warehouse, earlier=None)


def test_judging_writes_no_file_and_says_nothing(sound_builds: SoundBuilds, tmp_path: Path) -> None:
    """In a process of its own, with every warning shown, from an empty folder."""
    warehouse = copied(sound_builds.last, tmp_path / "build")
    here, temporary = tmp_path / "here", tmp_path / "temporary"
    here.mkdir()
    temporary.mkdir()
    question = (
        "import logging, sys; from pathlib import Path; logging.basicConfig(level='INFO');"
        "from pipelines.warehouse.checks import run_checks;"
        "print(run_checks(Path(sys.argv[1]), earlier=None).passed)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", question, warehouse],
        cwd=here,
        env={"PYTHONPATH": str(PROJECT_ROOT), "TMPDIR": str(temporary), "HOME": str(here), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.stdout == "True\n", answer.stderr
    ours = [line for line in answer.stderr.splitlines() if not line.startswith("INFO:pipelines.")]
    assert not ours, ours[:20]
    assert sorted(path.name for path in warehouse.parent.iterdir()) == ["facts.duckdb", "warehouse.duckdb"]
    assert not [*here.iterdir(), *temporary.iterdir()]


def test_a_verdict_read_back_is_the_same(sound: Verdict, tmp_path: Path) -> None:
    write_verdict(tmp_path / "verdict.json", sound)
    assert read_verdict(tmp_path / "verdict.json") == sound


def test_no_verdict_is_none_without_a_word(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert read_verdict(tmp_path / "verdict.json") is None
    assert not caplog.records


@pytest.mark.parametrize(
    "damage, reason",
    [
        (lambda text: text[: len(text) // 2], "torn"),
        (lambda text: "", "torn"),
        (lambda text: "[]", "another form"),
        (lambda text: json.dumps({**json.loads(text), "form": 0}), "another form"),
        (lambda text: text.replace('"observed"', '"seen"'), "field"),
        (lambda text: json.dumps({**json.loads(text), "judged": ["not a mapping"]}), "field"),
        (lambda text: text.replace('"tables"', '"table"'), "field"),
    ],
    ids=["cut off", "empty", "a list", "older form", "renamed field", "wrong shape", "missing field"],
)
def test_a_damaged_verdict_is_taken_as_absent_and_says_why(
    damage, reason: str, sound: Verdict, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "verdict.json"
    write_verdict(path, sound)
    path.write_text(damage(path.read_text(encoding="utf-8")), encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        assert read_verdict(path) is None
    assert reason in caplog.text


def test_a_verdict_without_checks_has_not_passed(sound: Verdict) -> None:
    assert not replace(sound, results=()).passed
