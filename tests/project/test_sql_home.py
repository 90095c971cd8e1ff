"""Statements stand in sql/, one a file: none is written or assembled in Python."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.project.source_tree import Module, modules

STATEMENT = re.compile(
    r"""^\s*(?:
        select\b.*\bfrom\b
      | with\s+\w+\s+as\s*\(
      | insert\s+(?:or\s+\w+\s+)?into\b
      | update\s+\w+\s+set\b
      | delete\s+from\b
      | create\s+(?:or\s+replace\s+)?(?:temp(?:orary)?\s+)?(?:table|view|macro|schema|index)\b
      | drop\s+(?:table|view|macro|schema)\b
      | alter\s+table\b
      | copy\b.*\bto\b\s*'
      | copy\s+from\s+database\b
    )""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)


def written_text(node: ast.AST) -> str | None:
    """The text that an expression spells, literal or put together; a value put in stands as ``x``."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(written_text(part) or "x" for part in parts)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            texts = (written_text(left), written_text(right))
            return None if texts == (None, None) else "".join(text or "x" for text in texts)
        case ast.BinOp(left=left, op=ast.Mod()):
            return written_text(left)
    return None


def statements(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and text of every string that begins as a SQL statement; docstrings are none."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue
        text = written_text(child)
        if text is None:
            yield from statements(child)
        elif STATEMENT.search(text):
            yield getattr(child, "lineno", 0), text


@pytest.mark.parametrize(
    "code",
    [
        "run(f'select * from {table}')",
        "run('SELECT urn ' + 'FROM school')",
        "run(f'''\n  insert into {table}\n  values (1)''')",
        "run('create or replace table %s as select 1' % name)",
        "run('delete from {}'.format(table))",
    ],
)
def test_the_search_finds_a_statement(code: str) -> None:
    assert list(statements(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        "fail(f'Select {name} in the list of sources, or add it.')",
        "'''Create the tables of a candidate.'''",
        "say('With 3 open flags as of today.')",
        "say('Update the settings in reference/thresholds.toml.')",
    ],
)
def test_the_search_leaves_sentences_alone(code: str) -> None:
    assert not list(statements(ast.parse(code)))


def places(module: Module) -> Iterator[str]:
    yield from (
        f"{module.path}:{line} {' '.join(text.split())[:60]}" for line, text in statements(module.tree)
    )


def test_no_statement_is_written_in_python() -> None:
    written = [
        place
        for module in modules()
        if module.room in ("assets", "desk", "pipelines")
        for place in places(module)
    ]
    assert not written, written
