"""The archive as the rest of the program sees it: bytes and ledger together.

Belongs here: keeping the two in step. A body is durable before its ledger line is written, so a run that is
killed leaves at most bytes that no line speaks of, never a line without its bytes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from pipelines.archive.blobs import BlobStore, IncomingBlob
from pipelines.archive.errors import ArchiveError
from pipelines.archive.ledger import Ledger, TornLine
from pipelines.archive.ledger_entries import (
    DECISION_WORDS,
    REFUSED_RESPONSE,
    Decision,
    DecisionWord,
    Entry,
    FetchRecord,
    Purpose,
    Sweep,
)


class UnknownDocument(ArchiveError):
    """No document, or more than one, answers to the hash that was given."""


class Archive:
    """The archive in ``root`` (created when absent), for one process; several processes may use one root.

    Raises ArchiveFull on a full disk and ArchiveCorrupted when what is read is not what was written.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        # Reports name people: what was published stays within this account all the same.
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._blobs = BlobStore(root / "blobs")
        self._ledger = Ledger(root / "ledger")
        self._entries_indexed = 0
        self._latest: dict[str, FetchRecord] = {}
        self._doubted: frozenset[str] = frozenset()

    @property
    def torn_lines(self) -> tuple[TornLine, ...]:
        """Ledger lines that a killed run left half written, set aside when this archive was opened."""
        return self._ledger.torn_lines

    @contextmanager
    def receive(self, limit: int) -> Iterator[IncomingBlob]:
        """A body about to arrive, of at most ``limit`` bytes; it is kept only by ``store``."""
        with self._blobs.receive(limit) as incoming:
            yield incoming

    def store(
        self,
        *,
        address: str,
        fetched_at: datetime,
        status: int,
        headers: Mapping[str, str],
        purpose: Purpose,
        body: IncomingBlob | None,
        redirected_to: str | None = None,
        redacted: tuple[str, ...] = (),
    ) -> FetchRecord:
        """Keep an answer: its body if it has one, then its ledger line."""
        sha256 = self._blobs.keep(body) if body else None
        return self._append_fetch(
            address=address,
            fetched_at=fetched_at,
            status=status,
            headers=headers,
            sha256=sha256,
            size=body.size if body else None,
            from_cache=False,
            purpose=purpose,
            redirected_to=redirected_to,
            redacted=redacted,
        )

    def store_unchanged(
        self, earlier: FetchRecord, *, fetched_at: datetime, headers: Mapping[str, str], purpose: Purpose
    ) -> FetchRecord:
        """Record that the source answered 304: the body is still the one that ``earlier`` stored."""
        return self._append_fetch(
            address=earlier.address,
            fetched_at=fetched_at,
            status=304,
            headers={**earlier.headers, **headers},
            sha256=earlier.sha256,
            size=earlier.bytes,
            from_cache=True,
            purpose=purpose,
            redirected_to=earlier.redirected_to,
            redacted=earlier.redacted,
        )

    def read(self, sha256: str) -> bytes:
        """The stored bytes of this hash, verified."""
        return self._blobs.read(sha256)

    def body(self, fetch: FetchRecord) -> bytes:
        """The bytes that a fetch brought (or, for a 304, confirmed); ArchiveError when it has none."""
        if fetch.sha256 is None:
            raise ArchiveError(
                f"fetch {fetch.sequence} of {fetch.address} (status {fetch.status}) has no body"
            )
        return self.read(fetch.sha256)

    def has(self, sha256: str) -> bool:
        """Whether bytes of this hash are stored."""
        return self._blobs.has(sha256)

    def fetches(self) -> tuple[FetchRecord, ...]:
        """Fetches in order, refused ones included (purpose kind ``refused_response``); of old ones not those
        that only repeat what the address said before (ledger_digest.py)."""
        return tuple(entry for entry in self._ledger.entries() if isinstance(entry, FetchRecord))

    def every_fetch(self) -> Iterator[FetchRecord]:
        """Every fetch there ever was, in order, read anew: for whoever asks what was done, and when."""
        return (entry for entry in self._ledger.every_entry() if isinstance(entry, FetchRecord))

    def every_fetch_of(self, addresses: Collection[str]) -> Iterator[FetchRecord]:
        """The same of these addresses alone: of the lines of others no more than the address is looked at."""
        told = self._ledger.every_entry(addresses)
        return (entry for entry in told if isinstance(entry, FetchRecord) and entry.address in addresses)

    def decisions(self) -> tuple[Decision, ...]:
        """Every decision of an operator, in order; the last one on a document counts."""
        return tuple(entry for entry in self._ledger.entries() if isinstance(entry, Decision))

    def decide(self, decision: DecisionWord, sha256: str, reason: str, *, decided_at: datetime) -> Decision:
        """Record an operator's decision on the document whose hash starts with ``sha256``.

        Raises UnknownDocument when no archived document, or more than one, has that hash, and ValueError for
        an unknown decision or a blank reason.
        """
        if decision not in DECISION_WORDS:
            raise ValueError(f"{decision!r} is no decision: use {' or '.join(DECISION_WORDS)}")
        if not reason.strip():
            raise ValueError("a decision needs a reason")
        whole = self.whole_hash(sha256)
        entry = self._ledger.append(
            decided_at, lambda sequence: Decision(sequence, decided_at, decision, whole, reason.strip())
        )
        assert isinstance(entry, Decision)
        return entry

    def sweeps(self, source: str | None = None) -> tuple[Sweep, ...]:
        """Every publication window that was read whole, in order; of one source or of all."""
        return tuple(
            entry
            for entry in self._ledger.entries()
            if isinstance(entry, Sweep) and source in (None, entry.source)
        )

    def record_sweep(self, source: str, first_day: date, last_day: date, *, swept_at: datetime) -> Sweep:
        """Record that everything published in a window was had."""
        entry = self._ledger.append(
            swept_at, lambda sequence: Sweep(sequence, swept_at, source, first_day, last_day)
        )
        assert isinstance(entry, Sweep)
        return entry

    def doubt(self, documents: Iterable[str]) -> None:
        """From now on pass over these bodies (by sha256) where it is asked what is at hand, so that they are
        asked for again."""
        self._doubted = frozenset(documents)
        self._entries_indexed = 0
        self._latest = {}

    def is_doubted(self, sha256: str | None) -> bool:
        """Whether a body is passed over."""
        return sha256 in self._doubted

    def latest(self, address: str) -> FetchRecord | None:
        """The newest believed answer of an address whose bytes are at hand, for conditional requests."""
        new_entries = self._ledger.entries(skip=self._entries_indexed)
        for entry in new_entries:
            if not isinstance(entry, FetchRecord) or entry.purpose.kind == REFUSED_RESPONSE:
                continue
            if entry.sha256 and not self.is_doubted(entry.sha256):
                self._latest[entry.address] = entry
        self._entries_indexed += len(new_entries)
        found = self._latest.get(address)
        return found if found and found.sha256 and self.has(found.sha256) else None

    def whole_hash(self, start: str) -> str:
        """The sha256 of the one document whose hash starts so; raises UnknownDocument."""
        known = {
            fetch.sha256
            for fetch in self.fetches()
            if fetch.sha256 and fetch.sha256.startswith(start.lower())
        }
        if not start or len(known) != 1:
            raise UnknownDocument(
                f"{len(known) if start else 'No'} documents in the archive have a hash that starts with "
                f"{start!r}: give more of it, as `welfare-monitor document` lists it."
            )
        return known.pop()

    def _append_fetch(
        self,
        *,
        address: str,
        fetched_at: datetime,
        status: int,
        headers: Mapping[str, str],
        sha256: str | None,
        size: int | None,
        from_cache: bool,
        purpose: Purpose,
        redirected_to: str | None,
        redacted: tuple[str, ...],
    ) -> FetchRecord:
        def make(sequence: int) -> Entry:
            return FetchRecord(
                sequence=sequence,
                address=address,
                fetched_at=fetched_at,
                status=status,
                headers=dict(headers),
                sha256=sha256,
                bytes=size,
                from_cache=from_cache,
                purpose=purpose,
                redirected_to=redirected_to,
                redacted=redacted,
            )

        entry = self._ledger.append(fetched_at, make)
        assert isinstance(entry, FetchRecord)
        return entry


def came_on_one_day(fetches: Iterable[FetchRecord]) -> set[str]:
    """The bodies (by sha256) that a source gave on one day only; an answer of 304 gives none."""
    days: dict[str, set[date]] = defaultdict(set)
    for fetch in fetches:
        if fetch.sha256 and not fetch.from_cache:
            days[fetch.sha256].add(fetch.fetched_at.date())
    return {sha256 for sha256, given in days.items() if len(given) == 1}
