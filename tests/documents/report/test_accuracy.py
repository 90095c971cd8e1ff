"""The smaller corpus of ``make accuracy``: nothing in it may be read wrongly."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from benchmarks import invented_reports, real_tables
from benchmarks.accuracy import invented, real
from benchmarks.labels import Label, differences, verdict
from benchmarks.real_samples import ALL, samples
from pipelines.documents.report import ParsedReport, ReportJudgement

SAID = Label("graded", "common_inspection_2015", 900101, "10999101", date(2016, 11, 8), date(2016, 11, 9),
             {"overall_effectiveness": "Good"}, has_category=True)  # fmt: skip


def judged(grade: str | None, area: str = "overall_effectiveness") -> ReportJudgement:
    return ReportJudgement(area, grade, None, "graded", "page 1: ''")


def read(*judgements: ReportJudgement, **facts: object) -> ParsedReport:
    whole: dict[str, object] = {
        "framework": SAID.framework,
        "kind": SAID.kind,
        "urn": SAID.urn,
        "inspection_number": SAID.number,
        "inspection_start_date": SAID.first_day,
        "inspection_end_date": SAID.last_day,
        "category_known": True,
        "judgements": judgements,
    }
    return ParsedReport(**{**whole, **facts})  # type: ignore[arg-type]


def test_no_invented_document_is_read_wrongly() -> None:
    documents = [*invented_reports.graded_documents(count=6), *invented_reports.documents_for_a_person()]
    assert not [what for _, found, what in invented(documents) if found == "wrong"]


def test_no_real_document_is_read_wrongly(shared: Path) -> None:
    assert {sample.path for sample in samples()} == {sample.path for sample in ALL}
    found = list(real())
    assert not [what for _, verdict_, what in found if verdict_ == "wrong"]
    assert sum(verdict_ == "exact" for _, verdict_, _ in found) >= 11


def test_every_real_label_and_cell_is_read_exactly(shared: Path) -> None:
    assert real_tables.labels() == {"exact": 3246}
    assert +real_tables.cells() == {"exact": 488}


@pytest.mark.parametrize(
    "reading, expected",
    [
        (read(judged("Good")), "exact"),
        (read(), "abstained"),
        (read(judged("Good"), urn=None), "abstained"),
        (read(judged("Good"), category_known=False), "abstained"),
        (read(judged("Outstanding")), "wrong"),
        (read(judged("Good"), judged("Good", "early_years")), "wrong"),
        (read(judged("Good"), urn=900102), "wrong"),
        (read(judged("Good"), category_of_concern="special_measures"), "wrong"),
        (read(judged("Good"), kind="short"), "wrong"),
        (read(judged("Good"), predecessor_urns=(900103,)), "wrong"),
    ],
)
def test_a_verdict_is_wrong_where_anything_is_stated_otherwise(reading: ParsedReport, expected: str) -> None:
    assert verdict(SAID, reading) == expected
    assert bool(differences(SAID, reading)) == (expected == "wrong")
