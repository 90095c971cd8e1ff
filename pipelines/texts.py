"""Every text that welfare officers read, by its name: reference/texts.toml, the desk's pages
(reference/desk_texts, one file a page), and the titles of areas, categories and frameworks.

Belongs here: finding a text and filling in its places. Does not belong here: any text, and how one is laid
out. Statements of sql/ say the same texts through the macro ``say``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from pipelines.reference import read_csv, read_toml, reference_path


@cache
def texts() -> Mapping[str, str]:
    """Every text that the warehouse and the command say, by its name, for example ``list.late_discovery``."""
    found = dict(_named_texts(read_toml("texts.toml"), ""))
    found |= {f"area.{row['area']}": row["title"] for row in read_csv("areas.csv")}
    found |= {f"category.{row['category']}": row["title"] for row in read_csv("categories.csv")}
    found |= {f"framework.{row['framework']}": row["title"] for row in read_csv("frameworks.csv")}
    return found


@cache
def desk_texts() -> Mapping[str, str]:
    """Every text of the desk's pages by its name, ``desk.`` and the page first: ``desk.common.skip``."""
    found: dict[str, str] = {}
    for page in sorted(reference_path("desk_texts").glob("*.toml")):
        found |= _named_texts(read_toml(f"desk_texts/{page.name}"), f"desk.{page.stem}.")
    return found


def say(name: str, *values: object) -> str:
    """The text of that name with its places {0}, {1} … filled in; raises KeyError for a name without a
    text."""
    known = desk_texts() if name.startswith("desk.") else texts()
    return known[name].format(*values)


def say_counted(name: str, count: int, *values: object) -> str:
    """The text ``name.one`` or ``name.many``, as the count demands; {0} is the count."""
    return say(f"{name}.{'one' if count == 1 else 'many'}", f"{count:,}", *values)


def document_in_words(title: str | None, series: str) -> str:
    """A source document as people call it: by its title, or by its series where it has none."""
    return title or texts().get(f"series.{series}", series)


def in_words(day: date) -> str:
    """A day as people write it: ``9 June 2026``."""
    return f"{day.day} {day:%B %Y}"


def _named_texts(texts: Mapping[str, Any], prefix: str) -> Iterable[tuple[str, str]]:
    for name, value in texts.items():
        if isinstance(value, str):
            yield prefix + name, value
        else:
            yield from _named_texts(value, f"{prefix}{name}.")
