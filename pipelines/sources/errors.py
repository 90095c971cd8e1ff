"""How a source can disappoint, each in words for the person who reads the night's summary.

Does not belong here: what is wrong inside a document that did arrive (pipelines/documents/refusal.py).
"""

from __future__ import annotations

from pipelines.archive.ledger_entries import FetchRecord

GONE = (404, 410)
"""What a source answers that has nothing at an address."""


class SourceUnavailable(Exception):
    """One address could not be had this time; the night goes on without it.

    address: what was asked. reason: why not, as a clause without a capital or a full stop.
    """

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(f"{address}: {reason}")
        self.address = address
        self.reason = reason


class NeverWhole(SourceUnavailable):
    """No try brought an answer to its end within the time, and the bytes, that are allowed for it."""


class AnsweredWith(SourceUnavailable):
    """The source answered, but with a status that brings nothing; ``record`` is the ledger's line."""

    def __init__(self, record: FetchRecord) -> None:
        super().__init__(record.address, f"the source answered with status {record.status}")
        self.record = record


class NotThere(AnsweredWith):
    """The source has nothing at the address (404 or 410)."""


class NotAllowed(SourceUnavailable):
    """We do not ask this: the host is not on the list, or its robots.txt asks not to."""


class HostStopped(SourceUnavailable):
    """The host refused several times in a row and is left alone for the rest of the run."""


class ContentSurprise(SourceUnavailable):
    """The answer is not what was asked for; its bytes are kept as evidence and never parsed.

    record: the ledger's line, of purpose kind ``refused_response``; without bytes where what names people
    could not be taken out of them. kind: what came (pipelines/sources/content.py).
    """

    def __init__(self, record: FetchRecord, reason: str, kind: str) -> None:
        super().__init__(record.address, reason)
        self.record = record
        self.kind = kind


class NotRedacted(SourceUnavailable):
    """What names people could not be found for certain in an answer, so nothing of it was kept."""
