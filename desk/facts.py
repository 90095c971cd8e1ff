"""What the published build says, as the desk reads it: a new build appears without a restart.

Belongs here: finding the newest build, the list as officers work it, and running the desk's statements
(sql/desk, sql/explain). Does not belong here: what officers write, and any statement.

A page reads one build from its first line to its last: it takes ``current()`` once. Objections to contact act
here, so that no page can forget them.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

import duckdb

from desk.listing.finding import SchoolIndex
from desk.remembered import Remembered
from desk.security.roles import Coverage
from pipelines import database
from pipelines.casework_file import CaseworkUnreadable
from pipelines.casework_port import Casework, left_out, open_casework
from pipelines.database import Row
from pipelines.layout import BuildFolder, DataFolder
from pipelines.warehouse.publish import published_build
from pipelines.warehouse.published import PublishedUnavailable, open_warehouse

LOG = logging.getLogger("desk")
Made = TypeVar("Made")

# One a page: several pages at a time have more of them.
_THREADS = 1
#: Answers of a build that are kept in memory, and how many rows the longest of them may have.
_MOST_KEPT, _LONGEST_KEPT = 5_000, 200
#: How much is kept that follows from a build for those who cover the same, on one day.
_MOST_FOLLOWED = 60
# Of a flag whose school no list names, and of one that is as it was first shown.
_NO_SCHOOL = {"trust_uid": None, "lineage_id": None, "diocese": None}
_NO_CHANGE = {"changed_on": None, "change": None, "change_reason": None}


@dataclass(frozen=True)
class Facts:
    """One build, without the schools that are not to be contacted where a list is shown.

    build: row of sql/explain/build.sql. not_shown: URNs that no list may show. flags: the open flags in the
    order in which officers work, each a row of sql/explain/flag_list.sql with ``reason_list``,
    ``rule_list``, ``status``, ``trust_uid``, ``lineage_id`` and ``diocese``, and with ``changed_on``,
    ``change`` and ``change_reason`` of what was changed last since it was first shown. by_flag: the same by
    flag_id. decisions: another one whenever somebody has decided something since. What only some pages need
    is read when the first of them asks.
    """

    build: Row
    not_shown: frozenset[int]
    flags: tuple[Row, ...]
    decisions: object
    connection: duckdb.DuckDBPyConnection = field(repr=False)
    _answered: Remembered = field(default_factory=lambda: Remembered(_MOST_KEPT), repr=False)
    _followed: Remembered = field(default_factory=lambda: Remembered(_MOST_FOLLOWED), repr=False)

    @property
    def build_id(self) -> str:
        return str(self.build["build_id"])

    @property
    def as_of(self) -> date:
        as_of = self.build["as_of"]
        assert isinstance(as_of, date)
        return as_of

    @cached_property
    def by_flag(self) -> Mapping[str, Row]:
        return {row["flag_id"]: row for row in self.flags}

    @cached_property
    def standing(self) -> tuple[Row, ...]:
        """Rows of sql/desk/standing.sql, without schools that no list may show."""
        return self._shown("desk/standing")

    @cached_property
    def good_news(self) -> tuple[Row, ...]:
        """Rows of sql/desk/good_news.sql, without schools that no list may show."""
        return self._shown("desk/good_news")

    @cached_property
    def left_out(self) -> tuple[Row, ...]:
        """Rows of sql/desk/not_shown.sql: schools to be counted and not to be named."""
        return tuple(self.rows("desk/not_shown", left_out=sorted(self.not_shown)))

    @cached_property
    def sources(self) -> tuple[Row, ...]:
        """How fresh each source is: rows of sql/explain/freshness.sql."""
        return tuple(self.rows("explain/freshness"))

    @cached_property
    def tiers(self) -> Mapping[int, Row]:
        """Rows of sql/explain/tier.sql by tier."""
        return {row["tier"]: row for row in self.rows("explain/tier")}

    @cached_property
    def triggers(self) -> tuple[Row, ...]:
        """Rows of sql/desk/rule_title.sql."""
        return tuple(self.rows("desk/rule_title"))

    @cached_property
    def list_columns(self) -> tuple[str, ...]:
        """The columns of the officers' list, in their order."""
        return tuple(row["column_name"] for row in self.rows("desk/list_column"))

    @cached_property
    def index(self) -> SchoolIndex:
        """Every school, by its name."""
        return SchoolIndex(self.rows("desk/school_index"))

    def prepare(self) -> None:
        """Read what pages ask for first, so that the first of them does not wait for it."""
        _ = (self.by_flag, self.left_out, self.sources, self.tiers, self.triggers, self.index)

    def _shown(self, statement: str) -> tuple[Row, ...]:
        return tuple(row for row in self.rows(statement) if row["urn"] not in self.not_shown)

    def rows(self, statement: str, **parameters: Any) -> list[Row]:
        """The rows of sql/``statement``.sql over this build; safe from several threads at once.

        A build never changes, so what was asked before is answered from memory: rows are not to be changed.
        """
        asked = (statement, repr(sorted(parameters.items())))
        answered = self._answered.get(asked)
        if answered is None:
            answered = self.run(database.read_rows, statement, **parameters)
            if len(answered) <= _LONGEST_KEPT:
                self._answered.keep(asked, answered)
        return list(answered)

    def once(self, asked: Hashable, make: Callable[[], Made]) -> Made:
        """What follows from this build alone and ``asked`` names, made when the first page asks for it; not
        to be changed."""
        return self._followed.once(asked, make)

    def covered_by(self, coverage: Coverage) -> tuple[Row, ...]:
        """The open flags of the schools that somebody covers, in the order in which officers work."""
        return self.once(
            ("covered", coverage.key), lambda: tuple(flag for flag in self.flags if coverage.covers(flag))
        )

    def run(self, read: Any, *arguments: Any, **named: Any) -> Any:
        """What a reader of pipelines/ that wants a connection says of this build."""
        cursor = self.connection.cursor()
        try:
            return read(cursor, *arguments, **named)
        finally:
            cursor.close()


class PublishedFacts:
    """The facts of whichever build is published now. One object serves a whole desk."""

    def __init__(self, data: DataFolder) -> None:
        self._data = data
        # One for what pages are made of, held for moments; one for reading a new build, held for seconds.
        self._changing, self._reading = threading.Lock(), threading.Lock()
        self._held: Facts | None = None
        # Folders of builds: of the one that is held, and of one that could not be read.
        self._folder, self._unreadable = "", ""
        self._is_closed = False

    def current(self) -> Facts:
        """The newest build that can be read, with the objections of this moment.

        Nobody waits for a new build: until it is read, pages are of the one before. Raises
        PublishedUnavailable before the first, and CaseworkUnreadable where nobody can know which schools
        objected.
        """
        build, decisions = self._published(), _mark_of_decisions(self._data)
        held = self._held
        if held is not None and held.decisions == decisions:
            if self._folder != build.build_id:
                self._read_beside(build)
            return held
        with self._changing:
            if self._is_closed:
                raise PublishedUnavailable("The desk is closing.")
            if self._held is not None and self._held.decisions == decisions:
                return self._held
            if self._held is None:
                self._held, self._folder = _read(_opened(build), self._data), build.build_id
            else:
                self._held = _read(self._held.connection, self._data)
            return self._held

    def read_ahead(self) -> None:
        """Read the build before anybody asks; where there is none, whoever asks is told."""
        with self._reading, suppress(PublishedUnavailable, CaseworkUnreadable):
            self.current().prepare()

    def close(self) -> None:
        """Let go of the build that is read; a page that still reads it fails."""
        with self._reading, self._changing:
            self._is_closed = True
            if self._held is not None:
                self._held.connection.close()
                self._held = None

    def _published(self) -> BuildFolder:
        build = published_build(self._data)
        if build is None:
            raise PublishedUnavailable(
                f"Nothing has been published in {self._data.root} yet: run make nightly first."
            )
        return build

    def _read_beside(self, build: BuildFolder) -> None:
        """Read a new build in a thread of its own, unless one is at it or it was found unreadable."""
        if build.build_id == self._unreadable or not self._reading.acquire(blocking=False):
            return

        def read() -> None:
            try:
                facts = _read(_opened(build), self._data)
                facts.prepare()
                with self._changing:
                    # The connection of the build before is left to the pages that still read it.
                    self._held, self._folder = facts, build.build_id
            except (PublishedUnavailable, CaseworkUnreadable) as error:
                self._unreadable = build.build_id
                LOG.error("The new build cannot be read, pages stay of the one before: %s", error)
            finally:
                self._reading.release()

        threading.Thread(target=read, name="new build", daemon=True).start()


def _opened(build: BuildFolder) -> duckdb.DuckDBPyConnection:
    connection = open_warehouse(build)
    connection.execute(f"SET threads = {_THREADS}")
    return connection


def _read(connection: duckdb.DuckDBPyConnection, data: DataFolder) -> Facts:
    """The facts over a connection, with the objections of this moment. Raises PublishedUnavailable,
    CaseworkUnreadable."""
    decisions = _mark_of_decisions(data)
    try:
        return _gathered(connection, open_casework(data), decisions)
    except duckdb.Error as error:
        raise PublishedUnavailable(
            f"The published build is not one that this desk can read ({error}). Run make nightly with the "
            "same version of the program."
        ) from error


def _gathered(connection: duckdb.DuckDBPyConnection, casework: Casework, decisions: object) -> Facts:
    cursor = connection.cursor()
    try:
        not_shown = left_out(cursor, casework)
        (build,) = database.read_rows(cursor, "explain/build")
        listed = database.read_rows(cursor, "explain/flag_list", left_out=not_shown)
        reasons = {
            row["flag_id"]: row["reasons"] for row in database.read_rows(cursor, "explain/list_reason")
        }
        schools = {row["flag_id"]: row for row in database.read_rows(cursor, "desk/flag_school")}
        changes = {row["flag_id"]: row for row in database.read_rows(cursor, "desk/flag_change")}
    finally:
        cursor.close()
    flags = tuple(
        row
        | {"status": "open", "reason_list": reasons.get(row["flag_id"], [])}
        | {"rule_list": tuple(row["rules"].split(", "))}
        | schools.get(row["flag_id"], _NO_SCHOOL)
        | changes.get(row["flag_id"], _NO_CHANGE)
        for row in listed
    )
    return Facts(build, frozenset(not_shown), flags, decisions, connection)


def _mark_of_decisions(data: DataFolder) -> object:
    """Another one whenever somebody has decided something since."""
    with suppress(FileNotFoundError):
        found = open_casework(data).path.stat()
        return (found.st_mtime_ns, found.st_size)
    return None
