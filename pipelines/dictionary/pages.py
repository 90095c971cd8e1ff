"""Writes the dictionary as Markdown and as one HTML page, with the diagram.

Does not belong here: what a table is for (sql/tables, sql/views), and the drawing (diagram.py).
"""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pipelines.database import Row
from pipelines.dictionary.diagram import diagram
from pipelines.dictionary.schema import Schema, points_at
from pipelines.settings import PROJECT_ROOT
from pipelines.warehouse.data_package import Table
from pipelines.warehouse.facts import SCHEMA_VERSION

MARKDOWN = PROJECT_ROOT / "docs" / "data-dictionary.md"
PAGE = PROJECT_ROOT / "docs" / "data-dictionary.html"

_HEAD = """\
# Data dictionary

Schema {version}. Generated from the comments in `sql/tables` and `sql/views` by `make docs`; a test fails
when it is stale. The same with a diagram, for a browser: [data-dictionary.html](data-dictionary.html). What
may change, and when: [schema changes](schema-changes.md). How to begin: [analysts](analysts.md).
"""


def markdown(schema: Schema) -> str:
    """The text of docs/data-dictionary.md."""
    parts = [_HEAD.format(version=SCHEMA_VERSION)]
    for title, tables in _rooms(schema):
        parts.append(f"\n## {title}\n")
        parts += [_section(table) for table in tables]
    parts.append("\n## Macros, in both files\n")
    parts += [f"\n### {called(macro)}\n\n{macro['comment']}\n" for macro in schema.macros]
    return "".join(parts)


def page(schema: Schema) -> str:
    """The text of docs/data-dictionary.html, which needs nothing else."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    drawn = Markup(diagram(schema))  # noqa: S704 (our own drawing, whose words are escaped)
    return environment.get_template("page.html.j2").render(
        version=SCHEMA_VERSION,
        rooms=_rooms(schema),
        macros=schema.macros,
        called=called,
        diagram=drawn,
        points_at=points_at,
    )


def called(macro: Row) -> str:
    """``as_of(at_date)``."""
    return f"{macro['name']}({', '.join(macro['parameters'])})"


def _rooms(schema: Schema) -> list[tuple[str, list[Table]]]:
    return [
        ("In both files: facts", schema.facts),
        ("In warehouse.duckdb alone: flags", schema.flags),
    ]


def _section(table: Table) -> str:
    kind = "View" if table.is_view else "Table"
    lines = [f"\n### {table.name}\n\n{kind}. {table.comment}\n\n| column | type | meaning |\n|---|---|---|\n"]
    for column in table.columns:
        name, needed = column["column_name"], " (never NULL)" if column["required"] else ""
        lines.append(f"| `{name}` | {column['data_type']}{needed} | {_cell(column['comment'])} |\n")
    return "".join(lines)


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|")
