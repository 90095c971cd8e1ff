"""The whole answer to "what do you hold about this school?", gathered.

Belongs here: bringing its parts together. Does not belong here: how it reads (letter.py), and its parts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import duckdb

from pipelines.archive.archive import Archive
from pipelines.archive.ledger_entries import Decision
from pipelines.archive.shown_log import ShownLog
from pipelines.casework_port import Casework, Entry, reached_schools
from pipelines.database import Row, read_rows
from pipelines.layout import DataFolder
from pipelines.subject.archived import Fetched, decisions, fetches, records_that_name
from pipelines.subject.rectification import Corrected, corrections
from pipelines.subject.shown import KeptBuild, Spell, kept_builds, spells
from pipelines.subject.subject import Subject, TableRows, collect, find_subject

_OWN = ("main.report_file", "main.awaiting_reading")
"""Tables whose addresses lead to documents about the subject alone."""


@dataclass(frozen=True)
class SubjectReport:
    """All that is held about a subject.

    made_on: the day of the report. build: the published build whose tables were read. tables: every row about
    the subject. shown: what officers were shown, and when. kept: builds whose files are still here.
    corrections: what was shown and is another now. fetched, decided: lines of the archive's ledger. records:
    files of nights in which the number occurs. objections: every entry about its schools, or about a school
    that it was.
    """

    made_on: date
    subject: Subject
    build: Row
    tables: list[TableRows]
    shown: list[Spell]
    kept: list[KeptBuild]
    corrections: list[Corrected]
    fetched: list[Fetched]
    decided: list[Decision]
    records: list[str]
    objections: list[Entry]

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is held under this number."""
        held = any(table.rows for table in self.tables)
        return not (held or self.shown or self.fetched or self.records or self.objections)


def subject_report(
    connection: duckdb.DuckDBPyConnection, data: DataFolder, casework: Casework, urn: int, *, made_on: date
) -> SubjectReport:
    """Gather what is held about the school of a URN and those that it was and became."""
    subject = find_subject(connection, urn)
    tables = collect(connection, subject)
    archive = Archive(data.archive) if data.archive.is_dir() else None
    addresses = {row["url"] for table in tables if table.table in _OWN for row in table.rows if row["url"]}
    own = set(subject.own_documents)
    cited = {row["document_id"] for table in tables for row in table.rows if row.get("document_id")}
    asked = reached_schools(connection, {entry.urn for entry in casework.entries()})
    about = {urn for urn, reached in asked.items() if set(reached) & set(subject.urns)}
    (build,) = read_rows(connection, "explain/build")
    return SubjectReport(
        made_on=made_on,
        subject=subject,
        build=build,
        tables=tables,
        shown=spells(ShownLog(data.shown_log), subject.urns, subject.flags),
        kept=kept_builds(data, subject.urns),
        corrections=corrections(connection, data, subject),
        fetched=fetches(archive, subject.urns, own, addresses, cited) if archive else [],
        decided=decisions(archive, cited | own) if archive else [],
        records=records_that_name(data, subject.urns),
        objections=list(casework.entries(about)),
    )
