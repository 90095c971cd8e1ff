"""What was seen: one answer a look, by name, and its body read once for all the checks that rest on it.

Belongs here: the shape of a look, and saying why one cannot be used. Does not belong here: asking
(asking.py), and what follows from an answer (checks/).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeVar

from pipelines.documents.refusal import DocumentRefused
from pipelines.sources.content_api import UnexpectedShape
from pipelines.sources.politeness import host_of

Read = TypeVar("Read")

Failure = Literal["status", "another_kind", "not_allowed", "stopped", "not_redacted", "no_answer"]
"""Why a look brought nothing to read: another status than 200, another kind of content, robots.txt or a host
that is not allowed, a host left alone after refusals, names of people that could not be found, no answer."""


class CannotTell(Exception):
    """A check has nothing to judge by; the message says why, as a clause."""


@dataclass(frozen=True, slots=True)
class Look:
    """One answer. name: as reference/doctor.toml lists it. body: what came, redacted where it names people.

    status: of the final answer; None where there was none. failure and problem: why there is nothing to read;
    None where all is well. kind: what came in place of what was asked for. seconds: how long it took.
    tries: how often it was asked.
    """

    name: str
    address: str
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    redirected_to: str | None = None
    failure: Failure | None = None
    problem: str | None = None
    kind: str | None = None
    seconds: float = 0.0
    tries: int = 1

    @property
    def host(self) -> str:
        """The host that gave the final answer."""
        return host_of(self.redirected_to or self.address)


class Looks:
    """All looks of one examination, by name."""

    def __init__(self, looks: Iterable[Look]) -> None:
        self._by_name = {look.name: look for look in looks}
        self._read: dict[tuple[str, Callable[[bytes], Any]], Any] = {}

    def __iter__(self) -> Iterator[Look]:
        return iter(self._by_name.values())

    def get(self, name: str) -> Look | None:
        """A look, whatever it brought; None where it was not taken."""
        return self._by_name.get(name)

    def taken(self, name: str) -> Look:
        """A look that got an answer of any status; raises CannotTell."""
        look = self._by_name.get(name)
        if look is None:
            raise CannotTell(f"there was nothing to look at as “{name}”")
        if look.status is None:
            raise CannotTell(look.problem or f"{look.host} did not answer")
        return look

    def body(self, name: str) -> bytes:
        """What a look brought; raises CannotTell where it is not what was asked for."""
        look = self.taken(name)
        if look.failure or look.body is None:
            raise CannotTell(f"“{name}” brought nothing to read: {look.problem}")
        return look.body

    def read(self, name: str, reader: Callable[[bytes], Read]) -> Read:
        """What a reader makes of a body; raises CannotTell where the reader refuses it.

        That it is refused is the finding of one assumption, and not of every one that rests on it.
        """
        key = (name, reader)
        if key not in self._read:
            try:
                self._read[key] = reader(self.body(name))
            except (DocumentRefused, UnexpectedShape) as refusal:
                raise CannotTell(f"“{name}” was not understood: {refusal}") from refusal
        found: Read = self._read[key]
        return found

    def read_all(self, names: Iterable[str], reader: Callable[[bytes], Read]) -> dict[str, Read]:
        """Those of several that can be read, by name; raises CannotTell where there is none."""
        found, reasons = {}, []
        for name in names:
            try:
                found[name] = self.read(name, reader)
            except CannotTell as reason:
                reasons.append(str(reason))
        if not found:
            raise CannotTell(reasons[0])
        return found

    def with_changed(self, name: str, **changes: Any) -> Looks:
        """The same looks, one of them changed; what the others were read as is kept."""
        changed = replace(self._by_name[name], **changes)
        looks = Looks([changed if look.name == name else look for look in self])
        looks._read = {key: read for key, read in self._read.items() if key[0] != name}
        return looks

    def without(self, *names: str) -> Looks:
        """The same looks without some."""
        return Looks(look for look in self if look.name not in names)
