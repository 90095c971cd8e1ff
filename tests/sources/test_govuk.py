"""Discovery on GOV.UK: what is published is archived once, and what cannot be had or understood is said."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipelines.archive.archive import Archive
from pipelines.archive.ledger_entries import REFUSED_RESPONSE
from pipelines.clock import fixed_clock
from pipelines.sources.govuk import discover_and_fetch, listing_pages
from pipelines.sources.recorded import Recording, recorded_client
from pipelines.sources.report import SourceReport, SourceStatus

MONTHLY, STATISTICS, INDEPENDENT, FIVE_YEAR = listing_pages()
ASSETS = "https://assets.publishing.service.gov.uk/media/1/"
CSV = "URN,School name\n100001,Invented Primary School\n"
LATEST = "Management information - state-funded schools - latest inspections as at {}"
YEAR_TO_DATE = (
    "Management information - state-funded schools - all inspections - year to date published by {}"
)


class Published:
    """What the publisher has on GOV.UK, written down as a recording, day by day."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.folder.mkdir()
        self.lines: list[dict[str, Any]] = []

    def put(self, address: str, day: str, content: str | bytes, status: int = 200) -> None:
        """Let an address answer with this from a day on."""
        body = content.encode() if isinstance(content, str) else content
        name = f"{len(self.lines)}.body"
        (self.folder / name).write_bytes(body)
        headers = {"ETag": f'"{len(self.lines)}"'}
        self.lines.append({"url": address, "from": day, "status": status, "headers": headers, "file": name})

    def page(self, address: str, day: str, *files: dict[str, Any], documents: tuple[str, ...] = ()) -> None:
        """Let a content page list these files, or documents by title."""
        links = [{"title": title, "base_path": f"/{slug(title)}"} for title in documents]
        content = {"title": "A page", "details": {"attachments": list(files)}, "links": {"documents": links}}
        self.put(address, day, json.dumps(content))

    def file(self, title: str, day: str = "2026-01-01", name: str = "", content: str = CSV) -> dict[str, Any]:
        """Let a file be there from a day on; returns how a page lists it."""
        address = ASSETS + (name or slug(title) + ".csv")
        self.put(address, day, content)
        return {"title": title, "url": address, "attachment_type": "file", "file_size": len(content)}

    def night(self, archive: Archive, day: str) -> SourceReport:
        """One night's discovery."""
        text = "\n".join(json.dumps(line) for line in self.lines)
        (self.folder / "index.jsonl").write_text(text, encoding="utf-8")
        recording = Recording(self.folder)
        with recorded_client(archive, fixed_clock(date.fromisoformat(day)), recording) as client:
            return discover_and_fetch(client, archive, recording.covers)


def slug(title: str) -> str:
    return title.replace(" ", "_").replace(":", "")


@pytest.fixture
def published(tmp_path: Path) -> Published:
    """An empty publisher."""
    return Published(tmp_path / "published")


def source(report: SourceReport, name: str = MONTHLY.name) -> SourceStatus:
    (found,) = [status for status in report.sources if status.name == name]
    return found


def titles(status: SourceStatus) -> list[str]:
    return [attachment.title for attachment in status.new]


def test_everything_listed_is_archived_newest_first(published: Published, archive: Archive) -> None:
    months = ("30 April 2026", "31 Aug 2026", "31 May 2026")
    published.page(MONTHLY.address, "2026-01-01", *(published.file(LATEST.format(month)) for month in months))
    status = source(published.night(archive, "2026-09-10"))
    assert titles(status) == [
        LATEST.format(month) for month in ("31 Aug 2026", "31 May 2026", "30 April 2026")
    ]
    assert (status.state, status.newest_as_at, status.listed) == ("ok", date(2026, 8, 31), 3)
    assert status.message == "Lists 3 files, the newest archived as at 31 August 2026; 3 new."
    purposes = [
        fetch.purpose for fetch in archive.fetches() if fetch.purpose.kind == "management_information"
    ]
    assert [purpose.series for purpose in purposes] == ["state_funded_latest"] * 3
    assert purposes[0].as_at == date(2026, 8, 31)


def test_what_the_archive_has_is_not_asked_for_again(published: Published, archive: Archive) -> None:
    published.page(MONTHLY.address, "2026-01-01", published.file(LATEST.format("31 May 2026")))
    published.night(archive, "2026-06-10")
    before = archive.fetches()
    report = published.night(archive, "2026-06-11")
    (page_again,) = archive.fetches()[len(before) :]
    assert (page_again.address, page_again.from_cache) == (MONTHLY.address, True)
    assert (report.new, report.is_degraded) == ((), False)
    assert source(report).newest_as_at == date(2026, 5, 31)


def test_a_new_month_is_the_only_thing_fetched(published: Published, archive: Archive) -> None:
    may = published.file(LATEST.format("31 May 2026"))
    june = published.file(LATEST.format("30 June 2026"))
    published.page(MONTHLY.address, "2026-06-01", may)
    published.page(MONTHLY.address, "2026-07-01", june, may)
    published.night(archive, "2026-06-10")
    assert titles(source(published.night(archive, "2026-07-10"))) == [LATEST.format("30 June 2026")]


def test_sources_without_a_line_are_not_covered_and_not_degraded(
    published: Published, archive: Archive
) -> None:
    published.page(MONTHLY.address, "2026-01-01")
    report = published.night(archive, "2026-06-10")
    assert {status.name: status.state for status in report.sources} == {
        MONTHLY.name: "ok",
        STATISTICS.name: "not_covered",
        INDEPENDENT.name: "not_covered",
        FIVE_YEAR.name: "not_covered",
    }
    assert not report.is_degraded
    assert not source(report, FIVE_YEAR.name).covered


def test_a_page_that_never_listed_anything_says_so_without_alarm(
    published: Published, archive: Archive
) -> None:
    published.page(MONTHLY.address, "2026-01-01")
    for day in ("2026-06-10", "2026-06-11"):
        status = source(published.night(archive, day))
        assert (status.state, status.message) == ("ok", "Nothing is published there yet.")


@pytest.mark.parametrize("later", ["2026-06-02", "2026-06-20"])
def test_a_page_that_lists_nothing_where_it_listed_something_is_degraded_as_long_as_it_lasts(
    published: Published, archive: Archive, later: str
) -> None:
    published.page(MONTHLY.address, "2026-05-01", published.file(LATEST.format("31 May 2026")))
    published.page(MONTHLY.address, "2026-06-02")
    published.night(archive, "2026-06-01")
    published.night(archive, "2026-06-02")
    status = source(published.night(archive, later))
    assert status.state == "degraded"
    assert "no longer lists any file of state_funded_latest" in status.message


def test_one_series_that_vanishes_from_a_page_is_named(published: Published, archive: Archive) -> None:
    latest = published.file(LATEST.format("31 May 2026"))
    published.page(MONTHLY.address, "2026-05-01", latest, published.file(YEAR_TO_DATE.format("31 May 2026")))
    published.page(MONTHLY.address, "2026-06-02", latest)
    published.night(archive, "2026-06-01")
    status = source(published.night(archive, "2026-06-02"))
    assert status.state == "degraded"
    assert "any file of state_funded_year_to_date," in status.message


@pytest.mark.parametrize(
    "content",
    [
        "{}",
        "[]",
        '{"title": "A", "details": {"attachments": null}}',
        '{"title": "A", "details": {}}',
        '{"title": "A", "details": {"attachments": [{"title": "no address"}]}}',
        '{"title": "A", "details": {"attachments": ["a"]}}',
        '{"details": {"attachments": []}}',
    ],
)
def test_a_page_of_an_unexpected_shape_is_degraded(
    published: Published, archive: Archive, content: str
) -> None:
    published.put(MONTHLY.address, "2026-01-01", content)
    status = source(published.night(archive, "2026-06-10"))
    assert status.state in ("degraded", "unavailable")
    assert f"The page {MONTHLY.address} is not built as expected" in status.message


def test_an_earlier_page_of_an_unexpected_shape_does_not_spoil_a_later_one(
    published: Published, archive: Archive
) -> None:
    published.put(MONTHLY.address, "2026-01-01", '{"title": "A"}')
    published.page(MONTHLY.address, "2026-06-02", published.file(LATEST.format("31 May 2026")))
    published.night(archive, "2026-06-01")
    assert source(published.night(archive, "2026-06-02")).state == "ok"


@pytest.mark.parametrize("status_code, content", [(404, b""), (503, b""), (200, b"<html>Sorry</html>")])
def test_a_page_that_cannot_be_had_makes_its_source_unavailable_and_no_other(
    published: Published, archive: Archive, status_code: int, content: bytes
) -> None:
    published.put(MONTHLY.address, "2026-01-01", content, status_code)
    published.page(INDEPENDENT.address, "2026-01-01")
    report = published.night(archive, "2026-06-10")
    assert source(report).state == "unavailable"
    assert MONTHLY.address in source(report).message
    assert source(report, INDEPENDENT.name).state == "ok"
    assert report.is_degraded


def test_a_web_page_under_the_address_of_a_table_is_named_and_the_rest_goes_on(
    published: Published, archive: Archive
) -> None:
    bad = published.file(LATEST.format("31 May 2026"), content="<html>Sorry</html>")
    published.page(MONTHLY.address, "2026-01-01", bad, published.file(LATEST.format("30 April 2026")))
    status = source(published.night(archive, "2026-06-10"))
    assert status.state == "degraded"
    assert titles(status) == [LATEST.format("30 April 2026")]
    assert status.newest_as_at == date(2026, 4, 30)
    assert "31 May 2026” could not be had" in status.message
    assert "a web page (HTML) came" in status.message
    assert [fetch.address for fetch in archive.fetches() if fetch.purpose.kind == REFUSED_RESPONSE] == [
        bad["url"]
    ]


def test_a_refused_file_is_asked_for_again_the_next_night(published: Published, archive: Archive) -> None:
    title = LATEST.format("31 May 2026")
    listed = published.file(title, content="<html>Sorry</html>")
    published.put(listed["url"], "2026-06-11", CSV)
    published.page(MONTHLY.address, "2026-01-01", {**listed, "file_size": len(CSV)})
    published.night(archive, "2026-06-10")
    status = source(published.night(archive, "2026-06-11"))
    assert (status.state, titles(status), status.findings) == ("ok", [title], ())


def test_a_file_of_another_size_than_its_page_says_is_said_and_degrades_the_night(
    published: Published, archive: Archive
) -> None:
    listed = {**published.file(LATEST.format("31 May 2026")), "file_size": 1_000_000}
    published.page(MONTHLY.address, "2026-01-01", listed)
    status = source(published.night(archive, "2026-06-10"))
    assert [finding.code for finding in status.findings] == ["size_differs"]
    assert "its page says 1,000,000" in status.findings[0].message
    assert "document quarantine" in status.message
    assert status.state == "degraded"


def test_two_files_for_one_release_are_both_taken_and_said(published: Published, archive: Archive) -> None:
    title = LATEST.format("31 May 2026")
    files = [published.file(title, name=name) for name in ("first.csv", "second.csv")]
    published.page(MONTHLY.address, "2026-01-01", *files)
    status = source(published.night(archive, "2026-06-10"))
    assert len(status.new) == 2
    assert [finding.code for finding in status.findings] == ["two_files_one_release"]


def test_an_address_listed_twice_is_one_file(published: Published, archive: Archive) -> None:
    listed = published.file(LATEST.format("31 May 2026"))
    published.page(MONTHLY.address, "2026-01-01", listed, listed)
    status = source(published.night(archive, "2026-06-10"))
    assert (len(status.new), status.findings) == (1, ())


def test_an_unknown_table_is_a_finding(published: Published, archive: Archive) -> None:
    published.page(
        MONTHLY.address,
        "2026-01-01",
        published.file(LATEST.format("31 May 2026")),
        published.file(YEAR_TO_DATE.format("31 May 2026")),
        published.file("State-funded schools: pupils in classes of 30 April 2026"),
    )
    status = source(published.night(archive, "2026-06-10"))
    assert [finding.code for finding in status.findings] == ["attachment_not_recognised"]
    assert status.state == "ok"


def test_an_unknown_table_newer_than_the_known_ones_is_degraded(
    published: Published, archive: Archive
) -> None:
    published.page(
        MONTHLY.address,
        "2026-01-01",
        published.file(LATEST.format("31 May 2026")),
        published.file(YEAR_TO_DATE.format("30 June 2026")),
        published.file("State-funded schools: outcomes as at 30 June 2026"),
    )
    status = source(published.night(archive, "2026-07-10"))
    assert status.state == "degraded"
    assert "newer than files of this source that were recognised" in status.message


STATISTICS_2025 = "State-funded schools inspections and outcomes as at 31 August 2025"


def test_a_collection_is_followed_to_its_releases(published: Published, archive: Archive) -> None:
    published.page(
        STATISTICS.address,
        "2026-01-01",
        documents=(
            STATISTICS_2025,
            "Schools inspections and outcomes: methodology and quality report",
            "A new kind of thing",
        ),
    )
    published.page(
        f"https://www.gov.uk/api/content/{slug(STATISTICS_2025)}",
        "2026-01-01",
        published.file("School-level data"),
        published.file("Charts and tables", name="charts.ods"),
    )
    status = source(published.night(archive, "2026-06-10"), STATISTICS.name)
    assert [(file.series, file.as_at) for file in status.new] == [("state_funded_latest", date(2025, 8, 31))]
    assert {left.title for left in status.ignored} == {
        "Charts and tables",
        "Schools inspections and outcomes: methodology and quality report",
    }
    assert [finding.code for finding in status.findings] == ["document_not_recognised"]
    assert status.state == "ok"


def test_a_release_without_a_table_of_schools_is_a_finding(published: Published, archive: Archive) -> None:
    published.page(STATISTICS.address, "2026-01-01", documents=(STATISTICS_2025,))
    published.page(f"https://www.gov.uk/api/content/{slug(STATISTICS_2025)}", "2026-01-01")
    status = source(published.night(archive, "2026-06-10"), STATISTICS.name)
    assert [finding.code for finding in status.findings] == ["release_without_schools"]


def test_a_release_that_cannot_be_had_is_degraded(published: Published, archive: Archive) -> None:
    published.page(STATISTICS.address, "2026-01-01", documents=(STATISTICS_2025,))
    status = source(published.night(archive, "2026-06-10"), STATISTICS.name)
    assert status.state == "degraded"
    assert slug(STATISTICS_2025) in status.message


def test_a_collection_that_lists_no_release_where_it_listed_one_is_degraded(
    published: Published, archive: Archive
) -> None:
    published.page(STATISTICS.address, "2026-01-01", documents=(STATISTICS_2025,))
    published.page(STATISTICS.address, "2026-06-01")
    published.page(
        f"https://www.gov.uk/api/content/{slug(STATISTICS_2025)}",
        "2026-01-01",
        published.file("School-level data"),
    )
    assert source(published.night(archive, "2026-05-01"), STATISTICS.name).state == "ok"
    status = source(published.night(archive, "2026-06-01"), STATISTICS.name)
    assert status.state == "degraded"
    assert "no longer lists any release" in status.message


@pytest.mark.recorded
def test_the_two_nights_of_the_recording_of_england(recorded_england: Path, archive: Archive) -> None:
    recording = Recording(recorded_england)
    assert recording.last_day() == date(2026, 6, 9)
    new: dict[str, list[tuple[str, date | None]]] = {}
    for day in ("2025-11-21", "2026-06-10", "2026-06-10"):
        with recorded_client(archive, fixed_clock(date.fromisoformat(day)), recording) as client:
            report = discover_and_fetch(client, archive, recording.covers)
        assert not report.is_degraded
        assert all(not status.findings for status in report.sources)
        new[day] = new.get(day, []) + [(file.series, file.as_at) for file in report.new]
    assert new == {
        "2025-11-21": [("state_funded_latest", date(2025, 8, 31))],
        "2026-06-10": [("state_funded_latest", date(2026, 5, 31))],
    }
    assert source(report, INDEPENDENT.name).state == "not_covered"
