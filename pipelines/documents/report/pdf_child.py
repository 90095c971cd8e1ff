"""Run as a process of its own: takes PDFs from standard input and gives back the text of their pages.

Belongs here: all that touches a PDF with a library written in C. A file that brings that library down, or
makes it eat memory, takes this process with it and nothing else. Does not belong here: what is refused and
why (confined.py, text.py). Imports as little as it can: it is started once for many files.

In: eight bytes of length, then the file. Out: eight bytes of length, then JSON: ``pages``, or ``error`` with
``page`` (0: the file could not be opened), or ``count`` where there are too many or no pages.
"""

from __future__ import annotations

import json
import resource
import struct
import sys
from typing import Any, BinaryIO

import pypdfium2 as pdfium

LENGTH = struct.Struct(">Q")


def main(most_bytes: int, most_pages: int) -> None:
    """Answer until standard input ends."""
    resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    while header := asked.read(LENGTH.size):
        content = asked.read(LENGTH.unpack(header)[0])
        _write(answers, _pages(content, most_pages))


def _pages(content: bytes, most_pages: int) -> dict[str, Any]:
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        return {"error": str(error), "page": 0}
    try:
        if not 1 <= len(document) <= most_pages:
            return {"count": len(document)}
        pages: list[str] = []
        for number in range(len(document)):
            try:
                pages.append(str(document[number].get_textpage().get_text_range()))
            except pdfium.PdfiumError as error:
                return {"error": str(error), "page": number + 1}
        return {"pages": pages}
    finally:
        document.close()


def _write(answers: BinaryIO, answer: dict[str, Any]) -> None:
    # As ASCII: halves of letters outside the first plane pass unharmed.
    told = json.dumps(answer).encode("ascii")
    answers.write(LENGTH.pack(len(told)) + told)
    answers.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
