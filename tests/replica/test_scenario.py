"""The grammar of the scenario: what is not understood is refused, with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from replica.__main__ import main
from replica.scenario import ScenarioError, read_scenario
from replica.schools import Scenario

NIGHTS = "night first 2026-05-18\nnight second 2026-06-10\n"
SCHOOL = "school 900900 Invented Primary School\n"


def read(tmp_path: Path, text: str) -> Scenario:
    path = tmp_path / "scenario.txt"
    path.write_text(NIGHTS + text, encoding="utf-8")
    return read_scenario(path)


@pytest.mark.parametrize(
    "statement, said",
    [
        ("grade 2024-05-14 2", "begins no known statement"),
        ("graded 2024-02-30 2", "day"),
        ("graded 2024-05-11 2", "weekend"),
        ("graded 2024-05-14 2 published=2024-05-13", "published before it was inspected"),
        ("graded 2024-05-14 2 inclusion=3", "has no area 'inclusion'"),
        ("graded 2024-05-14 2 quality=5", "is not one of"),
        ("graded 2024-05-14", "needs one digit"),
        ("graded 2024-05-14 2 surprising", "not understood: surprising"),
        ("graded 2025-11-18 2", "write card"),
        ("card 2025-11-04", "write graded"),
        ("card 2026-03-10 overall=expected", "has no area 'overall'"),
        ("card 2026-03-10 inclusion=good", "is not one of"),
        ("graded 2025-11-08 2", "weekend"),
        ("graded 2004-05-11 2", "no inspection framework covers"),
        ("ungraded 2024-10-08 splendid", "needs an outcome"),
        ("near steep-fall", "say after a colon why"),
        ("near steepest-fall: no such rule", "is no rule"),
        ("card 2026-03-10 => second 1 open", "say because of which rules"),
        ("card 2026-03-10 => third 1 open because safeguarding", "is no night"),
        ("card 2026-03-10 => second 1 shut because safeguarding", "is no status"),
        ("card 2026-03-10 => second 1 open because safe-guarding", "is not one of"),
        ("school 900900 Invented Again", "stands twice"),
        ("school 100000 Possibly Real School", "is not an invented one"),
        ("card 2026-03-10 inclusion=needs inclusion=urgent", "inclusion is set twice"),
        ("regraded 2026-05-12 inclusion=needs", "only a report card directly above"),
        ("follows 900999", "no school 900999 stands above"),
        ("=> second 1 open because safeguarding", "needs an event"),
        ("school 900901 Invented School | trust 99109", "is no known fact"),
        ("card 2026-03-10 => second 1 open because safeguarding()", "is not one of"),
        ("school 900901 Invented School | 200 children", "is no known fact"),
        ("school 900901 Invented School | federation 95109", "is no known fact"),
        ("withdrawn 2026-05-26", "needs a report"),
        ("replaced 2026-05-26 inclusion=needs", "needs a report"),
        ("card 2026-03-10 => site third 1 open because safeguarding", "is no night"),
        ("card 2026-03-10 => site because safeguarding", "is not 'NIGHT TIER STATUS'"),
    ],
)
def test_a_line_that_is_not_understood_is_refused_by_its_number(
    tmp_path: Path, statement: str, said: str
) -> None:
    with pytest.raises(ScenarioError, match="scenario line 4:") as refusal:
        read(tmp_path, f"{SCHOOL}{statement}\n")
    assert said in str(refusal.value)


def test_a_case_is_two_lines(tmp_path: Path) -> None:
    text = f"{SCHOOL}card 2026-03-10 SM leadership=urgent => second 1 open because special-measures(enters)\n"
    school = read(tmp_path, text).schools[900900]
    earlier, card = school.inspections
    assert (earlier.kind, earlier.grades["overall"]) == ("graded", "2")
    assert (card.category, card.grades["leadership"], card.grades["inclusion"]) == (
        "SM",
        "Urgent improvement",
        "Expected standard",
    )
    assert card.expectation
    assert card.expectation.rules == {"special-measures": "enters"}


def test_a_report_is_printed_with_the_day_before_its_publication(tmp_path: Path) -> None:
    text = f"{SCHOOL}graded 2018-03-13 2 published=2018-04-16\ncard 2026-03-10 published=2026-04-15\n"
    earlier, card = read(tmp_path, text).schools[900900].inspections
    assert card.printed == date(2026, 4, 14)
    assert earlier.printed == date(2018, 4, 16), "reports before October 2018 are printed with their own day"


def test_a_later_grading_is_known_to_later_files_only(tmp_path: Path) -> None:
    text = f"{SCHOOL}card 2026-01-13\nregraded 2026-05-12 inclusion=needs published=2026-05-20\n"
    card = read(tmp_path, text).schools[900900].inspections[-1]
    assert card.grades_as_at(date(2026, 4, 30))["inclusion"] == "Expected standard"
    assert card.grades_as_at(date(2026, 5, 31))["inclusion"] == "Needs attention"
    assert card.grade_dates_as_at(date(2026, 5, 31))["inclusion"] == date(2026, 5, 12)
    assert card.grade_dates_as_at(date(2026, 5, 31))["leadership"] == date(2026, 1, 13)


def test_a_replaced_report_keeps_the_grades_that_are_not_named(tmp_path: Path) -> None:
    text = f"{SCHOOL}graded 2024-05-14 2 behaviour=1\nreplaced 2024-09-10 quality=3\n"
    report = read(tmp_path, text).schools[900900].inspections[-1]
    assert report.grades_as_at(date(2024, 9, 8))["quality"] == "2"
    later = report.grades_as_at(date(2024, 9, 9))
    assert (later["quality"], later["behaviour"]) == ("3", "1")


def test_a_report_is_not_replaced_before_it_is_published(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"scenario line 5:.*was not published by then"):
        read(tmp_path, f"{SCHOOL}card 2026-03-10 published=2026-04-15\nwithdrawn 2026-04-15\n")


def test_a_withdrawn_report_is_in_no_file_from_that_day_on(tmp_path: Path) -> None:
    text = f"{SCHOOL}card 2026-03-10 published=2026-04-15\nwithdrawn 2026-05-26\n"
    school = read(tmp_path, text).schools[900900]
    by_day = {
        day: [inspection.kind for _, inspection in school.known_inspections(day)]
        for day in (date(2026, 5, 25), date(2026, 5, 26))
    }
    assert list(by_day.values()) == [["graded", "card"], ["graded"]]


def test_what_is_expected_with_the_site_is_said_after_the_files(tmp_path: Path) -> None:
    text = (
        "card 2026-03-10 inclusion=needs\n"
        "=> second 3 open site both 3>2 open because needs-attention with small-standalone-school(site)\n"
    )
    card = read(tmp_path, SCHOOL + text).schools[900900].inspections[-1]
    assert card.expectation
    assert card.expectation_with_site
    assert [outlook.night for outlook in card.expectation.outlooks] == ["second"]
    assert card.expectation.unknown == {"small-standalone-school"}
    assert [outlook.tier for outlook in card.expectation_with_site.outlooks] == [2, 2]
    assert card.expectation_with_site.modifiers == {"small-standalone-school": ""}
    assert not card.expectation_with_site.unknown


def test_without_the_word_site_both_kinds_of_night_are_the_same(tmp_path: Path) -> None:
    text = f"{SCHOOL}card 2026-03-10 inclusion=needs => both 3 open because needs-attention\n"
    card = read(tmp_path, text).schools[900900].inspections[-1]
    assert card.expectation == card.expectation_with_site


def test_the_command_says_which_line_it_could_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "scenario.txt"
    path.write_text("inspection of nothing\n", encoding="utf-8")
    assert main(["--check", "--scenario", str(path)]) == 2
    assert "scenario line 1" in capsys.readouterr().err


def test_the_command_checks_without_writing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check", str(tmp_path / "nothing")]) == 0
    assert not (tmp_path / "nothing").exists()
    assert "invented schools" in capsys.readouterr().out
