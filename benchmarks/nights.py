"""Many nights in a row over a generated country, beside what is true of it: found, missed, false, and
requests.

    python -m benchmarks.nights --schools 22000 --nights 30

Belongs here: running the nights against the replica and comparing. Does not belong here: what is true
(replica/generated/truth.py, which shares no code with the program), faults (tests/night).

An adverse report is found (its flag stands), left to a person (its file stands in ``awaiting_reading``, where
officers see it: the program does not guess at a layout that nobody knows), or missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import duckdb

from pipelines.night import open_night
from pipelines.settings import NightSettings
from pipelines.sources.reports_site.settings import SCHOOL_TYPES, site_settings
from replica.generated import GeneratedCountry, generate
from replica.generated.truth import Finding
from replica.server.app import ReplicaServer, running
from replica.serving import world_of_country
from replica.site.model import Catalogue
from replica.site.query import MOST_ROWS, Query
from replica.site.search import search

# The last school year for which the replica and the program both have term dates.
FIRST_NIGHT = date(2026, 4, 20)
AWAITING = "SELECT urn, inspection_start_date FROM awaiting_reading"
OPEN_FLAGS = """
    SELECT i.urn_at_inspection, i.inspection_start_date, min(f.tier)
    FROM welfare_flag AS f JOIN inspection AS i USING (inspection_id)
    WHERE f.status = 'open' AND f.tier <= 3 AND f.event_kind <> 'regrading'
    GROUP BY ALL
"""

Key = tuple[int, date]


@dataclass
class NightResult:
    """One night: what had to be open and was, what was missed, what was open and must not have been.

    left: what had to be open and waits for a person to read it. requests: what was asked of the reports site,
    by kind; least: what had to be asked at the least.
    """

    night: date
    state: str
    seconds: float
    must: int
    left: list[Finding] = field(default_factory=list)
    missed: list[Finding] = field(default_factory=list)
    false: list[Finding] = field(default_factory=list)
    requests: dict[str, int] = field(default_factory=dict)
    least: dict[str, int] = field(default_factory=dict)


def run_nights(
    schools: int, nights: int, data: Path, *, seed: int = 7, busy: float = 1.0
) -> Iterator[NightResult]:
    """Generate a country, serve it, and run night after night over it."""
    country = generate(schools, seed, FIRST_NIGHT, nights, busy=busy)
    with ExitStack() as stack:
        server = stack.enter_context(running(world_of_country(country, FIRST_NIGHT)))
        before: date | None = None
        for night in country.nights():
            server.world.move_to(night)
            server.count.clear()
            yield _one(country, server, data, night, before)
            before = night


def _one(
    country: GeneratedCountry, server: ReplicaServer, data: Path, night: date, before: date | None
) -> NightResult:
    started = time.monotonic()
    with open_night(NightSettings(data, f"sample:{server.address}", night)) as running_night:
        report = running_night.fetch()
        running_night.parse()
        running_night.build()
        verdict = running_night.check()
        running_night.publish()
    assert verdict.passed
    site = next(source for source in report.sources if source.name == "reports_site")
    found, awaiting = _published(data)
    must, must_not = country.must_be_open(night), country.must_not_be_open(night)
    unflagged = [f for f in must if found.get((f.urn, f.inspected), 9) > int(f.tier or 0)]
    return NightResult(
        night=night,
        state=", ".join(f"{s.name} {s.state}: {s.message}" for s in report.degraded) or "ok",
        seconds=time.monotonic() - started,
        must=len(must),
        left=[f for f in unflagged if (f.urn, f.inspected) in awaiting],
        missed=[f for f in unflagged if (f.urn, f.inspected) not in awaiting],
        false=[f for f in must_not if (f.urn, f.inspected) in found],
        requests=dict(site.requests),
        least=_least(country, server.world.catalogue, night, before) if before else {},
    )


def _published(data: Path) -> tuple[dict[Key, int], set[Key]]:
    """The most urgent tier of every open flag, and what waits for a person."""
    with duckdb.connect(str(data / "published" / "warehouse.duckdb"), read_only=True) as connection:
        open_flags = {(urn, day): tier for urn, day, tier in connection.execute(OPEN_FLAGS).fetchall()}
        return open_flags, set(connection.execute(AWAITING).fetchall())


def _least(country: GeneratedCountry, catalogue: Catalogue, night: date, before: date) -> dict[str, int]:
    """What cannot be done without: the pages of results of the window, a page of every school that published
    since, each of its new files, and the night's share of the pages that are known.

    The night before saw what was published on its own day as far as it was there; a page read on that day
    is read once more, because the site may have added to it. A file that could not be read then is asked once
    more, because it may have come damaged.
    """
    new = [p for p in country.published_between(before + timedelta(days=1), night) if p.is_shown(night)]
    again = [p for p in country.published_between(before, before) if p.is_shown(night)]
    changed = {p.school.urn for p in [*new, *again]}
    settings = site_settings()
    looked_back = FIRST_NIGHT - timedelta(days=settings.first_window_days)
    known = {
        p.school.urn
        for p in country.published_between(looked_back, before)
        if p.is_shown(max(p.published, FIRST_NIGHT))
    }
    return {
        "search": _pages_of_results(catalogue, before - timedelta(days=settings.overlap_days), night),
        "page": len(changed) + -(-len(known) // settings.patrol_nights),
        "file": len(new) + sum(p.inspection is not None and p.inspection.is_unreadable for p in again),
    }


def _pages_of_results(catalogue: Catalogue, first: date, night: date) -> int:
    """Pages that list every school with a report of the window. Where there is none, the search is asked
    twice: one passing empty answer is not believed."""
    pages = 0
    for school_type in SCHOOL_TYPES:
        for status in ("Open", "Closed"):
            query = Query(
                level_1=1,
                level_2=frozenset({school_type}),
                statuses=frozenset({status}),
                first=first,
                last=night,
            )
            pages += -(-search(catalogue, query, night).count // MOST_ROWS) or 2
    return pages


def main() -> int:
    """Run and print a line a night; 1 where anything was missed or false."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.nights", description=__doc__.splitlines()[0])
    parser.add_argument("--schools", type=int, default=22_000)
    parser.add_argument("--nights", type=int, default=30)
    parser.add_argument(
        "--busy", type=float, default=1.0, help="so many times as much is published as in England"
    )
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--data", type=Path, help="data folder (default: one that is removed at the end)")
    options = parser.parse_args()
    totals = dict.fromkeys(("found", "left to a person", "missed", "false"), 0)
    with tempfile.TemporaryDirectory() as temporary:
        data = options.data or Path(temporary)
        for result in run_nights(options.schools, options.nights, data, seed=options.seed, busy=options.busy):
            totals["found"] += result.must - len(result.left) - len(result.missed)
            totals["left to a person"] += len(result.left)
            totals["missed"] += len(result.missed)
            totals["false"] += len(result.false)
            sys.stdout.write(f"{line(result)}\n")
            for finding in [*result.missed[:5], *result.false[:5]]:
                sys.stdout.write(f"    {finding}\n")
            sys.stdout.flush()
    told = ", ".join(f"{what} {count}" for what, count in totals.items())
    sys.stdout.write(f"{told} (counted night by night)\n")
    return 1 if totals["missed"] or totals["false"] else 0


def line(result: NightResult) -> str:
    """A night in one line, what was asked beside the least that had to be."""
    asked = ", ".join(
        f"{kind} {count}" + (f" (least {result.least[kind]})" if kind in result.least else "")
        for kind, count in result.requests.items()
    )
    return (
        f"{result.night}  to be open {result.must:4}  left {len(result.left):2} missed {len(result.missed)}  "
        f"false {len(result.false)}  {result.seconds:5.1f} s  {asked}  {result.state}"
    )


if __name__ == "__main__":
    sys.exit(main())
