"""Files of the register of schools (GIAS) under damage.

Belongs here: the files, what is put into them, what must hold of a reading. Does not belong here: a single
row's meaning (tests/documents/gias).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from random import Random

from pipelines.documents.gias.reader import GIAS_EXTRACT_READER, GIAS_GROUPS_READER, GIAS_LINKS_READER
from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.small_documents import Reader
from tests.mutations.cases import Kind
from tests.mutations.tables import DamagedTable, Rows, damaged_table

# So many rows that one which is set aside does not refuse the file.
ROWS = 60
SCHOOL = {
    "URN": "{urn}",
    "LA (code)": "990",
    "LA (name)": "Borsetshire",
    "EstablishmentName": "Fernhollow Primary School",
    "TypeOfEstablishment (name)": "Community school",
    "EstablishmentStatus (name)": "Open",
    "PhaseOfEducation (name)": "Primary",
    "OpenDate": "01-09-2001",
    "CloseDate": "",
    "Postcode": "ZZ1 1AA",
    "NumberOfPupils": "120",
    "TrustSchoolFlag (name)": "Not supported by a trust",
    "Trusts (name)": "",
    "FederationFlag (name)": "Not under a federation",
    "Federations (name)": "",
    "Diocese (name)": "Not applicable",
    "HeadFirstName": "",
    "HeadLastName": "",
}
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


def damage(rows: Rows, chance: Random) -> DamagedTable:
    return damaged_table(rows, chance, WORDS, "cp1252")


def read_file(reader: Reader, damaged: DamagedTable) -> bool:
    """Every URN that comes out stood in the file, no row counts twice, and nobody's name is kept."""
    try:
        rows = reader.read(damaged.content)
    except DocumentRefused:
        return False
    if damaged.rows is not None:
        header = damaged.rows[0]
        stood = {cell.strip() for row in damaged.rows[1:] for cell in row}
        kept, *_ = rows.values()
        columns = list(reader.relations[next(iter(rows))])
        assert len(kept) + len(rows["gias_rejected"]) <= len(damaged.rows) - 1
        assert all(str(row[columns.index("urn")]) in stood for row in kept)
        heads = [place for place, name in enumerate(header) if name.strip().startswith("Head")]
        names = {row[place].strip() for row in damaged.rows[1:] for place in heads if place < len(row)}
        assert not names - {""}, "a file that names a head was read"
    return True


def _kind(name: str, row: dict[str, str], reader: Reader, cases: int) -> Kind[Rows, DamagedTable]:
    read: Callable[[DamagedTable], bool] = partial(read_file, reader)
    return Kind(name, {"rows": _file(row)}, damage, read, lambda damaged: damaged.content, cases)


KINDS = (
    _kind("register-extract", SCHOOL, GIAS_EXTRACT_READER, 700),
    _kind("register-links", LINK, GIAS_LINKS_READER, 700),
    _kind("register-groups", MEMBERSHIP, GIAS_GROUPS_READER, 700),
)
