"""How a night shares its machine with the people who work at it.

Belongs here: the place of this process among others. Does not belong here: how many threads a step uses, and
memory.
"""

from __future__ import annotations

import os
from contextlib import suppress

#: As ``nice`` counts: 0 is everybody's, 19 the last.
LAST_IN_LINE = 10


def give_way() -> None:
    """Let everything else on this machine go first, from now on and for processes begun from here.

    A night that takes a minute longer harms nobody; an officer who waits for a page does. It costs nothing
    where nobody else wants the processor.
    """
    behind = os.getpriority(os.PRIO_PROCESS, 0)
    # Some containers do not allow it: then the night runs as it would have.
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, 0, max(behind, LAST_IN_LINE))
