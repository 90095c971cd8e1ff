"""Many nights in a row over a generated country, beside what is true of it: found, missed, false, and
requests.

    python -m benchmarks.nights --schools 22000 --nights 30

Belongs here: running the nights against the replica and comparing. Does not belong here: what is true
(replica/generated/truth.py, which shares no code with the program), faults (tests/night).
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
from replica.generated import GeneratedCountry, generate
from replica.generated.truth import Finding
from replica.server.app import ReplicaServer, running
from replica.serving import world_of_country

# The last school year for which the replica and the program both have term dates.
FIRST_NIGHT = date(2026, 4, 20)
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

    requests: what was asked of the reports site, by kind; least: what had to be asked at the least.
    """

    night: date
    state: str
    seconds: float
    must: int
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
    found = _open_flags(data)
    must, must_not = country.must_be_open(night), country.must_not_be_open(night)
    return NightResult(
        night=night,
        state=", ".join(f"{s.name} {s.state}: {s.message}" for s in report.degraded) or "ok",
        seconds=time.monotonic() - started,
        must=len(must),
        missed=[f for f in must if found.get((f.urn, f.inspected), 9) > int(f.tier or 0)],
        false=[f for f in must_not if (f.urn, f.inspected) in found],
        requests=dict(site.requests),
        least=_least(country, night, before) if before else {},
    )


def _open_flags(data: Path) -> dict[Key, int]:
    with duckdb.connect(str(data / "published" / "warehouse.duckdb"), read_only=True) as connection:
        return {(urn, day): tier for urn, day, tier in connection.execute(OPEN_FLAGS).fetchall()}


def _least(country: GeneratedCountry, night: date, before: date) -> dict[str, int]:
    """What cannot be done without: a page of every school that published since, and each of its new files.

    The night before saw what was published on its own day as far as it was there; a page read on that day
    is read once more, because the site may have added to it.
    """
    new = [p for p in country.published_between(before + timedelta(days=1), night) if p.is_shown(night)]
    again = [p for p in country.published_between(before, before) if p.is_shown(night)]
    return {"page": len({p.school.urn for p in [*new, *again]}), "file": len(new)}


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
    missed = false = found = 0
    with tempfile.TemporaryDirectory() as temporary:
        data = options.data or Path(temporary)
        for result in run_nights(options.schools, options.nights, data, seed=options.seed, busy=options.busy):
            missed += len(result.missed)
            false += len(result.false)
            found += result.must - len(result.missed)
            asked = ", ".join(
                f"{kind} {count}" + (f" (least {result.least[kind]})" if kind in result.least else "")
                for kind, count in result.requests.items()
            )
            sys.stdout.write(
                f"{result.night}  to be open {result.must:4}  missed {len(result.missed)}  false "
                f"{len(result.false)}  {result.seconds:5.1f} s  {asked}  {result.state}\n"
            )
            for finding in [*result.missed[:5], *result.false[:5]]:
                sys.stdout.write(f"    {finding}\n")
            sys.stdout.flush()
    sys.stdout.write(f"found {found}, missed {missed}, false {false} (counted night by night)\n")
    return 1 if missed or false else 0


if __name__ == "__main__":
    sys.exit(main())
