"""Damaged documents by the thousand: a kind of document, a case that can be named, and running them.

Belongs here: what a kind is made of, names, running and telling. Does not belong here: damage (damage.py),
the kinds themselves (pages.py, reports.py, lists.py, register.py).

A case is named ``kind/document/number``, and the name alone draws the damage: the same on every machine, and
again whenever it is asked for by name.
"""

from __future__ import annotations

import signal
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from typing import Generic, TypeVar

#: Of the processor's time: the slowest of all real documents takes a tenth of a second.
MOST_SECONDS = 10.0
Document = TypeVar("Document")
Damaged = TypeVar("Damaged")


class OnDemand(Mapping[str, Document]):
    """Documents by name, each written when it is first asked for: knowing their names costs nothing."""

    def __init__(self, writers: Mapping[str, Callable[[], Document]]) -> None:
        self._writers = dict(writers)
        self._written: dict[str, Document] = {}

    @classmethod
    def of(cls, *groups: Mapping[str, Document]) -> OnDemand[Document]:
        """Several groups as one."""
        return cls({name: partial(group.__getitem__, name) for group in groups for name in group})

    def __getitem__(self, name: str) -> Document:
        if name not in self._written:
            self._written[name] = self._writers[name]()
        return self._written[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._writers)

    def __len__(self) -> int:
        return len(self._writers)


class WrongReading(AssertionError):
    """A damaged document that was read wrongly, or that a reader fell over; the message says how to see it
    again."""


@dataclass(frozen=True)
class Kind(Generic[Document, Damaged]):
    """Documents of one kind, by name, what damages one, and what must hold of the reading.

    damage: told the document, another of the kind to splice it with, and the chance. read: reads and asserts;
    True where something was read, False where it was refused by name. written: the damaged document as bytes,
    to be looked at. cases: how many of each document `make test` reads.
    """

    name: str
    documents: Mapping[str, Document]
    damage: Callable[[Document, Document, Random], Damaged]
    read: Callable[[Damaged], bool]
    written: Callable[[Damaged], bytes]
    cases: int

    def damaged(self, document: str, number: int) -> Damaged:
        """The damaged document of a case."""
        chance = Random(self.named(document, number))
        other = self.documents[chance.choice(tuple(self.documents))]
        return self.damage(self.documents[document], other, chance)

    def named(self, document: str, number: int) -> str:
        return f"{self.name}/{document}/{number}"

    def run(self, document: str, numbers: Iterable[int]) -> Counter[str]:
        """Read cases; counts ``read`` and ``refused``. Raises WrongReading at the first that is wrong."""
        came_to: Counter[str] = Counter()
        for number in numbers:
            damaged = self.damaged(document, number)
            try:
                with _within(MOST_SECONDS):
                    was_read = self.read(damaged)
            except Exception as error:
                raise WrongReading(self._told(document, number, damaged, error)) from error
            came_to["read" if was_read else "refused"] += 1
        return came_to

    def _told(self, document: str, number: int, damaged: Damaged, error: Exception) -> str:
        name = self.named(document, number)
        path = Path(tempfile.gettempdir()) / f"{name.replace('/', '-').replace(' ', '-')}.damaged"
        path.write_bytes(self.written(damaged))
        place = traceback.extract_tb(error.__traceback__)[-1]
        return (
            f"{name}: {type(error).__name__}: {error}\n"
            f"At: {Path(place.filename).name}, line {place.lineno}: {place.line}\n"
            f"The damaged document: {path}\n"
            f"Again: .venv/bin/python -m tests.mutations --case '{name}'"
        )


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in what takes more of the processor's time; how busy the machine is does not
    matter."""

    def end(*_: object) -> None:
        raise TimeoutError(f"it was still being read after {seconds:g} seconds")

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def assert_cases_hold(kind: Kind[Document, Damaged], document: str) -> None:
    """The cases of `make test`; so much damage that hardly anything is read would prove nothing."""
    came_to = kind.run(document, range(kind.cases))
    assert came_to["read"] >= kind.cases / 20, f"{kind.name}/{document}: {dict(came_to)}"
