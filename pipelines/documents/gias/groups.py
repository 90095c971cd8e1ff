"""Membership of trusts: which school is in which group now.

Belongs here: the file of membership. Does not belong here: the trust that the extract itself names
(schools.py). The file keeps memberships that ended; those are counted and left.
"""

from __future__ import annotations

from pipelines.documents.gias.relations import GROUP
from pipelines.documents.gias.table import Cells, Table, Values
from pipelines.documents.gias.values import day_column, text_column, urn_column
from pipelines.documents.small_documents import Rows
from pipelines.garbage import no_garbage_collection


def parse_groups(content: bytes) -> Rows:
    """Every membership that has not ended; raises DocumentRefused."""
    with no_garbage_collection():
        table = Table(content, "groups")
        urn, urn_text = urn_column(table, "urn"), text_column(table, "urn")
        texts = [text_column(table, field) for field in ("group_uid", "group_id", "group_name", "group_type")]
        joined_on, left_on = day_column(table, "joined_on"), day_column(table, "left_on")
        ended, without_school = 0, 0

        def values(number: int, cells: Cells) -> Values | None:
            nonlocal ended, without_school
            if urn_text(cells) is None:
                without_school += 1
                return None
            if left_on(cells) is not None:
                ended += 1
                return None
            return number, urn(cells), *[text(cells) for text in texts], joined_on(cells)

        rows = table.read(GROUP, values)
        if ended:
            table.note("membership_ended", "left_on", None, None, f"{ended} memberships have ended.", "info")
        if without_school:
            message = f"{without_school} groups have no school."
            table.note("group_without_school", "urn", None, None, message, "info")
        return rows
