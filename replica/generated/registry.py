"""What no two schools share, given out once each: URNs, establishment numbers, postcodes, names.

Belongs here: giving out. Does not belong here: to whom (population.py, lifecycle.py).
"""

from __future__ import annotations

from replica.generated.chance import chance
from replica.generated.names import Names
from replica.location import Location, Place

#: The scenario's schools begin at 900001.
FIRST_URN, LAST_URN = 910_001, 999_999
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
#: Postcode districts ZZ11 to ZZ98 are free of the scenario's.
DISTRICTS = range(11, 99)


class Registry:
    """Gives out what is still to be had."""

    def __init__(self, seed: int) -> None:
        self._next_urn = FIRST_URN
        self._establishments: dict[tuple[int, int], int] = {}
        self._postcodes = 0
        self.names = Names(chance(seed, "names"))

    def urn(self) -> int:
        """The next URN; raises ValueError when all are given."""
        if self._next_urn > LAST_URN:
            raise ValueError(f"more than {LAST_URN - FIRST_URN + 1} schools: no invented URN is left")
        self._next_urn += 1
        return self._next_urn - 1

    def location(self, place: Place, first_establishment: int) -> Location:
        key = place.authority_code, first_establishment
        number = self._establishments.get(key, first_establishment)
        self._establishments[key] = number + 1
        return Location(place, number, self._postcode())

    def _postcode(self) -> str:
        """Districts in turn, then letters, then sectors, so that neighbours in the list are no neighbours."""
        rest, district = divmod(self._postcodes, len(DISTRICTS))
        rest, last = divmod(rest, len(LETTERS))
        sector, first = divmod(rest, len(LETTERS))
        self._postcodes += 1
        return f"ZZ{DISTRICTS[district]} {sector}{LETTERS[first]}{LETTERS[last]}"
