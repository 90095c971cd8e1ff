"""What the table of ``make faults`` says of a fault: kept only where every test of it ran and passed."""

from __future__ import annotations

import pytest

from tests.faults.__main__ import Heard
from tests.faults.catalogue import Fault

FAULT = Fault("one", "disk", "A disk", "Nothing is lost.", ("tests/a.py::test_b", "tests/a.py::test_c"))


@pytest.mark.parametrize(
    "outcomes, verdict",
    [
        ({"tests/a.py::test_b[1]": {"passed"}, "tests/a.py::test_c": {"passed"}}, "kept"),
        ({"tests/a.py::test_b[1]": {"passed"}, "tests/a.py::test_c": {"failed"}}, "not kept"),
        ({"tests/a.py::test_b[1]": {"passed"}, "tests/a.py::test_bc": {"passed"}}, "not run"),
        ({"tests/a.py::test_b": {"passed"}, "tests/a.py::test_c": {"skipped"}}, "in part: no root"),
        ({"tests/a.py::test_b": {"skipped"}, "tests/a.py::test_c": {"skipped"}}, "skipped: no root"),
    ],
)
def test_a_verdict(outcomes: dict[str, set[str]], verdict: str) -> None:
    heard = Heard(reasons={"tests/a.py::test_c": "no root"})
    heard.outcomes.update(outcomes)
    assert heard.verdict(FAULT) == verdict


def test_pytest_takes_what_hears_it_for_a_plugin() -> None:
    assert hash(Heard())
