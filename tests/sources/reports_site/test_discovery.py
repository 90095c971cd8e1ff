"""What a night finds at the reports site, what it asks for that, and what it does when the site falters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pipelines.documents.site_relations import PROVIDER_PAGE_READER
from pipelines.documents.small_documents import SmallDocumentStore
from pipelines.sources.reports_site import discovery
from pipelines.sources.reports_site.settings import site_settings
from tests.documents.reports_site.pages import result
from tests.sources.reports_site.conftest import FIRST_NIGHT, Nights
from tests.sources.reports_site.invented_site import HTML, InventedSite, Reply

INSPECTED = date(2026, 8, 25)
#: Four, and those three a second time that list nothing.
SEARCHES = 7


def days(number: int) -> timedelta:
    return timedelta(days=number)


def publish(site: InventedSite, urn: int, number: int, published: date, **more: object) -> None:
    school = site.schools.get(urn) or site.school(urn, **more)
    school.reports[number] = (min(INSPECTED, published - days(14)), published)


def many(site: InventedSite, count: int) -> list[int]:
    for number in range(count):
        publish(site, 900100 + number, 50000100 + number, FIRST_NIGHT - days(1 + number % 5))
    return sorted(site.schools)


def test_a_report_of_yesterday_is_had_with_its_page(site: InventedSite, nights: Nights) -> None:
    publish(site, 900101, 50000001, FIRST_NIGHT - days(1))
    status = nights.run()
    assert status.state == "ok"
    assert nights.archived_files() == {50000001}
    assert status.requests == {"search": SEARCHES, "page": 1, "file": 1, "absent_file": 0}


def test_the_same_night_again_asks_only_the_searches(site: InventedSite, nights: Nights) -> None:
    many(site, 7)
    nights.run()
    again = nights.run()
    assert (again.state, again.requests) == (
        "ok",
        {"search": SEARCHES, "page": 0, "file": 0, "absent_file": 0},
    )


def test_what_the_pages_said_is_kept_and_not_read_a_second_time(site: InventedSite, nights: Nights) -> None:
    many(site, 3)
    site.twist = lambda host, path: (200, b"<html>Sorry</html>", HTML) if path.endswith("/900102") else None
    nights.run()
    pages = [str(fetch.sha256) for fetch in nights.archive.fetches() if fetch.purpose.kind == "provider_page"]
    store = SmallDocumentStore(nights.root / "parsed", PROVIDER_PAGE_READER)
    assert store.read_new(pages, nights.archive.read) == 0
    assert sorted(read.refusal is None for read in store.known().values()) == [False, True, True]


def test_a_quiet_night_reads_its_share_of_patrol_and_nothing_else(site: InventedSite, nights: Nights) -> None:
    many(site, 30)
    nights.run()
    quiet = nights.run(1)
    assert quiet.requests == {"search": SEARCHES, "page": 2, "file": 0, "absent_file": 0}


def test_patrol_reads_every_page_within_its_round(site: InventedSite, nights: Nights) -> None:
    urns = many(site, 30)
    nights.run()
    read: set[int] = set()
    for _ in range(28):
        nights.run(1)
        read |= {int(path.rsplit("/", 1)[1]) for path in site.requests("/provider/")}
    assert read == set(urns)


def test_closed_schools_and_both_phases_are_found(site: InventedSite, nights: Nights) -> None:
    publish(site, 900101, 50000001, FIRST_NIGHT - days(1), is_closed=True)
    publish(site, 900102, 50000002, FIRST_NIGHT - days(1), type_id=2, category_id=23)
    nights.run()
    assert nights.archived_files() == {50000001, 50000002}


def test_providers_that_are_no_schools_are_not_visited(site: InventedSite, nights: Nights) -> None:
    day = "15 September 2026"
    site.others = [
        result("Invented Boarding", category_id=1, identifier="SC900101", category="Boarding", latest=day),
        result("Invented College", category_id=31, identifier="900777", category="College", latest=day),
    ]
    publish(site, 900101, 50000001, FIRST_NIGHT - days(1))
    status = nights.run()
    assert status.state == "ok"
    assert site.requests("/provider/") == ["/provider/21/900101"]


@pytest.mark.parametrize("count", [10, 11, 25])
def test_a_lower_page_cap_loses_no_school(site: InventedSite, nights: Nights, count: int) -> None:
    many(site, count)
    site.cap = 10
    assert nights.run().state == "ok"
    assert len(nights.archived_files()) == count


def test_an_unstable_order_loses_no_school(site: InventedSite, nights: Nights) -> None:
    many(site, 25)
    site.cap, site.repeat_rows = 10, True
    assert nights.run().state == "ok"
    assert len(nights.archived_files()) == 25


def test_a_missed_night_is_caught_up(site: InventedSite, nights: Nights) -> None:
    many(site, 2)
    nights.run()
    publish(site, 900301, 50000301, FIRST_NIGHT + days(2))
    nights.run(12)
    assert 50000301 in nights.archived_files()


def test_two_reports_published_by_one_school_are_both_had(site: InventedSite, nights: Nights) -> None:
    publish(site, 900101, 50000001, FIRST_NIGHT - days(9))
    publish(site, 900101, 50000002, FIRST_NIGHT - days(1))
    nights.run()
    assert nights.archived_files() == {50000001, 50000002}


def test_a_report_added_later_on_a_day_already_read_is_found(site: InventedSite, nights: Nights) -> None:
    publish(site, 900101, 50000001, FIRST_NIGHT)
    nights.run()
    publish(site, 900101, 50000002, FIRST_NIGHT)
    nights.run(1)
    assert 50000002 in nights.archived_files()


FAULTS: dict[str, tuple[str, Reply]] = {
    "no file": ("/v1/file/", (500, b"", {})),
    "a page instead of a file": ("/v1/file/", (200, b"<html>Sorry</html>", HTML)),
    "half a file": ("/v1/file/", (200, b"%PDF-1.4", {"Content-Length": "5000"})),
    "no page": ("/provider/", (500, b"", {})),
    "half a page": ("/provider/", (200, b"<!doctype html><html><body><h1>Half", HTML)),
    "changed mark-up": ("/provider/", (200, b"<!doctype html><html><body><h1>New</h1></body></html>", HTML)),
    "bytes of no encoding": ("/provider/", (200, b"<!doctype html><html>\xff\xfe</html>", HTML)),
    "no search": ("/search", (500, b"", {})),
    "an empty search page": ("/search", (200, b"<!doctype html><html><body></body></html>", HTML)),
    "a redirect in a circle": ("/search", (302, b"", {"Location": "https://reports.ofsted.gov.uk/search"})),
    "a redirect to another host": ("/provider/", (302, b"", {"Location": "https://elsewhere.example/"})),
    "refusals": ("/", (403, b"", {})),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faltering_site_is_told_and_caught_up(site: InventedSite, nights: Nights, fault: str) -> None:
    """The window stays open, so that a later night has all of it, however many nights the fault lasts."""
    many(site, 2)
    nights.run()
    start, reply = FAULTS[fault]
    publish(site, 900301, 50000301, FIRST_NIGHT + days(1))
    site.twist = lambda host, path: reply if path.startswith(start) and path != "/robots.txt" else None
    for _ in range(3):
        status = nights.run(3)
        assert status.state in ("degraded", "unavailable")
        assert status.message
    site.twist = lambda host, path: None
    assert nights.run(1).state == "ok"
    assert 50000301 in nights.archived_files()


def test_a_passing_page_without_results_loses_nothing(site: InventedSite, nights: Nights) -> None:
    many(site, 2)
    publish(site, 900301, 50000301, FIRST_NIGHT - days(1), type_id=2, category_id=23)

    def twist(host: str, path: str) -> Reply | None:
        is_one_of_them = all(
            part in path for part in ("level_2_types%5B%5D=2", "status%5B%5D=1", "sort=date")
        )
        return site.reply(host, path.replace("status%5B%5D=1", "status%5B%5D=2")) if is_one_of_them else None

    site.twist = twist
    status = nights.run()
    assert status.state == "ok"
    assert 50000301 in nights.archived_files()


def test_nothing_on_school_days_is_not_believed(site: InventedSite, nights: Nights) -> None:
    status = nights.run()
    assert status.state == "degraded"
    assert "Nothing at all is listed" in status.message
    assert nights.archive.sweeps() == ()


def test_nothing_in_the_holidays_is_believed(site: InventedSite, nights: Nights) -> None:
    site.today = date(2026, 12, 19)
    publish(site, 900101, 50000001, site.today)
    nights.run()
    assert nights.run(12).state == "ok"


def test_robots_that_forbid_are_obeyed(site: InventedSite, nights: Nights) -> None:
    publish(site, 900101, 50000001, FIRST_NIGHT - days(1))
    forbid = (200, b"User-agent: *\nDisallow: /\n", {"Content-Type": "text/plain"})
    site.twist = lambda host, path: forbid if path == "/robots.txt" else None
    status = nights.run()
    assert status.state == "unavailable"
    assert set(site.asked) == {"/robots.txt"}


def test_a_file_that_is_listed_and_not_there_is_a_remark_and_keeps_no_window_open(
    site: InventedSite, nights: Nights
) -> None:
    publish(site, 900101, 50000001, FIRST_NIGHT - days(1))
    site.gone = {50000001}
    status = nights.run()
    assert status.state == "ok"
    assert "Report file 50000001 is listed and is not there" in status.message
    assert len(nights.archive.sweeps()) == 1


def test_a_withdrawn_report_leaves_its_evidence_in_two_nights(site: InventedSite, nights: Nights) -> None:
    many(site, 3)
    publish(site, 900101, 50000999, FIRST_NIGHT - days(2))
    nights.run()
    del site.schools[900101].reports[50000999]
    site.gone = {50000999}
    asked = []
    for _ in range(30):
        nights.run(1)
        asked.append(("/provider/21/900101" in site.asked, "/v1/file/50000999" in site.asked))
    first = next(night for night, (page, _) in enumerate(asked) if page)
    assert asked[first : first + 2] == [(True, True), (True, False)]
    assert sum(file for _, file in asked) == 1, "what is settled is not asked again"
    statuses = [f.status for f in nights.archive.fetches() if f.address.endswith("/50000999")]
    assert statuses == [200, 410]


def test_a_page_under_another_category_than_the_search_says_is_found_by_its_old_address(
    site: InventedSite, nights: Nights
) -> None:
    publish(site, 900101, 50000001, FIRST_NIGHT - days(1))
    wrong = "/provider/21/900101"
    site.twist = lambda host, path: (404, b"", {}) if path == wrong else None
    site.schools[900101].category_id = 25
    site.links_say = 21
    status = nights.run()
    assert status.state == "ok"
    assert nights.archived_files() == {50000001}


def test_a_report_without_a_page_keeps_the_window_open(site: InventedSite, nights: Nights) -> None:
    """The page of a new school may be later than its place in the search."""
    many(site, 1)
    publish(site, 900101, 50000001, FIRST_NIGHT - days(1))
    site.twist = lambda host, path: (404, b"", {}) if path.endswith("/900101") else None
    status = nights.run()
    assert status.state == "degraded"
    assert "A search lists a report of URN 900101, and there is no page of it." in status.message
    site.twist = lambda host, path: None
    nights.run(9)
    assert 50000001 in nights.archived_files()


def test_a_school_never_read_is_found_by_its_old_address(
    site: InventedSite, nights: Nights, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = replace(site_settings(), never_read_per_night=5)
    monkeypatch.setattr(discovery, "site_settings", lambda: settings)
    many(site, 1)
    publish(site, 900777, 50000777, FIRST_NIGHT - days(30), category_id=25)
    site.schools[900777].type_id = 9
    nights.run(known_urns=(900777, 900778))
    assert 50000777 in nights.archived_files()
    nights.run(1, known_urns=(900777, 900778))
    assert not site.requests("/inspection-reports"), "a school without a page is not asked every night"
