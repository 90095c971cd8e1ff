"""How much is tried: a few of each in ``make test``, everything in ``make faults``.

Does not belong here: how often the desk is killed (tests/desk/test_killed.py).
"""

from __future__ import annotations

import os

import pytest

_SAID = os.environ.get("WELFARE_MONITOR_NIGHT_KILLS")

#: How often the nightly command is killed at a moment that is drawn.
KILLS = int(_SAID or 2)

#: For a case that resembles one that ``make test`` tries.
only_in_make_faults = pytest.mark.skipif(not _SAID, reason="one of several alike: make faults tries them all")
