"""What is put into an invented report comes out of the parser again: all of it, and nothing else.

The labels come from benchmarks/report_labels.py, which asks the program nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from benchmarks import invented_reports
from benchmarks.accuracy import invented
from benchmarks.labels import differences, verdict
from benchmarks.report_labels import label_of
from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.report import parse_report
from replica.frameworks import framework_on
from replica.reports import ReportDocument, report_pdf
from replica.reports.prose import FIRST_NAMES, SURNAMES
from replica.schools import Scenario
from replica.site.documents import document_of
from replica.site.publications import numbered

Documents = Callable[[], Iterator[ReportDocument]]
READ_WHOLE = [
    invented_reports.graded_documents,
    invented_reports.independent_documents,
    invented_reports.ungraded_documents,
    invented_reports.monitoring_documents,
    invented_reports.lineage_documents,
]


@pytest.mark.parametrize("documents", READ_WHOLE, ids=lambda documents: documents.__name__)
def test_everything_that_is_put_in_comes_out(documents: Documents) -> None:
    otherwise = []
    for document in documents():
        label, read = label_of(document), parse_report(report_pdf(document))
        if verdict(label, read) != "exact":
            otherwise.append((document, differences(label, read), read))
    assert not otherwise


def test_the_corpus_is_wide_enough_to_mean_something() -> None:
    graded = list(invented_reports.graded_documents())
    assert len(list(invented_reports.every_document())) >= 450
    assert all(framework_on(document.first_day).name == document.framework for document in graded)
    for framework, categories in invented_reports.MONITORED.items():
        of_framework = [document for document in graded if document.framework == framework]
        assert {document.category for document in of_framework} == {"", *categories[:2]}, framework
        words = {grade for document in of_framework for grade in document.grades.values()}
        assert words >= (
            {"Exceptional", "Urgent improvement"} if framework == "report_card_2025" else set("1234")
        )


def test_what_no_program_should_read_gives_no_grade() -> None:
    for document in invented_reports.documents_for_a_person():
        if document.kind == "unreadable":
            with pytest.raises(DocumentRefused) as refusal:
                parse_report(report_pdf(document))
            assert refusal.value.reason_code == "no_text"
            continue
        read = parse_report(report_pdf(document))
        assert read.needs_human_reading, document
        assert {judgement.area for judgement in read.judgements} <= {"safeguarding"}, document
        assert not differences(label_of(document), read), document


def test_a_conversion_letter_gives_the_urns_of_all_predecessors() -> None:
    letters = [d for d in invented_reports.lineage_documents() if d.kind == "conversion"]
    assert {len(letter.predecessors) for letter in letters} == {1, 2, 3}
    for letter in letters:
        read = parse_report(report_pdf(letter))
        assert read.predecessor_urns == tuple(urn for _, urn in letter.predecessors)


def test_grades_without_the_category_that_they_mean_are_read_and_the_category_is_not_assumed() -> None:
    for document in invented_reports.graded_documents():
        if document.category and document.kind == "card":
            without = ReportDocument(**{**vars(document), "category": ""})
            read = parse_report(report_pdf(without))
            assert [doubt.code for doubt in read.doubts] == ["category_not_found"]
            assert len(read.judgements) == len(label_of(without).grades)
            assert (read.category_of_concern, read.category_known) == (None, False)


def test_no_person_of_an_invented_report_comes_out() -> None:
    for document in (*invented_reports.graded_documents(count=4), *invented_reports.monitoring_documents()):
        told = repr(parse_report(report_pdf(document)))
        assert not [name for name in (*FIRST_NAMES, *SURNAMES) if name in told], document


def test_no_report_of_the_scenario_is_read_wrongly(scenario: Scenario) -> None:
    documents = [document_of(publication) for publication in numbered(scenario.schools.values()).values()]
    found = list(invented(documents))
    assert not [what for _, verdict_, what in found if verdict_ == "wrong"]
    assert sum(verdict_ == "exact" for _, verdict_, _ in found) >= 0.9 * len(found)
