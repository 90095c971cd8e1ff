"""``make accuracy``: how many labelled documents are read exactly, are left to a person, or are read wrongly.

Belongs here: the corpus put together, the table, the verdict of the whole.
Does not belong here: what each document should read as (report_labels.py, real_samples.py, real_tables.py).
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator

import click

from benchmarks import invented_reports, real_tables
from benchmarks.labels import Label, Verdict, differences, verdict
from benchmarks.real_samples import SAMPLES, samples
from benchmarks.report import aligned
from benchmarks.report_labels import label_of, layout_of
from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.report import ParsedReport, parse_report
from replica.reports import ReportDocument, report_pdf

HEADINGS = ("documents", "of what", "exact", "abstained", "wrong")
FOR_A_PERSON = "for a person"
Table = dict[tuple[str, str], Counter[Verdict]]


def judged(label: Label | None, read: ParsedReport | None) -> Verdict:
    """read is None where the document was refused; label is None where it had to be."""
    if label is None:
        return "exact" if read is None else "wrong"
    return "abstained" if read is None else verdict(label, read)


def reading(content: bytes) -> ParsedReport | None:
    try:
        return parse_report(content)
    except DocumentRefused:
        return None


def invented(documents: Iterable[ReportDocument]) -> Iterator[tuple[str, Verdict, str]]:
    """The layout, the verdict, and what is wrong in words."""
    for document in documents:
        label, read = label_of(document), reading(report_pdf(document))
        wrong = differences(label, read) if read else []
        what = f"{document.framework} {document.kind}, URN {document.urn}, {document.first_day}"
        yield layout_of(document), judged(label, read), f"{what}: {'; '.join(wrong)}"


def real() -> Iterator[tuple[str, Verdict, str]]:
    """The same of the real samples that are on this machine."""
    for sample in samples():
        try:
            read = sample.read()
        except DocumentRefused:
            read = None
        wrong = differences(sample.label, read) if sample.label and read else []
        yield sample.layout, judged(sample.label, read), f"{sample.path}: {'; '.join(wrong)}"


def measured() -> tuple[Table, list[str]]:
    """The whole corpus: verdicts by row, and a sentence for everything that is wrong."""
    table: Table = {}
    wrong: list[str] = []
    groups = {
        "invented": invented(invented_reports.every_document()),
        FOR_A_PERSON: invented(invented_reports.documents_for_a_person()),
        "real": real(),
    }
    for group, verdicts in groups.items():
        for row, found, what in verdicts:
            table.setdefault((group, row), Counter())[found] += 1
            if found == "wrong":
                wrong.append(what)
    if real_tables.LABELS.is_file():
        table["real", "link labels of provider pages"] = real_tables.labels()
    if real_tables.MANAGEMENT_INFORMATION.is_file():
        table["real", "judgements of management information"] = real_tables.cells()
    return table, wrong


def lines(table: Table) -> list[tuple[str, ...]]:
    """Cells of the table, and its sums."""
    counts = {row: (found["exact"], found["abstained"], found["wrong"]) for row, found in table.items()}
    total = [sum(column) for column in zip(*counts.values(), strict=True)]
    return [
        *((group, row, *map(str, found)) for (group, row), found in counts.items()),
        ("all", "", *map(str, total)),
    ]


@click.command(help="Read a labelled corpus and say how much of it is exact, left to a person, or wrong.")
def main() -> None:
    table, wrong = measured()
    click.echo(aligned([HEADINGS, *lines(table)]))
    if not SAMPLES.is_dir():
        click.echo("\nWithout real samples: there is no folder of them beside this checkout.")
    for what in wrong:
        click.echo(f"wrong: {what}", err=True)
    sys.exit(1 if any(found["wrong"] for found in table.values()) else 0)


if __name__ == "__main__":
    main()
