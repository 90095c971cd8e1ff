"""Computes the welfare flags of one day over the facts, and what is to be logged as shown.

Belongs here: loading what the statements read, and the order in which they run: all triggers, then modifiers,
suppressors last; what is shown beside a flag needs its deadline and comes after. The statements stand in
sql/flags, the rules in sql/rules, the log of what was shown in pipelines/archive/shown_log.py.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any, Protocol

import duckdb
import holidays

from pipelines.archive.shown_log import Segment
from pipelines.case_counts_file import CountedMonth
from pipelines.database import SQL, declare, errors_of, run
from pipelines.reference import read_toml
from pipelines.texts import texts
from pipelines.warehouse.rules import RULESET_VERSION, Effect, Rule, check_columns, load_rules

_FIRST_YEAR = 2005
_YEARS_AHEAD = 2
_MOST_CHARACTERS = 1_000_000


class ShownHistory(Protocol):
    """What earlier builds showed: pipelines.archive.shown_log.ShownLog, or a stand-in without a log."""

    def segments(self) -> Iterable[Segment]:
        """What each build logged, oldest first."""


class NothingShown:
    """The log of an archive that has published nothing."""

    def segments(self) -> Iterable[Segment]:
        return ()


@dataclass(frozen=True)
class Ruleset:
    """What decides about flags: the rules, and numbers and days as in reference/thresholds.toml."""

    rules: tuple[Rule, ...]
    settings: Mapping[str, Any]

    def settings_hash(self) -> str:
        """Names the content of the settings, whatever their layout and comments."""
        told = json.dumps(self.settings, sort_keys=True, default=str)
        return hashlib.sha256(told.encode()).hexdigest()[:16]


def current_ruleset() -> Ruleset:
    """The rules of sql/rules and the settings of reference/; raises RuleRefused."""
    return Ruleset(tuple(load_rules()), read_toml("thresholds.toml"))


def settings_hash() -> str:
    """That of the current ruleset."""
    return current_ruleset().settings_hash()


def build_flags(
    connection: duckdb.DuckDBPyConnection, *, as_of: date, build_id: str, shown: ShownHistory
) -> None:
    """Create and fill every table of sql/tables/flags and the views over them, for the day ``as_of``.

    The connection's default schema holds the facts tables. Raises RuleRefused for a rule that cannot be used.
    """
    ruleset = current_ruleset()
    prepare_flags(connection, ruleset, as_of.year)
    fill_flags(connection, ruleset, as_of=as_of, build_id=build_id, shown=shown)


def prepare_flags(connection: duckdb.DuckDBPyConnection, ruleset: Ruleset, year: int) -> None:
    """Create the tables of sql/tables/flags and workings, empty, the views over them, and what the rules look
    up. year: that of the day to come. Raises RuleRefused for a rule that cannot be used."""
    connection.execute(_statement("workings"))
    declare(connection, "tables/workings")
    declare(connection, "tables/flags")
    connection.execute(_statement("macros"))
    _check_rules(connection, ruleset.rules)
    _load_reference(connection, ruleset.settings, year + _YEARS_AHEAD)
    _load_rules(connection, ruleset.rules)
    declare(connection, "views/flags")


def fill_flags(
    connection: duckdb.DuckDBPyConnection,
    ruleset: Ruleset,
    *,
    as_of: date,
    build_id: str,
    shown: ShownHistory,
) -> None:
    """Fill what ``prepare_flags`` created, for the day ``as_of``."""
    find_events(connection, ruleset, as_of=as_of, build_id=build_id, shown=shown)
    find_candidates(connection, ruleset)
    complete_flags(connection, ruleset)


def find_events(
    connection: duckdb.DuckDBPyConnection,
    ruleset: Ruleset,
    *,
    as_of: date,
    build_id: str,
    shown: ShownHistory,
    source_lags: Mapping[str, int] = MappingProxyType({}),
) -> None:
    """The first part of ``fill_flags``: all that triggers and modifiers read, none of which reads what
    another one says.

    source_lags: days after publication on which a source is assumed to have been read (a replay's; empty: the
    archive's own nights count). The ruleset is one that ``prepare_flags`` has taken.
    """
    named = [as_of, build_id, RULESET_VERSION, ruleset.settings_hash()]
    run(connection, _statement("load_run"), named)
    _load(connection, "source_lag", [{"source": name, "days": days} for name, days in source_lags.items()])
    _load_shown(connection, shown)
    for table in ("urn_path", "event", "event_judgement", "graded_before", "flag_join", "shown_match"):
        _fill(connection, table)


def find_candidates(connection: duckdb.DuckDBPyConnection, ruleset: Ruleset) -> None:
    """The second part of ``fill_flags``: what every rule says of the events, and who is a candidate."""
    _fill(connection, "calendar")
    _run_rules(connection, ruleset.rules, "trigger")
    _run_rules(connection, ruleset.rules, "modifier")
    for table in ("trigger_window", "category_end", "flag_candidate"):
        _fill(connection, table)
    _run_rules(connection, ruleset.rules, "suppressor")


def complete_flags(connection: duckdb.DuckDBPyConnection, ruleset: Ruleset) -> None:
    """The last part of ``fill_flags``: what becomes of each candidate, and what is shown beside it."""
    for table in ("flag_state", "flag_turn"):
        _fill(connection, table)
    _run_rules(connection, ruleset.rules, "shown")
    for table in ("welfare_flag", "flag_reason", "flag_alias", "flag_event", "flag_beside"):
        _fill(connection, table)


def load_case_counts(connection: duckdb.DuckDBPyConnection, months: Iterable[CountedMonth]) -> None:
    """Fill case_outcome_count with what the desk has counted; it follows from nothing else in the
    warehouse."""
    rows = [
        {"month": month.month, "counted_on": month.counted_on, **asdict(count)}
        for month in months
        for count in month.counts
    ]
    _load(connection, "case_outcome_count", rows)


def shown_segment(connection: duckdb.DuckDBPyConnection, as_of: date, build_id: str) -> list[dict[str, Any]]:
    """What this build adds to the shown-log: each flag with a transition, its values as JSON types.

    Raises ValueError if the connection holds the flags of another day or build.
    """
    (held,) = connection.sql(_statement("run_held")).fetchall()
    if held != (as_of, build_id):
        raise ValueError(f"The flags at hand are {held}, not those of {as_of} in build {build_id}.")
    relation = connection.sql(_statement("shown_segment"))
    columns = relation.columns
    return [
        {
            column: value.isoformat() if isinstance(value, date) else value
            for column, value in zip(columns, row, strict=True)
        }
        for row in relation.fetchall()
    ]


@cache
def _statement(name: str) -> str:
    return (SQL / "flags" / f"{name}.sql").read_text(encoding="utf-8")


def _fill(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Fill a table with the statement of its name."""
    with errors_of(f"flags/{table}.sql"):
        run(connection, _statement(table))


def _check_rules(connection: duckdb.DuckDBPyConnection, rules: Iterable[Rule]) -> None:
    """See what each rule returns, over tables that may be empty."""
    for rule in rules:
        with errors_of(f"rules/{rule.rule_id}.sql"):
            check_columns(rule, connection.sql(rule.sql).columns)


def _run_rules(connection: duckdb.DuckDBPyConnection, rules: Iterable[Rule], effect: Effect) -> None:
    for rule in rules:
        if rule.effect == effect:
            with errors_of(f"rules/{rule.rule_id}.sql"):
                named = {"rule_id": rule.rule_id, "rule": rule.sql}
                run(connection, _statement("rule_result"), named)


def _load(connection: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, Any]]) -> None:
    """Fill a table with rows; the statement picks the columns that the table has."""
    lines = "\n".join(json.dumps(row, default=str) for row in rows)
    run(connection, _statement(f"load_{table}"), [lines])


def _load_reference(
    connection: duckdb.DuckDBPyConnection, settings: Mapping[str, Any], last_year: int
) -> None:
    years = settings["school_year"]
    _load(
        connection,
        "threshold",
        [{"name": name, "value": value} for name, value in settings["threshold"].items()],
    )
    _load(connection, "key_judgement", [{"area": area} for area in settings["areas"]["key_judgements"]])
    _load(
        connection,
        "outcome_word",
        [
            {"meaning": meaning, "word": word}
            for meaning, words in settings["outcome_words"].items()
            for word in words
        ],
    )
    _load(
        connection,
        "school_year",
        [{key: year[key] for key in ("name", "first_day", "last_day")} for year in years],
    )
    _load(connection, "school_closure", [closure for year in years for closure in year["closures"]])
    _load(connection, "text", [{"key": key, "value": value} for key, value in texts().items()])
    _load(connection, "bank_holiday", [{"day": day, "name": name} for day, name in _bank_holidays(last_year)])


@cache
def _bank_holidays(last_year: int) -> list[tuple[date, str]]:
    return list(
        holidays.country_holidays("GB", subdiv="ENG", years=range(_FIRST_YEAR, last_year + 1)).items()
    )


def _load_rules(connection: duckdb.DuckDBPyConnection, rules: Iterable[Rule]) -> None:
    _load(connection, "rule", [{**asdict(rule), "ruleset_version": RULESET_VERSION} for rule in rules])


def _load_shown(connection: duckdb.DuckDBPyConnection, shown: ShownHistory) -> None:
    """The database reads the log's lines: after some years they are more than Python reads in a second."""
    told = [
        (segment.name, segment.header["as_of"], segment.header["build_id"], piece)
        for segment in shown.segments()
        for piece in _pieces(segment.lines)
    ]
    run(connection, _statement("load_shown_row"), list(map(list, zip(*told, strict=True))) or [[]] * 4)
    for table in ("shown_flag", "shown_event"):
        _fill(connection, table)


def _pieces(lines: str) -> Iterator[str]:
    """Lines, some at a time: the database holds a text and all that it makes of it at once, forty times its
    size."""
    begin = 0
    while begin < len(lines):
        end = lines.find("\n", begin + _MOST_CHARACTERS) + 1 or len(lines)
        yield lines[begin:end]
        begin = end
