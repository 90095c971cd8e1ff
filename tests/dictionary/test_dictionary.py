"""The data dictionary is complete and fresh, and the schema changes only as it is promised."""

from __future__ import annotations

import re

import pytest

from pipelines.dictionary import promise
from pipelines.dictionary.pages import MARKDOWN, PAGE, markdown, page
from pipelines.dictionary.schema import Schema, current_schema, points_at
from pipelines.settings import PROJECT_ROOT
from pipelines.warehouse.facts import SCHEMA_VERSION

CHANGES = (PROJECT_ROOT / "docs" / "schema-changes.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def schema() -> Schema:
    return current_schema()


def test_the_pages_are_fresh(schema: Schema) -> None:
    assert MARKDOWN.read_text(encoding="utf-8") == markdown(schema), "make docs"
    assert PAGE.read_text(encoding="utf-8") == page(schema), "make docs"


def test_every_table_and_column_is_explained(schema: Schema) -> None:
    bare = [
        f"{table.name}.{column['column_name']}"
        for table in schema.tables()
        for column in table.columns
        if len((column["comment"] or "").split()) < 1 or not table.comment
    ]
    assert not bare


def test_every_table_names_its_key(schema: Schema) -> None:
    """The build is one row, and one thing can be found twice."""
    without = {table.name for table in schema.tables() if not table.is_view and not table.key}
    assert without == {"build", "finding"}


def test_facts_say_nothing_of_flags(schema: Schema) -> None:
    assert not [table.name for table in schema.facts if "flag" in table.name]
    assert {table.name for table in schema.flags} >= {"welfare_flag", "flag_list", "flag_reason"}


def test_a_reference_leads_to_a_table_that_there_is(schema: Schema) -> None:
    names = {table.name for table in schema.tables()}
    assert {hub for table in schema.tables() for _, hub in points_at(table)} <= names


def test_the_page_needs_nothing_else(schema: Schema) -> None:
    assert not re.search(r"(?:src|href)=\"(?!#)|https?://|@import|url\(", page(schema))


def test_the_schema_is_the_released_one_or_its_change_is_told(schema: Schema) -> None:
    assert not promise.faults(SCHEMA_VERSION, schema.columns(), CHANGES)


@pytest.mark.parametrize(
    ("version", "change", "told", "is_sound"),
    [
        ("1.1.0", "none", "", True),
        ("1.1.0", "new", "`school.hue`", False),
        ("1.2.0", "new", "", False),
        ("1.2.0", "new", "`school.hue`", True),
        ("1.2.0", "gone", "`school.pupils`", False),
        ("2.0.0", "gone", "", False),
        ("2.0.0", "gone", "`school.pupils`", True),
        ("2.0.0", "type", "`school.pupils`", True),
        ("1.9.0", "type", "`school.pupils`", False),
    ],
)
def test_a_change_asks_for_its_version_and_is_told(
    version: str, change: str, told: str, is_sound: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {("school", "urn", "INTEGER"), ("school", "pupils", "INTEGER")}
    monkeypatch.setattr(promise, "released", lambda: ("1.1.0", before))
    now = {
        "none": before,
        "new": before | {("school", "hue", "VARCHAR")},
        "gone": before - {("school", "pupils", "INTEGER")},
        "type": before - {("school", "pupils", "INTEGER")} | {("school", "pupils", "DOUBLE")},
    }[change]
    assert (promise.faults(version, now, told) == []) is is_sound
