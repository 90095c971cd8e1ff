"""Generated countries that several modules of tests look at, made once in a process.

Belongs here: their sizes. Does not belong here: what is expected of them.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from replica.generated import GeneratedCountry, generate

FIRST_NIGHT = date(2026, 9, 7)
NIGHTS = 30
SEED = 7


@cache
def england() -> GeneratedCountry:
    """As many schools as England has, and as much published."""
    return generate(22_000, SEED, FIRST_NIGHT, NIGHTS)


@cache
def busy_county() -> GeneratedCountry:
    """Few schools, of which much is published."""
    return generate(1_500, SEED, FIRST_NIGHT, NIGHTS, busy=5)
