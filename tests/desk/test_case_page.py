"""The page of a case over real HTTP: from a new flag to a closed case, and what each answer says."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from desk.store.models import Audit, Case, Note
from tests.desk.case_browser import OpenCase
from tests.desk.served import Served


def flag_of_tier(served: Served, tier: int, nth: int = 0) -> str:
    flags = [flag for flag in served.desk.facts.current().flags if flag["tier"] == tier]
    return str(flags[nth]["flag_id"])


def opened(served: Served, name: str, flag_id: str, role: str = "officer") -> tuple[OpenCase, int]:
    """A case in the browser of a new officer, and who they are."""
    officer = served.add_officer(name, role)
    return OpenCase(served.browser(officer), flag_id).open(), officer.officer_id


def stored(served: Served, flag_id: str) -> Case:
    with served.desk.store.read() as session:
        return session.scalars(select(Case).where(Case.flag_id == flag_id)).one()


def test_from_a_new_flag_to_a_closed_case(served: Served) -> None:
    flag_id = flag_of_tier(served, 1)
    case, robin = opened(served, "Robin Vale", flag_id)
    other, _ = opened(served, "Sam Field", flag_id)
    assert "Next: Take this case" in case.text
    assert "Machine-read, not confirmed" in case.text
    assert "Leaders have probably known since about" in case.text
    case.send("assign", officer_id=robin)
    assert "Next: I have opened the report" in case.text
    refused = case.send("attempt", route="school_telephone", outcome="unanswered")
    assert (refused.status_code, "Open the report first" in refused.text) == (422, True)
    case.send("open_report")
    assert "Robin Vale opened the report" in case.text
    case.send("attempt", route="school_telephone", outcome="unanswered")
    assert "To try next: E-mail" in case.text
    case.send("attempt", route="school_email", outcome="spoke_with_the_leader")
    case.send("offer_support")
    case.send("close", reason="support_taken_up")
    assert "You have proposed to close this case" in case.text
    assert case.send("confirm_close").status_code == 422
    other.open().send("confirm_close")
    assert "This case can rest" in other.text
    assert (stored(served, flag_id).state, stored(served, flag_id).close_reason) == (
        "closed",
        "support_taken_up",
    )
    for said in ("Attempt recorded", "Unanswered", "proposed by Robin Vale", "after 30 days"):
        assert said in other.text


def test_the_second_of_two_is_told_and_gets_back_what_was_sent(served: Served) -> None:
    flag_id = flag_of_tier(served, 2)
    one, robin = opened(served, "Robin Vale", flag_id)
    other, _ = opened(served, "Sam Field", flag_id)
    one.send("assign", officer_id=robin)
    answer = other.send("write_note", text="Call <again> after 15:00.")
    assert answer.status_code == 409
    assert "A colleague was here first" in answer.text
    assert "Robin Vale" in answer.text
    assert "Call &lt;again&gt; after 15:00." in answer.text
    with served.desk.store.read() as session:
        assert not session.scalars(select(Note)).all()


def test_a_note_that_is_too_long_is_shown_back(served: Served) -> None:
    case, _ = opened(served, "Robin Vale", flag_of_tier(served, 2))
    answer = case.send("write_note", text="lantern " * 40)
    assert answer.status_code == 422
    assert "lantern lantern" in answer.text
    assert "at most 300 characters; this one has 319" in answer.text


def test_an_officer_gives_no_case_to_a_colleague_and_a_lead_does(served: Served) -> None:
    flag_id = flag_of_tier(served, 2)
    case, robin = opened(served, "Robin Vale", flag_id)
    lead, sam = opened(served, "Sam Field", flag_id, "lead")
    assert case.send("assign", officer_id=sam).status_code == 403
    assert lead.send("assign", officer_id=robin).status_code == 200
    assert stored(served, flag_id).assigned_to == robin


def test_a_case_that_is_put_off_wakes_by_itself_on_its_day(served: Served) -> None:
    flag_id = flag_of_tier(served, 2)
    case, robin = opened(served, "Robin Vale", flag_id)
    case.send("assign", officer_id=robin)
    until = served.now.moment.date() + timedelta(days=1)
    case.send("snooze", until=until, snooze_reason="school_closed")
    assert "It comes back by itself" in case.text
    served.now.moment += timedelta(days=1)
    fresh = OpenCase(served.browser(served.add_officer("Sam Field")), flag_id).open()
    assert "Next: Record an attempt" in fresh.text
    assert "Taken up again" in fresh.text
    assert "the desk" in fresh.text


def test_an_objection_takes_the_school_off_the_list_at_once(served: Served) -> None:
    flag = served.desk.facts.current().flags[0]
    case, _ = opened(served, "Robin Vale", flag["flag_id"])
    case.send("record_objection", review_on=served.now.moment.date() + timedelta(days=180))
    assert "has objected to contact" in case.text
    assert flag["school"] not in case.browser.get("/").text
    answer = case.send("attempt", route="school_telephone", outcome="unanswered")
    assert (answer.status_code, "has objected" in answer.text) == (422, True)


@pytest.mark.parametrize(
    "fields",
    [{"offer": "delete"}, {"version": "one"}, {"seen": "-1"}, {"offer": "wake"}, {"version": "9" * 30}],
)
def test_what_no_form_of_the_page_sends_changes_nothing(served: Served, fields: dict[str, str]) -> None:
    case, _ = opened(served, "Robin Vale", flag_of_tier(served, 2))
    assert case.send(**{"offer": "write_note", "text": "Call back.", **fields}).status_code == 400
    with served.desk.store.read() as session:
        assert not session.scalars(select(Case)).all()


def test_somebody_who_does_not_cover_the_school_finds_no_case(served: Served) -> None:
    flag_id = flag_of_tier(served, 2)
    case, _ = opened(served, "Robin Vale", flag_id)
    elsewhere = served.browser_of("Sam Field", areas=(("region", "Nowhere"),))
    assert elsewhere.get(f"/cases/{flag_id}").status_code == 404
    form = {**case.hidden, "offer": "write_note", "text": "x"}
    assert elsewhere.send(f"/cases/{flag_id}", form, on="/awaited").status_code in (403, 404)


def test_many_are_given_at_once_and_each_is_answered_for(served: Served) -> None:
    flags = [flag_of_tier(served, 2, nth) for nth in range(3)]
    mine, robin = opened(served, "Robin Vale", flags[0])
    mine.send("assign", officer_id=robin)
    lead = served.add_officer("Sam Field", "lead")
    form = {
        "officer_id": lead.officer_id,
        "flag_id": [*flags, "nowhere", flags[1]],
        "back": "https://example.org",
    }
    answer = served.browser(lead).send("/cases/assign", form, on="/awaited")
    assert answer.status_code == 200
    assert answer.text.count("Given</td>") == 2
    assert "Robin Vale has this case already" in answer.text
    assert "Not on the list any more" in answer.text
    assert 'href="/">Back to the list' in answer.text
    assert mine.browser.send("/cases/assign", form, on="/awaited").status_code == 403
    with served.desk.store.read() as session:
        given = session.scalars(select(Audit.officer_id).where(Audit.action == "assigned")).all()
    assert sorted(map(str, given)) == sorted(map(str, [robin, lead.officer_id, lead.officer_id]))


def test_many_given_at_once_stop_at_what_one_person_may_have(served: Served) -> None:
    lead = served.add_officer("Sam Field", "lead")
    flags = [str(flag["flag_id"]) for flag in served.desk.facts.current().flags]
    form = {"officer_id": lead.officer_id, "flag_id": flags, "back": "/"}
    most = served.desk.rules.most_cases_per_officer
    assert len(flags) > most
    answer = served.browser(lead).send("/cases/assign", form, on="/awaited")
    assert answer.text.count("Given</td>") == most
    assert answer.text.count("has as many cases as one person may have") == len(flags) - most


def test_reading_a_case_is_audited_once_an_hour(served: Served) -> None:
    case, robin = opened(served, "Robin Vale", flag_of_tier(served, 2))
    case.open()
    served.now.moment += timedelta(minutes=50)
    case.open()
    served.now.moment += timedelta(minutes=20)
    case.open()
    with served.desk.store.read() as session:
        lines = session.scalars(select(Audit).where(Audit.action == "school_read")).all()
    assert [(line.officer_id, line.flag_id) for line in lines] == [(robin, case.flag_id)] * 2
