"""A PostgreSQL of the tests' own: made in a temporary folder, reached by a socket in it, gone afterwards.

Belongs here: starting and stopping it, and a new database for whoever asks. Nothing listens on a port.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

#: Who runs it where the tests are root's: it refuses to.
_UNPRIVILEGED = "postgres"
_SETTINGS = (
    "-c listen_addresses='' -c fsync=off -c shared_buffers=16MB -c max_connections=40"
    " -c autovacuum=off -c max_wal_senders=0 -c wal_level=minimal"
)


class PostgresqlMissing(Exception):
    """It is not installed on this machine, or cannot be run by this user."""


class Postgresql:
    """A server that runs. folder: where its socket is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._databases = 0

    def new_database(self) -> str:
        """The SQLAlchemy address of a database in which nothing is."""
        self._databases += 1
        name = f"desk{self._databases}"
        with psycopg.connect(f"host={self.folder} user=desk dbname=postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql://desk@/{name}?host={self.folder}"


@contextmanager
def running_postgresql() -> Iterator[Postgresql]:
    """Raises PostgresqlMissing."""
    programs = _programs()
    as_other = _as_other()
    # Short, because the address of a socket is.
    folder = Path(tempfile.mkdtemp(prefix="desk-pg-", dir="/tmp"))
    try:
        if as_other:
            owner = pwd.getpwnam(_UNPRIVILEGED)
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        files = folder / "files"

        def run(program: str, *arguments: str) -> None:
            subprocess.run(
                [*as_other, str(programs / program), "-D", str(files), *arguments],
                check=True,
                timeout=60,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )

        run("initdb", "--username=desk", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C")
        run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", f"{_SETTINGS} -k {folder}", "start")
        try:
            yield Postgresql(folder)
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    """The newest of Debian's, which are on nobody's path, or the one on the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    if not found and not on_path:
        raise PostgresqlMissing("PostgreSQL is not on this machine (apt install postgresql)")
    return (found[-1] if found else Path(str(on_path))).parent


def _as_other() -> list[str]:
    if os.geteuid() != 0:
        return []
    try:
        pwd.getpwnam(_UNPRIVILEGED)
    except KeyError as error:
        raise PostgresqlMissing(
            f"PostgreSQL runs under no root, and there is no user {_UNPRIVILEGED}"
        ) from error
    # Where a shell without the programs of root finds it, too.
    runuser = shutil.which("runuser", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/sbin")
    if runuser is None:
        raise PostgresqlMissing(
            "PostgreSQL runs under no root, and runuser, which starts it as another, is missing"
        )
    return [runuser, "-u", _UNPRIVILEGED, "--"]
