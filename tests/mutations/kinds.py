"""Every kind of document that is damaged, and each of its documents.

Does not belong here: what a kind is (cases.py).
"""

from __future__ import annotations

from typing import Any

from tests.mutations import lists, pages, real, register, reports
from tests.mutations.cases import Kind

#: Of invented documents: those of `make test`.
KINDS: dict[str, Kind[Any, Any]] = {
    kind.name: kind for kind in (*reports.KINDS, *pages.KINDS, *lists.KINDS, *register.KINDS)
}
#: With the real samples, where they are on this machine: those of `make fuzz`.
ALL_KINDS = KINDS | {kind.name: kind for kind in real.kinds()}


def documents(kinds: tuple[Kind[Any, Any], ...]) -> list[tuple[Kind[Any, Any], str]]:
    """Kind and document, for every document of some kinds."""
    return [(kind, document) for kind in kinds for document in kind.documents]


def identity(value: Kind[Any, Any] | str) -> str:
    """How a test of one document is called."""
    return value if isinstance(value, str) else value.name
