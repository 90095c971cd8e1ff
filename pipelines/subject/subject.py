"""Whom a request is about, and every row of the warehouse that is about them.

Belongs here: the keys of a school (its URNs, inspections, flags, events, documents) and collecting rows by
them. Which column of which table is such a key stands in reference/subject_report.csv, and a test holds that
no table is missing there. Does not belong here: what stands outside the warehouse.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

import duckdb

from pipelines.database import Row, read_rows
from pipelines.reference import read_csv

Keys = dict[str, list[str]]
"""The values of each kind of key: urn, inspection, flag, event, own_document, cited_document."""


@dataclass(frozen=True)
class Subject:
    """One school with those that it was before and became after.

    urns: all of theirs, its own first. line: each with ``urn``, ``relation`` (itself, before, after) and
    ``name``. other_schools: how many more belong to the same connected set by a merger or a split; they are
    other schools, with heads of their own, and nothing of theirs is collected.
    """

    urn: int
    name: str | None
    line: list[Row]
    other_schools: int
    inspections: list[str]
    flags: list[str]
    events: list[str]
    own_documents: list[str]

    @property
    def urns(self) -> list[int]:
        return [school["urn"] for school in self.line]


@dataclass(frozen=True)
class TableRows:
    """The rows of one table that are about a subject. about: what the table is, from its comment."""

    table: str
    section: str
    about: str
    columns: list[str]
    rows: list[Row]


def find_subject(connection: duckdb.DuckDBPyConnection, urn: int) -> Subject:
    """The subject of a URN; one of which nothing is held has no inspections, flags, events or documents."""
    line = read_rows(connection, "subject/school_line", urn=urn)
    urns = [school["urn"] for school in line]
    inspections = _values(connection, "subject_inspection", urns=urns)
    flags = _values(connection, "subject_flag", urns=urns, inspections=inspections)
    (others,) = read_rows(connection, "subject/other_school", urns=urns)
    return Subject(
        urn=urn,
        name=next((school["name"] for school in line if school["urn"] == urn), None),
        line=line,
        other_schools=others["schools"],
        inspections=inspections,
        flags=flags,
        events=_values(connection, "subject_event", inspections=inspections, flags=flags),
        own_documents=_values(connection, "own_document", urns=urns, inspections=inspections),
    )


def collect(connection: duckdb.DuckDBPyConnection, subject: Subject) -> list[TableRows]:
    """Every row that is about the subject, in the order of reference/subject_report.csv."""
    keys: Keys = {
        "urn": [str(urn) for urn in subject.urns],
        "inspection": subject.inspections,
        "flag": subject.flags,
        "event": subject.events,
        "own_document": subject.own_documents,
        "cited_document": [],
    }
    about = {row["name"]: row["about"] for row in read_rows(connection, "subject/table_comment")}
    found: list[TableRows] = []
    # Documents last: which are cited is known once everything else has been collected.
    covered = covered_columns()
    for table in sorted(covered, key=lambda table: "cited_document" in covered[table].values()):
        if "cited_document" in covered[table].values():
            keys["cited_document"] = _cited(found) + subject.own_documents
        section = _sections()[table]
        columns, rows = _rows(connection, table, covered[table], keys)
        found.append(TableRows(table, section, about[table], columns, rows))
    order = list(covered)
    return sorted(found, key=lambda held: order.index(held.table))


def covered_columns() -> dict[str, dict[str, str]]:
    """The tables that are collected, each with its key columns and the kind of key that each holds."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for line in read_csv("subject_report.csv"):
        if line["section"]:
            found[line["table"]][line["column"]] = line["key"]
    return dict(found)


def _sections() -> dict[str, str]:
    return {line["table"]: line["section"] for line in read_csv("subject_report.csv") if line["section"]}


def _rows(
    connection: duckdb.DuckDBPyConnection, table: str, columns: dict[str, str], keys: Keys
) -> tuple[list[str], list[Row]]:
    """The rows of a table of which one of these columns holds one of the keys."""
    relation = connection.table(table)
    wanted = [
        duckdb.ColumnExpression(column).cast("VARCHAR").isin(*map(duckdb.ConstantExpression, keys[kind]))
        for column, kind in columns.items()
        if keys[kind]
    ]
    if not wanted:
        return relation.columns, []
    # Ordered by every column, so that equal builds give equal reports.
    held = relation.filter(reduce(lambda one, other: one | other, wanted)).order("ALL")
    return held.columns, [dict(zip(held.columns, row, strict=True)) for row in held.fetchall()]


def _cited(found: Iterable[TableRows]) -> list[str]:
    return sorted({row["document_id"] for held in found for row in held.rows if row.get("document_id")})


def _values(connection: duckdb.DuckDBPyConnection, statement: str, **parameters: object) -> list[str]:
    rows = read_rows(connection, f"subject/{statement}", **parameters)
    return [str(value) for row in rows for value in row.values()]
