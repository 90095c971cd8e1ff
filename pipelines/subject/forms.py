"""A letter as text or as one HTML page that needs nothing else.

Belongs here: layout. Does not belong here: what the letter says (letter.py).
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from html import escape

from pipelines.subject.letter import Letter, Table

_WIDTH = 100
# A wider table would break its words: its rows stand one value below the other.
_MOST_COLUMNS = 8
_STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#111}"
    "h2{margin-top:2.5rem}p{max-width:44rem}table{border-collapse:collapse;margin:0 0 1.5rem;font-size:14px}"
    "caption{text-align:left;padding:.5rem 0;font-weight:600}"
    "th,td{border:1px solid #999;padding:.25rem .5rem;text-align:left;vertical-align:top;"
    "overflow-wrap:anywhere}th,td:first-child{white-space:nowrap}tbody+tbody{border-top:3px solid #111}"
    "@media print{body{margin:0}h2{break-after:avoid}tr{break-inside:avoid}}"
)


def as_text(letter: Letter) -> str:
    """Plain text, 100 columns; each row of a table is a paragraph of ``heading: value``."""
    return "\n".join(_text_lines(letter)).rstrip() + "\n"


def _text_lines(letter: Letter) -> Iterator[str]:
    yield from (letter.title, "=" * min(len(letter.title), _WIDTH), "")
    for paragraph in letter.says:
        yield from (*_wrapped(paragraph), "")
    for section in letter.sections:
        if section.title:
            yield from (section.title, "-" * len(section.title), "")
        for paragraph in section.says:
            yield from (*_wrapped(paragraph), "")
        for table in section.tables:
            if table.about:
                yield from (*_wrapped(table.about), "")
            for row in table.rows:
                cells = zip(table.headings, row, strict=True)
                said = " · ".join(f"{name}: {value}" for name, value in cells if value)
                yield from (*_wrapped(f"- {said}", hanging="  "), "")


def _wrapped(text: str, *, hanging: str = "") -> list[str]:
    # Addresses and hashes are never broken, so that they can be copied.
    return textwrap.wrap(
        text, _WIDTH, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False
    )


def as_html(letter: Letter) -> str:
    """One page with its style in it: no script, no picture, nothing fetched."""
    return "\n".join(_html_lines(letter)) + "\n"


def _html_lines(letter: Letter) -> Iterator[str]:
    title = escape(letter.title)
    yield "<!doctype html>"
    yield '<html lang="en-GB"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title><style>{_STYLE}</style></head><body>"
    yield f"<h1>{title}</h1>"
    yield from (f"<p>{escape(paragraph)}</p>" for paragraph in letter.says)
    for section in letter.sections:
        if section.title:
            yield f"<h2>{escape(section.title)}</h2>"
        yield from (f"<p>{escape(paragraph)}</p>" for paragraph in section.says)
        for table in section.tables:
            yield from _html_table(table)
    yield "</body></html>"


def _html_table(table: Table) -> Iterator[str]:
    yield "<table>"
    if table.about:
        yield f"<caption>{escape(table.about)}</caption>"
    yield from _rows(table) if len(table.headings) <= _MOST_COLUMNS else _rows_on_end(table)
    yield "</table>"


def _rows(table: Table) -> Iterator[str]:
    yield "<tr>" + "".join(f'<th scope="col">{escape(name)}</th>' for name in table.headings) + "</tr>"
    for row in table.rows:
        yield "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"


def _rows_on_end(table: Table) -> Iterator[str]:
    """Each row as a body of its own, what is blank left out as in the text."""
    for row in table.rows:
        yield "<tbody>"
        for name, cell in zip(table.headings, row, strict=True):
            if cell:
                yield f'<tr><th scope="row">{escape(name)}</th><td>{escape(cell)}</td></tr>'
        yield "</tbody>"
