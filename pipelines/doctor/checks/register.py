"""The register of schools: where its files stand, their columns, and the Downloads form.

What names people was emptied before anything here sees it. Does not belong here: asking
(questions/register.py).
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable
from datetime import date

from pipelines.doctor.looks import CannotTell, Look, Looks
from pipelines.doctor.questions.register import FORM, TOMORROW, look_name
from pipelines.doctor.verdicts import Seen, checks, differs, holds, judged
from pipelines.documents.gias.groups import parse_groups
from pipelines.documents.gias.links import parse_links
from pipelines.documents.gias.relations import FINDING, REJECTED
from pipelines.documents.gias.schools import parse_extract
from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.small_documents import Rows
from pipelines.sources.gias import NOT_PUBLISHED
from pipelines.sources.gias_form import COLLATE, form_for, tags_of
from pipelines.sources.gias_settings import gias_settings
from pipelines.sources.politeness import Limits

EXTRACT, LINKS, GROUPS = (look_name(file) for file in gias_settings().files)
LINK_COLUMNS = ("URN", "LinkURN", "LinkName", "LinkType", "LinkEstablishedDate")


@checks("dated-file")
def dated_file(looks: Looks) -> Seen:
    look = looks.get(EXTRACT)
    if look is None:
        raise CannotTell(_first_problem(looks, TOMORROW))
    if look.failure in ("no_answer", "not_allowed", "stopped") or look.status in (403, 429):
        raise CannotTell(look.problem or "")
    if look.failure in (None, "not_redacted"):
        return holds(f"a file is at {look.address}")
    return differs(f"no file down to {look.address}: {look.problem}")


@checks("dated-file-recent")
def dated_file_recent(looks: Looks) -> Seen:
    """Today's or yesterday's, by the number of days that the walk went back from the day of the look."""
    look, tomorrow = looks.taken(EXTRACT), looks.taken(TOMORROW)
    if look.failure not in (None, "not_redacted"):
        raise CannotTell("no dated file was found")
    days = _day_number(tomorrow.address) - _day_number(look.address) - 1
    found = {0: "today's", 1: "yesterday's"}.get(days, f"the newest is {days} days old")
    return holds(found) if days <= 1 else differs(found)


@checks("missing-day")
def missing_day(looks: Looks) -> Seen:
    look = looks.taken(TOMORROW)
    if look.status in (404, 410):
        return holds(f"status {look.status}")
    if look.failure == "another_kind":
        seen = f"status {look.status}: {look.problem}"
        return holds(seen) if look.kind in NOT_PUBLISHED else differs(seen)
    if look.failure == "status":
        return differs(f"status {look.status}")
    return differs(f"a file of tomorrow: {look.address}")


@checks("extract-size")
def extract_size(looks: Looks) -> Seen:
    """As announced: the beginning alone is taken."""
    look = looks.taken(EXTRACT)
    announced = look.headers.get("content-length", "")
    if look.failure or not announced.isdecimal():
        raise CannotTell(look.problem or "no size is announced")
    if look.headers.get("content-encoding"):
        raise CannotTell("the size that is announced is that of a packed answer")
    limit = Limits.from_reference().largest_bytes["gias_extract"]
    seen = f"{int(announced) / 1e6:,.0f} MB announced, {limit / 1e6:,.0f} MB allowed"
    return holds(seen) if int(announced) <= limit / 2 else differs(seen)


@checks("register-encoding")
def register_encoding(looks: Looks) -> Seen:
    """Told where a letter beyond ASCII stands in a beginning."""
    told, against = [], []
    for name in (EXTRACT, LINKS):
        look = looks.get(name)
        if look is None or look.body is None or look.failure or look.body.isascii():
            continue
        told.append(name)
        try:
            look.body.decode("utf-8")
        except UnicodeDecodeError:
            continue
        against.append(
            f"“{name}” is UTF-8{' with its mark' if look.body.startswith(codecs.BOM_UTF8) else ''}"
        )
    if not told:
        raise CannotTell("no beginning has a letter beyond ASCII")
    return judged("Windows-1252", against)


@checks("people-columns")
def people_columns(looks: Looks) -> Seen:
    looked = [look for name in (EXTRACT, GROUPS) if (look := looks.get(name))]
    against = [f"“{look.name}”: {look.problem}" for look in looked if look.failure == "not_redacted"]
    had = [look for look in looked if look.failure is None and look.body is not None]
    if not had and not against:
        raise CannotTell(_first_problem(looks, EXTRACT))
    return judged(f"files, each such column listed and emptied: {len(had)}", against)


@checks("extract-read")
def extract_read(looks: Looks) -> Seen:
    return _read_without_remark(looks, EXTRACT, parse_extract)


@checks("no-ofsted-columns")
def no_ofsted_columns(looks: Looks) -> Seen:
    columns = _columns(looks, EXTRACT)
    return judged(f"columns: {len(columns)}", (name for name in columns if "ofsted" in name.casefold()))


@checks("links-read")
def links_read(looks: Looks) -> Seen:
    missing = [f"no column {name}" for name in LINK_COLUMNS if name not in _columns(looks, LINKS)]
    return differs("; ".join(missing)) if missing else _read_without_remark(looks, LINKS, parse_links)


@checks("groups-read")
def groups_read(looks: Looks) -> Seen:
    return _read_without_remark(looks, GROUPS, parse_groups)


@checks("downloads-form")
def downloads_form(looks: Looks) -> Seen:
    form = form_for(looks.body(FORM), COLLATE)
    if form is None:
        return differs(f"no form is sent to {COLLATE}")
    return judged(f"fields: {len(form.fields)}", [] if form.fields else ["it has no field"])


@checks("downloads-files")
def downloads_files(looks: Looks) -> Seen:
    form = form_for(looks.body(FORM), COLLATE)
    if form is None:
        raise CannotTell("the page has no such form")
    offered = set(tags_of(form).values())
    against = [
        f"no file {file.tag} ({file.title})" for file in gias_settings().files if file.tag not in offered
    ]
    return judged(f"files on offer: {len(offered)}", against)


def _read_without_remark(looks: Looks, name: str, read: Callable[[bytes], Rows]) -> Seen:
    try:
        rows = read(looks.body(name))
    except DocumentRefused as refusal:
        return differs(f"refused ({refusal.reason_code}): {refusal}")
    # Set aside: number, URN, column, value, code, reason. Found: code, severity, number, column, value, …
    against = [f"row {number}, {column}: {value!r}" for number, _, column, value, *_ in rows[REJECTED]]
    against += [
        f"{column}: {value!r} ({code})"
        for code, severity, _, column, value, *_ in rows[FINDING]
        if severity == "warning"
    ]
    read_rows = sum(len(found) for relation, found in rows.items() if relation not in (REJECTED, FINDING))
    return judged(f"rows: {read_rows}", against)


def _columns(looks: Looks, name: str) -> list[str]:
    first_line = looks.body(name).decode("cp1252", "replace")
    return [column.strip() for column in next(csv.reader(io.StringIO(first_line)), [])]


def _first_problem(looks: Looks, name: str) -> str:
    look: Look | None = looks.get(name)
    return (look.problem if look else None) or f"“{name}” was not had"


def _day_number(address: str) -> int:
    """The day in a dated address, as a number that grows by one a day."""
    digits = address.removesuffix(".csv")[-8:]
    return date.fromisoformat(digits).toordinal()
