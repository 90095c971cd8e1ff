"""Pages of the desk answer, over the sample, to somebody who is signed in."""

from __future__ import annotations

from tests.desk.served import Served


def test_the_list_names_the_schools_of_the_sample(served: Served) -> None:
    browser = served.browser_of("Robin Vale")
    answer = browser.get("/")
    assert answer.status_code == 200
    assert "Thornwick Hill Primary School" in answer.text


def test_somebody_who_is_not_signed_in_is_asked_to_sign_in(served: Served) -> None:
    answer = served.browser().session.get(served.address + "/", allow_redirects=False, timeout=30)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


def test_a_page_that_does_not_exist_is_said_in_words(served: Served) -> None:
    answer = served.browser_of("Robin Vale").get("/nowhere")
    assert answer.status_code == 404
    assert "Nothing here" in answer.text
