"""What an inspection without grades concluded, in the words that Ofsted publishes for it.

Belongs here: finding the one entry of reference/report_outcomes.toml that a text fits.
Does not belong here: the wordings; they are data, each with its evidence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipelines.documents.report.document import Doubt
from pipelines.documents.report.text import ReportText
from pipelines.reference import read_toml

UNCLEAR = Doubt("outcome_unclear", "What the inspection concluded was not found, or can be read in two ways.")


@dataclass(frozen=True)
class Outcome:
    """A conclusion and where it stands; both None, with a doubt, where no wording or more than one fits."""

    words: str | None
    locator: str | None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class _Wording:
    words: str
    pattern: re.Pattern[str]
    also: re.Pattern[str] | None
    unless: re.Pattern[str] | None

    def in_text(self, text: str, start: int, end: int) -> re.Match[str] | None:
        if self.also and not self.also.search(text, start, end):
            return None
        if self.unless and self.unless.search(text, start, end):
            return None
        return self.pattern.search(text, start, end)


@cache
def _wordings(kind: str) -> tuple[_Wording, ...]:
    return tuple(
        _Wording(
            row["words"],
            re.compile(row["pattern"]),
            re.compile(row["also"]) if "also" in row else None,
            re.compile(row["unless"]) if "unless" in row else None,
        )
        for row in read_toml("report_outcomes.toml")["outcome"]
        if row["kind"] == kind
    )


def read_outcome(report: ReportText, kind: str, start: int = 0, end: int | None = None) -> Outcome:
    """The conclusion between two positions."""
    until = len(report.flat) if end is None else end
    found = [
        (wording.words, match)
        for wording in _wordings(kind)
        if (match := wording.in_text(report.flat, start, until))
    ]
    if len({words for words, _ in found}) != 1:
        return Outcome(None, None, (UNCLEAR,))
    words, match = found[0]
    return Outcome(words, report.locator(*match.span()))
