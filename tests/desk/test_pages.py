"""Pages of the desk answer, over the sample, to somebody who is signed in."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

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


def test_a_new_build_appears_without_a_restart_and_nobody_waits_for_it(
    served: Served, tmp_path: Path
) -> None:
    facts = served.desk.facts
    before = facts.current()
    data = served.desk.settings.data
    (build,) = (folder for folder in data.builds.resolve().iterdir() if folder.name == before.build_id)
    shutil.copytree(build, tmp_path / "builds" / "another")
    (tmp_path / "published").symlink_to("builds/another")
    data.published.unlink()
    data.published.symlink_to(tmp_path / "builds" / "another")
    assert facts.current() is before, "read in another thread, while pages go on"
    for _ in range(200):
        if facts.current() is not before:
            break
        time.sleep(0.05)
    assert facts.current() is not before
    assert [flag["flag_id"] for flag in facts.current().flags] == [flag["flag_id"] for flag in before.flags]


def test_a_build_that_cannot_be_read_leaves_pages_of_the_one_before(served: Served, tmp_path: Path) -> None:
    browser = served.browser_of("Robin Vale")
    browser.get("/")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "warehouse.duckdb").write_bytes(b"no database")
    served.desk.settings.data.published.unlink()
    served.desk.settings.data.published.symlink_to(tmp_path / "broken")
    for _ in range(3):
        assert browser.get("/").status_code == 200
        time.sleep(0.1)
