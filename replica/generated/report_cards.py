"""The grades of report cards, dealt in the proportions of England's first six months.

Belongs here: how many cards have a category, how many a Needs attention, and where.
Does not belong here: when a card is published and of which school (stream.py).

Of England's 1,326 cards to the end of May 2026, 50 had a category of concern (29 special measures, 21
requires significant improvement, all with an area at Urgent improvement; 8 had safeguarding Not met, 2 of
them with nothing else below Expected standard but leadership). 205 had leadership, or three areas and more,
at Needs attention, and 252 one or two other areas.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from replica.frameworks import FRAMEWORKS
from replica.generated.chance import Deck
from replica.gradings import card_grades
from replica.schools import School

CARD_FRAMEWORK = FRAMEWORKS[-1]
LEADERSHIP = "leadership"
OTHER_AREAS = tuple(area for area in CARD_FRAMEWORK.judged if area != LEADERSHIP)
#: How areas that are not below it stand to Expected standard, in a hundred.
ABOVE = {"exceptional": 2, "strong": 27, "expected": 71}


@dataclass(frozen=True)
class Hand:
    """What one card is like. category: SM, RSI or none. needs: "leading", "many", "few" or none."""

    category: str = ""
    is_met: bool = True
    is_safeguarding_only: bool = False
    needs: str = ""


HANDS = (
    [Hand("SM")] * 24
    + [Hand("SM", is_met=False)] * 5
    + [Hand("RSI")] * 18
    + [Hand("RSI", is_met=False)]
    + [Hand("RSI", is_met=False, is_safeguarding_only=True)] * 2
    + [Hand(needs="leading")] * 160
    + [Hand(needs="many")] * 45
    + [Hand(needs="few")] * 252
    + [Hand()] * 819
)


@dataclass(frozen=True)
class Dealt:
    category: str
    grades: dict[str, str]


class CardDealer:
    """Deals report cards."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._deck = Deck(random, HANDS)

    def deal(self, school: School) -> Dealt:
        """Category and grades of a school's next card; independent schools have no categories."""
        hand = self._deck.deal()
        words = self._words(hand, self._areas_of(school))
        return Dealt("" if school.independent else hand.category, card_grades(school, CARD_FRAMEWORK, words))

    def _areas_of(self, school: School) -> list[str]:
        """Its areas but leadership."""
        early_years = ["early-years"] if school.has_early_years else []
        post_16 = ["post-16"] if school.has_sixth_form else []
        return [*OTHER_AREAS, *early_years, *post_16]

    def _words(self, hand: Hand, others: list[str]) -> dict[str, str]:
        random = self._random
        words = {
            area: random.choices(tuple(ABOVE), tuple(ABOVE.values()))[0] for area in [*others, LEADERSHIP]
        }
        if hand.category:
            words |= self._words_in_category(hand, others)
        elif hand.needs:
            words |= dict.fromkeys(self._needing_attention(hand, others), "needs")
        if not hand.is_met:
            words["safeguarding"] = "not-met"
        return words

    def _words_in_category(self, hand: Hand, others: list[str]) -> dict[str, str]:
        """Special measures say that leaders cannot put it right: leadership is at Urgent improvement."""
        random = self._random
        if hand.is_safeguarding_only:
            return dict.fromkeys(others, "expected") | {LEADERSHIP: "urgent"}
        words = dict.fromkeys(random.sample(others, random.randint(1, len(others))), "needs")
        words |= dict.fromkeys(random.sample(others, random.randint(1, 3)), "urgent")
        return words | {LEADERSHIP: "urgent" if hand.category == "SM" else "needs"}

    def _needing_attention(self, hand: Hand, others: list[str]) -> list[str]:
        random = self._random
        if hand.needs == "leading":
            return [LEADERSHIP, *random.sample(others, random.randint(0, 3))]
        how_many = random.randint(3, 4) if hand.needs == "many" else random.randint(1, 2)
        return random.sample(others, how_many)
