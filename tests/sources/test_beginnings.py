"""The beginning of a file: no more than was asked for, never taken for the whole, names emptied first."""

from __future__ import annotations

import pytest

from pipelines.archive.archive import Archive
from pipelines.archive.ledger_entries import MANAGEMENT_INFORMATION, REFUSED_RESPONSE, Purpose
from pipelines.doctor.beginnings import empty_beginning, whole_lines
from pipelines.sources.client import PoliteClient
from pipelines.sources.errors import ContentSurprise
from pipelines.sources.redaction import Redacted
from tests.sources.loopback import PublicServer, answer

LIST = Purpose(MANAGEMENT_INFORMATION)
ROWS = b"URN,Name\r\n" + b"900001,School\r\n" * 3000
REGISTER = b"URN,HeadLastName\r\n" + b"900001,Vintlesham\r\n" * 2000


def test_no_more_is_taken_than_was_asked_for(
    server: PublicServer, client: PoliteClient, archive: Archive
) -> None:
    record = client.get_beginning(server.on("/list.csv", answer(200, ROWS)), LIST, 1000)
    assert archive.body(record) == ROWS[:1000]


def test_a_file_that_is_shorter_is_taken_whole(
    server: PublicServer, client: PoliteClient, archive: Archive
) -> None:
    record = client.get_beginning(server.on("/list.csv", answer(200, b"URN,Name\r\n")), LIST, 1000)
    assert archive.body(record) == b"URN,Name\r\n"


def test_a_beginning_is_kept_as_evidence_so_that_the_whole_is_still_asked_for(
    server: PublicServer, client: PoliteClient, archive: Archive
) -> None:
    address = server.on("/list.csv", answer(200, ROWS, ETag='"1"'))
    assert client.get_beginning(address, LIST, 1000).purpose.kind == REFUSED_RESPONSE
    assert archive.latest(address) is None
    assert client.get(address, LIST).bytes == len(ROWS)
    assert "If-None-Match" not in server.headers[-1]


def test_a_web_page_in_its_place_is_a_surprise(server: PublicServer, client: PoliteClient) -> None:
    address = server.on("/list.csv", answer(200, b"<html>" + b" " * 5000))
    with pytest.raises(ContentSurprise):
        client.get_beginning(address, LIST, 1000)


def test_names_are_emptied_before_any_byte_is_stored(
    server: PublicServer, client: PoliteClient, archive: Archive
) -> None:
    def redact(beginning: bytes) -> Redacted:
        return empty_beginning(beginning, ["URN", "HeadLastName"])

    record = client.get_beginning(server.on("/r.csv", answer(200, REGISTER)), LIST, 1000, redaction=redact)
    assert record.redacted == ("HeadLastName",)
    assert archive.body(record).startswith(b"URN,HeadLastName\r\n900001,\r\n")
    stored = [path for path in archive.root.rglob("*") if path.is_file()]
    assert stored
    assert not any(b"Vintlesham" in path.read_bytes() for path in stored)


@pytest.mark.parametrize(
    "beginning, whole",
    [
        (b"a,b\n1,2\n3,", b"a,b\n1,2\n"),
        (b'a,b\n1,"two\nlines"\n3,"fo\nur', b'a,b\n1,"two\nlines"\n'),
        (b"a,b", b""),
    ],
)
def test_a_row_that_breaks_off_is_left_out(beginning: bytes, whole: bytes) -> None:
    assert whole_lines(beginning) == whole
