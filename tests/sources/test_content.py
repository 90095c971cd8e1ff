"""Bodies are told apart by their bytes, whatever their address or headers say."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from pipelines.sources.content import ContentKind, kind_of


@pytest.mark.parametrize(
    "body, kind",
    [
        (b"URN,School name\n", "csv"),
        (b"\xef\xbb\xbfURN,School name\n", "csv"),
        (b"Schools \x96 Section 8\nURN,School name\n", "csv"),
        (b"  <!doctype html>", "html"),
        (b"<?xml version='1.0'?><Error/>", "html"),
        (b'{"a": 1}', "json"),
        (b"[]", "json"),
        (b'{"a": "cut sh', "binary"),
        (b'{"a": "\xc3\x28\xff"}', "binary"),
        (b"%PDF-1.4", "pdf"),
        (b"Not found", "text"),
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"\xff\xfeU\x00R\x00N\x00,\x00", "binary"),
        (b"PK\x03\x04 and then nothing", "binary"),
    ],
)
def test_kinds_are_told_by_bytes(tmp_path: Path, body: bytes, kind: ContentKind) -> None:
    path = tmp_path / "body"
    path.write_bytes(body)
    assert kind_of(path) == kind


@pytest.mark.parametrize(
    "members, kind",
    [
        ({"[Content_Types].xml": "", "xl/workbook.xml": ""}, "xlsx"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""}, "ods"),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}, "binary"),
        ({"[Content_Types].xml": "", "word/document.xml": ""}, "binary"),
    ],
)
def test_workbooks_are_told_by_what_is_in_them(
    tmp_path: Path, members: dict[str, str], kind: ContentKind
) -> None:
    path = tmp_path / "body"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    assert kind_of(path) == kind
