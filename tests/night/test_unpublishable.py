"""Builds that must not be published: what was published before stays, and the next good night publishes."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

import pipelines.night
from pipelines.layout import BuildFolder, DataFolder
from pipelines.warehouse.build import Candidate, build_candidate
from pipelines.warehouse.publish import NotPublishable, publish
from pipelines.warehouse.verdict import CheckResult, Verdict, file_sha256, write_verdict
from tests.night.night_process import nightly
from tests.night.nights import FIRST_DAY, NEXT_DAY, Nights, builds, published, run_night, shown_segments
from tests.night.recordings import Release


def plant_a_fault() -> None:
    """Every candidate that is built in this process holds a grade that is on no scale."""

    def build_and_spoil(*arguments: object, **named: object) -> Candidate:
        candidate = build_candidate(*arguments, **named)  # type: ignore[arg-type]
        for database in (candidate.build.warehouse, candidate.build.facts):
            with duckdb.connect(str(database)) as connection:
                connection.execute("UPDATE judgement SET grade = 'Splendid' WHERE area = 'inclusion'")
        return candidate

    pipelines.night.build_candidate = build_and_spoil  # type: ignore[attr-defined]


def test_a_build_that_does_not_pass_its_checks_is_not_published_and_the_next_good_one_is(
    nights: Nights, may: Release, told: Path
) -> None:
    before, shown = published(nights.data), shown_segments(nights.data)
    recording = nights.listing(may)
    ended = nightly(told, nights.data, recording, NEXT_DAY, before=plant_a_fault).wait()
    assert ended.code == 1
    assert "The night failed. What was published before stays as it was." in ended.said
    assert "judgement.grade_is_on_its_scale: " in ended.said
    assert f"The build is kept in {nights.data}/builds/{NEXT_DAY}-" in ended.said
    assert (published(nights.data), shown_segments(nights.data)) == (before, shown)
    assert run_night(nights.data, recording, NEXT_DAY).published
    assert len(builds(nights.data)) == len(shown_segments(nights.data)) == 2


@pytest.fixture
def candidate(nights: Nights) -> BuildFolder:
    """A candidate beside the published build; its verdict is that of the files it was copied from."""
    build = nights.data / "builds" / "candidate"
    shutil.copytree((nights.data / "published").resolve(), build)
    (build / "published.json").unlink()
    return BuildFolder(build)


def refusal(nights: Nights, candidate: BuildFolder) -> str:
    """What is said when the candidate is not published; checks that nothing changed."""
    before, shown = published(nights.data), shown_segments(nights.data)
    with pytest.raises(NotPublishable) as caught:
        publish(DataFolder(nights.data), candidate)
    assert (published(nights.data), shown_segments(nights.data)) == (before, shown)
    return str(caught.value)


def test_without_a_verdict(nights: Nights, candidate: BuildFolder) -> None:
    candidate.verdict.unlink()
    assert "Build candidate has not been checked, so it is not published." in refusal(nights, candidate)


def test_with_a_torn_verdict(nights: Nights, candidate: BuildFolder) -> None:
    candidate.verdict.write_text('{"form": 1, "warehouse_sha')
    assert "Build candidate has not been checked, so it is not published." in refusal(nights, candidate)


@pytest.mark.parametrize("file", ["warehouse.duckdb", "facts.duckdb"])
def test_with_a_verdict_for_other_bytes(nights: Nights, candidate: BuildFolder, file: str) -> None:
    with (candidate.root / file).open("ab") as database:
        database.write(b"\0")
    assert "The verdict beside build candidate was given for other files." in refusal(nights, candidate)


def test_with_a_verdict_that_did_not_pass(nights: Nights, candidate: BuildFolder) -> None:
    failed = CheckResult("judgement", "grade_is_on_its_scale", False, "1 offending row", "invented", False)
    hashes = file_sha256(candidate.warehouse), file_sha256(candidate.facts)
    write_verdict(candidate.verdict, Verdict(*hashes, results=(failed,), tables={}, judged={}))
    assert "did not pass its checks (judgement.grade_is_on_its_scale)" in refusal(nights, candidate)


def test_with_a_verdict_that_holds_no_check(nights: Nights, candidate: BuildFolder) -> None:
    hashes = file_sha256(candidate.warehouse), file_sha256(candidate.facts)
    write_verdict(candidate.verdict, Verdict(*hashes, results=(), tables={}, judged={}))
    refusal(nights, candidate)


def test_publishing_alone_where_no_night_has_built(nights: Nights) -> None:
    (nights.data / "night" / "candidate.json").unlink()
    with (
        nights.open(day=FIRST_DAY) as night,
        pytest.raises(NotPublishable, match="There is no candidate build"),
    ):
        night.publish()
