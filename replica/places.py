"""Where the invented schools are: real region names, invented authorities, constituencies and postcodes.

Belongs here: what a school's columns say about place, derived from its URN.
Does not belong here: anything about its inspections.
"""

from __future__ import annotations

from dataclasses import dataclass

from replica.schools import School


@dataclass(frozen=True)
class Place:
    region: str
    ofsted_region: str
    local_authority: str
    authority_code: int
    constituency: str


NORTH_EAST_AND_YORKSHIRE = "North East, Yorkshire and the Humber"

PLACES = (
    Place("North East", NORTH_EAST_AND_YORKSHIRE, "Ashmarshire", 991, "Ashmarsh North"),
    Place("Yorkshire and the Humber", NORTH_EAST_AND_YORKSHIRE, "Brackenmoor", 992, "Brackenmoor Vale"),
    Place("North West", "North West", "Corvendale", 993, "Corven, Upper Fell and Scarside"),
    Place("East Midlands", "East Midlands", "Dunlinshire", 994, "Dunlin and Otterbeck"),
    Place("West Midlands", "West Midlands", "Estermere", 995, "Estermere Central"),
    Place("East of England", "East of England", "Fallowshire", 996, "Fallow Fens"),
    Place("London", "London", "Greywater", 997, "Greywater and Lockside"),
    Place("South East", "South East", "Hollinsea", 998, "Hollinsea Downs"),
    Place("South West", "South West", "Islemarch", 999, "Islemarch, Tamble and Orrin"),
)


def place_of(school: School) -> Place:
    """By URN, but a successor is where its predecessors were, and schools on one site are in one place."""
    if school.predecessors:
        return place_of(school.predecessors[0])
    return PLACES[(ord(school.site) if school.site else school.urn) % len(PLACES)]


def laestab(school: School) -> str:
    """Authority code and establishment number, seven digits."""
    return f"{place_of(school).authority_code}{2000 + school.urn % 1000}"


def postcode(school: School) -> str:
    """A postcode of the ZZ area, which exists nowhere; shared on one site and with predecessors."""
    if school.predecessors:
        return postcode(school.predecessors[0])
    if school.site:
        return f"ZZ99 9Z{school.site}"
    number = school.urn % 1000
    return f"ZZ{number // 100 + 1} {number // 10 % 10}Z{'ABDEFGHJLN'[number % 10]}"
