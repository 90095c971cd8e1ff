"""What an operator hands over in the environment stays there, and what a night and a desk write is for whom
it is meant, whatever umask the machine has."""

from __future__ import annotations

import io
import os
import shutil
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

import pytest

from desk.store.database import StoreUnavailable, open_store
from pipelines.settings import BadUsage
from tests.desk.mail_server import mail_server
from tests.night.desk_session import PASSWORD, SIGN_IN_NAME, DeskSession
from tests.night.night_process import nightly
from tests.night.nights import FIRST_DAY
from tests.night.recordings import Release, SmallRecording
from tests.postgresql import Postgresql

CANARY = "canary-7f3a"
MAIL_PASSWORD, METRICS_TOKEN = f"{CANARY}-mail", f"{CANARY}-token"
#: Every variable that holds a secret, or an address with one in it. Nothing listens at the addresses.
SECRETS = {
    "WELFARE_MONITOR_ALARM_CHANNELS": f"json://user:{CANARY}-channel@127.0.0.1:9/",
    "WELFARE_MONITOR_DESK_DIGEST_CHANNELS": f"json://user:{CANARY}-digest@127.0.0.1:9/",
    "WELFARE_MONITOR_DESK_MAIL_PASSWORD": MAIL_PASSWORD,
    "WELFARE_MONITOR_DESK_OPENID_SECRET": f"{CANARY}-openid",
    "WELFARE_MONITOR_METRICS_TOKEN": METRICS_TOKEN,
    "AWS_SECRET_ACCESS_KEY": f"{CANARY}-store",
}
#: Rooms that are for the account of the program alone.
PRIVATE = (
    "archive",
    "dagster",
    "casework",
    "published/warehouse.duckdb",
    "published/flags",
)


@dataclass(frozen=True)
class Done:
    """A data folder after what was run in it; said: all that was printed and logged; answered: what the desk
    gave to browsers; letters: the digest; meanwhile: modes of a build while it was made."""

    data: Path
    said: str
    answered: tuple[bytes, ...] = ()
    letters: tuple[str, ...] = ()
    meanwhile: frozenset[int] | set[int] = frozenset()


@pytest.fixture(scope="module")
def night(april: Release, tmp_path_factory: pytest.TempPathFactory) -> Done:
    """After a night, an alarm that nobody took and an objection, where the machine lets everybody write."""
    folder = tmp_path_factory.mktemp("night")
    recording = SmallRecording(folder / "recording")
    recording.publish(FIRST_DAY, april)
    run = DeskSession(folder / "data", {**os.environ, **SECRETS}, umask=0o000)
    # Cold for all of them: what a process registers for its end could tell a secret, too.
    run.run_cold("status", "--alarm", ends_with=1)
    with builds_watched(run.data) as meanwhile:
        night = nightly(folder / "told", run.data, recording.folder, FIRST_DAY, before=all_may_write)
        ended = night.wait()
    assert ended.code == 0, ended.output
    run.said += ended.output
    urn = april.content.decode("cp1252").splitlines()[1].split(",")[1]
    objection = ["--reason", "Asked", "--by", "Duty officer", "--review-on", "2026-12-01"]
    run.run("do-not-contact", "add", urn, *objection)
    return Done(run.data, run.said, meanwhile=meanwhile)


def all_may_write() -> None:
    """The environment and the umask of the night, set before it begins."""
    os.environ |= SECRETS
    os.umask(0o000)


@contextmanager
def builds_watched(data: Path) -> Iterator[set[int]]:
    """The modes that folders of builds have until they are made, which their manifest says."""
    modes, enough = set[int](), Event()

    def look() -> None:
        while not enough.wait(0.01):
            for build in (data / "builds").glob("*"):
                with suppress(FileNotFoundError):
                    now = mode(build)
                    if not (build / "manifest.json").exists():
                        modes.add(now)

    thread = Thread(target=look)
    thread.start()
    try:
        yield modes
    finally:
        enough.set()
        thread.join()


@pytest.fixture(
    scope="module",
    params=[("sqlite", 0o000), ("postgresql", 0o077)],
    ids=["sqlite, umask 000", "postgresql, umask 077"],
)
def desk(request: pytest.FixtureRequest, night: Done, tmp_path_factory: pytest.TempPathFactory) -> Done:
    """After a morning at the desk too, its digest and its backup, over either database."""
    kind, umask = request.param
    folder = tmp_path_factory.mktemp(kind)
    shutil.copytree(night.data, folder / "data", symlinks=True)
    environment = {**os.environ, **SECRETS}
    if kind == "postgresql":
        server: Postgresql = request.getfixturevalue("postgresql")
        address = server.new_database().replace("desk@", f"desk:{CANARY}-database@")
        environment["WELFARE_MONITOR_DESK_DATABASE"] = address
    with mail_server() as here:
        here.password = MAIL_PASSWORD
        own = folder / "desk.toml"
        own.write_text(
            f'[digest]\nserver = "127.0.0.1"\nport = {here.port}\nsecurity = "none"\n'
            'user_name = "desk"\nsender = "desk@example.org"\n',
            encoding="utf-8",
        )
        environment["WELFARE_MONITOR_DESK_SETTINGS"] = str(own)
        session = DeskSession(folder / "data", environment, umask)
        session.morning(METRICS_TOKEN)
        # The letter was sent, and the channel took nothing.
        session.run("digest", ends_with=1)
        session.run("backup", str(folder / "data" / "backups"))
        assert here.signed_in == [("desk", MAIL_PASSWORD)]
        assert here.to() == [SIGN_IN_NAME]
        letters = tuple(letter.as_string() for letter in here.letters)
    return Done(session.data, session.said, tuple(session.answered), letters)


def test_a_night_says_and_writes_no_secret(night: Done) -> None:
    assert "took it" in night.said, "the alarm was tried"
    assert CANARY not in night.said
    assert not list(files_with(night.data, CANARY))


def test_a_desk_says_and_writes_no_secret(desk: Done) -> None:
    assert "POST /sign-in 303" in desk.said, "the desk logged what it was asked"
    assert "took it" in desk.said, "the channel was tried"
    for secret in (CANARY, PASSWORD):
        assert secret not in desk.said
        assert not list(files_with(desk.data, secret))
        assert not [letter for letter in desk.letters if secret in letter]
        assert not [part for answer in desk.answered for part in unpacked(answer) if secret.encode() in part]


def test_what_a_desk_wrote_is_found_where_it_belongs(desk: Done) -> None:
    """So that the search above is one that finds: a note is in the officers' data and in nothing else."""
    found = {path.relative_to(desk.data).parts[0] for path in files_with(desk.data, "Call after 15:00.")}
    assert found <= {"casework", "backups"}
    in_files = "casework" in found
    assert in_files == (desk.data / "casework" / "desk.sqlite3").exists()


def test_nobody_else_may_write_anything(night: Done) -> None:
    assert not [path for path in everything(night.data) if mode(path) & 0o022]


def test_nobody_else_may_write_anything_after_a_desk_either(desk: Done) -> None:
    assert not [path for path in everything(desk.data) if mode(path) & 0o022]


def test_a_build_is_closed_until_it_is_made_and_then_open_to_analysts(night: Done) -> None:
    assert night.meanwhile == {0o700}
    assert mode((night.data / "published").resolve()) == 0o755
    assert mode(night.data / "spill") == 0o700


@pytest.mark.parametrize("room", PRIVATE)
def test_what_is_for_this_account_alone_is_read_by_nobody_else(night: Done, room: str) -> None:
    assert mode(night.data / room) & 0o077 == 0


@pytest.mark.parametrize("room", [*PRIVATE, "backups"])
def test_a_desk_leaves_it_so(desk: Done, room: str) -> None:
    assert mode(desk.data / room) & 0o077 == 0


@pytest.mark.parametrize("room", ["casework", "backups", "published/flags"])
def test_what_officers_wrote_and_flags_are_0600_file_by_file_in_folders_of_0700(
    desk: Done, room: str
) -> None:
    loose = [
        path
        for path in everything((desk.data / room).resolve())
        if mode(path) != (0o700 if path.is_dir() else 0o600)
    ]
    assert not loose


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql//desk:{CANARY}@127.0.0.1/desk",
        f"postgresql://desk:{CANARY}@127.0.0.1:port/desk",
        f"mysql://desk:{CANARY}@127.0.0.1/desk",
        f"postgresql://desk:a:b@c:{CANARY}@127.0.0.1:9:9/desk",
        f"postgresql://desk:{CANARY}@127.0.0.1:9/desk",
    ],
)
def test_an_address_at_which_there_is_no_database_is_not_repeated(address: str) -> None:
    with pytest.raises((BadUsage, StoreUnavailable)) as refused:
        open_store(address)
    assert CANARY not in str(refused.value)


def files_with(folder: Path, text: str) -> Iterator[Path]:
    """Files in which a text stands, whatever they are; what is packed is looked into."""
    for path in everything(folder):
        if path.is_file() and any(text.encode() in part for part in unpacked(path.read_bytes())):
            yield path


def unpacked(content: bytes) -> Iterator[bytes]:
    """Bytes as they are and, of a workbook, each of its parts."""
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            yield from (packed.read(name) for name in packed.namelist())


def everything(folder: Path) -> list[Path]:
    return [path for path in (folder, *folder.rglob("*")) if not path.is_symlink()]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)
