"""What lists keep in memory of a build: it has to say what a page that worked it out anew would say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desk.casework.codes import State
from desk.casework.reading import CaseSummary, untouched
from desk.listing.choices import Offered, choices
from desk.listing.query import ListQuery
from desk.listing.work import with_cases, work_items
from desk.remembered import Remembered
from desk.security.roles import Coverage, Role, Visitor
from pipelines.database import Row
from tests.desk.served import MORNING

TODAY = MORNING.date()
FLAGS: list[Row] = [
    {
        "flag_id": f"f{number}",
        "urn": 900100 + number,
        "respond_by": TODAY + timedelta(days=number - 3),
        "detected_on": TODAY - timedelta(days=number),
        "changed_on": None,
        "change": None,
        "local_authority": ("Ayshire", "Zedshire", None)[number % 3],
        "region": "North East",
        "trust_uid": ("T1", None)[number % 2],
        "trust": ("Alder Trust", None)[number % 2],
        "phase": ("Primary", "Secondary")[number % 2],
        "rule_list": ("special-measures",) if number % 4 else ("special-measures", "long-gap"),
    }
    for number in range(6)
]
TRIGGERS = [{"rule_id": "special-measures"}, {"rule_id": "long-gap"}, {"rule_id": "never-fired"}]
_CASES = st.dictionaries(
    st.sampled_from([flag["flag_id"] for flag in FLAGS]),
    st.builds(
        lambda state, officer, days: (state, officer, days),
        st.sampled_from(State),
        st.sampled_from([None, 1, 2]),
        st.integers(-2, 2),
    ),
)


def visitor(days: int | None) -> Visitor:
    began = None if days is None else datetime(2026, 6, 10, 8, tzinfo=UTC) - timedelta(days=days)
    return Visitor(1, "Robin Vale", Role.OFFICER, Coverage(), "", False, began)


def summary(flag_id: str, state: State, officer: int | None, days: int) -> CaseSummary:
    return untouched(flag_id, 900100 + int(flag_id[1:]))._replace(
        case_id=1,
        version=1,
        state=state,
        assigned_to=officer,
        assigned_name=f"Officer {officer}" if officer else None,
        snoozed_until=TODAY + timedelta(days=days) if state is State.SNOOZED else None,
    )


@given(drawn=_CASES, days=st.sampled_from([None, 0, 3, 30]))
def test_rows_of_the_build_with_todays_cases_are_the_rows_made_anew(
    drawn: dict[str, tuple[State, int | None, int]], days: int | None
) -> None:
    cases = {flag_id: summary(flag_id, *told) for flag_id, told in drawn.items()}
    who = visitor(days)
    kept = work_items(FLAGS, {}, visitor(days), TODAY)
    assert with_cases(kept, cases, who, TODAY) == work_items(FLAGS, cases, who, TODAY)


@given(drawn=_CASES)
def test_filters_offer_exactly_what_the_work_holds(drawn: dict[str, tuple[State, int | None, int]]) -> None:
    cases = {flag_id: summary(flag_id, *told) for flag_id, told in drawn.items()}
    items = work_items(FLAGS, cases, visitor(None), TODAY)
    offered = choices(Offered(FLAGS, TRIGGERS), items, ListQuery())
    work = [item for item in items if item.is_work]
    for name, of_item in {
        "local_authority": lambda item: [item.flag["local_authority"]],
        "trust": lambda item: [item.flag["trust_uid"]],
        "phase": lambda item: [item.flag["phase"]],
        "rule": lambda item: item.flag["rule_list"],
        "officer": lambda item: [item.case.assigned_to and str(item.case.assigned_to)],
    }.items():
        values = [value for item in work for value in of_item(item) if value]
        assert {choice.value: choice.rows for choice in offered[name]} == {
            value: values.count(value) for value in values
        }


def test_what_an_old_link_asks_for_is_offered_with_no_rows() -> None:
    cases = {flag["flag_id"]: summary(flag["flag_id"], State.CLOSED, None, 0) for flag in FLAGS}
    asked = ListQuery(trust="T1", phase="Nursery", rule="never-fired")
    offered = choices(Offered(FLAGS, TRIGGERS), work_items(FLAGS, cases, visitor(None), TODAY), asked)
    assert [(each.title, each.rows) for each in offered["trust"]] == [("Alder Trust", 0)]
    assert [(each.title, each.rows) for each in offered["phase"]] == [("Nursery", 0)]
    assert [(each.title, each.rows) for each in offered["rule"]] == [("Never fired", 0)]


def test_what_was_asked_for_longest_ago_is_let_go_of() -> None:
    made: list[int] = []
    memory = Remembered(2)

    def make(number: int) -> int:
        def worked_out() -> int:
            made.append(number)
            return number

        return memory.once(number, worked_out)

    assert [make(1), make(2), make(1), make(3), make(2)] == [1, 2, 1, 3, 2]
    assert made == [1, 2, 3, 2]
