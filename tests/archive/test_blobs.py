"""Stored bytes: once, whole, verified; whatever interrupts leaves nothing half written."""

from __future__ import annotations

import errno
import hashlib
from pathlib import Path

import pytest

from pipelines.archive.blobs import BlobStore
from pipelines.archive.errors import ArchiveCorrupted, ArchiveFull, TooManyBytes

LIMIT = 1_000


def keep(store: BlobStore, content: bytes) -> str:
    with store.receive(LIMIT) as incoming:
        incoming.write(content)
        return store.keep(incoming)


def parts(folder: Path) -> list[Path]:
    return list(folder.rglob("*.part"))


def test_bytes_are_found_again_under_their_hash(tmp_path: Path) -> None:
    store = BlobStore(tmp_path)
    sha256 = keep(store, b"URN,School name\n")
    assert sha256 == hashlib.sha256(b"URN,School name\n").hexdigest()
    assert store.path(sha256) == tmp_path / sha256[:2] / sha256
    assert store.read(sha256) == b"URN,School name\n"
    assert parts(tmp_path) == []


def test_the_same_bytes_are_stored_once(tmp_path: Path) -> None:
    store = BlobStore(tmp_path)
    first = store.path(keep(store, b"same"))
    written = first.stat().st_mtime_ns
    keep(store, b"same")
    assert first.stat().st_mtime_ns == written
    assert parts(tmp_path) == []


def test_altered_bytes_are_refused_with_the_name_of_the_blob(tmp_path: Path) -> None:
    store = BlobStore(tmp_path)
    sha256 = keep(store, b"as published")
    store.path(sha256).chmod(0o644)
    store.path(sha256).write_bytes(b"as altered")
    with pytest.raises(ArchiveCorrupted, match=f"{sha256}.*altered.*backup"):
        store.read(sha256)


def test_missing_bytes_are_refused_with_the_name_of_the_blob(tmp_path: Path) -> None:
    store = BlobStore(tmp_path)
    sha256 = keep(store, b"as published")
    store.path(sha256).unlink()
    with pytest.raises(ArchiveCorrupted, match=f"{sha256}.*missing"):
        store.read(sha256)


def test_altered_bytes_are_mended_when_they_are_fetched_again(tmp_path: Path) -> None:
    store = BlobStore(tmp_path)
    sha256 = keep(store, b"as published")
    store.path(sha256).chmod(0o644)
    store.path(sha256).write_bytes(b"")
    keep(store, b"as published")
    assert store.read(sha256) == b"as published"


def test_a_hash_that_is_none_never_becomes_a_path(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        BlobStore(tmp_path).read("../../etc/hosts")


def test_a_body_past_the_limit_is_not_stored(tmp_path: Path) -> None:
    store = BlobStore(tmp_path)
    with store.receive(LIMIT) as incoming:
        incoming.write(b"x" * LIMIT)
        with pytest.raises(TooManyBytes, match="1,000 bytes"):
            incoming.write(b"x")
    assert [path for path in tmp_path.rglob("*") if path.is_file() and path.name != ".lock"] == []


@pytest.mark.parametrize("when", ["while receiving", "at the end"])
def test_a_full_disk_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    def no_space(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    if when == "while receiving":
        monkeypatch.setattr("pipelines.archive.blobs.write_all", no_space)
    else:
        monkeypatch.setattr("os.fsync", no_space)
    store = BlobStore(tmp_path)
    with pytest.raises(ArchiveFull, match=r"full.*make room"):
        keep(store, b"a school")
    assert [path for path in tmp_path.rglob("*") if path.is_file() and path.name != ".lock"] == []


def test_other_disk_errors_are_not_taken_for_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("pipelines.archive.blobs.write_all", broken)
    with pytest.raises(OSError, match="Input/output"):
        keep(BlobStore(tmp_path), b"a school")


def test_what_a_killed_run_was_receiving_is_removed(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    BlobStore(tmp_path)
    (tmp_path / "incoming" / "tmpabc.part").write_bytes(b"half a fi")
    BlobStore(tmp_path)
    assert parts(tmp_path) == []
    assert "tmpabc.part" in caplog.text


def test_what_another_run_is_still_receiving_is_left_alone(tmp_path: Path) -> None:
    busy = BlobStore(tmp_path)
    with busy.receive(LIMIT) as incoming:
        incoming.write(b"half a file, ")
        BlobStore(tmp_path)
        incoming.write(b"and the rest")
        sha256 = busy.keep(incoming)
    assert busy.read(sha256) == b"half a file, and the rest"
