"""Cases are many, a name draws its case again, and a wrong reading is told so that it can be seen again."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.mutations.__main__ import main
from tests.mutations.cases import WrongReading, assert_cases_hold
from tests.mutations.kinds import KINDS
from tests.mutations.reports import KINDS as REPORT_KINDS

LEAST = 20_000
(REPORT,) = REPORT_KINDS


def test_make_test_reads_enough_cases() -> None:
    assert sum(kind.cases * len(kind.documents) for kind in KINDS.values()) >= LEAST


@pytest.mark.parametrize("name", KINDS)
def test_a_case_is_the_same_whenever_it_is_drawn(name: str) -> None:
    kind = KINDS[name]
    document = next(iter(kind.documents))
    drawn = [kind.written(kind.damaged(document, number)) for number in range(20)]
    assert drawn == [kind.written(kind.damaged(document, number)) for number in range(20)]
    assert len(set(drawn)) > 10


def test_a_wrong_reading_names_its_case_and_keeps_the_document() -> None:
    def fails(text: str) -> bool:
        raise ZeroDivisionError("a reader that fell over")

    with pytest.raises(WrongReading, match="report/2005/7: ZeroDivisionError") as wrong:
        replace(REPORT, read=fails).run("2005", [7])
    kept = re.search(r"The damaged document: (\S+)", str(wrong.value))
    assert kept
    path = Path(kept[1])
    assert path.read_bytes() == REPORT.written(REPORT.damaged("2005", 7))
    path.unlink()


def test_damage_that_leaves_nothing_to_read_proves_nothing() -> None:
    with pytest.raises(AssertionError, match="refused"):
        assert_cases_hold(replace(REPORT, read=lambda text: False, cases=40), "2005")


def test_a_case_is_read_again_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--case", "report/2005/7"]) == 0
    assert "report/2005/7: read" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["report", "report/2005", "report/1850/1", "letter/2005/1", "report/2005/x"])
def test_a_name_of_no_case_is_refused(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--case", name]) == 2
    assert "KIND/DOCUMENT/NUMBER" in capsys.readouterr().err


def test_new_cases_are_read_until_the_time_is_over(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--seconds", "0.2", "--from", "1000000"]) == 0
    assert re.search(r"report +\d+ read", capsys.readouterr().out)
