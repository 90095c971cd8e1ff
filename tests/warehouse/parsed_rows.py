"""Parsed rows of one document, written by hand and stored as the parser's memo stores them.

Belongs here: what all rows share. Does not belong here: which schools there are (sound_warehouse.py).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from pipelines.documents.management_information.relations import RELATIONS
from pipelines.reference import read_csv
from pipelines.warehouse.facts import AdmittedDocument
from tests.warehouse.parquet_files import write_relations

_RANKS = {
    row["grade"]: int(row["rank"])
    for row in read_csv("scales.csv")
    if row["rank"] and row["scale"] != "category_of_concern"
}


@dataclass
class ParsedRows:
    """The parsed rows of one document, as lists of columns by relation."""

    title: str
    as_at: date
    known_from: date
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.title.encode()).hexdigest()

    def add(self, relation: str, **row: Any) -> None:
        self.rows.setdefault(relation, []).append(row)

    def school(self, urn: int, name: str, **more: Any) -> None:
        """A school in row URN - 900000."""
        described = {
            "phase": "Primary",
            "type_of_education": "Community School",
            "local_authority": "Wexmoor",
            "region": "South West",
            "pupils": 210,
            "postcode": "WX1 1AA",
            "open_date": date(2001, 9, 1),
            "web_link": f"https://reports.example/provider/{urn}",
        }
        row = urn - 900000
        self.add("school", row_number=row, urn=urn, school_name=name, **{**described, **more})

    def inspection(
        self,
        urn: int,
        block: str,
        number: str | None,
        framework: str | None,
        started: date,
        grades: dict[str, str],
        *,
        grade_dates: dict[str, date] | None = None,
        **more: Any,
    ) -> None:
        """An inspection in the row of its school, published some weeks after it started."""
        described = {
            "kind": "report_card" if framework == "report_card_2025" else "graded",
            "urn_at_inspection": urn,
            "inspection_end_date": started,
            "publication_date": started + timedelta(days=35),
            "category_known": True,
            "school_type_at_inspection": "Community School",
        }
        place = {"row_number": urn - 900000, "block": block}
        self.add(
            "inspection",
            **place,
            urn=urn,
            inspection_number=number,
            framework=framework,
            inspection_start_date=started,
            **{**described, **more},
        )
        for area, grade in grades.items():
            self.add(
                "judgement",
                **place,
                area=area,
                grade=grade or None,
                grade_rank=_RANKS[grade] if grade else None,
                status="graded" if grade else "not_judged",
                grade_date=(grade_dates or {}).get(area),
                column_name=area.replace("_", " ").capitalize(),
            )

    def write(self, folder: Path, ledger_sequence: int) -> AdmittedDocument:
        """Store the relations as Parquet, as the parser's memo does."""
        document_id = self.sha256[:16]
        rows = {
            relation: [(document_id, *map(row.get, RELATIONS[relation])) for row in held]
            for relation, held in self.rows.items()
        }
        relations = write_relations(folder, RELATIONS, rows)
        return AdmittedDocument(
            document_id=document_id,
            sha256=self.sha256,
            url="https://publications.example/list.csv",
            fetched_at=datetime.combine(self.known_from, datetime.min.time()),
            known_from=self.known_from,
            ledger_sequence=ledger_sequence,
            bytes=4096,
            title=self.title,
            series="state_funded_latest",
            as_at=self.as_at,
            era="latest_report_card",
            parser="management_information",
            parser_version="1",
            rows_read=4,
            rows_rejected=1,
            relations=relations,
        )
