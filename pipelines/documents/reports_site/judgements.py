"""A grade that a page gives, wherever on the page it stands.

Belongs here: the shape that the outcome, the timeline and the report card share.
Does not belong here: reading any of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Judgement:
    """One area's judgement; grade and rank are None where status says why. Rank 1 is best.

    grade: the word of the scale; published: as printed (the site writes "Requires Improvement").
    locator: where on the page it stands.
    """

    area: str
    grade: str | None
    grade_rank: int | None
    status: str
    grade_date: date | None
    published: str
    locator: str
