"""Report files under damage, of every layout and era: as text, and as PDF files.

Belongs here: the reports, what is put into them, what must hold of a reading. Does not belong here: writing
sound reports (tests/documents/report/invented_*.py, replica/), files that mean harm (test_hostile_files.py).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from random import Random

from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.report import (
    ParsedReport,
    ReportJudgement,
    ReportText,
    pages_from_text,
    parse_report_text,
    read_pages,
)
from pipelines.reference import read_csv
from tests.documents.report import invented_letters, invented_section5
from tests.documents.report import invented_reports as invented
from tests.documents.report.invented_reports import PEOPLE
from tests.documents.report.rendering import as_pdf, as_text
from tests.mutations import replica_documents
from tests.mutations.cases import Kind, OnDemand
from tests.mutations.damage import damaged_file, damaged_text
from tests.mutations.evidence import CATEGORY_WORDS, DIGITS, in_prose, one_line

REPORTS = {
    "2005": as_text(invented_section5.section5_2005()),
    "2009": as_text(invented_section5.section5_2009()),
    "early 2012": as_text(invented_section5.section5_january_2012()),
    "2012": as_text(invented_section5.section5_2012()),
    "2015": as_text(invented.common_inspection()),
    "2019": as_text(invented.education_inspection(overall="Good", days="18 and 19 March 2020")),
    "2024": as_text(invented.education_inspection(sixth_form="Good")),
    "report card": as_text(invented.report_card()),
    "ungraded": as_text(invented_letters.ungraded()),
    "short": as_text(invented_letters.letter("Short inspection of", "This school continues to be good.")),
    "monitoring": as_text(
        invented_letters.letter(
            "Special measures monitoring inspection of", "Leaders have not made enough progress."
        )
    ),
    "conversion": as_text(invented_letters.conversion_letter()),
    "independent": as_text(invented_letters.independent()),
}
FILES = OnDemand({"invented graded": lambda: as_pdf(invented.education_inspection())})
# How the sentence on safeguarding ends.
ANSWERS = {
    "Yes": r"(?<!not )\beffective",
    "No": r"\b(?:not effective|ineffective)",
    "Met": r"(?<!not )\bmet",
    "Not met": r"\bnot met",
}
# A quote of as many letters was cut off.
LONGEST_QUOTE = 300

GRADES = (
    *("Outstanding", "Good", "Requires improvement", "Inadequate", "Satisfactory"),
    *("Strong standard", "Expected standard", "Needs attention", "Urgent improvement"),
    *("effective", "not effective", "met", "not met"),
)
PIECES = (
    *("4", "1", "Grade: 1", "not ", "no longer", "Dear", "Outcome", "URN: 100000", "31 February 2016"),
    *("Overall effectiveness", "This inspection:", "Inclusion", "Leadership and management"),
    *("Safeguarding standards not met", "of the opinion that this school requires special measures"),
    *("\n", "\f", " ", "\r", "\x00", "\u202e", "İ", "????", "\ufffd", "\uf06e"),
)


def damage(text: str, other: str, chance: Random) -> str:
    return damaged_text(text, other, chance, (*PIECES, *GRADES), GRADES)


def read_report(text: str) -> bool:
    """What comes out stood in the text: each grade at the end of the words that are quoted for it."""
    return _read(pages_from_text(text))


def read_file(content: bytes) -> bool:
    """The same of a PDF file, whose text the PDF library gives."""
    try:
        printed = read_pages(content)
    except DocumentRefused:
        return False
    return _read(printed)


def _read(printed: ReportText) -> bool:
    try:
        report = parse_report_text(printed)
    except DocumentRefused:
        return False
    assert_nothing_invented(report, printed)
    return True


def assert_nothing_invented(report: ParsedReport, printed: ReportText) -> None:
    """What ``read_report`` promises, of a report that was read."""
    flat, pages = one_line(printed.flat), [one_line(page) for page in printed.pages]
    assert len({judgement.area for judgement in report.judgements}) == len(report.judgements)
    for judgement in report.judgements:
        assert (judgement.status == "graded") == (judgement.grade is not None)
        _assert_graded(judgement, _quoted(judgement.locator, pages))
    assert (report.outcome is None) == (report.outcome_locator is None)
    if report.outcome_locator is not None:
        _quoted(report.outcome_locator, pages)
    _assert_category(report, pages)
    for day in (report.inspection_start_date, report.inspection_end_date, report.publication_date):
        assert day is None or in_prose(day).search(flat), day
    for number in (report.urn, report.inspection_number, *report.predecessor_urns):
        assert number is None or str(number).lower() in flat, number
    assert report.school_name is None or one_line(report.school_name) in " ".join(filter(None, pages))
    told = repr(report)
    assert not [name for name in PEOPLE if name in told]


def _quoted(locator: str, pages: list[str]) -> str:
    """The words of a locator, in small letters; they begin on the page that it names. pages: a line each."""
    match = re.fullmatch(r"page (\d+): '(.*)'", locator, re.DOTALL)
    assert match, locator
    page = int(match[1])
    parts = match[2].split(" … ")
    assert parts[0].split()[0] in pages[page - 1], locator
    from_page = " ".join(filter(None, pages[page - 1 :]))
    assert all(part in from_page for part in parts), locator
    return _in_small_letters(match[2])


@lru_cache(maxsize=1024)
def _in_small_letters(words: str) -> str:
    """Hundreds of damaged copies of one report are quoted in the same words."""
    return pages_from_text(words).flat


def _assert_graded(judgement: ReportJudgement, words: str) -> None:
    """The quoted words begin with a name of the area and end with its grade, as a word, a digit or both."""
    if judgement.area == "safeguarding":
        if judgement.grade is not None:
            assert re.search(rf"{ANSWERS[judgement.grade]}\Z", words), (judgement, words)
        return
    assert any(words.startswith(name) for name in _names(judgement.area)), (judgement, words)
    if judgement.grade is not None and len(words) < LONGEST_QUOTE:
        digit = DIGITS.get(judgement.grade, "!")
        # "Outcomes for pupils require improvement."
        word = judgement.grade.lower().replace("requires", "requires?")
        assert re.search(rf"(?:\b{word}(?: {digit})?|(?<!\d){digit})\Z", words), (judgement, words)


@cache
def _names(area: str) -> tuple[str, ...]:
    return tuple(row["spelling"].lower() for row in read_csv("report_areas.csv") if row["area"] == area)


def _assert_category(report: ParsedReport, pages: list[str]) -> None:
    """The words that put the school into its category are quoted, and do not say that it left it."""
    assert (report.category_of_concern is None) == (report.category_locator is None)
    if report.category_of_concern is None or report.category_locator is None:
        return
    words = _quoted(report.category_locator, pages)
    assert report.category_known
    assert any(said in words for said in CATEGORY_WORDS[report.category_of_concern]), words
    assert "no longer" not in words
    assert "?" not in words or words.endswith("yes")


def text_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


KINDS = (
    Kind(
        "report",
        OnDemand.of(REPORTS, replica_documents.report_texts()),
        damage,
        read_report,
        text_bytes,
        cases=245,
    ),
    Kind(
        "report-file",
        OnDemand.of(FILES, replica_documents.report_files()),
        damaged_file,
        read_file,
        bytes,
        cases=60,
    ),
)
