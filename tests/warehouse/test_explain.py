"""Why a flag stands: every reason leads to the published value, its row and column, and its document."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from pipelines.warehouse import explain as module
from pipelines.warehouse import why_not as why_not_module
from pipelines.warehouse.explain import FlagExplanation, NotFound, SchoolExplanation, explain
from pipelines.warehouse.published import PublishedUnavailable, open_published, read_rows
from tests.warehouse.invented_warehouse import (
    ADDRESS,
    BUILD_ID,
    DOCUMENT_ID,
    SHA256,
    fill,
    publish_invented_build,
)


@pytest.fixture(scope="module")
def warehouse():
    with duckdb.connect() as connection:
        fill(connection)
        yield connection


def flag_of(warehouse: duckdb.DuckDBPyConnection, urn: int) -> str:
    school = explain(warehouse, str(urn))
    assert isinstance(school, SchoolExplanation)
    return str(school.flags[0]["flag_id"])


def explained(warehouse: duckdb.DuckDBPyConnection, name: str) -> FlagExplanation:
    found = explain(warehouse, name)
    assert isinstance(found, FlagExplanation)
    return found


def test_every_reason_quotes_the_published_value_with_row_and_column(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    found = explained(warehouse, flag_of(warehouse, 900101))
    quoted = {
        reason["rule_id"]: reason["quoted"] for reason in found.reasons if reason["effect"] == "trigger"
    }
    assert quoted["safeguarding"] == [
        {"what": "Safeguarding", "value": "Not met", "locator": "row 6, column 'Safeguarding'"}
    ]
    assert quoted["special-measures"] == [
        {"what": "Category of concern", "value": "Special measures", "locator": "row 6"}
    ]
    assert all(quoted.values())


def test_reason_on_several_areas_quotes_each(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = explained(warehouse, flag_of(warehouse, 900103))
    (reason,) = [reason for reason in found.reasons if reason["rule_id"] == "many-needs-attention"]
    assert [quote["what"] for quote in reason["quoted"]] == [
        "Achievement",
        "Curriculum and teaching",
        "Inclusion",
    ]
    assert {quote["value"] for quote in reason["quoted"]} == {"Needs attention"}


def test_documents_give_address_moment_and_hash(warehouse: duckdb.DuckDBPyConnection) -> None:
    (document,) = explained(warehouse, flag_of(warehouse, 900101)).documents
    assert (document["document_id"], document["url"], document["sha256"]) == (DOCUMENT_ID, ADDRESS, SHA256)
    assert document["fetched_at"].isoformat() == "2026-06-09T00:00:00"


def test_triggers_come_before_what_is_only_shown(warehouse: duckdb.DuckDBPyConnection) -> None:
    for urn in (900101, 900102, 900103):
        effects = [reason["effect"] for reason in explained(warehouse, flag_of(warehouse, urn)).reasons]
        assert effects == sorted(effects, key=["trigger", "modifier", "shown", "suppressor"].index)
        assert effects[0] == "trigger"


def test_grade_before_is_not_given_where_the_scales_differ(warehouse: duckdb.DuckDBPyConnection) -> None:
    judgements = explained(warehouse, flag_of(warehouse, 900101)).judgements
    assert {judged["comparability"] for judged in judgements} == {"not_comparable"}
    assert {judged["previous_grade"] for judged in judgements} == {None}
    assert {judged["direction"] for judged in judgements} == {None}


def test_graded_report_before_stands_beside_with_its_own_rows(warehouse: duckdb.DuckDBPyConnection) -> None:
    previous = explained(warehouse, flag_of(warehouse, 900101)).previous
    assert previous is not None
    assert (previous["urn_at_inspection"], previous["via_predecessor"]) == (900105, True)
    assert [(judged["area"], judged["grade"]) for judged in previous["judgements"]] == [
        ("overall_effectiveness", "Good"),
        ("quality_of_education", "Good"),
    ]


def test_flag_with_no_report_before_says_none(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert explained(warehouse, flag_of(warehouse, 900102)).previous is None


def test_reasons_one_by_one_are_those_of_the_list(warehouse: duckdb.DuckDBPyConnection) -> None:
    told = {flag["flag_id"]: flag["reasons"] for flag in read_rows(warehouse, "flag_list", left_out=[])}
    assert {row["flag_id"]: " ".join(row["reasons"]) for row in read_rows(warehouse, "list_reason")} == told


def test_history_begins_with_the_first_night(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert explained(warehouse, flag_of(warehouse, 900101)).history[0]["event"] == "raised"
    assert explained(warehouse, flag_of(warehouse, 900103)).history[0]["event"] == "history"


def test_days_rules_and_build_are_all_there(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = explained(warehouse, flag_of(warehouse, 900101))
    assert found.flag["days_since_publication"] == 1
    assert found.flag["days_to_publication"] == 8
    assert str(found.flag["respond_by"]) == "2026-06-11"
    assert found.flag["ruleset_version"]
    assert found.flag["settings_hash"]
    assert found.flag["build_id"] == BUILD_ID


def test_rule_text_is_the_file_that_the_build_ran(warehouse: duckdb.DuckDBPyConnection) -> None:
    (reason, *_) = explained(warehouse, flag_of(warehouse, 900101)).reasons
    assert reason["rule_file"] == f"sql/rules/{reason['rule_id']}.sql"
    assert reason["rule_unchanged"] is True
    assert f"-- id: {reason['rule_id']}" in reason["rule_sql"]


def test_rule_changed_or_gone_since_the_build_is_said(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "safeguarding.sql").write_text("-- another rule\n", encoding="utf-8")
    monkeypatch.setattr(module, "RULES", tmp_path)
    monkeypatch.setattr(module, "PROJECT_ROOT", tmp_path)
    found = explained(warehouse, flag_of(warehouse, 900101))
    said = {reason["rule_id"]: (reason["rule_file"], reason["rule_unchanged"]) for reason in found.reasons}
    assert said["safeguarding"] == ("safeguarding.sql", False)
    assert said["special-measures"] == (None, None)


def test_first_six_characters_name_a_flag(warehouse: duckdb.DuckDBPyConnection) -> None:
    flag_id = flag_of(warehouse, 900102)
    assert explained(warehouse, flag_id[:6]).flag["flag_id"] == flag_id
    assert explained(warehouse, f"  {flag_id.upper()} ").flag["flag_id"] == flag_id


def test_fewer_than_six_characters_name_none(warehouse: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(NotFound, match="No flag"):
        explain(warehouse, flag_of(warehouse, 900102)[:5])


@pytest.mark.parametrize("number", ["99900101", "ITS99900101", "inspection_number:99900101"])
def test_inspection_number_names_its_flag(warehouse: duckdb.DuckDBPyConnection, number: str) -> None:
    assert explained(warehouse, number).flag["urn"] == 900101


def test_inspection_without_a_flag_is_answered_with_its_school_and_why_not(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    found = explain(warehouse, "99900104")
    assert isinstance(found, SchoolExplanation)
    assert [inspection["inspection_number"] for inspection in found.inspections] == ["99900104"]
    (publication,) = found.why_not
    assert publication.event["flag_id"] is None
    assert {rule.outcome for rule in publication.rules} == {"near", "not_known", "does_not_apply"}


def test_nearest_rule_stands_first(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = explain(warehouse, "900104")
    assert isinstance(found, SchoolExplanation)
    near = [rule for rule in found.why_not[0].rules if rule.outcome == "near"]
    assert [rule.short_by for rule in near] == sorted(rule.short_by or 0 for rule in near)
    assert near[0].rule_id == "needs-attention"


def test_rule_that_is_gone_since_the_build_is_said(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(why_not_module, "NEAR", tmp_path)
    found = explain(warehouse, "900104")
    assert isinstance(found, SchoolExplanation)
    assert {rule.outcome for rule in found.why_not[0].rules} == {"rule_gone", "not_known"}


def test_school_without_a_flag_is_shown_with_none(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = explain(warehouse, "900104")
    assert isinstance(found, SchoolExplanation)
    assert found.flags == []
    assert [inspection["kind"] for inspection in found.inspections] == ["report_card"]


def test_school_shows_flags_that_are_no_longer_open(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = explain(warehouse, "900103")
    assert isinstance(found, SchoolExplanation)
    assert [flag["status"] for flag in found.flags] == ["history"]


def test_school_shows_inherited_inspections_with_their_urn(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = explain(warehouse, "900101")
    assert isinstance(found, SchoolExplanation)
    assert [inspection["urn_at_inspection"] for inspection in found.inspections] == [900101, 900105]


def test_predecessor_in_no_list_is_shown_with_its_successor(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = explain(warehouse, "900105")
    assert isinstance(found, SchoolExplanation)
    assert found.school["status"] is None
    assert [(link["link_type"], link["linked_urn"]) for link in found.links] == [("successor", 900101)]


def test_predecessor_of_which_nothing_else_is_known_leads_to_its_successor() -> None:
    with duckdb.connect() as connection:
        fill(connection, with_inspections=False)
        with pytest.raises(NotFound, match="came before Elmwhistle Primary School, URN 900101"):
            explain(connection, "900105")


@pytest.mark.parametrize("name", ["900199", "0", "f00000000000000", "nonsense", "'; DROP TABLE school; --"])
def test_unknown_name_is_not_found(warehouse: duckdb.DuckDBPyConnection, name: str) -> None:
    with pytest.raises(NotFound):
        explain(warehouse, name)


def test_published_warehouse_opens_for_reading_only(tmp_path: Path) -> None:
    publish_invented_build(tmp_path)
    with open_published(tmp_path) as connection:
        assert read_rows(connection, "build")[0]["build_id"] == BUILD_ID
        with pytest.raises(duckdb.Error):
            connection.execute("DELETE FROM welfare_flag")


def test_nothing_published_says_to_run_a_night(tmp_path: Path) -> None:
    with pytest.raises(PublishedUnavailable, match="run make nightly"), open_published(tmp_path):
        pass


def test_pointer_to_a_build_that_is_gone_says_to_run_a_night(tmp_path: Path) -> None:
    (tmp_path / "published").symlink_to(Path("builds") / "gone")
    with pytest.raises(PublishedUnavailable, match="run make nightly"), open_published(tmp_path):
        pass


def test_warehouse_that_is_no_database_says_to_run_a_night(tmp_path: Path) -> None:
    build = publish_invented_build(tmp_path)
    (build / "warehouse.duckdb").write_bytes(b"not a database" * 1000)
    with pytest.raises(PublishedUnavailable, match="Run make nightly"), open_published(tmp_path):
        pass


def test_night_that_publishes_meanwhile_changes_nothing_for_a_reader(tmp_path: Path) -> None:
    publish_invented_build(tmp_path)
    with open_published(tmp_path) as connection:
        (tmp_path / "published").unlink()
        (tmp_path / "published").symlink_to(Path("builds") / "next")
        assert read_rows(connection, "build")[0]["build_id"] == BUILD_ID
