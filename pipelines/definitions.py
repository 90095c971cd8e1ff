"""Assembles the Dagster code location, and runs its nightly job in this process. The one file of pipelines/
that imports Dagster and assets/.

Does not belong here: what an asset is (assets/) and how anything is made (the rest of pipelines/).
"""

from __future__ import annotations

import logging
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import dagster as dg
import sqlalchemy.exc

from assets.checks import warehouse_checks
from assets.fetched import govuk_documents, reports_site, school_register
from assets.parse_backfill import parse_backfill
from assets.parsed import documents
from assets.published import published
from assets.schedules import NIGHTLY, NIGHTLY_SCHEDULE, new_release
from assets.warehouse import candidate_warehouse
from pipelines.garbage import look_for_garbage_seldom
from pipelines.layout import DataFolder
from pipelines.night import Night
from pipelines.retention import RunRecords
from pipelines.settings import (
    DAGSTER_DATABASE_VARIABLE,
    NightSettings,
    dagster_home,
    default_as_of,
    default_data,
    default_sources,
)
from pipelines.watch.watched_night import watched_night

log = logging.getLogger(__name__)

# Our own errors explain themselves; of others, the kind is worth knowing.
_OUR_ERROR = re.compile(r"^pipelines\.[\w.]+: ")


@dg.resource(
    description="The night: data folder, sources and as-of date. Holds the folder's lock for the whole run.",
    config_schema={
        "data": dg.Field(str, default_value=default_data()),
        "sources": dg.Field(str, default_value=default_sources()),
        "as_of": dg.Field(str, default_value=default_as_of()),
    },
)
def night_resource(context: dg.InitResourceContext) -> Iterator[Night | None]:
    """One night for one run, opened with the run and closed with it."""
    if context.run is not None and context.run.is_finished:
        # `dg launch` asks once more, to look back at the run: that begins no night, and none has failed.
        yield None
        return
    # As `welfare-monitor nightly` has done already: Dagster begins runs in processes of its own.
    look_for_garbage_seldom()
    with watched_night(NightSettings.from_text(**context.resource_config)) as night:
        yield night


defs = dg.Definitions(
    assets=[govuk_documents, school_register, reports_site, documents, candidate_warehouse, published],
    asset_checks=[warehouse_checks],
    jobs=[NIGHTLY, parse_backfill],
    schedules=[NIGHTLY_SCHEDULE],
    sensors=[new_release],
    resources={"night": night_resource},
    # One DuckDB file has one writer, and steps of a second apiece are not worth a process each.
    executor=dg.in_process_executor,
)


@dataclass(frozen=True)
class JobOutcome:
    """How a run of the nightly job ended; ``failures`` are sentences, the step named first."""

    success: bool
    failures: tuple[str, ...]


def run_nightly_job(night: Night) -> JobOutcome:
    """Run the job that the schedule runs, in this process and for this night, with Dagster's records below
    the night's data folder."""
    try:
        return _run_recorded(night)
    except sqlalchemy.exc.DatabaseError as error:
        if not _is_damage(error):
            return JobOutcome(False, (_unwritten(night.data, error),))
        log.warning(
            "Dagster's records were damaged (%s) and now lie in %s. They tell of past runs only: the night "
            "goes on with new ones.",
            error.orig,
            _set_aside(night.data),
        )
    try:
        return _run_recorded(night)
    except sqlalchemy.exc.DatabaseError as error:
        return JobOutcome(False, (_unwritten(night.data, error),))


def _run_recorded(night: Night) -> JobOutcome:
    with _instance(night.data) as instance:
        result = defs.resolve_job_def("nightly").execute_in_process(
            instance=instance,
            resources={"night": night},
            raise_on_error=False,
            run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
        )
        return JobOutcome(result.success, tuple(_failures(result)))


def _is_damage(error: sqlalchemy.exc.DatabaseError) -> bool:
    """Whether SQLite says that a file is no whole database, rather than that it cannot be written."""
    if os.environ.get(DAGSTER_DATABASE_VARIABLE):
        return False
    return any(said in str(error.orig) for said in ("malformed", "not a database", "no such table"))


def _unwritten(data: DataFolder, error: sqlalchemy.exc.DatabaseError) -> str:
    """What to do where Dagster's records cannot be written."""
    if os.environ.get(DAGSTER_DATABASE_VARIABLE):
        return (
            f"Dagster's records in the database that {DAGSTER_DATABASE_VARIABLE} names cannot be written "
            f"({error.orig}). See that it runs and that its address is right, and run again."
        )
    return (
        f"Dagster's records in {data.dagster} cannot be written ({error.orig}; "
        f"{shutil.disk_usage(data.dagster).free:,} bytes are free there). Make room, or see that this "
        "account may write there, and run again."
    )


def _set_aside(data: DataFolder) -> Path:
    """Move Dagster's records out of the way, for whoever wants to look into them; those of an earlier time
    go."""
    aside = data.dagster.with_name(f"{data.dagster.name}.damaged")
    shutil.rmtree(aside, ignore_errors=True)
    return data.dagster.rename(aside)


@contextmanager
def run_records(data: DataFolder) -> Iterator[RunRecords]:
    """What Dagster has recorded of runs in a data folder; nothing is made where it has recorded none."""
    if not data.dagster.is_dir():
        yield RunRecords({}, lambda run_id: None)
        return
    with _instance(data) as instance:

        def forget(run_id: str) -> None:
            instance.delete_run(run_id)
            shutil.rmtree(data.dagster / run_id, ignore_errors=True)  # its logs; a run may have none

        records = instance.get_run_records()
        ended = {record.dagster_run.run_id: record.update_timestamp for record in records}
        yield RunRecords(ended, forget)


@contextmanager
def _instance(data: DataFolder) -> Iterator[dg.DagsterInstance]:
    """Dagster, with its records below the data folder."""
    os.environ["DAGSTER_HOME"] = str(dagster_home())
    os.environ["WELFARE_MONITOR_DAGSTER_STATE"] = str(data.dagster)
    data.dagster.mkdir(mode=0o700, parents=True, exist_ok=True)
    with dg.DagsterInstance.get() as instance:
        yield instance


def _failures(result: dg.ExecuteInProcessResult) -> Iterator[str]:
    for event in result.filter_events(lambda event: event.is_step_failure):
        error = event.step_failure_data.error
        while error is not None and error.cause is not None:
            error = error.cause
        said = error.message.strip() if error is not None else "no error was given"
        yield f"{event.step_key}: {_OUR_ERROR.sub('', said)}"
