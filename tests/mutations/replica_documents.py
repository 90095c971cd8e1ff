"""Sound documents as the replica writes them: what is damaged beside the shorter ones of tests/documents.

Belongs here: choosing some of every kind, by name. Does not belong here: damage, real samples (real.py).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from functools import cache, partial

import pypdfium2 as pdfium

from benchmarks.invented_reports import every_document
from pipelines.documents.cells import read_sheets
from pipelines.reference import read_csv
from replica.gias import FILES as REGISTER_FILES
from replica.recording import INDEPENDENT, PUBLISHED_FILES, STATE_FUNDED, PublishedFile
from replica.reports import ReportDocument, report_pdf
from replica.scenario import read_scenario
from replica.schools import Scenario
from replica.site.catalogue import SchoolCatalogue
from replica.site.provider_page import provider_page
from replica.site.query import Query
from replica.site.search import search
from replica.site.search_page import search_page
from tests.mutations.cases import OnDemand
from tests.mutations.tables import Rows

NIGHT = "second"
#: Below the header; the files of the register need enough of them that a row set aside does not refuse all.
ROWS_OF_A_LIST, ROWS_OF_THE_REGISTER = 10, 60
#: One page of each make: what its latest inspection was, and what else is particular about it.
PAGES = {
    "replica report card": 900101,
    "replica key judgements": 900106,
    "replica overall and archive": 900114,
    "replica closed with successor": 900146,
    "replica merged from two": 900148,
    "replica conversion letter only": 900157,
    "replica without reports": 900167,
    "replica independent report card": 900173,
    "replica independent overall": 900174,
}


@cache
def scenario() -> Scenario:
    return read_scenario()


@cache
def _catalogue() -> SchoolCatalogue:
    return SchoolCatalogue(scenario().schools, (), ())


def report_documents() -> dict[str, ReportDocument]:
    """A document of each kind, framework and provider, in a category of concern and in none."""
    found: dict[str, ReportDocument] = {}
    for document in every_document():
        words = ["replica", document.framework, document.kind]
        words += ["independent"] * document.is_independent + [document.category] * bool(document.category)
        found.setdefault(" ".join(words), document)
    return found


def report_texts() -> OnDemand[str]:
    """Their texts, as the PDF library gives them."""
    return OnDemand({name: partial(_text, document) for name, document in report_documents().items()})


def report_files() -> OnDemand[bytes]:
    """Some of their files: the first of each kind."""
    first: dict[str, Callable[[], bytes]] = {}
    for document in report_documents().values():
        first.setdefault(f"replica {document.kind}", partial(report_pdf, document))
    return OnDemand(first)


def text_of_pdf(content: bytes) -> str:
    """A PDF's text; form feeds part the pages."""
    pages = pdfium.PdfDocument(content)
    return "\f".join(page.get_textpage().get_text_range() for page in pages)


def _text(document: ReportDocument) -> str:
    return text_of_pdf(report_pdf(document))


def provider_pages() -> OnDemand[bytes]:
    return OnDemand({name: partial(_provider_page, urn) for name, urn in PAGES.items()})


def _provider_page(urn: int) -> bytes:
    day = scenario().nights[NIGHT]
    category = _catalogue().category_of(urn, day)
    page = None if category is None else _catalogue().page(category, str(urn), day)
    assert page is not None, f"the scenario shows no page of {urn} any more: choose another in PAGES"
    return provider_page(page).encode()


def search_pages() -> OnDemand[bytes]:
    return OnDemand(
        {
            "replica first of many": partial(_search_page, Query(rows=8)),
            "replica amid many": partial(_search_page, Query(start=40, rows=8)),
            "replica closed schools": partial(_search_page, Query(statuses=frozenset({"Closed"}), rows=8)),
        }
    )


def _search_page(query: Query) -> bytes:
    return search_page(query, search(_catalogue(), query, scenario().nights[NIGHT])).encode()


def lists() -> OnDemand[Rows]:
    """The cells of every published list, of its first rows; those of workbooks too."""
    return OnDemand({f"replica {_title(file)}": partial(_list, file) for file in PUBLISHED_FILES})


def workbooks() -> OnDemand[bytes]:
    """The published lists that are no CSV files."""
    schools = list(scenario().schools.values())
    return OnDemand(
        {
            f"replica {file.filename.rpartition('.')[2]}": partial(file.make, schools)
            for file in PUBLISHED_FILES
            if not file.filename.endswith(".csv")
        }
    )


def _title(file: PublishedFile) -> str:
    title = file.title.removeprefix(f"{STATE_FUNDED} - ").removeprefix(f"{INDEPENDENT} - ")
    return title.replace(":", "").removeprefix("Management information - ")


def _list(file: PublishedFile) -> Rows:
    rows = read_sheets(file.make(list(scenario().schools.values())))[-1].rows
    header = next(number for number, row in enumerate(rows) if "URN" in row)
    return [row + [""] * (len(rows[header]) - len(row)) for row in spread(rows, header + 1, ROWS_OF_A_LIST)]


def register_file(name: str) -> Rows:
    """A file of the register, as it is after redaction: the columns that name people are empty."""
    _, write = REGISTER_FILES[name]
    content = write(scenario().schools.values(), scenario().nights[NIGHT])
    rows = spread(
        list(csv.reader(io.StringIO(content.decode("cp1252"), newline=""))), 1, ROWS_OF_THE_REGISTER
    )
    personal = {row["column"] for row in read_csv("gias/personal_columns.csv")}
    places = [place for place, column in enumerate(rows[0]) if column.strip() in personal]
    for row in rows[1:]:
        for place in places:
            row[place] = ""
    return rows


def spread(rows: Rows, first: int, count: int) -> Rows:
    """A table cut to some of its rows, taken from all over it; what stands before the first stays."""
    below = rows[first:]
    chosen = [below[at * len(below) // count] for at in range(min(count, len(below)))]
    return [*rows[:first], *(chosen if len(below) > count else below)]
