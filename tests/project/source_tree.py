"""What the hygiene tests look at: the repository's files, and the Python among them as syntax trees.

Does not belong here: what is right or wrong about a file; each test says that itself.
"""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from pipelines.settings import PROJECT_ROOT

CODE_FOLDERS = ("assets", "desk", "pipelines", "replica", "benchmarks", "tests")
FOLDERS = (*CODE_FOLDERS, "sql", "reference", "docs")


@dataclass(frozen=True)
class Module:
    """One Python file: its path below the project folder, its text and its syntax tree."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        return self.path.parts[0]

    def imports(self) -> Iterator[tuple[int, str]]:
        """Line and full name of everything that is imported, wherever in the file the import stands."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                package = ".".join(self.path.parts[: -node.level]) if node.level else ""
                yield node.lineno, ".".join(filter(None, [package, node.module]))


def listed_by_git(*arguments: str) -> tuple[Path, ...]:
    """Files as ``git ls-files`` gives them, by their path in the project; skips outside a git checkout."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", *arguments], cwd=PROJECT_ROOT, capture_output=True, text=True, check=False
    )
    if listing.returncode != 0:
        pytest.skip("not a git checkout: there is no list of committed files")
    return tuple(sorted(Path(name) for name in listing.stdout.split("\0") if name))


def committed_or_new() -> tuple[Path, ...]:
    """Everything that is committed, or would be; what was deleted just now too."""
    return listed_by_git("--cached", "--others", "--exclude-standard")


@cache
def repository_files() -> tuple[Path, ...]:
    """Every file that is committed, or would be."""
    return tuple(path for path in committed_or_new() if (PROJECT_ROOT / path).is_file())


def ignored_files() -> tuple[Path, ...]:
    """Every file that stands in the project and that git is told to ignore."""
    return listed_by_git("--others", "--ignored", "--exclude-standard")


@cache
def text_files() -> tuple[tuple[Path, str], ...]:
    """The repository's files with their text; what is not UTF-8 is data, and is read as Latin-1."""

    def text(path: Path) -> str:
        content = (PROJECT_ROOT / path).read_bytes()
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            return content.decode("latin-1")

    return tuple((path, text(path)) for path in repository_files())


@cache
def modules() -> tuple[Module, ...]:
    """Every Python file of the repository."""
    return tuple(
        Module(path, text, ast.parse(text, filename=str(path)))
        for path, text in text_files()
        if path.suffix == ".py" and path.parts[0] in CODE_FOLDERS
    )
