"""Facts built from a few parsed rows written by hand, and what a test asks of them. Schools are invented.

Belongs here: building and asking. The rows stand in the tests themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from pipelines.warehouse.checking.suites import read_groups
from pipelines.warehouse.facts import (
    NO_SMALL_DOCUMENTS,
    AdmittedDocument,
    BuildIdentity,
    SmallDocuments,
    declare_facts,
    fill_facts,
    name_build,
)
from tests.warehouse.parsed_rows import ParsedRows
from tests.warehouse.site_rows import Site
from tests.worlds import Worlds

_WORLDS = Worlds(declare_facts, "main")


class Facts:
    """The facts that some documents make."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    def rows(self, question: str, *values: Any) -> list[tuple[Any, ...]]:
        return self.connection.execute(question, list(values)).fetchall()

    def values(self, question: str, *values: Any) -> list[Any]:
        """The first column."""
        return [row[0] for row in self.rows(question, *values)]

    def inspections(self) -> list[tuple[Any, ...]]:
        """Number, kind and first day of each inspection."""
        return self.rows(
            "SELECT inspection_number, kind, inspection_start_date FROM inspection ORDER BY ALL NULLS FIRST"
        )

    def change(self, number: str, area: str, grading_no: int = 1) -> dict[str, Any]:
        """What is said of one grading beside the one before it."""
        found = self.connection.execute(
            "SELECT c.*, before.inspection_number AS previous_number FROM judgement_change AS c"
            " JOIN inspection AS i USING (inspection_id)"
            " LEFT JOIN inspection AS before ON before.inspection_id = c.previous_inspection_id"
            " WHERE i.inspection_number = ? AND c.area = ? AND c.grading_no = ?",
            [number, area, grading_no],
        )
        names = [column[0] for column in found.description or []]
        (row,) = found.fetchall()
        return dict(zip(names, row, strict=True))

    def said(self, number: str, area: str) -> tuple[str, str | None]:
        """Direction and comparability of the original grading."""
        change = self.change(number, area)
        return change["direction"], change["comparability"]

    def gradings(self, number: str, area: str) -> list[tuple[Any, ...]]:
        """Number, grade, status and date of each grading of one area."""
        return self.rows(
            "SELECT grading_no, grade, status, grade_date"
            " FROM judgement JOIN inspection USING (inspection_id)"
            " WHERE inspection_number = ? AND area = ? ORDER BY grading_no",
            number,
            area,
        )

    def predecessors(self) -> list[tuple[Any, ...]]:
        return self.rows(
            "SELECT urn, linked_urn FROM school_link WHERE link_type = 'predecessor' ORDER BY ALL"
        )

    def periods(self) -> list[tuple[Any, ...]]:
        """Category periods with the numbers of the inspections that bound them."""
        return self.rows(
            "SELECT p.category, entered.inspection_number, ended.inspection_number FROM category_period AS p"
            " JOIN inspection AS entered ON entered.inspection_id = p.entered_by"
            " LEFT JOIN inspection AS ended ON ended.inspection_id = p.left_by ORDER BY ALL"
        )

    def broken_checks(self) -> list[str]:
        """Names of the invariants over facts that do not hold: each would stop a night."""
        tables = set(self.values("SELECT table_name FROM duckdb_tables() WHERE NOT internal"))
        return [
            f"{group.table}__{group.kind}"
            for group in read_groups()
            if group.query is not None
            and not group.reference
            and set(group.reads) <= tables
            and self.connection.execute(group.query).fetchall()
        ]


class Workshop:
    """Writes documents in a folder and builds facts of them, each time in a world of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.built = 0

    @contextmanager
    def facts(self, documents: Iterable[ParsedRows], site: Site | None = None) -> Iterator[Facts]:
        """Facts of documents that were fetched in this order, with what the reports site says beside them."""
        fetched = list(documents)
        identity = BuildIdentity(
            build_id="test",
            as_of=max(rows.known_from for rows in fetched),
            facts_key="0" * 64,
            schema_version="1",
            program_version="1",
            sources="sample",
        )
        connection = _WORLDS.new()
        try:
            fill_facts(connection, *self.written(fetched, site))
            name_build(connection, identity)
            yield Facts(connection)
        finally:
            _WORLDS.end(connection)

    def written(
        self, documents: Iterable[ParsedRows], site: Site | None = None
    ) -> tuple[list[AdmittedDocument], SmallDocuments]:
        """The documents as a build reads them."""
        self.built += 1
        root = self.folder / str(self.built)
        admitted = [rows.write(root / f"parsed_{number}", number) for number, rows in enumerate(documents, 1)]
        if site is None:
            return admitted, NO_SMALL_DOCUMENTS
        return admitted + site.documents, site.write(root / "site")
