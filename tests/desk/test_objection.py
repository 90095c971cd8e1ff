"""A lead lifts an objection to contact on the desk; nobody else does, and nowhere else is anything lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from desk.store.models import Audit
from pipelines.casework_port import Casework, open_casework
from tests.desk.served import MORNING, Served

REASON = "Asked on the day of review"


@pytest.fixture
def school(served: Served) -> dict[str, object]:
    """A school of the list that has objected since."""
    flag = served.desk.facts.current().flags[0]
    casework(served).add(
        flag["urn"],
        review_on=(MORNING + timedelta(days=90)).date(),
        reason="Asked by telephone",
        by="Sam Field",
        decided_at=MORNING,
    )
    return {"urn": flag["urn"], "name": flag["school"]}


def casework(served: Served) -> Casework:
    return open_casework(served.desk.settings.data)


def test_a_lead_lifts_it_and_the_school_is_on_the_list_again(
    served: Served, school: dict[str, object]
) -> None:
    lead, page = served.browser_of("Robin Vale", "lead"), f"/schools/{school['urn']}"
    assert str(school["name"]) not in lead.get("/").text
    assert f'href="{page}/objection"' in lead.get(page).text
    assert "Sam Field" in lead.get(f"{page}/objection").text
    answer = lead.send(f"{page}/objection", {"reason": REASON})
    assert "The objection is lifted." in answer.text
    assert "has objected" not in answer.text
    assert str(school["name"]) in lead.get("/").text
    assert casework(served).objections() == {}
    last = casework(served).entries()[-1]
    assert (last.decision, last.reason, last.by) == ("lift", REASON, "Robin Vale")
    with served.desk.store.read() as session:
        (line,) = session.scalars(select(Audit).where(Audit.action == "objection_lifted"))
    assert (line.urn, line.details) == (school["urn"], {"objection_of": school["urn"]})
    assert "is in force for this school" in lead.get(f"{page}/objection").text


@pytest.mark.parametrize(("reason", "told"), [(" ", "Say why the objection is lifted"), ("x" * 301, "300")])
def test_without_a_reason_it_stands(
    served: Served, school: dict[str, object], reason: str, told: str
) -> None:
    page = f"/schools/{school['urn']}/objection"
    answer = served.browser_of("Robin Vale", "lead").send(page, {"reason": reason})
    assert (answer.status_code, told in answer.text) == (422, True)
    assert set(casework(served).objections()) == {school["urn"]}
    with served.desk.store.read() as session:
        assert not session.scalars(select(Audit).where(Audit.action == "objection_lifted")).all()


def test_an_officer_and_a_lead_of_another_area_lift_nothing(
    served: Served, school: dict[str, object]
) -> None:
    page = f"/schools/{school['urn']}"
    officer = served.browser_of("Kim Moor")
    assert f"{page}/objection" not in officer.get(page).text
    elsewhere = served.browser_of("Sam Field", "lead", (("local_authority", "Nowhere"),))
    for browser, status in ((officer, 403), (elsewhere, 404)):
        assert browser.get(f"{page}/objection").status_code == status
        assert browser.post(f"{page}/objection", {"reason": REASON}).status_code == 403
    assert set(casework(served).objections()) == {school["urn"]}
