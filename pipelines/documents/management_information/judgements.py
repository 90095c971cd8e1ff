"""The judgements of a block's inspections: one for each area that the document has a column for.

Belongs here: grades as published, their rank, status and day. Does not belong here: comparing grades.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipelines.documents.management_information import vocabulary
from pipelines.documents.management_information.columns import (
    Mask,
    TextColumn,
    categorical,
    constant,
    is_missing,
)
from pipelines.documents.management_information.document import Part
from pipelines.documents.management_information.eras import fold
from pipelines.documents.management_information.inspections import BlockInspections
from pipelines.documents.management_information.rows import Rows
from pipelines.documents.refusal import DocumentRefused

JUDGING_KINDS = ("graded", "report_card")
OVERALL = "overall_effectiveness"
SAFEGUARDING = "safeguarding"
OVERALL_UNTIL = np.datetime64("2024-08-31")
UNKNOWN = vocabulary.Grade(None, None, "unknown")


def read_judgements(rows: Rows, inspections: BlockInspections) -> list[Part]:
    """The judgements of each area, in the order of the era's table."""
    block = inspections.block
    judged = inspections.present & inspections.kinds.isin(JUDGING_KINDS)
    areas = [key for key in rows.table.header.positions if key[:2] == (block.name, "grade")]
    _tell_unread_grades(rows, inspections.present & ~judged, areas)
    return [_read_area(rows, inspections, judged, area) for _, _, area in areas]


@dataclass(frozen=True)
class _Meanings:
    """What each word of a column means, by scale and then by word; None where the scale does not know it."""

    grades: list[list[vocabulary.Grade | None]]

    def by_row(self, scale_index: NDArray[np.int32], codes: NDArray[np.int32]) -> NDArray[np.int32]:
        """Each row's place in the flat list of meanings."""
        return scale_index * len(self.grades[0]) + codes

    @property
    def flat(self) -> list[vocabulary.Grade | None]:
        return [grade for grades in self.grades for grade in grades]


def _read_area(rows: Rows, inspections: BlockInspections, judged: Mask, area: str) -> Part:
    block = inspections.block
    column = rows.column((block.name, "grade", area))
    assert column is not None, "areas are taken from the header"
    scales = [vocabulary.area_scale(area, scale) for scale in inspections.scales]
    kept = judged & ~_blank_where_not_judged(inspections, area, column)
    words = column.kept(kept)
    scale_index = inspections.scale_index[kept]
    meanings = _Meanings([_meanings(scale, words.words) for scale in scales])
    place = meanings.by_row(scale_index, words.codes)
    flat = meanings.flat
    _refuse_unknown_grade(rows, kept, words, place, flat, area)
    if area == OVERALL:
        _tell_odd_overall(rows, inspections, kept, words)
    grades = [grade or UNKNOWN for grade in flat]
    ranks = np.array([grade.rank or 0 for grade in grades], dtype=np.int32)[place]
    columns: dict[str, Any] = {
        "row_number": rows.numbers[kept],
        "block": constant(block.name, len(place)),
        "area": constant(area, len(place)),
        "grade": categorical([grade.grade for grade in grades], place),
        "grade_rank": pd.arrays.IntegerArray(ranks, ranks == 0),
        "status": categorical([grade.status for grade in grades], place),
        "scale": categorical(scales, scale_index),
        "column_name": constant(column.name, len(place)),
    }
    dates = rows.column((block.name, "grade_date", area))
    if dates is not None:
        columns["grade_date"] = dates.kept(kept).days.astype("datetime64[s]")
    return Part(columns, len(place))


def _meanings(scale: str, words: list[str]) -> list[vocabulary.Grade | None]:
    known = vocabulary.scale(scale)
    return [UNKNOWN if is_missing(word) else known.get(fold(word)) for word in words]


def _blank_where_not_judged(inspections: BlockInspections, area: str, column: TextColumn) -> Mask:
    """Rows that are blank because their framework does not judge the area: nothing was left out there."""
    judging = vocabulary.area_frameworks(area)
    # The last entry answers for a framework that is not known (index -1).
    lacks = np.array(
        [*(framework.name not in judging for framework in inspections.frameworks), False], dtype=bool
    )
    blank: Mask = column.missing & lacks[inspections.framework_index]
    return blank


def _refuse_unknown_grade(
    rows: Rows,
    kept: Mask,
    words: TextColumn,
    place: NDArray[np.int32],
    flat: list[vocabulary.Grade | None],
    area: str,
) -> None:
    strange = np.array([grade is None for grade in flat], dtype=bool)[place]
    if strange.any():
        row = int(np.flatnonzero(strange)[0])
        raise DocumentRefused(
            "unknown_safeguarding_word" if area == SAFEGUARDING else "unknown_grade",
            "The word is no judgement that is known in this column.",
            int(rows.numbers[kept][row]),
            words.name,
            words.word(row),
        )


def _tell_odd_overall(rows: Rows, inspections: BlockInspections, kept: Mask, words: TextColumn) -> None:
    """Overall effectiveness ended with August 2024 for state-funded schools; the file should agree."""
    if rows.table.header.era.provider != "state_funded":
        return
    after = inspections.starts[kept] > OVERALL_UNTIL
    digits = words.where(lambda word: word in ("1", "2", "3", "4"))
    not_judged = words.where(lambda word: fold(word) == "not judged")
    for code, odd, complaint in (
        (
            "overall_after_august_2024",
            after & digits,
            "have an overall grade though they started after August 2024",
        ),
        (
            "no_overall_before_september_2024",
            ~after & not_judged,
            "have no overall grade though they started before September 2024",
        ),
    ):
        if odd.any():
            row = int(np.flatnonzero(odd)[0])
            rows.notes.warn(
                code,
                f"{odd.sum()} inspections {complaint}.",
                row_number=int(rows.numbers[kept][row]),
                column_name=words.name,
                value=words.word(row),
            )


def _tell_unread_grades(rows: Rows, unjudged: Mask, areas: list[tuple[str, str, str]]) -> None:
    """Grades beside a visit that is not graded are not its judgements; say how many there are."""
    for key in areas:
        column = rows.column(key)
        assert column is not None, "areas are taken from the header"
        unread = unjudged & column.where(lambda word: not is_missing(word) and word not in ("0", "8", "9"))
        if unread.any():
            row = int(np.flatnonzero(unread)[0])
            rows.notes.info(
                "grade_of_ungraded_visit",
                f"{unread.sum()} visits that are not graded inspections carry a grade here: not read.",
                row_number=int(rows.numbers[row]),
                column_name=column.name,
                value=column.word(row),
            )
