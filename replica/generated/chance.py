"""Drawing by chance, the same every time: a stream of numbers for each purpose, counts, decks.

Belongs here: randomness that knows nothing of schools.
Does not belong here: how likely anything is (the modules that draw).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from random import Random
from typing import Generic, TypeVar

Drawn = TypeVar("Drawn")
#: Draws above this are split, because e to the minus this must not vanish.
LARGEST_MEAN = 200.0


def chance(seed: int, purpose: str) -> Random:
    """A stream of its own for a purpose, so that one more draw for one purpose changes no other."""
    return Random(f"{seed}:{purpose}")


def count(random: Random, mean: float) -> int:
    """How many of something that happens ``mean`` times on average (Poisson)."""
    total = 0
    while mean > LARGEST_MEAN:
        total += count(random, LARGEST_MEAN)
        mean -= LARGEST_MEAN
    limit, product = math.exp(-mean), random.random()
    while product > limit:
        total += 1
        product *= random.random()
    return total


class Deck(Generic[Drawn]):
    """Cards dealt in a shuffled order and shuffled again when all are dealt.

    Proportions hold closely over any long run, which independent draws do not give.
    """

    def __init__(self, random: Random, cards: Sequence[Drawn]) -> None:
        self._random = random
        self._cards = list(cards)
        self._left: list[Drawn] = []

    def deal(self) -> Drawn:
        if not self._left:
            self._left = self._cards.copy()
            self._random.shuffle(self._left)
        return self._left.pop()
