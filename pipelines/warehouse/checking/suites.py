"""Reads what is expected of every table, without database or Great Expectations: Dagster asks while loading.

Belongs here: turning reference/expectations.toml and sql/checks into groups of checks. Each group is judged
on one data frame: values on the distinct ones of their column, counts on one mark a row, each invariant (keys
among them) on the rows that its query returns.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipelines.database import SQL
from pipelines.reference import read_csv, read_toml, reference_path
from pipelines.warehouse.checking.broken import CheckBroken

EXPECTATIONS = "expectations.toml"
CHECKS = SQL / "checks"

# What is expected of values holds for all rows if it holds for the distinct values, which are far fewer.
_JUDGE_VALUES = frozenset(
    {
        "ExpectColumnPairValuesAToBeGreaterThanB",
        "ExpectColumnValuesToBeBetween",
        "ExpectColumnValuesToBeInSet",
        "ExpectColumnValuesToMatchRegex",
        "ExpectColumnValuesToNotBeNull",
    }
)
_JUDGE_ROWS = frozenset(
    {
        "ExpectTableRowCountToBeBetween",
        "ExpectTableRowCountToEqual",
    }
)
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_INVARIANT_HEADER = re.compile(r"\A-- (?P<why>.+?)\n-- reads: (?P<reads>[^\n]+)\n", re.DOTALL)


@dataclass(frozen=True)
class Check:
    """One expectation: its name within its table, its class and arguments, and why it is expected."""

    name: str
    expectation: str
    kwargs: dict[str, Any]
    why: str


@dataclass(frozen=True)
class Group:
    """Checks of one table that are judged on one data frame.

    kind: tells the groups of a table apart. reads: the tables that the frame depends on; any other name (a
    catalogue function) means that it can change at any time. columns: what the frame holds of the table, each
    combination of their values once; none where only rows are counted. query: the statement whose rows are
    the frame, for an invariant. reference: files of reference/ that the query reads.
    """

    table: str
    kind: str
    checks: tuple[Check, ...]
    reads: tuple[str, ...]
    columns: tuple[str, ...] = ()
    query: str | None = None
    reference: tuple[str, ...] = ()

    @property
    def distinct(self) -> bool:
        """Whether the checks look at values, of which each combination is looked at once."""
        return bool(self.columns)

    @property
    def name(self) -> str:
        """Names the group among those of all tables."""
        return f"{self.table}.{self.kind}"

    def suite_hash(self) -> str:
        """Equal where the same Great Expectations would judge the same checks by the same reference."""
        reference = [hashlib.sha256(reference_path(name).read_bytes()).hexdigest() for name in self.reference]
        told = json.dumps([_judged_by(), asdict(self), reference], default=str, sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()


@cache
def _judged_by() -> str:
    return version("great-expectations")


@cache
def read_groups() -> tuple[Group, ...]:
    """Every group of checks, by table: values, rows, then invariants by name. Raises CheckBroken."""
    suites = read_toml(EXPECTATIONS)
    invariants = [_read_invariant(file) for file in sorted(CHECKS.glob("*__*.sql"))]
    groups: list[Group] = []
    for table in sorted(suites.keys() | {invariant.table for invariant in invariants}):
        checks = [_read_check(table, entry) for entry in suites.get(table, [])]
        groups.extend(
            _group_by_column(table, [check for check in checks if check.expectation in _JUDGE_VALUES])
        )
        on_rows = tuple(check for check in checks if check.expectation in _JUDGE_ROWS)
        if on_rows:
            groups.append(Group(table, "rows", on_rows, reads=(table,)))
        groups.extend(invariant for invariant in invariants if invariant.table == table)
    _require_distinct_names(groups)
    return tuple(groups)


def _read_check(table: str, entry: dict[str, Any]) -> Check:
    where = f"{EXPECTATIONS}: {table}.{entry.get('name', '?')}"
    if entry.keys() != {"name", "expectation", "kwargs", "why"}:
        raise CheckBroken(f"{where}: an entry has exactly name, expectation, kwargs and why.")
    if not _NAME.fullmatch(entry["name"]):
        raise CheckBroken(f"{where}: a name is written in snake_case.")
    if entry["expectation"] not in _JUDGE_VALUES | _JUDGE_ROWS:
        raise CheckBroken(f"{where}: say in suites.py whether {entry['expectation']} judges values or rows.")
    try:
        kwargs = _with_value_set(entry["kwargs"])
    except (OSError, KeyError, ValueError) as error:
        raise CheckBroken(
            f"{where}: value_set_from names no column of a reference file ({error})."
        ) from error
    return Check(entry["name"], entry["expectation"], kwargs, entry["why"])


def _with_value_set(kwargs: dict[str, Any]) -> dict[str, Any]:
    """``value_set_from = "file.csv:column"`` becomes that column's values, beside any value_set."""
    if "value_set_from" not in kwargs:
        return kwargs
    file, column = kwargs["value_set_from"].split(":")
    values = {row[column] for row in read_csv(file)} - {""}
    others = {name: value for name, value in kwargs.items() if name != "value_set_from"}
    return {**others, "value_set": sorted(values | set(kwargs.get("value_set", [])))}


def _columns(check: Check) -> tuple[str, ...]:
    """The columns that a check's arguments name."""
    return tuple(
        check.kwargs[argument] for argument in ("column", "column_A", "column_B") if argument in check.kwargs
    )


def _group_by_column(table: str, checks: list[Check]) -> list[Group]:
    by_columns: dict[tuple[str, ...], list[Check]] = {}
    for check in checks:
        by_columns.setdefault(_columns(check), []).append(check)
    return [
        Group(table, f"values of {', '.join(columns)}", tuple(group), reads=(table,), columns=columns)
        for columns, group in by_columns.items()
    ]


def _read_invariant(file: Path) -> Group:
    table, name = file.stem.split("__", 1)
    query = file.read_text(encoding="utf-8")
    header = _INVARIANT_HEADER.match(query)
    if header is None:
        raise CheckBroken(
            f"sql/checks/{file.name} must begin with what it guards and a line “-- reads: table, …”."
        )
    reads = [part.strip() for part in header["reads"].split(",")]
    check = Check(name, "ExpectTableRowCountToEqual", {"value": 0}, why=header["why"].replace("\n-- ", " "))
    return Group(
        table,
        name,
        (check,),
        reads=tuple(part for part in reads if not part.endswith(".csv")),
        query=query,
        reference=tuple(part for part in reads if part.endswith(".csv")),
    )


def _require_distinct_names(groups: list[Group]) -> None:
    names = [(group.table, check.name) for group in groups for check in group.checks]
    twice = sorted({f"{table}.{name}" for table, name in names if names.count((table, name)) > 1})
    if twice:
        raise CheckBroken(f"Two checks of one table bear one name: {', '.join(twice)}.")
