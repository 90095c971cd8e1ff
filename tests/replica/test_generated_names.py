"""Names of the generated country: nobody real has them, and no two open schools share one."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from replica.generated.names import places
from tests.replica.generated_countries import FIRST_NIGHT, england

WORD = re.compile(r"[a-z]+")
#: Columns of the official statistics in which real names stand.
NAMES = ("School name", "Local authority", "Parliamentary constituency", "Multi-academy trust name")


def test_open_schools_have_names_of_their_own() -> None:
    names = [school.name_on(FIRST_NIGHT) for school in england().open_schools(FIRST_NIGHT)]
    assert len(names) == len(set(names))


def test_every_name_begins_with_an_invented_place() -> None:
    invented = set(places())
    for school in england().schools.values():
        assert invented & set(school.name.split()), school.name
        assert school.trust is None or invented & set(school.trust.name.split()), school.trust.name


@pytest.mark.recorded
def test_no_name_and_no_place_is_a_real_one(recorded_england: Path) -> None:
    words: set[str] = set()
    names: set[str] = set()
    (path,) = recorded_england.glob("*31_August_2025.csv")
    with path.open(encoding="cp1252", newline="") as file:
        for row in csv.DictReader(file):
            names |= {row[column].strip().casefold() for column in NAMES}
            for column in NAMES:
                words |= set(WORD.findall(row[column].casefold()))
    assert len(words) > 10_000, "the recording has its official statistics"
    assert not words & {place.casefold() for place in places()}
    schools = england().schools.values()
    assert not names & {school.name.strip().casefold() for school in schools}
    authorities = {school.location.place.local_authority.casefold() for school in schools if school.location}
    assert not authorities & (names | words)
