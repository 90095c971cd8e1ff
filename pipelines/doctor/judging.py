"""A verdict on every assumption, by the looks.

Belongs here: calling the checks, and what their verdicts come to. Does not belong here: any check (checks/).
"""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase

from pipelines.doctor import checks
from pipelines.doctor.assumptions import Assumption, Host, assumptions
from pipelines.doctor.looks import CannotTell, Look, Looks
from pipelines.doctor.verdicts import CANNOT_BE_TOLD, CHECKS, DIFFERS, Seen
from pipelines.documents.refusal import DocumentRefused
from pipelines.sources.content_api import UnexpectedShape


@dataclass(frozen=True, slots=True)
class Judgement:
    """An assumption and what was found of it."""

    assumption: Assumption
    verdict: str
    seen: str


@dataclass(frozen=True)
class Examination:
    """All judgements, in the order of the table; hosts that gave no answer at all."""

    judgements: tuple[Judgement, ...]
    unreached: tuple[Host, ...]

    @property
    def differing(self) -> list[Judgement]:
        """Those that are not as assumed."""
        return [judgement for judgement in self.judgements if judgement.verdict == DIFFERS]


def judge_all(looks: Looks) -> Examination:
    """Judge every assumption."""
    judged = (Judgement(one, *_verdict(one, looks)) for one in assumptions())
    return Examination(tuple(judged), tuple(checks.access.unreached(looks)))


def judge(assumption: Assumption, looks: Looks) -> Seen:
    """Judge one assumption that a look can tell.

    That a reader refuses what came is the finding of one assumption, and a reason for the others.
    """
    try:
        return CHECKS[assumption.id](looks)
    except (CannotTell, DocumentRefused, UnexpectedShape) as reason:
        return Seen(CANNOT_BE_TOLD, str(reason))


def evidence(assumption: Assumption, looks: Looks) -> list[Look]:
    """The looks that an assumption is judged by."""
    return [look for look in looks if any(fnmatchcase(look.name, name) for name in assumption.looks)]


def _verdict(assumption: Assumption, looks: Looks) -> tuple[str, str]:
    if assumption.cannot:
        return CANNOT_BE_TOLD, assumption.cannot
    seen = judge(assumption, looks)
    return seen.verdict, seen.seen
