"""Pages of the desk answer, over the sample, to somebody who is signed in."""

from __future__ import annotations

import shutil
import threading
import time
from datetime import date
from pathlib import Path

import duckdb
import pytest

from desk.facts import PublishedFacts
from pipelines.casework_port import open_casework
from pipelines.warehouse.published import PublishedUnavailable
from tests.desk.served import MORNING, Served


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
    for thread in _readers():
        thread.join(30)
    assert facts.current() is not before
    assert not _readers(), "it is read once"
    assert [flag["flag_id"] for flag in facts.current().flags] == [flag["flag_id"] for flag in before.flags]


def _readers() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "new build"]


def test_a_build_that_cannot_be_read_leaves_pages_of_the_one_before(
    served: Served, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """It is told once, however many ask, and an objection acts all the same."""
    browser, data = served.browser_of("Robin Vale"), served.desk.settings.data
    assert "Thornwick Hill" in browser.get("/").text
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "warehouse.duckdb").write_bytes(b"no database")
    data.published.unlink()
    data.published.symlink_to(tmp_path / "broken")
    for _ in range(5):
        assert "Thornwick Hill" in browser.get("/").text
        time.sleep(0.1)
    assert len([record for record in caplog.records if "cannot be read" in record.message]) == 1
    open_casework(data).add(
        900101, review_on=date(2026, 12, 1), reason="Asked", by="Duty officer", decided_at=MORNING
    )
    assert "Thornwick Hill" not in browser.get("/").text


def test_a_build_of_another_version_is_told_and_is_no_riddle(served: Served, tmp_path: Path) -> None:
    (tmp_path / "older").mkdir()
    with duckdb.connect(str(tmp_path / "older" / "warehouse.duckdb")) as connection:
        connection.execute("CREATE TABLE build (build_id VARCHAR)")
    data = served.desk.settings.data
    data.published.unlink()
    data.published.symlink_to(tmp_path / "older")
    with pytest.raises(PublishedUnavailable, match="same version of the program"):
        PublishedFacts(data).current()
