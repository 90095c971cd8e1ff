"""Damaged documents by the thousand: a kind of document, a case that can be named, and running them.

Belongs here: what a kind is made of, names, running and telling. Does not belong here: damage (damage.py),
the kinds themselves (pages.py, reports.py, lists.py, register.py).

A case is named ``kind/document/number``, and the name alone draws the damage: the same on every machine, and
again whenever it is asked for by name.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Generic, TypeVar

Document = TypeVar("Document")
Damaged = TypeVar("Damaged")


class WrongReading(AssertionError):
    """A damaged document that was read wrongly, or that a reader fell over; the message says how to see it
    again."""


@dataclass(frozen=True)
class Kind(Generic[Document, Damaged]):
    """Documents of one kind, by name, what damages one, and what must hold of the reading.

    read: reads and asserts; True where something was read, False where it was refused by name. written: the
    damaged document as bytes, to be looked at. cases: how many of each document `make test` reads.
    """

    name: str
    documents: Mapping[str, Document]
    damage: Callable[[Document, Random], Damaged]
    read: Callable[[Damaged], bool]
    written: Callable[[Damaged], bytes]
    cases: int

    def damaged(self, document: str, number: int) -> Damaged:
        """The damaged document of a case."""
        return self.damage(self.documents[document], Random(self.named(document, number)))

    def named(self, document: str, number: int) -> str:
        return f"{self.name}/{document}/{number}"

    def run(self, document: str, numbers: Iterable[int]) -> Counter[str]:
        """Read cases; counts ``read`` and ``refused``. Raises WrongReading at the first that is wrong."""
        came_to: Counter[str] = Counter()
        for number in numbers:
            damaged = self.damaged(document, number)
            try:
                was_read = self.read(damaged)
            except Exception as error:
                raise WrongReading(self._told(document, number, damaged, error)) from error
            came_to["read" if was_read else "refused"] += 1
        return came_to

    def _told(self, document: str, number: int, damaged: Damaged, error: Exception) -> str:
        name = self.named(document, number)
        path = Path(tempfile.gettempdir()) / f"{name.replace('/', '-').replace(' ', '-')}.damaged"
        path.write_bytes(self.written(damaged))
        return (
            f"{name}: {type(error).__name__}: {error}\n"
            f"The damaged document: {path}\n"
            f"Again: .venv/bin/python -m tests.mutations --case '{name}'"
        )


def assert_cases_hold(kind: Kind[Document, Damaged], document: str) -> None:
    """The cases of `make test`; so much damage that hardly anything is read would prove nothing."""
    came_to = kind.run(document, range(kind.cases))
    assert came_to["read"] >= kind.cases / 20, f"{kind.name}/{document}: {dict(came_to)}"
