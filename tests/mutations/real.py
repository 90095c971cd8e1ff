"""The real samples beside this checkout, for ``make fuzz`` alone: they are never copied here.

Belongs here: which sample is a document of which kind. Does not belong here: what must hold of a reading;
the kinds of invented documents say it (reports.py, pages.py, lists.py, register.py).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pipelines.documents.cells import csv_text
from pipelines.settings import PROJECT_ROOT
from tests.mutations import lists, pages, register, replica_documents, reports
from tests.mutations.cases import Kind, OnDemand
from tests.mutations.replica_documents import ROWS_OF_A_LIST, spread, text_of_pdf
from tests.mutations.tables import Rows

SAMPLES = PROJECT_ROOT.parent / "shared" / "samples"
RECORDED = PROJECT_ROOT.parent / "shared" / "recorded" / "england"
Document = TypeVar("Document")


def kinds() -> tuple[Kind[Any, Any], ...]:
    """Kinds of real documents, named ``real-…``; none where the samples are not on this machine."""
    if not SAMPLES.is_dir():
        return ()
    report, report_file = reports.KINDS
    provider_page, search_page = pages.KINDS
    management_information, _ = lists.KINDS
    _, links, _ = register.KINDS
    files = sorted(SAMPLES.glob("pdf/*.pdf"))
    texts = _named(sorted(SAMPLES.glob("text/*.txt")), lambda path: path.read_text(encoding="utf-8"))
    texts |= _named(files, lambda path: text_of_pdf(path.read_bytes()))
    tables = [*sorted(SAMPLES.glob("mi/*.csv")), *sorted(RECORDED.glob("*as_at*.csv"))]
    return (
        _real(report, texts),
        _real(report_file, _named(files, Path.read_bytes)),
        _real(provider_page, _named(sorted(SAMPLES.glob("html/provider_*.html")), Path.read_bytes)),
        _real(search_page, _named(sorted(SAMPLES.glob("html/search_*.html")), Path.read_bytes)),
        _real(management_information, _named(tables, _rows)),
        _real(links, _named(sorted(SAMPLES.glob("gias/links_*.csv")), _rows_of_the_register)),
    )


def _named(paths: list[Path], write: Callable[[Path], Document]) -> dict[str, Callable[[], Document]]:
    return {path.stem: partial(write, path) for path in paths}


def _real(kind: Kind[Document, Any], writers: Mapping[str, Callable[[], Document]]) -> Kind[Document, Any]:
    return replace(kind, name=f"real-{kind.name}", documents=OnDemand(writers))


def _rows(path: Path, count: int = ROWS_OF_A_LIST) -> Rows:
    """A table cut to some of its rows: a case of all of England's would take a second."""
    rows = list(csv.reader(io.StringIO(csv_text(path.read_bytes()), newline="")))
    return spread(rows, 1, count)


def _rows_of_the_register(path: Path) -> Rows:
    return _rows(path, replica_documents.ROWS_OF_THE_REGISTER)
