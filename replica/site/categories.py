"""How the reports site sorts providers: category numbers, types of search, regions.

Belongs here: the site's numbers and words for kinds of providers. Does not belong here: any provider.
"""

from __future__ import annotations

from dataclasses import dataclass

from replica.schools import School

EDUCATION = 1
PRIMARY, SECONDARY, FURTHER_EDUCATION = 1, 2, 3


@dataclass(frozen=True)
class Category:
    number: int
    label: str


INDEPENDENT = Category(27, "Independent School")
BY_PHASE = {
    "Primary": Category(21, "Primary"),
    "Nursery": Category(20, "Nursery"),
    "Secondary": Category(23, "Secondary"),
    "Special": Category(25, "Special School"),
    "Alternative provision": Category(22, "Pupil Referral Unit"),
    "All-through": Category(28, "Other Schools"),
}
YOUNGER = ("Primary", "Nursery")

REGION_CODES = {
    "North East": "E12000001",
    "North West": "E12000002",
    "Yorkshire and the Humber": "E12000003",
    "East Midlands": "E12000004",
    "West Midlands": "E12000005",
    "East of England": "E12000006",
    "London": "E12000007",
    "South East": "E12000008",
    "South West": "E12000009",
}


def category_of(school: School) -> Category:
    return INDEPENDENT if school.independent else BY_PHASE[school.phase]


def level_2_of(school: School) -> int:
    """The site has no type of search for special schools, pupil referral units and independent schools."""
    return PRIMARY if school.phase in YOUNGER else SECONDARY
