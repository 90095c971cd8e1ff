"""Files of the register of schools (GIAS) under damage.

Belongs here: the files, what is put into them, what must hold of a reading. Does not belong here: a single
row's meaning (tests/documents/gias).
"""

from __future__ import annotations

from datetime import date
from functools import partial
from random import Random
from typing import Any

from pipelines.documents.cells import read_sheets
from pipelines.documents.gias.reader import GIAS_EXTRACT_READER, GIAS_GROUPS_READER, GIAS_LINKS_READER
from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.small_documents import Reader
from tests.documents.gias.invented import GOOD_SCHOOL
from tests.mutations.cases import Kind, OnDemand
from tests.mutations.evidence import in_cell
from tests.mutations.replica_documents import register_file
from tests.mutations.tables import DamagedTable, Rows, damaged_table

# So many rows that one which is set aside does not refuse the file.
ROWS = 60
SCHOOL = GOOD_SCHOOL | {"URN": "{urn}"}
LINK = {"URN": "{urn}", "LinkURN": "900900", "LinkType": "Successor", "LinkEstablishedDate": "01-09-2020"}
MEMBERSHIP = {
    "Group UID": "99101",
    "Group ID": "TR99101",
    "Group Name": "Lanternfield",
    "Group Type": "Multi-academy trust",
    "URN": "{urn}",
    "Date Joined Group": "01/09/2020",
}
NAME = "Quillfeather"
WORDS = (
    *("", "NULL", "0", "-1", "900001", "9OOOO1", "1e5", "31-02-2001", "01-09-2999", "2001-09-01", "many"),
    *("Open", "Closed", "Dreaming", "Predecessor", "Successor", "Cousin", "Not applicable", 'a,"b"\n', "é"),
    *("URN", "LinkType", "HeadLastName", "x" * 400, "\x00", NAME),
)


def _file(row: dict[str, str]) -> Rows:
    return [
        list(row),
        *([cell.format(urn=900001 + number) for cell in row.values()] for number in range(ROWS)),
    ]


def damage(rows: Rows, other: Rows, chance: Random) -> DamagedTable:
    return damaged_table(rows, other, chance, WORDS, "cp1252")


def read_file(reader: Reader, damaged: DamagedTable) -> bool:
    """What comes out of a row stood in it, every row is accounted for, and nobody's name is kept."""
    try:
        read = reader.read(damaged.content)
    except DocumentRefused:
        return False
    rows = read_sheets(damaged.content)[0].rows if damaged.rows is None else damaged.rows
    columns = list(reader.relations[next(iter(read))])
    kept = [dict(zip(columns, values, strict=True)) for values in next(iter(read.values()))]
    for found in kept:
        _assert_stands(found, [cell.strip() for cell in rows[found["row_number"] - 1]])
    heads = [place for place, name in enumerate(rows[0]) if name.strip().startswith("Head")]
    names = {row[place].strip() for row in rows[1:] for place in heads if place < len(row)}
    assert not names - {""}, "a file that names a head was read"
    _assert_rows_accounted_for(kept, read, rows)
    return True


def _assert_stands(found: dict[str, Any], cells: list[str]) -> None:
    for name in ("urn", "linked_urn", "pupils", "school_name", "published_type", "group_uid", "trust_name"):
        if found.get(name) is not None:
            assert str(found[name]) in {*cells, *(cell.lstrip("0") or "0" for cell in cells)}, (name, found)
    for day in (value for value in found.values() if isinstance(value, date)):
        assert any(in_cell(day, cell) for cell in cells), (day, cells)


def _assert_rows_accounted_for(
    kept: list[dict[str, Any]], read: dict[str, list[tuple[Any, ...]]], rows: Rows
) -> None:
    """Each row is kept, set aside, a repeat of one that is kept, or counted among those that are left."""
    numbers = [found["row_number"] for found in kept] + [values[0] for values in read["gias_rejected"]]
    assert len(numbers) == len(set(numbers))
    left = sum(
        int(message.split()[0])
        for code, *_, message in read["gias_finding"]
        if code in ("membership_ended", "group_without_school")
    )
    # Rows that differ only where nothing is read (a trust beside a flag that says none) are repeats too.
    repeated = {value for code, _, _, _, value, _ in read["gias_finding"] if code == "repeated_row"}
    others = [row for number, row in enumerate(rows, 1) if number > 1 and any(row) and number not in numbers]
    assert len([row for row in others if not repeated & {cell.strip() for cell in row}]) == left


def _kind(name: str, row: dict[str, str], file: str, reader: Reader, cases: int) -> Kind[Rows, DamagedTable]:
    documents = OnDemand({"rows": partial(_file, row), "replica": partial(register_file, file)})
    return Kind(name, documents, damage, partial(read_file, reader), lambda damaged: damaged.content, cases)


KINDS = (
    _kind("register-extract", SCHOOL, "edubasealldata", GIAS_EXTRACT_READER, 150),
    _kind("register-links", LINK, "links_edubasealldata", GIAS_LINKS_READER, 700),
    _kind("register-groups", MEMBERSHIP, "academiesmatmembership", GIAS_GROUPS_READER, 700),
)
