"""Pages and reports of the reports site as their readers keep them, written by hand. Schools are invented.

Belongs here: what stands on an invented page or in a report, night by night. Does not belong here: management
information (parsed_rows.py).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pipelines.documents.site_relations import PAGE_RELATIONS, REPORT_RELATIONS
from pipelines.reference import read_csv
from pipelines.warehouse.facts import AdmittedDocument, RefusedReport, SmallDocuments, WithdrawnFile
from tests.warehouse.parquet_files import write_relations

RELATIONS = PAGE_RELATIONS | REPORT_RELATIONS
RANKS = {row["grade"]: int(row["rank"]) for row in read_csv("scales.csv") if row["rank"]}


@dataclass
class Site:
    """What the archive holds of the reports site. Documents are in the order of their fetching."""

    documents: list[AdmittedDocument] = field(default_factory=list)
    rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    withdrawn: list[WithdrawnFile] = field(default_factory=list)
    refused: list[RefusedReport] = field(default_factory=list)
    read_from: date | None = None

    def page(self, urn: int, night: date, *entries: dict[str, Any], events: tuple[Any, ...] = ()) -> str:
        """A school's page as read on a night; entries are made by ``entry``. Returns the document's id."""
        document = self._document("provider_page", f"page {urn} {night}", night, 100 + len(self.documents))
        self._add("page", document, urn, f"School {urn}", 21, "open", "Primary", "Wexmoor", "South West",
                  None, None, 210, "ZZ1 1AA", "report_card")  # fmt: skip
        for place, entry in enumerate(entries, start=1):
            self._add(
                "page_inspection", document, urn, place, entry["file_id"],
                f"https://files.example/v1/file/{entry['file_id']}", "school_inspection", entry["kind"],
                "report_card_2025", entry["day"], entry["published"],
            )  # fmt: skip
            for area, grade in entry["grades"].items():
                self._add(
                    "page_judgement", document, place, area, grade, RANKS[grade], "graded", entry["day"],
                    f"report card, '{area}'",
                )  # fmt: skip
        for event, linked in events:
            self._add("page_event", document, urn, event, None, linked)
        return document

    def report(
        self,
        file_id: int,
        night: date,
        urn: int | None,
        day: date | None,
        grades: dict[str, str],
        *,
        kind: str = "report_card",
        number: str | None = None,
        category: str | None = None,
        doubts: tuple[str, ...] = (),
        predecessors: tuple[int, ...] = (),
    ) -> str:
        """A report file as read; returns the document's id."""
        document = self._document(
            "report", f"report {file_id} {night}", night, 500 + len(self.documents), file_id
        )
        self._add(
            "report", document, kind, "report_card_2025", urn, number, day, day, None, category, True, None,
            None, None,
        )  # fmt: skip
        for area, grade in grades.items():
            self._add("report_judgement", document, area, grade, RANKS[grade], "graded", f"page 1: '{area}'")
        for code in doubts:
            self._add("report_doubt", document, code, "It is in doubt.")
        for predecessor in predecessors:
            self._add("report_predecessor", document, urn, predecessor)
        return document

    def write(self, folder: Path) -> SmallDocuments:
        """Store the rows as Parquet, as the store of small documents does."""
        written = write_relations(folder, RELATIONS, self.rows)
        files = {relation: [path] for relation, path in written.items()}
        return SmallDocuments(files, tuple(self.refused), tuple(self.withdrawn), self.read_from)

    def _add(self, relation: str, document: str, *values: Any) -> None:
        self.rows.setdefault(relation, []).append((document, *values))

    def _document(
        self, parser: str, name: str, night: date, sequence: int, file_id: int | None = None
    ) -> str:
        sha256 = hashlib.sha256(name.encode()).hexdigest()
        self.documents.append(
            AdmittedDocument(
                document_id=sha256[:16],
                sha256=sha256,
                url=f"https://files.example/v1/file/{file_id}" if file_id else f"https://site.example/{name}",
                fetched_at=datetime.combine(night, datetime.min.time()),
                known_from=night,
                ledger_sequence=sequence,
                bytes=1000,
                title=None,
                series=parser,
                as_at=None,
                era=parser,
                parser=parser,
                parser_version="1",
                rows_read=1,
                rows_rejected=0,
                file_id=file_id,
            )
        )
        return sha256[:16]


def entry(
    file_id: int,
    day: date,
    published: date,
    grades: dict[str, str] | None = None,
    *,
    kind: str = "report_card",
) -> dict[str, Any]:
    """One report in a page's timeline, with the grades that the page shows for it."""
    return {"file_id": file_id, "day": day, "published": published, "kind": kind, "grades": grades or {}}
