"""The controls under /_replica, by which a test moves time, sets faults and counts requests.

Belongs here: those addresses. Does not belong here: the sites' own.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from replica.server.counting import RequestCount
from replica.server.faults import Faults, UnknownFault
from replica.server.messages import Answer, Request, json_answer
from replica.server.world import DayPassed, World

PREFIX = "/_replica/"


def control(request: Request, world: World, faults: Faults, count: RequestCount) -> Answer:
    """Answer a control; 400 with what is wrong, 404 for none."""
    try:
        return _control(request, world, faults, count)
    except (ValueError, KeyError, TypeError, UnknownFault, DayPassed) as error:
        return json_answer({"error": str(error)}, 400)


def _control(request: Request, world: World, faults: Faults, count: RequestCount) -> Answer:
    what = request.path.removeprefix(PREFIX)
    if what == "day" and request.method in ("GET", "POST"):
        if request.method == "POST":
            world.move_to(date.fromisoformat(_told(request)["day"]))
        return json_answer({"day": world.day.isoformat()})
    if what == "faults" and request.method in ("GET", "POST", "DELETE"):
        if request.method == "POST":
            told = _told(request)
            faults.add(told if isinstance(told, list) else [told])
        elif request.method == "DELETE":
            faults.clear()
        return json_answer(faults.as_told())
    if what == "requests" and request.method in ("GET", "DELETE"):
        if request.method == "DELETE":
            count.clear()
        return json_answer(count.as_told())
    return json_answer({"error": f"{request.method} {request.path} is no control"}, 404)


def _told(request: Request) -> Any:
    return json.loads(request.body)
