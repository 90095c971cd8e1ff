"""All archived pages and reports read anew, in parts that Dagster's executor spreads.

Belongs here: the job, and which executor carries it: processes of this machine, or Celery's workers on any
number where WELFARE_MONITOR_WORKERS names their broker (the extra ``workers``). Does not belong here: what a
part is and how it is read (pipelines/parse_backfill.py).
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import dagster as dg

from pipelines import parse_backfill as backfill
from pipelines.layout import DataFolder
from pipelines.settings import WORKERS_VARIABLE, absolute, default_data


class BackfillFolder(dg.ConfigurableResource[DataFolder]):
    """The data folder, which every worker sees under one name. It is held only while parts are taken in."""

    data: str

    @property
    def folder(self) -> DataFolder:
        return DataFolder(absolute(self.data))


@dg.op(out=dg.DynamicOut(str))
def parts(data: BackfillFolder) -> Iterator[dg.DynamicOutput[str]]:
    """The parts of which something has not been read."""
    for part in backfill.parts_to_read(data.folder):
        yield dg.DynamicOutput(part, mapping_key=part)


@dg.op
def read_part(data: BackfillFolder, part: str) -> int:
    """One part, wherever a worker is free."""
    return backfill.read_part(data.folder, part)


@dg.op
def take_in_parts(data: BackfillFolder, read: list[int]) -> int:
    """What all parts have read, into the store that the next night finds; how many documents."""
    return backfill.take_in_parts(data.folder)


def executor() -> dg.ExecutorDefinition:
    """Celery's, where its broker is named; else processes of this machine."""
    broker = os.environ.get(WORKERS_VARIABLE)
    if not broker:
        return dg.multiprocess_executor
    from dagster_celery import celery_executor

    return celery_executor.configured({"broker": broker, "backend": broker})


@dg.job(
    executor_def=executor(),
    resource_defs={"data": BackfillFolder(data=default_data())},
    description="Read all archived pages and reports that the readers of today have not read, in parts.",
)
def parse_backfill() -> None:
    take_in_parts(parts().map(read_part).collect())
