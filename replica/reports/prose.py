"""Sentences and invented people for a report, the same for the same inspection.

Belongs here: choosing from prose.txt, and names of people that nobody bears.
Does not belong here: anything that a report states as a fact of the school.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from zlib import crc32

from replica.reports.document import ReportDocument

SENTENCES = Path(__file__).with_name("prose.txt")

FIRST_NAMES = (
    "Araminta",
    "Barnabas",
    "Clementine",
    "Dunstan",
    "Euphemia",
    "Ferdinand",
    "Griselda",
    "Horatio",
)
SURNAMES = (
    "Quillfeathering",
    "Ockenthwaite",
    "Thistlemarsh",
    "Umberwick",
    "Vellacorn",
    "Wintlebury",
    "Yarrowsedge",
    "Zephyrhythe",
)


@cache
def _sentences() -> dict[str, tuple[str, ...]]:
    subjects: dict[str, list[str]] = {}
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            subjects[line.strip("[]")] = []
        elif line and not line.startswith("#"):
            subjects[next(reversed(subjects))].append(line)
    return {subject: tuple(sentences) for subject, sentences in subjects.items()}


def sentences(document: ReportDocument, subject: str, count: int, *, place: str = "") -> list[str]:
    """Sentences on one subject, all different as long as there are enough; place: where in the report."""
    known = _sentences()[subject]
    first = _draw(document, subject + place)
    return [known[(first + at) % len(known)].replace("{school}", document.school_name) for at in range(count)]


def paragraph(document: ReportDocument, subject: str, count: int, *, place: str = "") -> str:
    return " ".join(sentences(document, subject, count, place=place))


def person(document: ReportDocument, role: str) -> str:
    """The invented person in a role; never anybody's real name."""
    drawn = _draw(document, role)
    return f"{FIRST_NAMES[drawn % len(FIRST_NAMES)]} {SURNAMES[drawn // 8 % len(SURNAMES)]}"


def _draw(document: ReportDocument, what: str) -> int:
    return crc32(f"{document.urn} {document.inspection_number} {what}".encode())
