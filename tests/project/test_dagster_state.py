"""dagster.yaml: every part of it loads, and nothing is kept where a command happens to run."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pytest

from pipelines.settings import PROJECT_ROOT


@dg.asset
def counted() -> int:
    """Something to materialise."""
    return 1


def test_state_stays_in_its_folder_wherever_a_command_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state, elsewhere = tmp_path / "state", tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    monkeypatch.setenv("WELFARE_MONITOR_DAGSTER_STATE", str(state))
    before = set(PROJECT_ROOT.iterdir())

    with dg.DagsterInstance.from_config(str(PROJECT_ROOT)) as instance:
        # Each is made when first asked for: a misspelt class name is found here and not by the daemon.
        parts = (instance.run_coordinator, instance.run_launcher, instance.scheduler)
        assert all(parts)
        assert not instance.telemetry_enabled
        assert instance.run_monitoring_enabled
        assert dg.materialize([counted], instance=instance).success
        assert instance.get_runs_count() == 1
        kept = Path(instance.storage_directory())

    assert kept.is_relative_to(state)
    assert list(state.rglob("runs.db"))
    assert not list(elsewhere.iterdir())
    assert set(PROJECT_ROOT.iterdir()) == before
