"""The three verdicts, what a check returns, and the list of checks by the id of their assumption.

Belongs here: these shapes. Does not belong here: any check (checks/), any claim (reference/doctor.toml).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pipelines.doctor.looks import Looks

HOLDS = "holds"
DIFFERS = "differs"
CANNOT_BE_TOLD = "cannot be told"

MOST_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Seen:
    """What a check found. seen: in words, as a clause or a sentence without a full stop."""

    verdict: str
    seen: str


Check = Callable[[Looks], Seen]
"""Judges one assumption by the looks; raises CannotTell where they have nothing to judge by."""

CHECKS: dict[str, Check] = {}


def checks(assumption_id: str) -> Callable[[Check], Check]:
    """Put a check down as that of an assumption."""

    def put_down(check: Check) -> Check:
        if assumption_id in CHECKS:
            raise ValueError(f"two checks for the assumption {assumption_id!r}")
        CHECKS[assumption_id] = check
        return check

    return put_down


def holds(seen: str) -> Seen:
    """It is as assumed."""
    return Seen(HOLDS, seen)


def differs(seen: str) -> Seen:
    """It is not as assumed."""
    return Seen(DIFFERS, seen)


def judged(seen: str, against: Iterable[object]) -> Seen:
    """Differs where there is anything against it, the first few of which are told; else holds as ``seen``."""
    told = [str(one) for one in against]
    if not told:
        return holds(seen)
    more = f"; and {len(told) - MOST_EXAMPLES} more" if len(told) > MOST_EXAMPLES else ""
    return differs("; ".join(told[:MOST_EXAMPLES]) + more)
