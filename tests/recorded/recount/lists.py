"""The lists of a recording as text cells, and which of them were out on a day.

Belongs here: finding and reading files. What their columns mean stands in columns.py. Nothing of the program
is used in this folder: if the recount goes wrong, it is to go wrong in other places.
"""

from __future__ import annotations

import json
import re
from calendar import month_name
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pandas as pd

AS_AT = re.compile(r"as_at_(\d{1,2}_[A-Z][a-z]+_\d{4})\.csv$")


class PublishedList(NamedTuple):
    """One list of all state-funded schools: the day that it describes, and its cells as text by school."""

    as_at: date
    cells: pd.DataFrame


def read_cells(path: Path) -> pd.DataFrame:
    """Every cell as text, indexed by URN; NULL stays NULL and blank stays blank, because they differ.

    The statistics end in rows of commas alone (management-information.md, Footer): they have no URN.
    """
    cells = pd.read_csv(path, encoding="cp1252", dtype=str, keep_default_na=False)
    return cells[cells["URN"] != ""].set_index("URN", drop=False)


def lists_on(recording: Path, day: date) -> list[PublishedList]:
    """The lists of schools that were out on ``day``, oldest as-at date first."""
    return sorted(
        (
            PublishedList(_as_at(found[1]), read_cells(recording / name))
            for name in _files_on(recording, day)
            if (found := AS_AT.search(name))
        ),
        key=lambda published: published.as_at,
    )


def links_on(recording: Path, day: date) -> pd.DataFrame:
    """The register's newest table of links on ``day``: columns URN and LinkURN of each predecessor link."""
    newest = max(name for name in _files_on(recording, day) if name.startswith("links_"))
    links = pd.read_csv(recording / newest, encoding="cp1252", dtype=str, keep_default_na=False)
    return links.loc[links["LinkType"].str.startswith("Predecessor"), ["URN", "LinkURN"]].astype(int)


def _as_at(words: str) -> date:
    day, month, year = words.split("_")
    return date(int(year), list(month_name).index(month), int(day))


def _files_on(recording: Path, day: date) -> list[str]:
    """Of several lines for one address the newest that is not after ``day`` counts (README.md)."""
    with (recording / "index.jsonl").open(encoding="utf-8") as index:
        lines = sorted(map(json.loads, index), key=lambda line: line["from"])
    served = [line for line in lines if line["from"] <= day.isoformat() and line["status"] == 200]
    return list({line["url"]: line["file"] for line in served}.values())
