"""One column of a document, read by its distinct words: 22,000 rows hold few distinct grades and dates.

Belongs here: the words of a column and how they turn into dates, numbers and truth values.
Does not belong here: what is done about a word that does not read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import count
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Mask = NDArray[np.bool_]

# "NULL" is printed where there is no such inspection or the value is not known; it is a word of the format.
NULL_WORD = "null"

DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: 00:00(?::00)?)?", re.ASCII)
YEAR_FIRST = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]00:00:00)?", re.ASCII)
WHOLE_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,9}", re.ASCII)


@dataclass(frozen=True)
class TextColumn:
    """``words[codes[row]]`` is the trimmed text of a row; name is as printed in the header."""

    name: str
    codes: NDArray[np.int32]
    words: list[str]

    @classmethod
    def of(cls, name: str, cells: Sequence[str]) -> TextColumn:
        # The one pass over the cells runs inside the interpreter's own loops: a third of the time.
        places: defaultdict[str, int] = defaultdict(count().__next__)
        codes = np.fromiter(map(places.__getitem__, cells), dtype=np.int32, count=len(cells))
        trimmed: dict[str, int] = {}
        merged = np.array([trimmed.setdefault(word.strip(), len(trimmed)) for word in places], dtype=np.int32)
        return cls(name, merged[codes] if len(merged) else codes, list(trimmed))

    def kept(self, keep: Mask) -> TextColumn:
        """The same column without the rows outside ``keep``."""
        return TextColumn(self.name, self.codes[keep], self.words)

    def word(self, row: int) -> str:
        return self.words[int(self.codes[row])]

    def where(self, test: Callable[[str], object]) -> Mask:
        """The rows whose word passes a test that is asked once a distinct word."""
        return np.fromiter((bool(test(word)) for word in self.words), dtype=bool, count=len(self.words))[
            self.codes
        ]

    @cached_property
    def null(self) -> Mask:
        """The rows that say the word NULL (not those that are empty)."""
        return self.where(lambda word: word.casefold() == NULL_WORD)

    @cached_property
    def missing(self) -> Mask:
        """The rows that are empty or say NULL."""
        return self.where(is_missing)

    @cached_property
    def days(self) -> NDArray[np.datetime64]:
        """The column read as dates; NaT where it is missing or no date."""
        days = [read_day(word) for word in self.words]
        return np.array(days, dtype="datetime64[D]")[self.codes]

    @cached_property
    def no_day(self) -> Mask:
        """The rows whose word is not missing, yet no day of the calendar."""
        return np.isnat(self.days) & ~self.missing

    def text(self) -> NDArray[np.object_]:
        """Text by row, None where it is empty or says NULL."""
        words = np.empty(len(self.words), dtype=object)
        words[:] = [None if is_missing(word) else word for word in self.words]
        return words[self.codes]

    def category(self, meaning: Callable[[str], str | None] = lambda word: word) -> pd.Categorical:
        """Text by row as a categorical, each word in use turned into its meaning; None where missing."""
        used = set(np.unique(self.codes).tolist())
        meanings = [
            meaning(word) if code in used and not is_missing(word) else None
            for code, word in enumerate(self.words)
        ]
        return categorical(meanings, self.codes)

    def numbers(self) -> tuple[Any, Mask]:
        """Whole numbers by row, null where there is none; and the rows whose word is not missing yet none."""
        values = [read_number(word) for word in self.words]
        numbers = np.array([value or 0 for value in values], dtype=np.int32)[self.codes]
        absent = np.array([value is None for value in values], dtype=bool)[self.codes]
        return pd.arrays.IntegerArray(numbers, absent), absent & ~self.missing

    def truths(self) -> Any:
        """Yes and No as a nullable boolean; null for anything else."""
        folded = [word.casefold() for word in self.words]
        values = np.array([word == "yes" for word in folded], dtype=bool)[self.codes]
        absent = np.array([word not in ("yes", "no") for word in folded], dtype=bool)[self.codes]
        return pd.arrays.BooleanArray(values, absent)


def is_missing(word: str) -> bool:
    return not word or word.casefold() == NULL_WORD


@lru_cache(maxsize=65_536)
def read_day(word: str) -> date | None:
    """A dd/mm/yyyy or yyyy-mm-dd date; None where the text is no day of the calendar."""
    if match := DAY_FIRST.fullmatch(word):
        day, month, year = match.groups()
    elif match := YEAR_FIRST.fullmatch(word):
        year, month, day = match.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def read_number(word: str) -> int | None:
    return int(word.replace(",", "")) if WHOLE_NUMBER.fullmatch(word) else None


def categorical(words: Sequence[str | None], codes: NDArray[Any]) -> pd.Categorical:
    """A categorical from distinct (perhaps repeated, perhaps None) words and each row's index into them."""
    categories: dict[str, int] = {}
    index = [-1 if word is None else categories.setdefault(word, len(categories)) for word in words]
    merged = np.array(index, dtype=np.int32)
    by_row = merged[codes] if len(merged) else np.zeros(len(codes), dtype=np.int32)
    return from_codes(by_row, categories)


def from_codes(codes: NDArray[Any], words: Iterable[str]) -> pd.Categorical:
    """A categorical of distinct words and each row's index into them (-1: null)."""
    typed: pd.Categorical = pd.Categorical.from_codes(codes, dtype=_dtype(tuple(words)), validate=False)
    return typed


@lru_cache(maxsize=1024)
def _dtype(words: tuple[str, ...]) -> pd.CategoricalDtype:
    # Making one costs as much as the rest of a small column, and most columns repeat a few words.
    return pd.CategoricalDtype(pd.Index(words, dtype=object))


def constant(word: str | None, length: int) -> pd.Categorical:
    """A categorical of one repeated word (or nothing)."""
    return categorical([word], np.zeros(length, dtype=np.int32))
