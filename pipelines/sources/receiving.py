"""What arrives over HTTP: bodies piece by piece, the headers that are kept, setbacks that may pass.

Belongs here: what the one client needs of an answer. Does not belong here: asking (client.py), what
is done with them (accepting.py).
"""

from __future__ import annotations

from collections.abc import Iterator

import requests
import urllib3

from pipelines.archive.errors import TooManyBytes
from pipelines.archive.ledger_entries import FetchRecord

KEPT_HEADERS = ("content-type", "content-length", "content-encoding", "etag", "last-modified")
REDIRECTS = (301, 302, 303, 307, 308)
REDIRECTS_TO_GET = (301, 302, 303)
"""A form that was sent is answered at the target by GET, as browsers do."""

_CHUNK_BYTES = 1 << 18


class TryAgain(Exception):
    """This try came to nothing; another may fare better (after ``pause`` seconds, if the source said)."""

    def __init__(self, reason: str, pause: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.pause = pause


class BodyInMemory:
    """A body that must not touch the disk as it came; refuses more than ``limit`` bytes."""

    def __init__(self, limit: int) -> None:
        self.size = 0
        self._limit = limit
        self._chunks: list[bytes] = []

    def write(self, chunk: bytes) -> None:
        """Add the next piece; raises TooManyBytes past the limit."""
        if self.size + len(chunk) > self._limit:
            raise TooManyBytes(self._limit)
        self._chunks.append(chunk)
        self.size += len(chunk)

    def content(self) -> bytes:
        """All of it."""
        return b"".join(self._chunks)


def chunks(response: requests.Response) -> Iterator[bytes]:
    """The decoded body as it arrives, piece by piece; raises TryAgain when it ends before it should.

    ``read1`` returns what is there instead of waiting for a whole chunk, so a body that drips is noticed.
    """
    raw = response.raw
    try:
        while chunk := raw.read1(_CHUNK_BYTES, decode_content=True):
            yield chunk
    except urllib3.exceptions.ReadTimeoutError as error:
        raise TryAgain("the body stopped arriving") from error
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise TryAgain(f"the body was cut short after {raw.tell():,} bytes") from error


def conditions(earlier: FetchRecord | None) -> dict[str, str]:
    """Headers that ask for the body only if it changed since ``earlier``."""
    if earlier is None:
        return {}
    pairs = (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified"))
    return {header: earlier.headers[kept] for header, kept in pairs if kept in earlier.headers}


def kept_headers(response: requests.Response) -> dict[str, str]:
    """The headers that matter later, names in small letters."""
    return {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
