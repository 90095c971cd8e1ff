"""``welfare-monitor officer``: who may sign in to the desk, from the machine that it runs on.

Belongs here: options, and what is printed. Does not belong here: what may be done with an account
(desk/security/accounts.py). No password is ever given or shown here: an officer chooses it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.cli.common import console, data_option, show
from pipelines.clock import machine_clock
from pipelines.settings import BadUsage
from pipelines.texts import say

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.security.accounts import By
    from desk.settings import DeskSettings
    from desk.store.models import Officer

ROLES = ("officer", "lead", "administrator")
_address_option = click.option(
    "--address",
    metavar="URL",
    default="",
    show_default="WELFARE_MONITOR_DESK_ADDRESS, else this machine alone",
    help="Where officers reach the desk, for the link.",
)


@click.group()
def officer() -> None:
    """Who may sign in to the desk: add an account, list them, disable one, give a new sign-in.

    \b
    For example:
        welfare-monitor officer add robin.vale@example.org --name "Robin Vale"
        welfare-monitor officer list

    Administrators do the same on the desk itself, under Officers.
    """


@officer.command("add")
@click.argument("sign_in_name")
@click.option("--name", "display_name", required=True, help="The name that colleagues see.")
@click.option("--role", type=click.Choice(ROLES), default="officer", show_default=True, help="What they may.")
@click.option("--region", "regions", multiple=True, help="A region that they cover; again for more.")
@click.option("--local-authority", "authorities", multiple=True, help="An authority that they cover.")
@click.option("--trust", "trusts", multiple=True, metavar="UID", help="A trust that they cover.")
@click.option(
    "--organisation", is_flag=True, help="The organisation's own sign-in lets them in; no password."
)
@_address_option
@data_option
def add(
    sign_in_name: str,
    display_name: str,
    role: str,
    regions: tuple[str, ...],
    authorities: tuple[str, ...],
    trusts: tuple[str, ...],
    organisation: bool,
    address: str,
    data: Path,
) -> None:
    """Add an account, and print a link that signs its person in once.

    \b
    Examples:
        welfare-monitor officer add robin.vale@example.org --name "Robin Vale"
        welfare-monitor officer add sam.reed@example.org --name "Sam Reed" --role lead --region "North West"

    Without a region, authority or trust the account covers all of England. The person chooses a password
    when they first sign in.
    """
    from desk.commands.common import opened_store
    from desk.security import accounts
    from desk.security.areas import read_areas
    from desk.security.roles import Role
    from desk.settings import DeskSettings

    settings = DeskSettings.read(data, address=address)
    wanted = {"region": regions, "local_authority": authorities, "trust": trusts}
    areas = [(kind, value) for kind, values in wanted.items() for value in values]
    if areas:
        known = read_areas(settings.data)
        for kind, value in areas:
            known.require(kind, value)
    by = accounts.By(None, machine_clock().now())
    with opened_store(settings) as store, store.write() as session:
        added = accounts.add(
            session,
            sign_in_name=sign_in_name,
            display_name=display_name,
            role=Role.named(role),
            areas=areas,
            by=by,
        )
        if organisation:
            told = say("desk.command.added_for_the_organisation", added.sign_in_name)
        else:
            told = _new_sign_in(session, settings, added, by)
    click.echo(told)


@officer.command("list")
@data_option
def list_officers(data: Path) -> None:
    """List the accounts: name, role, areas, and whether each can sign in.

    \b
    Example:
        welfare-monitor officer list
    """
    from rich.table import Table
    from sqlalchemy import select

    from desk.commands.common import opened_store
    from desk.security import accounts
    from desk.settings import DeskSettings
    from desk.store.models import Officer

    table = Table(*(say(f"desk.officers.{column}") for column in ("name", "who", "role", "areas", "state")))
    now = machine_clock().now()
    with opened_store(DeskSettings.read(data)) as store, store.read() as session:
        for known in session.scalars(select(Officer).order_by(Officer.sign_in_name)):
            areas = accounts.areas_of(session, known.officer_id)
            table.add_row(
                known.sign_in_name,
                known.display_name,
                say(f"desk.officers.roles.{known.role}"),
                ", ".join(value for _, value in areas) or say("desk.officers.all_of_england"),
                say(f"desk.officers.states.{accounts.state_of(known, now)}"),
            )
    show(console(), table)


@officer.command("disable")
@click.argument("sign_in_name")
@data_option
def disable(sign_in_name: str, data: Path) -> None:
    """Let an account sign in no more; what it did stays readable.

    \b
    Example:
        welfare-monitor officer disable robin.vale@example.org
    """
    from desk.commands.common import opened_store
    from desk.security import accounts
    from desk.settings import DeskSettings

    with opened_store(DeskSettings.read(data)) as store, store.write() as session:
        known = _known(session, sign_in_name)
        accounts.disable(session, known, by=accounts.By(None, machine_clock().now()))
        told = say("desk.command.disabled", known.sign_in_name)
    click.echo(told)


@officer.command("reset")
@click.argument("sign_in_name")
@_address_option
@data_option
def reset(sign_in_name: str, address: str, data: Path) -> None:
    """Print a new link that signs an account in once; its password and sessions end at once.

    \b
    Example:
        welfare-monitor officer reset robin.vale@example.org
    """
    from desk.commands.common import opened_store
    from desk.security import accounts
    from desk.settings import DeskSettings

    settings = DeskSettings.read(data, address=address)
    with opened_store(settings) as store, store.write() as session:
        known = _known(session, sign_in_name)
        told = _new_sign_in(session, settings, known, accounts.By(None, machine_clock().now()))
    click.echo(told)


def _known(session: Session, sign_in_name: str) -> Officer:
    from desk.security.sign_in import officer_named

    known = officer_named(session, sign_in_name)
    if known is None:
        raise BadUsage(f"No account is named {sign_in_name!r}: welfare-monitor officer list shows them.")
    return known


def _new_sign_in(session: Session, settings: DeskSettings, known: Officer, by: By) -> str:
    from desk.commands.common import one_time_good_for
    from desk.security import accounts, one_time

    good_for = one_time_good_for(settings)
    token = accounts.reset(session, known, good_for, by=by)
    hours = f"{good_for.total_seconds() / 3600:g}"
    return say("desk.command.one_time", known.sign_in_name, one_time.link(settings.address, token), hours)
