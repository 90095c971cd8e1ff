"""The eras of management information: which columns each has, under which spellings.

Belongs here: loading reference/management_information/.
Does not belong here: any column name (they are data), fitting a header to an era (matching.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

from pipelines.reference import read_csv

FOLDER = "management_information"
IGNORED = "ignored"

Key = tuple[str, str, str]  # block, field, area


@dataclass(frozen=True)
class Block:
    """A group of columns that speaks of one inspection.

    kind: the kind of inspection, or ``by_type`` where the inspection type says it.
    framework: a framework's name, ``by_start_date``, or ``none``.
    outcome_scale: the scale whose words alone are accepted as outcomes; empty where any wording is.
    """

    name: str
    kind: str
    framework: str
    outcome_scale: str


@dataclass(frozen=True)
class Era:
    """One layout of the published tables.

    provider: state_funded or independent. identity: the columns that tell what a row speaks of.
    columns: the spellings of each wanted column. ignored: patterns of known columns that no reader needs.
    """

    name: str
    title: str
    lists_schools: bool
    provider: str
    identity: tuple[Key, ...]
    blocks: tuple[Block, ...]
    columns: dict[Key, tuple[str, ...]]
    required: frozenset[Key]
    ignored: tuple[str, ...]

    def ignores(self, label: str) -> bool:
        folded = fold(label)
        return any(fnmatchcase(folded, pattern) for pattern in self.ignored)


def fold(label: str) -> str:
    """A header or word for comparison: white space collapsed, case dropped."""
    return " ".join(label.split()).casefold()


@cache
def eras() -> tuple[Era, ...]:
    """Every era, in the order of preference where a workbook holds several."""
    return tuple(_era(row) for row in read_csv(f"{FOLDER}/eras.csv"))


def _era(row: dict[str, str]) -> Era:
    name = row["era"]
    columns: dict[Key, tuple[str, ...]] = {}
    required: set[Key] = set()
    ignored: list[str] = []
    for line in read_csv(f"{FOLDER}/{name}.csv"):
        if line["block"] == IGNORED:
            ignored.append(fold(line["spelling"]))
            continue
        key = (line["block"], line["field"], line["area"])
        columns[key] = (*columns.get(key, ()), line["spelling"])
        if line["required"] == "yes":
            required.add(key)
    blocks = tuple(
        Block(line["block"], line["kind"], line["framework"], line["outcome_scale"])
        for line in read_csv(f"{FOLDER}/blocks.csv")
        if line["era"] == name
    )
    return Era(
        name=name,
        title=row["title"],
        lists_schools=row["lists_schools"] == "yes",
        provider=row["provider"],
        identity=tuple(_identity_key(text) for text in row["identity"].split()),
        blocks=blocks,
        columns=columns,
        required=frozenset(required),
        ignored=tuple(ignored),
    )


def _identity_key(text: str) -> Key:
    block, field = text.split(".")
    return block, field, ""
