"""Real link labels and a real file of management information, read once by the program and once plainly.

Belongs here: those two counts. The plain readings know one shape each and look nothing up.
Does not belong here: reports (real_samples.py), the table (accuracy.py).
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from datetime import date, datetime

from benchmarks.labels import Verdict
from benchmarks.real_samples import SAMPLES
from pipelines.documents.management_information import parse_management_information
from pipelines.documents.reports_site import read_label

LABELS = SAMPLES / "json" / "provider_page_labels_2026.json"
MANAGEMENT_INFORMATION = SAMPLES / "mi" / "sample_latest_inspections_as_at_31_Aug_2026.csv"
AS_AT = date(2026, 8, 31)

DAY = r"\d\d? [A-Z][a-z]+ \d{4}"
PLAIN_LABEL = re.compile(
    rf"(?:(?P<first_day>{DAY}) : )?(?P<words>[A-Z][A-Za-z -]+?)"
    r"(?:: (?P<grade>Outstanding|Good|Requires Improvement|Inadequate))?(?::? ?\( PDF \))?"
    rf"(?: (?P=words))?(?: · (?P<last_day>{DAY}))?"
)
JUDGEMENT = re.compile(
    r"(?:Safeguarding standards|Inclusion|Curriculum and teaching|Achievement|Attendance and behaviour"
    r"|Personal development and wellbeing|Early years \(where applicable\)|Leadership and governance"
    r"|Post-16 provision \(where applicable\)"
    r"|Latest OEIF (?:overall effectiveness|quality of education|behaviour and attitudes|personal development"
    r"|effectiveness of leadership and management|safeguarding is effective\?"
    r"|early years provision \(where applicable\)|sixth form provision \(where applicable\)))"
)
#: What a cell means; any other word is itself. Nothing is said where no such inspection took place.
GRADES = {"1": "Outstanding", "2": "Good", "3": "Requires improvement", "4": "Inadequate"}
NO_GRADE = ("0", "8", "9", "Not judged", "Not applicable")


def labels() -> Counter[Verdict]:
    """A verdict for each of the real labels: words, grade and day."""
    return Counter(_label(row["label"]) for row in json.loads(LABELS.read_text(encoding="utf-8")))


def _label(text: str) -> Verdict:
    plain = PLAIN_LABEL.fullmatch(text)
    if plain is None:
        raise ValueError(f"the plain reading of labels does not know the shape of {text!r}")
    read = read_label(text)
    if read.event_type == "unknown":
        return "abstained"
    said = (plain["words"], plain["grade"], _day(plain["first_day"]), _day(plain["last_day"]))
    return "exact" if (read.words, read.grade, read.first_day, read.last_day) == said else "wrong"


def _day(text: str | None) -> date | None:
    return datetime.strptime(text, "%d %B %Y").date() if text else None  # noqa: DTZ007  # a day has no zone


def cells() -> Counter[Verdict]:
    """A verdict for each cell that holds a judgement, in every row."""
    parsed = parse_management_information(
        MANAGEMENT_INFORMATION.read_bytes(), title=MANAGEMENT_INFORMATION.stem, as_at=AS_AT
    )
    read = {
        (row_number, column): grade if status == "graded" else None
        for row_number, column, grade, status in zip(
            *(parsed.judgements[name] for name in ("row_number", "column_name", "grade", "status")),
            strict=True,
        )
    }
    verdicts: Counter[Verdict] = Counter()
    with MANAGEMENT_INFORMATION.open(encoding="cp1252", newline="") as file:
        for row_number, row in enumerate(csv.DictReader(file), start=2):
            for header in row:
                column, cell = " ".join(header.split()), row[header].strip()
                if not JUDGEMENT.fullmatch(column):
                    continue
                place = (row_number, column)
                if cell == "NULL":
                    verdicts["wrong"] += place in read
                elif place not in read:
                    verdicts["abstained"] += 1
                else:
                    printed = None if cell in NO_GRADE else GRADES.get(cell, cell)
                    verdicts["exact" if read[place] == printed else "wrong"] += 1
    # What the program reads in columns that the plain reading does not know is compared with nothing.
    verdicts["wrong"] += len(read) - verdicts["exact"] - verdicts["wrong"]
    return verdicts
