"""The one way in which a reader says that a document surprised it.

Belongs here: the exception and how it reads. What is surprising is decided by each reader.
"""

from __future__ import annotations


class DocumentRefused(Exception):
    """A document that surprised its reader and is refused whole: nothing of it enters.

    reason_code is snake_case and stable. row_number counts from 1 as a spreadsheet does (titles and header
    included); column_name is as printed in the header; value is the cell's text. Each is None where no one
    cell is meant.
    """

    def __init__(
        self,
        reason_code: str,
        message: str,
        row_number: int | None = None,
        column_name: str | None = None,
        value: str | None = None,
    ) -> None:
        super().__init__(reason_code, message, row_number, column_name, value)
        self.reason_code = reason_code
        self.message = message
        self.row_number = row_number
        self.column_name = column_name
        self.value = value

    def __str__(self) -> str:
        place = []
        if self.row_number is not None:
            place.append(f"row {self.row_number}")
        if self.column_name is not None:
            place.append(f"column {self.column_name!r}")
        if self.value is not None:
            place.append(f"value {self.value!r}")
        return f"{self.message} ({', '.join(place)})" if place else self.message
