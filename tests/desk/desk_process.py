"""A desk in a process of its own, to be killed.

Belongs here: the process. Does not belong here: any test. It is forked from one that has loaded the program,
so that a start costs a tenth of a second.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path

_FORKING = multiprocessing.get_context("forkserver")
_FORKING.set_forkserver_preload(["tests.desk.desk_process", "desk.application", "uvicorn", "duckdb"])


@dataclass(frozen=True)
class DeskProcess:
    """A desk that runs on its own."""

    address: str
    process: BaseProcess

    def kill(self) -> None:
        """As when the machine loses its power, but for the disk."""
        assert self.process.pid is not None
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.join(10)
        assert self.process.exitcode == -signal.SIGKILL


@contextmanager
def desk_process(data: Path) -> Iterator[DeskProcess]:
    """A desk over a data folder, ended when the block is, at the latest."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        process = _FORKING.Process(target=_run, args=(data, listening), daemon=True)
        process.start()
        port = listening.getsockname()[1]
    try:
        yield DeskProcess(f"http://127.0.0.1:{port}", process)
    finally:
        process.kill()
        process.join(10)


def _run(data: Path, listening: socket.socket) -> None:
    import uvicorn

    from desk.application import create_application, open_desk
    from desk.settings import DeskSettings
    from tests.desk.served import Now

    settings = DeskSettings.read(data, environment={})
    application = create_application(open_desk(settings, Now().clock()))
    server = uvicorn.Server(uvicorn.Config(application, log_config=None, log_level="critical", ws="none"))
    server.run(sockets=[listening])
