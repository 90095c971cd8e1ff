"""The standing list and good news: who stands there, and for whom."""

from __future__ import annotations

from datetime import timedelta

from desk.casework.codes import State
from pipelines.casework_port import open_casework
from tests.desk.served import Served
from tests.desk.test_outreach_list import HOSTILE, add_case


def test_a_school_in_a_category_after_its_days_stands_without_a_deadline(served: Served) -> None:
    (flag,) = served.desk.facts.current().standing
    text = served.browser_of("Robin Vale").get("/standing").text
    for said in (
        flag["school"],
        "Special measures",
        "155 days ago; on the list until 6 April 2026",
    ):
        assert said in text
    assert flag["school"] not in served.browser_of("Sam Field").get("/").text


def test_good_news_is_told_first_to_whoever_had_the_case(served: Served) -> None:
    news = next(row for row in served.desk.facts.current().good_news if row["flag_id"])
    supporter = served.add_officer("Sam Field")
    add_case(served, news, State.CLOSED, assigned_to=supporter.officer_id, close_reason="superseded")
    text = served.browser(supporter).get("/good-news").text
    yours, others = text.index("Schools whose case is or was yours"), text.index("Other schools")
    assert yours < text.index(news["school"]) < others
    assert "have since been re-graded: Leadership and governance Expected standard." in text
    of_a_colleague = served.browser_of("Robin Vale").get("/good-news").text
    assert "Schools whose case is or was yours" not in of_a_colleague
    assert "Sam Field" in of_a_colleague


def test_a_school_that_left_its_category_is_good_news_also_without_a_flag(served: Served) -> None:
    text = served.browser_of("Robin Vale").get("/good-news").text
    assert "Left the category special measures on 20 May 2026." in text


def test_both_lists_leave_out_who_objected_and_what_is_not_covered(served: Served) -> None:
    facts = served.desk.facts.current()
    schools = {"/standing": facts.standing[0], "/good-news": facts.good_news[0]}
    elsewhere = served.browser_of("Sam Field", areas=(("region", "Nowhere"),))
    for path, row in schools.items():
        assert row["school"] not in elsewhere.get(path).text
        open_casework(served.desk.settings.data).add(
            row["urn"],
            review_on=served.now.moment.date() + timedelta(days=90),
            reason="asked",
            by="A",
            decided_at=served.now.moment,
        )
        assert row["school"] not in served.browser_of(f"Robin {path[1:]}").get(path).text


def test_a_hostile_name_is_text_on_both(served: Served) -> None:
    facts = served.desk.facts.current()
    browser = served.browser_of("Robin Vale")
    for path, row in (("/standing", facts.standing[0]), ("/good-news", facts.good_news[0])):
        row["school"] = HOSTILE
        text = browser.get(path).text
        assert "<script>alert" not in text
        assert "\u202e" not in text
