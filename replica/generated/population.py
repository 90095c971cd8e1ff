"""The schools of the invented England as they stand before the first report card.

Belongs here: how many of which phase and type, where they are, their size, trusts, federations, and the
schools that today's academies once were.
Does not belong here: inspections (history.py, stream.py), changes since then (lifecycle.py).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from random import Random

from replica.generated.authorities import Authority, authorities, weights
from replica.generated.chance import chance
from replica.generated.lineage import Lineage
from replica.generated.phases import MAINTAINED_BEFORE, PHASES, Phase, numbers_by_phase
from replica.generated.registry import Registry
from replica.location import Location, Place
from replica.schools import Federation, School, Trust

FIRST_TRUST_UID, FIRST_FEDERATION_UID = 95_001, 97_001
SCHOOLS_IN_A_TRUST = 9.0

CONVERTED_BETWEEN = (2016, 2025)
SHARE_WITH_PREDECESSOR = 0.31  # of academies; the others were founded as one, or converted long ago
SHARE_OF_TWINS = 0.012  # of primary schools, in pairs: an infant and a junior school on one site
SHARE_NEW = 0.006
SHARE_IN_FEDERATION = 0.12  # of small primary schools outside trusts, in pairs


@dataclass(frozen=True)
class Population:
    """The lines of schools, what can still be given out, and the trusts that an academy may join."""

    lineages: list[Lineage]
    registry: Registry
    trusts: list[Trust]


def populate(schools: int, seed: int) -> Population:
    """So many open schools, and the closed ones that some of them follow."""
    founder = _Founder(schools, seed)
    lineages = [
        founder.found(phase)
        for phase, number in zip(PHASES, numbers_by_phase(schools), strict=True)
        for _ in range(number)
    ]
    founder.pair_up(lineages)
    founder.federate(lineages)
    return Population(lineages, founder.registry, founder.trusts)


class _Founder:
    def __init__(self, schools: int, seed: int) -> None:
        self._random: Random = chance(seed, "population")
        self.registry = Registry(seed)
        self._authorities: list[Authority] = authorities()
        self._cumulative: list[float] = []
        for weight in weights(chance(seed, "authorities")):
            self._cumulative.append(weight + (self._cumulative[-1] if self._cumulative else 0.0))
        self.trusts = [
            Trust(str(FIRST_TRUST_UID + number), self.registry.names.trust())
            for number in range(max(2, round(schools * 0.45 / SCHOOLS_IN_A_TRUST)))
        ]

    def found(self, phase: Phase) -> Lineage:
        """A school, after the one that it once was if it is an academy that converted lately."""
        random = self._random
        types = random.choices(phase.types, [share for _, _, share in phase.types])[0]
        type_of_education, is_academy, _ = types
        location = self.registry.location(self._place(), phase.establishments)
        name, pupils = self.registry.names.school(phase.name), _pupils(random, phase)
        has_sixth_form = phase.name == "Secondary" and random.random() < 0.4
        before = None
        if is_academy and random.random() < SHARE_WITH_PREDECESSOR:
            before = self._school(phase, MAINTAINED_BEFORE[phase.name], name, pupils, location)
            before.closes = _conversion_day(random)
            before.has_sixth_form = has_sixth_form
        school = self._school(phase, type_of_education, name, pupils, location)
        school.has_sixth_form = has_sixth_form
        if is_academy and random.random() < 0.96:
            school.trust = random.choice(self.trusts)
        if before is not None:
            school.opens, school.predecessors = before.closes, [before]
            return Lineage([before, school])
        if random.random() < SHARE_NEW:
            school.opens = date(random.choice((2024, 2025)), 9, 1)
        return Lineage([school])

    def _school(
        self, phase: Phase, type_of_education: str, name: str, pupils: int, location: Location
    ) -> School:
        is_independent = phase.name == "Independent"
        return School(
            0,
            self.registry.urn(),
            name,
            self._random.choice(("Primary", "Secondary")) if is_independent else phase.name,
            type_of_education,
            pupils,
            independent=is_independent,
            location=location,
        )

    def _place(self) -> Place:
        authority = self._random.choices(self._authorities, cum_weights=self._cumulative)[0]
        return self._random.choice(authority.places)

    def pair_up(self, lineages: list[Lineage]) -> None:
        """Make pairs of an infant and a junior school on one site."""
        single = [
            lineage
            for lineage in lineages
            if _is_maintained_primary(lineage.newest) and len(lineage.schools) == 1
        ]
        pairs = round(len(single) * SHARE_OF_TWINS)
        chosen = self._random.sample(single, pairs * 2)
        for infants, juniors in zip(chosen[:pairs], chosen[pairs:], strict=True):
            infants.newest.name, juniors.newest.name = self.registry.names.pair()
            assert infants.newest.location is not None
            assert juniors.newest.location is not None
            juniors.newest.location = Location(
                infants.newest.location.place,
                self.registry.location(infants.newest.location.place, PHASES[0].establishments).establishment,
                infants.newest.location.postcode,
            )
            infants.twin, juniors.twin = juniors, infants

    def federate(self, lineages: list[Lineage]) -> None:
        """Put small primary schools of one authority under one governing body, two by two."""
        by_authority: dict[int, list[School]] = {}
        for lineage in lineages:
            school = lineage.newest
            if _is_maintained_primary(school) and school.location and school.pupils < 200:
                by_authority.setdefault(school.location.place.authority_code, []).append(school)
        number = 0
        for schools in by_authority.values():
            for first, second in zip(schools[::2], schools[1::2], strict=False):
                if self._random.random() < SHARE_IN_FEDERATION:
                    uid = str(FIRST_FEDERATION_UID + number)
                    federation = Federation(uid, self.registry.names.federation())
                    first.federation = second.federation = federation
                    number += 1


def _is_maintained_primary(school: School) -> bool:
    return school.phase == "Primary" and school.trust is None and not school.independent


def _pupils(random: Random, phase: Phase) -> int:
    """A number spread as the phase's: near enough two straight lines on a logarithmic scale."""
    low, middle, high = phase.pupils
    place = random.uniform(-1.15, 1.15)
    share = middle / low if place < 0 else high / middle
    return max(1, round(middle * math.pow(share, place)))


def _conversion_day(random: Random) -> date:
    """The first of a month, September in four of ten."""
    month = 9 if random.random() < 0.4 else random.randint(1, 12)
    return date(random.randint(*CONVERTED_BETWEEN), month, 1)
