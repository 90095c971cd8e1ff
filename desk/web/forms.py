"""Reads what a browser sends with a form.

Belongs here: bounds on size and shape. Does not belong here: what a field means (the page that asked for it).
"""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl

from starlette.requests import Request

from desk.web.errors import BadRequest, TooLarge

MOST_BYTES = 64 * 1024
_MOST_FIELDS = 2_000
_KIND = "application/x-www-form-urlencoded"


async def read_form(request: Request) -> dict[str, list[str]]:
    """Each field with its values in order. Raises TooLarge, BadRequest."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _KIND:
        raise BadRequest
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise TooLarge
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            encoding="utf-8",
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError as error:
        raise BadRequest from error
    form: dict[str, list[str]] = {}
    for name, value in pairs:
        if "\0" in value:
            raise BadRequest
        form.setdefault(name, []).append(value.replace("\r\n", "\n").strip())
    return form


def day_in(text: str) -> date | None:
    """A day as a browser sends it, YYYY-MM-DD; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
