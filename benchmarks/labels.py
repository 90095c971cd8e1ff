"""What a report says, written down beside it, and whether a reading of it is exact, abstains or is wrong.

Belongs here: the label and the comparison. Does not belong here: documents and their labels
(invented_reports.py, real_samples.py), the table (accuracy.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pipelines.documents.report import ParsedReport

Verdict = Literal["exact", "abstained", "wrong"]


@dataclass(frozen=True)
class Label:
    """What is published; None where the document does not say.

    grades: a grade by area, None for insufficient evidence. has_category: False where the document does not
    tell whether the school is in a category of concern; category is then None too.
    """

    kind: str
    framework: str | None
    urn: int | None = None
    number: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    grades: Mapping[str, str | None] = field(default_factory=dict)
    has_category: bool = False
    category: str | None = None
    outcome: str | None = None
    predecessors: tuple[int, ...] = ()


def differences(label: Label, read: ParsedReport) -> list[str]:
    """What a reading states otherwise than the label does: nothing of it may be."""
    stated = {
        "urn": (read.urn, label.urn),
        "number": (read.inspection_number, label.number),
        "first_day": (read.inspection_start_date, label.first_day),
        "last_day": (read.inspection_end_date, label.last_day),
        "framework": (read.framework, label.framework),
        "outcome": (read.outcome, label.outcome),
        "category": (read.category_of_concern, label.category),
    }
    wrong = [
        f"{what}: {found} and not {said}"
        for what, (found, said) in stated.items()
        if found not in (None, said)
    ]
    wrong += [
        f"{judgement.area}: {judgement.grade} and not {label.grades.get(judgement.area, 'judged')}"
        for judgement in read.judgements
        if judgement.area not in label.grades or label.grades[judgement.area] != judgement.grade
    ]
    if read.kind not in (label.kind, "other"):
        wrong.append(f"kind: {read.kind} and not {label.kind}")
    if read.category_known and (read.category_of_concern, True) != (label.category, label.has_category):
        wrong.append(f"category: {read.category_of_concern} and not {label.category}")
    if set(read.predecessor_urns) - set(label.predecessors):
        wrong.append(f"predecessors: {read.predecessor_urns} and not {label.predecessors}")
    return wrong


def verdict(label: Label, read: ParsedReport) -> Verdict:
    """Exact only where everything that the document says was read, and nothing is left to a person."""
    if differences(label, read):
        return "wrong"
    complete = (
        not read.needs_human_reading
        and (read.kind, read.framework, read.urn, read.inspection_number)
        == (label.kind, label.framework, label.urn, label.number)
        and (read.inspection_start_date, read.inspection_end_date) == (label.first_day, label.last_day)
        and {judgement.area: judgement.grade for judgement in read.judgements} == dict(label.grades)
        and (read.category_of_concern, read.category_known) == (label.category, label.has_category)
        and (read.outcome, read.predecessor_urns) == (label.outcome, label.predecessors)
    )
    return "exact" if complete else "abstained"
