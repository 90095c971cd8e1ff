"""What the published files promise: tables, views and columns by name, each explained.

Belongs here: the promise as a list, and the two files as files. Does not belong here: what stands in the
tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.layout import BuildFolder
from tests.sample_night import SampleNight

FACTS = {
    "school": """
        urn lineage_id name phase type local_authority region trust_uid trust_name pupils postcode
        open_date status
    """,
    "school_history": """
        urn name phase type local_authority region trust_uid trust_name pupils postcode
        open_date valid_from valid_to
    """,
    "school_link": "urn linked_urn link_type source",
    "school_inspection": "urn inspection_id relation",
    "inspection": """
        inspection_id urn_at_inspection lineage_id inspection_number framework kind outcome
        inspection_start_date inspection_end_date start_date_source publication_date publication_date_source
        category_of_concern responsible_body_at_inspection known_from report_url withdrawn_on
    """,
    "inspection_alias": "inspection_id source alias",
    "category_period": "lineage_id category entered_on left_on entered_by left_by",
    "judgement": """
        inspection_id area grading_no grade_date grade grade_rank status known_from known_to document_id
        locator
    """,
    "source_claim": "inspection_id area attribute value source document_id known_from known_to",
    "judgement_change": """
        inspection_id area grading_no previous_inspection_id previous_area previous_grade grade direction
        comparability via_predecessor
    """,
    "source_document": "document_id url fetched_at sha256 bytes parser parser_version",
    "rejected_row": "",
    "finding": "",
    "reconciliation": "",
    "build": "",
    "downgrade": "",
    "school_timeline": "",
    "category_of_concern_history": "",
    "downgrade_by_quarter": "",
    "inspected_school": "",
    "phase_grades": "",
    "publication_lag": "",
    "judgement_in_context": "",
    "published_by_authority": "",
    "published_by_month": "",
    "reconciliation_by_month": "",
    "report_card_profile": "",
    "source_freshness": "",
    "time_since_graded": "",
    "trust_grades": "",
}
FLAGS = {
    "welfare_flag": """
        flag_id urn inspection_id tier base_tier status detected_on day_0 respond_by expires_on
        publication_date unknowns ruleset_version settings_hash build_id
    """,
    "flag_reason": "flag_id rule_id effect evidence document_id locator",
    "flag_event": "",
    "flag_alias": "",
    "rule": "rule_id ruleset_version title tier window_days sql_sha256",
    "calendar": "",
    "flag_list": "",
    "case_outcome_count": "month local_authority tier outcome cases counted_on",
    "flags_by_month": "",
    "flags_on_list_by_month": "",
}
VIEWS = {
    "flag_list",
    "flags_by_month",
    "flags_on_list_by_month",
    "downgrade",
    "school_timeline",
    "category_of_concern_history",
    "downgrade_by_quarter",
    "inspected_school",
    "judgement_in_context",
    "phase_grades",
    "publication_lag",
    "published_by_authority",
    "published_by_month",
    "reconciliation_by_month",
    "report_card_profile",
    "source_freshness",
    "time_since_graded",
    "trust_grades",
}

ABOUT_FLAGS = re.compile(
    r"flag|rule|calendar|shown|tier|welfare|working|holiday|closure|threshold|deadline|respond|case(?!d)|outreach"
)

Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def build(sample_night: SampleNight) -> BuildFolder:
    """The published build of the sample."""
    return BuildFolder((sample_night.data / "published").resolve())


@pytest.fixture(scope="module")
def files(build: BuildFolder) -> dict[str, Path]:
    return {"warehouse": build.warehouse, "facts": build.facts}


def ask(database: Path, question: str) -> Rows:
    with duckdb.connect(str(database), read_only=True) as connection:
        found = connection.execute(question)
        names = [column[0] for column in found.description or []]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def columns(database: Path) -> dict[str, set[str]]:
    """Columns by table or view of the default schema."""
    found: dict[str, set[str]] = {}
    for row in ask(
        database,
        "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND schema_name = 'main'",
    ):
        found.setdefault(row["table_name"], set()).add(row["column_name"])
    return found


def lacking(promised: dict[str, str], held: dict[str, set[str]]) -> Iterator[str]:
    for name, listed in promised.items():
        if name not in held:
            yield name
        else:
            yield from (f"{name}.{column}" for column in listed.split() if column not in held[name])


def test_the_warehouse_holds_every_table_view_and_column_that_is_promised(files: dict[str, Path]) -> None:
    assert not list(lacking(FACTS | FLAGS, columns(files["warehouse"])))


def test_the_facts_hold_every_table_view_and_column_that_is_promised_of_them(files: dict[str, Path]) -> None:
    assert not list(lacking(FACTS, columns(files["facts"])))


@pytest.mark.parametrize("name", ["warehouse", "facts"])
def test_what_is_promised_as_a_view_is_one(files: dict[str, Path], name: str) -> None:
    views = {
        row["view_name"]
        for row in ask(files[name], "SELECT view_name FROM duckdb_views() WHERE NOT internal")
    }
    assert views == (VIEWS if name == "warehouse" else VIEWS - FLAGS.keys())


@pytest.mark.parametrize("name", ["warehouse", "facts"])
def test_every_table_view_and_column_is_explained(files: dict[str, Path], name: str) -> None:
    silent = ask(
        files[name],
        """
        SELECT schema_name, table_name AS name FROM duckdb_tables()
        WHERE NOT internal AND coalesce(trim(comment), '') = ''
        UNION ALL
        SELECT schema_name, view_name FROM duckdb_views()
        WHERE NOT internal AND coalesce(trim(comment), '') = ''
        UNION ALL
        SELECT schema_name, table_name || '.' || column_name FROM duckdb_columns()
        WHERE NOT internal AND coalesce(trim(comment), '') = ''
        """,
    )
    assert not silent


def test_facts_hold_nothing_about_flags(files: dict[str, Path]) -> None:
    """For every analyst: not a table, view, column, macro or schema of what is for welfare roles."""
    names = ask(
        files["facts"],
        """
        SELECT schema_name AS name FROM duckdb_schemas() WHERE NOT internal
        UNION ALL SELECT table_name FROM duckdb_tables() WHERE NOT internal
        UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal
        UNION ALL SELECT column_name FROM duckdb_columns() WHERE NOT internal
        UNION ALL SELECT function_name FROM duckdb_functions() WHERE NOT internal
        """,
    )
    assert not {row["name"] for row in names if ABOUT_FLAGS.search(row["name"])}
    # The search would find them where they are.
    assert all(ABOUT_FLAGS.search(name) for name in FLAGS)


def test_facts_are_those_of_the_warehouse(files: dict[str, Path]) -> None:
    """The same tables with the same columns and as many rows."""
    facts, warehouse = columns(files["facts"]), columns(files["warehouse"])
    assert facts == {name: held for name, held in warehouse.items() if name in facts}
    with (
        duckdb.connect(str(files["facts"]), read_only=True) as alone,
        duckdb.connect(str(files["warehouse"]), read_only=True) as beside_flags,
    ):
        for name in facts:
            assert (
                alone.table(name).count("*").fetchall() == beside_flags.table(name).count("*").fetchall()
            ), name


def test_what_speaks_of_flags_may_be_read_by_this_account_only(build: BuildFolder) -> None:
    assert build.warehouse.stat().st_mode & 0o777 == 0o600
    assert build.flags.stat().st_mode & 0o777 == 0o700
    listed = {path.name: path.stat().st_mode & 0o777 for path in build.flags.iterdir()}
    assert listed == {"flag_list.csv": 0o600, "flag_list.xlsx": 0o600}


@pytest.mark.parametrize("name", ["warehouse", "facts"])
def test_the_files_are_written_for_older_clients_too(files: dict[str, Path], name: str) -> None:
    """DuckDB 1.3 and later read v1.2.0; what 2.0 writes by default they cannot."""
    (database,) = ask(
        files[name], "SELECT tags['storage_version'] AS version FROM duckdb_databases() WHERE NOT internal"
    )
    assert database["version"] == "v1.2.0+"
