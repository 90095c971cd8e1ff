"""Which admitted documents enter the build of a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pipelines.warehouse.admission import ADMITTED, REFUSED, Admission, admitted_documents
from tests.warehouse.parsed_rows import ParsedRows

AS_OF = date(2026, 6, 10)


def admission(folder: Path, night: date, sequence: int, *, admitted: bool = True) -> Admission:
    title = f"list {sequence}"
    document = ParsedRows(title, date(2026, 5, 31), night).write(folder / title, sequence)
    return Admission(
        document_id=document.document_id,
        sha256=document.sha256,
        title=title,
        series=document.series,
        as_at=document.as_at,
        url=document.url,
        known_from=night,
        status=ADMITTED if admitted else REFUSED,
        rows_read=4,
        rows_rejected=0,
        admitted=document if admitted else None,
    )


def test_what_the_archive_first_had_after_the_day_waits(tmp_path: Path) -> None:
    admissions = [
        admission(tmp_path, date(2026, 6, 11), 4),
        admission(tmp_path, AS_OF, 3),
        admission(tmp_path, AS_OF, 2, admitted=False),
        admission(tmp_path, date(2025, 11, 21), 1),
    ]
    assert [d.title for d in admitted_documents(admissions, AS_OF)] == ["list 1", "list 3"]
