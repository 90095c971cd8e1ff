"""The list as a file or on paper: who may, which columns, and what each says of who took it when.

Belongs here: what leaves the desk of a row, which is what was published with the state and whose case it is,
and nothing that officers wrote. Does not belong here: how the files are made
(pipelines/warehouse/flag_export.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from desk.facts import Facts
from desk.listing.beside import OpenFlags
from desk.listing.work import WorkItem
from desk.security.roles import Role, Visitor
from desk.web.templates import moment
from pipelines.database import Row
from pipelines.settings import BadUsage
from pipelines.texts import say, say_counted
from pipelines.warehouse.flag_export import PRINTED_COLUMNS, ListedFlags, about_list

#: Of a case, these leave the desk and nothing else does.
CASE_COLUMNS = ("state", "assigned_to")
#: On each line, because lines of a file are copied away from what stands around them.
_TAKEN_COLUMNS = ("exported_by", "exported_at")
_PRINTED = (*PRINTED_COLUMNS[:2], *CASE_COLUMNS, *PRINTED_COLUMNS[2:])


def may_export(visitor: Visitor, organisation: Mapping[str, Any]) -> bool:
    """Whether somebody's role may take the list out of the desk."""
    return visitor.may(export_role(organisation))


def export_role(organisation: Mapping[str, Any]) -> Role:
    """The role that the organisation asks for. Raises BadUsage for one that there is not."""
    name = organisation["exports"]["list"]
    try:
        return Role.named(name)
    except KeyError as error:
        known = ", ".join(role.name.lower() for role in Role)
        raise BadUsage(f"exports.list = {name!r} is no role of the desk: write one of {known}.") from error


def listed_flags(
    items: Sequence[WorkItem],
    *,
    facts: Facts,
    open_flags: OpenFlags,
    visitor: Visitor,
    now: datetime,
    filters: str,
    left_out: int,
) -> ListedFlags:
    """What the files of some rows hold. open_flags: those that the visitor covers; what they do not cover is
    not named beside a row either. filters: in words. left_out: how many schools are not shown."""
    others = [name for name in facts.list_columns if name not in PRINTED_COLUMNS]
    taken = {"exported_by": visitor.name, "exported_at": moment(now)}
    about = [
        (say("desk.list.about_exported"), say("desk.list.taken_by", *taken.values())),
        (say("desk.list.about_filters"), filters),
    ]
    not_shown = say_counted("desk.list.left_out", left_out) if left_out else ""
    return ListedFlags(
        build=facts.build,
        columns=[*_PRINTED, *others, *_TAKEN_COLUMNS],
        flags=[_row(item, open_flags) | taken for item in items],
        about=[*about, *about_list(facts.build, not_shown, facts.tiers.values(), facts.sources)],
        printed=len(_PRINTED),
        taken_by=say("desk.list.taken_by", *taken.values()),
        nothing=say("desk.list.no_match"),
    )


def _row(item: WorkItem, open_flags: OpenFlags) -> Row:
    return item.flag | {
        "state": say(f"desk.casework.state.{item.case.state}"),
        "assigned_to": item.case.assigned_name,
        "other_open_flags": open_flags.in_words(item.flag),
    }
