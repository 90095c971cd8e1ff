"""The flags of the embedded sample in one form, as its scenario expects them and as a build holds them.

Belongs here: reading both, and in what they differ. Does not belong here: running nights.
"""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from pipelines.settings import PROJECT_ROOT

NIGHTS = {"first": date(2026, 5, 18), "second": date(2026, 6, 10)}

Row = dict[str, Any]
#: The URN inspected, the inspection's number and, for a re-grading, its day. Where the reports site is read,
#: the day of publication stands in place of the number, which a report card does not print.
Event = tuple[int, str, str]

#: What the evidence says where the scenario names a detail of a rule.
_CATEGORY = {
    "enters": r"^Enters ",
    "remains": r"^Remains in ",
    "placed": r"; the category before is not known\.$",
}
_DETAILS = {
    "special-measures": _CATEGORY,
    "significant-improvement": _CATEGORY,
    "safeguarding": {"only": r" \(safeguarding only: "},
    "steep-fall": {"floor": r"^Overall effectiveness was [^;]+; a key judgement is now [^;]+\.$"},
}


@dataclass(frozen=True)
class Flag:
    """What is said of one event. rules: those that raise a flag. unknown: those that could not be decided."""

    base_tier: int
    tier: int
    status: str
    rules: frozenset[str]
    modifiers: frozenset[str]
    unknown: frozenset[str]


Flags = dict[Event, Flag]


def expected_flags(folder: Path, *, with_site: bool = False) -> dict[str, Flags]:
    """What the scenario expects, by night, read from the table that the generator writes.

    with_site: of nights that read the reports site and the register of schools, too.
    """
    table = folder / "expected.csv"
    told = ["--with-site"] if with_site else []
    subprocess.run(
        [sys.executable, "-m", "replica", str(folder / "recording"), "--expected", str(table), *told],
        check=True,
        capture_output=True,
        cwd=PROJECT_ROOT,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )
    found: dict[str, Flags] = {night: {} for night in NIGHTS}
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert row["as_of"] == NIGHTS[row["night"]].isoformat()
            published = "" if row["grade_date"] else row["published"]
            named = published if with_site else row["inspection_number"]
            event = int(row["urn"]), named, row["grade_date"]
            assert event not in found[row["night"]]
            found[row["night"]][event] = Flag(
                int(row["base_tier"]),
                int(row["tier"]),
                row["status"],
                *(frozenset(row[column].split()) for column in ("rules", "modifiers", "unknown")),
            )
    return found


def flags_of(build: Path, *, with_site: bool = False) -> Flags:
    """Every flag that the warehouse of a build holds."""
    warehouse = build / "warehouse.duckdb"
    reasons: dict[str, list[Row]] = defaultdict(list)
    for reason in ask(warehouse, "SELECT * FROM flag_reason"):
        reasons[reason["flag_id"]].append(reason)
    undecided: dict[str, set[str]] = defaultdict(set)
    for result in ask(
        warehouse, "SELECT event_id, rule_id FROM workings.rule_result WHERE unknown IS NOT NULL"
    ):
        undecided[result["event_id"]].add(result["rule_id"])
    flags = ask(
        warehouse,
        """
        SELECT f.*, i.urn_at_inspection, i.inspection_number
        FROM welfare_flag AS f LEFT JOIN inspection AS i USING (inspection_id)
        """,
    )
    found = {
        (flag["urn_at_inspection"], _named(flag, with_site), _regraded_on(flag)): Flag(
            flag["base_tier"],
            flag["tier"],
            flag["status"],
            frozenset(map(in_scenario_words, _triggers(reasons[flag["flag_id"]]))),
            frozenset(_modifiers(reasons[flag["flag_id"]])),
            frozenset(undecided[flag["event_id"]]),
        )
        for flag in flags
    }
    assert len(found) == len(flags), "one flag an event"
    return found


def in_scenario_words(reason: Row) -> str:
    """``safeguarding(only)`` where the evidence says so."""
    said = [
        detail
        for detail, pattern in _DETAILS.get(reason["rule_id"], {}).items()
        if re.search(pattern, reason["evidence"])
    ]
    assert len(said) <= 1, reason
    return f"{reason['rule_id']}({said[0]})" if said else str(reason["rule_id"])


def differences(expected: Flags, found: Flags) -> Iterator[str]:
    """An entry an event that is not the same on both sides, or stands on one alone."""
    for event in sorted(expected.keys() | found.keys()):
        if expected.get(event) != found.get(event):
            yield f"{event}\n    expected {expected.get(event)}\n    found    {found.get(event)}"


def ask(database: Path, question: str, *values: object) -> list[Row]:
    """The answer of a database file."""
    with duckdb.connect(str(database), read_only=True) as connection:
        return answer(connection, question, *values)


def answer(connection: duckdb.DuckDBPyConnection, question: str, *values: object) -> list[Row]:
    """The answer of an open database, a mapping of column to value for each row."""
    found = connection.execute(question, list(values))
    names = [column[0] for column in found.description or []]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _named(flag: Row, with_site: bool) -> str:
    if not with_site:
        return str(flag["inspection_number"])
    return "" if flag["event_kind"] == "regrading" else str(flag["publication_date"])


def _regraded_on(flag: Row) -> str:
    return str(flag["event_id"]).partition(":")[2] if flag["event_kind"] == "regrading" else ""


def _triggers(reasons: list[Row]) -> Iterator[Row]:
    return (reason for reason in reasons if reason["effect"] == "trigger")


def _modifiers(reasons: list[Row]) -> Iterator[str]:
    """The scenario names slow-publication beside them."""
    return (
        reason["rule_id"]
        for reason in reasons
        if reason["effect"] == "modifier" or reason["rule_id"] == "slow-publication"
    )
