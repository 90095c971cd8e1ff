"""Which archived documents are asked for again, because what came may have been damaged on its way.

Belongs here: telling them. Does not belong here: asking (pipelines/sources, which passes over them by
``Archive.doubt``), and what a build does without them (admission.py, site_admission.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipelines.archive.archive import Archive, came_on_one_day
from pipelines.documents.parsed_store import ParsedStore
from pipelines.documents.small_documents import SmallDocumentStore
from pipelines.warehouse.site_admission import READERS


def doubtful_documents(archive: Archive, parsed: Path) -> frozenset[str]:
    """Every document (by sha256) that its reader refused and that came on one day only.

    Whatever damages a body leaves its headers alone: asked whether anything has changed, the source would
    say no for good. The same bytes on a second day are the publisher's own, and are not asked for again.
    parsed: DATA/parsed; what is lost there is in doubt again only once it has been read.
    """
    return frozenset(came_on_one_day(archive.fetches()) & set(_refused(parsed)))


def _refused(parsed: Path) -> Iterator[str]:
    yield from ParsedStore(parsed).refused()
    for reader in READERS.values():
        known = SmallDocumentStore(parsed, reader).known()
        yield from (sha256 for sha256, document in known.items() if document.refusal is not None)
