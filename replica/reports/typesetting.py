"""Sets lines, tables and columns on pages and writes them as one PDF file.

Belongs here: places and fonts, wrapping, page furniture, the same bytes for the same lines.
Does not belong here: any word of a report (one module a layout).
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from replica.reports.bullets import BULLET, BULLET_FONT, register_bullets

# Published reports hold binary streams; text ones would cost a third of the time and of the bytes.
rl_config.useA85 = 0

# In points from the page's lower left corner.
LEFT, RIGHT, TOP, BOTTOM = 60, 535, 790, 60
HEADER_AT, FOOTER_AT = 812, 40
VALUE_AT = 330
GUTTER, INDENT = 16, 14

Furniture = Callable[[int, int], Sequence[str]]


@dataclass(frozen=True)
class Style:
    """A font, its size and line distance in points, and how much of what follows stays on its page."""

    font: str
    size: float
    leading: float
    keep: float = 0


BODY = Style("Helvetica", 10, 13.5)
SMALL = Style("Helvetica", 8, 11)
BOLD = Style("Helvetica-Bold", 10, 15, keep=27)
HEADING = Style("Helvetica-Bold", 13, 22, keep=45)
TITLE = Style("Helvetica-Bold", 20, 26)


register_bullets()


@lru_cache(maxsize=8192)
def _width(word: str, font: str) -> float:
    """In points at size 1."""
    return float(pdfmetrics.stringWidth(word, font, 1))


@lru_cache(maxsize=4096)
def _wrapped(text: str, style: Style, width: float) -> tuple[str, ...]:
    """The lines of a text, each as long as fits; a word that is too long stands alone."""
    space = _width(" ", style.font)
    lines: list[str] = []
    words: list[str] = []
    used = 0.0
    for word in text.split():
        length = _width(word, style.font)
        if words and (used + space + length) * style.size > width:
            lines.append(" ".join(words))
            words, used = [], 0.0
        used += length + (space if words else 0)
        words.append(word)
    return (*lines, " ".join(words)) if words else tuple(lines)


@lru_cache(maxsize=4096)
def _operand(text: str) -> str:
    """A text as it stands in a page's contents; raises UnicodeEncodeError for letters the fonts lack."""
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return "".join(
        chr(code) if 32 <= code < 127 else f"\\{code:03o}" for code in escaped.encode("cp1252", "strict")
    )


class Pages:
    """Pages of one report, filled from top to bottom.

    header and footer: called with the page and the number of pages, from page 2 on. Like those of published
    reports, the header comes first in a page's text and the footer last.
    """

    def __init__(self, *, header: Furniture | None = None, footer: Furniture | None = None) -> None:
        self._file = io.BytesIO()
        self._canvas: Any = Canvas(self._file, pagesize=A4, invariant=1, pageCompression=1)
        self._header, self._footer = header, footer
        self._pages: list[list[str]] = [[]]
        self._y: float = TOP

    def new_page(self) -> None:
        self._pages.append([])
        self._y = TOP

    def space(self, points: float = 10) -> None:
        self._y -= points

    def text(self, text: str, style: Style = BODY) -> None:
        """A paragraph or a line, wrapped to the page."""
        for line in _wrapped(text, style, RIGHT - LEFT):
            self._place(LEFT, self._advance(style), line, style)

    def lines(self, texts: Iterable[str], style: Style = BODY) -> None:
        for text in texts:
            self.text(text, style)

    def row(self, label: str, value: str, *, value_at: float = VALUE_AT, style: Style = BODY) -> None:
        """Label and value in two columns; either may wrap. The value begins beside the label's last line."""
        *above, last = _wrapped(label, style, value_at - LEFT - GUTTER / 2) or ("",)
        first, *below = _wrapped(value, style, RIGHT - value_at) or ("",)
        for line in above:
            self._place(LEFT, self._advance(style), line, style)
        height = self._advance(style)
        self._place(LEFT, height, last, style)
        self._place(value_at, height, first, style)
        for line in below:
            self._place(value_at, self._advance(style), line, style)

    def cells(self, *cells: tuple[float, str], style: Style = BODY) -> None:
        """One line of a table: each cell where it begins, in points from the left edge of the text."""
        height = self._advance(style)
        for at, text in cells:
            self._place(LEFT + at, height, text, style)

    def bullets(self, texts: Iterable[str], *, symbol: bool = True) -> None:
        """Points over the whole width; symbol: with the symbol font's bullet, and not with a plain one."""
        for text in texts:
            self._y = self._bullet(text, LEFT, RIGHT, self._y, symbol=symbol)

    def columns(self, left: Sequence[str], right: Sequence[str]) -> None:
        """Two columns of points: the whole left one first, as it comes out of published reports."""
        middle = (LEFT + RIGHT) / 2
        top = self._y
        ends = []
        for texts, start, end in ((left, LEFT, middle - GUTTER / 2), (right, middle + GUTTER / 2, RIGHT)):
            height = top
            for text in texts:
                height = self._bullet(text, start, end, height, symbol=True)
            ends.append(height)
        self._y = min(ends)

    def picture(self) -> None:
        """A grey picture over the whole page, as a scanned page is one."""
        pixels = "".join(
            f"{(row * 37 + column * 91) % 200 + 40:02x}" for row in range(16) for column in range(16)
        )
        self._pages[-1].append(
            f"q 475 0 0 700 {LEFT} {BOTTOM} cm BI /W 16 /H 16 /CS /G /BPC 8 /F /AHx ID {pixels}> EI Q"
        )

    def as_pdf(self, title: str) -> bytes:
        """The file's bytes; the same for the same pages."""
        self._canvas.setTitle(title)
        count = len(self._pages)
        for number, contents in enumerate(self._pages, start=1):
            for operation in (
                *self._furniture(self._header, number, count, HEADER_AT),
                *contents,
                *self._furniture(self._footer, number, count, FOOTER_AT),
            ):
                self._canvas.addLiteral(operation)
            self._canvas.showPage()
        self._canvas.save()
        return self._file.getvalue()

    def _furniture(self, furniture: Furniture | None, number: int, count: int, top: float) -> list[str]:
        if furniture is None or number == 1:
            return []
        return [
            self._operation(LEFT, top - SMALL.leading * at, line, SMALL)
            for at, line in enumerate(furniture(number, count))
        ]

    def _bullet(self, text: str, start: float, end: float, height: float, *, symbol: bool) -> float:
        """Sets one point and returns the height below it; in columns, both must stay on their page."""
        for at, line in enumerate(_wrapped(text, BODY, end - start - INDENT)):
            if height < BOTTOM + BODY.leading and (start, end) == (LEFT, RIGHT):
                self.new_page()
                height = self._y
            height -= BODY.leading
            if at == 0:
                self._mark(start, height, symbol=symbol)
            self._place(start + INDENT, height, line, BODY)
        return height

    def _mark(self, start: float, height: float, *, symbol: bool) -> None:
        if symbol:
            name = self._canvas._doc.getInternalFontName(BULLET_FONT)
            self._pages[-1].append(f"BT /{name} 7 Tf {start:g} {height:g} Td ({BULLET}) Tj ET")
        else:
            self._place(start, height, "•", BODY)

    def _advance(self, style: Style) -> float:
        """The height of the next line; begins a page where there is no room."""
        if self._y - style.leading - style.keep < BOTTOM:
            self.new_page()
        self._y -= style.leading
        return self._y

    def _place(self, start: float, height: float, text: str, style: Style) -> None:
        self._pages[-1].append(self._operation(start, height, text, style))

    def _operation(self, start: float, height: float, text: str, style: Style) -> str:
        # The document's own name of a font; asking for it adds the font to the file.
        name = self._canvas._doc.getInternalFontName(style.font)
        return f"BT /{name} {style.size:g} Tf {start:g} {height:g} Td ({_operand(text)}) Tj ET"
