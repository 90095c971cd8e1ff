"""Dagster's records in SQLite, made by one process at a time.

Whoever opens them first makes them, and Dagster does not wait for anybody while it does: of two that begin at
one moment (a page and its daemon, two workers) one finds half of the tables and ends with "table runs already
exists". Named in dagster.yaml. Does not belong here: events, which have their own reason to differ
(event_storage.py), and records in PostgreSQL, whose making Dagster tries again by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dagster._core.storage.runs import SqliteRunStorage
from dagster._core.storage.schedules import SqliteScheduleStorage
from dagster._serdes import ConfigurableClassData

from pipelines.archive.files import locked


@contextmanager
def made_by_one(config: Mapping[str, Any]) -> Iterator[None]:
    """Hold the folder of the records until they are there and whole. config: ``base_dir``, that folder."""
    folder = Path(config["base_dir"])
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with locked(folder / ".making.lock"):
        yield


class RunsMadeOnce(SqliteRunStorage):
    """Dagster's records of runs."""

    @classmethod
    def from_config_value(
        cls, inst_data: ConfigurableClassData | None, config_value: Mapping[str, Any]
    ) -> RunsMadeOnce:
        with made_by_one(config_value):
            return cls.from_local(inst_data=inst_data, **config_value)


class SchedulesMadeOnce(SqliteScheduleStorage):
    """Dagster's records of schedules and sensors."""

    @classmethod
    def from_config_value(
        cls, inst_data: ConfigurableClassData | None, config_value: Mapping[str, Any]
    ) -> SchedulesMadeOnce:
        with made_by_one(config_value):
            made = cls.from_local(inst_data=inst_data, **config_value)
        assert isinstance(made, SchedulesMadeOnce), "Dagster makes one of the class that is asked"
        return made
