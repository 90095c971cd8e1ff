"""Which Python the environment is built with: one that can, and a fast one before a slow one."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from pipelines.settings import PROJECT_ROOT

INTERPRETER = PROJECT_ROOT / "deploy" / "interpreter.py"


def rank(capsys: pytest.CaptureFixture[str]) -> str:
    runpy.run_path(str(INTERPRETER))
    return capsys.readouterr().out.strip()


@pytest.mark.parametrize(
    ("compiled_with", "prefix", "expected"),
    [
        ("'--prefix=/opt/python' '--enable-optimizations'", "/opt/python", "0"),
        ("'--without-ensurepip'", "/usr", "0"),
        ("'--prefix=/opt/python'", "/opt/python", "1"),
        (None, "/opt/python", "1"),
    ],
    ids=["optimised", "a distribution's", "compiled without", "not said"],
)
def test_one_that_was_compiled_with_optimisations_comes_first(
    compiled_with: str | None,
    prefix: str,
    expected: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sysconfig, "get_config_var", lambda name: compiled_with)
    monkeypatch.setattr(sys, "base_prefix", prefix)
    assert rank(capsys) == expected


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 10, 13), (3, 15, 0)])
def test_one_that_is_too_old_or_too_new_is_not_chosen(
    version: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(INTERPRETER))
    assert ended.value.code == 1


def test_one_that_cannot_build_an_environment_is_not_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(INTERPRETER))
    assert ended.value.code == 1


def chosen(folder: Path, **interpreters: str) -> str:
    """What make chooses where these stand first in PATH, each a line of shell in the place of a Python."""
    for name, does in interpreters.items():
        path = folder / name.replace("_", ".")
        path.write_text(f"#!/bin/sh\n{does}\n")
        path.chmod(0o755)
    asking = folder / "asking.mk"
    asking.write_text("asked:\n\t@echo '$(PYTHON)'\ninclude Makefile\n")
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHON", "MAKEFLAGS")}
    environment["PATH"] = f"{folder}:{environment['PATH']}"
    told = subprocess.run(
        ["make", "-s", "-f", str(asking), "asked"],
        cwd=PROJECT_ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return told.stdout.strip()


def test_make_takes_the_first_of_the_fast_ones(tmp_path: Path) -> None:
    slow, fast, unable = "echo 1", "echo 0", "exit 1"
    assert chosen(tmp_path, python3=fast, python3_14=fast) == "python3"
    assert chosen(tmp_path, python3=slow, python3_14=fast, python3_13=fast) == "python3.14"
    assert chosen(tmp_path, python3=unable, python3_14=unable, python3_13=fast) == "python3.13"
