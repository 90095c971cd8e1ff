"""What a reader wants remembered about a document: findings, and rows that were set aside.

Belongs here: collecting both and turning them into their relations.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

import pandas as pd

from pipelines.documents.management_information.document import Part, relation_frame


@dataclass(frozen=True)
class Finding:
    """Something worth telling that changed no value. severity is info or warning."""

    code: str
    severity: str
    message: str
    row_number: int | None = None
    column_name: str | None = None
    value: str | None = None


@dataclass(frozen=True)
class RejectedRow:
    """A row set aside; urn is the cell's text, which may be no URN at all."""

    row_number: int
    urn: str | None
    column_name: str | None
    value: str | None
    reason_code: str
    reason: str


@dataclass
class Notes:
    """The notes of one document, in the order in which they were made."""

    findings: list[Finding] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)

    def info(self, code: str, message: str, **place: Any) -> None:
        self.findings.append(Finding(code, "info", message, **place))

    def warn(self, code: str, message: str, **place: Any) -> None:
        self.findings.append(Finding(code, "warning", message, **place))

    def findings_frame(self) -> pd.DataFrame:
        return _frame("finding", self.findings)

    def rejected_frame(self) -> pd.DataFrame:
        return _frame("rejected_row", sorted(self.rejected, key=lambda row: row.row_number))


def _frame(relation: str, notes: list[Finding] | list[RejectedRow]) -> pd.DataFrame:
    records = [asdict(note) for note in notes]
    names = records[0] if records else {}
    columns = {name: [record[name] for record in records] for name in names}
    return relation_frame(relation, [Part(columns, len(records))])
