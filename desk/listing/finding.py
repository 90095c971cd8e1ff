"""Finds schools by name or URN, the way people type names.

Belongs here: what counts as the same word, and in which order finds are shown. Does not belong here: who may
see a school, which the caller says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

#: Longer ones are no name of a school.
LONGEST_QUERY = 120
_URN = re.compile(r"(?:urn\s*)?(\d{6})", re.IGNORECASE)
# St John's and St Johns are looked for alike; so are the marks that people and programs use for it.
_LEFT_OUT = dict.fromkeys(map(ord, "'’‘ʼ`´."))
_NOT_A_WORD = re.compile(r"[^0-9a-z]+")
# The same word in several spellings, after the marks are gone.
_ONE_SPELLING = (
    (re.compile(r"\bsaint\b"), "st"),
    (re.compile(r"\bchurch of england\b|\bc of e\b|\bc e\b"), "ce"),
    (re.compile(r"\bcofe\b"), "ce"),
    (re.compile(r"\broman catholic\b|\br c\b"), "rc"),
    (re.compile(r"\band\b"), ""),
)


@dataclass(frozen=True)
class Found:
    """schools: rows of sql/desk/school_index.sql, the nearest first, no more than were asked for. count: how
    many there are in all."""

    schools: tuple[Mapping[str, Any], ...]
    count: int


class SchoolIndex:
    """Every school of one build, ready to be searched."""

    def __init__(self, schools: Iterable[Mapping[str, Any]]) -> None:
        # A blank before each word, so that a search for how a word begins is a search for a piece of text.
        self._named = [(f" {words(school['name'])}", school) for school in schools]
        self._places = [
            f" {words(school['local_authority'] or '')} {words(school['postcode'] or '')}"
            for _, school in self._named
        ]

    def find(self, query: str, covers: Callable[[Mapping[str, Any]], bool], most: int) -> Found:
        """Schools whose name has words that begin as each word of the query does, in any order; a word may
        also be of the local authority or the postcode. Names that are or begin as the query come first, and
        schools that are open before those that are closed."""
        asked = words(query[:LONGEST_QUERY])
        wanted = [f" {word}" for word in asked.split()]
        if not wanted:
            return Found((), 0)
        found = [
            (name, school)
            for (name, school), place in zip(self._named, self._places, strict=True)
            if all(word in name or word in place for word in wanted) and covers(school)
        ]
        found.sort(key=lambda each: _order(each[0], each[1], asked, wanted))
        return Found(tuple(school for _, school in found[:most]), len(found))


def urn_in(query: str) -> int | None:
    """The URN that a query is, where it is one."""
    found = _URN.fullmatch(query.strip())
    return int(found[1]) if found else None


# A new build names nearly the same schools.
@lru_cache(maxsize=100_000)
def words(text: str) -> str:
    """A text as it is searched: small letters without accents, single blanks, one spelling."""
    bare = unicodedata.normalize("NFKD", text.casefold().translate(_LEFT_OUT))
    spelled = " ".join(_NOT_A_WORD.sub(" ", _without_accents(bare)).split())
    for spelling, one in _ONE_SPELLING:
        spelled = spelling.sub(one, spelled)
    return " ".join(spelled.split())


def _without_accents(text: str) -> str:
    return text if text.isascii() else "".join(c for c in text if not unicodedata.combining(c))


def _order(name: str, school: Mapping[str, Any], asked: str, wanted: list[str]) -> tuple[Any, ...]:
    return (
        name != f" {asked}",
        school["status"] == "closed",
        not name.startswith(f" {asked}"),
        not all(word in name for word in wanted),
        name,
        school["urn"],
    )
