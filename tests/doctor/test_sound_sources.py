"""The replica is what the reference describes: nothing differs, and nearly everything can be told."""

from __future__ import annotations

import pytest

from pipelines.doctor.assumptions import assumptions
from pipelines.doctor.checks.access import unreached
from pipelines.doctor.judging import Examination, judge_all
from pipelines.doctor.looks import Look, Looks
from pipelines.doctor.questions.files import CARD_FILE, OLDEST_FILE
from pipelines.doctor.verdicts import CHECKS, HOLDS

#: What neither has on its day: five-year files, schools of some categories, more than 100 results in four
#: weeks; on the pages looked at older reports folded away, a conversion letter, reports of some kinds.
NOT_THERE = {
    "titles-five-year", "category-24", "category-28", "rows-100", "older-reports-folded",
    "conversion-letter-day", "report-graded-2005", "report-graded-2009", "report-graded-2012",
    "report-short-2015", "report-ungraded-2019",
}  # fmt: skip


@pytest.fixture(scope="module")
def examined(sample: Looks, country: Looks) -> list[Examination]:
    return [judge_all(sample), judge_all(country)]


def test_nothing_differs(examined: list[Examination]) -> None:
    assert not [(one.assumption.id, one.seen) for found in examined for one in found.differing]
    assert not [host for found in examined for host in found.unreached]


def test_what_a_look_can_tell_is_told_on_one_of_the_two(examined: list[Examination]) -> None:
    told = {one.assumption.id for found in examined for one in found.judgements if one.verdict == HOLDS}
    can_be_told = {one.id for one in assumptions() if not one.cannot}
    # At least: a richer replica may tell more.
    assert can_be_told - told <= NOT_THERE


def test_what_no_look_can_tell_says_why(examined: list[Examination]) -> None:
    silent = [one for found in examined for one in found.judgements if not one.seen]
    assert not silent


def test_it_asks_few_things_once_each(country: Looks) -> None:
    asked = [look.address for look in country if not look.name.startswith("robots")]
    assert len(asked) <= 32
    assert len(set(asked)) >= len(asked) - 1  # one page is asked for again, to see whether it is sent again


def test_names_of_people_in_the_register_are_emptied(country: Looks) -> None:
    look = country.taken("register extract")
    assert look.body is not None
    header, first, *_ = look.body.decode("cp1252").splitlines()
    place = header.split(",").index("HeadLastName")
    assert first.split(",")[place] == ""


def test_a_host_that_gives_no_answer_is_told_from_one_that_refuses(country: Looks) -> None:
    files = [look.name for look in country if look.name.startswith("file ")]
    looks = country.without("robots files.ofsted.gov.uk")
    for name in files:
        looks = looks.with_changed(name, status=None, body=None, failure="no_answer", problem="no connection")
    assert [host.host for host in unreached(looks)] == ["files.ofsted.gov.uk"]
    refused = looks.with_changed(OLDEST_FILE, status=403, failure="status", problem="status 403")
    assert not unreached(refused)


def test_a_file_that_no_try_brought_is_not_in_time(country: Looks) -> None:
    late = Look(CARD_FILE, "https://files.ofsted.gov.uk/v1/file/1", failure="no_answer", problem="silence")
    looks = Looks([look for look in country if look.name != CARD_FILE] + [late])
    assert CHECKS["file-in-time"](looks).seen == "“file report card”: silence"
