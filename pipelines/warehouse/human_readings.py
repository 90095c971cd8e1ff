"""Decides which readings of people enter a build.

Belongs here: each reading of the inbox against the archive and the site's pages, and which one of a report
counts. Does not belong here: the words of a reading (pipelines/documents/report/human_reading.py), the files
(pipelines/archive/inbox.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pipelines.archive.inbox import Handed, Inbox
from pipelines.archive.ledger_entries import FetchRecord
from pipelines.database import name_files, read_rows
from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.report.human_reading import HumanReading, Place, agree, read_human_reading
from pipelines.scratch import scratch
from pipelines.sources.reports_site.knowledge import file_id_of


@dataclass(frozen=True)
class Readings:
    """counting: the reading that counts, by the report's sha256. refused: each with its file's name."""

    counting: dict[str, HumanReading] = field(default_factory=dict)
    refused: list[tuple[Handed, DocumentRefused]] = field(default_factory=list)


def decide_readings(
    inbox: Inbox, reports: Mapping[str, FetchRecord], pages: Sequence[Path], as_of: date
) -> Readings:
    """What the inbox says of ``reports`` (by sha256) that were read by ``as_of``; ``pages``: the Parquet
    files of page_inspection.

    The last reading of a report that can be believed counts, and one that cannot is refused whole.
    """
    handed_in = inbox.handed_in()
    if not handed_in:
        return Readings()
    places = _places(reports, {handed.sha256 for handed in handed_in if handed.sha256}, pages)
    readings = Readings()
    for handed in handed_in:
        try:
            reading = _believed(handed, reports, places)
        except DocumentRefused as refusal:
            readings.refused.append((handed, refusal))
        else:
            if reading.read_on <= as_of:
                readings.counting[str(handed.sha256)] = reading
    return readings


def _believed(
    handed: Handed, reports: Mapping[str, FetchRecord], places: Mapping[int | None, list[Place]]
) -> HumanReading:
    if handed.reading is None:
        raise DocumentRefused("reading_torn", f"{handed.problem}.")
    fetch = reports.get(str(handed.sha256))
    if fetch is None:
        raise DocumentRefused("reading_of_no_report", "The archive has no report with these bytes.")
    reading = read_human_reading(handed.reading)
    agree(reading, places.get(file_id_of(fetch.address), []))
    return reading


def _places(
    reports: Mapping[str, FetchRecord], wanted: set[str], pages: Sequence[Path]
) -> dict[int | None, list[Place]]:
    file_ids = [file_id_of(reports[sha256].address) for sha256 in sorted(wanted & reports.keys())]
    places: dict[int | None, list[Place]] = {}
    if not file_ids or not pages:
        return places
    with scratch() as connection:
        name_files(connection, "page_inspection", list(pages))
        for row in read_rows(connection, "evidence/report_place", file_ids=file_ids):
            places.setdefault(row["file_id"], []).append(Place(row["urn"], row["day"]))
    return places
