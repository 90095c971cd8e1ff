"""Pages of invented reports as the text that a PDF library gives, and as PDF files.

A page is a list of rows; a row is a line, or label and value as two columns.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from reportlab.pdfgen.canvas import Canvas

Row = str | tuple[str, str]
Page = Sequence[Row]
Columns = Literal["by_row", "by_column"]


def as_text(pages: Sequence[Page]) -> str:
    """The text that a PDF library gives; form feeds part the pages."""
    return "\f".join(
        "\n".join(row if isinstance(row, str) else " ".join(row) for row in page) for page in pages
    )


def as_pdf(pages: Sequence[Page], columns: Columns = "by_row") -> bytes:
    """A PDF file; by_column writes all labels of neighbouring rows before all their values."""
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1)
    for page in pages:
        canvas.setFont("Helvetica", 9)
        placed = [(row, 800 - 12 * at) for at, row in enumerate(page)]
        for block in _blocks(placed) if columns == "by_column" else ([one] for one in placed):
            for row, height in block:
                canvas.drawString(40, height, row if isinstance(row, str) else row[0])
            for row, height in block:
                if not isinstance(row, str):
                    canvas.drawString(380, height, row[1])
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def with_contents(data: bytes, filters: bytes) -> bytes:
    """A PDF of one page whose contents are given as they stand in the file."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>",
        b"<< /Length %d /Filter %s >>\nstream\n%b\nendstream" % (len(data), filters, data),
    ]
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%b\nendobj\n" % (at, o) for at, o in enumerate(objects, 1))
    return body + b"trailer << /Size 5 /Root 1 0 R >>\n%%EOF"


def _blocks(placed: Sequence[tuple[Row, int]]) -> list[list[tuple[Row, int]]]:
    blocks = [[placed[0]]]
    for (before, _), one in pairwise(placed):
        if isinstance(before, str) or isinstance(one[0], str):
            blocks.append([])
        blocks[-1].append(one)
    return blocks
