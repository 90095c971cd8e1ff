"""Other open flags of the same trust, or of the same school before or after a change of URN.

Belongs here: finding them among the flags that a person covers; what somebody may not see is not named
beside what they may.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from pipelines.database import Row
from pipelines.plain_text import plain
from pipelines.texts import say

#: More than these are counted and not named: a large trust would fill the page.
MOST_NAMED = 3


@dataclass(frozen=True)
class Beside:
    """in_lineage: the other open flags of the same line of schools. in_trust: the first few of the trust
    that are none of these; trust_count: how many there are in all."""

    in_lineage: list[Row]
    in_trust: list[Row]
    trust_count: int

    @property
    def more_in_trust(self) -> int:
        return self.trust_count - len(self.in_trust)


class OpenFlags:
    """Open flags by trust and by line of schools."""

    def __init__(self, flags: Iterable[Row], shown: Iterable[Row]) -> None:
        """flags: all that a person covers. shown: those beside which the others are asked for."""
        trusts: dict[str, list[Row]] = {}
        lines: dict[int, list[Row]] = {}
        for flag in shown:
            if flag["trust_uid"] is not None:
                trusts[flag["trust_uid"]] = []
            if flag["lineage_id"] is not None:
                lines[flag["lineage_id"]] = []
        for flag in flags:
            if flag["trust_uid"] in trusts:
                trusts[flag["trust_uid"]].append(flag)
            if flag["lineage_id"] in lines:
                lines[flag["lineage_id"]].append(flag)
        self._by_trust, self._by_lineage = trusts, lines

    def beside(self, flag: Row) -> Beside:
        """What else is open beside one flag."""
        line = self._by_lineage.get(flag["lineage_id"], ())
        trust = self._by_trust.get(flag["trust_uid"], ())
        in_lineage = [other for other in line if other["flag_id"] != flag["flag_id"]]
        of_this_line = sum(other["trust_uid"] == flag["trust_uid"] for other in line) if trust else 0
        in_trust = islice(
            (
                other
                for other in trust
                if other["flag_id"] != flag["flag_id"]
                and (other["lineage_id"] is None or other["lineage_id"] != flag["lineage_id"])
            ),
            MOST_NAMED,
        )
        return Beside(in_lineage, list(in_trust), max(len(trust) - of_this_line, 0))

    def in_words(self, flag: Row) -> str | None:
        """The same as one text, for a file."""
        found = self.beside(flag)
        named = [(other, "list.other_lineage") for other in found.in_lineage]
        named += [(other, "list.other_trust") for other in found.in_trust]
        told = [f"{plain(other['school'] or other['urn'])} ({say(text)})" for other, text in named]
        if found.more_in_trust:
            told.append(say("desk.list.more_in_trust", found.more_in_trust))
        return "; ".join(told) or None
