"""What tables there are and what they are for, read from the statements that create them, and how a build's
tables look.

Belongs here: descriptions for people (Dagster, summaries). The descriptions themselves stand in sql/tables as
comments.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipelines.database import SQL, open_read_only

_TABLE_COMMENT = re.compile(r"COMMENT ON TABLE (\w+) IS '((?:[^']|'')*)';")
_PREVIEW_ROWS = 5


@dataclass(frozen=True)
class TableInBuild:
    """One table of a build: its rows, whether it is a fact (not about flags), and a preview as Markdown.

    Tables about flags are not previewed: Dagster's pages are for operators, flags for welfare roles.
    """

    name: str
    rows: int
    is_fact: bool
    preview: str


@cache
def table_purposes() -> dict[str, str]:
    """Every table of the warehouse by name, facts first, with the comment that its statement gives it."""
    purposes: dict[str, str] = {}
    for kind in ("facts", "flags"):
        for file in sorted((SQL / "tables" / kind).glob("*.sql")):
            for name, purpose in _TABLE_COMMENT.findall(file.read_text(encoding="utf-8")):
                purposes[name] = purpose.replace("''", "'")
    return purposes


@cache
def fact_tables() -> frozenset[str]:
    """The tables that facts.duckdb holds too."""
    return frozenset(file.stem for file in (SQL / "tables" / "facts").glob("*.sql"))


def describe_tables(warehouse: Path) -> list[TableInBuild]:
    """Row counts and first rows of every table, in the order of table_purposes."""
    described = []
    with open_read_only(warehouse) as connection:
        for name in table_purposes():
            table = connection.table(name)
            (rows,) = table.count("*").fetchall()[0]
            head = table.limit(_PREVIEW_ROWS)
            described.append(
                TableInBuild(
                    name=name,
                    rows=int(rows),
                    is_fact=name in fact_tables(),
                    preview=_markdown(head.columns, head.fetchall() if name in fact_tables() else []),
                )
            )
    return described


def _markdown(columns: list[str], rows: list[tuple[object, ...]]) -> str:
    def line(cells: list[object]) -> str:
        return (
            "| " + " | ".join("" if cell is None else str(cell).replace("|", "\\|") for cell in cells) + " |"
        )

    return "\n".join([line(list(columns)), line(["---"] * len(columns)), *(line(list(row)) for row in rows)])
