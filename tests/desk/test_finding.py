"""Finding a school by name or URN, the way people type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from desk.listing.finding import SchoolIndex, urn_in, words
from tests.desk.served import Served

NAMES = {
    900001: "St John's Church of England Primary School",
    900002: "Saint Johns RC School",
    900003: "École d'Été and Nursery",
    900004: "Hill Top School",
    900005: "Hill Top School, Upper Site",
    900006: "Top of the Hill Academy",
}


def school(urn: int, name: str, **more: object) -> Mapping[str, Any]:
    place = {"local_authority": "Corvendale", "postcode": "ZZ1 2AB"}
    return {"urn": urn, "name": name, "status": "open"} | place | more


INDEX = SchoolIndex([school(urn, name) for urn, name in NAMES.items()])


def found(query: str) -> list[int]:
    return [row["urn"] for row in INDEX.find(query, lambda row: True, 50).schools]


@pytest.mark.parametrize(
    ("query", "urns"),
    [
        ("st johns", [900001, 900002]),
        ("ST. JOHN’S", [900001, 900002]),
        ("school st john's cofe", [900001]),
        ("c of e john", [900001]),
        ("saint john roman catholic", [900002]),
        ("ecole d'ete & nursery", [900003]),
        ("École", [900003]),
        ("hill top school", [900004, 900005]),
        ("top hill", [900004, 900005, 900006]),
        ("hill corvendale", [900004, 900005, 900006]),
        ("zz1 hill acad", [900006]),
        ("ill top", []),
        ("", []),
        ("...", []),
        ("x" * 10_000, []),
    ],
)
def test_names_are_found_as_people_type_them(query: str, urns: list[int]) -> None:
    assert found(query) == urns


def test_a_closed_school_comes_after_those_that_are_open() -> None:
    index = SchoolIndex([school(900010, "Ash School A", status="closed"), school(900011, "Ash School B")])
    assert [row["urn"] for row in index.find("ash", lambda row: True, 50).schools] == [900011, 900010]


def test_no_more_are_given_than_asked_for_and_all_are_counted() -> None:
    result = INDEX.find("school", lambda row: True, 2)
    assert (len(result.schools), result.count) == (2, 4)


@pytest.mark.parametrize(
    ("query", "urn"), [("900101", 900101), (" urn 900101 ", 900101), ("URN900101", 900101), ("90010", None)]
)
def test_a_urn_is_known_by_its_digits(query: str, urn: int | None) -> None:
    assert urn_in(query) == urn


def test_marks_make_no_words() -> None:
    assert words("<b>O’Neill\u202e & Sons</b>") == "b oneill sons b"


def test_a_urn_leads_to_its_school_and_a_name_to_a_choice(served: Served) -> None:
    browser = served.browser_of("Robin Vale")
    assert browser.get("/find?q=900101").url.endswith("/schools/900101")
    text = browser.get("/find?q=THORNWICK+hill").text
    assert 'href="/schools/900101"' in text
    assert "On the list, tier 1" in text
    assert "No school that you cover has the URN 999999." in browser.get("/find?q=999999").text
    nothing = browser.get("/find?q=%3Cscript%3Ealert(1)").text
    assert "<script>alert" not in nothing
    assert "No school that you cover has a name like" in nothing


def test_a_school_that_a_person_does_not_cover_is_not_found(served: Served) -> None:
    browser = served.browser_of("Sam Field", areas=(("local_authority", "Nowhere"),))
    for query in ("900101", "Thornwick"):
        assert "No school that you cover" in browser.get(f"/find?q={query}").text
