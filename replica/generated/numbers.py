"""Inspection numbers: each given once, in the form of their time.

Belongs here: numbers. Does not belong here: the scenario's numbers, which begin with ITS9 and 109.
"""

from __future__ import annotations

from datetime import date

EIGHT_DIGITS_SINCE = date(2015, 9, 1)
FIRST_WITH_LETTERS, LAST_WITH_LETTERS = 100_000, 899_999
FIRST_OF_EIGHT_DIGITS = 50_000_001


class InspectionNumbers:
    """Gives inspection numbers in the order in which they are asked for."""

    def __init__(self) -> None:
        self._with_letters = FIRST_WITH_LETTERS
        self._of_eight_digits = FIRST_OF_EIGHT_DIGITS

    def next(self, day: date) -> str:
        """ITS and six digits until August 2015, eight digits since; raises ValueError when none is left."""
        if day >= EIGHT_DIGITS_SINCE:
            self._of_eight_digits += 1
            return str(self._of_eight_digits - 1)
        if self._with_letters > LAST_WITH_LETTERS:
            raise ValueError("no inspection number of the time before September 2015 is left")
        self._with_letters += 1
        return f"ITS{self._with_letters - 1}"
