"""The rule files themselves: their headers, the page made of them, and that each is tested on both sides."""

from __future__ import annotations

import ast
import hashlib
import re
from pathlib import Path

import duckdb
import pytest

from pipelines.database import declare
from pipelines.warehouse.flags import Ruleset, current_ruleset, prepare_flags
from pipelines.warehouse.rules import (
    RULES,
    RULESET_PAGE,
    RuleRefused,
    load_rules,
    ruleset_page,
)

HEADER = """-- id: some-rule
-- title: A title
-- tier: 2
-- window_days: 60
-- effect: trigger
-- rationale: One line
--   and the next.
-- source: A source
SELECT 1
"""


def written(folder: Path, text: str, name: str = "some-rule.sql") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_header_is_read(tmp_path: Path) -> None:
    (rule,) = load_rules(written(tmp_path, HEADER))
    assert (rule.rule_id, rule.tier, rule.window_days, rule.effect) == ("some-rule", 2, 60, "trigger")
    assert rule.rationale == "One line and the next."
    assert rule.sql_sha256 == hashlib.sha256(HEADER.encode()).hexdigest()


def test_a_modifier_gives_neither_tier_nor_window(tmp_path: Path) -> None:
    text = HEADER.replace("tier: 2", "tier: none").replace("60", "none").replace("trigger", "modifier")
    (rule,) = load_rules(written(tmp_path, text))
    assert (rule.tier, rule.window_days) == (None, None)


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        ("-- source: A source\n", "", "lacks source"),
        ("-- title: A title", "-- title:", "lacks title"),
        ("-- source:", "-- sauce:", "not understood"),
        ("-- source: A source", "-- source: A source\n-- source: Another", "source twice"),
        ("id: some-rule", "id: other-rule", "name the file after its id"),
        ("effect: trigger", "effect: alarm", "effect 'alarm'"),
        ("tier: 2", "tier: two", "tier is 'two'"),
        ("tier: 2", "tier: 5", "tier 5"),
        ("tier: 2", "tier: none", "a trigger gives tier"),
        ("effect: trigger", "effect: shown", "any other effect says none"),
        ("-- id: some-rule\n", "--   continued\n-- id: some-rule\n", "before it names one"),
    ],
)
def test_a_header_that_is_not_understood_is_refused_by_file_name(
    tmp_path: Path, was: str, becomes: str, says: str
) -> None:
    with pytest.raises(RuleRefused, match=re.escape(says)) as refused:
        load_rules(written(tmp_path, HEADER.replace(was, becomes)))
    assert "some-rule.sql" in str(refused.value)


def test_a_folder_without_rules_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleRefused, match="holds no rules"):
        load_rules(tmp_path)


@pytest.mark.parametrize(
    ("selected", "says"),
    [
        (
            "SELECT 'e' AS event_id, 'said' AS evidence",
            r"some-rule\.sql returns event_id, evidence;",
        ),
        ("SELECT * FROM no_table", r"sql/rules/some-rule\.sql: Catalog Error"),
    ],
)
def test_a_rule_that_cannot_be_used_is_refused_before_any_is_run(
    tmp_path: Path, selected: str, says: str
) -> None:
    rules = load_rules(written(tmp_path, HEADER.replace("SELECT 1", selected)))
    ruleset = Ruleset(tuple(rules), current_ruleset().settings)
    with duckdb.connect() as connection:
        declare(connection, "tables/facts")
        with pytest.raises((RuleRefused, RuntimeError), match=says):
            prepare_flags(connection, ruleset, 2026)


def test_the_ruleset_is_complete() -> None:
    assert {rule.rule_id: rule.effect for rule in load_rules()} == {
        **dict.fromkeys(
            (
                "special-measures",
                "significant-improvement",
                "safeguarding",
                "urgent-improvement",
                "steep-fall",
                "regraded-down",
                "leadership-needs-attention",
                "many-needs-attention",
                "fall-to-requires-improvement",
                "again-below-expected",
                "needs-attention",
                "ungraded-concerns",
                "focused-monitoring",
                "previously-outstanding",
            ),
            "trigger",
        ),
        **dict.fromkeys(("was-outstanding", "long-gap", "small-standalone-school"), "modifier"),
        **dict.fromkeys(("slow-publication", "before-holiday"), "shown"),
        **dict.fromkeys(("old-news", "inherited", "superseded", "withdrawn"), "suppressor"),
    }


def test_the_page_of_the_ruleset_is_not_stale() -> None:
    assert RULESET_PAGE.read_text(encoding="utf-8") == ruleset_page(load_rules()), (
        "docs/ruleset.md is stale: run python -m pipelines.warehouse.rules"
    )


def test_every_rule_is_tested_on_both_sides_of_its_condition() -> None:
    names = {
        node.name
        for file in Path(__file__).parent.glob("test_*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    }

    def tested(rule_id: str, side: str) -> bool:
        beginning = f"test_{rule_id.replace('-', '_')}__"
        return any(name.startswith(beginning) and side in name for name in names)

    one_sided = [
        rule.rule_id
        for rule in load_rules()
        if not tested(rule.rule_id, "fires") or not tested(rule.rule_id, "silent")
    ]
    assert not one_sided, one_sided


def test_every_rule_is_one_plain_select() -> None:
    for file in RULES.glob("*.sql"):
        statement = re.sub(r"--[^\n]*", "", file.read_text(encoding="utf-8")).strip()
        assert re.match(r"SELECT|WITH", statement), file.name
        assert ";" not in re.sub(r"'[^']*'", "", statement), file.name
