"""Asks the package index that pip is set up for whether a pinned package has a known fault.

    python deploy/audit_packages.py

Belongs here: reading the lock, asking, and saying what was told. Exit codes: 0 nothing is known, or nothing
could be asked, which is said; 1 a package has a known fault. An index that is a mirror often tells nothing.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import requests

LOCK = Path(__file__).resolve().parent.parent / "requirements.lock"
_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^ ;\\]+)", re.MULTILINE)
_AT_ONCE, _SECONDS = 8, 20


class Fault(NamedTuple):
    """A known fault of one package: the names that advisories give it, and the versions that mend it."""

    package: str
    version: str
    names: tuple[str, ...]
    fixed_in: tuple[str, ...]


def main() -> int:
    """Ask about every package of the lock, and print what was told."""
    index = default_index()
    pins = _PIN.findall(LOCK.read_text(encoding="utf-8"))
    with ThreadPoolExecutor(_AT_ONCE) as asking:
        answers = list(asking.map(lambda pin: ask(index, *pin), pins))
    told = [answer for answer in answers if answer is not None]
    faults = [fault for answer in told for fault in answer]
    for fault in faults:
        mended = f"; mended in {', '.join(fault.fixed_in)}" if fault.fixed_in else ""
        sys.stdout.write(f"{fault.package} {fault.version}: {', '.join(fault.names)}{mended}\n")
    if len(told) < len(pins):
        sys.stdout.write(
            f"The index told nothing of {len(pins) - len(told)} of {len(pins)} packages: those were not "
            "audited.\n"
        )
    else:
        sys.stdout.write(f"{len(pins)} packages, {len(faults)} known faults.\n")
    return 1 if faults else 0


def default_index() -> str:
    """The index that pip asks on this machine, without what follows it in an address of packages."""
    set_up = subprocess.run(
        [sys.executable, "-m", "pip", "config", "get", "global.index-url"],
        capture_output=True,
        text=True,
        check=False,
    )
    index = os.environ.get("PIP_INDEX_URL") or set_up.stdout.strip()
    if not index:
        # Pip's own: no address of an index stands in this repository.
        from pip._internal.models.index import PyPI

        index = str(PyPI.simple_url)
    return index.rstrip("/").removesuffix("/simple")


def ask(index: str, package: str, version: str) -> list[Fault] | None:
    """The known faults of one package; None where the index does not say."""
    try:
        answer = requests.get(f"{index}/pypi/{package}/{version}/json", timeout=_SECONDS)
        answer.raise_for_status()
        return list(_faults(package, version, answer.json()["vulnerabilities"]))
    except (requests.RequestException, ValueError, KeyError, TypeError):
        return None


def _faults(package: str, version: str, told: list[dict[str, Any]]) -> Iterator[Fault]:
    for each in told:
        if not each.get("withdrawn"):
            names = (each["id"], *each.get("aliases", ()))
            yield Fault(package, version, tuple(map(str, names)), tuple(map(str, each.get("fixed_in", ()))))


if __name__ == "__main__":
    sys.exit(main())
