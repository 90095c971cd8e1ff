"""Nothing about flags in what every analyst may read: no schema, table, view, macro, column, comment, and
no byte of facts.duckdb and the exports beside it."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from pipelines.layout import BuildFolder

#: Flags, tiers and deadlines as words; "case" is left out, because grades and schools have cases too.
ABOUT_FLAGS = re.compile(
    r"\bflag(?:s|ged)?\b|welfare|\btiers?\b|outreach|respond|do.not.contact", re.IGNORECASE
)


def ask(database: Path, question: str) -> list[tuple[str, ...]]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(question).fetchall()


EVERYTHING_SAID = """
    SELECT schema_name, coalesce(comment, '') FROM duckdb_schemas() WHERE NOT internal
    UNION ALL SELECT table_name, coalesce(comment, '') || coalesce(sql, '')
        FROM duckdb_tables() WHERE NOT internal
    UNION ALL SELECT view_name, coalesce(comment, '') || coalesce(sql, '')
        FROM duckdb_views() WHERE NOT internal
    UNION ALL SELECT column_name, coalesce(comment, '') FROM duckdb_columns() WHERE NOT internal
    UNION ALL SELECT function_name, coalesce(comment, '') || coalesce(macro_definition, '')
        FROM duckdb_functions() WHERE NOT internal
    UNION ALL SELECT type_name, coalesce(comment, '') FROM duckdb_types() WHERE NOT internal
    UNION ALL SELECT index_name, coalesce(comment, '') FROM duckdb_indexes()
    UNION ALL SELECT sequence_name, coalesce(comment, '') FROM duckdb_sequences()
"""


def speaking_of_flags(database: Path) -> list[str]:
    return [name for name, text in ask(database, EVERYTHING_SAID) if ABOUT_FLAGS.search(f"{name} {text}")]


def test_no_name_comment_or_definition_in_facts_speaks_of_flags(build: BuildFolder) -> None:
    assert not speaking_of_flags(build.facts)
    # The search would find them where they are.
    assert {"welfare_flag", "flag_list", "tier"} <= set(speaking_of_flags(build.warehouse))


@pytest.fixture(scope="module")
def secrets(build: BuildFolder) -> list[bytes]:
    """What only the warehouse may hold: ids of flags, ids and titles of rules, names of its own tables."""
    own = ask(
        build.warehouse,
        """
        SELECT flag_id FROM welfare_flag
        UNION ALL SELECT rule_id FROM rule
        UNION ALL SELECT title FROM rule
        UNION ALL SELECT table_name FROM duckdb_tables() WHERE schema_name = 'workings'
        UNION ALL SELECT unnest([
            'welfare_flag', 'flag_reason', 'flag_event', 'flag_alias', 'flag_list', 'case_outcome_count'
        ])
        """,
    )
    # Single words are words of the field, which facts have too: a rule is named withdrawn, a table event.
    return [text.encode() for (text,) in own if re.search(r"[-_ \d]", text)]


def test_no_byte_of_facts_and_exports_tells_of_a_flag(build: BuildFolder, secrets: list[bytes]) -> None:
    assert len(secrets) > 50
    for file in (build.facts, *build.exports.iterdir()):
        content = file.read_bytes()
        assert not [text for text in secrets if text in content], file.name
    warehouse = build.warehouse.read_bytes()
    assert sum(text in warehouse for text in secrets) > len(secrets) / 3, (
        "the search finds none where they are"
    )


def test_facts_and_exports_are_as_open_as_any_file_and_flags_are_for_their_owner(build: BuildFolder) -> None:
    beside = (
        build.manifest,
        build.facts,
        build.exports / "datapackage.json",
        build.exports / "school.parquet",
    )
    assert len({file.stat().st_mode & 0o077 for file in beside}) == 1
    assert build.warehouse.stat().st_mode & 0o777 == 0o600
    assert build.flags.stat().st_mode & 0o777 == 0o700
