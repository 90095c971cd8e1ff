"""The list: the open flags that a person covers with their cases, as an officer works through them.

Belongs here: what the page shows, and which part of it a filter asks for anew. Does not belong here: what a
row holds, and which rows are asked for (desk/listing).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from sqlalchemy import select
from starlette.responses import Response

from desk.casework.codes import State
from desk.casework.reading import CaseSummary, case_summaries
from desk.listing.beside import OpenFlags
from desk.listing.choices import Offered, choices, rule_in_words
from desk.listing.exports import may_export
from desk.listing.query import EVERY_STATE, MARKS, SORTS, STATES, ListQuery
from desk.listing.reasons import reasons_of
from desk.listing.work import WorkItem, last_visit, with_cases, work_items
from desk.security.roles import Role
from desk.store.models import Officer
from desk.web.page import page
from desk.web.visit import Visit
from pipelines.database import Row
from pipelines.texts import say
from pipelines.warehouse.flag_export import tier_in_words


@dataclass(frozen=True)
class Group:
    """Rows under one heading: a tier in the officers' order, else everything (tier 0). count: of all
    pages."""

    tier: int
    due: str
    count: int
    items: list[WorkItem]


@page("/", needs=Role.OFFICER)
def outreach_list(visit: Visit) -> Response:
    """The rows that are asked for; a filter that is changed asks for them alone."""
    query = ListQuery.read(visit.query)
    if not visit.is_partial and "" in visit.query.values():
        # A form sends its empty fields, too. An address that people pass on holds what was asked for.
        return visit.go(query.address())
    items, cases = read_items(visit)
    given = _given(visit, query, items)
    if visit.is_partial:
        answer = visit.render("outreach_list_results.html.j2", is_alone=True, **given)
        answer.headers["HX-Push-Url"] = query.address()
        return answer
    return visit.render(
        "outreach_list.html.j2",
        is_alone=False,
        options=_options(visit, query, items),
        ended=ended_cases(visit, cases),
        left_out=left_out_count(visit),
        **given,
    )


def read_items(visit: Visit) -> tuple[list[WorkItem], Mapping[str, CaseSummary]]:
    """Every row that a person covers, in the officers' order, and all cases."""
    with visit.desk.store.read() as session:
        cases = case_summaries(session)
    return with_cases(_untouched(visit), cases, visit.visitor, visit.today), cases


def _untouched(visit: Visit) -> list[WorkItem]:
    """The rows that a person covers as if nobody had acted on any."""
    day, visitor = visit.today, visit.visitor
    return visit.facts.once(
        ("untouched", visitor.coverage.key, day, last_visit(visitor)),
        lambda: work_items(visit.covered_flags, {}, visitor, day),
    )


def left_out_count(visit: Visit) -> int:
    """How many schools that a person covers would stand on the list and asked not to be contacted."""
    return sum(map(visit.visitor.coverage.covers, visit.facts.left_out))


def ended_cases(visit: Visit, cases: Mapping[str, CaseSummary]) -> list[tuple[Row, CaseSummary]]:
    """Cases that are still open while their flag is no longer on the list, each with what happened to the
    flag; one's own first. So that nothing that somebody works on is just absent one morning."""
    listed = visit.facts.by_flag
    lost = [case for case in cases.values() if case.state is not State.CLOSED and case.flag_id not in listed]
    if not lost:
        return []
    flags = visit.facts.rows("desk/ended_flag", flag_ids=[case.flag_id for case in lost])
    covers, not_shown = visit.visitor.coverage.covers, visit.facts.not_shown
    found = [
        (flag, cases[flag["flag_id"]]) for flag in flags if covers(flag) and flag["urn"] not in not_shown
    ]
    found.sort(key=lambda each: each[1].assigned_to != visit.visitor.officer_id)
    return found


def _given(visit: Visit, query: ListQuery, items: list[WorkItem]) -> dict[str, Any]:
    """What both the whole page and a part of it show."""
    chosen = query.choose(items)
    rows = visit.desk.settings.organisation["list"]["rows_per_page"]
    pages = max(1, -(-len(chosen) // rows))
    number = min(query.page, pages)
    shown = chosen[(number - 1) * rows : number * rows]
    work = [item for item in items if item.is_work]
    may_assign = visit.visitor.may(Role.LEAD)
    return {
        "facts": visit.facts,
        "query": query,
        "groups": _groups(visit, query, chosen, shown),
        "count": len(chosen),
        "number": number,
        "pages": pages,
        "work_count": len(work),
        "marks": {mark: sum(map(attrgetter(f"is_{mark}"), work)) for mark in MARKS},
        "since": last_visit(visit.visitor),
        "reasons_of": reasons_of,
        "open_flags": OpenFlags(visit.covered_flags, [item.flag for item in shown]),
        "quiet": None if items else _quiet(visit),
        "officers": _officers(visit) if may_assign else [],
        "may_assign": may_assign,
        "may_export": may_export(visit.visitor, visit.desk.settings.organisation),
        "filters": filters_of(query, items),
    }


def _groups(visit: Visit, query: ListQuery, chosen: list[WorkItem], shown: list[WorkItem]) -> list[Group]:
    if query.sort != "work":
        return [Group(0, "", len(chosen), shown)] if shown else []
    counts = Counter(item.flag["tier"] for item in chosen)
    return [
        Group(
            tier,
            tier_in_words(visit.facts.tiers[tier]),
            counts[tier],
            [item for item in shown if item.flag["tier"] == tier],
        )
        for tier in sorted({item.flag["tier"] for item in shown})
    ]


def _options(visit: Visit, query: ListQuery, items: list[WorkItem]) -> Mapping[str, list[tuple[str, str]]]:
    """What each filter offers: value and words, the ones that nobody has to choose first."""
    found = {
        "sort": [(sort, say(f"desk.list.sort.{sort}")) for sort in SORTS],
        "state": [("", say("desk.list.state.work")), *((state, _state_in_words(state)) for state in STATES)],
    }
    offered = visit.facts.once(
        ("offered", visit.visitor.coverage.key), lambda: Offered(visit.covered_flags, visit.facts.triggers)
    )
    for name, values in choices(offered, items, query).items():
        counted = [(choice.value, say("desk.list.choice", choice.title, choice.rows)) for choice in values]
        found[name] = [("", say("desk.list.any")), *counted]
    return found


def _state_in_words(state: str) -> str:
    return say("desk.list.state.all" if state == EVERY_STATE else f"desk.casework.state.{state}")


def filters_of(query: ListQuery, items: list[WorkItem]) -> list[tuple[str, str, str]]:
    """What the list is narrowed to: name of the filter, value in words, address without it."""
    found = [
        ("tier", str(tier), query.address(tier=tuple(t for t in query.tier if t != tier), page=1))
        for tier in query.tier
    ]
    if query.state:
        found.append(("state", _state_in_words(query.state), query.address(state="", page=1)))
    for name in ("local_authority", "region", "trust", "phase", "rule", "officer"):
        if value := getattr(query, name):
            found.append((name, _in_words(name, value, items), query.address(page=1, **{name: ""})))
    found += [(mark, "", query.address(page=1, **{mark: False})) for mark in MARKS if getattr(query, mark)]
    return found


def _in_words(name: str, value: str, items: list[WorkItem]) -> str:
    if name == "rule":
        return rule_in_words(value)
    if name == "trust":
        return next((item.flag["trust"] or value for item in items if item.flag["trust_uid"] == value), value)
    if name == "officer":
        whose = (item.case for item in items if str(item.case.assigned_to) == value)
        return next((case.assigned_name or value for case in whose), value)
    return value


def _quiet(visit: Visit) -> Row:
    """What was looked at where nothing is open: the row of sql/desk/quiet.sql for the areas of a person."""
    areas = visit.visitor.coverage.areas
    named = {"regions": "region", "local_authorities": "local_authority", "trusts": "trust"}
    (quiet,) = visit.facts.rows(
        "desk/quiet",
        left_out=sorted(visit.facts.not_shown),
        **{parameter: sorted(areas.get(kind, ())) for parameter, kind in named.items()},
    )
    return quiet


def _officers(visit: Visit) -> list[tuple[int, str]]:
    """Colleagues to whom a case can be given."""
    with visit.desk.store.read() as session:
        rows = session.execute(
            select(Officer.officer_id, Officer.display_name)
            .where(Officer.disabled_at.is_(None))
            .order_by(Officer.display_name, Officer.officer_id)
        ).all()
    return [(officer_id, name) for officer_id, name in rows]
