"""Bodies that are cut short, endless, slow, or not what was asked for."""

from __future__ import annotations

import gzip
import time
from dataclasses import replace

import pytest

from pipelines.archive.archive import Archive
from pipelines.archive.ledger_entries import Purpose
from pipelines.clock import Clock
from pipelines.sources.client import PoliteClient
from pipelines.sources.errors import (
    ContentSurprise,
    SourceUnavailable,
)
from pipelines.sources.politeness import Limits
from tests.sources.loopback import NIGHT, Handler, PublicServer, answer

TABLE = Purpose("management_information", "state_funded_latest", "Latest inspections")
CSV = b"URN,School name\n100001,Invented Primary School\n"


def truncated(handler: Handler) -> None:
    answer(200, CSV[:20], Content_Length=str(len(CSV)))(handler)
    handler.close_connection = True


def test_a_truncated_body_is_refused(server: PublicServer, client: PoliteClient, archive: Archive) -> None:
    with pytest.raises(SourceUnavailable, match="cut short after 20 bytes"):
        client.get(server.on("/file.csv", truncated), TABLE)
    assert [fetch.status for fetch in archive.fetches()] == [404]  # robots.txt alone


def test_a_truncated_body_is_tried_again(
    server: PublicServer, client: PoliteClient, archive: Archive
) -> None:
    record = client.get(server.on("/file.csv", truncated, answer(200, CSV)), TABLE)
    assert archive.body(record) == CSV


def test_a_truncated_chunked_body_is_refused(server: PublicServer, client: PoliteClient) -> None:
    def truncated_chunk(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        handler.wfile.write(b"40\r\n" + CSV[:20])
        handler.close_connection = True

    with pytest.raises(SourceUnavailable, match="cut short"):
        client.get(server.on("/file.csv", truncated_chunk), TABLE)


def test_a_compressed_body_is_stored_as_published(
    server: PublicServer, client: PoliteClient, archive: Archive
) -> None:
    address = server.on("/file.csv", answer(200, gzip.compress(CSV * 100), Content_Encoding="gzip"))
    assert archive.body(client.get(address, TABLE)) == CSV * 100


def test_a_compressed_body_that_swells_past_the_limit_is_refused(
    server: PublicServer, client: PoliteClient
) -> None:
    swelling = answer(200, gzip.compress(b"1," * 1_000_000), Content_Encoding="gzip")
    with pytest.raises(SourceUnavailable, match="more than 100,000 bytes"):
        client.get(server.on("/file.csv", swelling), TABLE)


def test_a_huge_body_is_refused_before_it_has_all_come(
    server: PublicServer, client: PoliteClient, archive: Archive
) -> None:
    def huge(handler: Handler) -> None:
        answer(200, CSV, Content_Length=str(10**12))(handler)
        while True:
            handler.wfile.write(CSV * 1000)

    with pytest.raises(SourceUnavailable, match="more than 100,000 bytes"):
        client.get(server.on("/file.csv", huge), TABLE)
    assert list(archive.root.rglob("*.part")) == []


def test_a_body_that_drips_is_given_up(server: PublicServer, archive: Archive, limits: Limits) -> None:
    def drip(handler: Handler) -> None:
        answer(200, CSV, Content_Length="1000000")(handler)
        while True:
            time.sleep(0.02)
            handler.wfile.write(b"1")

    with (
        PoliteClient(
            archive, Clock(now=lambda: NIGHT), "a@b.example", limits=replace(limits, total_seconds=0.3)
        ) as client,
        pytest.raises(SourceUnavailable, match="longest that is waited"),
    ):
        client.get(server.on("/file.csv", drip), TABLE)


@pytest.mark.parametrize(
    "body, came",
    [
        (b"<!DOCTYPE html><html><title>Sorry</title></html>", "a web page"),
        (b"\xef\xbb\xbf \n<html>", "a web page"),
        (b'{"error": "not found"}', "JSON"),
        (b"%PDF-1.7", "a PDF"),
        (b"", "nothing"),
        (b"Service unavailable", "text that is no table"),
    ],
)
def test_what_is_no_table_under_the_address_of_one_is_kept_as_evidence_only(
    server: PublicServer, client: PoliteClient, archive: Archive, body: bytes, came: str
) -> None:
    address = server.on("/file.csv", answer(200, body, Content_Type="text/csv"))
    with pytest.raises(ContentSurprise, match=f"file.csv: a CSV table or .* was asked for, {came}") as caught:
        client.get(address, TABLE)
    record = caught.value.record
    assert record == archive.fetches()[-1]
    assert record.purpose == replace(TABLE, kind="refused_response")
    assert archive.body(record) == body
    assert archive.latest(address) is None


def test_a_page_that_came_damaged_is_asked_for_again_whatever_its_etag_says(
    server: PublicServer, client: PoliteClient, archive: Archive
) -> None:
    page = Purpose("content_page", title="A page")
    damaged = answer(200, b'{"title": "\xc3\x28\xff"}', ETag='"one"')
    address = server.on("/page", damaged, answer(200, b'{"title": "A page"}', ETag='"one"'))
    with pytest.raises(ContentSurprise, match="JSON was asked for"):
        client.get(address, page)
    assert archive.body(client.get(address, page)) == b'{"title": "A page"}'
    assert "If-None-Match" not in server.headers[-1]


def test_bytes_in_doubt_are_asked_for_again_whatever_their_etag_says(
    server: PublicServer, client: PoliteClient, archive: Archive
) -> None:
    address = server.on("/file.csv", answer(200, b"URN,\xff\n", ETag='"one"'), answer(200, CSV, ETag='"one"'))
    first = client.get(address, TABLE)
    archive.doubt([str(first.sha256)])
    assert archive.body(client.get(address, TABLE)) == CSV
    assert "If-None-Match" not in server.headers[-1]
