"""What is assumed about the live sources: the table reference/doctor.toml.

Belongs here: its shape, and spelling out the lines that stand for every host, category or kind of report.
Does not belong here: how an assumption is judged (checks/).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from pipelines.reference import read_toml

TABLE = "doctor.toml"
SOURCES = {"govuk": "GOV.UK", "reports_site": "The reports site", "gias": "The register of schools (GIAS)"}
"""The sources, as a night names them, with their titles."""


@dataclass(frozen=True, slots=True)
class Assumption:
    """One claim that the program rests on. id: kebab-case, stable; source: as a night names its sources.

    mark: how certain it was when it was written down (real, data, code, inferred, know). looks: those that
    answer it; none where a look cannot. means: what it means for a night when it differs. cannot: why a look
    cannot tell; empty where it can.
    """

    id: str
    source: str
    claim: str
    mark: str
    looks: tuple[str, ...]
    means: str
    cannot: str


@dataclass(frozen=True, slots=True)
class Host:
    """A host of the sources. name: for ids; title: for people."""

    name: str
    host: str
    source: str
    title: str


@dataclass(frozen=True, slots=True)
class Category:
    """A category of schools. words: one of them stands in the label that a search prints for it."""

    category_id: int
    mark: str
    title: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportKind:
    """A kind of report whose wording was not seen. kinds: as a timeline has them; both days included."""

    name: str
    mark: str
    title: str
    kinds: tuple[str, ...]
    first_day: date
    last_day: date


@cache
def assumptions() -> tuple[Assumption, ...]:
    """Every assumption, in the order of the table."""
    return tuple(found for row in read_toml(TABLE)["assumption"] for found in _spelled_out(row))


@cache
def hosts() -> tuple[Host, ...]:
    """Every host that a night asks."""
    return tuple(Host(**row) for row in read_toml(TABLE)["host"])


@cache
def categories() -> tuple[Category, ...]:
    """The categories of schools whose number was not seen on a page."""
    return tuple(
        Category(row["category_id"], row["mark"], row["title"], tuple(row["words"]))
        for row in read_toml(TABLE)["category"]
    )


@cache
def report_kinds() -> tuple[ReportKind, ...]:
    """The kinds of report whose wording was not seen."""
    return tuple(
        ReportKind(**{**row, "kinds": tuple(row["kinds"])}) for row in read_toml(TABLE)["report_kind"]
    )


def _spelled_out(row: dict[str, Any]) -> Iterator[Assumption]:
    """The assumption of a row or, where it holds ``each``, one for each host, category or kind of report."""
    match row.get("each"):
        case None:
            yield _assumption(row, {})
        case "host":
            for host in hosts():
                yield _assumption(
                    row | {"source": host.source}, {"name": host.name, "title": host.title, "host": host.host}
                )
        case "category":
            for category in categories():
                yield _assumption(
                    row | {"mark": category.mark},
                    {
                        "name": str(category.category_id),
                        "title": category.title,
                        "words": " or ".join(category.words),
                    },
                )
        case "report_kind":
            for kind in report_kinds():
                yield _assumption(
                    row | {"mark": kind.mark},
                    {"name": kind.name, "title": kind.title, "look": kind.name.replace("-", " ")},
                )
        case other:
            raise ValueError(f"reference/{TABLE}: each = {other!r} is not known")


def _assumption(row: dict[str, Any], words: dict[str, str]) -> Assumption:
    return Assumption(
        id=row["id"].format(**words),
        source=row["source"],
        claim=row["claim"].format(**words),
        mark=row["mark"],
        looks=tuple(look.format(**words) for look in row.get("looks", ())),
        means=row.get("means", ""),
        cannot=row.get("cannot", ""),
    )
