"""How much is tried: a few of each in ``make test``, everything in ``make faults``.

Does not belong here: how often the desk is killed (tests/desk/test_killed.py).
"""

from __future__ import annotations

import os
from collections.abc import Iterable

import pytest

from tests.faults.catalogue import faults

_SAID = os.environ.get("WELFARE_MONITOR_NIGHT_KILLS")

#: How often the nightly command is killed at a moment that is drawn; ``make test`` does not.
KILLS = int(_SAID or 0)

#: For a test that resembles one that ``make test`` runs, or that costs several nights. Continuous integration
#: runs these after ``make test``; the catalogue of faults has to name each (tests/conftest.py).
only_in_make_faults = pytest.mark.only_in_make_faults


def leave_to_make_faults(items: Iterable[pytest.Item]) -> None:
    """Skip what is only tried in ``make faults``, saying so.

    Raises pytest.UsageError for a test that no fault names: it would be run by nobody.
    """
    named = {test for fault in faults() for test in fault.tests}
    for item in items:
        if item.get_closest_marker(only_in_make_faults.name) is None:
            continue
        if not {item.nodeid, item.nodeid.partition("[")[0]} & named:
            raise pytest.UsageError(
                f"{item.nodeid} is left to make faults, and no fault of reference/faults.toml names it."
            )
        if not _SAID:
            item.add_marker(pytest.mark.skip(reason="one of several alike, or costly: make faults tries it"))
