"""Builds facts.duckdb: everything that the admitted documents say, and nothing about flags.

Belongs here: the key that tells whether facts must be built again, and running the statements in their order.
What the statements do stands in sql/staging, sql/core, sql/compare and sql/views/facts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from pipelines.database import (
    SQL,
    create_database,
    declare,
    files_hash,
    name_files,
    run_folder,
    statement_files,
)
from pipelines.documents.small_documents import DOCUMENT_ID, Rows
from pipelines.reference import REFERENCE

if TYPE_CHECKING:
    import pandas as pd

SCHEMA_VERSION = "1.2.0"
LICENCE = (
    "Contains public sector information licensed under the Open Government Licence v3.0 "
    "(Ofsted; Department for Education)."
)
# What a list of management information is read into.
LIST_RELATIONS = ("school", "inspection", "judgement", "rejected_row", "finding")
DECLARING_FOLDERS = ("tables/facts", "views/facts")
FILLING_FOLDERS = ("tables/staging", "staging", "core", "compare")
_REFERENCE_READ_BY_SQL = (
    "inspection_kinds.csv",
    "comparability.csv",
    "publication_shift.csv",
    "categories.csv",
    "source_precedence.csv",
    "frameworks.csv",
    "areas.csv",
    "scales.csv",
)


@dataclass(frozen=True)
class AdmittedDocument:
    """A document that enters the build. ``known_from`` is the night that first fetched it; relations are
    Parquet paths by name."""

    document_id: str
    sha256: str
    url: str
    fetched_at: datetime
    known_from: date
    ledger_sequence: int
    bytes: int
    title: str | None
    series: str
    as_at: date | None
    era: str
    parser: str
    parser_version: str
    rows_read: int
    rows_rejected: int
    relations: dict[str, Path] = field(default_factory=dict)
    file_id: int | None = None


@dataclass(frozen=True)
class RefusedReport:
    """A report file that could not be read at all: it waits for a person."""

    document_id: str
    file_id: int | None
    url: str
    reason_code: str
    message: str
    known_from: date


@dataclass(frozen=True)
class WithdrawnFile:
    """A report file that is established as withdrawn, with the night on which it was."""

    urn: int
    file_id: int
    withdrawn_on: date


@dataclass(frozen=True)
class SmallDocuments:
    """What pages, reports and the register add to a build beside the documents themselves.

    files: Parquet files by relation of sql/tables/staging; they may hold documents that are not admitted.
    readings: by document_id, the rows that stand for all that the machine read of it.
    site_read_from: the first day of the first publication window that was read whole; None: never.
    """

    files: Mapping[str, Sequence[Path]] = field(default_factory=dict)
    refused_reports: tuple[RefusedReport, ...] = ()
    withdrawn_files: tuple[WithdrawnFile, ...] = ()
    site_read_from: date | None = None
    readings: Mapping[str, Rows] = field(default_factory=dict)


NO_SMALL_DOCUMENTS = SmallDocuments()


@dataclass(frozen=True)
class BuildIdentity:
    """What the one row of the ``build`` table says."""

    build_id: str
    as_of: date
    facts_key: str
    schema_version: str
    program_version: str
    sources: str
    licence: str = LICENCE


def facts_key(documents: list[AdmittedDocument], small: SmallDocuments = NO_SMALL_DOCUMENTS) -> str:
    """Hash of documents, parser versions, statements, reference tables and engine: equal keys mean equal
    facts."""
    told = [
        [d.document_id, str(d.as_at), d.series, str(d.known_from), d.parser, d.parser_version, d.file_id]
        # Only their order counts: a night that was killed asks again, and leaves other sequence numbers.
        for d in sorted(documents, key=lambda document: document.ledger_sequence)
    ]
    statements = [file for folder in DECLARING_FOLDERS + FILLING_FOLDERS for file in statement_files(folder)]
    reference = [REFERENCE / name for name in _REFERENCE_READ_BY_SQL]
    beside = [
        [list(map(str, vars(report).values())) for report in small.refused_reports],
        [list(map(str, vars(file).values())) for file in small.withdrawn_files],
        str(small.site_read_from),
        sorted((document, repr(rows)) for document, rows in small.readings.items()),
    ]
    parts = [told, beside, files_hash(statements), files_hash(reference), SCHEMA_VERSION, duckdb.__version__]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def build_facts(
    path: Path,
    documents: list[AdmittedDocument],
    small: SmallDocuments = NO_SMALL_DOCUMENTS,
    *,
    spill: Path,
) -> None:
    """Write a new facts database at ``path`` from the parsed relations of ``documents`` (at least one).

    The ``build`` table stays empty: name_build fills it, also where facts are reused.
    """
    with create_database(path, spill=spill) as connection:
        declare_facts(connection)
        fill_facts(connection, documents, small)


def declare_facts(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the tables of facts, empty, and the views over them."""
    for folder in DECLARING_FOLDERS:
        declare(connection, folder)


def fill_facts(
    connection: duckdb.DuckDBPyConnection,
    documents: list[AdmittedDocument],
    small: SmallDocuments = NO_SMALL_DOCUMENTS,
) -> None:
    """Fill what ``declare_facts`` created; whatever else the statements make is gone with the connection."""
    connection.execute("SET VARIABLE reference_folder = ?", [str(REFERENCE)])
    for relation in LIST_RELATIONS:
        name_files(connection, relation, _paths(documents, relation))
    site_read_from = str(small.site_read_from) if small.site_read_from else None
    connection.execute("SET VARIABLE site_read_from = ?", [site_read_from])
    connection.register("admitted_frame", _frame(documents))
    connection.register("refused_report_frame", _typed(RefusedReport, small.refused_reports))
    connection.register("withdrawn_frame", _typed(WithdrawnFile, small.withdrawn_files))
    staging, *others = FILLING_FOLDERS
    run_folder(connection, staging)
    _stage(connection, small)
    for folder in others:
        run_folder(connection, folder)


def _stage(connection: duckdb.DuckDBPyConnection, small: SmallDocuments) -> None:
    """Fill the tables of sql/tables/staging."""
    for relation, files in small.files.items():
        columns = [duckdb.ColumnExpression(name) for name in connection.table(relation).columns]
        read = connection.read_parquet([str(file) for file in files]).select(*columns)
        rows = [
            (document, *row) for document, found in small.readings.items() for row in found.get(relation, [])
        ]
        if any(relation in found for found in small.readings.values()):
            by_person = [duckdb.ConstantExpression(document) for document in small.readings]
            read = read.filter(duckdb.ColumnExpression(DOCUMENT_ID).isnotin(*by_person))
        read.insert_into(relation)
        for row in rows:
            connection.table(relation).insert(row)


def name_build(connection: duckdb.DuckDBPyConnection, identity: BuildIdentity) -> None:
    """Say in the ``build`` table which build this file is."""
    connection.execute((SQL / "build" / "name_build.sql").read_text(encoding="utf-8"), asdict(identity))


def _paths(documents: list[AdmittedDocument], relation: str) -> list[Path]:
    return [document.relations[relation] for document in documents if relation in document.relations]


def _frame(documents: list[AdmittedDocument]) -> pd.DataFrame:
    return _of_columns([column for column in _names(AdmittedDocument) if column != "relations"], documents)


def _typed(kind: type, rows: Sequence[object]) -> pd.DataFrame:
    """Rows of one dataclass as a frame that has its columns also where there are no rows."""
    return _of_columns(_names(kind), rows)


def _names(kind: type) -> list[str]:
    return [column.name for column in fields(kind)]


def _of_columns(names: list[str], rows: Sequence[object]) -> pd.DataFrame:
    # Imported here: a night that builds no facts needs none, and it is a twentieth of such a night.
    import pandas as pd

    return pd.DataFrame([[getattr(row, name) for name in names] for row in rows], columns=names)
