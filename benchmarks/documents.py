"""How fast reports and provider pages are read, as a share of the libraries that open them.

Belongs here: what is read, by what, and the second table of docs/benchmarks.md; alone it is printed by
``python -m benchmarks.documents``.
Does not belong here: whether it is read rightly (accuracy.py), whole nights (__main__.py).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from itertools import chain
from statistics import median

import click
import pypdfium2 as pdfium
from bs4 import BeautifulSoup

from benchmarks import invented_reports
from benchmarks.real_samples import SAMPLES
from benchmarks.report import aligned
from pipelines.documents.report import parse_report
from pipelines.documents.reports_site import parse_provider_page
from replica.reports import report_pdf
from replica.scenario import read_scenario
from replica.site.catalogue import SchoolCatalogue
from replica.site.provider_page import provider_page

ROUNDS = 5
HEADINGS = ("what", "pages a second", "of the bare library", "aim", "met")
#: What checking the file, telling the layout and quoting the evidence may leave of the bare library's speed.
AIMS = {"parse_report": 0.7}
DAY = date(2026, 6, 10)
#: pdfplumber is no part of the environment: it is measured where somebody has installed it.
OTHER_READER = "pdfplumber"

Read = Callable[[bytes], object]


@dataclass(frozen=True)
class Rate:
    """Pages a second of one reader; share: of the bare library's on the same files, in the same rounds."""

    name: str
    pages_a_second: float | None
    share: float | None = None
    aim: float | None = None

    def cells(self) -> tuple[str, ...]:
        if self.pages_a_second is None:
            return self.name, "not installed", "", "", ""
        met = "" if self.aim is None or self.share is None else "yes" if self.share >= self.aim else "no"
        return (
            self.name,
            f"{self.pages_a_second:.0f}",
            "" if self.share is None else f"{self.share:.2f}",
            "" if self.aim is None else f"≥ {self.aim:g}",
            met,
        )


def bare_pdfium(content: bytes) -> int:
    """The text of every page and nothing else; gives the number of pages."""
    document = pdfium.PdfDocument(content)
    try:
        for number in range(len(document)):
            document[number].get_textpage().get_text_range()
        return len(document)
    finally:
        document.close()


def bare_soup(content: bytes) -> BeautifulSoup:
    return BeautifulSoup(content, "lxml")


def bare_pdfplumber(content: bytes) -> None:
    """The same with pdfplumber, which has no part in the program."""
    import io
    from importlib import import_module

    with import_module(OTHER_READER).open(io.BytesIO(content)) as document:
        for page in document.pages:
            page.extract_text()


def report_files() -> list[bytes]:
    """A report of every layout a few times over, and the real ones that are on this machine."""
    documents = chain(
        invented_reports.graded_documents(count=4),
        invented_reports.ungraded_documents(count=1),
        list(invented_reports.monitoring_documents())[::8],
    )
    invented = [report_pdf(document) for document in documents]
    return invented + [path.read_bytes() for path in sorted((SAMPLES / "pdf").glob("*.pdf"))]


def provider_pages() -> list[bytes]:
    """The pages of the sample's schools, and the real ones that are on this machine."""
    catalogue = SchoolCatalogue(read_scenario().schools, (), ())
    keys = sorted(catalogue.keys())
    invented = [provider_page(page).encode() for key in keys if (page := catalogue.page(*key, DAY))]
    return invented + [path.read_bytes() for path in sorted((SAMPLES / "html").glob("provider_*.html"))]


def seconds(read: Read, files: Sequence[bytes]) -> float:
    begun = time.perf_counter()
    for content in files:
        read(content)
    return time.perf_counter() - begun


def rates(
    what: str,
    bare: tuple[str, Read],
    others: dict[str, Read],
    files: Sequence[bytes],
    pages: int,
    rounds: int,
) -> list[Rate]:
    """The bare library, then the others. They take turns, so that other work disturbs all of them alike."""
    readers = {bare[0]: bare[1], **others}
    for read in readers.values():
        seconds(read, files[:2])  # imports and look-ups of the first file are no part of the rate
    taken: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(rounds):
        for name, read in readers.items():
            taken[name].append(seconds(read, files))
    first, *following = readers
    found = [Rate(f"{what}: {first}", pages / median(taken[first]))]
    for name in following:
        share = median(one / other for one, other in zip(taken[first], taken[name], strict=True))
        found.append(Rate(f"{what}: {name}", pages / median(taken[name]), share, AIMS.get(name)))
    return found


def measured(rounds: int = ROUNDS) -> list[Rate]:
    """Every line of the table; takes some fifteen seconds."""
    reports, pages = report_files(), provider_pages()
    others: dict[str, Read] = {"parse_report": parse_report}
    if find_spec(OTHER_READER):
        others[OTHER_READER] = bare_pdfplumber
    of_reports = rates(
        "reports", ("pypdfium2", bare_pdfium), others, reports, sum(map(bare_pdfium, reports)), rounds
    )
    if OTHER_READER not in others:
        of_reports.append(Rate(f"reports: {OTHER_READER}", None))
    of_pages = rates(
        "provider pages",
        ("Beautiful Soup on lxml", bare_soup),
        {"parse_provider_page": parse_provider_page},
        pages,
        len(pages),
        rounds,
    )
    return of_reports + of_pages


def table(found: Sequence[Rate]) -> str:
    return aligned([HEADINGS, *(rate.cells() for rate in found)])


def section(found: Sequence[Rate]) -> str:
    """What docs/benchmarks.md says of documents."""
    return f"""## Reading documents

One process, one thread, files in memory; the median of rounds in which the readers take turns on the same
files.

{table(found)}

- **Reports**: of every layout since 2005, and real ones where there are any. `parse_report` checks the file,
  takes its text out with pypdfium2, tells the layout and reads the judgements with their evidence.
- **Provider pages**: of the sample's schools, and a real one where there is one.
"""


if __name__ == "__main__":
    click.echo(table(measured()))
