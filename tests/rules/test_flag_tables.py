"""The tables that hold flags: commented for whoever opens the file, and usable by an analyst."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.settings import PROJECT_ROOT
from pipelines.warehouse.flags import settings_hash
from pipelines.warehouse.rules import RULESET_VERSION, load_rules
from tests.rules.facts import PUBLISHED, Facts, Flags, days

TABLES = sorted(
    file.stem
    for folder in ("flags", "workings")
    for file in (PROJECT_ROOT / "sql" / "tables" / folder).glob("*.sql")
)


@pytest.fixture(scope="module")
def flags() -> Flags:
    facts = Facts()
    facts.school()
    facts.legacy("earlier", published=PUBLISHED - days(6000), grades={"overall_effectiveness": "Outstanding"})
    facts.card("now", grades={"achievement": "Needs attention"})
    facts.before("now", "earlier")
    return facts.flags(PUBLISHED)


def test_every_table_and_column_has_a_comment(flags: Flags) -> None:
    tables = flags.rows(
        "SELECT table_name AS name, comment FROM duckdb_tables() WHERE database_name = current_database()"
    )
    assert set(TABLES) <= {row["name"] for row in tables}
    assert not [row["name"] for row in tables if not row["comment"]]
    columns = flags.rows(
        "SELECT table_name, column_name, comment FROM duckdb_columns()"
        " WHERE NOT internal AND database_name = current_database()"
    )
    bare = [
        f"{c['table_name']}.{c['column_name']}"
        for c in columns
        if c["table_name"] in TABLES and not c["comment"]
    ]
    assert not bare, bare


def test_the_list_has_a_comment(flags: Flags) -> None:
    assert flags.rows("SELECT comment FROM duckdb_views() WHERE view_name = 'flag_list'")[0]["comment"]


def test_an_analyst_can_run_every_rule_again(flags: Flags) -> None:
    for rule in load_rules():
        stored = flags.rows("SELECT count(*) AS n FROM rule_result WHERE rule_id = ?", rule.rule_id)[0]["n"]
        assert len(flags.rows(rule.sql)) == stored, rule.rule_id


def test_flags_name_ruleset_settings_and_build(flags: Flags) -> None:
    flag = flags.flag("now")
    assert (flag["ruleset_version"], flag["settings_hash"], flag["build_id"]) == (
        RULESET_VERSION,
        settings_hash(),
        "build",
    )
    assert len(flags.rows("SELECT * FROM rule")) == len(load_rules())


def test_evidence_leads_to_a_document_and_a_place_in_it(flags: Flags) -> None:
    (reason,) = flags.rows("SELECT * FROM flag_reason WHERE rule_id = 'needs-attention'")
    assert (reason["document_id"], reason["locator"]) == ("list", "row 9, column 'achievement'")


def test_the_folder_of_statements_holds_one_for_each_table_that_is_computed() -> None:
    computed = {file.stem for file in Path(PROJECT_ROOT / "sql" / "flags").glob("*.sql")}
    loaded = {name.removeprefix("load_") for name in computed if name.startswith("load_")}
    assert set(TABLES) == (computed & set(TABLES)) | (loaded & set(TABLES)) | {"flag_run", "rule_result"}
