"""Report files: how they are served, their numbers, and kinds of report whose wording had not been seen.

Does not belong here: what a page says of them (school_page.py, card_page.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import pairwise

from pipelines.doctor.assumptions import ReportKind, report_kinds
from pipelines.doctor.looks import CannotTell, Look, Looks
from pipelines.doctor.questions.files import OLDEST_FILE, fits, listed_files, wanted_files
from pipelines.doctor.verdicts import CHECKS, Seen, checks, differs, holds, judged
from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.report import parse_report, read_pages
from pipelines.documents.reports_site.timeline import TimelineEntry

TYPES = ("application/pdf", "application/octet-stream")
PATIENCE_SECONDS = 60
FIRST_EIGHT_DIGITS = 50_000_000
# The numbers jumped between these two days.
LAST_OF_SEVEN, FIRST_OF_EIGHT = date(2018, 5, 1), date(2018, 10, 1)
DAYS_OUT_OF_ORDER = 31
"""Files that are numbered in another order than published within so many days say nothing."""
GARBLED = 0.05


@checks("file-is-pdf")
def file_is_pdf(looks: Looks) -> Seen:
    files = [look for look in _files(looks) if look.status == 200]
    if not files:
        raise CannotTell("no file was had")
    against = [
        f"“{f.name}”: {f.problem or 'other bytes'}" for f in files if not (f.body or b"").startswith(b"%PDF-")
    ]
    return judged(f"files: {len(files)}", against)


@checks("file-content-type")
def file_content_type(looks: Looks) -> Seen:
    files = [look for look in _files(looks) if look.status == 200]
    if not files:
        raise CannotTell("no file was had")
    types = {look.name: look.headers.get("content-type", "none").partition(";")[0] for look in files}
    against = [f"“{name}”: {found}" for name, found in types.items() if found.casefold() not in TYPES]
    return judged(", ".join(sorted(set(types.values()))), against)


@checks("file-no-redirect")
def file_no_redirect(looks: Looks) -> Seen:
    against = [f"“{f.name}” leads to {f.redirected_to}" for f in _files(looks) if f.redirected_to]
    against += [
        f"“{f.name}”: {f.problem}"
        for f in _files(looks)
        if f.failure == "not_allowed" and "redirects" in str(f.problem)
    ]
    answered = [f for f in _files(looks) if f.status is not None]
    if not answered and not against:
        raise CannotTell("no file was had")
    return judged(f"files at the address that was asked: {len(answered)}", against)


@checks("file-in-time")
def file_in_time(looks: Looks) -> Seen:
    """No answer at all is an answer here, too."""
    files = [f for f in _files(looks) if f.failure != "not_allowed"]
    if not files:
        raise CannotTell("no file was asked for")
    against = [f"“{f.name}”: {f.problem}" for f in files if f.failure == "no_answer"]
    against += [f"“{f.name}”: {f.tries} tries" for f in files if f.tries > 1 and f.failure != "no_answer"]
    against += [
        f"“{f.name}”: {f.seconds:.0f} s" for f in files if f.tries == 1 and f.seconds > PATIENCE_SECONDS
    ]
    slowest = max(look.seconds for look in files)
    return judged(f"files: {len(files)}, the slowest in {slowest:.1f} s", against)


@checks("file-numbers-by-era")
def file_numbers_by_era(looks: Looks) -> Seen:
    entries = _dated(looks)
    against = [
        f"{entry.file_id}, published {entry.publication_date}"
        for entry, on in entries
        if (on < LAST_OF_SEVEN and entry.file_id >= FIRST_EIGHT_DIGITS)
        or (on >= FIRST_OF_EIGHT and entry.file_id < FIRST_EIGHT_DIGITS)
    ]
    return judged(f"numbers: {len(entries)}", against)


@checks("file-numbers-grow")
def file_numbers_grow(looks: Looks) -> Seen:
    entries = sorted(_dated(looks), key=lambda dated: dated[0].file_id)
    against = [
        f"{later.file_id} of {there} after {earlier.file_id} of {here}"
        for (earlier, here), (later, there) in pairwise(entries)
        if (here - there).days > DAYS_OUT_OF_ORDER
    ]
    return judged(f"numbers in the order of publication: {len(entries)}", against)


@checks("old-file-served")
def old_file_served(looks: Looks) -> Seen:
    look, entry = _oldest(looks)
    if look.status == 200 and (look.body or b"").startswith(b"%PDF-"):
        return holds(f"file {entry.file_id}, published {entry.publication_date}")
    return differs(f"file {entry.file_id}: {look.problem or f'status {look.status}'}")


@checks("old-file-legible")
def old_file_legible(looks: Looks) -> Seen:
    _, entry = _oldest(looks)
    try:
        pages = read_pages(looks.body(OLDEST_FILE))
    except DocumentRefused as refusal:
        return differs(f"file {entry.file_id}: {refusal}")
    text = "".join(pages.pages)
    marks = sum(text.count(mark) for mark in ("?", "\ufffd"))
    if not text.strip() or marks > GARBLED * len(text):
        return differs(f"file {entry.file_id}: {marks} of {len(text)} characters are question marks")
    return holds(f"file {entry.file_id}: {len(text):,} characters of text")


def report(kind: ReportKind, looks: Looks) -> Seen:
    """The files of a kind among those that were looked at are read without a doubt."""
    files = {
        name: entry for name, entry in wanted_files(looks).items() if fits(kind, entry) and looks.get(name)
    }
    if not files:
        raise CannotTell("no page that was read lists one")
    against, counted = [], 0
    for name, entry in files.items():
        content = looks.body(name)
        counted += 1
        try:
            reasons = parse_report(content).reasons
        except DocumentRefused as refusal:
            reasons = (f"refused: {refusal}",)
        against += [f"file {entry.file_id}: {reason}" for reason in reasons]
    return judged(f"read: {counted}", against)


def _files(looks: Looks) -> Iterator[Look]:
    return (look for look in looks if look.name.startswith("file "))


def _dated(looks: Looks) -> list[tuple[TimelineEntry, date]]:
    """Listed files with their day of publication; raises CannotTell where there are too few."""
    entries = [(e, e.publication_date) for e in listed_files(looks) if e.publication_date]
    if len(entries) < 2:
        raise CannotTell("no page that was read lists several files")
    return entries


def _oldest(looks: Looks) -> tuple[Look, TimelineEntry]:
    """The file with the lowest number; raises CannotTell where it is not from before the numbers jumped."""
    entry = wanted_files(looks).get(OLDEST_FILE)
    if entry is None or entry.file_id >= FIRST_EIGHT_DIGITS:
        raise CannotTell("no page that was read lists a file from before mid-2018")
    return looks.taken(OLDEST_FILE), entry


for _kind in report_kinds():
    CHECKS[f"report-{_kind.name}"] = partial(report, _kind)
