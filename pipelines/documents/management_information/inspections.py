"""The inspections that a document speaks of, one for each row and block that names one.

Belongs here: an inspection's number, dates, kind, framework, category and outcome.
Does not belong here: judgements (judgements.py), malformed rows (inspection_checks.py), which inspections of
several documents are one (identity/).
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
from pipelines.documents.management_information.eras import Block, fold
from pipelines.documents.management_information.rows import Rows
from pipelines.documents.refusal import DocumentRefused

BY_START_DATE = "by_start_date"
BY_TYPE = "by_type"
TYPE_COLUMNS = ("event_type_grouping", "inspection_type_grouping", "inspection_type")
DATE_COLUMNS = ("inspection_start_date", "inspection_end_date", "publication_date")
OUTCOME_SCALE_OF_UNGRADED = "ungraded_outcome"
UNGRADED_KINDS = ("ungraded", "short")


@dataclass(frozen=True)
class BlockInspections:
    """One block's inspections, by row of the document.

    present: the rows that name an inspection. starts: their first days (NaT where not stated).
    framework_index and scale_index point into frameworks and scales; a framework of -1 is not known.
    """

    block: Block
    present: Mask
    starts: NDArray[np.datetime64]
    kinds: pd.Categorical
    frameworks: list[vocabulary.Framework]
    framework_index: NDArray[np.int32]
    scales: list[str]
    scale_index: NDArray[np.int32]


def stands_in(rows: Rows, block: Block) -> bool:
    """Whether the document has the block at all: one of the columns by which an inspection is named."""
    return bool(_naming_columns(rows, block))


def present_inspections(rows: Rows, block: Block) -> Mask:
    """The rows that name an inspection in the block: by number or first day, else by publication date."""
    present = np.zeros(len(rows), dtype=bool)
    for column in _naming_columns(rows, block):
        present |= ~column.missing
    return present


def _naming_columns(rows: Rows, block: Block) -> list[TextColumn]:
    names = ("inspection_number", "inspection_start_date")
    named = [column for name in names if (column := rows.column((block.name, name, ""))) is not None]
    published = rows.column((block.name, "publication_date", ""))
    return named or ([published] if published is not None else [])


def read_block(rows: Rows, block: Block) -> BlockInspections:
    """Which rows name an inspection in this block, and the kind, framework and scale of each."""
    present = present_inspections(rows, block)
    starts = _starts(rows, block, "inspection_start_date")
    frameworks, framework_index = _frameworks(rows, block, present, starts)
    # Without a first day, the publication date decides only what the digit 3 was called.
    known = starts if not np.isnat(starts).all() else _starts(rows, block, "publication_date")
    scales, scale_index = _scales(rows, block, frameworks, framework_index, known)
    kinds = _kinds(rows, block, present)
    return BlockInspections(block, present, starts, kinds, frameworks, framework_index, scales, scale_index)


def read_inspections(rows: Rows, inspections: BlockInspections) -> Part:
    """The block's inspections as rows of the relation."""
    block, present = inspections.block, inspections.present
    count = int(present.sum())

    def column(name: str) -> TextColumn | None:
        whole = rows.column((block.name, name, ""))
        return None if whole is None else whole.kept(present)

    columns: dict[str, Any] = {
        "row_number": rows.numbers[present],
        "block": constant(block.name, count),
        "urn": rows.urn_column().kept(present).numbers()[0],
        "kind": inspections.kinds[present],
        "framework": categorical(
            [*(framework.name for framework in inspections.frameworks), None],
            np.where(
                inspections.framework_index < 0, len(inspections.frameworks), inspections.framework_index
            )[present],
        ),
        "category_known": np.zeros(count, dtype=bool),
    }
    for name in ("inspection_number", "school_name_at_inspection"):
        if (text := column(name)) is not None:
            columns[name] = text.text()
    for name in ("inspection_type", "event_type_grouping", "school_type_at_inspection"):
        if (text := column(name)) is not None:
            columns[name] = text.category()
    for name in DATE_COLUMNS:
        if (text := column(name)) is not None:
            columns[name] = text.days.astype("datetime64[s]")
    relates = column("relates_to_current_school")
    if relates is not None:
        columns["relates_to_current_school"] = relates.truths()
    columns["urn_at_inspection"] = _urn_at_inspection(columns["urn"], column("urn_at_inspection"), relates)
    if (text := column("category_of_concern")) is not None:
        columns["category_of_concern"] = _categories(rows, present, text)
        columns["category_known"] = ~text.null
    if (text := column("outcome")) is not None:
        columns["outcome"] = _outcomes(rows, inspections, text)
    return Part(columns, count)


def _urn_at_inspection(own: Any, stated: TextColumn | None, relates: TextColumn | None) -> Any:
    """The stated URN; the row's own where there is no such column, or where the row says it is its own."""
    if stated is None:
        return own
    urns = stated.numbers()[0]
    if relates is not None:
        is_own = relates.where(lambda word: word.casefold() == "yes") & stated.missing
        urns[is_own] = own[is_own]
    return urns


def _starts(rows: Rows, block: Block, name: str) -> NDArray[np.datetime64]:
    column = rows.column((block.name, name, ""))
    return np.full(len(rows), np.datetime64("NaT", "D")) if column is None else column.days


def _frameworks(
    rows: Rows, block: Block, present: Mask, starts: NDArray[np.datetime64]
) -> tuple[list[vocabulary.Framework], NDArray[np.int32]]:
    known = vocabulary.frameworks(rows.table.header.era.provider)
    if block.framework != BY_START_DATE:
        named = [framework for framework in known if framework.name == block.framework]
        return named, np.full(len(rows), 0 if named else -1, dtype=np.int32)
    among = [framework for framework in known if framework.scale in vocabulary.four_grade_scales()]
    index = vocabulary.by_start_date(starts, among)
    last_day = among[-1].last_day
    if last_day is not None and block.kind != BY_TYPE:
        late = starts > np.datetime64(last_day)
        _tell(rows, late, block, "graded_after_last_day", f"with 1 to 4 grades started after {last_day}")
    unknown = present & (index < 0)
    _tell(rows, unknown, block, "framework_not_known", "started before any framework that is known here")
    return among, index


def _tell(rows: Rows, which: Mask, block: Block, code: str, complaint: str) -> None:
    if not which.any():
        return
    row = int(np.flatnonzero(which)[0])
    column = rows.column((block.name, "inspection_start_date", ""))
    rows.notes.warn(
        code,
        f"{which.sum()} inspections {complaint}.",
        row_number=int(rows.numbers[row]),
        column_name=column.name if column else None,
        value=column.word(row) if column else None,
    )


def _scales(
    rows: Rows,
    block: Block,
    frameworks: list[vocabulary.Framework],
    framework_index: NDArray[np.int32],
    days: NDArray[np.datetime64],
) -> tuple[list[str], NDArray[np.int32]]:
    """The scale of each row: its framework's; by date where the block has no framework; else the oldest."""
    provider = rows.table.header.era.provider
    scales = [*(framework.scale for framework in frameworks), vocabulary.scale_without_framework(provider)]
    index = np.where(framework_index < 0, len(scales) - 1, framework_index).astype(np.int32)
    if not frameworks:
        dated = [
            known
            for known in vocabulary.frameworks(provider)
            if known.scale in vocabulary.four_grade_scales()
        ]
        scales = [*(framework.scale for framework in dated), scales[-1]]
        by_date = vocabulary.by_start_date(days, dated)
        index = np.where(by_date < 0, len(scales) - 1, by_date).astype(np.int32)
    return scales, index


def _kinds(rows: Rows, block: Block, present: Mask) -> pd.Categorical:
    if block.kind != BY_TYPE:
        return constant(block.kind, len(rows))
    columns = [rows.column((block.name, name, "")) for name in TYPE_COLUMNS]
    codes = np.zeros(len(rows), dtype=np.int64)
    for column in columns:
        if column is not None:
            codes = codes * (len(column.words) + 1) + column.codes
    _, first_rows, index = np.unique(codes, return_index=True, return_inverse=True)
    kinds = []
    for row in first_rows:
        words = [
            "" if column is None or is_missing(column.word(row)) else column.word(row) for column in columns
        ]
        kind = vocabulary.kind_of(*words)
        if kind is None and present[row]:
            rows.notes.warn(
                "unknown_inspection_type",
                "No line of reference/inspection_types.csv fits: read as 'other', without judgements.",
                row_number=int(rows.numbers[row]),
                column_name=next((column.name for column in reversed(columns) if column is not None), None),
                value=" / ".join(word for word in words if word),
            )
        is_report_card = kind == "graded" and block.framework == vocabulary.REPORT_CARD
        kinds.append("report_card" if is_report_card else kind or vocabulary.OTHER_KIND)
    return categorical(kinds, index)


def _categories(rows: Rows, present: Mask, column: TextColumn) -> pd.Categorical:
    known = vocabulary.scale(vocabulary.CATEGORIES)
    _refuse_unknown(
        rows, present, column, known, "unknown_category", "is no category of concern that is known"
    )
    return column.category(lambda word: known[fold(word)].grade)


def _outcomes(rows: Rows, inspections: BlockInspections, column: TextColumn) -> pd.Categorical:
    """Outcomes as published: those of ungraded inspections must be known, those of other visits need not."""
    scale = inspections.block.outcome_scale
    present = inspections.present
    strict = inspections.kinds.isin(UNGRADED_KINDS) if not scale else np.ones(len(rows), dtype=bool)
    known = vocabulary.scale(scale or OUTCOME_SCALE_OF_UNGRADED)
    complaint = "is no outcome of an ungraded inspection that is known"
    _refuse_unknown(rows, present, column, known, "unknown_outcome", complaint, strict[present])
    return column.category(lambda word: known[fold(word)].grade if fold(word) in known else word)


def _refuse_unknown(
    rows: Rows,
    present: Mask,
    column: TextColumn,
    known: dict[str, vocabulary.Grade],
    code: str,
    complaint: str,
    among: Mask | None = None,
) -> None:
    """Raise DocumentRefused at the first present inspection (of those among) whose word is not in a scale."""
    strange = column.where(lambda word: not is_missing(word) and fold(word) not in known)
    if among is not None:
        strange &= among
    if strange.any():
        row = int(np.flatnonzero(strange)[0])
        raise DocumentRefused(
            code, f"The word {complaint}.", int(rows.numbers[present][row]), column.name, column.word(row)
        )
