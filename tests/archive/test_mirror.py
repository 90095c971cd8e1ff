"""The archive's second copy, in a folder and in an object store: moto's server on loopback, in this process.

Does not belong here: the night that pushes (tests/night/test_mirror.py).
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipelines.archive import mirror
from pipelines.archive.archive import Archive
from pipelines.archive.errors import ArchiveCorrupted, ArchiveError
from pipelines.archive.inbox import Inbox
from pipelines.archive.ledger_entries import REPORT, Purpose
from pipelines.archive.mirror_store import AlreadyThere, Store, StoreFailed

NOON = datetime(2026, 6, 10, 12, tzinfo=UTC)
FIRST, SECOND = b"%PDF first invented report", b"%PDF second invented report"


@pytest.fixture(scope="module")
def object_store() -> Iterator[str]:
    """The address of a bucket that a server on loopback keeps in memory."""
    moto_server = pytest.importorskip("moto.server", reason="moto is not installed here")
    pytest.importorskip("s3fs", reason="the extra object-storage is not installed here")
    import s3fs

    server = moto_server.ThreadedMotoServer(port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as environment:
        for name, value in {
            "AWS_ENDPOINT_URL": f"http://{host}:{port}",
            "AWS_ACCESS_KEY_ID": "invented",
            "AWS_SECRET_ACCESS_KEY": "invented",
            "AWS_DEFAULT_REGION": "us-east-1",
        }.items():
            environment.setenv(name, value)
        s3fs.S3FileSystem(skip_instance_cache=True).mkdir("archives")
        yield "s3://archives"
    server.stop()


@pytest.fixture(params=["folder", "object store"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A new place for a mirror, of either kind."""
    if request.param == "folder":
        return str(tmp_path / "mirror")
    return f"{request.getfixturevalue('object_store')}/{tmp_path.name}"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder whose archive has one report, a shown-log of one night, and a reading by a person."""
    root = tmp_path / "data"
    fetch(root, FIRST)
    (root / "archive" / "shown_log").mkdir()
    (root / "archive" / "shown_log" / "000001-a-build.jsonl").write_text("what was shown\n")
    (root / "origin.json").write_text('{"sources": "sample"}\n')
    return root


def fetch(root: Path, body: bytes, after: timedelta = timedelta()) -> str:
    """Archive a body as a source's answer; its hash."""
    archive = Archive(root / "archive")
    with archive.receive(len(body)) as incoming:
        incoming.write(body)
        kept = archive.store(
            address="http://127.0.0.1/invented",
            fetched_at=NOON + after,
            status=200,
            headers={},
            purpose=Purpose(REPORT),
            body=incoming,
        )
    assert kept.sha256 is not None
    return kept.sha256


def files(root: Path) -> dict[str, bytes]:
    """Every file of archive and origin by name, without locks and unfinished bodies."""
    found = [*(root / "archive").rglob("[!.]*"), root / "origin.json"]
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in found
        if path.is_file() and "incoming" not in path.parts
    }


def push(root: Path, place: str) -> mirror.Pushed:
    return mirror.push(root, place, now=NOON)


def test_an_archive_comes_back_byte_by_byte_after_several_pushes(data: Path, place: str) -> None:
    push(data, place)
    sha256 = fetch(data, SECOND, after=timedelta(days=30))
    Inbox(data / "archive" / "inbox").hand_in(sha256, {"grades": []})
    (data / "archive" / "shown_log" / "000002-another-build.jsonl").write_text("what was shown next\n")
    push(data, place)
    contents, problems = mirror.verify(place)
    assert (len(contents.blobs), problems) == (2, [])
    elsewhere = data.with_name("elsewhere")
    mirror.restore(elsewhere, place)
    assert files(elsewhere) == files(data)
    assert [Archive(elsewhere / "archive").body(fetch) for fetch in Archive(elsewhere / "archive").fetches()]


def test_a_push_takes_only_what_is_new(data: Path, place: str) -> None:
    first = push(data, place)
    assert (first.number, first.blobs, first.files) == (1, 1, 3)
    assert push(data, place).number is None
    fetch(data, SECOND)
    second = push(data, place)
    assert (second.number, second.blobs, second.files) == (2, 1, 1)


def test_an_answer_of_not_modified_brings_a_line_and_no_body(data: Path, tmp_path: Path) -> None:
    push(data, place := str(tmp_path / "mirror"))
    archive = Archive(data / "archive")
    archive.store_unchanged(archive.fetches()[0], fetched_at=NOON, headers={}, purpose=Purpose(REPORT))
    again = push(data, place)
    assert (again.blobs, again.files) == (0, 1)


def test_a_push_that_was_cut_short_counts_for_nothing_and_is_made_good(data: Path, place: str) -> None:
    push(data, place)
    sha256 = fetch(data, SECOND)
    # Everything of the second push but its record: part of the body, a segment, half of the ledger's piece.
    store = Store(place)
    store.write(f"archive/blobs/{sha256[:2]}/{sha256}", SECOND[:5])
    store.write("archive/ledger/2026-06.jsonl.000002", b"half a li")
    (data / "archive" / "shown_log" / "000002-a-build.jsonl").write_text("what was shown\n")
    store.write("archive/shown_log/000002-a-build.jsonl.000002", b"what w")
    before, problems = mirror.verify(place)
    assert (before.pushes[-1].number, problems) == (1, [])
    push(data, place)
    mirror.restore(data.with_name("elsewhere"), place)
    assert files(data.with_name("elsewhere")) == files(data)


def test_a_damaged_ledger_does_not_follow_its_sound_copy(data: Path, place: str) -> None:
    push(data, place)
    month = data / "archive" / "ledger" / "2026-06.jsonl"
    month.write_bytes(month.read_bytes().replace(b"200", b"404"))
    fetch(data, SECOND)
    with pytest.raises(mirror.NotThisArchive, match="are not those that were pushed"):
        push(data, place)
    month.unlink()
    with pytest.raises(mirror.NotThisArchive, match="is missing here"):
        push(data, place)


def test_another_archive_is_not_pushed_into_a_mirror(data: Path, tmp_path: Path) -> None:
    push(data, place := str(tmp_path / "mirror"))
    fetch(another := tmp_path / "another", SECOND)
    with pytest.raises(mirror.NotThisArchive):
        push(another, place)


def test_of_two_pushes_at_one_moment_one_is_told(place: str) -> None:
    store = Store(place)
    store.write("pushes/000001.json", b"one", new=True)
    with pytest.raises(AlreadyThere):
        store.write("pushes/000001.json", b"other", new=True)
    assert store.read("pushes/000001.json") == b"one"


def test_a_damaged_body_stays_out_and_does_not_keep_the_rest_out(data: Path, tmp_path: Path) -> None:
    place = str(tmp_path / "mirror")
    sha256 = fetch(data, SECOND)
    blob = data / "archive" / "blobs" / sha256[:2] / sha256
    blob.chmod(0o600)
    blob.write_bytes(b"damaged")
    assert (pushed := push(data, place)).unsound == (sha256,)
    assert pushed.blobs == 1
    assert mirror.verify(place)[1] == [f"Body {sha256} was missing or altered whenever it was to be pushed."]
    blob.write_bytes(SECOND)
    assert push(data, place).blobs == 1
    assert mirror.verify(place)[1] == []


def test_single_bodies_are_mended_from_the_mirror(data: Path, place: str) -> None:
    push(data, place)
    (blob,) = (path for path in (data / "archive" / "blobs").glob("??/*"))
    blob.chmod(0o600)
    blob.write_bytes(b"damaged")
    assert mirror.mend(data, place) == ([blob.name], [])
    assert blob.read_bytes() == FIRST
    blob.unlink()
    assert mirror.mend(data, place) == ([blob.name], [])


def _lose_body(place: Path) -> None:
    next((place / "archive" / "blobs").glob("??/*")).unlink()


def _alter_ledger(place: Path) -> None:
    (piece,) = (place / "archive" / "ledger").iterdir()
    piece.write_bytes(piece.read_bytes()[:-2] + b"\n")


@pytest.mark.parametrize("damage", [_lose_body, _alter_ledger])
def test_damage_in_a_mirror_is_named_and_never_restored(damage, data: Path, tmp_path: Path) -> None:
    place = tmp_path / "mirror"
    push(data, str(place))
    damage(place)
    assert len(mirror.verify(str(place))[1]) == 1
    with pytest.raises(ArchiveCorrupted):
        mirror.restore(tmp_path / "elsewhere", str(place))
    assert not (tmp_path / "elsewhere" / "archive").exists()


def test_a_record_that_was_altered_or_taken_away_is_noticed(data: Path, tmp_path: Path) -> None:
    place = tmp_path / "mirror"
    push(data, str(place))
    fetch(data, SECOND)
    push(data, str(place))
    first = place / "pushes" / "000001.json"
    told = json.loads(first.read_text())
    first.write_text(json.dumps(told | {"blobs": {}}))
    with pytest.raises(ArchiveCorrupted, match="was altered"):
        mirror.verify(str(place))
    first.unlink()
    with pytest.raises(ArchiveCorrupted, match="missing"):
        mirror.verify(str(place))


def test_a_restore_that_was_cut_short_goes_on(data: Path, tmp_path: Path) -> None:
    place = tmp_path / "mirror"
    fetch(data, SECOND)
    push(data, str(place))
    aside = tmp_path / "aside"
    shutil.copytree(place / "archive" / "ledger", aside)
    shutil.rmtree(place / "archive" / "ledger")
    with pytest.raises(ArchiveCorrupted):
        mirror.restore(tmp_path / "elsewhere", str(place))
    shutil.copytree(aside, place / "archive" / "ledger")
    mirror.restore(tmp_path / "elsewhere", str(place))
    assert files(tmp_path / "elsewhere") == files(data)
    assert not (tmp_path / "elsewhere" / "restoring").exists()


def test_nothing_is_restored_over_an_archive(data: Path, tmp_path: Path) -> None:
    push(data, place := str(tmp_path / "mirror"))
    with pytest.raises(ArchiveError, match="nothing is written over it"):
        mirror.restore(data, place)


def test_a_mirror_in_a_folder_is_for_its_owner_only(data: Path, tmp_path: Path) -> None:
    push(data, str(tmp_path / "mirror"))
    for path in (tmp_path / "mirror").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("address", ["nosuchstore://bucket", "s3://"])
def test_an_address_that_no_store_has_is_explained(address: str, data: Path) -> None:
    with pytest.raises(StoreFailed):
        push(data, address)


def test_a_store_that_does_not_answer_is_explained(
    data: Path, object_store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(StoreFailed, match="cannot be used"):
        push(data, "s3://no-such-bucket/prefix")


def test_a_restore_from_where_nothing_was_pushed_says_so(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="Nothing was ever pushed"):
        mirror.restore(tmp_path / "data", str(tmp_path / "mirror"))
