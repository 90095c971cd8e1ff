"""Turns a template and what it is given into HTML.

Belongs here: the one environment of templates, and the words and filters that all of them share. Does not
belong here: any mark-up, and what a page shows. All text is escaped; a name that was not given is an error.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipelines.clock import LONDON
from pipelines.database import Row
from pipelines.plain_text import plain
from pipelines.texts import document_in_words, in_words, say, say_counted

DESK = Path(__file__).parent.parent
STATIC = DESK / "static"


def render(template: str, **given: Any) -> str:
    return _environment().get_template(template).render(**given)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(DESK / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals |= {"say": say, "say_counted": say_counted, "static": static}
    environment.filters |= {
        "day": day,
        "short_day": short_day,
        "moment": moment,
        "plain": _plain,
        "document": document,
    }
    return environment


def day(value: date | None) -> str:
    """``9 June 2026``; empty for none."""
    return in_words(value) if value else ""


def short_day(value: date | None) -> str:
    """``Tue 9 Jun``; empty for none."""
    return f"{value:%a} {value.day} {value:%b}" if value else ""


def moment(value: datetime | None) -> str:
    """``9 June 2026, 08:14``, as the clock in London showed it; empty for none."""
    if value is None:
        return ""
    local = value.astimezone(LONDON)
    return f"{in_words(local)}, {local:%H:%M}"


def document(source: Row) -> str:
    """A source document with its ``title`` and ``series``, as people call it, to begin a line with."""
    called = _plain(document_in_words(source["title"], source["series"]))
    return called[:1].upper() + called[1:]


def _plain(value: object) -> str:
    """Published text without what could steer the display; empty for none."""
    return "" if value is None else plain(str(value))


@cache
def static(name: str) -> str:
    """The address of a file of static/, which changes with its content, so that browsers may keep it."""
    content = (STATIC / name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"
