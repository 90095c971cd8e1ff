"""How the command ends: at once, rather than by taking everything apart.

Belongs here: the end of a process whose work is done and on the disk. Does not belong here: exit codes (cli).
"""

from __future__ import annotations

import atexit
import os
import sys
import threading
from multiprocessing import parent_process


def leave_at_once(code: int) -> None:
    """End this process with ``code``, after all that was registered for its end. Returns, for an ordinary
    end, where another thread still works, in a process that another one began, and where what was printed
    has no reader any more.

    Python would free a night's hundreds of thousands of objects one by one before the system takes the
    memory back whole: a tenth of a night with nothing new.
    """
    if parent_process() is not None or any(_is_waited_for(thread) for thread in threading.enumerate()):
        return
    try:
        _flush()
    except (OSError, ValueError):
        return
    atexit._run_exitfuncs()
    _flush()
    os._exit(code)


def _is_waited_for(thread: threading.Thread) -> bool:
    return thread is not threading.main_thread() and not thread.daemon


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
