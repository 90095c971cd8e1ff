"""The inspections that the lists tell, one row each, with the report before it in the same row of the lists.

Belongs here: from cells to inspections, and which came before which. A school's row stands for its line of
succession: it names the URN at the time of each inspection. Does not belong here: what follows from an
inspection (rules.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from tests.recorded.recount.columns import (
    CARD_AREAS,
    CARD_GRADES,
    CARD_NO_GRADE,
    CATEGORIES,
    GRADES,
    JUDGEMENTS,
    LAYOUTS,
    NO_GRADE,
    SAFEGUARDING,
    Block,
)
from tests.recorded.recount.lists import PublishedList

# First days of the frameworks (frameworks.md); report cards have their own columns.
FRAMEWORKS = {
    "2005": pd.Timestamp(2005, 9, 1),
    "2009": pd.Timestamp(2009, 9, 1),
    "2012": pd.Timestamp(2012, 9, 1),
    "2015": pd.Timestamp(2015, 9, 1),
    "2019": pd.Timestamp(2019, 9, 1),
    "2024": pd.Timestamp(2024, 9, 1),
}
# From then on the lists print the day before the reports site (frameworks.md, traps; decisions.md).
SHIFTED_FROM = pd.Timestamp(2018, 10, 1)
BEFORE = "before_"


def inspections_of(lists: Sequence[PublishedList]) -> pd.DataFrame:
    """One row for each inspection number, indexed by it; oldest list first, so that the newest speaks last.

    Columns: school (URN of the row), urn (at the time), kind, framework, started, published, category (a
    code, "none" or not known), outcome, safeguarding, a number for each of JUDGEMENTS, a word for each of
    CARD_AREAS; and all of them for the graded report before, with ``before_`` in front.
    """
    told = pd.concat(
        _block(published, block) for published in lists for block in _layout(published.cells.columns)
    )
    # A number that is seen as graded and as ungraded is graded: an ungraded inspection that converted.
    told = told.sort_values(["is_graded", "as_at"], kind="stable")
    schools = told.groupby("number")["school"].nunique()
    _refuse(schools[schools > 1].index, "inspections stand in the rows of several schools")
    # last() passes over what is not stated: no blank replaces a known value.
    found = told.groupby("number").last()
    graded = found[found["is_graded"]].sort_values(["started", "published"])
    before = graded.groupby("school").shift(1)
    _refuse(before[before["kind"] == "report_card"].index, "report cards follow report cards")
    found = found.join(before.add_prefix(BEFORE))
    found["before_any_started"] = found.sort_values("started").groupby("school")["started"].shift(1)
    return found


def _layout(columns: Iterable[str]) -> tuple[Block, ...]:
    (layout,) = (blocks for sign, blocks in LAYOUTS.items() if sign in set(columns))
    return layout


def _block(published: PublishedList, block: Block) -> pd.DataFrame:
    """The inspections of one block of columns, the words turned into what they mean."""
    cells = published.cells[published.cells[block.number] != "NULL"]
    read = pd.DataFrame(
        {
            "number": cells[block.number],
            "school": cells["URN"].astype(int),
            "urn": cells[block.urn].astype(int),
            "kind": block.kind,
            "is_graded": block.kind != "ungraded",
            "as_at": pd.Timestamp(published.as_at),
            "started": _day(cells[block.started]),
            "published": _day(cells[block.published]),
        }
    )
    read["published"] += pd.to_timedelta((read["published"] >= SHIFTED_FROM).astype(int), unit="D")
    read["framework"] = _framework(read["started"]) if not block.areas else "card"
    if block.category:
        words = cells[block.category].replace({"": "none"})
        read["category"] = _known(words, (*CATEGORIES, "none"), ("NULL",))
    if block.outcome:
        read["outcome"] = cells[block.outcome].where(cells[block.outcome] != "NULL")
    if block.safeguarding:
        read["safeguarding"] = _known(cells[block.safeguarding], SAFEGUARDING, ("9", "NULL"))
    for name in JUDGEMENTS:
        words = cells[block.judgements[name]] if block.judgements else pd.Series("NULL", index=cells.index)
        read[name] = _known(words, tuple(GRADES), NO_GRADE).map(GRADES).astype(float)
    for area in CARD_AREAS:
        words = cells[area] if block.areas else pd.Series("NULL", index=cells.index)
        read[area] = _known(words, CARD_GRADES, CARD_NO_GRADE)
    for area in block.areas:
        graded_on = cells[f"{area.removesuffix(' (where applicable)')} - date of grade"]
        _refuse(cells.index[graded_on != cells[block.started]], f"areas were re-graded: {area}")
    return read


def _day(words: pd.Series) -> pd.Series:
    return pd.to_datetime(words, format="%d/%m/%Y")


def _framework(started: pd.Series) -> pd.Series:
    """The framework in force on the first day of the inspection."""
    return pd.cut(
        started, [*FRAMEWORKS.values(), pd.Timestamp.max], right=False, labels=list(FRAMEWORKS)
    ).astype(str)


def _known(words: pd.Series, known: Sequence[str], not_stated: Sequence[str]) -> pd.Series:
    """The words that say something; the others become missing. A word of neither kind is refused."""
    _refuse(words[~words.isin([*known, *not_stated])].tolist(), f"words of the column {words.name}")
    return words.where(words.isin(known))


def _refuse(surprises: Sequence[object] | pd.Index, what: str) -> None:
    """The recount knows what this recording holds and guesses at nothing else."""
    if len(surprises):
        raise ValueError(f"The recount does not know what to make of this: {what}: {list(surprises)[:5]}")
