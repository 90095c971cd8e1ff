"""Wording: one place for what officers read, and words that are not used there."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from pipelines.settings import PROJECT_ROOT
from pipelines.texts import texts
from pipelines.warehouse.rules import load_rules
from tests.project.source_tree import modules
from tests.rules.facts import PUBLISHED, Facts, days

# Words that judge, alarm, predict, or speak of a person's health; and what the law no longer says.
NOT_SAID = re.compile(
    r"fail(?:ing|ed|ure)|at risk|risk of|escalat|alarm|crisis|danger|warning|vulnerab|suicid|stress|struggl|"
    r"worst|bad\b|shame|blame|weak head|downgrad|will become an academy|academy order|\bleague",
    re.IGNORECASE,
)
SAID_IN_SQL = re.compile(r"(?:say\(\s*|\[(?='near\.))'([^']+)'")
SAID_IN_A_PAGE = re.compile(r'say\("([a-z_.]+)"')
STATEMENTS = [
    *(PROJECT_ROOT / "sql" / "rules").glob("*.sql"),
    *(PROJECT_ROOT / "sql" / "flags").glob("*.sql"),
    *(PROJECT_ROOT / "sql" / "views" / "flags").glob("*.sql"),
    *(PROJECT_ROOT / "sql" / "explain").glob("*.sql"),
    *(PROJECT_ROOT / "sql" / "near").glob("*.sql"),
]


def test_texts_use_neutral_words() -> None:
    said = {name: text for name, text in texts().items() if NOT_SAID.search(text)}
    assert not said, said


def test_rule_titles_use_neutral_words() -> None:
    said = [rule.title for rule in load_rules() if NOT_SAID.search(rule.title)]
    assert not said, said


@pytest.mark.parametrize(
    "sentence", ["a failing school", "Pupils at risk", "was escalated", "No fail there, a downgrade"]
)
def test_the_search_finds_what_is_not_said(sentence: str) -> None:
    assert NOT_SAID.search(sentence)


@pytest.mark.parametrize("file", STATEMENTS, ids=lambda file: file.stem)
def test_a_statement_says_only_texts_that_exist(file: Path) -> None:
    said = set(SAID_IN_SQL.findall(file.read_text(encoding="utf-8")))
    assert said <= texts().keys()


def test_every_text_is_said() -> None:
    statements = "".join(file.read_text(encoding="utf-8") for file in STATEMENTS)
    said = set(SAID_IN_SQL.findall(statements)) | said_in_python()
    by_prefix = tuple(re.findall(r"'(area|category|comparability|framework)\.' \|\|", statements))
    unsaid = [name for name in texts() if name not in said and not name.startswith(by_prefix)]
    assert not unsaid, unsaid


def test_a_module_says_only_texts_that_exist() -> None:
    rooms = {name.partition(".")[0] for name in texts()} - {"area", "category", "framework"}
    named = re.compile(rf"(?:{'|'.join(rooms)})\.(?!csv|html|jsonl|toml)[a-z_]+(?:\.[a-z_]+)*")
    known = texts().keys() | {name.rpartition(".")[0] for name in texts()}
    unknown = {constant for constant in constants_of_the_program() if named.fullmatch(constant)} - known
    assert not unknown, unknown


def said_in_python() -> set[str]:
    """Texts whose names stand in a module or a page; one of a group may be said by the name of the group."""
    pages = "".join(page.read_text(encoding="utf-8") for page in (PROJECT_ROOT / "pipelines").rglob("*.j2"))
    # The desk has commands that say texts of the program.
    named = {constant.removesuffix(".") for constant in constants_of_the_program("desk")}
    named |= {constant.removesuffix(".") for constant in constants_of_the_program()}
    named |= {name.removesuffix(".") for name in SAID_IN_A_PAGE.findall(pages)}
    return {name for name in texts() if {name, name.rpartition(".")[0]} & named}


@cache
def constants_of_the_program(room: str = "pipelines") -> frozenset[str]:
    return frozenset(
        node.value
        for module in modules()
        if module.room == room
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def test_evidence_has_no_place_left_to_be_filled_in() -> None:
    facts = Facts()
    facts.school()
    facts.legacy("earlier", published=PUBLISHED - days(6000), grades={"overall_effectiveness": "Outstanding"})
    facts.card(
        "now",
        category_of_concern="special_measures",
        grades={"safeguarding": "Not met", "inclusion": "Urgent improvement"},
    )
    facts.before("now", "earlier")
    found = facts.flags(PUBLISHED).rows("SELECT evidence FROM rule_result WHERE evidence IS NOT NULL")
    assert len(found) > 4
    assert not [row for row in found if "{" in row["evidence"]]
