"""The page of assumptions is the table that the checks are judged by."""

from __future__ import annotations

from pipelines.doctor.assumptions import assumptions
from pipelines.doctor.page import PAGE, assumptions_page


def test_the_page_of_assumptions_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == assumptions_page(), "make docs writes it again"


def test_every_assumption_stands_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert not [one.id for one in assumptions() if f"| `{one.id}` |" not in page]


def test_ids_are_unique_and_every_line_says_what_follows() -> None:
    ids = [one.id for one in assumptions()]
    assert len(ids) == len(set(ids))
    assert not [one.id for one in assumptions() if bool(one.cannot) == bool(one.means and one.looks)]
