"""When each source last answered in full, over all nights.

Belongs here: the record of it, DATA/watch/sources.json, brought up to date from what each night tells of its
sources. Does not belong here: how old is too old (standing.py).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pipelines.layout import DataFolder
from pipelines.night import SOURCES_RECORD
from pipelines.records import read_record, write_record

_ANSWERED = "ok"
_NOT_COVERED = "not_covered"


@dataclass(frozen=True)
class SourceAge:
    """One source. state: of the last night that asked it. answered_on: day of the last night in which all of
    it could be had; None: never. newest_as_at: the day that its newest file stands for; None: it says
    none."""

    name: str
    title: str
    state: str
    answered_on: date | None
    newest_as_at: date | None


def source_ages(data: DataFolder) -> tuple[SourceAge, ...]:
    """Every source that a night of this folder has asked, in the order in which they are asked."""
    record = read_record(_file(data))
    return tuple(_age(each) for each in record) if isinstance(record, list) else ()


def remember_sources(data: DataFolder, night: date) -> None:
    """Take over what the steps of the night of that day told of their sources. What a recording does not
    cover is no source of this folder."""
    told = read_record(data.night / SOURCES_RECORD)
    ages = {age.name: age for age in source_ages(data)}
    for source in (source for step in (told or {}).values() for source in step):
        if source["state"] == _NOT_COVERED:
            continue
        before = ages.get(source["name"])
        ages[source["name"]] = SourceAge(
            name=source["name"],
            title=source["title"],
            state=source["state"],
            answered_on=night if source["state"] == _ANSWERED else before.answered_on if before else None,
            newest_as_at=_day(source["newest_as_at"]) or (before.newest_as_at if before else None),
        )
    write_record(_file(data), [asdict(age) for age in ages.values()])


def _age(record: dict[str, Any]) -> SourceAge:
    return SourceAge(
        record["name"],
        record["title"],
        record["state"],
        _day(record["answered_on"]),
        _day(record["newest_as_at"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _file(data: DataFolder) -> Path:
    return data.watch / "sources.json"
