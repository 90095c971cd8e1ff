"""What the desk counted enters one table of the warehouse, and nothing else of a night depends on it."""

from __future__ import annotations

from datetime import date

from pipelines.case_counts_file import CaseCountsFile, CountedMonth, OutcomeCount
from pipelines.layout import DataFolder
from tests.night.nights import Nights, published_tables

TABLE = "warehouse.case_outcome_count"
MAY, JUNE_2 = date(2026, 5, 1), date(2026, 6, 2)
COUNTS = (OutcomeCount(None, None, None, 34), OutcomeCount(None, 2, None, 34))


def test_counts_enter_the_next_build_and_leave_it_when_their_file_is_damaged(nights: Nights) -> None:
    before = published_tables(nights.data)
    assert before[TABLE] == []
    file = CaseCountsFile(DataFolder(nights.data).casework)
    file.add(lambda held: [CountedMonth(MAY, JUNE_2, COUNTS)])

    counted = nights.run()
    assert (counted.state, counted.published) == ("done", True)
    assert counted.case_counts == {"months": 1, "problem": ""}
    after = published_tables(nights.data)
    assert after.pop(TABLE) == [
        (MAY, None, 2, None, 34, JUNE_2),
        (MAY, None, None, None, 34, JUNE_2),
    ]
    assert {name: rows for name, rows in after.items() if rows != before[name]} == {}

    file.path.write_text(file.path.read_text(encoding="utf-8")[:-40], encoding="utf-8")
    damaged = nights.run(checked=False)
    assert (damaged.state, damaged.published) == ("degraded", True)
    assert "is not as the desk wrote it" in damaged.case_counts["problem"]
    assert published_tables(nights.data)[TABLE] == []
