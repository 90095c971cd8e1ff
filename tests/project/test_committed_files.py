"""What a committed file may not say, and what every module has."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from pipelines.settings import PROJECT_ROOT
from tests.project.source_tree import FOLDERS, committed_or_new, ignored_files, modules, text_files

LONGEST_MODULE = 400  # lines: three or four screens; what is longer has two subjects

# Put together here, so that this file does not name them itself.
REGISTRY_HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("debian", "org"),
        ("anaconda", "org"),
        ("golang", "org"),
        ("crates", "io"),
    )
]
HOME_FOLDERS = ["/" + name + "/" for name in ("home", "Users", "root")]


def test_no_file_names_the_host_of_a_package_registry() -> None:
    named = [
        f"{path}: {host}" for path, text in text_files() for host in REGISTRY_HOSTS if host in text.lower()
    ]
    assert not named, named


def test_no_file_carries_an_absolute_path_of_this_machine() -> None:
    places = [*HOME_FOLDERS, f"{PROJECT_ROOT}/", f"{Path.home()}/"]
    # A path starts where no word, dot or slash stands before it: https://example.org/home/ is an address.
    pattern = re.compile(r"(?<![\w./-])(?:" + "|".join(map(re.escape, places)) + r")\w")
    carried = [f"{path}: {found[0]}" for path, text in text_files() if (found := pattern.search(text))]
    assert not carried, carried


def test_no_file_is_a_link_to_another() -> None:
    """It leads out of the repository, or into it under two names, and no other test here reads it."""
    links = [path for path in committed_or_new() if (PROJECT_ROOT / path).is_symlink()]
    assert not links, links


def test_lock_gives_a_hash_for_every_package_and_no_index_address() -> None:
    lock = (PROJECT_ROOT / "requirements.lock").read_text(encoding="utf-8")
    packages = re.findall(r"^[a-z0-9][^\n]*(?:\n    --hash[^\n]*)*", lock, flags=re.MULTILINE)
    assert packages
    assert not [package for package in packages if "==" not in package or "--hash=sha256:" not in package]
    assert "://" not in lock
    assert "index-url" not in lock
    assert "find-links" not in lock


def test_every_module_says_what_it_is_for() -> None:
    silent = [str(module.path) for module in modules() if not ast.get_docstring(module.tree)]
    assert not silent, silent


def test_no_module_is_longer_than_a_reader_keeps_in_mind() -> None:
    long = [f"{m.path}: {lines}" for m in modules() if (lines := m.text.count("\n")) > LONGEST_MODULE]
    assert not long, long


def test_every_statement_file_opens_with_a_comment_that_says_what_it_gives() -> None:
    silent = [str(path) for path, text in text_files() if path.suffix == ".sql" and not text.startswith("--")]
    assert not silent, silent


def test_no_source_file_is_ignored_by_git() -> None:
    """A general pattern such as build/ would keep sql/build out of the repository without a word."""
    ignored = [
        path
        for path in ignored_files()
        if path.parts[0] in FOLDERS
        and not any(part.startswith(".") or part == "__pycache__" for part in path.parts)
    ]
    assert not ignored, ignored
