"""What a figure must be cited with: build, day, version of the tables, sources with their dates, licence.

Belongs here: gathering it from facts.duckdb of the published build or of an earlier one that is kept, and
saying it in lines. Does not belong here: which builds are kept (kept_builds.py), and the command
(cli/cite.py).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from pipelines.database import open_read_only, read_rows
from pipelines.layout import DataFolder
from pipelines.reference import read_toml
from pipelines.settings import BadUsage
from pipelines.texts import in_words, say, say_counted, texts
from pipelines.warehouse.kept_builds import published_folders
from pipelines.warehouse.published import published_facts

SHORTEST_NAME = 6
_INVENTED = "sample"


@dataclass(frozen=True)
class CitedSource:
    """One series of documents: how many the build rests on, and the newest. as_at: None where it states
    none."""

    series: str
    documents: int
    title: str
    as_at: date | None
    fetched_at: datetime
    url: str


@dataclass(frozen=True)
class Citation:
    """Everything that a figure of one build is cited with."""

    build_id: str
    as_of: date
    schema_version: str
    program_version: str
    sources: str
    licence: str
    documents: tuple[CitedSource, ...]

    @property
    def invented(self) -> bool:
        """Whether the schools are those of the sample, of which no figure means anything."""
        return self.sources == _INVENTED

    def record(self) -> dict[str, Any]:
        """The same for a program, with the licence's address and the words for a footnote."""
        return asdict(self) | {"licence_url": licence()["url"], "footnote": self.footnote()}

    def footnote(self) -> str:
        """One sentence for beneath a table or a chart."""
        if self.invented:
            return say("cite.invented")
        dated = [f"{one.title}{_as_at(one)}" for one in self.documents if one.as_at]
        undated = [say("cite.reports_site")] if len(dated) < len(self.documents) else []
        named = "; ".join([*dated, *undated])
        day = in_words(self.as_of)
        return say("cite.footnote", self.build_id, day, self.schema_version, named, self.licence)

    def lines(self) -> list[tuple[str, str]]:
        """Labels and values in the order in which people read them; the footnote last."""
        return [
            (say("cite.build"), self.build_id),
            (say("cite.as_of"), in_words(self.as_of)),
            (say("cite.schema_version"), self.schema_version),
            (say("cite.program_version"), self.program_version),
            *((say("cite.source"), _in_words(source)) for source in self.documents),
            (say("cite.licence"), f"{self.licence} {licence()['url']}"),
            (say("cite.footnote_label"), self.footnote()),
        ]


def licence() -> dict[str, str]:
    """The licence of the sources: its name in a data package, its title and its address."""
    found: dict[str, str] = read_toml("exports.toml")["licence"]
    return found


def read_citation(connection: duckdb.DuckDBPyConnection) -> Citation:
    """The citation of the build whose facts (or warehouse) a connection reads."""
    (build,) = read_rows(connection, "cite/build")
    documents = read_rows(connection, "cite/document")
    # Pages and reports have no title of their own; that of a file of the register does not name the register.
    titled = [
        row | {"title": texts().get(f"series.{row['series']}") or row["title"] or row["series"]}
        for row in documents
    ]
    return Citation(**build, documents=tuple(CitedSource(**row) for row in titled))


def cite(data: DataFolder, build_id: str | None = None) -> Citation:
    """The citation of the published build, or of a kept one by the beginning of its id.

    Raises PublishedUnavailable where nothing is published, BadUsage where no kept build is meant, or several.
    """
    with open_read_only(facts_of(data, build_id)) as connection:
        return read_citation(connection)


def facts_of(data: DataFolder, build_id: str | None = None) -> Path:
    """The facts of the published build, or of a kept one by the beginning of its id; raises as ``cite``
    does."""
    if build_id is None:
        return published_facts(data)
    kept = [build for build in published_folders(data) if build.facts.exists()]
    meant = [build for build in kept if build.build_id.startswith(build_id)]
    if len(build_id) < SHORTEST_NAME or len(meant) != 1:
        names = ", ".join(build.build_id for build in kept) or say("cite.none_kept")
        raise BadUsage(
            f"{build_id!r} names {len(meant) or 'none'} of the builds that are kept in {data.root}. "
            f"Name one of them, by {SHORTEST_NAME} characters or more: {names}."
        )
    return meant[0].facts


def _in_words(source: CitedSource) -> str:
    counted = say_counted("cite.documents", source.documents) if source.documents > 1 else ""
    fetched = say("cite.fetched", in_words(source.fetched_at.date()))
    return f"{source.title[0].upper()}{source.title[1:]}{_as_at(source)}{fetched}{counted}"


def _as_at(source: CitedSource) -> str:
    # Most titles end in their day already.
    if source.as_at is None or in_words(source.as_at) in source.title:
        return ""
    return say("cite.as_at", in_words(source.as_at))
