"""Damage to what a data folder holds: archive, ledger, memos of parsed files, the published pointer.

What can be made again is made again. What cannot stops the night, named with its remedy, and the published
set stays as it was.
"""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from pipelines.archive.archive import Archive
from pipelines.archive.errors import ArchiveCorrupted
from pipelines.layout import BuildFolder, DataFolder
from pipelines.settings import BadUsage
from pipelines.warehouse.publish import NotPublishable, publish
from tests.faults.often import only_in_make_faults
from tests.night.nights import FIRST_DAY, Nights, published, published_tables, sha256
from tests.night.recordings import PAGE, Release


def flip_a_byte(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.chmod(0o644)
    file.write_bytes(content)


def blob(nights: Nights, sha256: str) -> Path:
    return nights.data / "archive" / "blobs" / sha256[:2] / sha256


def test_a_damaged_blob_that_nothing_has_to_read_harms_nothing(nights: Nights, april: Release) -> None:
    flip_a_byte(blob(nights, sha256(april)))
    assert nights.run().state == "nothing_new"


def test_a_damaged_blob_that_has_to_be_read_again_stops_the_night_and_names_the_remedy(
    nights: Nights, april: Release
) -> None:
    before = published(nights.data)
    damaged = blob(nights, sha256(april))
    flip_a_byte(damaged)
    shutil.rmtree(nights.data / "parsed")
    with pytest.raises(ArchiveCorrupted, match="was altered after it was stored") as caught:
        nights.run()
    assert f"Restore {damaged} from a backup, or move it away and run the night again" in str(caught.value)
    assert published(nights.data) == before
    damaged.unlink()
    assert nights.run().state == "nothing_new"
    assert published(nights.data) == before


@only_in_make_faults
def test_a_damaged_blob_that_no_address_serves_any_more_can_be_quarantined(
    nights: Nights, april: Release, may: Release
) -> None:
    nights.run(may)
    flip_a_byte(blob(nights, sha256(april)))
    shutil.rmtree(nights.data / "parsed")
    nights.decide("quarantine", sha256(april))
    with nights.open(may) as night:
        night.fetch()
        assert {admission.title: admission.status for admission in night.parse()} == {
            april.title: "quarantined",
            may.title: "admitted",
        }


def test_a_damaged_earlier_state_of_the_page_stops_no_night(
    nights: Nights, may: Release, caplog: pytest.LogCaptureFixture
) -> None:
    (page,) = [fetch for fetch in Archive(nights.data / "archive").fetches() if fetch.address == PAGE]
    flip_a_byte(blob(nights, str(page.sha256)))
    with nights.open(may) as night:
        assert [attachment.title for attachment in night.fetch().new] == [may.title]
    assert "an earlier state of the page cannot be compared with" in caplog.text
    assert f"Restore {blob(nights, str(page.sha256))} from a backup" in caplog.text


@pytest.mark.parametrize("file", ["document.json", "school.parquet"])
@pytest.mark.parametrize("damage", ["flipped", "truncated", "removed"])
def test_a_damaged_memo_of_a_parsed_file_is_made_again(
    nights: Nights, may: Release, file: str, damage: str
) -> None:
    (memo,) = (nights.data / "parsed" / "management_information").glob(f"*/*/{file}")
    sound = memo.read_bytes()
    if damage == "flipped":
        flip_a_byte(memo)
    elif damage == "truncated":
        os.truncate(memo, len(sound) // 2)
    else:
        memo.unlink()
    with nights.open(may) as night:
        night.fetch()
        assert {admission.status for admission in night.parse()} == {"admitted"}
    assert memo.read_bytes() == sound


def test_a_torn_last_line_of_the_ledger_is_set_aside_and_what_it_told_is_asked_again(
    nights: Nights, april: Release
) -> None:
    (ledger,) = (nights.data / "archive" / "ledger").glob("*.jsonl")
    lines = ledger.read_bytes()
    torn = lines[: -len(lines.splitlines()[-1]) // 2]
    ledger.write_bytes(torn)
    before = published_tables(nights.data)
    assert nights.run().state == "nothing_new"
    assert published_tables(nights.data) == before
    side_file = ledger.with_name(ledger.name + ".torn")
    assert side_file.read_bytes() == torn[torn.rindex(b"\n") + 1 :] + b"\n"


def test_a_ledger_line_that_is_none_stops_the_night_and_names_the_line(nights: Nights) -> None:
    before = published(nights.data)
    (ledger,) = (nights.data / "archive" / "ledger").glob("*.jsonl")
    lines = ledger.read_bytes().splitlines(keepends=True)
    ledger.write_bytes(b"".join([lines[0], b"{not a line}\n", *lines[1:]]))
    with pytest.raises(ArchiveCorrupted, match=r"\.jsonl, line 2 is not a ledger entry"):
        nights.run()
    assert published(nights.data) == before


# The published pointer.


@pytest.mark.parametrize("lost", ["build", pytest.param("pointer", marks=only_in_make_faults)])
def test_a_lost_pointer_or_build_is_set_again_with_the_same_tables(nights: Nights, lost: str) -> None:
    before = without_build(published_tables(nights.data))
    if lost == "pointer":
        (nights.data / "published").unlink()
    else:
        shutil.rmtree((nights.data / "published").resolve())
    assert nights.run().state == "done"
    assert without_build(published_tables(nights.data)) == before


def test_nobody_goes_behind_the_published_day_because_the_pointer_is_lost(nights: Nights) -> None:
    (nights.data / "published").unlink()
    with (
        pytest.raises(BadUsage, match=f"has already published {FIRST_DAY}"),
        nights.open(day=date(2026, 6, 9)),
    ):
        pass


def test_a_folder_in_place_of_the_pointer_is_left_alone_and_named(nights: Nights) -> None:
    pointer = nights.data / "published"
    build = pointer.resolve()
    pointer.unlink()
    shutil.copytree(build, pointer)
    with pytest.raises(NotPublishable, match="is a folder of its own, not the pointer"):
        publish(DataFolder(nights.data), BuildFolder(build))
    assert (pointer / "warehouse.duckdb").exists()


def without_build(tables: dict[str, list[tuple[object, ...]]]) -> dict[str, list[tuple[object, ...]]]:
    return {name: held for name, held in tables.items() if not name.endswith(".build")}
