"""The register of schools: its columns, what it says of schools, and the people that it names."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from replica.formats import read_headers
from replica.gias import extract, links, trust_membership
from replica.heads import FIRST_NAMES, LAST_NAMES
from replica.schools import Scenario

DAY = date(2026, 6, 9)


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("cp1252"), newline="")))


@pytest.fixture(scope="module")
def schools(scenario: Scenario) -> dict[str, dict[str, str]]:
    return {row["URN"]: row for row in rows(extract(scenario.schools.values(), DAY))}


@pytest.mark.recorded
def test_the_columns_are_the_published_ones(recorded_england: Path) -> None:
    for beginning, headers in (("edubasealldata", "gias_2026"), ("links_edubasealldata", "gias_links")):
        with (recorded_england / f"{beginning}20260609.csv").open(encoding="cp1252", newline="") as file:
            assert next(csv.reader(file)) == read_headers(headers)


def test_every_open_school_has_an_invented_head(schools: dict[str, dict[str, str]]) -> None:
    for row in schools.values():
        named = row["HeadFirstName"] in FIRST_NAMES and row["HeadLastName"] in LAST_NAMES
        assert named == (row["EstablishmentStatus (name)"] != "Closed")
    assert any(row["PropsName"] for row in schools.values())


def test_the_file_of_trusts_names_heads_too(scenario: Scenario) -> None:
    members = rows(trust_membership(scenario.schools.values(), DAY))
    assert {row["Group UID"] for row in members} == {"99101", "99102"}
    assert all(row["HeadLastName"] for row in members)


def test_federations_and_trusts_are_told(schools: dict[str, dict[str, str]]) -> None:
    flags = {urn: schools[urn]["FederationFlag (name)"] for urn in ("900185", "900153")}
    assert flags == {"900185": "Supported by a federation", "900153": "Not under a federation"}
    assert schools["900185"]["Federations (name)"] == "Ivelmoor and Juniperbeck Federation"
    assert schools["900103"]["Trusts (name)"] == "Lanternfield Learning Trust "
    assert schools["900103"]["TrustSchoolFlag (name)"] == "Supported by a multi-academy trust"
    assert schools["900153"]["Trusts (code)"] == ""


@pytest.mark.parametrize(
    "urn, day, status",
    [
        ("900181", date(2026, 5, 21), "Open, but proposed to close"),
        ("900181", date(2026, 5, 22), "Closed"),
        ("900157", date(2026, 4, 30), "Proposed to open"),
        ("900157", date(2026, 5, 1), "Open"),
    ],
)
def test_status_is_that_of_the_files_day(scenario: Scenario, urn: str, day: date, status: str) -> None:
    described = {row["URN"]: row for row in rows(extract(scenario.schools.values(), day))}
    assert described[urn]["EstablishmentStatus (name)"] == status


def test_days_types_and_phases_are_written_as_in_the_register(schools: dict[str, dict[str, str]]) -> None:
    row = schools["900163"]
    assert (row["OpenDate"], row["TypeOfEstablishment (name)"]) == ("01-05-2026", "Academy special converter")
    assert row["PhaseOfEducation (name)"] == "Not applicable"
    assert schools["900113"]["PhaseOfEducation (name)"] == "Nursery"


def test_telephone_and_website_are_nobodys(schools: dict[str, dict[str, str]]) -> None:
    assert all(row["TelephoneNum"].startswith("01632960") for row in schools.values())
    assert all(row["SchoolWebsite"].endswith(".example") for row in schools.values())


def test_a_link_stands_on_both_sides_and_says_what_was_merged(scenario: Scenario) -> None:
    linked = rows(links(scenario.schools.values(), DAY))
    told = {(row["URN"], row["LinkURN"]): row["LinkType"] for row in linked}
    assert told["900157", "900156"] == "Predecessor"
    assert told["900156", "900157"] == "Successor"
    assert told["900148", "900147"] == "Predecessor - merged"
    assert told["900147", "900148"] == "Successor - merged"
    earlier = rows(links(scenario.schools.values(), date(2026, 4, 30)))
    assert "900157" not in {row["URN"] for row in earlier}
