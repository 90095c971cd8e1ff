"""What people are told stands in one place, and in words that harm nobody.

Belongs here: searching texts, statements, commands and pages for words that are not used of schools, and
modules for sentences that belong into reference/texts.toml. The words: tests/rules/test_texts.py.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.settings import PROJECT_ROOT
from tests.project.source_tree import Module, modules, text_files
from tests.rules.test_texts import NOT_SAID

#: Modules whose words welfare officers, heads and schools read.
FOR_OFFICERS = (
    "desk/",
    "pipelines/casework_port.py",
    "pipelines/cli/do_not_contact.py",
    "pipelines/cli/explain.py",
    "pipelines/cli/flags.py",
    "pipelines/cli/rectification.py",
    "pipelines/cli/subject_report.py",
    "pipelines/subject/",
    "pipelines/warehouse/explain.py",
    "pipelines/warehouse/flag_export.py",
)
#: Never, of anything: also not by a command for operators, where a night may fail and a file be damaged.
NEVER_SAID = re.compile(
    r"\bfailing\b|\bat[ -]risk\b|failed attempt|escalat|underperform|risk score|\bcoasting\b|league table",
    re.IGNORECASE,
)
PAGES_FOR_OFFICERS = (
    "README.md",
    "docs/command-line.md",
    "docs/data-protection.md",
    "docs/desk.md",
    "docs/ruleset.md",
)
SQL_TEXT = re.compile(r"'((?:[^']|'')*)'")
#: Five words in a row, or a few that end as a sentence does; what is shorter is a label.
SENTENCE = re.compile(r"[A-Za-z’'()]+(?:[ ,;:]+[A-Za-z’'()]+){4,}|[a-z]+ [a-z]+\.$")


def is_for_officers(module: Module) -> bool:
    path = module.path.as_posix()
    return path.startswith(FOR_OFFICERS) and not path.startswith("desk/store/migrations/")


def texts_of(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every string of a module with its line, docstrings too: the help of a command is one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


@pytest.mark.parametrize("said", ["a failing school", "Pupils at risk", "at-risk heads", "was escalated"])
def test_the_search_finds_what_is_never_said(said: str) -> None:
    assert NEVER_SAID.search(said)


def test_modules_for_officers_use_neutral_words() -> None:
    said = [
        f"{module.path}:{line} {found[0]}"
        for module in modules()
        if is_for_officers(module) and module.room != "desk"  # its codes have words of their own
        for line, text in texts_of(module.tree)
        if (found := NOT_SAID.search(text))
    ]
    assert not said, said


def test_no_command_uses_words_that_are_never_said() -> None:
    said = [
        f"{module.path}:{line} {found[0]}"
        for module in modules()
        if module.room in ("pipelines", "assets", "desk")
        for line, text in texts_of(module.tree)
        if (found := NEVER_SAID.search(text))
    ]
    assert not said, said


@pytest.mark.parametrize("folder", ["rules", "flags", "views", "explain", "summary", "subject", "casework"])
def test_statements_build_sentences_of_neutral_words(folder: str) -> None:
    said = [
        f"{file.name}: {text}"
        for file in sorted((PROJECT_ROOT / "sql" / folder).rglob("*.sql"))
        for text in SQL_TEXT.findall(re.sub(r"--[^\n]*", "", file.read_text(encoding="utf-8")))
        # Views have comments for analysts, one is named downgrade; a warning is a kind of finding.
        if NEVER_SAID.search(text) or (folder not in ("views", "summary") and NOT_SAID.search(text))
    ]
    assert not said, said


@pytest.mark.parametrize("page", PAGES_FOR_OFFICERS)
def test_pages_for_officers_use_none_of_the_words_that_are_never_said(page: str) -> None:
    (text,) = (text for path, text in text_files() if path == Path(page))
    assert not NEVER_SAID.findall(text)


def test_what_officers_read_stands_in_one_place() -> None:
    """No sentence in a module that shows something to officers; help, docstrings and errors apart."""
    written = [
        f"{module.path}:{line} {' '.join(text.split())[:70]}"
        for module in modules()
        if is_for_officers(module)
        for line, text in sentences(module.tree)
    ]
    assert not written, "These belong into reference/:\n" + "\n".join(written)


def sentences(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Sentences among the strings of a module, apart from what explains the code or a command."""
    for child in ast.iter_child_nodes(node):
        match child:
            case ast.Expr(value=ast.Constant()) | ast.Raise():
                continue
            case ast.Assert(test=test):
                yield from sentences(test)
            case ast.Call(func=ast.Attribute(value=ast.Name(id="LOG"))):
                continue  # for whoever runs it
            case ast.Call(func=ast.Name(id="BadUsage") | ast.Attribute(value=ast.Call(), attr="__init__")):
                continue  # an error, to be raised
            case ast.Call(func=ast.Attribute(value=ast.Name(id="click"))):
                continue  # arguments and options explain themselves where they stand
            case ast.Constant(value=str(text)) if SENTENCE.search(text):
                yield child.lineno, text
            case _:
                yield from sentences(child)


@pytest.mark.parametrize(
    "code, found",
    [
        ("show(out, 'Nothing is open on this day.')", True),
        ("show(out, f'Nothing is open on {day}, nor before.')", True),
        ("'''Nothing is open on this day.'''", False),
        ("raise BadUsage('Nothing is open on this day.')", False),
        ("show(out, say('list.nothing_open', day))", False),
        ("click.option('--tier', help='Only the tier that is named.')", False),
    ],
)
def test_the_search_tells_a_sentence_that_is_shown(code: str, found: bool) -> None:
    assert bool(list(sentences(ast.parse(code)))) is found
