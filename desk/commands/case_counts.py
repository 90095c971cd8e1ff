"""``welfare-monitor case-counts``: how cases ended, counted for months that are over, for the next night."""

from __future__ import annotations

from pathlib import Path

import click

from pipelines.cli.common import data_option
from pipelines.clock import machine_clock
from pipelines.texts import say, say_counted


@click.command(epilog="What is counted, what is withheld and what that protects: docs/case-counts.md.")
@data_option
def case_counts(data: Path) -> None:
    """Count how cases ended, for each month that is over, without what leads back to a school.

    \b
    For example:
        welfare-monitor case-counts

    A running desk and the morning digest do so by themselves. A month is counted once, for good; the next
    night reads the counts into the table case_outcome_count.
    """
    from desk.casework.outcome_counts import count_finished_months
    from desk.commands.common import opened_store
    from desk.facts import PublishedFacts
    from desk.settings import DeskSettings
    from pipelines.casework_port import CaseCountsUnreadable, open_case_counts

    settings, clock = DeskSettings.read(data), machine_clock()
    facts, file = PublishedFacts(settings.data).current(), open_case_counts(settings.data)
    with opened_store(settings) as store:
        try:
            added = count_finished_months(store, facts, file, clock.now(), clock.today())
        except (CaseCountsUnreadable, OSError) as error:
            raise click.ClickException(str(error)) from error
    for month in added:
        shown = sum(count.cases is not None for count in month.counts)
        click.echo(say_counted("desk.command.counted", shown, f"{month.month:%B %Y}"))
    if not added:
        click.echo(say("desk.command.none_to_count"))
