"""The national picture as one page that needs nothing else and prints.

Does not belong here: the figures (figures.py) and mark-up (page.html.j2).
"""

from __future__ import annotations

from pathlib import Path

import duckdb
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pipelines.national_picture.figures import OF_FACTS, OF_FLAGS, read_figure
from pipelines.texts import in_words, say
from pipelines.warehouse.citation import read_citation


def chart_style() -> Markup:
    """How the drawings look, for whatever they stand in."""
    return Markup((Path(__file__).parent / "charts.css").read_text(encoding="utf-8"))  # noqa: S704 (our own)


def picture_page(connection: duckdb.DuckDBPyConnection, *, restricted: bool) -> str:
    """The page. connection: of facts or, for the restricted version, which also tells of flags, of the
    warehouse."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined
    )
    environment.filters["day"] = in_words
    names = (*OF_FACTS, *(OF_FLAGS if restricted else ()))
    return environment.get_template("page.html.j2").render(
        chart_style=chart_style(),
        citation=read_citation(connection),
        figures=[read_figure(connection, name) for name in names],
        of_flags=OF_FLAGS,
        restricted=restricted,
        say=say,
    )
