"""The page of a school, its timeline, and how the desk knows what it says."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from desk.school.advice import advice
from desk.school.peers import peers
from desk.school.timeline import timeline
from desk.store.models import Audit
from desk.web.addresses import report_link, website_link
from pipelines.casework_port import open_casework
from pipelines.reference import read_toml
from tests.desk.served import MORNING, Browser, Served

HOSTILE = '<script>alert("1")</script>'


@pytest.fixture
def browser(served: Served) -> Browser:
    return served.browser_of("Robin Vale")


def inspection(day: date, framework: str = "education_inspection_2019", **grades: str) -> dict[str, Any]:
    return {
        "inspection_start_date": day,
        "framework": framework,
        "kind": "graded",
        "urn_at_inspection": 900101,
        "judgements": [
            {
                "area": area,
                "area_title": area,
                "grade": grade,
                "grade_date": None,
                "grading_no": 1,
                "previous_grade": None,
                "comparability": "first",
            }
            for area, grade in grades.items()
        ],
    }


def test_the_page_names_what_was_published_and_why_it_is_flagged(browser: Browser) -> None:
    page = browser.get("/schools/900101").text
    for told in (
        "Thornwick Hill Primary School",
        "Enters special measures",
        "Urgent improvement",
        "01632960101",
    ):
        assert told in page
    assert "Machine-read, not confirmed" in page


def test_all_of_seven_frameworks_stand_in_lanes_of_their_own(browser: Browser) -> None:
    page = browser.get("/schools/900164").text
    assert page.count('class="timeline-framework"') == 7


def test_no_line_joins_grades_that_may_not_be_compared() -> None:
    first = inspection(date(2015, 3, 1), overall_effectiveness="Good")
    later = inspection(date(2019, 3, 1), overall_effectiveness="Inadequate")
    assert "timeline-join" not in str(timeline(900101, [first, later], [], date(2020, 1, 1)))
    later["judgements"][0] |= {"comparability": "same_scale", "previous_grade": "Good"}
    assert "timeline-join" in str(timeline(900101, [first, later], [], date(2020, 1, 1)))


def test_nothing_leads_from_one_framework_to_another() -> None:
    first = inspection(date(2018, 3, 1), "common_inspection_2015", overall_effectiveness="Good")
    later = inspection(date(2023, 3, 1), overall_effectiveness="Inadequate")
    later["judgements"][0] |= {"comparability": "same_scale", "previous_grade": "Good"}
    assert "timeline-join" not in str(timeline(900101, [first, later], [], date(2024, 1, 1)))


def test_a_report_card_is_drawn_as_areas_at_each_grade() -> None:
    card = inspection(
        date(2026, 3, 1), "report_card_2025", achievement="Needs attention", inclusion="Needs attention"
    )
    drawn = str(timeline(900101, [card], [], date(2026, 6, 1)))
    assert re.search(r'class="timeline-count"[^>]*>2<', drawn)
    assert "achievement, inclusion" in drawn


def test_a_school_without_inspections_has_no_picture() -> None:
    assert timeline(900101, [], [], date(2026, 1, 1)) is None


def test_hostile_words_in_published_data_are_drawn_as_text() -> None:
    card = inspection(date(2026, 3, 1), "report_card_2025", achievement="Needs attention")
    card["judgements"][0]["area_title"] = HOSTILE
    drawn = str(
        timeline(
            900101,
            [card],
            [{"category": "x", "category_title": HOSTILE, "entered_on": date(2026, 1, 2), "left_on": None}],
            date(2026, 6, 1),
        )
    )
    assert "<script" not in drawn
    assert drawn.count("&lt;script&gt;") == 2


@pytest.mark.parametrize(
    ("address", "is_link"),
    [
        ("https://reports.ofsted.gov.uk/provider/21/900101", True),
        ("http://www.ofsted.gov.uk/inspection-reports/x", True),
        ("https://ofsted.gov.uk.example/x", False),
        ("https://notofsted.gov.uk/x", False),
        ("javascript:alert(1)", False),
        ("https://someone@ofsted.gov.uk/x", False),
        ("//ofsted.gov.uk/x", False),
        ("https://[", False),
        ("", False),
        (None, False),
    ],
)
def test_a_report_is_a_link_on_the_sites_that_publish_it_alone(address: str | None, is_link: bool) -> None:
    assert (report_link(address, ["ofsted.gov.uk"]) is not None) is is_link


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("www.school.example", "https://www.school.example"),
        ("http://school.example/a", "http://school.example/a"),
        ("javascript:alert(1)", None),
        ("javascript://school.example/%0aalert(1)", None),
        ("not a site", None),
        ("localhost", None),
        (None, None),
    ],
)
def test_a_website_is_a_link_where_it_is_one(written: str | None, address: str | None) -> None:
    assert website_link(written) == address


def test_a_school_that_objected_is_said_so_and_not_offered_for_contact(
    served: Served, browser: Browser
) -> None:
    open_casework(served.desk.settings.data).add(
        900101, review_on=date(2026, 12, 1), reason="Asked", by="Duty officer", decided_at=MORNING
    )
    page = browser.get("/schools/900101").text
    assert "has objected to contact" in page
    for call in ("01632960101", "first attempt due", "First steps", "Beside the head"):
        assert call not in page


def test_a_school_that_a_person_does_not_cover_is_not_there(served: Served) -> None:
    elsewhere = served.browser_of("Sam Field", areas=(("region", "Nowhere"),))
    (flag, *_) = served.desk.facts.current().flags
    for path in (
        f"/schools/{flag['urn']}",
        f"/schools/{flag['urn']}/how-we-know/x",
        f"/cases/{flag['flag_id']}/why",
    ):
        answer = elsewhere.get(path)
        assert (answer.status_code, str(flag["school"]) in answer.text) == (404, False), path


@pytest.mark.parametrize(
    "path", ["/schools/1", "/schools/999999", "/schools/900101/how-we-know/none", "/cases/none/why"]
)
def test_what_is_not_known_is_not_found(browser: Browser, path: str) -> None:
    assert browser.get(path).status_code == 404


def test_how_we_know_names_row_document_and_address(served: Served, browser: Browser) -> None:
    (row, *_) = served.desk.facts.current().rows("explain/school_inspection", urn=900101)
    page = browser.get(f"/schools/900101/how-we-know/{row['inspection_id']}").text
    for judged in row["judgements"]:
        assert judged["area_title"] in page
    assert "Checksum (sha256)" in page
    assert "Fetched" in page


def test_why_a_flag_stands_shows_the_rule_as_it_is_written(served: Served, browser: Browser) -> None:
    (flag, *_) = served.desk.facts.current().flags
    page = browser.get(f"/cases/{flag['flag_id']}/why").text
    assert "-- id: special-measures" in page
    assert flag["build_id"] in page


def test_reading_is_audited_once_an_hour(served: Served, browser: Browser) -> None:
    def read() -> int:
        with served.desk.store.read() as session:
            return len(list(session.scalars(select(Audit).where(Audit.action == "school_read"))))

    browser.get("/schools/900101")
    browser.get("/schools/900101")
    assert read() == 1
    served.now.moment += timedelta(minutes=59)
    browser.get("/schools/900101")
    assert read() == 1
    served.now.moment += timedelta(minutes=2)
    browser.get("/schools/900101")
    assert read() == 2


def test_a_signpost_says_when_it_is_to_be_checked() -> None:
    settings = read_toml("desk.toml")
    posts = {"check_after_days": 180, "list": [
        {"name": "A", "number": "1", "for_whom": "x", "checked_on": ""},
        {"name": "B", "number": "1", "for_whom": "x", "checked_on": "2026-01-01"},
        {"name": "C", "number": "1", "for_whom": "x", "checked_on": "2025-01-01"},
    ]}  # fmt: skip
    told = advice({**settings, "signposts": posts}, date(2026, 6, 1)).signposts
    assert [post.is_check_due for post in told] == [True, False, True]


def test_help_names_where_to_turn(browser: Browser) -> None:
    page = browser.get("/help").text
    for number in ("08000 562 561", "116 123", "111"):
        assert number in page


def test_why_a_flag_stands_shows_the_report_before_and_the_days(served: Served, browser: Browser) -> None:
    facts = served.desk.facts.current()
    (flag,) = facts.rows("desk/school_flag", urn=900114)[:1]
    page = browser.get(f"/cases/{flag['flag_id']}/why").text
    assert "The graded report before" in page
    assert "Days from inspection to publication" in page


def test_other_schools_are_links_only_where_the_visitor_covers_them(served: Served) -> None:
    facts = served.desk.facts.current()
    schools = facts.rows("desk/school_name", urns=list(range(900100, 900200)))
    school = next(row for row in schools if facts.rows("explain/school_link", urn=row["urn"]))
    (link, *_) = facts.rows("explain/school_link", urn=school["urn"])
    near = served.browser_of("Sam Field", areas=(("local_authority", school["local_authority"]),))
    page = near.get(f"/schools/{school['urn']}").text
    assert f"URN {link['linked_urn']}" in page
    for address in set(re.findall(r'href="(/schools/\d+)"', page)):
        assert near.get(address).status_code == 200


def found_peers(facts: Any, left_out: list[int]) -> dict[int, list[int]]:
    """The peers of every school of the sample, as if each were in special measures."""
    return {
        row["urn"]: [
            peer["urn"]
            for peer in facts.rows(
                "desk/peer",
                urn=row["urn"],
                category="special_measures",
                since=date(2026, 1, 1),
                size_share=5,
                left_out=left_out,
            )
        ]
        for row in facts.rows("desk/school_name", urns=list(range(900101, 900180)))
    }


def test_peers_left_the_category_are_alike_and_have_no_flag_now(served: Served) -> None:
    """900108 and 900109 left special measures in May 2026; the second of them has a flag now."""
    facts = served.desk.facts.current()
    schools = {row["urn"]: row for row in facts.rows("desk/school_name", urns=list(range(900101, 900180)))}
    found = found_peers(facts, left_out=[])
    suggested = {peer for peers_of in found.values() for peer in peers_of}
    flagged = {flag["urn"] for flag in facts.flags}
    assert suggested == {900108, 900109} - flagged
    assert suggested
    for urn, peers_of in found.items():
        for peer in peers_of:
            assert urn != peer
            assert all(schools[urn][name] == schools[peer][name] for name in ("phase", "region"))
    assert not any(found_peers(facts, left_out=sorted(suggested)).values())


def test_peers_are_asked_for_only_of_a_school_in_a_category_and_where_switched_on(served: Served) -> None:
    facts = served.desk.facts.current()
    told = {"are_suggested": True, "left_within_days": 4000, "pupils_apart_percent": 500, "most": 50}
    now = [{"category": "special_measures", "left_on": None}]
    before = [{"category": "special_measures", "left_on": date(2026, 5, 1)}]
    (urn,) = [urn for urn, found in found_peers(facts, []).items() if found][:1]
    assert peers(facts, urn, now, told, date(2026, 6, 11))
    assert not peers(facts, urn, before, told, date(2026, 6, 11))
    assert not peers(facts, urn, now, told | {"are_suggested": False}, date(2026, 6, 11))


def test_peers_are_suggested_only_where_they_are_switched_on(served: Served, browser: Browser) -> None:
    assert "came out of the same place" not in browser.get("/schools/900101").text
