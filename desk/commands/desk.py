"""``welfare-monitor desk``: the officers' desk, until it is stopped.

Belongs here: where it listens, what it logs, and the first sign-in of a new desk. Does not belong here: any
page (desk/pages).
"""

from __future__ import annotations

import ipaddress
import logging
import socket
import sys
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.cli.common import data_option
from pipelines.clock import machine_clock
from pipelines.settings import BadUsage
from pipelines.texts import say

if TYPE_CHECKING:
    from desk.settings import DeskSettings


@click.command(epilog="Accounts: welfare-monitor officer. Settings, sign-in, a proxy for TLS: docs/desk.md.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port to listen on."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--address",
    metavar="URL",
    default="",
    show_default="WELFARE_MONITOR_DESK_ADDRESS, else this machine alone",
    help="Where officers reach the desk, for example https://desk.example.org.",
)
@data_option
def desk(port: int, host: str, address: str, data: Path) -> None:
    """Open the officers' desk: the web application in which they see the list and note what they did.

    \b
    Examples:
        welfare-monitor desk
        welfare-monitor desk --port 8080 --address https://desk.example.org

    It serves this machine alone. For other machines put a proxy with TLS before it, and name the address
    that officers open. On a new desk it prints a link that signs the first administrator in, once. Ctrl-C
    ends it after what is being answered.
    """
    from desk.application import open_desk
    from desk.commands.common import one_time_good_for, opened_store
    from desk.security import accounts, one_time
    from desk.server import server_of
    from desk.settings import DeskSettings
    from pipelines.warehouse.publish import published_build

    settings = DeskSettings.read(data, address=address, default_address=f"http://127.0.0.1:{port}")
    _require_a_safe_place(host, settings)
    clock = machine_clock()
    _log_to_standard_error()
    with _listening(host, port) as listening:
        with opened_store(settings) as store, store.write() as session:
            good_for = one_time_good_for(settings)
            token = accounts.first_sign_in(session, good_for, clock.now())
        server = server_of(open_desk(settings, clock))
        click.echo(say("desk.command.open", settings.address, data))
        if published_build(settings.data) is None:
            click.echo(say("desk.command.nothing_published", data))
        if token is not None:
            hours = good_for.total_seconds() / 3600
            click.echo(
                say("desk.command.first_sign_in", one_time.link(settings.address, token), f"{hours:g}")
            )
        # uvicorn raises Ctrl-C again after it has stopped: to no effect where SIGINT was ignored before,
        # as in what a shell runs in the background.
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listening])
        click.echo(say("desk.command.closed"), err=True)


def _require_a_safe_place(host: str, settings: DeskSettings) -> None:
    """Passwords and flags do not go over a network without TLS. Raises BadUsage."""
    if settings.is_secure or _is_loopback(host):
        return
    raise BadUsage(
        f"The desk does not listen on {host}: passwords and flags would cross the network in the open. Let a"
        " proxy with TLS stand before it, and name the address that officers open: "
        "--address https://desk.example.org. docs/desk.md shows one."
    )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _listening(host: str, port: int) -> socket.socket:
    """A socket that is bound, before anything else is done. Raises ClickException."""
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with ExitStack() as unless_bound:
            listening = unless_bound.enter_context(socket.socket(family, kind, protocol))
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(where)
            unless_bound.pop_all()
    except OSError as error:
        raise click.ClickException(
            f"The desk cannot listen on {host}, port {port} ({error.strerror}). Name another: --port."
        ) from error
    return listening


def _log_to_standard_error() -> None:
    """A line for each answer, and what went wrong; addresses stand there without what follows a ``?``."""
    told = logging.StreamHandler(sys.stderr)
    told.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    for name, level in (("desk", logging.INFO), ("pipelines", logging.WARNING), ("uvicorn", logging.WARNING)):
        ours = logging.getLogger(name)
        ours.addHandler(told)
        ours.setLevel(level)
        ours.propagate = False
