"""The links: which establishment came before or after which, and other ties between two.

Belongs here: what each published type of link means (reference/gias/link_types.csv). Does not belong here:
what succession follows from links (sql/core).
"""

from __future__ import annotations

from pipelines.documents.gias.relations import LINK
from pipelines.documents.gias.table import Cells, SetAside, Table, Values
from pipelines.documents.gias.values import day_column, folded, urn_column
from pipelines.documents.small_documents import Rows
from pipelines.garbage import no_garbage_collection
from pipelines.reference import read_csv


def parse_links(content: bytes) -> Rows:
    """Every link as it is listed, seen from ``urn``; raises DocumentRefused.

    A published type that is not known sets its row aside; it is never guessed.
    """
    with no_garbage_collection():
        table = Table(content, "links")
        types = {
            folded(row["published"]): (row["link_type"], row["is_merger"] == "yes", row["is_split"] == "yes")
            for row in read_csv("gias/link_types.csv")
        }
        urn, linked_urn = urn_column(table, "urn"), urn_column(table, "linked_urn")
        established_on = day_column(table, "established_on")
        type_place = table.place("link_type")

        def values(number: int, cells: Cells) -> Values:
            published = cells[type_place].strip()
            here, there = urn(cells), linked_urn(cells)
            if folded(published) not in types:
                raise SetAside(
                    table.label("link_type"), published, "unknown_link_type",
                    "The type of link is not known here: give it a line in reference/gias/link_types.csv.",
                )  # fmt: skip
            if here == there:
                raise SetAside(
                    table.label("linked_urn"), str(there), "linked_to_itself", "It is linked to itself."
                )
            kind, is_merger, is_split = types[folded(published)]
            return number, here, there, kind, published, is_merger, is_split, established_on(cells)

        return table.read(LINK, values)
