"""Accounts on the desk's own pages: a person's own, and those that an administrator looks after."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from desk.casework.codes import Action
from desk.security import accounts
from desk.store.models import Audit, Officer
from pipelines.texts import desk_texts
from tests.desk.served import Browser, Served


@pytest.fixture
def administrator(served: Served) -> Browser:
    return served.browser_of("Alex Moor", "administrator")


def areas(served: Served, officer: Officer) -> list[list[str]]:
    with served.desk.store.read() as session:
        return accounts.areas_of(session, officer.officer_id)


def test_an_administrator_adds_an_officer_who_signs_in_with_the_link(
    served: Served, administrator: Browser
) -> None:
    answer = administrator.send(
        "/officers/add",
        {
            "display_name": "Robin Vale",
            "sign_in_name": "Robin.Vale@example.org",
            "role": "officer",
            "add_region": "North West",
            "add_trust": "Ottermere, Quill and Tamble Academies Trust",
        },
    )
    found = re.search(r"http://127\.0\.0\.1:\d+/sign-in/once\?token=([\w-]+)", answer.text)
    assert found
    assert served.browser().post("/sign-in/once", {"token": found[1]}).status_code == 303
    with served.desk.store.read() as session:
        robin = session.scalars(select(Officer).where(Officer.display_name == "Robin Vale")).one()
    assert robin.sign_in_name == "robin.vale@example.org"
    assert areas(served, robin) == [["region", "North West"], ["trust", "99102"]]
    audit = administrator.get("/audit").text
    assert found[1] not in administrator.get("/officers").text + audit
    assert "through: one-time link" in audit


@pytest.mark.parametrize(
    "form, told",
    [
        ({"sign_in_name": "alex.moor@example.org"}, "has an account already"),
        ({"sign_in_name": "two words"}, "without spaces"),
        ({"display_name": " "}, "that colleagues see"),
        ({"add_local_authority": "Corvendal"}, "The nearest: Corvendale"),
    ],
)
def test_an_account_that_cannot_be_is_not_made(
    served: Served, administrator: Browser, form: dict[str, object], told: str
) -> None:
    sound = {"display_name": "Robin Vale", "sign_in_name": "robin.vale@example.org", "role": "officer"}
    answer = administrator.send("/officers/add", sound | form)
    assert answer.status_code == 400
    assert told in answer.text
    with served.desk.store.read() as session:
        assert len(session.scalars(select(Officer)).all()) == 1


def test_areas_are_taken_away_and_added(served: Served, administrator: Browser) -> None:
    robin = served.add_officer("Robin Vale", areas=(("region", "London"), ("region", "North West")))
    form = {"role": "lead", "area": ["region:London"], "add_local_authority": "Corvendale"}
    answer = administrator.send(f"/officers/{robin.officer_id}", form)
    assert "Saved." in answer.text
    assert areas(served, robin) == [["local_authority", "Corvendale"], ["region", "London"]]
    assert served.known(robin).role == "lead"


def test_the_last_administrator_stays_one(served: Served, administrator: Browser) -> None:
    alone = "/officers/1"
    assert "the only administrator" in administrator.send(alone, {"role": "lead"}).text
    assert "the only administrator" in administrator.send(f"{alone}/disable", {}, on=alone).text
    assert administrator.get("/officers").status_code == 200


def test_a_disabled_officer_is_out_at_once_until_there_is_a_new_link(
    served: Served, administrator: Browser
) -> None:
    robin = served.add_officer("Robin Vale")
    browser = served.browser(robin)
    page = f"/officers/{robin.officer_id}"
    administrator.send(f"{page}/disable", {}, on=page)
    assert "/sign-in" in browser.get("/account").url
    assert served.known(robin).disabled_at is not None
    administrator.send(f"{page}/reset", {}, on=page)
    assert "/sign-in" in browser.get("/account").url
    assert served.known(robin).disabled_at is None


def test_one_s_own_account_says_what_is_covered_and_keeps_the_digest_away(served: Served) -> None:
    robin = served.add_officer("Robin Vale", areas=(("trust", "99102"),))
    browser = served.browser(robin)
    assert "Ottermere, Quill and Tamble Academies Trust" in browser.get("/account").text
    browser.send("/account/digest", {}, on="/account")
    assert not served.known(robin).wants_digest
    browser.send("/account/digest", {"digest": "yes"}, on="/account")
    assert served.known(robin).wants_digest


def test_signing_out_elsewhere_leaves_this_session(served: Served) -> None:
    robin = served.add_officer("Robin Vale")
    here, elsewhere = served.browser(robin), served.browser(robin)
    here.send("/account/sessions", {}, on="/account")
    assert "/sign-in" in elsewhere.get("/account").url
    assert here.get("/account").url.endswith("/account")


def test_every_audited_action_has_words() -> None:
    assert {f"desk.audit.action.{action}" for action in Action} <= desk_texts().keys()


def test_the_audit_is_filtered_paged_and_itself_audited(served: Served) -> None:
    lead = served.add_officer("Sam Reed", "lead")
    robin = served.add_officer("Robin Vale")
    with served.desk.store.write() as session:
        for n in range(60):
            session.add(
                Audit(
                    at=served.now.moment,
                    officer_id=robin.officer_id,
                    action=Action.SCHOOL_READ,
                    urn=900101,
                    details={"visit": n},
                )
            )
    browser = served.browser(lead)
    page = f"/audit?officer={robin.officer_id}&action=school_read&school=900101&since=2026-06-11"
    first = browser.get(f"{page}&until=2026-06-11").text
    assert (first.count("<tr"), "visit: 59" in first, "visit: 9<" in first) == (51, True, False)
    older = re.search(r'href="(/audit\?[^"]+)" rel="next"', first)
    assert older
    second = browser.get(older[1].replace("&amp;", "&")).text
    assert (second.count("<tr"), "visit: 9<" in second, 'rel="next"' in second) == (11, True, False)
    assert "There is nothing of this kind" in browser.get(f"{page}&until=2026-06-10").text
    assert "Audit read" in browser.get("/audit").text


def test_a_lead_reads_no_line_of_a_school_elsewhere(served: Served) -> None:
    lead = served.add_officer("Sam Reed", "lead", (("local_authority", "Corvendale"),))
    with served.desk.store.write() as session:
        for urn in (900101, 900102, 900103, 900104):
            session.add(
                Audit(
                    at=served.now.moment,
                    officer_id=None,
                    action=Action.SCHOOL_READ,
                    urn=urn,
                    details={},
                )
            )
    schools = served.desk.facts.current().rows("desk/school_name", urns=[900101, 900102, 900103, 900104])
    text = served.browser(lead).get("/audit").text
    shown = {urn for urn in (900101, 900102, 900103, 900104) if f"/schools/{urn}" in text}
    assert shown == {school["urn"] for school in schools if school["local_authority"] == "Corvendale"}
    assert 0 < len(shown) < 4
