"""Schools that came out of the same place, as a suggestion: where the organisation has switched it on.

Belongs here: for which flag they are suggested, and why each is. Does not belong here: finding them
(sql/desk/peer.sql). Schools, never people; by name, never by rank.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from desk.facts import Facts
from pipelines.database import Row


def peers(
    facts: Facts, urn: int, categories: Sequence[Row], settings: Mapping[str, Any], today: date
) -> list[Row]:
    """Peers of a school that is in a category of concern now; none where it is in none, or is not switched
    on.

    categories: rows of sql/desk/school_category.sql. settings: the table ``peers`` of reference/desk.toml.
    """
    now = [row["category"] for row in categories if row["left_on"] is None]
    if not settings["are_suggested"] or not now:
        return []
    return facts.rows(
        "desk/peer",
        urn=urn,
        category=now[-1],
        since=today - timedelta(days=settings["left_within_days"]),
        size_share=settings["pupils_apart_percent"] / 100,
        left_out=sorted(facts.not_shown),
    )[: settings["most"]]
