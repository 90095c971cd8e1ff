"""What is said when a reader stops on a document for which it has no answer: a mistake of this program.

Does not belong here: what a reader does not accept (refusal.py). A refused document is left out, and the
night goes on; a reader that stops may stop on every document, so the night stops, and a person decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pipelines.documents.refusal import DocumentRefused


class ReaderStopped(RuntimeError):
    """A reader raised what it should not; the message names the document and how to go on without it."""


@contextmanager
def document_named(sha256: str) -> Iterator[None]:
    """Turn whatever a reader raises into ReaderStopped, apart from a refusal, a full disk and the like."""
    try:
        yield
    except (DocumentRefused, OSError):
        raise
    except Exception as error:
        raise ReaderStopped(
            f"The program stopped while it read document {sha256[:12]} ({type(error).__name__}: {error}). "
            "That is a mistake of the program: please report it. To go on without the document: "
            f"`welfare-monitor document quarantine {sha256[:12]} --reason …`, and run again."
        ) from error
