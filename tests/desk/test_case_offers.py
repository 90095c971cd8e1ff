"""What the page of a case offers: in every situation something sensible, and nothing out of place."""

from __future__ import annotations

from itertools import product

import pytest

from desk.casework.codes import State
from desk.casework.offering import CONTACTS, Offer, Situation, offers

ME, COLLEAGUE = 1, 2


def situation(state: State = State.ASSIGNED, **other: object) -> Situation:
    told: dict[str, object] = {
        "tier": 2,
        "flag_status": "open",
        "officer_id": ME,
        "is_report_opened": False,
        "close_proposed_by": None,
        "has_changes": False,
        "has_prompts": False,
        "is_prompt_due": False,
        "has_objected": False,
    }
    return Situation(state=state, **{**told, **other})  # type: ignore[arg-type]


SITUATIONS = [
    situation(
        state,
        tier=tier,
        flag_status=status,
        is_report_opened=opened,
        close_proposed_by=proposed,
        has_changes=changes,
        has_prompts=prompts,
        is_prompt_due=prompts,
        has_objected=objected,
    )
    for state, tier, status, opened, proposed, changes, prompts, objected in product(
        State,
        (1, 2),
        ("open", "superseded"),
        (False, True),
        (None, ME, COLLEAGUE),
        (False, True),
        (False, True),
        (False, True),
    )
]


def test_no_form_is_offered_twice_and_none_that_makes_no_sense() -> None:
    for now in SITUATIONS:
        first, others = offers(now)
        shown = [*others, *([first] if first else [])]
        assert len(shown) == len(set(shown))
        assert not (now.has_objected and CONTACTS & set(shown))
        assert (Offer.CONFIRM_CLOSE in shown) <= (now.close_proposed_by == COLLEAGUE)
        assert (Offer.ATTEMPT in shown) <= (now.tier > 1 or now.is_report_opened)
        assert (first == Offer.ACKNOWLEDGE) == now.has_changes
        assert Offer.WRITE_NOTE in shown


def test_a_case_that_is_open_always_has_something_next() -> None:
    for now in SITUATIONS:
        is_quiet = now.has_objected or now.close_proposed_by == ME
        if now.state is not State.CLOSED and not is_quiet:
            assert offers(now)[0] is not None, now


@pytest.mark.parametrize(
    ("now", "first"),
    [
        (situation(State.NEW), Offer.ASSIGN),
        (situation(), Offer.ATTEMPT),
        (situation(tier=1), Offer.OPEN_REPORT),
        (situation(tier=1, is_report_opened=True), Offer.ATTEMPT),
        (situation(State.CONTACTED), Offer.OFFER_SUPPORT),
        (situation(State.SUPPORT_OFFERED), Offer.CLOSE),
        (situation(State.SUPPORT_OFFERED, close_proposed_by=COLLEAGUE), Offer.CONFIRM_CLOSE),
        (situation(State.SUPPORT_OFFERED, close_proposed_by=ME), None),
        (situation(State.SNOOZED), Offer.WAKE),
        (situation(State.CLOSED), None),
        (situation(State.CLOSED, has_prompts=True, is_prompt_due=True), Offer.DO_FOLLOW_UP),
        (situation(flag_status="superseded"), Offer.CLOSE),
        (situation(State.CLOSED, has_changes=True), Offer.ACKNOWLEDGE),
    ],
)
def test_the_next_sensible_form(now: Situation, first: Offer | None) -> None:
    assert offers(now)[0] is first
