"""The sites on this machine: hosts, addresses, dates, redirects and the controls."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from itertools import chain
from urllib.parse import urlencode

import pytest

from replica.scenario import read_scenario
from replica.server.app import LOOPBACK, ReplicaServer, running
from replica.serving import world_of
from replica.site.query import read_query
from tests.replica.asking import FILES, FORM, GOVUK, REGISTER, REPORTS, ask, control

MONTHLY = (
    "/api/content/government/statistical-data-sets/"
    "monthly-management-information-ofsteds-school-inspections-outcomes"
)
LEGACY = "/inspection-reports/find-inspection-report/provider/ELS/{}"


def files_of(server: ReplicaServer, path: str) -> list[int]:
    """The numbers of the files that a provider's page lists."""
    return [int(number) for number in re.findall(r"v1/file/(\d+)", ask(server, REPORTS, path).text)]


def found(server: ReplicaServer, query: str) -> list[str]:
    """The providers of a search, in its order."""
    answered = ask(server, REPORTS, f"/search?{query}")
    assert answered.status == 200, answered.text
    return re.findall(r'<h3 class="search-result__title.*?href="/provider/\d+/(\w+)"', answered.text)


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("cp1252"), newline="")))


def test_the_server_is_reached_on_loopback_only(server: ReplicaServer) -> None:
    assert server.server_address[0] == LOOPBACK
    assert server.address == f"http://127.0.0.1:{server.server_port}"


@pytest.mark.parametrize("host", [REPORTS, FILES, GOVUK, REGISTER, FORM, "assets.publishing.service.gov.uk"])
def test_every_host_has_its_robots_txt(server: ReplicaServer, host: str) -> None:
    answered = ask(server, host, "/robots.txt")
    assert answered.status == 200
    assert "Crawl-delay" not in answered.text
    assert ("Disallow: /search/subscribe" in answered.text) == (host == REPORTS)


def test_a_host_that_is_none_of_the_sites_is_not_found(server: ReplicaServer) -> None:
    assert ask(server, "unknown.example", "/robots.txt").status == 404


def test_govuk_tells_what_is_unchanged(server: ReplicaServer) -> None:
    first = ask(server, GOVUK, MONTHLY)
    again = ask(server, GOVUK, MONTHLY, headers={"If-None-Match": first.headers["etag"]})
    assert (first.status, again.status, again.body) == (200, 304, b"")


def test_govuk_lists_on_a_day_what_was_published_by_then() -> None:
    scenario = read_scenario()
    with running(world_of(scenario, scenario.nights["first"])) as server:
        before = ask(server, GOVUK, MONTHLY)
        control(server, "day", {"day": "2026-06-10"})
        after = ask(server, GOVUK, MONTHLY, headers={"If-None-Match": before.headers["etag"]})
    assert after.status == 200
    assert len(after.content["details"]["attachments"]) > len(before.content["details"]["attachments"])


def test_a_listed_file_can_be_had(server: ReplicaServer) -> None:
    listed = ask(server, GOVUK, MONTHLY).content["details"]["attachments"][0]
    host, path = listed["url"].removeprefix("https://").split("/", 1)
    answered = ask(server, host, f"/{path}")
    assert (answered.status, len(answered.body)) == (200, listed["file_size"])


def test_a_wrong_category_is_not_found(server: ReplicaServer) -> None:
    assert ask(server, REPORTS, "/provider/21/900101").status == 200
    assert ask(server, REPORTS, "/provider/23/900101").status == 404


@pytest.mark.parametrize("host", [REPORTS, "www.ofsted.gov.uk"])
def test_the_address_in_management_information_leads_to_the_page(server: ReplicaServer, host: str) -> None:
    answered = ask(server, host, LEGACY.format(900104))
    assert answered.status == 301
    assert answered.headers["location"] == "https://reports.ofsted.gov.uk/provider/23/900104"
    assert ask(server, host, LEGACY.format(199999)).status == 404


@pytest.mark.parametrize("spelling", ["level_2_types", "level_2_types[]", "level_2_types[0]"])
def test_types_of_search_may_be_spelt_in_three_ways(server: ReplicaServer, spelling: str) -> None:
    secondary = found(server, urlencode({"level_1_types": "1", spelling: "2", "rows": "100"}))
    assert "900104" in secondary
    assert "900101" not in secondary


def test_a_window_finds_providers_by_their_latest_report(server: ReplicaServer) -> None:
    window = "level_1_types=1&latest_report_date_start=02-06-2026&latest_report_date_end=05-06-2026&rows=100"
    assert set(found(server, window)) == {"900176", "900177", "900180", "59901"}
    card = "level_1_types=1&latest_report_date_start=13-01-2026&latest_report_date_end=13-01-2026"
    assert not found(server, card), "the one that had its card then has a later grading since"


def test_closed_schools_are_found_by_their_status(server: ReplicaServer) -> None:
    window = "level_1_types=1&latest_report_date_start=27-05-2026&latest_report_date_end=27-05-2026&rows=100"
    assert "900181" in found(server, f"{window}&status[]=2")
    assert "900181" not in found(server, f"{window}&status[]=1")


def test_rows_are_capped_and_start_goes_on(server: ReplicaServer) -> None:
    everything = "level_1_types=0&sort=az"
    assert (read_query("rows=1000").rows, read_query("").rows) == (100, 10)
    pages = [found(server, f"{everything}&rows=30&start={start}") for start in (0, 30, 60, 90)]
    assert list(chain.from_iterable(pages)) == found(server, f"{everything}&rows=100")


def test_the_newest_stand_first_by_date(server: ReplicaServer) -> None:
    assert found(server, "level_1_types=1&status[]=1&sort=date&order=desc")[:2] == ["900177", "900180"]


def test_providers_that_are_no_schools_are_among_the_results(server: ReplicaServer) -> None:
    assert {"SC990112", "900901"} <= set(found(server, "level_1_types=1&level_2_types=2&rows=100"))
    by_number = ask(server, REPORTS, "/search?q=900101&level_1_types=0").text
    assert "/provider/21/900101" in by_number
    assert "/provider/17/900101" in by_number, "a childminder has the number of a school"


def test_a_parameter_that_is_not_understood_is_refused(server: ReplicaServer) -> None:
    assert ask(server, REPORTS, "/search?latest_report_date_start=2026-06-01").status == 400


def test_numbers_of_files_grow_with_their_day(server: ReplicaServer) -> None:
    newest_first = files_of(server, "/provider/23/900164")
    assert newest_first == sorted(newest_first, reverse=True)
    assert newest_first[0] > 50_000_000
    assert 700_000 < newest_first[-1] < 3_000_000


def test_older_reports_stand_in_an_archive(server: ReplicaServer) -> None:
    text = ask(server, REPORTS, "/provider/23/900164").text
    assert "timeline__archive" in text
    assert "13 March 2007" in text.split("timeline__archive")[1]


def test_a_report_is_a_pdf_and_tells_what_is_unchanged(server: ReplicaServer) -> None:
    (number, *_) = files_of(server, "/provider/21/900101")
    report = ask(server, FILES, f"/v1/file/{number}")
    assert (report.status, report.headers["content-type"], report.body[:5]) == (
        200,
        "application/pdf",
        b"%PDF-",
    )
    again = ask(server, FILES, f"/v1/file/{number}", headers={"If-None-Match": report.headers["etag"]})
    assert again.status == 304
    assert ask(server, FILES, "/v1/file/50999999").status == 404


def test_a_withdrawn_report_goes_from_the_page_and_its_file_is_gone() -> None:
    scenario = read_scenario()
    with running(world_of(scenario, scenario.nights["first"])) as server:
        before = files_of(server, "/provider/21/900178")
        control(server, "day", {"day": "2026-05-26"})
        after = files_of(server, "/provider/21/900178")
        assert before[1:] == after
        assert ask(server, FILES, f"/v1/file/{before[0]}").status == 410


def test_a_replaced_report_has_a_new_number_and_the_old_one_is_not_found() -> None:
    scenario = read_scenario()
    with running(world_of(scenario, scenario.nights["first"])) as server:
        (before, *rest) = files_of(server, "/provider/21/900179")
        control(server, "day", {"day": "2026-05-26"})
        (after, *same) = files_of(server, "/provider/21/900179")
        text = ask(server, REPORTS, "/provider/21/900179").text
        assert rest == same
        assert after > before
        assert ask(server, FILES, f"/v1/file/{before}").status == 404
        assert ask(server, FILES, f"/v1/file/{after}").status == 200
    assert "&lt;h3&gt;Strong standard&lt;/h3&gt;" in text


def test_a_later_grading_is_a_monitoring_inspection_and_the_card_stays(server: ReplicaServer) -> None:
    text = ask(server, REPORTS, "/provider/21/900124").text
    assert "<time>12 May 2026</time> : Monitoring inspection:" in text
    assert "&lt;h3&gt;Needs attention&lt;/h3&gt;" not in text


def test_an_academy_has_its_conversion_letter_and_its_predecessor(server: ReplicaServer) -> None:
    text = ask(server, REPORTS, "/provider/21/900184").text
    assert "Academy conversion letter" in text
    assert text.count("29 April 2026") == 3, "inspected and published on one day"
    assert 'href="/provider/21/900183"' in text
    closed = ask(server, REPORTS, "/provider/21/900183").text
    assert "<title>Hawkrill Primary School - Closed - " in closed
    assert 'href="/provider/21/900184"' in closed


def test_the_register_has_no_file_of_today(server: ReplicaServer) -> None:
    path = "/edubase/downloads/public/edubasealldata{}.csv"
    missing = ask(server, REGISTER, path.format("20260610"))
    assert (missing.status, missing.headers["content-type"]) == (404, "application/json; charset=utf-8")
    assert ask(server, REGISTER, path.format("20260609")).status == 200


def test_without_dated_files_the_form_gives_them_after_two_polls() -> None:
    scenario = read_scenario()
    world = world_of(scenario, scenario.nights["second"], dated_files=False)
    with running(world) as server:
        assert ask(server, REGISTER, "/edubase/downloads/public/edubasealldata20260609.csv").status == 404
        content = extract_by_form(server)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert sorted(archive.namelist()) == [
            "edubasealldata20260610.csv",
            "links_edubasealldata20260610.csv",
        ]
        assert len(rows(archive.read("edubasealldata20260610.csv"))) == len(scenario.schools)


def extract_by_form(server: ReplicaServer) -> bytes:
    """What a browser does: take the form, choose two files, wait, take the zip."""
    hidden = re.compile(r'<input type="hidden" name="([^"]+)"(?: id="[^"]+")? value="([^"]*)"')
    fields = hidden.findall(ask(server, FORM, "/Downloads").text)
    fields += [("Downloads[0].Selected", "true"), ("Downloads[1].Selected", "true")]
    assert ask(server, FORM, "/Downloads/Collate", method="POST", body="Tags=all.edubase.data").status == 400
    collated = ask(server, FORM, "/Downloads/Collate", method="POST", body=urlencode(fields))
    assert collated.status == 302
    pages = [ask(server, FORM, collated.headers["location"]).text for _ in range(3)]
    assert ["generation-completed-heading" in page for page in pages] == [False, False, True]
    ready = urlencode(hidden.findall(pages[-1]))
    answered = ask(server, FORM, "/Downloads/Download/Extract", method="POST", body=ready)
    assert answered.headers["content-type"] == "application/zip"
    return answered.body


def test_requests_are_counted_by_host_and_kind(server: ReplicaServer) -> None:
    found(server, "level_1_types=1")
    ask(server, REPORTS, "/provider/21/900101")
    ask(server, REPORTS, LEGACY.format(900101))
    ask(server, FILES, "/v1/file/1")
    ask(server, GOVUK, "/robots.txt")
    assert control(server, "requests").content == {
        "total": 5,
        "hosts": {FILES: 1, REPORTS: 3, GOVUK: 1},
        "kinds": {"file": 1, "legacy": 1, "provider": 1, "robots": 1, "search": 1},
    }
    assert control(server, "requests", method="DELETE").content["total"] == 0


def test_days_pass_forward_only(server: ReplicaServer) -> None:
    assert control(server, "day").content == {"day": "2026-06-10"}
    assert control(server, "day", {"day": "2026-06-11"}).content == {"day": "2026-06-11"}
    refused = control(server, "day", {"day": "2026-06-10"})
    assert (refused.status, refused.content["error"]) == (400, "it is 2026-06-11 already: 2026-06-10 is over")
    assert json.loads(control(server, "nothing").body)["error"] == "GET /_replica/nothing is no control"
