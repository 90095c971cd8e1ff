"""Imports that are put off: the module is there, and runs once something of it is asked for."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

from pipelines.warehouse.checking.imported_later import imported_later

HEAVY = "welfare_monitor_heavy"
LIGHT = "welfare_monitor_light"


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two invented modules that leave a file behind when they run; one imports the other."""
    for name, imports in ((HEAVY, ""), (LIGHT, f"import {HEAVY}\n")):
        ran = tmp_path / f"{name}.ran"
        (tmp_path / f"{name}.py").write_text(f"{imports}open({str(ran)!r}, 'w').close()\nVALUE = {name!r}\n")
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def test_a_module_that_nobody_asks_for_never_runs(modules: Path) -> None:
    with imported_later(HEAVY):
        import_module(LIGHT)
    assert (modules / f"{LIGHT}.ran").exists()
    assert not (modules / f"{HEAVY}.ran").exists()


def test_a_module_that_is_asked_for_is_whole(modules: Path) -> None:
    with imported_later(HEAVY):
        light = import_module(LIGHT)
    assert getattr(light, HEAVY).VALUE == HEAVY
    assert (modules / f"{HEAVY}.ran").exists()


def test_outside_of_it_imports_are_what_they_were(modules: Path) -> None:
    with imported_later(HEAVY):
        pass
    import_module(HEAVY)
    assert (modules / f"{HEAVY}.ran").exists()


def test_a_module_that_is_not_installed_is_still_missed(modules: Path) -> None:
    with imported_later("welfare_monitor_absent"), pytest.raises(ModuleNotFoundError):
        import_module("welfare_monitor_absent")
