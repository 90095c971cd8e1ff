"""Why a flag stands, as a row of a list can hold it: the short reasons first, the others one step away.

Does not belong here: the sentences (reference/texts.toml).
"""

from __future__ import annotations

from pipelines.database import Row
from pipelines.warehouse.flag_export import why_in_lines

_MOST_SHOWN = 3
#: In characters; some sentences name every judgement of two reports.
_LONGEST_SHOWN = 200


def reasons_of(flag: Row) -> tuple[list[str], list[str]]:
    """The reasons to show at once, never none, and the others; flag: a row of Facts.flags."""
    said = why_in_lines(flag["reasons"], flag["reason_list"])
    shown = [reason for reason in said if len(reason) <= _LONGEST_SHOWN][:_MOST_SHOWN] or said[:1]
    return shown, [reason for reason in said if reason not in shown]
