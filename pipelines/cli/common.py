"""What the commands share: the data option, and how text and tables reach a terminal.

Belongs here: options and output of more than one command. Does not belong here: the commands' own work.
"""

from __future__ import annotations

import codecs
import json
import logging
import os
import re
import sys
import textwrap
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pipelines.plain_text import plain
from pipelines.settings import DATA_VARIABLE, absolute, default_data
from pipelines.texts import document_in_words, say_counted

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

Command = TypeVar("Command", bound=Callable[..., Any])

URN = click.IntRange(100_000, 999_999)

DEGRADED_EXIT = 3
"""Done, but something is missing that was asked for."""

_WIDTH_WITHOUT_TERMINAL = 100
_WIDEST_LABEL = 42
# json leaves these as they are; a terminal would obey some of them.
_LEFT_BY_JSON = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def data_option(command: Command) -> Command:
    """``--data DIR``: the folder of archive, builds and published files."""
    return click.option(
        "--data",
        metavar="DIR",
        default=default_data,
        callback=lambda ctx, parameter, value: absolute(value),
        show_default=f"{DATA_VARIABLE}, else var beside the program",
        help="The data folder.",
    )(command)


def format_option(command: Command) -> Command:
    """``--format``: text, or json."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="For people, or for a program.",
    )(command)


def tell_progress() -> None:
    """Our own progress on standard error; what libraries say of themselves concerns nobody here."""
    told = logging.StreamHandler(sys.stderr)
    told.setFormatter(logging.Formatter("%(message)s"))
    ours = logging.getLogger("pipelines")
    ours.addHandler(told)
    ours.setLevel(logging.INFO)


def console() -> Console:
    """Standard output for people: as wide as the terminal, 100 columns where there is none (or COLUMNS)."""
    from rich.console import Console

    width = None if sys.stdout.isatty() or os.environ.get("COLUMNS") else _WIDTH_WITHOUT_TERMINAL
    return Console(width=width, highlight=False, markup=False, emoji=False)


def show(out: Console, what: RenderableType, *, indent: int = 0) -> None:
    """Print to a terminal or a pipe; without the blanks that tables pad their lines with."""
    from rich.padding import Padding

    with out.capture() as capture:
        out.print(Padding(what, (0, 0, 0, indent)) if indent else what)
    for line in capture.get().splitlines():
        click.echo(line.rstrip())


def show_pairs(out: Console, pairs: Sequence[tuple[str, str]], *, indent: int = 2) -> None:
    """Labels and values in two columns. Addresses and hashes are never broken, so that they can be copied."""
    label_width = min(max((len(label) for label, _ in pairs), default=0), _WIDEST_LABEL)
    hanging = " " * (indent + label_width + 2)
    for label, value in pairs:
        lines = textwrap.wrap(
            value,
            width=max(out.width, len(hanging) + 20),
            initial_indent=hanging,
            subsequent_indent=hanging,
            break_long_words=False,
            break_on_hyphens=False,
        )
        first = lines[0].lstrip() if lines else ""
        click.echo(f"{' ' * indent}{click.style(label.ljust(label_width), dim=True)}  {first}".rstrip())
        for line in lines[1:]:
            click.echo(line)


def day_in_words(day: date) -> str:
    """``Wed 10 Jun 2026``."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def count_in_words(count: int, noun: str) -> str:
    """``1 day``, ``2 days``."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def kind_in_words(kind: str) -> str:
    """``report_card`` as ``Report card``."""
    return kind.replace("_", " ").capitalize()


def event_in_words(event_kind: str, inspection_kind: str | None, on: date | None) -> str:
    """What was published and when: ``Report card, published Tue 9 Jun 2026``."""
    kind = kind_in_words(inspection_kind or "inspection")
    if on is None:
        return f"{kind}, publication date not known"
    if event_kind == "regrading":
        return f"Areas re-graded after the {kind.lower()}, known since {day_in_words(on)}"
    return f"{kind}, published {day_in_words(on)}"


def school_line(school: dict[str, Any], trust: str) -> str:
    """Phase, pupils, local authority and trust of a school on one line; ``trust`` names its column."""
    pupils = school["pupils"]
    parts = [
        school["phase"],
        None if pupils is None else count_in_words(pupils, "pupil"),
        school["local_authority"],
        school[trust],
    ]
    return " · ".join(plain(part) for part in parts if part)


def place_in_words(row_number: int | None, column_name: str | None, value: str | None) -> str:
    """Where in a document something stands, as far as it is known: ``row 7, column URN, value 12``."""
    named = (("row", row_number), ("column", column_name), ("value", value))
    return ", ".join(f"{what} {plain(where)}" for what, where in named if where is not None)


def freshness_in_words(source: dict[str, Any]) -> str:
    """One row of sql/explain/freshness.sql: which document, as at when, fetched when."""
    as_at = f" as at {day_in_words(source['as_at'])}" if source["as_at"] else ", newest"
    name = plain(document_in_words(source["title"], source["series"]))
    return f"Data{as_at}: {name}, fetched {day_in_words(source['fetched_at'])}."


def objections_in_lines(not_shown: int, reviews_due: int) -> list[str]:
    """What a list says of objections to contact: how many schools it leaves out, how many reviews are due."""
    said = [say_counted("do_not_contact.not_shown", not_shown)] if not_shown else []
    return said + ([say_counted("do_not_contact.due", reviews_due)] if reviews_due else [])


def print_json(value: object) -> None:
    """One JSON text; dates and moments in ISO form."""
    utf_8 = codecs.lookup(sys.stdout.encoding or "utf-8").name == "utf-8"
    text = json.dumps(value, indent=2, ensure_ascii=not utf_8, allow_nan=False, default=_iso)
    click.echo(_LEFT_BY_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def _iso(value: Any) -> str:
    if isinstance(value, date):  # a datetime is a date too
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")
