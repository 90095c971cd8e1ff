"""The page of a school whose latest inspection is a report card, and the card on it.

No school's page of this layout had been seen when the program was written: each claim follows code that reads
them. Does not belong here: the report file alone (report_files.py).
"""

from __future__ import annotations

import re

from bs4 import BeautifulSoup

from pipelines.doctor.looks import CannotTell, Looks
from pipelines.doctor.questions.files import CARD_FILE
from pipelines.doctor.questions.pages import CARD
from pipelines.doctor.verdicts import Seen, checks, differs, holds, judged
from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.report import parse_report
from pipelines.documents.reports_site import ProviderPage, parse_provider_page
from pipelines.documents.reports_site.report_card_html import ReportCard, speaks_of_report_card
from pipelines.documents.reports_site.words import SAFEGUARDING

ESCAPED = re.compile(rb"&lt;h[1-6]", re.IGNORECASE)
PLAIN_HEADING = re.compile(rb"<h[1-6][^>]*>\s*Inspection report:", re.IGNORECASE)
FILE = re.compile(r"https://files\.ofsted\.gov\.uk/v1/file/\d+/?")
UNREAD_SAFEGUARDING = "report_card_safeguarding_unread"


@checks("card-page-understood")
def card_page_understood(looks: Looks) -> Seen:
    body = looks.body(CARD)
    try:
        page = parse_provider_page(body)
    except DocumentRefused as refusal:
        return differs(f"refused: {refusal}")
    against = [f"{f.message} {f.value or ''}".rstrip() for f in page.findings if f.severity == "warning"]
    against += [f"entry {part.position}: {part.reason}" for part in page.rejected]
    return judged(f"card read, and reports: {len(page.timeline)}", against)


@checks("card-day-in-link")
def card_day_in_link(looks: Looks) -> Seen:
    page = _page(looks)
    against = [f"{e.place}: no day in the link" for e in page.timeline if not e.date_in_link]
    beside = BeautifulSoup(looks.body(CARD), "lxml").select("li:has(a.publication-link) .timeline__date")
    against += [f"{len(beside)} reports have a day beside the link"] if beside else []
    return judged(f"links with a day: {len(page.timeline)}", against)


@checks("card-first-link")
def card_first_link(looks: Looks) -> Seen:
    page, card = _page(looks), _card(looks)
    first = page.timeline[0]
    against = [] if FILE.fullmatch(first.file_url) else [f"the first link is {first.file_url}"]
    if card.inspection_date != first.inspection_date:
        against.append(f"the first report is of {first.inspection_date}, the card of {card.inspection_date}")
    return judged(f"file {first.file_id}, inspection of {first.inspection_date}", against)


@checks("card-no-grades-beside")
def card_no_grades_beside(looks: Looks) -> Seen:
    entries = _page(looks).timeline
    return judged(
        f"reports, none with a grade: {len(entries)}", (f"{e.label}: {e.grade}" for e in entries if e.grade)
    )


@checks("card-escaped")
def card_escaped(looks: Looks) -> Seen:
    body = looks.body(CARD)
    if ESCAPED.search(body):
        return holds("escaped headings stand in it")
    return differs(
        "as plain mark-up" if PLAIN_HEADING.search(body) else "no heading of a card, escaped or not"
    )


@checks("card-heading")
def card_heading(looks: Looks) -> Seen:
    body = looks.body(CARD)
    if not speaks_of_report_card(body.decode("utf-8", "replace")):
        return differs("no “Inspection report:” stands in the page")
    card = _page(looks).report_card
    if card is None or card.inspection_date is None:
        return differs("“Inspection report:” stands in the page, without one sure day")
    return holds(f"“Inspection report: {card.inspection_date.day} {card.inspection_date:%B %Y}”")


@checks("card-safeguarding")
def card_safeguarding(looks: Looks) -> Seen:
    _card(looks)
    for finding in _page(looks).findings:
        if finding.code == UNREAD_SAFEGUARDING:
            return differs(f"{finding.message} {finding.value or ''}".rstrip())
    return holds(_grades_on_page(looks)[SAFEGUARDING])


@checks("card-not-met")
def card_not_met(looks: Looks) -> Seen:
    """Only a card on which they are not met can tell; the file says so in the same words."""
    grade = _grades_on_page(looks).get(SAFEGUARDING)
    in_file = {found.area: found.grade for found in looks.read(CARD_FILE, parse_report).judgements}
    if in_file.get(SAFEGUARDING) == "Not met" or grade == "Not met":
        same = in_file.get(SAFEGUARDING) == grade
        return holds("so worded") if same else differs(f"page: {grade}; file: {in_file.get(SAFEGUARDING)}")
    raise CannotTell("the standards are met on the card that was found")


@checks("card-areas")
def card_areas(looks: Looks) -> Seen:
    card = _card(looks)
    unread = [
        f"{finding.message} {finding.value or ''}".rstrip()
        for finding in _page(looks).findings
        if finding.code.startswith("report_card_") and finding.code != UNREAD_SAFEGUARDING
    ]
    return judged(f"judgements read: {len(card.judgements)}", unread)


@checks("card-no-outcome-block")
def card_no_outcome_block(looks: Looks) -> Seen:
    found = BeautifulSoup(looks.body(CARD), "lxml").select(".subjudgements__rates__item")
    _page(looks)
    return judged("none", [f"{len(found)} items"] if found else [])


@checks("card-like-file")
def card_like_file(looks: Looks) -> Seen:
    on_page = _grades_on_page(looks)
    report = looks.read(CARD_FILE, parse_report)
    in_file = {found.area: found.grade for found in report.judgements if found.grade}
    if report.kind != "report_card" or not in_file:
        raise CannotTell(f"the file was read as {report.kind}, with {len(in_file)} grades")
    against = [
        f"{area}: page {on_page.get(area)}, file {in_file.get(area)}"
        for area in sorted(on_page.keys() | in_file.keys())
        if on_page.get(area) != in_file.get(area)
    ]
    return judged(f"grades that agree: {len(in_file)}", against)


def _page(looks: Looks) -> ProviderPage:
    return looks.read(CARD, parse_provider_page)


def _card(looks: Looks) -> ReportCard:
    card = _page(looks).report_card
    if card is None or card.inspection_date is None or not _page(looks).timeline:
        raise CannotTell("no card was read on the page")
    return card


def _grades_on_page(looks: Looks) -> dict[str, str]:
    return {found.area: found.grade for found in _card(looks).judgements if found.grade}
