"""Where the invented schools are and how they are reached: region names are real, all else is invented.

Belongs here: what a school's columns say about place, derived from its URN unless the school has a location.
Does not belong here: anything about its inspections.
"""

from __future__ import annotations

from replica.location import Place
from replica.schools import School

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
    if school.location:
        return school.location.place
    if school.predecessors:
        return place_of(school.predecessors[0])
    return PLACES[(ord(school.site) if school.site else school.urn) % len(PLACES)]


def laestab(school: School) -> str:
    """Authority code and establishment number, seven digits."""
    if school.location:
        return f"{school.location.place.authority_code}{school.location.establishment}"
    return f"{place_of(school).authority_code}{2000 + school.urn % 1000}"


def address(school: School) -> str:
    """Street, invented town, authority and postcode, on one line."""
    authority = place_of(school).local_authority
    return f"{school.urn % 90 + 1} School Lane, Nether {authority}, {authority}, {postcode(school)}"


def telephone(school: School) -> str:
    """A number of the range that is kept for invented ones."""
    return f"01632960{school.urn % 1000:03d}"


def website(school: School) -> str:
    """An address under the domain for examples, which nobody can register."""
    word = "".join(letter for letter in school.name.lower() if letter.isascii() and letter.isalnum())
    return f"https://{word}-{school.urn}.example"


def postcode(school: School) -> str:
    """A postcode of the ZZ area, which exists nowhere; shared on one site and with predecessors."""
    if school.location:
        return school.location.postcode
    if school.predecessors:
        return postcode(school.predecessors[0])
    if school.site:
        return f"ZZ99 9Z{school.site}"
    number = school.urn % 1000
    return f"ZZ{number // 100 + 1} {number // 10 % 10}Z{'ABDEFGHJLN'[number % 10]}"
