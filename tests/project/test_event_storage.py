"""Dagster's events in one SQLite file: what belongs together is written together."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.definitions.asset_checks.asset_check_evaluation import AssetCheckEvaluationPlanned

from assets.event_storage import KeptOpenEventLogStorage

RUN = "run of a test"


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[KeptOpenEventLogStorage]:
    storage = KeptOpenEventLogStorage.from_config_value(None, {"base_dir": str(tmp_path)})
    yield storage
    storage.dispose()


def test_an_event_and_the_row_of_its_check_are_both_there(storage: KeptOpenEventLogStorage) -> None:
    storage.store_event(_planned())
    assert len(storage.get_logs_for_run(RUN)) == 1
    assert len(storage.get_asset_check_execution_history(_planned_key(), limit=5)) == 1


def test_an_event_without_the_row_of_its_check_is_not_kept(
    storage: KeptOpenEventLogStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(event: dg.EventLogEntry, event_id: int | None) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(storage, "store_asset_check_event", full)
    with pytest.raises(OSError, match="disk full"):
        storage.store_event(_planned())
    monkeypatch.undo()
    assert len(storage.get_logs_for_run(RUN)) == 0
    storage.store_event(_planned())
    assert len(storage.get_logs_for_run(RUN)) == 1


def test_another_thread_is_not_in_the_transaction(storage: KeptOpenEventLogStorage) -> None:
    seen: list[int] = []
    with storage._connect():
        storage.store_event(_planned())
        reader = threading.Thread(target=lambda: seen.append(len(storage.get_logs_for_run(RUN))))
        reader.start()
        reader.join()
    assert seen == [0]
    assert len(storage.get_logs_for_run(RUN)) == 1


def _planned_key() -> dg.AssetCheckKey:
    return dg.AssetCheckKey(dg.AssetKey("school"), "has_rows")


def _planned() -> dg.EventLogEntry:
    key = _planned_key()
    kind = dg.DagsterEventType.ASSET_CHECK_EVALUATION_PLANNED.value
    event = dg.DagsterEvent(
        event_type_value=kind,
        job_name="nightly",
        event_specific_data=AssetCheckEvaluationPlanned(asset_key=key.asset_key, check_name=key.name),
    )
    return dg.EventLogEntry(
        error_info=None,
        user_message="",
        level=20,
        run_id=RUN,
        timestamp=0.0,
        job_name="nightly",
        dagster_event=event,
    )
