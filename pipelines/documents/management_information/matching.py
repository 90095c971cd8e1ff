"""Fits a header to an era, or says what is missing, doubled or renamed.

Belongs here: comparing printed headers with the spellings of every era.
Does not belong here: finding the header row (header.py).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from pipelines.documents.management_information.eras import FOLDER, Era, Key, eras, fold
from pipelines.documents.refusal import DocumentRefused

# An unknown header this like the spelling of a column that is absent is taken for that column, renamed.
RENAMED_LIKENESS = 0.9
# Below this a header is too unlike a missing column to be worth naming beside it.
NEAREST_LIKENESS = 0.5
TOLD_COLUMNS = 5
# "@7" in place of a spelling: the seventh column, for files whose headers are known by position only.
POSITION = "@"


@dataclass(frozen=True)
class MatchedHeader:
    """A header that fits an era: where each wanted column stands, and which headers nobody knows."""

    era: Era
    positions: dict[Key, int]
    labels: tuple[str, ...]
    unknown: tuple[str, ...]

    def label(self, key: Key) -> str:
        return self.labels[self.positions[key]]


def match_header(labels: Sequence[str]) -> MatchedHeader | None:
    """The era whose required columns each stand in the header once; of several, the one that knows most."""
    fitting = [match for era in eras() if (match := _match(era, labels)) is not None]
    return min(fitting, key=lambda match: len(match.unknown), default=None)


def _match(era: Era, labels: Sequence[str]) -> MatchedHeader | None:
    found = _found(era, labels)
    if any(len(places) > 1 for places in found.values()) or era.required - found.keys():
        return None
    positions = {key: places[0] for key, places in found.items()}
    used = set(positions.values())
    unknown = tuple(
        label
        for place, label in enumerate(labels)
        if place not in used and fold(label) and not era.ignores(label)
    )
    return MatchedHeader(era, positions, tuple(labels), unknown)


def _found(era: Era, labels: Sequence[str]) -> dict[Key, list[int]]:
    """Where each wanted column stands; more than one place is one too many."""
    places: dict[str, list[int]] = {}
    for place, label in enumerate(labels):
        places.setdefault(fold(label), []).append(place)
    found = {key: _standing(spellings, places, len(labels)) for key, spellings in era.columns.items()}
    return {key: standing for key, standing in found.items() if standing}


def _standing(spellings: Iterable[str], places: dict[str, list[int]], width: int) -> list[int]:
    """Where any spelling stands (``*`` in one is any words); a position counts only where none does."""
    standing: list[int] = []
    by_position: list[int] = []
    for spelling in map(fold, spellings):
        if spelling.startswith(POSITION):
            by_position = [place for place in [int(spelling.removeprefix(POSITION)) - 1] if place < width]
        elif "*" in spelling:
            standing += [
                place for label, at in places.items() if fnmatchcase(label, spelling) for place in at
            ]
        else:
            standing += places.get(spelling, [])
    return standing or by_position


def refuse_renamed(match: MatchedHeader) -> None:
    """Raise DocumentRefused where an unknown header is nearly the name of an absent optional column."""
    absent = [
        fold(spelling)
        for key, spellings in match.era.columns.items()
        if key not in match.positions
        for spelling in spellings
    ]
    for label in match.unknown:
        near = difflib.get_close_matches(fold(label), absent, n=1, cutoff=RENAMED_LIKENESS)
        if near:
            raise DocumentRefused(
                "renamed_column",
                f"The column {label!r} is not known but nearly {near[0]!r}, which is absent: renamed? "
                f"{_advice(match.era)}",
                column_name=label,
            )


def unmatched(headers: Iterable[Sequence[str]]) -> DocumentRefused:
    """The refusal for headers that fit no era: the nearest era, what it misses, the nearest headers."""
    labels, era, found = min(
        ((labels, era, _found(era, labels)) for labels in headers for era in eras()),
        key=lambda candidate: len(candidate[1].required - candidate[2].keys()) / len(candidate[1].required),
    )
    missing = [key for key in era.columns if key in era.required - found.keys()]
    return _missing_columns(era, labels, missing) if missing else _doubled_column(labels, found)


def _doubled_column(labels: Sequence[str], found: dict[Key, list[int]]) -> DocumentRefused:
    twice = next(places for places in found.values() if len(places) > 1)
    names = ", ".join(f"{labels[place]!r} (column {place + 1})" for place in twice)
    return DocumentRefused(
        "duplicate_column", f"One column stands more than once: {names}.", column_name=labels[twice[0]]
    )


def _missing_columns(era: Era, labels: Sequence[str], missing: Sequence[Key]) -> DocumentRefused:
    known = {fold(spelling) for spellings in era.columns.values() for spelling in spellings}
    spare = {fold(label): label for label in labels if fold(label) not in known and not era.ignores(label)}
    told, renamed = [], False
    for key in missing[:TOLD_COLUMNS]:
        expected = era.columns[key][0]
        near = difflib.get_close_matches(fold(expected), spare, n=1, cutoff=NEAREST_LIKENESS)
        renamed = renamed or bool(near)
        told.append(f"{expected!r}" + (f" (nearest header: {spare[near[0]]!r})" if near else ""))
    more = f" and {len(missing) - TOLD_COLUMNS} more" if len(missing) > TOLD_COLUMNS else ""
    return DocumentRefused(
        "renamed_column" if renamed else "missing_column",
        f"The header fits no known era. Nearest is {era.name!r} ({era.title}), "
        f"without {'; '.join(told)}{more}. {_advice(era)}",
        column_name=era.columns[missing[0]][0],
    )


def _advice(era: Era) -> str:
    return f"If a column was renamed, add its spelling to reference/{FOLDER}/{era.name}.csv."
