"""The list as it leaves the desk: CSV, workbook, and a page to print, each recorded in the audit.

Belongs here: who may, and the answer. Does not belong here: what the files hold (desk/listing/exports.py).
"""

from __future__ import annotations

from starlette.responses import Response

from desk.casework import audit
from desk.casework.codes import Action
from desk.listing.beside import OpenFlags
from desk.listing.exports import listed_flags, may_export
from desk.listing.query import ListQuery
from desk.listing.reasons import reasons_of
from desk.listing.work import WorkItem
from desk.pages.outreach_list import filters_of, left_out_count, read_items
from desk.security.roles import Role
from desk.web.errors import Forbidden
from desk.web.page import page
from desk.web.visit import Visit
from pipelines.texts import say
from pipelines.warehouse.flag_export import ListedFlags, csv_bytes, workbook_bytes

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page("/list.csv", needs=Role.OFFICER)
def as_csv(visit: Visit) -> Response:
    """The rows that are asked for, of all pages, as CSV."""
    query, chosen, items = _asked(visit)
    content = csv_bytes(_listed(visit, query, chosen, items))
    _record(visit, Action.LIST_EXPORTED, query, len(chosen), form="csv")
    return _file(visit, content, "text/csv; charset=utf-8", "csv")


@page("/list.xlsx", needs=Role.OFFICER)
def as_workbook(visit: Visit) -> Response:
    """The same as a workbook."""
    query, chosen, items = _asked(visit)
    content = workbook_bytes(_listed(visit, query, chosen, items))
    _record(visit, Action.LIST_EXPORTED, query, len(chosen), form="xlsx")
    return _file(visit, content, _WORKBOOK, "xlsx")


@page("/list/print", needs=Role.OFFICER)
def on_paper(visit: Visit) -> Response:
    """The same as one table for paper; each sheet says who printed it, when, and from which build."""
    query, chosen, items = _asked(visit)
    _record(visit, Action.LIST_PRINTED, query, len(chosen), form="print")
    return visit.render(
        "outreach_list_print.html.j2",
        facts=visit.facts,
        query=query,
        items=chosen,
        filters=_filters_in_words(query, items),
        open_flags=OpenFlags(visit.covered_flags, [item.flag for item in chosen]),
        reasons_of=reasons_of,
        left_out=left_out_count(visit),
    )


def _asked(visit: Visit) -> tuple[ListQuery, list[WorkItem], list[WorkItem]]:
    """What was asked for, the rows of it, and all rows. Raises Forbidden for somebody who may not take the
    list out."""
    if not may_export(visit.visitor, visit.desk.settings.organisation):
        raise Forbidden
    query = ListQuery.read(visit.query)
    items, _ = read_items(visit)
    return query, query.choose(items), items


def _listed(visit: Visit, query: ListQuery, chosen: list[WorkItem], items: list[WorkItem]) -> ListedFlags:
    return listed_flags(
        chosen,
        facts=visit.facts,
        open_flags=OpenFlags(visit.covered_flags, [item.flag for item in chosen]),
        visitor=visit.visitor,
        now=visit.desk.clock.now(),
        filters=_filters_in_words(query, items),
        left_out=left_out_count(visit),
    )


def _filters_in_words(query: ListQuery, items: list[WorkItem]) -> str:
    told = [
        f"{say(f'desk.list.filter.{name}')} {value}".strip() for name, value, _ in filters_of(query, items)
    ]
    return "; ".join(told) or say("desk.list.unfiltered")


def _record(visit: Visit, action: Action, query: ListQuery, count: int, *, form: str) -> None:
    with visit.desk.store.write() as session:
        audit.record(
            session,
            action,
            at=visit.desk.clock.now(),
            officer_id=visit.visitor.officer_id,
            build=visit.facts.build,
            schools=count,
            filter=query.address(page=1),
            form=form,
        )


def _file(visit: Visit, content: bytes, kind: str, ending: str) -> Response:
    name = f"outreach_list_{visit.facts.as_of}.{ending}"
    return Response(
        content, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
