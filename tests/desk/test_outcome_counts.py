"""How cases ended is counted once a month, by school, and leaves the desk in one private file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select, update

from desk.casework.keeping_up import KeepingUp
from desk.casework.outcome_counts import count_finished_months
from desk.facts import Facts, PublishedFacts
from desk.keeping import closed_cases
from desk.store.database import Store, open_store
from desk.store.models import Audit, Case
from pipelines.case_counts_file import CaseCountsFile, CountedMonth, OutcomeCount
from pipelines.cli import main
from pipelines.clock import machine_clock
from pipelines.layout import DataFolder
from tests.desk.casework_bench import Bench, rules

BEGAN = datetime(2026, 4, 20, 9, tzinfo=UTC)
IN_MAY = datetime(2026, 5, 12, 9, tzinfo=UTC)
JUNE = datetime(2026, 6, 2, 7, tzinfo=UTC)
URNS = range(900101, 900113)
OF_ENGLAND = (None, None, None)


@pytest.fixture
def facts(data: Path) -> Facts:
    return PublishedFacts(DataFolder(data)).current()


@pytest.fixture
def file(tmp_path: Path) -> CaseCountsFile:
    return CaseCountsFile(tmp_path / "casework")


@pytest.fixture
def begun(store: Store) -> Store:
    """A desk whose first account was made in April."""
    Bench(store, BEGAN).officer("Robin Vale")
    return store


def close(
    store: Store,
    urns: Iterable[int],
    reason: str = "support_taken_up",
    at: datetime = IN_MAY,
    name: str = "a",
) -> None:
    with store.write() as session:
        session.add_all(
            Case(
                flag_id=f"{name}{urn}",
                urn=urn,
                tier=2,
                state="closed",
                opened_at=at,
                changed_at=at,
                closed_at=at,
                close_reason=reason,
            )
            for urn in urns
        )


def count(store: Store, facts: Facts, file: CaseCountsFile, now: datetime = JUNE) -> list[CountedMonth]:
    return count_finished_months(store, facts, file, now, now.date())


def shown(month: CountedMonth) -> dict[tuple[str | None, int | None, str | None], int | None]:
    return {(c.local_authority, c.tier, c.outcome): c.cases for c in month.counts}


def test_each_month_since_the_desk_began_is_counted_once_it_is_over(
    begun: Store, facts: Facts, file: CaseCountsFile
) -> None:
    close(begun, URNS)
    april, may = count(begun, facts, file)
    assert (april.month, may.month, may.counted_on) == (date(2026, 4, 1), date(2026, 5, 1), JUNE.date())
    assert shown(april) == {OF_ENGLAND: None}
    assert shown(may) == {OF_ENGLAND: 12, (None, 2, None): 12}
    assert file.read()[0] == (april, may)


def test_a_month_waits_until_its_last_day_is_written(
    begun: Store, facts: Facts, file: CaseCountsFile
) -> None:
    first_of_june = JUNE - timedelta(days=1)
    assert [month.month.month for month in count(begun, facts, file, first_of_june)] == [4]


def test_a_case_closed_in_the_first_hour_of_june_in_england_is_of_june(
    begun: Store, facts: Facts, file: CaseCountsFile
) -> None:
    close(begun, URNS, at=datetime(2026, 5, 31, 23, 30, tzinfo=UTC))
    assert shown(count(begun, facts, file)[-1]) == {OF_ENGLAND: None}


def test_a_school_counts_once_by_the_case_that_was_closed_last(
    begun: Store, facts: Facts, file: CaseCountsFile
) -> None:
    close(begun, URNS, "declined")
    close(begun, URNS, "duplicate", IN_MAY + timedelta(days=1), name="b")
    assert shown(count(begun, facts, file)[-1])[OF_ENGLAND] == len(URNS)


def test_what_happens_to_a_case_afterwards_changes_no_count(
    begun: Store, facts: Facts, file: CaseCountsFile
) -> None:
    """Of two counts of a month one could be subtracted from the other."""
    close(begun, URNS)
    count(begun, facts, file)
    before = file.path.read_bytes()
    with begun.write() as session:
        session.execute(update(Case).where(Case.urn == URNS[0]).values(state="assigned", closed_at=None))
    assert count(begun, facts, file) == []
    assert file.path.read_bytes() == before


def test_a_month_is_not_counted_again_where_the_file_is_lost(
    begun: Store, facts: Facts, file: CaseCountsFile
) -> None:
    close(begun, URNS)
    count(begun, facts, file)
    file.path.unlink()
    (june,) = count(begun, facts, file, JUNE + timedelta(days=30))
    assert june.month == date(2026, 6, 1)
    assert file.read()[0] == (june,)
    with begun.read() as session:
        lines = session.scalars(select(Audit.details).where(Audit.action == "outcomes_counted")).all()
    assert [line["months"] for line in lines] == [["2026-04-01", "2026-05-01"], ["2026-06-01"]]


def test_a_month_is_not_counted_again_where_an_older_backup_of_the_desk_was_restored(
    begun: Store, facts: Facts, file: CaseCountsFile
) -> None:
    file.add(
        lambda held: [CountedMonth(date(2026, 5, 1), JUNE.date(), (OutcomeCount(None, None, None, 40),))]
    )
    close(begun, URNS)
    assert [month.month.month for month in count(begun, facts, file)] == [4]
    assert shown(file.read()[0][1])[OF_ENGLAND] == 40


def test_cases_that_were_reduced_before_their_month_was_counted_are_in_it(
    begun: Store, facts: Facts, file: CaseCountsFile
) -> None:
    close(begun, URNS)
    assert closed_cases.reduce(begun, facts, IN_MAY + timedelta(days=1), JUNE) == len(URNS)
    assert shown(count(begun, facts, file)[-1]) == {OF_ENGLAND: 12, (None, 2, None): 12}


def test_the_file_is_private_and_names_no_school(begun: Store, facts: Facts, file: CaseCountsFile) -> None:
    close(begun, URNS)
    count(begun, facts, file)
    assert file.path.stat().st_mode & 0o777 == 0o600
    assert "9001" not in file.path.read_text(encoding="utf-8")
    assert [other.name for other in file.folder.iterdir() if not other.name.startswith(".")] == [
        file.path.name
    ]


def test_a_damaged_file_is_told_and_stops_no_page(
    begun: Store, facts: Facts, file: CaseCountsFile, caplog: pytest.LogCaptureFixture
) -> None:
    count(begun, facts, file)
    file.path.write_text(file.path.read_text(encoding="utf-8").replace("null", "7"), encoding="utf-8")
    a_month_later = JUNE + timedelta(days=30)
    KeepingUp(begun, rules(), file).up_to(facts, a_month_later, a_month_later.date())
    assert "Case outcomes were not counted" in caplog.text
    assert "Bring it back from a backup of the desk" in caplog.text


@pytest.mark.parametrize(
    "changed",
    [
        {"cases": 9},
        {"cases": None},
        {"cases": 11.5},
        {"tier": 5},
        {"outcome": "spoke_with_the_leader"},
        {"local_authority": ""},
        {"urn": 900101},
    ],
)
def test_a_count_of_another_form_is_refused(file: CaseCountsFile, changed: dict[str, object]) -> None:
    whole = {"local_authority": None, "tier": None, "outcome": None, "cases": 30}
    one = {"local_authority": "Corvendale", "tier": 2, "outcome": "declined", "cases": 12}
    month = {"month": "2026-05-01", "counted_on": "2026-06-02", "counts": [whole, one]}
    file.folder.mkdir()
    file.path.write_text(json.dumps({"form": 1, "months": [month]}), encoding="utf-8")
    assert len(file.read()[0][0].counts) == 2
    one |= changed
    file.path.write_text(json.dumps({"form": 1, "months": [month]}), encoding="utf-8")
    with pytest.raises(Exception, match="is not as the desk wrote it"):
        file.read()


def test_the_command_counts_and_says_so(data: Path) -> None:
    folder = DataFolder(data)
    store = open_store(f"sqlite:///{folder.desk_database}")
    # By the machine's clock, as the command goes: at least one month is over.
    began = machine_clock().now() - timedelta(days=40)
    Bench(store, began).officer("Robin Vale")
    store.close()
    for expected in (" is counted: 0 counts may be shown.", "Every month that is over has been counted."):
        answer = CliRunner().invoke(main, ["case-counts", "--data", str(data)])
        assert answer.exit_code == 0, answer.output
        assert expected in answer.output
    assert CaseCountsFile(folder.casework).read()[0]
