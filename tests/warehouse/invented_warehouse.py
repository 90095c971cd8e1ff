"""A small published build of invented schools, made with the real tables, rules and view.

Belongs here: a few facts by hand, enough for an officer's list with each kind of line. Does not belong here:
tests. As of Wednesday 10 June 2026:
    900101  Elmwhistle      report card, enters special measures         tier 1, open
    900102  a hostile name report card, one area at Needs attention     tier 3, open
    900103  Ash Lane       three areas at Needs attention, months ago   history
    900104  Rowanthwick     a report card without a flag
    900105                 predecessor of 900101, in no list
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from pipelines.archive.shown_log import Segment
from pipelines.database import create_database, declare
from pipelines.warehouse.flag_export import export_flag_list
from pipelines.warehouse.flags import build_flags

AS_OF = date(2026, 6, 10)
BUILD_ID = "2026-06-10-0a1b2c3d"
DOCUMENT_ID = "d0c0000000000001"
SHA256 = DOCUMENT_ID + "ab" * 24
ADDRESS = "https://assets.publishing.service.gov.uk/media/0/latest_inspections_as_at_31_May_2026.csv"
HOSTILE_NAME = '=HYPERLINK("http://example.invalid","[bold]Oak\x1b[31m &R Hill[/bold]")'

AREAS = (
    "inclusion",
    "curriculum_and_teaching",
    "achievement",
    "attendance_and_behaviour",
    "personal_development_and_wellbeing",
    "leadership_and_governance",
)


class NothingShownBefore:
    """The shown-log of a first night."""

    def segments(self) -> Iterable[Segment]:
        return []


def publish_invented_build(data: Path, *, with_inspections: bool = True) -> Path:
    """Write and publish the build in ``data``; returns its folder."""
    build = data / "builds" / BUILD_ID
    for path, content in _files(with_inspections).items():
        (build / path).parent.mkdir(parents=True, exist_ok=True)
        (build / path).write_bytes(content)
    (data / "published").symlink_to(Path("builds") / BUILD_ID)
    return build


@cache
def _files(with_inspections: bool) -> dict[Path, bytes]:
    """The files of the build: to make them takes as long as to write them a hundred times."""
    with TemporaryDirectory() as folder:
        build = Path(folder) / BUILD_ID
        build.mkdir()
        with create_database(build / "warehouse.duckdb", spill=Path(folder) / "spill") as connection:
            fill(connection, with_inspections=with_inspections)
            export_flag_list(connection, build / "flags", left_out=[])
        return {path.relative_to(build): path.read_bytes() for path in build.rglob("*") if path.is_file()}


def fill(connection: duckdb.DuckDBPyConnection, *, with_inspections: bool = True) -> None:
    """Create every table and view and insert the invented facts."""
    declare(connection, "tables/facts")
    _insert(
        connection,
        "build",
        {
            "build_id": BUILD_ID,
            "as_of": AS_OF,
            "facts_key": "f" * 64,
            "schema_version": "1.0.0",
            "program_version": "0.1.0",
            "sources": "sample",
            "licence": "Open Government Licence v3.0",
        },
    )
    _insert(
        connection,
        "source_document",
        {
            "document_id": DOCUMENT_ID,
            "url": ADDRESS,
            "fetched_at": datetime(2026, 6, 9),  # noqa: DTZ001 (UTC, as the warehouse keeps it)
            "sha256": SHA256,
            "bytes": 4096,
            "title": "Management information - state-funded schools - latest inspections as at 31 May 2026",
            "series": "state_funded_latest",
            "as_at": date(2026, 5, 31),
            "era": "latest_report_card",
            "parser": "management_information",
            "parser_version": "1",
            "rows_read": 4,
            "rows_rejected": 0,
        },
    )
    _school(connection, 900101, "Elmwhistle Primary School", row=6, trust_name="Hedgerow Learning Trust")
    _school(connection, 900102, HOSTILE_NAME, row=7)
    _school(connection, 900103, "Ash Lane Infant School", row=8)
    _school(connection, 900104, "Rowanthwick School", row=9)
    for urn, linked_urn, link_type in ((900101, 900105, "predecessor"), (900105, 900101, "successor")):
        _insert(
            connection,
            "school_link",
            {
                "urn": urn,
                "linked_urn": linked_urn,
                "link_type": link_type,
                "source": "management_information",
            },
        )
    if with_inspections:
        _inspections(connection)
    declare(connection, "views/facts")
    build_flags(connection, as_of=AS_OF, build_id=BUILD_ID, shown=NothingShownBefore())


def _inspections(connection: duckdb.DuckDBPyConnection) -> None:
    _report_card(
        connection,
        900101,
        "i00000000000101",
        row=6,
        published=date(2026, 6, 9),
        category="special_measures",
        grades={"leadership_and_governance": "Urgent improvement", "safeguarding": "Not met"},
    )
    _report_card(
        connection,
        900102,
        "i00000000000102",
        row=7,
        published=date(2026, 6, 4),
        grades={"achievement": "Needs attention"},
    )
    _report_card(
        connection,
        900103,
        "i00000000000103",
        row=8,
        published=date(2026, 1, 15),
        grades=dict.fromkeys(("achievement", "inclusion", "curriculum_and_teaching"), "Needs attention"),
    )
    _report_card(connection, 900104, "i00000000000104", row=9, published=date(2026, 6, 3), grades={})
    _graded_before(connection, 900101, "i00000000000001", row=6, urn_at_inspection=900105)


def _school(connection: duckdb.DuckDBPyConnection, urn: int, name: str, *, row: int, **more: object) -> None:
    _insert(
        connection,
        "school",
        {
            "urn": urn,
            "lineage_id": urn,
            "name": name,
            "phase": "Primary",
            "type": "Community School",
            "local_authority": "Wexmoor",
            "region": "South West",
            "trust_uid": None,
            "trust_name": None,
            "pupils": 210,
            "postcode": "WX1 1AA",
            "status": "open",
            "document_id": DOCUMENT_ID,
            "locator": f"row {row}",
            **more,
        },
    )


def _report_card(
    connection: duckdb.DuckDBPyConnection,
    urn: int,
    inspection_id: str,
    *,
    row: int,
    published: date,
    grades: dict[str, str],
    category: str | None = None,
) -> None:
    number = f"99{urn}"
    _inspection(
        connection,
        inspection_id,
        urn_at_inspection=urn,
        inspection_number=number,
        framework="report_card_2025",
        kind="report_card",
        inspection_start_date=date(published.year, published.month, 1),
        publication_date=published,
        category_of_concern=category,
        row=row,
    )
    _insert(connection, "school_inspection", {"urn": urn, "inspection_id": inspection_id, "relation": "own"})
    _insert(
        connection,
        "inspection_alias",
        {
            "inspection_id": inspection_id,
            "source": "management_information",
            "alias": f"inspection_number:{number}",
            "first_seen": AS_OF,
        },
    )
    words = dict.fromkeys(AREAS, "Expected standard") | {"safeguarding": "Met"} | grades
    ranks = {"Met": 1, "Not met": 2, "Expected standard": 3, "Needs attention": 4, "Urgent improvement": 5}
    for area, grade in words.items():
        _judgement(connection, inspection_id, area, grade, ranks[grade], row=row)
    if category:
        _change(
            connection,
            inspection_id,
            "category_of_concern",
            "i00000000000001",
            grade=category,
            direction="worse",
        )


def _graded_before(
    connection: duckdb.DuckDBPyConnection, urn: int, inspection_id: str, *, row: int, urn_at_inspection: int
) -> None:
    """The predecessor's graded report, four grades: nothing in it compares with the report card."""
    _inspection(
        connection,
        inspection_id,
        urn_at_inspection=urn_at_inspection,
        inspection_number="10000001",
        framework="education_inspection_2019",
        kind="graded",
        inspection_start_date=date(2021, 10, 5),
        publication_date=date(2021, 11, 18),
        category_of_concern=None,
        row=row,
    )
    for school, relation in ((urn_at_inspection, "own"), (urn, "inherited")):
        _insert(
            connection,
            "school_inspection",
            {"urn": school, "inspection_id": inspection_id, "relation": relation},
        )
    _insert(
        connection,
        "previous_graded",
        {
            "inspection_id": "i00000000000101",
            "previous_inspection_id": inspection_id,
            "via_predecessor": urn != urn_at_inspection,
        },
    )
    for area in ("overall_effectiveness", "quality_of_education"):
        _judgement(connection, inspection_id, area, "Good", 2, row=row)


def _inspection(
    connection: duckdb.DuckDBPyConnection,
    inspection_id: str,
    *,
    row: int,
    urn_at_inspection: int,
    **more: object,
) -> None:
    _insert(
        connection,
        "inspection",
        {
            "inspection_id": inspection_id,
            "urn_at_inspection": urn_at_inspection,
            "lineage_id": urn_at_inspection,
            "start_date_source": "management_information",
            "publication_date_source": "management_information_plus_one_day",
            "category_known": True,
            "school_type_at_inspection": "Community School",
            "known_from": AS_OF,
            "report_url": f"https://reports.ofsted.gov.uk/provider/21/{urn_at_inspection}",
            "document_id": DOCUMENT_ID,
            "locator": f"row {row}",
            **more,
        },
    )


def _judgement(
    connection: duckdb.DuckDBPyConnection, inspection_id: str, area: str, grade: str, rank: int, *, row: int
) -> None:
    column = area.replace("_", " ").capitalize()
    _insert(
        connection,
        "judgement",
        {
            "inspection_id": inspection_id,
            "area": area,
            "grading_no": 1,
            "grade": grade,
            "grade_rank": rank,
            "status": "graded",
            "known_from": AS_OF,
            "document_id": DOCUMENT_ID,
            "locator": f"row {row}, column '{column}'",
        },
    )
    comparable = {"direction": "not_comparable", "comparability": "not_comparable", "previous_grade": "Good"}
    first = {"direction": "first"}
    _change(
        connection,
        inspection_id,
        area,
        "i00000000000001" if inspection_id == "i00000000000101" else None,
        grade=grade,
        **(comparable if inspection_id == "i00000000000101" else first),
    )


def _change(
    connection: duckdb.DuckDBPyConnection,
    inspection_id: str,
    area: str,
    previous_inspection_id: str | None,
    *,
    grade: str,
    direction: str,
    **more: object,
) -> None:
    _insert(
        connection,
        "judgement_change",
        {
            "inspection_id": inspection_id,
            "area": area,
            "grading_no": 1,
            "previous_inspection_id": previous_inspection_id,
            "grade": grade,
            "direction": direction,
            "comparability": "category" if area == "category_of_concern" else None,
            "via_predecessor": False,
            **more,
        },
    )


def _insert(connection: duckdb.DuckDBPyConnection, table: str, row: dict[str, object]) -> None:
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values()))  # noqa: S608 (our names)
