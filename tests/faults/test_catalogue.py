"""The catalogue of faults is complete, its tests are there, and the page is made from it."""

from __future__ import annotations

import pytest

from tests.faults.catalogue import exists, faults, groups
from tests.faults.often import leave_to_make_faults, only_in_make_faults
from tests.faults.page import PAGE, reliability_page

NAMED = sorted({test for fault in faults() for test in fault.tests})


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == reliability_page(), "make docs writes it again"


def test_every_test_that_is_named_is_there() -> None:
    assert not [test for test in NAMED if not exists(test)]


@pytest.mark.parametrize(
    "name",
    [
        "tests/faults/test_absent.py::test_any",
        "tests/faults/test_catalogue.py::test_absent",
        "tests/faults/test_catalogue.py::test_a_test_that_is_not_there_is_noticed[absent]",
    ],
)
def test_a_test_that_is_not_there_is_noticed(name: str) -> None:
    assert not exists(name)


def test_every_fault_has_a_promise_a_test_and_a_name_of_its_own() -> None:
    everything = faults()
    assert len({fault.id for fault in everything}) == len(everything) >= 40
    assert all(fault.tests and fault.promise.endswith(".") for fault in everything)
    assert {fault.group for fault in everything} == {group.name for group in groups()}


def test_what_no_fault_names_cannot_be_left_to_make_faults(request: pytest.FixtureRequest) -> None:
    request.node.add_marker(only_in_make_faults)
    with pytest.raises(pytest.UsageError, match=r"no fault of .* names it"):
        leave_to_make_faults([request.node])
