"""What the readers of pages want remembered: findings, and parts of a page that were set aside.

Belongs here: collecting both. What is worth a finding is decided by each reader.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Finding:
    """Something worth telling about a page that stayed usable. severity is info or warning.

    place: where on the page, such as ``timeline entry 3``. value: the text that it is about.
    """

    code: str
    severity: str
    message: str
    place: str | None = None
    value: str | None = None


@dataclass(frozen=True)
class RejectedPart:
    """A result or entry that was set aside; position counts from 1 on its page."""

    position: int
    identifier: str | None
    field: str | None
    value: str | None
    reason_code: str
    reason: str


@dataclass
class Notes:
    """The notes of one page, in the order in which they were made."""

    findings: list[Finding] = field(default_factory=list)
    rejected: list[RejectedPart] = field(default_factory=list)

    def info(self, code: str, message: str, place: str | None = None, value: str | None = None) -> None:
        self.findings.append(Finding(code, "info", message, place, value))

    def warn(self, code: str, message: str, place: str | None = None, value: str | None = None) -> None:
        self.findings.append(Finding(code, "warning", message, place, value))
