"""Faults on request: each does what its name says, to the requests it is meant for, as often as told."""

from __future__ import annotations

import re
import time
from contextlib import closing
from http.client import HTTPConnection, IncompleteRead, RemoteDisconnected

import pytest

from replica.server.app import LOOPBACK, ReplicaServer
from replica.server.sending import HUGE
from tests.replica.asking import FILES, REPORTS, ask, control

PAGE = "/provider/21/900101"
SEARCH = "/search?level_1_types=1&status[]=1&sort=date&rows={rows}&start={start}"


def set_fault(server: ReplicaServer, name: str, path: str = "", **more: object) -> None:
    answered = control(server, "faults", [{"host": REPORTS, "path": path, "fault": name, **more}])
    assert answered.status == 200, answered.text


def listed(server: ReplicaServer, rows: int, start: int = 0) -> list[str]:
    text = ask(server, REPORTS, SEARCH.format(rows=rows, start=start)).text
    return re.findall(r'<h3 class="search-result__title.*?href="([^"]+)"', text)


@pytest.mark.parametrize("name, status", [("error_500", 500), ("too_many_requests", 429), ("forbidden", 403)])
def test_refusals_fall_as_often_as_told(server: ReplicaServer, name: str, status: int) -> None:
    set_fault(server, name, "^/provider/", times=2)
    assert [ask(server, REPORTS, PAGE).status for _ in range(3)] == [status, status, 200]


def test_too_many_requests_says_when_to_come_again(server: ReplicaServer) -> None:
    set_fault(server, "too_many_requests")
    assert ask(server, REPORTS, PAGE).headers["retry-after"] == "1"
    set_fault(server, "too_many_requests", seconds=3600)
    assert ask(server, REPORTS, PAGE).headers["retry-after"] == "3600"


def test_a_fault_falls_on_its_host_and_path_alone(server: ReplicaServer) -> None:
    set_fault(server, "error_500", r"start=100\b")
    assert ask(server, REPORTS, SEARCH.format(rows=100, start=100)).status == 500
    assert ask(server, REPORTS, SEARCH.format(rows=100, start=0)).status == 200
    assert ask(server, FILES, "/v1/file/100?start=100").status == 404


def test_faults_can_be_read_and_taken_away(server: ReplicaServer) -> None:
    set_fault(server, "forbidden", times=3)
    ask(server, REPORTS, PAGE)
    (fault,) = control(server, "faults").content
    assert (fault["fault"], fault["times"]) == ("forbidden", 2)
    assert control(server, "faults", method="DELETE").content == []
    assert ask(server, REPORTS, PAGE).status == 200


@pytest.mark.parametrize(
    "told, said",
    [
        ({"fault": "earthquake"}, "is no fault"),
        ({"fault": "timeout", "path": "("}, "no regular expression"),
        ({"fault": "timeout", "times": 0}, "neither a number"),
        ({"fault": "timeout", "when": "now"}, "not understood"),
    ],
)
def test_a_fault_that_is_not_understood_is_refused(
    server: ReplicaServer, told: dict[str, object], said: str
) -> None:
    refused = control(server, "faults", [told])
    assert refused.status == 400
    assert said in refused.content["error"]


def test_timeout_holds_the_connection_and_then_says_nothing(server: ReplicaServer) -> None:
    set_fault(server, "timeout", seconds=0.2)
    started = time.perf_counter()
    with pytest.raises(RemoteDisconnected):
        ask(server, REPORTS, PAGE)
    assert time.perf_counter() - started >= 0.2


def test_truncated_announces_more_than_it_sends(server: ReplicaServer) -> None:
    set_fault(server, "truncated")
    with pytest.raises(IncompleteRead):
        ask(server, REPORTS, PAGE)


def test_slow_drip_takes_its_time_and_comes_whole(server: ReplicaServer) -> None:
    whole = ask(server, REPORTS, PAGE).body
    set_fault(server, "slow_drip", seconds=0.3)
    started = time.perf_counter()
    assert ask(server, REPORTS, PAGE).body == whole
    assert time.perf_counter() - started >= 0.25


def test_huge_body_goes_on_until_one_hangs_up(
    server: ReplicaServer, capfd: pytest.CaptureFixture[str]
) -> None:
    set_fault(server, "huge_body")
    with closing(HTTPConnection(LOOPBACK, server.server_port, timeout=10)) as connection:
        connection.request("GET", PAGE, headers={"Host": REPORTS})
        with closing(connection.getresponse()) as response:
            assert int(response.headers["Content-Length"]) == HUGE
            assert len(response.read(1_000_000)) == 1_000_000
    assert control(server, "day").status == 200, "the server goes on"
    assert capfd.readouterr().err == ""


def test_whoever_leaves_an_answer_unread_is_no_error_of_the_server(
    server: ReplicaServer, capfd: pytest.CaptureFixture[str]
) -> None:
    for _ in range(5):
        with closing(HTTPConnection(LOOPBACK, server.server_port, timeout=10)) as connection:
            connection.request("GET", PAGE, headers={"Host": REPORTS})
            connection.getresponse().close()
    assert control(server, "day").status == 200
    assert capfd.readouterr().err == ""


def test_html_comes_as_a_pdf(server: ReplicaServer) -> None:
    control(server, "faults", {"host": FILES, "fault": "html_as_pdf"})
    answered = ask(server, FILES, "/v1/file/50306000")
    assert answered.headers["content-type"] == "application/pdf"
    assert answered.body.startswith(b"<!DOCTYPE html>")


def test_empty_results_say_that_there_are_none(server: ReplicaServer) -> None:
    set_fault(server, "empty_results")
    text = ask(server, REPORTS, SEARCH.format(rows=10, start=0)).text
    assert text.count('js-results-count">0<') == 2
    assert "search-no-results__suggestions" in text


def test_changed_markup_has_no_class_under_its_name(server: ReplicaServer) -> None:
    set_fault(server, "markup_changed")
    text = ask(server, REPORTS, PAGE).text
    assert 'class="v2-timeline"' in text
    assert 'class="timeline"' not in text


def test_the_cap_on_rows_falls_to_ten(server: ReplicaServer) -> None:
    assert len(listed(server, 100)) > 10
    set_fault(server, "page_cap")
    assert len(listed(server, 100)) == 10


def test_a_row_of_the_page_before_stands_in_place_of_another(server: ReplicaServer) -> None:
    first, second = listed(server, 20), listed(server, 20, 20)
    set_fault(server, "duplicate_rows")
    assert listed(server, 20) == first
    assert listed(server, 20, 20) == [first[-1], *second[1:]]


def test_garbage_is_no_text_in_any_encoding_of_the_web(server: ReplicaServer) -> None:
    set_fault(server, "garbage_encoding")
    with pytest.raises(UnicodeDecodeError):
        ask(server, REPORTS, PAGE).body.decode("utf-8")


def test_redirects_lead_in_a_circle_or_elsewhere(server: ReplicaServer) -> None:
    set_fault(server, "redirect_loop", times=1)
    assert ask(server, REPORTS, PAGE).headers["location"] == f"https://{REPORTS}{PAGE}"
    control(server, "faults", method="DELETE")
    set_fault(server, "off_host_redirect")
    assert ask(server, REPORTS, PAGE).headers["location"] == "https://elsewhere.example/"


def test_robots_disallow_changes_robots_txt_and_no_page(server: ReplicaServer) -> None:
    set_fault(server, "robots_disallow")
    assert ask(server, REPORTS, "/robots.txt").text == "User-agent: *\nDisallow: /\n"
    assert ask(server, REPORTS, PAGE).status == 200


def test_a_vanished_page_answers_with_an_empty_shell(server: ReplicaServer) -> None:
    set_fault(server, "vanished_page")
    answered = ask(server, REPORTS, PAGE)
    assert answered.status == 200
    assert '<ol class="timeline"></ol>' in answered.text
    assert "v1/file" not in answered.text
