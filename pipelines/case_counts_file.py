"""The file in which counts of case outcomes cross from the desk to the warehouse: months, counted for good.

Belongs here: the form of DATA/casework/case_outcome_count.json, strict reading, and adding a month. Does not
belong here: what is counted and what is withheld (desk/casework), and who may read it
(pipelines/casework_port.py). A month that stands in the file is never written again: of two counts of the
same month one could be subtracted from the other.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pipelines.archive.errors import disk_explained
from pipelines.archive.files import locked, sync_folder
from pipelines.records import write_record
from pipelines.texts import desk_texts

FILE = "case_outcome_count.json"
#: The least count that leaves the desk.
SMALLEST = 10
_FORM = 1
_TIERS = (1, 2, 3, 4)


class CaseCountsUnreadable(Exception):
    """The counts cannot be read as they were written; the message says what to do."""


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    """So many schools whose case was closed in a month. None stands for all: of England, of every tier, of
    every outcome. cases: None where the count of the whole month is withheld."""

    local_authority: str | None
    tier: int | None
    outcome: str | None
    cases: int | None


@dataclass(frozen=True, slots=True)
class CountedMonth:
    """The counts of one month. month: its first day. counted_on: the day on which it was counted."""

    month: date
    counted_on: date
    counts: tuple[OutcomeCount, ...]


class CaseCountsFile:
    """The file in ``folder``, which is made with the first month, for its owner's eyes only."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / FILE

    def read(self) -> tuple[tuple[CountedMonth, ...], str]:
        """The months, and the sha256 of the file; none and an empty text where there is no file. Raises
        CaseCountsUnreadable."""
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return (), ""
        except OSError as error:
            raise self._unreadable(error.strerror or repr(error)) from error
        try:
            return _from_json(json.loads(content)), hashlib.sha256(content).hexdigest()
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise self._unreadable(repr(error)) from error

    def add(self, make: Callable[[frozenset[date]], Iterable[CountedMonth]]) -> list[CountedMonth]:
        """Add the months that ``make`` gives, which is told those that stand there; gives those added, on the
        disk. Raises CaseCountsUnreadable, and ValueError for what nobody could read afterwards."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with locked(self.folder / ".case-counts.lock"), disk_explained(self.folder):
            held, _ = self.read()
            added = list(make(frozenset(month.month for month in held)))
            if added:
                record = _to_json(sorted([*held, *added], key=lambda month: month.month))
                _from_json(json.loads(json.dumps(record)))
                write_record(self.path, record, private=True)
                sync_folder(self.folder)
        return added

    def _unreadable(self, why: str) -> CaseCountsUnreadable:
        return CaseCountsUnreadable(
            f"{self.path} is not as the desk wrote it ({why}). Bring it back from a backup of the desk; "
            "do not remove it, because no month is counted a second time."
        )


def _to_json(months: Iterable[CountedMonth]) -> dict[str, Any]:
    return {
        "form": _FORM,
        "months": [
            {
                "month": month.month.isoformat(),
                "counted_on": month.counted_on.isoformat(),
                "counts": [asdict(count) for count in month.counts],
            }
            for month in months
        ],
    }


def _from_json(record: dict[str, Any]) -> tuple[CountedMonth, ...]:
    if set(record) != {"form", "months"} or record["form"] != _FORM:
        raise ValueError("it has another form")
    months = tuple(_month(**month) for month in record["months"])
    if len({month.month for month in months}) < len(months):
        raise ValueError("a month stands there twice")
    return months


def _month(month: str, counted_on: str, counts: list[dict[str, Any]]) -> CountedMonth:
    first = date.fromisoformat(month)
    read = CountedMonth(first, date.fromisoformat(counted_on), tuple(map(_count, counts)))
    groups = {(count.local_authority, count.tier, count.outcome) for count in read.counts}
    if first.day != 1 or read.counted_on <= first:
        raise ValueError(f"{month}, counted on {counted_on}, is no month that was over")
    if len(groups) < len(read.counts) or (None, None, None) not in groups:
        raise ValueError(f"{month}: a count stands there twice, or that of the whole month is missing")
    return read


def _count(told: dict[str, Any]) -> OutcomeCount:
    count = OutcomeCount(**told)
    outcome, cases = count.outcome, count.cases
    is_whole = (count.local_authority, count.tier, outcome) == (None, None, None)
    is_known = outcome is None or f"desk.casework.close_reason.{outcome}" in desk_texts()
    named = count.local_authority
    if (
        not (named is None or (isinstance(named, str) and named.strip()))
        or not (count.tier is None or (type(count.tier) is int and count.tier in _TIERS))
        or not is_known
    ):
        raise ValueError(f"no authority, tier or outcome: {told}")
    if not (is_whole if cases is None else type(cases) is int and cases >= SMALLEST):
        raise ValueError(f"a count under {SMALLEST}: {told}")
    return count
