"""README and CONTRIBUTING tell the truth about targets, files and links."""

from __future__ import annotations

import re

import pytest

from pipelines.settings import PROJECT_ROOT
from tests.project.source_tree import text_files

TARGETS = set(
    re.findall(r"^([a-z]+):", (PROJECT_ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
)
PAGES = [path for path, _ in text_files() if path.suffix == ".md"]


def read(name: str) -> str:
    return (PROJECT_ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["nightly", "test"])
def test_the_two_commands_stand_in_the_readme_and_in_the_makefile(command: str) -> None:
    assert re.search(rf"^\$ make {command}\b", read("README.md"), re.MULTILINE)
    assert command in TARGETS


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_page_names_only_targets_that_exist(page: str) -> None:
    # In code only: as a command line, or between backticks.
    named = set(re.findall(r"(?:^\$ |`)make ([a-z]+)", read(page), re.MULTILINE))
    assert named <= TARGETS


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_page_links_only_to_files_that_exist(page: str) -> None:
    folder = (PROJECT_ROOT / page).parent
    links = re.findall(r"\]\((?!https?://|#|mailto:)([^)#\s]+)", read(page))
    assert not [link for link in links if not (folder / link).exists()]


def test_help_explains_every_target() -> None:
    explained = set(re.findall(r"^([a-z]+):.*## ", read("Makefile"), re.MULTILINE))
    assert explained == TARGETS
