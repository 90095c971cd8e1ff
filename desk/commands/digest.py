"""``welfare-monitor digest``: the morning digest to each officer, and to the team's channels.

Belongs here: options, and what is printed. Does not belong here: what a digest says and how it is sent
(desk/digest).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.cli.common import console, data_option, show
from pipelines.clock import machine_clock
from pipelines.settings import BadUsage
from pipelines.texts import say

if TYPE_CHECKING:
    from desk.digest.counts import Morning, Recipient
    from desk.digest.message import Message
    from desk.settings import DeskSettings
    from desk.store.database import Store
    from pipelines.clock import Clock

DEGRADED = 3


@click.command(epilog="Mail server, channels, and a timer for every morning: docs/desk.md.")
@click.option("--dry-run", is_flag=True, help="Show what would be sent. Nothing is sent or recorded.")
@click.option(
    "--address",
    metavar="URL",
    default="",
    show_default="WELFARE_MONITOR_DESK_ADDRESS, else this machine alone",
    help="Where officers reach the desk, for the links.",
)
@data_option
def digest(dry_run: bool, address: str, data: Path) -> None:
    """Send each officer their morning digest: counts and links, where there is something to say.

    \b
    Examples:
        welfare-monitor digest --dry-run
        welfare-monitor digest --address https://desk.example.org

    Nobody gets two on one day: a run that was stopped is simply called again, and sends the rest. Officers
    who switched it off on the page of their account get none.
    """
    from desk.commands.common import opened_store
    from desk.settings import DeskSettings

    settings = DeskSettings.read(data, address=address)
    with opened_store(settings) as store:
        clock = machine_clock()
        if dry_run:
            show_digests(settings, store, clock)
        else:
            send_digests(settings, store, clock)


def show_digests(settings: DeskSettings, store: Store, clock: Clock) -> None:
    """Print what would be sent."""
    from desk.digest.sending import officers, team

    morning, out, is_quiet = _morning(settings, store, clock), console(), True
    for recipient in [*officers(store), team(store)]:
        if message := _words(settings, recipient, morning):
            is_quiet = False
            show(out, say("desk.digest.command.would", recipient.name))
            show(out, message.subject, indent=4)
            for line in message.text.splitlines():
                show(out, line, indent=4)
    if is_quiet:
        show(out, say("desk.digest.command.nothing"))


def send_digests(settings: DeskSettings, store: Store, clock: Clock) -> None:
    """Send what there is to say and print what became of it. Raises BadUsage, ClickException; ends the
    command as degraded where somebody's was not taken."""
    from desk.casework.awaited import join_published
    from desk.casework.keeping_up import KeepingUp
    from desk.casework.rules import CaseworkRules
    from desk.digest import sending
    from desk.digest.post import CHANNELS_VARIABLE, MailServer
    from pipelines.casework_port import open_case_counts
    from pipelines.channels import Channels

    server, channels = MailServer.of(settings.organisation), Channels.of(CHANNELS_VARIABLE)
    if server is None and channels is None:
        raise BadUsage(
            "Nothing says where a digest goes: name a mail server under [digest] of your settings, or "
            "channels in WELFARE_MONITOR_DESK_DIGEST_CHANNELS. docs/desk.md shows both."
        )
    morning, out = _morning(settings, store, clock), console()
    rules = CaseworkRules.of(settings.organisation)
    keeping_up = KeepingUp(store, rules, open_case_counts(settings.data))
    keeping_up.up_to(morning.facts, clock.now(), morning.today)
    join_published(store, morning.facts, clock.now())
    recipients = []
    if server is not None:
        for officer in sending.officers(store):
            if "@" in officer.address:
                recipients.append(officer)
            else:
                show(out, say("desk.digest.command.no_address", officer.name))
    if channels is not None:
        recipients.append(sending.team(store))

    def put(recipient: Recipient, message: Message) -> None:
        if recipient.officer_id is None:
            assert channels is not None
            channels.send(message.subject, message.text)
        else:
            assert server is not None
            server.send(recipient.address, message)

    def words(recipient: Recipient, morning: Morning) -> Message | None:
        return _words(settings, recipient, morning)

    is_degraded = False
    try:
        for became in sending.send_all(morning, recipients, put, words, clock.now):
            show(out, say(f"desk.digest.command.{became.fate}", became.recipient.name, became.why))
            is_degraded |= became.fate in (sending.Fate.REFUSED, sending.Fate.NOT_KNOWN)
    except sending.Stopped as stopped:
        name, why = stopped.recipient.name, stopped.why
        raise click.ClickException(say("desk.digest.command.stopped", name, why)) from stopped
    if is_degraded:
        sys.exit(DEGRADED)


def _morning(settings: DeskSettings, store: Store, clock: Clock) -> Morning:
    from desk.digest.counts import Morning
    from desk.facts import PublishedFacts

    facts = PublishedFacts(settings.data).current()
    long_after = settings.organisation["awaited"]["long_after_working_days"]
    return Morning(store, facts, clock.today(), long_after)


def _words(settings: DeskSettings, recipient: Recipient, morning: Morning) -> Message | None:
    from desk.digest.message import in_words

    found = morning.digest(recipient)
    if not found.counts:
        return None
    return in_words(
        recipient,
        found,
        address=settings.address,
        organisation=settings.organisation["organisation"]["name"],
        names_schools=settings.organisation["digest"]["names_schools"],
    )
