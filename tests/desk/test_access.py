"""Who may ask for which page, and that a form counts only from the session that it was made for. Each page is
asked, by everybody who may not."""

from __future__ import annotations

import pytest

from desk.security.roles import Role
from desk.web.page import Page
from tests.desk.every_page import OF_A_SCHOOL, PAGES, SCHOOL, Addresses, parameters_of
from tests.desk.served import Browser, Served

WITH_A_SESSION = [page for page in PAGES if page.needs is not None]
WITH_A_FORM = [page for page in WITH_A_SESSION if "POST" in page.methods]
OF_SCHOOLS = [page for page in WITH_A_SESSION if parameters_of(page) & OF_A_SCHOOL]


@pytest.fixture(scope="module")
def addresses(looked_at: Served) -> Addresses:
    return Addresses.of(looked_at)


@pytest.fixture(scope="module")
def administrator(looked_at: Served) -> Browser:
    return looked_at.browser_of("Alex Moor", "administrator")


def test_only_signing_in_is_open_to_everybody() -> None:
    assert {page.path for page in PAGES if page.needs is None} == {
        "/sign-in",
        "/sign-in/once",
        "/sign-in/organisation",
        "/sign-in/organisation/back",
        # It asks for a token of its own; tests/desk/test_metrics.py.
        "/metrics",
    }


@pytest.mark.parametrize("page", WITH_A_SESSION, ids=lambda page: page.path)
def test_a_page_needs_a_session(page: Page, looked_at: Served, addresses: Addresses) -> None:
    browser = looked_at.browser()
    for method in page.methods:
        answer = browser.session.request(
            method,
            looked_at.address + addresses.of_page(page),
            data={} if method == "GET" else {"csrf_token": ""},
            allow_redirects=False,
            timeout=30,
        )
        assert answer.status_code == 303, method
        assert answer.headers["location"].startswith("/sign-in")


@pytest.mark.parametrize(
    "page", [page for page in WITH_A_SESSION if page.needs != Role.OFFICER], ids=lambda page: page.path
)
def test_a_page_of_a_higher_role_is_closed_to_those_below(
    page: Page, looked_at: Served, addresses: Addresses
) -> None:
    assert page.needs is not None
    for role in Role:
        if role >= page.needs:
            continue
        browser = looked_at.browser_of(f"{role.name} {page.name}", role.name.lower())
        address = addresses.of_page(page)
        form = {"csrf_token": _token(browser)}
        answers = [browser.get(address)] if "GET" in page.methods else []
        answers += [browser.post(address, form)] if "POST" in page.methods else []
        assert {answer.status_code for answer in answers} == {403}, role
        assert all("For another role" in answer.text for answer in answers)


@pytest.mark.parametrize("page", WITH_A_FORM, ids=lambda page: page.path)
def test_a_form_without_the_session_s_own_token_changes_nothing(
    page: Page, looked_at: Served, addresses: Addresses, administrator: Browser
) -> None:
    address = addresses.of_page(page)
    other = _token(looked_at.browser_of(f"Other {page.name}"))
    own = _token(administrator)
    sent = [
        administrator.post(address, {"a": "b"}),
        administrator.post(address, {"csrf_token": other}),
        administrator.post(address, {"csrf_token": own}, Origin="https://evil.example.org"),
        administrator.post(address, {"csrf_token": own}, Origin="null"),
        administrator.post(address, {"csrf_token": own}, Origin="http://["),
        administrator.post(address, {"csrf_token": own}, **{"Sec-Fetch-Site": "cross-site"}),
        administrator.post(f"{address}?csrf_token={own}", {"a": "b"}),
    ]
    assert [answer.status_code for answer in sent] == [403] * len(sent)
    assert all("Nothing was changed" in answer.text for answer in sent)


def test_signing_in_from_another_site_s_form_does_not_count(looked_at: Served) -> None:
    """Else somebody could be signed in to another person's account, and write into it."""
    form: dict[str, object] = {"name": "a", "password": "b"}
    assert looked_at.browser().post("/sign-in", form, Origin="https://evil.example.org").status_code == 403


@pytest.mark.parametrize("page", OF_SCHOOLS, ids=lambda page: page.path)
def test_a_school_elsewhere_is_closed_on_every_page_that_names_one(
    page: Page, looked_at: Served, addresses: Addresses, administrator: Browser
) -> None:
    (school,) = looked_at.desk.facts.current().rows("desk/school_name", urns=[SCHOOL])
    regions = {row["region"] for row in looked_at.desk.facts.current().flags} - {school["region"], None}
    elsewhere = looked_at.browser_of(
        f"Elsewhere {page.name}", "administrator", (("region", sorted(regions)[0]),)
    )
    address = addresses.of_page(page)
    form: dict[str, object] = {"csrf_token": _token(elsewhere)}
    answers = [elsewhere.get(address)] if "GET" in page.methods else []
    answers += [elsewhere.post(address, form)] if "POST" in page.methods else []
    assert {answer.status_code for answer in answers} == {404}
    assert not any(school["name"] in answer.text for answer in answers)
    if "GET" in page.methods:
        assert administrator.get(address).status_code == 200, "else nothing was proved"


def test_lists_name_no_school_elsewhere(looked_at: Served) -> None:
    flags = looked_at.desk.facts.current().flags
    region = flags[0]["region"]
    browser = looked_at.browser_of("Robin Vale", "lead", (("region", region),))
    for page in PAGES:
        if "GET" in page.methods and not parameters_of(page) and page.needs in (Role.OFFICER, Role.LEAD):
            text = browser.get(page.path).text
            assert not [f["urn"] for f in flags if f["region"] != region and str(f["urn"]) in text], page.path


def _token(browser: Browser) -> str:
    text = browser.get("/account").text
    return text.partition('name="csrf_token" value="')[2].partition('"')[0]
