"""What is told from the bytes of a file before a PDF library opens it.

Belongs here: whether it is a PDF at all, and whether it would swell beyond any report once unpacked.
Does not belong here: its text.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from pipelines.documents.refusal import DocumentRefused

LARGEST_FILE = 50_000_000
# A reader may look past a little rubbish before the header, as other PDF readers do.
HEADER_WITHIN = 1024

# Page contents of a 46-page report unpack to 1 MB; 100 MB of them cost the PDF library a minute and 8 GB.
LARGEST_PAGE_CONTENTS = 8_000_000
LARGEST_UNPACKED = 300_000_000

STREAM, END = b"stream", b"endstream"
DICTIONARY_WITHIN = 1024
SECOND_FILTER = re.compile(
    rb"/(?:FlateDecode|Fl)\b.*/(?:FlateDecode|Fl|LZWDecode|RunLengthDecode)\b", re.DOTALL
)
ASCII85 = re.compile(rb"/(?:ASCII85Decode|A85)\b")
PICTURE = re.compile(rb"[\x80-\xff]")
TOLD_BY = 2048


def refuse_other_kinds(content: bytes) -> None:
    """Raise DocumentRefused for what is no PDF, naming what it is instead."""
    opening = content[:HEADER_WITHIN]
    if not content.strip():
        raise DocumentRefused("empty_file", "The file is empty.")
    if len(content) > LARGEST_FILE:
        raise DocumentRefused("file_too_large", f"The file has {len(content)} bytes, more than any report.")
    if b"%PDF-" in opening:
        return
    if opening.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise DocumentRefused("html_page", "The file is a web page (or other mark-up), not a PDF.")
    raise DocumentRefused("not_a_pdf", "The file is not a PDF.")


def refuse_swelling_streams(content: bytes) -> None:
    """Raise DocumentRefused where page contents would unpack to far more than a report's."""
    contents = unpacked = 0
    view = memoryview(content)
    for dictionary, start, end in _streams(content):
        data: memoryview | bytes = view[start:end]
        if SECOND_FILTER.search(dictionary):
            raise DocumentRefused("packed_twice", "A part of the PDF is packed twice over, as no report is.")
        if ASCII85.search(dictionary):
            data = _from_ascii85(bytes(data))
        size, is_picture = _unpacked(data, LARGEST_UNPACKED - unpacked + 1)
        unpacked += size
        contents += 0 if is_picture else size
        if unpacked > LARGEST_UNPACKED or contents > LARGEST_PAGE_CONTENTS:
            raise DocumentRefused("swelling_pdf", "The PDF would unpack to far more than any report.")


def _streams(content: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The dictionary of each stream, and where its data begin and end."""
    position = 0
    while (keyword := content.find(STREAM, position)) >= 0:
        start = keyword + len(STREAM)
        start += len(content[start : start + 2]) - len(content[start : start + 2].lstrip(b"\r\n"))
        end = content.find(END, start)
        end = len(content) if end < 0 else end
        yield content[max(0, keyword - DICTIONARY_WITHIN) : keyword].rpartition(b"obj")[2], start, end
        position = end + len(END)


def _unpacked(data: memoryview | bytes, limit: int) -> tuple[int, bool]:
    """How many bytes a stream unpacks to, and whether it is a picture or font: those hold other than text."""
    unpacker = zlib.decompressobj()
    try:
        opening = unpacker.decompress(data, min(limit, LARGEST_PAGE_CONTENTS + 1))
    except zlib.error:
        return len(data), bool(PICTURE.search(data, 0, TOLD_BY))
    is_picture = bool(PICTURE.search(opening, 0, TOLD_BY))
    size = len(opening)
    while is_picture and unpacker.unconsumed_tail and size < limit:
        size += len(unpacker.decompress(unpacker.unconsumed_tail, LARGEST_PAGE_CONTENTS))
    return size, is_picture


def _from_ascii85(data: bytes) -> bytes:
    import base64

    try:
        return base64.a85decode(data.strip().removesuffix(b"~>"))
    except ValueError:
        return data
