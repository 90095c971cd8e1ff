"""A small sound warehouse: three lists of invented schools, built by the program's own statements.

Belongs here: rows that give each table something to say. Faults stand in planted_faults.py.
    900101  satisfactory in 2010, requires improvement in 2022; a report card places it in special measures
    900102  an academy; its predecessor 900112 was good in 2019, one judgement was inadequate in 2025
    900103  outstanding in 2017, ungraded with concerns in 2025; a report card with one Needs attention
    900104  special measures in 2013, left in 2015; a report card of which one area was re-graded down
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

from pipelines.archive.shown_log import ShownLog
from pipelines.case_counts_file import CountedMonth, OutcomeCount
from pipelines.database import create_database
from pipelines.warehouse.facts import BuildIdentity, build_facts, name_build
from pipelines.warehouse.flags import build_flags, load_case_counts, settings_hash, shown_segment
from pipelines.warehouse.rules import RULESET_VERSION
from tests.warehouse.parsed_rows import ParsedRows
from tests.warehouse.site_rows import Site, entry

# The nights on which the three lists were first fetched, and one on which nothing was new.
NIGHTS = (date(2025, 11, 21), date(2026, 2, 11), date(2026, 6, 10))
QUIET_NIGHT = date(2026, 6, 11)

OVERALL = "overall_effectiveness"
KEY_JUDGEMENTS = (
    "quality_of_education",
    "behaviour_and_attitudes",
    "personal_development",
    "leadership_and_management",
)
CARD_AREAS = (
    "inclusion",
    "curriculum_and_teaching",
    "achievement",
    "attendance_and_behaviour",
    "personal_development_and_wellbeing",
    "leadership_and_governance",
)


def build_night(root: Path, as_of: date) -> Path:
    """Build facts and flags of one night in root/builds, show them, and return the build's folder."""
    build = root / "builds" / as_of.isoformat()
    build.mkdir(parents=True)
    lists = [rows for rows in (_statistics(), _winter_list(), _summer_list()) if rows.known_from <= as_of]
    documents = [rows.write(build / f"parsed_{number}", number) for number, rows in enumerate(lists)]
    facts, warehouse = build / "facts.duckdb", build / "warehouse.duckdb"
    site = _site() if as_of >= NIGHTS[2] else Site()
    build_facts(facts, documents + site.documents, site.write(build / "site"), spill=root / "spill")
    identity = BuildIdentity(
        build_id=build.name,
        as_of=as_of,
        facts_key=f"{len(lists)}" * 64,
        schema_version="1.0.0",
        program_version="0.1.0",
        sources="sample",
    )
    with create_database(facts, spill=root / "spill") as connection:
        name_build(connection, identity)
    shutil.copyfile(facts, warehouse)
    shown = ShownLog(root / "shown_log")
    with create_database(warehouse, spill=root / "spill") as connection:
        build_flags(connection, as_of=as_of, build_id=build.name, shown=shown)
        load_case_counts(connection, [counted_month()])
        rows = shown_segment(connection, as_of=as_of, build_id=build.name)
    shown.write_segment(
        build,
        build_id=build.name,
        as_of=as_of,
        ruleset_version=RULESET_VERSION,
        settings_hash=settings_hash(),
        rows=rows,
    )
    shown.complete(build)
    return build


def build_all_nights(root: Path) -> Path:
    """Build the three nights one after the other; returns the folder of the last."""
    return [build_night(root, as_of) for as_of in NIGHTS][-1]


def counted_month() -> CountedMonth:
    """What the desk counted of October 2025: two tiers, of one of them two authorities and two outcomes."""
    told = [
        (None, None, None, 60),
        (None, 2, None, 45),
        (None, 2, "declined", 20),
        (None, 2, "support_taken_up", 25),
        (None, 3, None, 15),
        ("Corvendale", 2, None, 23),
        ("Corvendale", 2, "declined", 10),
        ("Corvendale", 2, "support_taken_up", 13),
        ("Hexmoor", 2, None, 22),
    ]
    return CountedMonth(date(2025, 10, 1), date(2025, 11, 2), tuple(OutcomeCount(*count) for count in told))


def _statistics() -> ParsedRows:
    """Four-grade inspections up to August 2025."""
    rows = ParsedRows("Invented schools as at 31 August 2025", date(2025, 8, 31), NIGHTS[0])
    _schools(rows)
    framework = "education_inspection_2019"
    rows.inspection(
        900101, "previous_graded", "ITS400001", "section5_2009", date(2010, 3, 2), {OVERALL: "Satisfactory"}
    )
    grades = _all(
        KEY_JUDGEMENTS,
        "Requires improvement",
        overall_effectiveness="Requires improvement",
        safeguarding="Yes",
    )
    rows.inspection(900101, "latest_graded", "10100001", framework, date(2022, 5, 10), grades)
    grades = _all(KEY_JUDGEMENTS, "Good", overall_effectiveness="Good", safeguarding="Yes")
    rows.inspection(
        900102, "previous_graded", "10100002", framework, date(2019, 10, 8), grades, urn_at_inspection=900112
    )
    grades = _all(KEY_JUDGEMENTS, "Good", leadership_and_management="Inadequate", safeguarding="No")
    rows.inspection(
        900102,
        "latest_graded",
        "10100003",
        "education_inspection_2024",
        date(2025, 3, 4),
        {OVERALL: "", **grades},
        category_of_concern="serious_weaknesses",
    )
    grades = {OVERALL: "Outstanding", "safeguarding": "Yes"}
    rows.inspection(900103, "latest_graded", "10100004", "common_inspection_2015", date(2017, 2, 7), grades)
    rows.inspection(
        900103,
        "ungraded",
        "10100005",
        framework,
        date(2025, 6, 3),
        {},
        kind="ungraded",
        outcome="School remains Outstanding (Concerns) - S5 Next",
        category_known=False,
    )
    rows.inspection(
        900104,
        "previous_graded",
        "ITS400002",
        "section5_2012",
        date(2013, 1, 15),
        {OVERALL: "Inadequate"},
        category_of_concern="special_measures",
    )
    grades = {OVERALL: "Requires improvement"}
    rows.inspection(900104, "latest_graded", "ITS400003", "section5_2012", date(2015, 1, 13), grades)
    rows.add(
        "rejected_row",
        row_number=105,
        urn="9OO1O5",
        column_name="URN",
        value="9OO1O5",
        reason_code="urn_not_six_digits",
        reason="The URN is not a number of six digits.",
    )
    rows.add("finding", code="unneeded_column", severity="info", message="A column that nobody needs.")
    return rows


def _winter_list() -> ParsedRows:
    """The first report card."""
    rows = ParsedRows("Invented schools as at 31 January 2026", date(2026, 1, 31), NIGHTS[1])
    _schools(rows)
    grades = _all(CARD_AREAS, "Expected standard", safeguarding="Met")
    rows.inspection(900104, "latest_report_card", "10200003", "report_card_2025", date(2025, 12, 2), grades)
    return rows


def _summer_list() -> ParsedRows:
    """More report cards; one area of the first was re-graded since."""
    rows = ParsedRows("Invented schools as at 31 May 2026", date(2026, 5, 31), NIGHTS[2])
    _schools(rows, pupils=190)
    grades = _all(
        CARD_AREAS, "Needs attention", leadership_and_governance="Urgent improvement", safeguarding="Not met"
    )
    rows.inspection(
        900101,
        "latest_report_card",
        "10200001",
        "report_card_2025",
        date(2026, 3, 10),
        grades,
        category_of_concern="special_measures",
    )
    grades = _all(CARD_AREAS, "Expected standard", achievement="Needs attention", safeguarding="Met")
    rows.inspection(900103, "latest_report_card", "10200002", "report_card_2025", date(2026, 4, 21), grades)
    grades = _all(CARD_AREAS, "Expected standard", inclusion="Needs attention", safeguarding="Met")
    rows.inspection(
        900104,
        "latest_report_card",
        "10200003",
        "report_card_2025",
        date(2025, 12, 2),
        grades,
        grade_dates=dict.fromkeys(grades, date(2025, 12, 2)) | {"inclusion": date(2026, 5, 12)},
    )
    return rows


def _site() -> Site:
    """The reports site: one card that the list has too, and a monitoring report that nobody could read."""
    site = Site(read_from=date(2026, 5, 1))
    card, published = date(2026, 4, 21), date(2026, 5, 27)
    site.page(900103, NIGHTS[2], entry(50300001, card, published, {"achievement": "Needs attention"}))
    visited = date(2026, 5, 12)
    site.page(900104, NIGHTS[2], entry(50300002, visited, date(2026, 5, 20), kind="monitoring"))
    site.report(50300002, NIGHTS[2], 900104, visited, {}, kind="monitoring", doubts=("outcome_unclear",))
    return site


def _schools(rows: ParsedRows, **more: Any) -> None:
    rows.school(900101, "Elmwhistle Primary School", **more)
    rows.school(900102, "Oakumber Academy", trust_uid="9001", trust_name="Hedgerow Learning Trust", **more)
    rows.school(900103, "Ash Lane Infant School", **more)
    rows.school(900104, "Rowanthwick School", **more)


def _all(areas: tuple[str, ...], grade: str, **others: str) -> dict[str, str]:
    """One grade for all areas but those named, which have their own."""
    return dict.fromkeys(areas, grade) | others
