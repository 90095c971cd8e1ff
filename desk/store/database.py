"""Opens the database of what officers write, in one way for SQLite and PostgreSQL, and brings it up to date.

Belongs here: the engine, transactions, and running the migrations. Does not belong here: any table
(models.py).

A transaction that writes takes the lock of a SQLite database at its begin, so that two never read the same
state and then both write; what it said is on the disk when it returns.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError
from sqlalchemy.orm import Session

from desk.settings import DATABASE_VARIABLE
from pipelines.settings import BadUsage

_SECONDS_TO_WAIT_FOR_A_WRITER = 15


class StoreUnavailable(Exception):
    """What officers write cannot be reached; the message says what to do."""


class Store:
    """The database of one desk. ``read`` and ``write`` hand out a session within a transaction."""

    def __init__(self, engine: Engine, held: int | None = None) -> None:
        """held: the open file that says to a restore that the database is in use."""
        self.engine, self._held = engine, held

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A transaction that only reads. What it gave stays readable after it has ended."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction that writes: all of it is kept, on the disk, when the block ends; nothing where it
        raises."""
        with (
            self.engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
            Session(connection, expire_on_commit=False) as session,
        ):
            yield session
            session.flush()

    def close(self) -> None:
        self.engine.dispose()
        if self._held is not None:
            os.close(self._held)
            self._held = None


def open_store(address: str, *, up_to: str = "head") -> Store:
    """The store at a SQLAlchemy address, its tables brought up to date, or up to a revision. Raises BadUsage,
    StoreUnavailable."""
    engine = _engine(address)
    held = _hold(engine)
    try:
        migrate(engine, up_to)
    except BaseException as error:
        Store(engine, held).close()
        if isinstance(error, OperationalError):
            raise StoreUnavailable(
                f"The database of what officers write cannot be reached ({error.orig}). Nothing was changed."
            ) from error
        if isinstance(error, DatabaseError):
            raise StoreUnavailable(
                f"The database of what officers write is damaged ({error.orig}). Nothing was changed: "
                "bring the newest backup back with `welfare-monitor restore` (docs/desk.md)."
            ) from error
        raise
    return Store(engine, held)


def in_use_file(database: Path) -> Path:
    """The file beside a SQLite database that whoever has it open holds, together with others; a restore holds
    it alone."""
    return database.with_name(f"{database.name}.in-use")


def known_revisions() -> list[str]:
    """The versions of the tables that this program knows, newest first."""
    return [revision.revision for revision in _scripts().walk_revisions()]


def migrate(engine: Engine, up_to: str = "head") -> None:
    """Bring the tables up to date; does nothing where they are. Raises StoreUnavailable for a newer
    database."""
    config = _config()
    script = _scripts()
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        now = MigrationContext.configure(connection).get_current_revision()
        if now == script.get_current_head():
            return
        if now is not None and now not in known_revisions():
            raise StoreUnavailable(
                "The database of what officers write was made by a newer version of this program "
                f"(revision {now}). Use that version again: nothing was changed."
            )
        config.attributes["connection"] = connection
        command.upgrade(config, up_to)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    return config


@cache
def _scripts() -> ScriptDirectory:
    """Read once: all that opens a database would otherwise look through the folder of migrations."""
    return ScriptDirectory.from_config(_config())


def _hold(engine: Engine) -> int | None:
    """Say that a SQLite database is in use, for as long as it is. Raises StoreUnavailable while it is being
    restored."""
    if engine.dialect.name != "sqlite" or not engine.url.database:
        return None
    file = in_use_file(Path(engine.url.database))
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(descriptor)
        engine.dispose()
        raise StoreUnavailable(
            "What officers wrote is being restored from a backup. Try again when that is done."
        ) from error
    return descriptor


def read_address(address: str) -> URL:
    """The parts of a SQLAlchemy address. Raises BadUsage, which does not repeat it: it may hold a
    password."""
    try:
        return make_url(address)
    except (ArgumentError, ValueError):
        raise BadUsage(
            f"{DATABASE_VARIABLE} is no address of a database. Write it as "
            "postgresql://NAME:PASSWORD@HOST/DATABASE, with %40 for an @ in the password, %3A for a : and "
            "%2F for a /."
        ) from None


def _engine(address: str) -> Engine:
    # An error names its statement and never what officers wrote: hide_parameters.
    url = read_address(address)
    kind = url.get_backend_name()
    if kind == "postgresql":
        return create_engine(
            url.set(drivername="postgresql+psycopg"), pool_size=10, pool_pre_ping=True, hide_parameters=True
        )
    if kind != "sqlite" or not url.database:
        raise BadUsage(
            "The desk keeps what officers write in SQLite (a file) or PostgreSQL, and nowhere else."
        )
    _make_private_file(Path(url.database))
    engine = create_engine(
        url, connect_args={"timeout": _SECONDS_TO_WAIT_FOR_A_WRITER}, pool_size=10, hide_parameters=True
    )
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_private_file(file: Path) -> None:
    """For its owner's eyes only, from the first byte on."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600))


def _set_up_sqlite(connection: Any, record: object) -> None:
    connection.isolation_level = None  # we say when a transaction begins
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Any) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
