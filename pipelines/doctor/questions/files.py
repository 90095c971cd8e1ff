"""Report files: a report card, the file with the lowest number, and one of each kind whose wording nobody has
seen, as far as the pages that were read list any.

Does not belong here: what is said of them (checks/report_files.py).
"""

from __future__ import annotations

from contextlib import suppress

from pipelines.archive.ledger_entries import REPORT, Purpose
from pipelines.doctor.asking import Asker
from pipelines.doctor.assumptions import ReportKind, report_kinds
from pipelines.doctor.looks import CannotTell, Looks
from pipelines.doctor.questions.pages import CARD, PAGES
from pipelines.documents.reports_site import parse_provider_page
from pipelines.documents.reports_site.timeline import TimelineEntry

CARD_FILE, OLDEST_FILE = "file report card", "file oldest"
MOST_FILES = 6


def ask_files(asker: Asker) -> None:
    """Take the looks at report files."""
    for name, entry in list(wanted_files(asker.seen()).items())[:MOST_FILES]:
        asker.ask(name, entry.file_url, Purpose(REPORT))


def wanted_files(looks: Looks) -> dict[str, TimelineEntry]:
    """What is looked at, by the name of the look; of a kind that was chosen already no other is asked for."""
    wanted: dict[str, TimelineEntry] = {}
    with suppress(CannotTell, IndexError):  # where no such page was found
        wanted[CARD_FILE] = looks.read(CARD, parse_provider_page).timeline[0]
    entries = listed_files(looks)
    if entries:
        wanted[OLDEST_FILE] = min(entries, key=lambda entry: entry.file_id)
    for kind in report_kinds():
        chosen = {entry.file_id for entry in wanted.values()}
        fitting = [entry for entry in entries if fits(kind, entry)]
        if fitting and not any(entry.file_id in chosen for entry in fitting):
            wanted[look_name(kind)] = fitting[0]
    return wanted


def look_name(kind: ReportKind) -> str:
    """``file short letter 2015``"""
    return f"file {kind.name.replace('-', ' ')}"


def listed_files(looks: Looks) -> list[TimelineEntry]:
    """The report files on all pages that were read, in page order."""
    try:
        pages = looks.read_all(PAGES, parse_provider_page)
    except CannotTell:
        return []
    return [entry for page in pages.values() for entry in page.timeline]


def fits(kind: ReportKind, entry: TimelineEntry) -> bool:
    """Whether a listed file is of a kind, as its page says."""
    on = entry.inspection_date
    return entry.kind in kind.kinds and on is not None and kind.first_day <= on <= kind.last_day
