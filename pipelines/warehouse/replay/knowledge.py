"""What was known when: the states of the facts over a stretch of nights.

Belongs here: finding the nights on which something known changed, and the facts as they were before it. Does
not belong here: flags.

While an archive only learns more, one state of the facts serves every night: each event says since when it
could be seen. Only where a known value was corrected do the facts before differ from those after.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from pipelines.archive.archive import Archive
from pipelines.database import Row, open_read_only, read_rows
from pipelines.documents.parsed_store import ParsedStore
from pipelines.layout import DataFolder
from pipelines.progress import watched
from pipelines.settings import BadUsage
from pipelines.warehouse.admission import admitted_documents, decide_admissions
from pipelines.warehouse.facts import build_facts
from pipelines.warehouse.published import published_facts
from pipelines.warehouse.site_admission import decide_site_admissions

Knowledge = Literal["archived", "assumed"]
Hold = Callable[[], AbstractContextManager[None]]


@dataclass(frozen=True)
class State:
    """Facts that stood from one night to another, both included."""

    first_night: date
    last_night: date
    facts: Path


def published(data: DataFolder) -> Row:
    """The published build: build_id, as_of, sources, first_known (a day). Raises PublishedUnavailable."""
    with open_read_only(published_facts(data)) as connection:
        (told,) = read_rows(connection, "replay/build")
    return told


@contextmanager
def known_states(
    data: DataFolder, knowledge: Knowledge, first: date, last: date, hold: Hold = nullcontext
) -> Iterator[list[State]]:
    """The states of the facts from ``first`` to ``last``, oldest first; files are removed at the end.

    archived: as this archive knew them. assumed: the published facts throughout, because what an archive came
    to know long afterwards would have been known in its time. hold: keeps nights out while facts are built
    from the archive. Raises PublishedUnavailable where nothing was
    ever published, and BadUsage for nights after the last published one.
    """
    as_of, latest = published(data)["as_of"], published_facts(data)
    if last > as_of:
        raise BadUsage(
            f"The last published night is {as_of}: nothing is known of the nights after it. "
            f"Use --to {as_of} or earlier."
        )
    days: list[date] = []
    if knowledge == "archived":
        with open_read_only(latest) as connection:
            nights = {"first_night": first, "last_night": as_of}
            days = [row["night"] for row in read_rows(connection, "replay/correction_day", **nights)]
    with TemporaryDirectory(prefix="welfare-monitor-replay-") as folder:
        states = []
        for start, end in _stretches(first, last, days):
            stands_still = not days or end >= days[-1]
            states.append(State(start, end, latest if stands_still else Path(folder) / f"{end}.duckdb"))
        if to_build := [state for state in states if state.facts != latest]:
            with hold():
                for state in watched(to_build, "States of the facts"):
                    _build_as_known(data, state)
        yield states


def _stretches(first: date, last: date, days: list[date]) -> Iterator[tuple[date, date]]:
    """From one change to the night before the next."""
    starts = [first, *(day for day in days if day <= last)]
    ends = [day - timedelta(days=1) for day in starts[1:]]
    return zip(starts, [*ends, last], strict=True)


def _build_as_known(data: DataFolder, state: State) -> None:
    """The facts from the documents that the archive had by the last night of a state."""
    archive = Archive(data.archive)
    beside = decide_site_admissions(archive, data.parsed, state.last_night)
    lists = admitted_documents(decide_admissions(archive, ParsedStore(data.parsed)), state.last_night)
    documents = [*lists, *beside.documents]
    if not documents:
        raise BadUsage(
            f"The archive had nothing by {state.last_night}. Begin later, or use --knowledge assumed."
        )
    build_facts(state.facts, documents, beside.small, spill=state.facts.with_suffix(".spill"))
