"""What the desk's pages say stands in reference/desk_texts: nothing is said that is not there, nothing stands
there that is not said, no template has words of its own, and the words harm nobody.

Belongs here: the desk's texts and templates. Does not belong here: sentences in modules (test_wording.py).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes

from desk.casework import codes
from pipelines.settings import PROJECT_ROOT
from pipelines.texts import desk_texts
from tests.project.source_tree import modules
from tests.rules.test_texts import NOT_SAID

TEMPLATES = sorted((PROJECT_ROOT / "desk" / "templates").glob("*.j2"))
#: Said to somebody in a crisis, and of how that is recorded: there these words are the right ones.
OF_A_CRISIS = re.compile(r"\b(?:crisis|danger)\b", re.IGNORECASE)
#: Parts of a name that are put in when the page is made.
PUT_IN = "[a-z0-9_]+(?:\\.[a-z0-9_]+)*"
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
TAG = re.compile(r"<[^>]*>|&[a-z]+;")
READ_ALOUD = re.compile(r'\b(?:aria-label|title|placeholder|alt|data-label|aria-description)="([^"]*)"')


def in_template(node: nodes.Node) -> Iterator[str]:
    """The names that an expression of a template may give, as patterns; raises for one that nobody can
    tell."""
    match node:
        case nodes.Const(value=str(name)):
            yield re.escape(name)
        case nodes.Concat():
            yield "".join(
                re.escape(part.value) if isinstance(part, nodes.Const) else PUT_IN for part in node.nodes
            )
        case nodes.CondExpr(expr1=first, expr2=nodes.Node() as second):
            yield from in_template(first)
            yield from in_template(second)
        case _:
            raise AssertionError(f"line {node.lineno}: the name of a text begins with a word in quotes")


def in_module(node: ast.expr) -> Iterator[str]:
    """The same of an expression in Python; a name that is handed in is told by whoever hands it in."""
    match node:
        case ast.Constant(value=str(name)):
            yield re.escape(name)
        case ast.JoinedStr(values=parts):
            yield "".join(
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else PUT_IN for part in parts
            )
        case ast.IfExp(body=first, orelse=second):
            yield from in_module(first)
            yield from in_module(second)


def said_by_template(template: Path) -> Iterator[tuple[str, bool]]:
    """Pattern of each name that a template says, and whether it is counted."""
    tree = jinja2.Environment(autoescape=True).parse(template.read_text(encoding="utf-8"))
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in ("say", "say_counted"):
            yield from ((name, call.node.name == "say_counted") for name in in_template(call.args[0]))


def said_by_modules() -> Iterator[tuple[str, bool]]:
    for module in modules():
        if module.room == "desk":
            for call in ast.walk(module.tree):
                match call:
                    case ast.Call(func=ast.Name(id="say" | "say_counted" as how), args=[name, *_]):
                        yield from ((pattern, how == "say_counted") for pattern in in_module(name))


@cache
def said() -> frozenset[str]:
    """Patterns of the desk's texts that are said somewhere."""
    found = {pair for template in TEMPLATES for pair in said_by_template(template)} | set(said_by_modules())
    return frozenset(
        f"{name}\\.(?:one|many)" if is_counted else name
        for name, is_counted in found
        if name.startswith("desk")
    )


def named_in_modules() -> set[str]:
    """Names of texts that stand in a module by themselves, in a table for example."""
    return {
        node.value
        for module in modules()
        if module.room == "desk"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in desk_texts()
    }


def words_of_codes() -> set[str]:
    """The names of the words for each code of casework, whichever pages show it."""
    lists = [kind for kind in vars(codes).values() if isinstance(kind, type) and issubclass(kind, StrEnum)]
    return {
        f"desk.casework.{re.sub('(?<!^)(?=[A-Z])', '_', kind.__name__).lower()}.{code}"
        for kind in lists
        if kind is not codes.Action  # in reference/desk_texts/audit.toml
        for code in kind
    }


def test_every_code_of_casework_has_words() -> None:
    assert not (wordless := words_of_codes() - desk_texts().keys()), sorted(wordless)


def test_what_is_said_exists() -> None:
    unknown = [name for name in said() if not any(re.fullmatch(name, known) for known in desk_texts())]
    assert not unknown, unknown


def test_every_text_of_the_desk_is_said() -> None:
    patterns = re.compile("|".join(f"(?:{name})" for name in said()))
    unsaid = [name for name in desk_texts() if not patterns.fullmatch(name)]
    assert not (left := set(unsaid) - named_in_modules() - words_of_codes()), sorted(left)


def test_texts_of_the_desk_use_neutral_words() -> None:
    found = {
        name: text
        for name, text in desk_texts().items()
        if NOT_SAID.search(OF_A_CRISIS.sub("", text) if "crisis" in name else text)
    }
    assert not found, found


def words_of(template: str) -> list[str]:
    """Words that a template has of its own: in its text, or in an attribute that is shown or read aloud."""
    without_jinja = JINJA.sub("", template)
    shown = [TAG.sub("", without_jinja), *READ_ALOUD.findall(without_jinja)]
    return [word for text in shown for word in re.findall(r"[^\W\d_]+", text)]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.stem)
def test_a_template_has_no_words_of_its_own(template: Path) -> None:
    assert not words_of(template.read_text(encoding="utf-8").replace("<!DOCTYPE html>", ""))


@pytest.mark.parametrize(
    "template, words",
    [
        ("<p>{{ say('desk.a.b') }} · {{ day }}</p>", []),
        ("<p>Open since {{ day }}</p>", ["Open", "since"]),
        ('<nav aria-label="Pages"></nav>', ["Pages"]),
        ('<a class="govuk-link" href="/awaited">→</a>&nbsp;', []),
    ],
)
def test_the_search_finds_words_in_a_template(template: str, words: list[str]) -> None:
    assert words_of(template) == words
