"""Where the older DuckDB clients stand that ``make clients`` fetches."""

from __future__ import annotations

import pytest

from pipelines.settings import PROJECT_ROOT


def client(name: str, program: str) -> str:
    """The path of a program in a client's environment; skips, saying so, where it was not fetched."""
    path = PROJECT_ROOT / ".clients" / name / "bin" / program
    if not path.exists() or not (path.parent.parent / "ready").exists():
        pytest.skip(f"{name} is not on this machine: make clients fetches it")
    return str(path)
