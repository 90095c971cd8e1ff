"""``welfare-monitor backfill``: fetch the history of some schools from the reports site, once.

Belongs here: which schools are meant, what it will cost, and what came of it, in words. Does not belong here:
what is lacking and asking for it (pipelines/sources/reports_site/backfill.py).
"""

from __future__ import annotations

import difflib
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.cli.common import DEGRADED_EXIT, URN, count_in_words, data_option, tell_progress
from pipelines.clock import machine_clock
from pipelines.layout import DataFolder
from pipelines.plain_text import plain
from pipelines.records import read_record
from pipelines.settings import BadUsage, NightSettings, default_sources

if TYPE_CHECKING:
    from pipelines.sources.reports_site.backfill import BackfillAccount, Estimate

MOST_TOLD = 5


@dataclass(frozen=True)
class PublishedSchool:
    """A school of the published database. may_have_page: it is neither closed nor still to open.
    inspections: how many are known."""

    urn: int
    local_authority: str | None
    may_have_page: bool
    inspections: int


@click.command()
@click.option("--urn", "urns", type=URN, multiple=True, help="A school, by its URN; may be given again.")
@click.option("--local-authority", metavar="NAME", help="Every school of a local authority.")
@click.option("--all", "everywhere", is_flag=True, help="Every school: days of asking, at one page a second.")
@click.option("--hours", type=click.FloatRange(min=0, min_open=True), help="Stop after so many hours.")
@click.option("--yes", is_flag=True, help="Start without asking.")
@data_option
def backfill(
    urns: tuple[int, ...],
    local_authority: str | None,
    everywhere: bool,
    hours: float | None,
    yes: bool,
    data: Path,
) -> None:
    """Fetch the history of schools from the reports site, which no night asks for.

    \b
    The pages and reports of two schools:
        welfare-monitor backfill --urn 900101 --urn 900102
    Of one authority, in the hours before the next night:
        welfare-monitor backfill --local-authority Corvendale --hours 16 --yes

    Predecessors that a page names are read too. Closed schools are read where a URN or a page names them.
    What is archived is not asked for again, so a run that was stopped goes on where it was. The next night
    takes in what arrived.
    """
    schools = _published_schools(data)
    chosen = _chosen(schools, urns, local_authority, everywhere)
    settings = _settings(data)
    seconds = _seconds_between_requests(settings)
    tell_progress()
    from pipelines.night import NightRunning

    try:
        needed = _estimate(settings, chosen, {school.urn: school.inspections for school in schools.values()})
        if not needed.requests:
            click.echo("Nothing to fetch: what the site is known to hold of these schools is archived.")
            return
        _say_estimate(needed, len(chosen), seconds)
        if not yes and not click.confirm("Start?"):
            click.echo("Nothing was fetched.")
            return
        account = _run(settings, chosen, hours)
    except NightRunning as error:
        raise click.ClickException(str(error)) from error
    _say_account(account)
    sys.exit(0 if account.is_whole else DEGRADED_EXIT)


def _published_schools(data: Path) -> Mapping[int, PublishedSchool]:
    """The schools that the last published night knows of, by URN; raises PublishedUnavailable."""
    from pipelines.database import read_rows
    from pipelines.warehouse.published import open_published

    with open_published(data) as connection:
        rows = read_rows(connection, "sources/backfill_school")
    return {row["urn"]: PublishedSchool(**row) for row in rows}


def _chosen(
    schools: Mapping[int, PublishedSchool],
    urns: tuple[int, ...],
    local_authority: str | None,
    everywhere: bool,
) -> list[int]:
    """The URNs that are meant, each once; raises BadUsage where that is not clear."""
    if sum((bool(urns), local_authority is not None, everywhere)) != 1:
        raise BadUsage(
            "Say which schools: --urn (once or more), --local-authority or --all, one of the three."
        )
    if urns:
        return list(dict.fromkeys(urns))
    wanted = None if local_authority is None else _authority(schools, local_authority)
    return [
        school.urn
        for school in schools.values()
        if school.may_have_page and wanted in (None, school.local_authority)
    ]


def _authority(schools: Mapping[int, PublishedSchool], name: str) -> str:
    """The local authority as it is spelled in the database."""
    spelled = {
        school.local_authority.casefold(): school.local_authority
        for school in schools.values()
        if school.local_authority
    }
    if name.casefold() in spelled:
        return spelled[name.casefold()]
    near = [spelled[other] for other in difflib.get_close_matches(name.casefold(), spelled)]
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    raise BadUsage(f"No school of the published database is in a local authority {plain(name)!r}.{hint}")


def _settings(data: Path) -> NightSettings:
    """The sources that the folder holds, as a night is told them; raises BadUsage for recorded ones."""
    from pipelines.warehouse.build import read_manifest
    from pipelines.warehouse.publish import published_build

    folder = DataFolder(data)
    kind = (read_record(folder.origin) or {}).get("sources")
    if kind not in ("live", "sample"):
        raise BadUsage(
            f"{data} holds what a recording gave, and a recording has no more to give. Name a folder of live "
            "nights with --data."
        )
    published = read_manifest(published_build(folder))
    # A stand-in for the sample's sites may be running already.
    told = default_sources()
    return NightSettings(
        data=data,
        sources=told if told.partition(":")[0] == kind else kind,
        as_of=published.as_of if published and kind == "sample" else None,
    )


def _seconds_between_requests(settings: NightSettings) -> float:
    """How far requests are kept apart; raises BadUsage where a live run lacks its contact."""
    if settings.sources != "live":
        return 0.0
    from pipelines.sources.politeness import Limits, contact_from_environment, interval_from_environment

    contact_from_environment()
    return interval_from_environment(Limits.from_reference().seconds_between_requests)


def _estimate(settings: NightSettings, urns: list[int], inspections: Mapping[int, int]) -> Estimate:
    """What there is to ask. The folder is held only meanwhile, so that an open question keeps no night
    waiting."""
    from pipelines.archive.archive import Archive
    from pipelines.night import hold_data_folder
    from pipelines.sources.reports_site.backfill import estimate
    from pipelines.sources.reports_site.knowledge import read_site_knowledge
    from pipelines.sources.reports_site.settings import site_settings

    folder = DataFolder(settings.data)
    today = settings.as_of or machine_clock().today()
    with hold_data_folder(folder):
        known = read_site_knowledge(Archive(folder.archive), folder.parsed)
        return estimate(known, site_settings(), urns, inspections, today)


def _run(settings: NightSettings, urns: list[int], hours: float | None) -> BackfillAccount:
    from pipelines.night import open_night
    from pipelines.sources.reports_site.backfill import backfill as read_history
    from pipelines.sources.reports_site.knowledge import read_site_knowledge
    from pipelines.sources.reports_site.settings import site_settings

    until = time.monotonic() + hours * 3600 if hours else float("inf")
    with open_night(settings) as night, night.client() as (client, _):
        return read_history(
            client,
            night.archive,
            read_site_knowledge(night.archive, night.data.parsed),
            site_settings(),
            urns,
            night.clock.today(),
            has_time=lambda: time.monotonic() < until,
        )


def _say_estimate(needed: Estimate, schools: int, seconds: float) -> None:
    click.echo(
        f"{count_in_words(schools, 'school')}: {count_in_words(needed.pages, 'page')} to find and about "
        f"{count_in_words(needed.files, 'report file')} to fetch. What predecessors bring comes on top."
    )
    pace = f"one in {seconds:g} s" if seconds else "without pauses, to this machine"
    click.echo(
        f"About {count_in_words(needed.requests, 'request')}, {pace}: at least "
        f"{_duration(needed.requests * seconds)}."
    )
    click.echo("No night runs meanwhile; the next one catches up. --hours ends a backfill in time for it.")


def _say_account(account: BackfillAccount) -> None:
    visited = account.visited
    said = [
        f"{count_in_words(account.schools, 'school')} read: "
        f"{count_in_words(visited.pages, 'page')} asked for, "
        f"{len(visited.without_page) or 'none'} of them not there; "
        f"{count_in_words(visited.new_files, 'new report file')}."
    ]
    if account.predecessors:
        said.append(f"{count_in_words(len(account.predecessors), 'predecessor')} among them.")
    for word, told in (("Could not be had", visited.setbacks), ("To look at", visited.remarks)):
        said += [f"{word}: {plain(line)}" for line in told[:MOST_TOLD]]
        said += [f"And {len(told) - MOST_TOLD:,} more."] if len(told) > MOST_TOLD else []
    if account.was_stopped:
        said.append("The site refused or fell silent, so nothing more was asked of it.")
    if account.left:
        said.append(f"{count_in_words(account.left, 'school')} left: run the same command again to go on.")
    said.append("The next night takes in what arrived: make nightly.")
    for line in said:
        click.echo(line)


def _duration(seconds: float) -> str:
    """``40 seconds``, ``25 minutes``, ``49 hours``."""
    for size, noun in ((3600, "hour"), (60, "minute")):
        if seconds >= 1.5 * size:
            return count_in_words(round(seconds / size), noun)
    return count_in_words(max(1, round(seconds)), "second")
