"""Where Dagster's events go: one SQLite file, one open connection.

Dagster's own SQLite storage makes a new engine and connection several times an event. A night writes some
800 events, three for each expectation: 6 of the 10 seconds of a night with nothing new, and 0.4 with this,
where an event and what follows from it are one transaction.
Named in dagster.yaml. Does not belong here: what is recorded.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import dagster as dg
import sqlalchemy
from dagster._core.storage.event_log import ConsolidatedSqliteEventLogStorage
from dagster._core.storage.event_log.schema import AssetCheckExecutionsTable, SqlEventLogStorageTable
from dagster._serdes import ConfigurableClassData

from assets.made_once import made_by_one

EVENTS = SqlEventLogStorageTable.name


class KeptOpenEventLogStorage(ConsolidatedSqliteEventLogStorage):
    """Dagster's single-file event log, with connections that are kept for the next event."""

    @staticmethod
    def from_config_value(
        inst_data: ConfigurableClassData | None, config_value: Mapping[str, Any]
    ) -> KeptOpenEventLogStorage:
        with made_by_one(config_value):
            storage = KeptOpenEventLogStorage(inst_data=inst_data, **config_value)
            if not storage.has_table(EVENTS):
                # Dagster takes the file for the whole: a process that was killed may have left it empty.
                storage._init_db()  # type: ignore[no-untyped-call]  # Dagster's, without types
            return storage

    @cached_property
    def _engine(self) -> sqlalchemy.Engine:
        engine = sqlalchemy.create_engine(self._conn_string, connect_args={"timeout": 60})

        @sqlalchemy.event.listens_for(engine, "connect")
        def write_ahead(connection: Any, _: object) -> None:
            # With the write-ahead log that Dagster sets, NORMAL loses at most the last events in a power cut.
            connection.execute("PRAGMA synchronous=NORMAL")

        return engine

    @cached_property
    def _of_this_thread(self) -> threading.local:
        """``connection``: that of the transaction that a thread is in; absent outside of one."""
        return threading.local()

    @contextmanager
    def _connect(self) -> Iterator[sqlalchemy.Connection]:
        mine = self._of_this_thread
        if (connection := getattr(mine, "connection", None)) is not None:
            yield connection
            return
        with self._engine.begin() as connection:
            mine.connection = connection
            try:
                yield connection
            finally:
                del mine.connection

    def store_event(self, event: dg.EventLogEntry) -> None:
        """Store an event together with the rows of its asset or check: all of them or none."""
        with self._connect():
            super().store_event(event)

    @cached_property
    def supports_asset_checks(self) -> bool:
        """Asked at each event of a check, and true of every database that this version of Dagster makes."""
        return self.has_table(AssetCheckExecutionsTable.name)

    def has_table(self, table_name: str) -> bool:
        return sqlalchemy.inspect(self._engine).has_table(table_name)

    def dispose(self) -> None:
        self._engine.dispose()
        super().dispose()  # type: ignore[no-untyped-call]  # Dagster's, without types
