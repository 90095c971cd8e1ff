"""Any bytes at all, and workbooks cut or overwritten: read or refused by name. Lists that were damaged:
tests/mutations."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.invented import csv_bytes, ods_bytes
from tests.mutations.lists import LISTS, read_list
from tests.mutations.tables import DamagedTable, Rows


def read_or_refused(content: bytes, rows: Rows | None = None) -> bool:
    return read_list(DamagedTable(content, rows))


@pytest.mark.parametrize(
    ("row", "place", "text"),
    [
        pytest.param(0, 1, "URN of the school", id="a-renamed-key-column"),
        pytest.param(1, 1, "", id="a-row-without-its-key"),
    ],
)
@pytest.mark.parametrize("name", LISTS)
def test_a_key_that_is_lost_leaves_nothing_invented(name: str, row: int, place: int, text: str) -> None:
    rows = [list(cells) for cells in LISTS[name]]
    rows[row][place] = text
    read_or_refused(csv_bytes(rows, encoding="utf-8"), rows)


@settings(max_examples=25, deadline=None)
@given(cut=st.integers(0, 6_000), inserted=st.binary(min_size=1, max_size=6))
def test_any_bytes_of_a_workbook(cut, inserted):
    content = ods_bytes({"Data": LISTS["graded"]})
    read_or_refused(content[:cut])
    read_or_refused(content[:cut] + inserted + content[cut + len(inserted) :])


@settings(max_examples=40, deadline=None)
@given(content=st.binary(max_size=400))
def test_any_bytes_at_all(content):
    read_or_refused(content)
