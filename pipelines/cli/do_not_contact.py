"""``welfare-monitor do-not-contact``: objections to contact, with a day on which each is looked at again.

Belongs here: recording, listing and lifting them, in words. Does not belong here: what follows from one
(pipelines/casework_port.py), and the record (pipelines/casework_file.py).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipelines.casework_port import Casework, open_casework, reached_schools, reviews_due
from pipelines.cli.common import URN, console, data_option, day_in_words, print_json, show, show_pairs
from pipelines.clock import machine_clock
from pipelines.layout import DataFolder
from pipelines.plain_text import plain
from pipelines.settings import BadUsage, parse_day
from pipelines.texts import in_words, say, say_counted

if TYPE_CHECKING:
    from rich.console import Console

    from pipelines.casework_port import Entry

_reason_option = click.option(
    "--reason", required=True, help="Why, in a few words: no name, and nothing about anybody's health."
)
_by_option = click.option("--by", required=True, help="Who decides: a role or a name in your organisation.")


@click.group(epilog="Example: welfare-monitor do-not-contact list")
def do_not_contact() -> None:
    """Record that a school is not to be contacted; list such objections, or lift one.

    The school leaves `welfare-monitor flags`, flag_list.csv and flag_list.xlsx at once, and stays off them
    until the objection is lifted, also when its review is overdue. Lists say how many schools they leave
    out, and do not name them. The published tables stay whole. Every entry is kept, with who and when.
    """


@do_not_contact.command()
@click.argument("urn", type=URN)
@_reason_option
@click.option("--review-on", metavar="YYYY-MM-DD", required=True, help="When it is to be looked at again.")
@_by_option
@click.option("--unlisted", is_flag=True, help="The school is in no published list yet: the number is right.")
@data_option
def add(urn: int, reason: str, review_on: str, by: str, unlisted: bool, data: Path) -> None:
    """Record an objection, or give the one in force another day of review.

    \b
    Example:
        welfare-monitor do-not-contact add 900101 --reason "Asked by letter" \\
            --review-on 2027-03-31 --by "Duty officer"
    """
    day = parse_day(review_on, "--review-on")
    if day is None:
        raise BadUsage(say("do_not_contact.says_why_and_who"))
    casework = open_casework(DataFolder(data))
    school = _school(data, urn, unlisted=unlisted)
    stood = urn in casework.objections()
    casework.add(urn, review_on=day, reason=reason, by=by, decided_at=machine_clock().now())
    told = "do_not_contact.moved" if stood else "do_not_contact.recorded"
    _say_done(data, casework, say(told, school, in_words(day)))


@do_not_contact.command()
@click.argument("urn", type=URN)
@_reason_option
@_by_option
@data_option
def lift(urn: int, reason: str, by: str, data: Path) -> None:
    """End an objection: the school is on the lists again where the published data give it.

    \b
    Example:
        welfare-monitor do-not-contact lift 900101 --reason "New head asks for contact" --by "Duty officer"
    """
    casework = open_casework(DataFolder(data))
    casework.lift(urn, reason=reason, by=by, decided_at=machine_clock().now())
    _say_done(data, casework, say("do_not_contact.lifted", _school(data, urn, unlisted=True)))


@do_not_contact.command("list")
@click.option("--history", is_flag=True, help="Every entry ever made, lifted objections too.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@data_option
def list_objections(history: bool, form: str, data: Path) -> None:
    """List objections in force, those first that are due for review.

    \b
    Example:
        welfare-monitor do-not-contact list
    """
    casework = open_casework(DataFolder(data))
    entries = casework.entries()
    names, reached = _published(data, {entry.urn for entry in entries if entry.urn})
    due = reviews_due(casework, machine_clock().today(), reached)
    objections = sorted(casework.objections().values(), key=lambda o: (o.urn not in due, o.review_on, o.urn))
    if form == "json":
        print_json(
            [asdict(entry) for entry in entries]
            if history
            else [asdict(objection) | {"review_due": due.get(objection.urn)} for objection in objections]
        )
        return
    out = console()
    if history:
        for entry in entries:
            if entry.decision == "forget":
                show_pairs(out, _entry_pairs(entry), indent=0)
                show(out, "")
            else:
                _print_entry(out, names, entry.urn, _entry_pairs(entry))
        return
    for objection in objections:
        pairs = [
            ("Recorded", in_words(objection.since)),
            ("Review", in_words(objection.review_on)),
            *([("Now", due[objection.urn])] if objection.urn in due else []),
            ("Why", plain(objection.reason)),
            ("By", plain(objection.by)),
        ]
        _print_entry(out, names, objection.urn, pairs)
    show(
        out,
        say_counted("do_not_contact.count", len(objections)) if objections else say("do_not_contact.nobody"),
    )
    if due:
        show(out, say_counted("do_not_contact.due_here", len(due)))


def _print_entry(out: Console, names: dict[int, str], urn: int, pairs: list[tuple[str, str]]) -> None:
    from rich.text import Text

    show(out, Text.assemble((plain(names.get(urn) or say("do_not_contact.no_name")), "bold"), f"  URN {urn}"))
    show_pairs(out, pairs)
    show(out, "")


def _entry_pairs(entry: Entry) -> list[tuple[str, str]]:
    review = [("Review", in_words(entry.review_on))] if entry.review_on else []
    return [
        (f"Entry {entry.sequence}", f"{entry.decision}, {day_in_words(entry.decided_at)}"),
        *review,
        ("Why", plain(entry.reason)),
        ("By", plain(entry.by)),
    ]


def _say_done(data: Path, casework: Casework, told: str) -> None:
    """Bring the published files up to the decision, and say what was done."""
    from pipelines.warehouse.lists import refresh_lists
    from pipelines.warehouse.publish import published_build

    out = console()
    show(out, told)
    build = published_build(DataFolder(data))
    if build is not None and refresh_lists(build, casework):
        show(out, say("do_not_contact.lists_rewritten"))


def _school(data: Path, urn: int, *, unlisted: bool) -> str:
    """A school in words: ``Elmwhistle Primary School, URN 900101``; raises BadUsage for an unknown one."""
    names, _ = _published(data, {urn})
    if urn not in names and not unlisted:
        raise BadUsage(say("do_not_contact.not_known", urn))
    return f"{plain(names[urn])}, URN {urn}" if names.get(urn) else f"URN {urn}"


def _published(data: Path, urns: Collection[int]) -> tuple[dict[int, Any], dict[int, list[int]]]:
    """What the published build knows of schools: names of those that it knows (None where it knows no name),
    and the URNs at which each is found today. Neither where nothing has been published."""
    from pipelines.database import read_rows
    from pipelines.warehouse.published import PublishedUnavailable, open_published

    try:
        with open_published(data) as connection:
            rows = read_rows(connection, "casework/school_name", urns=list(urns))
            reached = reached_schools(connection, urns)
    except PublishedUnavailable:
        return {}, {}
    return {row["urn"]: row["name"] for row in rows if row["is_known"]}, reached
