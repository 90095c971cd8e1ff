"""Two programs that open Dagster's records at one moment, where none have been made yet."""

from __future__ import annotations

import multiprocessing
from multiprocessing.connection import Connection
from pathlib import Path

import dagster as dg
import pytest

from assets.made_once import made_by_one
from pipelines.settings import PROJECT_ROOT

PATIENCE = 60.0
STATE = "WELFARE_MONITOR_DAGSTER_STATE"


def open_records(state: Path, told: Connection) -> None:
    """In a process of its own: say that one begins, open the records, and look into each."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(STATE, str(state))
        told.send("begun")
        with dg.DagsterInstance.from_config(str(PROJECT_ROOT)) as instance:
            assert instance.get_runs_count() == 0
            assert instance.all_asset_keys() == []
            assert instance.all_instigator_state() == []


def test_two_that_begin_at_one_moment_make_one_set_of_records(tmp_path: Path) -> None:
    state = tmp_path / "dagster"
    context = multiprocessing.get_context("spawn")
    begun, told = context.Pipe(duplex=False)
    ours = [context.Process(target=open_records, args=(state, told)) for _ in range(2)]
    with made_by_one({"base_dir": str(state)}):
        for process in ours:
            process.start()
        for _ in ours:
            assert begun.poll(PATIENCE)
            assert begun.recv() == "begun"
        # Nobody gets past the lock; with it gone both go on at one moment.
        ours[0].join(timeout=0.5)
        assert [process.exitcode for process in ours] == [None, None]
        assert not list(state.glob("*.db"))
    for process in ours:
        process.join(PATIENCE)
    assert [process.exitcode for process in ours] == [0, 0]


def test_events_whose_file_a_killed_process_left_empty_are_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(STATE, str(tmp_path))
    (tmp_path / "event_log.db").touch()
    with dg.DagsterInstance.from_config(str(PROJECT_ROOT)) as instance:
        assert instance.all_asset_keys() == []
