"""Reads the tables in reference/: scales, areas, comparability, column names, thresholds, texts.

Belongs here: finding and reading those files. What they say belongs in the files themselves.
"""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from pipelines.settings import PROJECT_ROOT

REFERENCE = PROJECT_ROOT / "reference"


def reference_path(name: str) -> Path:
    """The path of one reference file, by its name below reference/."""
    return REFERENCE / name


@cache
def read_csv(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a reference CSV, each a mapping of header to text; blank cells are empty strings."""
    with reference_path(name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def read_toml(name: str) -> dict[str, Any]:
    """A reference TOML file as nested mappings."""
    return tomllib.loads(reference_path(name).read_text(encoding="utf-8"))
