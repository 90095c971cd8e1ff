"""The forms of a place and of where a school is.

Does not belong here: which places there are, and where a school without a location is (places.py).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    region: str
    ofsted_region: str
    local_authority: str
    authority_code: int
    constituency: str


@dataclass(frozen=True)
class Location:
    """Where a school is; establishment: the authority's number for it, four digits."""

    place: Place
    establishment: int
    postcode: str
