"""The history of some schools, fetched once: all files, predecessors too, and never twice."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.sources.reports_site.backfill import Estimate
from tests.sources.reports_site.conftest import Nights
from tests.sources.reports_site.invented_site import InventedSchool, InventedSite

OLD = {number: (date(2007 + number, 3, 6), date(2007 + number, 4, 3)) for number in range(1, 6)}


@pytest.fixture
def school(site: InventedSite) -> InventedSchool:
    """A school whose reports are all older than what a first night looks at."""
    return site.school(900101, reports={50000100 + number: days for number, days in OLD.items()})


def test_every_file_of_a_page_is_had_however_old(nights: Nights, school: InventedSchool) -> None:
    account = nights.backfill(900101)
    assert account.is_whole
    assert nights.archived_files() == set(school.reports)
    assert (account.visited.pages, account.visited.new_files) == (1, 5)


def test_what_is_archived_is_not_asked_again(
    site: InventedSite, nights: Nights, school: InventedSchool
) -> None:
    nights.backfill(900101)
    again = nights.backfill(900101)
    assert (again.schools, again.is_whole) == (1, True)
    assert site.asked == []


def test_predecessors_are_read_down_the_line(
    site: InventedSite, nights: Nights, school: InventedSchool
) -> None:
    school.predecessors = (900102,)
    site.school(900102, reports={50000201: OLD[1]}, predecessors=(900103,), is_closed=True)
    site.school(900103, reports={50000301: OLD[2]}, predecessors=(900101,), is_closed=True)
    account = nights.backfill(900101)
    assert account.predecessors == {900102, 900103}
    assert {50000201, 50000301} <= nights.archived_files()
    assert len(site.requests("/provider/")) == 3


def test_a_run_that_was_cut_off_goes_on_where_it_was(
    site: InventedSite, nights: Nights, school: InventedSchool
) -> None:
    site.twist = lambda host, path: (500, b"", {}) if path.endswith("50000103") else None
    assert not nights.backfill(900101).is_whole
    site.twist = lambda host, path: None
    assert nights.backfill(900101).is_whole
    assert site.requests("/") == ["/robots.txt", "/v1/file/50000103"]


def test_a_school_without_a_page_is_asked_again_only_after_a_round(
    site: InventedSite, nights: Nights
) -> None:
    account = nights.backfill(900777)
    assert (account.is_whole, account.visited.without_page) == (True, {900777})
    nights.backfill(900777)
    assert site.asked == []


def test_a_file_that_is_gone_is_asked_once(
    site: InventedSite, nights: Nights, school: InventedSchool
) -> None:
    site.gone = {50000102}
    assert nights.backfill(900101).is_whole
    nights.backfill(900101)
    assert site.asked == []


def test_refusals_end_the_run_and_keep_what_was_had(
    site: InventedSite, nights: Nights, school: InventedSchool
) -> None:
    site.school(900102)
    site.twist = lambda host, path: (429, b"", {}) if "/v1/file/5000010" in path and path[-1] < "4" else None
    account = nights.backfill(900101, 900102)
    assert (account.was_stopped, account.schools, account.left) == (True, 0, 2)
    assert nights.archived_files() == {50000104, 50000105}


def test_a_run_ends_between_schools_when_its_time_is_up(
    site: InventedSite, nights: Nights, school: InventedSchool
) -> None:
    site.school(900102)
    turns = iter([True, False])
    account = nights.backfill(900101, 900102, has_time=lambda: next(turns))
    assert (account.schools, account.left, account.is_whole) == (1, 1, True)


def test_the_estimate_counts_what_is_lacking(nights: Nights, school: InventedSchool) -> None:
    assert nights.estimate(900101, 900101, inspections=5) == Estimate(pages=1, files=5)
    assert nights.estimate(900101, inspections=5).requests == 7
    nights.backfill(900101)
    assert nights.estimate(900101, inspections=5).requests == 0


def test_a_page_that_was_backfilled_takes_part_in_patrol(
    site: InventedSite, nights: Nights, school: InventedSchool
) -> None:
    nights.backfill(900101)
    site.school(900102, reports={50000900: (site.today, site.today)})
    nights.run(1)
    assert "/provider/21/900101" in site.asked
