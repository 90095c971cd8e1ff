"""A copy of the officers' database in one file, and the database as it was in such a copy.

Belongs here: how SQLite and PostgreSQL are each copied whole while a desk runs, and replaced. Does not belong
here: what else a backup holds (backups.py).
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NoReturn

from sqlalchemy import URL, column, func, select, table
from sqlalchemy.exc import SQLAlchemyError

from desk.store.database import in_use_file, open_store, read_address
from pipelines.archive.files import sync_folder

_SECONDS = 3600


class CannotKeep(Exception):
    """A backup cannot be made or brought back; the message says why and what to do."""


def copy_name(address: str) -> str:
    """What the copy of a database is called in a backup: it says what kind it is of."""
    return "desk.sqlite3" if _is_sqlite(read_address(address)) else "desk.dump"


def is_there(address: str) -> bool:
    """Whether there is a database to copy: a file of SQLite is made by the first who opens a desk."""
    url = read_address(address)
    return not _is_sqlite(url) or Path(str(url.database)).is_file()


def copy_to(address: str, file: Path) -> None:
    """Copy a database whole, as at one moment, while others use it. Raises CannotKeep."""
    url = read_address(address)
    _make_private(file)
    if not _is_sqlite(url):
        _postgresql(url, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={file}")
        return
    source = Path(str(url.database))
    if not source.is_file():
        raise CannotKeep(f"There is no {source}: nobody has opened a desk here yet.")
    try:
        with (
            closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True)) as held,
            closing(sqlite3.connect(file)) as copy,
        ):
            held.backup(copy)  # in one piece: as at one moment, whatever others write meanwhile
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
        require_whole(file)
    except sqlite3.Error as error:
        raise CannotKeep(f"{source} cannot be copied ({error}). Earlier backups are as they were.") from error


def require_whole(file: Path) -> None:
    """Read a copy of SQLite from end to end. Raises CannotKeep."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            answer = copy.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.Error as error:
        raise CannotKeep(f"{file.name} is no whole database ({error}).") from error
    if answer != "ok":
        raise CannotKeep(f"{file.name} is no whole database ({answer}).")


@contextmanager
def nobody_else(address: str) -> Iterator[None]:
    """Hold a database so that no desk opens it. Raises CannotKeep where one has it open."""
    url = read_address(address)
    if not _is_sqlite(url):
        _require_alone(address)
        yield
        return
    file = in_use_file(Path(str(url.database)))
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _refuse_in_use()
        yield
    finally:
        os.close(descriptor)


def replace_by(address: str, copy: Path, aside: Path) -> None:
    """Put the copy in the place of the database, which is kept in the folder ``aside`` as it was. The caller
    holds it by ``nobody_else``. Raises CannotKeep."""
    url = read_address(address)
    if not _is_sqlite(url):
        copy_to(address, aside / copy.name)
        _postgresql(
            url, "pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", str(copy)
        )
        return
    require_whole(copy)
    file = Path(str(url.database))
    parts = [file, *(file.with_name(file.name + end) for end in ("-wal", "-shm"))]
    for part in parts:
        if part.exists():
            _make_private(aside / part.name)
            shutil.copyfile(part, aside / part.name)
    draft = file.with_name(f".{file.name}.restored")
    _make_private(draft)
    shutil.copyfile(copy, draft)
    with draft.open("rb") as written:
        os.fsync(written.fileno())
    # What stands beside a database belongs to it and to no other. There is one at every moment, the old or
    # the new.
    for part in parts[1:]:
        part.unlink(missing_ok=True)
    draft.replace(file)
    sync_folder(file.parent)


def _refuse_in_use() -> NoReturn:
    raise CannotKeep(
        "A desk, or a command of it, has the database open. Stop it first: nothing is brought back under "
        "somebody's hands."
    )


def _is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def _make_private(file: Path) -> None:
    os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600))


def _require_alone(address: str) -> None:
    """Where the database holds nothing yet, opening it makes its tables, which the copy then replaces."""
    activity = table("pg_stat_activity", column("datname"), column("pid"))
    others = (
        select(func.count())
        .select_from(activity)
        .where(activity.c.datname == func.current_database(), activity.c.pid != func.pg_backend_pid())
    )
    store = open_store(address)
    try:
        with store.engine.connect() as connection:
            count = connection.scalar(others)
    except SQLAlchemyError as error:
        raise CannotKeep(f"Nobody can tell who uses the database ({type(error).__name__}).") from error
    finally:
        store.close()
    if count:
        _refuse_in_use()


def _postgresql(url: URL, program: str, *arguments: str) -> None:
    # A password in the arguments would be seen by everybody on the machine.
    address = url.set(drivername="postgresql", password=None).render_as_string()
    environment = {**os.environ, **({"PGPASSWORD": str(url.password)} if url.password else {})}
    try:
        done = subprocess.run(
            [program, f"--dbname={address}", *arguments],
            env=environment,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            stdin=subprocess.DEVNULL,
        )
    except FileNotFoundError as error:
        raise CannotKeep(
            f"{program} is not on this machine: install the client programs of PostgreSQL."
        ) from error
    except subprocess.TimeoutExpired as error:
        raise CannotKeep(f"{program} did not end within {_SECONDS} s.") from error
    if done.returncode:
        lines = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        raise CannotKeep(f"{program}: {lines[0]}")
