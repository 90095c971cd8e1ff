"""An archive as years of nights would have left it: every page and report of a generated country, and the
ledger of the patrol that read the pages again and again.

    python -m benchmarks.generated_archive FOLDER --schools 22000 --years 1

Belongs here: writing such an archive without the nights. Does not belong here: the country
(replica/generated), and what is measured over it (growth.py).

Reports have been published since 2006; the archive has those of its last ``years``, each page in the state
after each of them, and a line of the ledger for each page that a night of those years patrolled. No archive
of the program is older than it: where there are more years, the ledger has several of their nights on a day.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TextIO

from pipelines.archive.ledger_entries import PROVIDER_PAGE, REPORT, FetchRecord, Purpose, Sweep, to_json
from pipelines.records import write_record
from replica.generated import generate
from replica.reports import report_pdf
from replica.site.catalogue import SchoolCatalogue
from replica.site.others import OTHER_PROVIDERS
from replica.site.provider_page import provider_page
from replica.site.publications import numbered

FIRST_NIGHT, SEED = date(2026, 4, 20), 7
PATROL_NIGHTS, DAYS_A_YEAR, MOST_YEARS = 28, 365, 6
SITE, FILES = "https://reports.ofsted.gov.uk", "https://files.ofsted.gov.uk/v1/file"


@dataclass
class _Writer:
    """Bodies and ledger lines, many at once: nothing waits for the disk, as it does where a night writes."""

    archive: Path
    sequence: int = 0
    month: str = ""
    file: TextIO | None = None

    def body(self, content: bytes) -> str:
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.archive / "blobs" / sha256[:2] / sha256
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return sha256

    def line(self, day: date, kind: str, address: str, sha256: str, size: int) -> None:
        self.sequence += 1
        record = FetchRecord(
            sequence=self.sequence,
            address=address,
            fetched_at=datetime.combine(day, time.min, tzinfo=UTC),
            status=200,
            headers={"content-type": "application/pdf" if kind == REPORT else "text/html; charset=UTF-8"},
            sha256=sha256,
            bytes=size,
            from_cache=False,
            purpose=Purpose(kind),
        )
        self._write(day, record)

    def sweep(self, first: date, last: date) -> None:
        self.sequence += 1
        swept_at = datetime.combine(last, time.min, tzinfo=UTC)
        self._write(last, Sweep(self.sequence, swept_at, "reports_site", first, last))

    def _write(self, day: date, entry: FetchRecord | Sweep) -> None:
        if self.month != f"{day:%Y-%m}":
            self.close()
            self.month = f"{day:%Y-%m}"
            (self.archive / "ledger").mkdir(parents=True, exist_ok=True)
            self.file = (self.archive / "ledger" / f"{self.month}.jsonl").open("a", encoding="utf-8")
        assert self.file is not None
        self.file.write(json.dumps(to_json(entry), ensure_ascii=False) + "\n")

    def close(self) -> None:
        if self.file is not None:
            self.file.close()


def write_archive(data: Path, schools: int, years: int, *, sources: str = "sample") -> None:
    """Make the archive of the data folder, for nights on these sources."""
    country = generate(schools, SEED, FIRST_NIGHT, 1)
    catalogue = SchoolCatalogue(country.schools, OTHER_PROVIDERS, [])
    published = defaultdict(list)
    for number, publication in numbered(country.schools.values()).items():
        published[publication.published].append((number, publication.school.urn))
    writer = _Writer(data / "archive")
    standing: dict[int, tuple[str, str, int]] = {}

    def read_page(urn: int, day: date, fetched: date) -> None:
        category = catalogue.category_of(urn, day)
        shown = catalogue.page(category, str(urn), day) if category else None
        if shown is not None:
            content = provider_page(shown).encode()
            standing[urn] = (f"{SITE}/provider/{category}/{urn}", writer.body(content), len(content))
            writer.line(fetched, PROVIDER_PAGE, *standing[urn])

    urns = list(country.schools)
    begun = FIRST_NIGHT - timedelta(days=DAYS_A_YEAR * years)
    for night in range(DAYS_A_YEAR * years):
        day = begun + timedelta(days=night)
        fetched = FIRST_NIGHT - (FIRST_NIGHT - day) * min(1, MOST_YEARS / years)
        for number, urn in published[day]:
            document = catalogue.file(number, day).document
            if document is not None:
                content = report_pdf(document)
                writer.line(fetched, REPORT, f"{FILES}/{number}", writer.body(content), len(content))
            read_page(urn, day, fetched)
        for urn in urns[night % PATROL_NIGHTS :: PATROL_NIGHTS]:
            if urn in standing:
                writer.line(fetched, PROVIDER_PAGE, *standing[urn])
            else:
                read_page(urn, day, fetched)
        writer.sweep(fetched - timedelta(days=PATROL_NIGHTS // 2), fetched)
    writer.close()
    write_record(data / "origin.json", {"sources": sources})


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generated_archive")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--schools", type=int, default=22_000)
    parser.add_argument("--years", type=int, default=20)
    parser.add_argument("--sources", default="sample", help="sample, or recorded for nights over a recording")
    options = parser.parse_args()
    write_archive(options.folder, options.schools, options.years, sources=options.sources)


if __name__ == "__main__":
    main()
