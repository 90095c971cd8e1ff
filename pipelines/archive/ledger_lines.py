"""Reads lines of the ledger quickly: what a line repeats of an earlier one is not read again.

Belongs here: telling that a line repeats one that was read. Does not belong here: what a line says
(ledger_entries.py), and which entries a night needs (ledger_digest.py).
"""

from __future__ import annotations

import json
import re
from datetime import datetime

from pipelines.archive.ledger_entries import Entry, FetchRecord, from_json

#: A fetch as it is written (number, address, moment), up to what a page that did not change says each night.
_FETCH = re.compile(
    rb'\{"sequence": ([1-9][0-9]*), "kind": "fetch", "address": "([^"\\]*)", '
    rb'"fetched_at": "([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z)", '
)


class LineReader:
    """Reads lines one after another, in any order; those of a patrol in half the time.

    Holds the newest answer of each address that it has read.
    """

    def __init__(self) -> None:
        self._newest: dict[bytes, tuple[bytes, FetchRecord]] = {}

    def read(self, line: bytes) -> Entry:
        """The entry of a line; raises ValueError, KeyError, TypeError or AttributeError where it is none."""
        told = _FETCH.match(line)
        if told is None:
            return from_json(json.loads(line))
        sequence, address, moment = told.groups()
        rest = line[told.end() :]
        known_rest, known = self._newest.get(address, (b"", None))
        if known is None or rest != known_rest:
            entry = from_json(json.loads(line))
            if isinstance(entry, FetchRecord):
                self._newest[address] = rest, entry
            return entry
        return FetchRecord(
            int(sequence),
            known.address,
            datetime.fromisoformat(moment.decode()),
            known.status,
            known.headers,
            known.sha256,
            known.bytes,
            known.from_cache,
            known.purpose,
            known.redirected_to,
            known.redacted,
        )
