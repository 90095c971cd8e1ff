"""The extract of all fields: every establishment of the register, open, closed or proposed.

Belongs here: what its columns mean. Does not belong here: finding them (table.py), reading cells (values.py).
"""

from __future__ import annotations

from pipelines.documents.gias.relations import REJECTED, SCHOOL
from pipelines.documents.gias.table import Cells, SetAside, Table, Values
from pipelines.documents.gias.values import day_column, folded, number_column, text_column, urn_column
from pipelines.documents.small_documents import Rows
from pipelines.garbage import no_garbage_collection
from pipelines.reference import read_csv

TRUST_FLAG, FEDERATION_FLAG = "trust_flag", "federation_flag"


def parse_extract(content: bytes) -> Rows:
    """Every establishment once, in the file's order; raises DocumentRefused."""
    with no_garbage_collection():
        table = Table(content, "extract")
        return _once_each(table.read(SCHOOL, _Establishments(table).values), table)


class _Establishments:
    """Reads the lines of one extract."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._urn = urn_column(table, "urn")
        self._name = text_column(table, "school_name")
        self._type = text_column(table, "type_of_education")
        self._status_place = table.place("status")
        self._statuses = _by_word("statuses.csv", "status")
        self._scopes = _by_word("establishment_types.csv", "is_ofsted_school")
        self._belongs = {
            (row["field"], folded(row["published"])): row["belongs"] == "yes"
            for row in read_csv("gias/belonging.csv")
        }
        self._opening = (text_column(table, "type_group"), text_column(table, "phase"))
        self._establishment_number = text_column(table, "establishment_number")
        self._days = (day_column(table, "open_date"), day_column(table, "close_date"))
        self._numbers = tuple(
            number_column(table, field)
            for field in ("statutory_lowest_age", "statutory_highest_age", "pupils", "capacity")
        )
        self._places = tuple(
            text_column(table, field)
            for field in ("local_authority", "local_authority_code", "region", "postcode")
        )
        self._trust = (text_column(table, "trust_uid"), text_column(table, "trust_name"))
        self._sponsor = text_column(table, "sponsor_name")
        self._federation = (text_column(table, "federation_uid"), text_column(table, "federation_name"))
        self._character = (text_column(table, "diocese"), text_column(table, "religious_character"))
        self._telephone = (text_column(table, "telephone_code"), text_column(table, "telephone"))
        self._website = text_column(table, "website")
        self._last_changed_on = day_column(table, "last_changed_on")

    def values(self, number: int, cells: Cells) -> Values:
        """The row of gias_school of one line."""
        urn = self._urn(cells)
        name = self._name(cells)
        if name is None:
            raise SetAside(
                self._table.label("school_name"), None, "no_name", "The establishment has no name."
            )
        published_type = self._type(cells)
        return (
            number,
            urn,
            name,
            self._establishment_number(cells),
            published_type,
            *[read(cells) for read in self._opening],
            self._status(cells),
            *[read(cells) for read in self._days],
            *[read(cells) for read in self._numbers],
            *[read(cells) for read in self._places],
            *self._trust_of(number, cells),
            self._sponsor(cells),
            *self._federation_of(number, cells),
            *[read(cells) for read in self._character],
            self._telephone_of(cells),
            self._website(cells),
            self._last_changed_on(cells),
            self._is_ofsted_school(number, published_type),
        )

    def _status(self, cells: Cells) -> str:
        word = cells[self._status_place]
        status = self._statuses.get(folded(word))
        if status is None:
            raise SetAside(
                self._table.label("status"), word.strip(), "unknown_status", "The status is not known here."
            )
        return status

    def _is_ofsted_school(self, number: int, published: str | None) -> bool | None:
        """Whether Ofsted inspects establishments of the type as schools; None for a type not known here."""
        scope = self._scopes.get(folded(published or ""))
        if scope is None:
            self._table.note(
                "unknown_establishment_type", "type_of_education", published, number,
                "The type is not known here: give it a line in reference/gias/establishment_types.csv.",
            )  # fmt: skip
            return None
        return scope == "yes"

    def _trust_of(self, number: int, cells: Cells) -> tuple[str | None, str | None, bool]:
        """uid, name, and whether the file says anything: a trust, or that there is none that runs schools."""
        uid, name = (read(cells) for read in self._trust)
        belongs = self._flag(TRUST_FLAG, number, cells)
        if belongs is False:
            # A foundation or umbrella trust may be named beside it; it does not run the school.
            return None, None, True
        return uid, name, bool(uid or name)

    def _federation_of(self, number: int, cells: Cells) -> tuple[str | None, str | None, bool | None]:
        """uid, name, and whether the school is in one; None where the file does not say."""
        uid, name = (read(cells) for read in self._federation)
        return uid, name, True if uid or name else self._flag(FEDERATION_FLAG, number, cells)

    def _flag(self, field: str, number: int, cells: Cells) -> bool | None:
        word = cells[self._table.place(field)]
        if not word:
            return None
        belongs = self._belongs.get((field, folded(word)))
        if belongs is None:
            self._table.note(
                "unknown_word", field, word, number,
                "What it says is not known here: give it a line in reference/gias/belonging.csv.",
            )  # fmt: skip
        return belongs

    def _telephone_of(self, cells: Cells) -> str | None:
        """Code and number, which files of 2015 keep apart."""
        code, number = (read(cells) for read in self._telephone)
        return f"{code} {number}" if code and number else number


def _once_each(rows: Rows, table: Table) -> Rows:
    """The first row of each URN; a second one is set aside where it says something else."""
    first: dict[int, Values] = {}
    for values in rows[SCHOOL]:
        number, urn = values[0], values[1]
        earlier = first.setdefault(urn, values)
        if earlier is values:
            continue
        if earlier[1:] == values[1:]:
            table.note("repeated_row", "urn", str(urn), number, "The row stands there already; one is kept.")
        else:
            told = (
                table.label("urn"),
                str(urn),
                "urn_twice",
                f"Row {earlier[0]} describes it in another way.",
            )
            rows[REJECTED].append((number, str(urn), *told))
    rows[SCHOOL] = list(first.values())
    return rows


def _by_word(name: str, column: str) -> dict[str, str]:
    return {folded(row["published"]): row[column] for row in read_csv(f"gias/{name}")}
