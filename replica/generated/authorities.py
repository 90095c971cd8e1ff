"""The invented local authorities: as many as England has, in its nine regions, with codes that are not used.

Belongs here: authorities, their constituencies, and how many schools a region has.
Does not belong here: the schools (population.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from replica.generated.names import authority_names
from replica.location import Place
from replica.places import NORTH_EAST_AND_YORKSHIRE

#: Authority codes of England are below 500 or above 800.
FIRST_CODE = 501
CONSTITUENCIES = ("North", "South and Vale", "Central")


@dataclass(frozen=True)
class Region:
    """A real region; authorities and schools: how many it has in England."""

    name: str
    ofsted_region: str
    authorities: int
    schools: int


REGIONS = (
    Region("North East", NORTH_EAST_AND_YORKSHIRE, 12, 1145),
    Region("Yorkshire and the Humber", NORTH_EAST_AND_YORKSHIRE, 15, 2241),
    Region("North West", "North West", 24, 3193),
    Region("East Midlands", "East Midlands", 10, 2085),
    Region("West Midlands", "West Midlands", 14, 2430),
    Region("East of England", "East of England", 11, 2566),
    Region("London", "London", 33, 2570),
    Region("South East", "South East", 19, 3386),
    Region("South West", "South West", 15, 2374),
)


@dataclass(frozen=True)
class Authority:
    """One local authority; a school is in one of its places, which differ by constituency."""

    places: tuple[Place, ...]

    @property
    def code(self) -> int:
        return self.places[0].authority_code


def authorities() -> list[Authority]:
    """All of them, the same for every seed."""
    found: list[Authority] = []
    for region_number, region in enumerate(REGIONS):
        for name in authority_names(region_number, region.authorities):
            found.append(Authority(_places(region, name, FIRST_CODE + len(found))))
    return found


def _places(region: Region, name: str, code: int) -> tuple[Place, ...]:
    return tuple(
        Place(region.name, region.ofsted_region, name, code, f"{name} {part}") for part in CONSTITUENCIES
    )


def weights(random: Random) -> list[float]:
    """How many schools each authority has in relation to the others; sizes within a region differ."""
    found: list[float] = []
    for region in REGIONS:
        shares = [random.uniform(0.4, 1.6) for _ in range(region.authorities)]
        found += [region.schools * share / sum(shares) for share in shares]
    return found
