"""What a night has to tell about its sources.

Belongs here: the shape of that account, shared by every source. Each source's own module gathers it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pipelines.sources.titles import Attachment, Ignored

SourceState = Literal["ok", "degraded", "unavailable", "not_covered"]
DEGRADED_STATES: tuple[SourceState, ...] = ("degraded", "unavailable")
"""What ends a night as degraded. A source that a recording does not cover is no fault of the night."""


@dataclass(frozen=True, slots=True)
class SourceFinding:
    """Something about a source that a person should look at, though the night goes on.

    code: ``attachment_not_recognised``, ``document_not_recognised``, ``release_without_schools``,
    ``two_files_one_release`` or ``size_differs``.
    address: what it is about.
    """

    code: str
    address: str
    message: str


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """One source after one night.

    name: its name in reference/sources.toml; title: the same for a person.
    covered: False when a recording says nothing about it; it was then skipped (state ``not_covered``).
    state: ok; degraded (something of it could not be had or understood); unavailable (nothing could be had).
    new: files archived for the first time this night, newest first.
    listed: how many files the source lists that are taken.
    newest_as_at: the newest day of any archived file of this source, as far as it lists it now.
    ignored: files that were looked at and left, each with its reason.
    message: all of this in one or two sentences for a person.
    requests: how many were sent, by what they asked for, where the source counts them.
    """

    name: str
    title: str
    covered: bool
    state: SourceState
    new: tuple[Attachment, ...] = ()
    listed: int = 0
    newest_as_at: date | None = None
    ignored: tuple[Ignored, ...] = ()
    findings: tuple[SourceFinding, ...] = ()
    message: str = ""
    requests: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceReport:
    """All sources after one night."""

    sources: tuple[SourceStatus, ...]

    @property
    def is_degraded(self) -> bool:
        """Whether the night must end as degraded on account of its sources."""
        return bool(self.degraded)

    @property
    def degraded(self) -> tuple[SourceStatus, ...]:
        """The sources of which something is missing this night."""
        return tuple(source for source in self.sources if source.state in DEGRADED_STATES)

    @property
    def new(self) -> tuple[Attachment, ...]:
        """Everything archived for the first time this night."""
        return tuple(attachment for source in self.sources for attachment in source.new)
