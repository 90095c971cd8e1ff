"""Answers "why does this flag stand?", "what is known of this school?" and "why is it not on the list?" from
a published warehouse.

Belongs here: finding what a person means by a name or number, and gathering the answer. Does not belong here:
how near each rule came (why_not.py), the statements (sql/explain), and how an answer looks
(pipelines/cli/explain.py).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import Any

import duckdb

from pipelines.plain_text import plain
from pipelines.settings import PROJECT_ROOT
from pipelines.texts import say
from pipelines.warehouse.published import Row, read_rows
from pipelines.warehouse.rules import RULES
from pipelines.warehouse.why_not import WhyNot, why_not


class NotFound(LookupError):
    """No flag and no school has that name; the message says what there is instead."""


@dataclass(frozen=True)
class FlagExplanation:
    """Everything behind one flag.

    flag: one row of sql/explain/flag.sql.
    reasons: every rule on it, triggers first, each with ``rule_file``, ``rule_sql`` and ``rule_unchanged``
    (whether the file is still what this build ran); None where the file is gone.
    judgements: what was published, area by area.
    previous: the graded report before, with its ``judgements``; None where none is known.
    documents: what all of this rests on. history: what happened to the flag, oldest first.
    """

    flag: Row
    reasons: list[Row]
    judgements: list[Row]
    previous: Row | None
    documents: list[Row]
    history: list[Row]


@dataclass(frozen=True)
class SchoolExplanation:
    """One school: its flags whatever their status, and its inspections, newest first.

    why_not: its latest publications, where it has no open flag. awaiting_reading: reports that no rule has
    read. Where one inspection was asked for, inspections holds that one, and why_not is about it.
    """

    school: Row
    links: list[Row]
    flags: list[Row]
    inspections: list[Row]
    why_not: list[WhyNot]
    awaiting_reading: list[Row]
    build: Row


def explain(connection: duckdb.DuckDBPyConnection, wanted: str) -> FlagExplanation | SchoolExplanation:
    """The answer to a flag id (six characters of it are enough), an inspection number, or a URN.

    Raises NotFound, with the nearest thing that there is.
    """
    name = wanted.strip().lower()
    if _is_urn(name):
        return _explain_school(connection, int(name))
    flag_id = _flag_id(connection, name)
    if flag_id is not None:
        return explain_flag(connection, flag_id)
    inspection = read_rows(connection, "named_inspection", name=name)
    if not inspection:
        raise NotFound(say("command.no_flag_of_that_id", repr(name)))
    return _explain_inspection(connection, inspection[0])


def explain_flag(connection: duckdb.DuckDBPyConnection, flag_id: str) -> FlagExplanation:
    """The explanation of a flag that exists."""
    (flag,) = read_rows(connection, "flag", flag_id=flag_id)
    previous = read_rows(connection, "flag_previous", inspection_id=flag["inspection_id"])
    reasons = read_rows(connection, "flag_reason", flag_id=flag_id)
    return FlagExplanation(
        flag=flag,
        reasons=[reason | _rule_file(reason["rule_id"], reason["sql_sha256"]) for reason in reasons],
        judgements=_judgements(connection, flag),
        previous=previous[0] | {"judgements": _judgements(connection, previous[0])} if previous else None,
        documents=read_rows(connection, "flag_document", flag_id=flag_id),
        history=read_rows(connection, "flag_history", flag_id=flag_id),
    )


def _judgements(connection: duckdb.DuckDBPyConnection, inspection: Row) -> list[Row]:
    return read_rows(connection, "inspection_judgement", inspection_id=inspection["inspection_id"])


def _is_urn(name: str) -> bool:
    # URNs have six digits; inspection numbers and prefixes of flag ids do not look like that.
    return name.isascii() and name.isdigit() and len(name) <= 6


def _explain_school(connection: duckdb.DuckDBPyConnection, urn: int) -> SchoolExplanation:
    found = _school(connection, urn)
    if found.school["status"] is None and not (found.flags or found.inspections):
        raise NotFound(_no_school(urn, found.links))
    if any(flag["status"] == "open" for flag in found.flags):
        return found
    inspections = [inspection["inspection_id"] for inspection in found.inspections]
    return replace(found, why_not=why_not(connection, urn, inspections))


def _school(connection: duckdb.DuckDBPyConnection, urn: int) -> SchoolExplanation:
    """What is known of a school, before it is asked why it is not on the list."""
    return SchoolExplanation(
        school=read_rows(connection, "school", urn=urn)[0],
        links=read_rows(connection, "school_link", urn=urn),
        flags=read_rows(connection, "school_flag", urn=urn),
        inspections=read_rows(connection, "school_inspection", urn=urn),
        why_not=[],
        awaiting_reading=read_rows(connection, "school_awaiting_reading", urn=urn),
        build=read_rows(connection, "build")[0],
    )


def _explain_inspection(connection: duckdb.DuckDBPyConnection, wanted: Row) -> SchoolExplanation:
    """The school of an inspection that has no flag, with that inspection alone."""
    urn, inspection_id = wanted["urn"], wanted["inspection_id"]
    found = _school(connection, urn)
    asked = [row for row in found.inspections if row["inspection_id"] == inspection_id]
    return replace(found, inspections=asked, why_not=why_not(connection, urn, [inspection_id]))


def _no_school(urn: int, links: list[Row]) -> str:
    for link in links:
        if link["name"]:
            came = "command.came_before" if link["link_type"] == "successor" else "command.came_after"
            return say(came, urn, plain(link["name"]), link["linked_urn"])
    return say("command.no_school", urn)


def _flag_id(connection: duckdb.DuckDBPyConnection, name: str) -> str | None:
    found = read_rows(connection, "named_flag", name=name)
    exact = [flag for flag in found if flag["is_exact"]]
    if len(exact or found) == 1:
        return str((exact or found)[0]["flag_id"])
    if found:
        listed = "; ".join(f"{flag['flag_id']} (URN {flag['urn']}, {flag['status']})" for flag in found[:5])
        raise NotFound(f"{name} may mean {len(found)} flags: {listed}.")
    return None


def _rule_file(rule_id: str, sql_sha256: str | None) -> dict[str, Any]:
    path = RULES / f"{rule_id}.sql"
    if not path.is_file():
        return {"rule_file": None, "rule_unchanged": None, "rule_sql": None}
    content = path.read_bytes()
    return {
        "rule_file": path.relative_to(PROJECT_ROOT).as_posix(),
        "rule_unchanged": hashlib.sha256(content).hexdigest() == sql_sha256,
        "rule_sql": content.decode("utf-8"),
    }
