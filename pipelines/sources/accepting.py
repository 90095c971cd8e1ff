"""From an answer to the archive: as what was asked for, or as refused; what names people never gets there.

Belongs here: looking at a body before it is believed, redacting it in memory where that is asked, storing it.
Does not belong here: asking (client.py), telling kinds apart (content.py), taking names out (redaction.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import requests

from pipelines.archive.archive import Archive
from pipelines.archive.blobs import IncomingBlob
from pipelines.archive.errors import TooManyBytes
from pipelines.archive.ledger_entries import REFUSED_RESPONSE, FetchRecord, Purpose
from pipelines.clock import Clock
from pipelines.sources import content
from pipelines.sources.errors import ContentSurprise, NeverWhole, NotRedacted
from pipelines.sources.politeness import Limits
from pipelines.sources.receiving import BodyInMemory, chunks, kept_headers
from pipelines.sources.redaction import CannotRedact, Redacted, Redaction


@dataclass(frozen=True, slots=True)
class Part:
    """A file taken out of an answer in memory. name: the end of the address that it is archived under."""

    name: str
    purpose: Purpose
    redacted: Redacted


Unpack = Callable[[bytes], Sequence[Part]]
"""Takes the files out of an answer, without what names people; raises CannotRedact."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer whose body has not been read. address: what was asked, not where it was redirected to.

    is_late: whether the time for one address has run out. most_bytes: how many are taken of the body, kept as
    evidence alone, because nobody may take a beginning for the whole; None: all of it.
    """

    response: requests.Response
    address: str
    purpose: Purpose
    redirected_to: str | None
    is_late: Callable[[], bool]
    most_bytes: int | None = None


class Reception:
    """Brings answers into one archive."""

    def __init__(self, archive: Archive, clock: Clock, limits: Limits) -> None:
        self._archive = archive
        self._clock = clock
        self._limits = limits

    def accept(self, answer: Answer) -> FetchRecord:
        """Archive a body; raises ContentSurprise, with the body kept as evidence, when it is another kind."""
        with self._archive.receive(self._limit(answer.purpose)) as body:
            self._receive(answer, body)
            kind = content.kind_of(body.path)
            believed = kind in content.ACCEPTED[answer.purpose.kind]
            record = self._store(answer, body, believed=believed)
        if not believed:
            raise _surprise(record, answer.purpose, kind)
        return record

    def accept_redacted(self, answer: Answer, redaction: Redaction) -> FetchRecord:
        """Archive a body without what names people; as it came it stays in memory.

        Raises ContentSurprise, with a line but no bytes kept, when it is another kind, and NotRedacted, with
        nothing kept, when what names people cannot be found.
        """
        body = self._in_memory(answer)
        kind = content.kind_of(body)
        if kind not in content.ACCEPTED[answer.purpose.kind]:
            raise _surprise(self._store(answer, None, believed=False), answer.purpose, kind)
        try:
            redacted = redaction(body)
        except CannotRedact as error:
            raise NotRedacted(answer.address, error.reason) from error
        return self._store_redacted(answer, redacted)

    def accept_parts(self, answer: Answer, unpack: Unpack) -> tuple[FetchRecord, ...]:
        """Archive the files inside an answer, each under ``address/name``; all of them or none.

        Raises NotRedacted when they cannot be taken out without what names people.
        """
        try:
            parts = unpack(self._in_memory(answer))
        except CannotRedact as error:
            raise NotRedacted(answer.address, error.reason) from error
        return tuple(
            self._store_redacted(
                replace(answer, address=f"{answer.address}/{part.name}", purpose=part.purpose), part.redacted
            )
            for part in parts
        )

    def note(self, answer: Answer) -> FetchRecord:
        """Archive an answer that brings nothing: its line alone."""
        return self._store(answer, None)

    def _limit(self, purpose: Purpose) -> int:
        return self._limits.largest_bytes[purpose.kind]

    def _in_memory(self, answer: Answer) -> bytes:
        body = BodyInMemory(self._limit(answer.purpose))
        self._receive(answer, body)
        return body.content()

    def _receive(self, answer: Answer, body: IncomingBlob | BodyInMemory) -> None:
        try:
            for chunk in chunks(answer.response):
                left = None if answer.most_bytes is None else answer.most_bytes - body.size
                body.write(chunk[:left])
                if left is not None and left <= len(chunk):
                    return
                if answer.is_late():
                    raise NeverWhole(
                        answer.address,
                        f"only {body.size:,} bytes came in {self._limits.total_seconds:g} seconds, "
                        "which is the longest that is waited for one file",
                    )
        except TooManyBytes as error:
            raise NeverWhole(answer.address, str(error)) from error

    def _store_redacted(self, answer: Answer, redacted: Redacted) -> FetchRecord:
        with self._archive.receive(len(redacted.content)) as body:
            body.write(redacted.content)
            return self._store(answer, body, redacted=redacted.columns)

    def _store(
        self,
        answer: Answer,
        body: IncomingBlob | None,
        *,
        believed: bool = True,
        redacted: tuple[str, ...] = (),
    ) -> FetchRecord:
        is_whole = believed and answer.most_bytes is None
        return self._archive.store(
            address=answer.address,
            fetched_at=self._clock.now(),
            status=answer.response.status_code,
            headers=kept_headers(answer.response),
            purpose=answer.purpose if is_whole else replace(answer.purpose, kind=REFUSED_RESPONSE),
            body=body,
            redirected_to=answer.redirected_to,
            redacted=redacted,
        )


def _surprise(record: FetchRecord, purpose: Purpose, kind: content.ContentKind) -> ContentSurprise:
    wanted = " or ".join(sorted(content.DESCRIPTIONS[kind] for kind in content.ACCEPTED[purpose.kind]))
    return ContentSurprise(record, f"{wanted} was asked for, {content.DESCRIPTIONS[kind]} came", kind)
