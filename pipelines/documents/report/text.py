"""The text of a report, page by page, in a form in which its words can be found and quoted.

Belongs here: what text is refused, cleaning that loses no word. Does not belong here: what any word means,
and the PDF library (confined.py).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.report.confined import PDFS
from pipelines.documents.report.pdf_guard import refuse_other_kinds, refuse_swelling_streams

MOST_CHARACTERS = 2_000_000
# A report of one page (a conversion letter) has 1,900 characters; a scanned one has none, or a stamp.
FEWEST_LETTERS = 200
LONGEST_QUOTE = 300

# Blanks all: bullets of symbol fonts, control characters, and what is blank without being the plain one.
BULLETS = "\ue000-\uf8ff\u2022\u25aa\u25cf\u25e6\u25fc\ufeff"
CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x9f"
OTHER_BLANKS = "\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
BLANK = re.compile(f"[{BULLETS}{CONTROLS}{OTHER_BLANKS}]")
BLANKS = re.compile(" {2,}")
LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\xad": ""}
SAME_WIDTH = {
    "\u2018": "'",
    "\u2019": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2212": "-",
    "\u0336": "-",
}
# Text whose letters the file does not name comes out as runs of question marks, or as replacement characters.
UNREADABLE = re.compile("\\?{4,}|\ufffd+")
MOST_UNREADABLE = 0.05
# Every tenth word of English prose is one of these; text in a shifted alphabet has none.
COMMON_WORDS = (" the ", " and ", " of ", " to ", " in ")
WORDS_TO_JUDGE_BY = 100
FEWEST_COMMON_WORDS = 0.02


@dataclass(frozen=True)
class ReportText:
    """A report's text. Positions in text, folded and flat are the same; pages count from 1.

    text: lines with single spaces, blank lines dropped. folded: small letters, plain quotes and hyphens.
    flat: folded with line ends as spaces, for sentences that wrap.
    """

    pages: tuple[str, ...]
    text: str
    folded: str
    flat: str
    page_starts: tuple[int, ...]

    def page_of(self, position: int) -> int:
        """The page that a position stands on."""
        return bisect_right(self.page_starts, position)

    def quote(self, start: int, end: int) -> str:
        """What is printed between two positions, on one line."""
        return " ".join(self.text[start : min(end, start + LONGEST_QUOTE)].split())

    def locator(self, start: int, end: int) -> str:
        """Where a fact stands: its page and the words quoted."""
        return f"page {self.page_of(start)}: '{self.quote(start, end)}'"


def read_pages(content: bytes) -> ReportText:
    """The text of a PDF in reading order; raises DocumentRefused where there is none that can be read."""
    refuse_other_kinds(content)
    refuse_swelling_streams(content)
    pages = PDFS.pages(content)
    if sum(map(len, pages)) > MOST_CHARACTERS:
        raise DocumentRefused("too_large", "The PDF holds too much text.")
    report = text_of(pages)
    _refuse_unreadable(report)
    return report


def pages_from_text(text: str) -> ReportText:
    """A report that is text already; form feeds part the pages."""
    return text_of(text.removesuffix("\f").split("\f"))


def text_of(pages: Iterable[str]) -> ReportText:
    """Clean pages of text and put them together."""
    cleaned = tuple(map(_clean, pages))
    text = "\n".join(cleaned)
    folded = _fold(text)
    starts = accumulate((len(page) + 1 for page in cleaned[:-1]), initial=0)
    return ReportText(cleaned, text, folded, folded.replace("\n", " "), tuple(starts))


def _clean(page: str) -> str:
    page = page.replace("\ufffe", "-")  # where a line was hyphenated
    for character, letters in LIGATURES.items():
        page = page.replace(character, letters)
    lines = BLANKS.sub(" ", BLANK.sub(" ", page)).splitlines()
    return "\n".join(filter(None, map(str.strip, lines)))


def _fold(text: str) -> str:
    folded = text.lower()
    if len(folded) != len(text):  # a few capitals of other alphabets become two letters
        folded = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    for character, plain in SAME_WIDTH.items():
        folded = folded.replace(character, plain)
    return folded


def _refuse_unreadable(report: ReportText) -> None:
    letters = sum(map(str.isalpha, report.flat)) if len(report.flat) < 4 * FEWEST_LETTERS else FEWEST_LETTERS
    unreadable = 0
    if "????" in report.flat or "\ufffd" in report.flat:
        unreadable = sum(map(len, UNREADABLE.findall(report.flat)))
    if letters < FEWEST_LETTERS and not unreadable:
        raise DocumentRefused("no_text", "The PDF holds no text: it is empty, or a picture of a report.")
    words = report.flat.count(" ")
    common = sum(map(report.flat.count, COMMON_WORDS))
    if unreadable > MOST_UNREADABLE * len(report.flat) or (
        words > WORDS_TO_JUDGE_BY and common < FEWEST_COMMON_WORDS * words
    ):
        raise DocumentRefused(
            "garbled_text", "The PDF's text is garbled: its letters are not named in the file."
        )
