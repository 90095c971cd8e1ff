"""What makes a row malformed in its inspection columns: it is then set aside, and the document read on.

Belongs here: one check for each way in which a row can contradict the calendar or itself.
Does not belong here: words for which a document is refused whole (inspections.py, judgements.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import numpy as np

from pipelines.documents.management_information.columns import Mask, TextColumn, is_missing
from pipelines.documents.management_information.eras import Block, Key
from pipelines.documents.management_information.inspections import (
    DATE_COLUMNS,
    present_inspections,
    stands_in,
)
from pipelines.documents.management_information.rows import SIX_DIGITS, URN, Rows

# Ofsted was set up in 1992: no inspection of its own is older.
FIRST_DAY = np.datetime64(date(1992, 1, 1))
# A file appears weeks after its as-at day and may speak of inspections up to then; a later date is a slip.
LATEST_AFTER_AS_AT = timedelta(days=92)

INSPECTION_NUMBER = re.compile(r"(?:ITS)?\d{4,9}", re.IGNORECASE)
# Cells that stand beside no judgement in files that fill every column.
NO_GRADES = ("0", "8", "9", "not applicable", "not judged")


def check_inspections(rows: Rows, as_at: date | None) -> None:
    """Set malformed rows aside, block by block."""
    for block in rows.table.header.era.blocks:
        if not stands_in(rows, block):
            continue
        _check_words(rows, block)
        for key in rows.table.header.positions:
            if key[0] == block.name and key[1] in (*DATE_COLUMNS, "grade_date"):
                _check_days(rows, key, as_at)
        _check_start_is_stated(rows, block)
        _check_order(rows, block, "publication_date", "published_before_start")
        _check_order(rows, block, "inspection_end_date", "ended_before_start")
        _check_no_stray_grades(rows, block)
    if not rows.table.header.era.lists_schools:
        _check_row_is_inspection(rows, rows.table.header.era.blocks[0])


def _check(rows: Rows, key: Key, test: Callable[[TextColumn], Mask], code: str, reason: str) -> None:
    column = rows.column(key)
    if column is not None:
        rows.set_aside(test(column), column, code, reason)


def _not(accepted: Callable[[str], object]) -> Callable[[TextColumn], Mask]:
    return lambda column: column.where(lambda word: not is_missing(word) and not accepted(word))


def _check_words(rows: Rows, block: Block) -> None:
    _check(
        rows,
        (block.name, "inspection_number", ""),
        _not(INSPECTION_NUMBER.fullmatch),
        "inspection_number_malformed",
        "The inspection number is neither digits nor ITS and digits.",
    )
    _check(
        rows,
        (block.name, "urn_at_inspection", ""),
        _not(SIX_DIGITS.fullmatch),
        "urn_not_six_digits",
        "The URN at the inspection is not a number of six digits.",
    )
    _check(
        rows,
        (block.name, "relates_to_current_school", ""),
        _not(lambda word: word.casefold() in ("yes", "no")),
        "neither_yes_nor_no",
        "The cell says neither Yes nor No.",
    )


def _check_days(rows: Rows, key: Key, as_at: date | None) -> None:
    _check(
        rows,
        key,
        lambda column: column.no_day,
        "impossible_date",
        "The cell is no day of the calendar.",
    )
    _check(
        rows,
        key,
        lambda column: column.days < FIRST_DAY,
        "date_before_1992",
        "The date is before Ofsted's first inspections.",
    )
    if as_at is not None:
        latest = np.datetime64(as_at + LATEST_AFTER_AS_AT)
        _check(
            rows,
            key,
            lambda column: column.days > latest,
            "date_in_future",
            f"The date is more than {LATEST_AFTER_AS_AT.days} days after the document's as-at day.",
        )


def _check_start_is_stated(rows: Rows, block: Block) -> None:
    number = rows.column((block.name, "inspection_number", ""))
    if number is not None:
        _check(
            rows,
            (block.name, "inspection_start_date", ""),
            lambda start: start.missing & ~number.missing,
            "no_start_date",
            "An inspection is numbered but has no start date.",
        )


def _check_order(rows: Rows, block: Block, later: str, code: str) -> None:
    start = rows.column((block.name, "inspection_start_date", ""))
    if start is not None:
        starts = start.days
        reason = f"The {later.replace('_', ' ')} is before the inspection started."
        _check(rows, (block.name, later, ""), lambda column: column.days < starts, code, reason)


def _check_no_stray_grades(rows: Rows, block: Block) -> None:
    for key in rows.table.header.positions:
        if key[:2] == (block.name, "grade"):
            _check(
                rows,
                key,
                lambda column: ~present_inspections(rows, block) & column.where(_is_grade),
                "grade_without_inspection",
                "A grade stands in a row that names no such inspection.",
            )


def _is_grade(word: str) -> bool:
    return not is_missing(word) and word.casefold() not in NO_GRADES


def _check_row_is_inspection(rows: Rows, block: Block) -> None:
    absent = ~present_inspections(rows, block)
    _check(rows, URN, lambda column: absent, "no_inspection", "The row names no inspection.")
