"""What ends or moves a flag: each suppressor on both sides of its condition."""

from __future__ import annotations

from datetime import date

import pytest

from tests.rules.facts import PUBLISHED, URN, Facts, days, one_school
from tests.rules.together import Case, together

SINCE = PUBLISHED + days(20)
SPECIAL = "special_measures"


@together
def test_old_news__fires_on_what_is_first_seen_after_its_window() -> Case:
    facts = one_school()
    facts.card("now", grades={"achievement": "Needs attention"}, published=SINCE - days(31))
    flags = yield facts, SINCE
    assert flags.flag("now")["status"] == "history"
    assert flags.reasons("now")["old-news"].startswith("First seen on 11 May 2026")


@together
def test_old_news__silent_on_the_last_day() -> Case:
    facts = one_school()
    facts.card("now", grades={"achievement": "Needs attention"}, published=SINCE - days(30))
    flags = yield facts, SINCE
    assert flags.flag("now")["status"] == "open"
    assert flags.said("old-news", "now") is None


@pytest.mark.parametrize(("after", "status"), [(91, "standing"), (365, "standing"), (366, "history")])
@together
def test_a_category_of_the_last_year_stands_without_a_deadline(after: int, status: str) -> Case:
    facts = one_school()
    facts.card("now", category_of_concern=SPECIAL, published=SINCE - days(after))
    flag = (yield facts, SINCE).flag("now")
    assert (flag["status"], flag["respond_by"]) == (status, None)


@pytest.mark.parametrize(("left_on", "status"), [(SINCE + days(1), "standing"), (SINCE, "history")])
@together
def test_a_category_that_was_left_does_not_stand(left_on: date, status: str) -> Case:
    facts = one_school()
    entered_on = SINCE - days(100)
    facts.card("now", category_of_concern=SPECIAL, published=entered_on)
    facts.card("clean", published=left_on)
    facts.add(
        "category_period",
        lineage_id=URN,
        category=SPECIAL,
        entered_on=entered_on,
        left_on=left_on,
        entered_by="now",
        left_by="clean",
    )
    assert (yield facts, SINCE).flag("now")["status"] == status


@together
def test_inherited__fires_where_the_urn_has_one_successor() -> Case:
    facts = Facts()
    facts.school(URN)
    facts.moved(900009, URN)
    facts.card("now", urn=900009, grades={"achievement": "Needs attention"})
    flags = yield facts, SINCE
    assert flags.flag("now")["urn"] == URN
    assert "leadership may be new" in flags.reasons("now")["inherited"]


@together
def test_inherited__fires_through_a_chain_of_single_successors() -> Case:
    facts = Facts()
    facts.school(900003)
    facts.moved(900001, 900002)
    facts.moved(900002, 900003)
    facts.card("now", urn=900001, grades={"achievement": "Needs attention"})
    assert (yield facts, SINCE).flag("now")["urn"] == 900003


@together
def test_inherited__silent_while_the_school_is_still_listed() -> Case:
    facts = Facts()
    facts.school(900009)
    facts.school(URN)
    facts.moved(900009, URN)
    facts.card("now", urn=900009, grades={"achievement": "Needs attention"})
    flags = yield facts, SINCE
    assert flags.flag("now")["urn"] == 900009
    assert flags.said("inherited", "now") is None


@together
def test_inherited__silent_where_two_schools_follow() -> Case:
    facts = Facts()
    facts.school(900002)
    facts.school(900003)
    facts.moved(900009, 900002)
    facts.moved(900009, 900003)
    facts.card("now", urn=900009, grades={"achievement": "Needs attention"})
    flags = yield facts, SINCE
    assert flags.flag("now")["urn"] == 900009
    assert flags.said("inherited", "now") is None


@together
def test_an_inherited_report_raises_one_flag_not_two() -> Case:
    facts = Facts()
    facts.school(URN)
    facts.moved(900009, URN)
    facts.card("now", urn=900009, grades={"achievement": "Needs attention"})
    facts.add("school_inspection", urn=900009, inspection_id="now", relation="own")
    facts.add("school_inspection", urn=URN, inspection_id="now", relation="inherited")
    assert len((yield facts, SINCE).all()) == 1


@together
def test_links_in_a_circle_end() -> Case:
    facts = Facts()
    facts.moved(900001, 900002)
    facts.moved(900002, 900001)
    facts.card("now", urn=900001, grades={"achievement": "Needs attention"})
    assert (yield facts, SINCE).flag("now")["urn"] in (900001, 900002)


@together
def test_superseded__fires_when_the_category_was_left() -> Case:
    facts = one_school()
    facts.card("now", category_of_concern=SPECIAL)
    facts.card("later", published=PUBLISHED + days(15), grades={"achievement": "Needs attention"})
    facts.add(
        "category_period",
        lineage_id=URN,
        category=SPECIAL,
        entered_on=PUBLISHED - days(900),
        left_on=PUBLISHED + days(15),
        entered_by="now",
        left_by="later",
    )
    flags = yield facts, SINCE
    assert flags.flag("now")["status"] == "superseded"
    assert flags.reasons("now")["superseded"] == "Left the category special measures on 6 May 2026."
    assert flags.flag("later")["status"] == "open"


@together
def test_superseded__fires_when_the_category_was_left_for_another_and_says_so() -> Case:
    """Entering a graver category is not good news, and the report that said so is on the list itself."""
    facts = one_school()
    facts.card("now", category_of_concern="requires_significant_improvement")
    facts.card("later", published=PUBLISHED + days(15), category_of_concern=SPECIAL)
    moved = {"lineage_id": URN, "entered_on": PUBLISHED + days(15), "entered_by": "later"}
    facts.add("category_period", category=SPECIAL, **moved)
    facts.add(
        "category_period",
        lineage_id=URN,
        category="requires_significant_improvement",
        entered_on=PUBLISHED,
        left_on=PUBLISHED + days(15),
        entered_by="now",
        left_by="later",
    )
    flags = yield facts, SINCE
    assert (flags.flag("now")["status"], flags.flag("later")["status"]) == ("superseded", "open")
    said = flags.reasons("now")["superseded"]
    assert said.startswith("Moved from the category requires significant improvement to special measures")


@together
def test_superseded__silent_while_the_category_lasts() -> Case:
    facts = one_school()
    facts.card("now", category_of_concern=SPECIAL)
    facts.add("category_period", lineage_id=URN, category=SPECIAL, entered_on=PUBLISHED, entered_by="now")
    assert (yield facts, SINCE).said("superseded", "now") is None


@pytest.mark.parametrize("kind", ["report_card", "ungraded"])
@together
def test_superseded__fires_on_a_later_clean_report(kind: str) -> Case:
    facts = one_school()
    facts.card("now", grades={"leadership_and_governance": "Needs attention"})
    later_report(facts, kind, SINCE)
    flags = yield facts, SINCE
    assert flags.flag("now")["status"] == "superseded"
    assert "11 May 2026" in flags.reasons("now")["superseded"]


@pytest.mark.parametrize("kind", ["report_card", "ungraded"])
@together
def test_superseded__silent_before_the_later_report_is_published(kind: str) -> Case:
    facts = one_school()
    facts.card("now", grades={"leadership_and_governance": "Needs attention"})
    later_report(facts, kind, SINCE + days(1))
    assert (yield facts, SINCE).flag("now")["status"] == "open"


def later_report(facts: Facts, kind: str, published: date) -> None:
    """A clean one."""
    if kind == "ungraded":
        facts.report("clean", kind=kind, outcome="Standards maintained", published=published)
    else:
        facts.card("clean", published=published)


@together
def test_superseded__silent_after_a_later_report_with_a_trigger() -> Case:
    facts = one_school()
    facts.card("now", grades={"leadership_and_governance": "Needs attention"})
    facts.card("later", published=PUBLISHED + days(10), grades={"achievement": "Needs attention"})
    assert (yield facts, SINCE).flag("now")["status"] == "open"


@together
def test_superseded__silent_after_a_later_report_of_which_too_little_is_known() -> Case:
    facts = one_school()
    facts.card("now", grades={"leadership_and_governance": "Needs attention"})
    facts.report("visit", kind="ungraded", outcome=None, published=PUBLISHED + days(10))
    facts.card("later", published=PUBLISHED + days(12), category_known=False)
    assert (yield facts, SINCE).flag("now")["status"] == "open"


@together
def test_superseded__silent_after_a_monitoring_report() -> Case:
    facts = one_school()
    facts.card("now", grades={"leadership_and_governance": "Needs attention"})
    facts.report("visit", kind="monitoring", outcome="Enough progress", published=PUBLISHED + days(10))
    assert (yield facts, SINCE).flag("now")["status"] == "open"


@together
def test_superseded__silent_after_a_clean_report_of_the_other_school_of_a_merger() -> Case:
    facts = Facts()
    facts.school(900003)
    facts.moved(900001, 900003)
    facts.moved(900002, 900003)
    facts.card("now", urn=900001, lineage_id=900001, grades={"leadership_and_governance": "Needs attention"})
    facts.card("clean", urn=900002, lineage_id=900001, published=PUBLISHED + days(10))
    assert (yield facts, SINCE).flag("now")["status"] == "open"


@together
def test_superseded__fires_on_the_later_of_two_reports_published_on_one_day() -> Case:
    facts = one_school()
    first, second = PUBLISHED - days(60), PUBLISHED - days(25)
    facts.legacy("inadequate", started=first, grades={"safeguarding": "No"})
    facts.legacy("good", started=second)
    assert (yield facts, SINCE).flag("inadequate")["status"] == "superseded"


@together
def test_superseded__silent_for_the_later_of_two_reports_published_on_one_day() -> Case:
    facts = one_school()
    first, second = PUBLISHED - days(60), PUBLISHED - days(25)
    facts.legacy("good", started=first)
    facts.legacy("inadequate", started=second, grades={"safeguarding": "No"})
    assert (yield facts, SINCE).flag("inadequate")["status"] == "open"


@together
def test_superseded__fires_when_every_area_was_re_graded_up() -> Case:
    flags = yield re_graded_up(SINCE), SINCE
    assert "Leadership and governance Expected standard" in flags.reasons("now")["superseded"]


@together
def test_superseded__silent_before_the_re_grading_is_known() -> Case:
    assert (yield re_graded_up(SINCE + days(1)), SINCE).flag("now")["status"] == "open"


def re_graded_up(seen: date) -> Facts:
    """The one area that was below expected."""
    facts = one_school()
    facts.card("now", grades={"leadership_and_governance": "Needs attention"})
    graded = PUBLISHED + days(8)
    facts.regrade("now", "leadership_and_governance", "Needs attention", "Expected standard", graded, seen)
    return facts


@together
def test_superseded__silent_when_only_one_of_two_areas_was_re_graded_up() -> Case:
    facts = one_school()
    facts.card("now", grades={"leadership_and_governance": "Needs attention", "inclusion": "Needs attention"})
    facts.regrade(
        "now", "inclusion", "Needs attention", "Expected standard", PUBLISHED + days(8), PUBLISHED + days(9)
    )
    assert (yield facts, SINCE).flag("now")["status"] == "open"


@together
def test_withdrawn__fires_from_the_day_it_is_established() -> Case:
    facts = one_school()
    facts.card("now", grades={"achievement": "Needs attention"}, withdrawn_on=date(2026, 5, 5))
    flags = yield facts, date(2026, 5, 5)
    assert flags.flag("now")["status"] == "retracted"
    assert "5 May 2026" in flags.reasons("now")["withdrawn"]


@together
def test_withdrawn__silent_before_and_while_the_report_stands() -> Case:
    facts = one_school()
    facts.card("now", grades={"achievement": "Needs attention"}, withdrawn_on=date(2026, 5, 5))
    facts.card("stands", grades={"achievement": "Needs attention"}, published=PUBLISHED - days(3))
    flags = yield facts, date(2026, 5, 4)
    assert flags.said("withdrawn", "now") is None
    assert flags.said("withdrawn", "stands") is None


@together
def test_a_withdrawn_report_supersedes_nothing() -> Case:
    facts = one_school()
    facts.card("now", grades={"leadership_and_governance": "Needs attention"})
    facts.card("clean", published=PUBLISHED + days(10), withdrawn_on=PUBLISHED + days(15))
    assert (yield facts, SINCE).flag("now")["status"] == "open"
