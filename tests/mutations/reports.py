"""Texts of report files under damage, of every layout and era.

Belongs here: the texts, what is put into them, what must hold of a reading. Does not belong here: writing
sound reports (tests/documents/report/invented_*.py), PDF files (test_hostile_files.py beside them).
"""

from __future__ import annotations

import re
from random import Random

from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.report import ParsedReport, pages_from_text
from tests.documents.report import invented_letters, invented_section5
from tests.documents.report import invented_reports as invented
from tests.documents.report.invented_reports import PEOPLE
from tests.documents.report.reading import read_text
from tests.documents.report.rendering import as_text
from tests.mutations.cases import Kind
from tests.mutations.damage import damaged_text

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
# A grade's printed forms: what must stand in its quoted words.
PRINTED = {
    "Outstanding": "1",
    "Good": "2",
    "Requires improvement": "3",
    "Satisfactory": "3",
    "Inadequate": "4",
}
ANSWERS = {"Yes": "effective", "No": "not effective|ineffective", "Met": "met", "Not met": "not met"}

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


def damage(text: str, chance: Random) -> str:
    return damaged_text(text, chance, (*PIECES, *GRADES), GRADES)


def read_report(text: str) -> bool:
    """Every grade is quoted, its quoted words stand in the text, and they hold the grade."""
    try:
        report = read_text(text)
    except DocumentRefused:
        return False
    assert_nothing_invented(report, text)
    return True


def assert_nothing_invented(report: ParsedReport, text: str) -> None:
    """What ``read_report`` promises, of a report that was read."""
    # An empty page stands as a second blank between the pages around it.
    folded = " ".join(pages_from_text(text).flat.split())
    assert len({judgement.area for judgement in report.judgements}) == len(report.judgements)
    for judgement in report.judgements:
        assert (judgement.status == "graded") == (judgement.grade is not None)
        quoted = re.fullmatch(r"page \d+: '(.*)'", judgement.locator, re.DOTALL)
        assert quoted
        words = pages_from_text(quoted[1]).flat
        assert all(part in folded for part in words.split(" … "))
        if judgement.grade is not None:
            forms = ANSWERS.get(
                judgement.grade, f"{judgement.grade.lower()}|{PRINTED.get(judgement.grade, '!')}"
            )
            assert re.search(forms.replace("requires", "requires?"), words), (judgement, words)
    if report.category_of_concern:
        assert re.search(
            r"special measures|significant improvement|serious weaknesses|notice to improve", folded
        )
    told = repr(report)
    assert not [name for name in PEOPLE if name in told]


KINDS = (
    Kind(
        "report",
        REPORTS,
        damage,
        read_report,
        lambda text: text.encode("utf-8", "surrogatepass"),
        cases=1100,
    ),
)
