"""The readers of the register's three files, as the store of small documents knows them.

Belongs here: which relations, which look-up tables, which function. Does not belong here: reading
(schools.py, links.py, groups.py).
"""

from __future__ import annotations

from collections.abc import Callable

from pipelines.documents.gias.groups import parse_groups
from pipelines.documents.gias.links import parse_links
from pipelines.documents.gias.relations import (
    FINDING,
    GROUP,
    LINK,
    PARSER_VERSION,
    REJECTED,
    RELATIONS,
    SCHOOL,
)
from pipelines.documents.gias.schools import parse_extract
from pipelines.documents.small_documents import Reader, Rows


def _reader(name: str, relation: str, read: Callable[[bytes], Rows], *tables: str) -> Reader:
    shared = ("columns.csv", "personal_columns.csv", "no_value.csv")
    return Reader(
        name=name,
        version=PARSER_VERSION,
        relations={kept: RELATIONS[kept] for kept in (relation, REJECTED, FINDING)},
        reference=tuple(f"gias/{table}" for table in (*shared, *tables)),
        read=read,
    )


GIAS_EXTRACT_READER = _reader(
    "gias_extract", SCHOOL, parse_extract, "statuses.csv", "establishment_types.csv", "belonging.csv"
)
GIAS_LINKS_READER = _reader("gias_links", LINK, parse_links, "link_types.csv")
GIAS_GROUPS_READER = _reader("gias_groups", GROUP, parse_groups)
