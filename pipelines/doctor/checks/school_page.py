"""Pages of schools as they are without a report card, their timelines, and addresses that lead to a page.

Does not belong here: the report card and its page (card_page.py).
"""

from __future__ import annotations

from datetime import date

from pipelines.doctor.looks import CannotTell, Looks
from pipelines.doctor.questions.pages import (
    CLOSED_SCHOOL,
    OLDER_ADDRESS,
    OLDER_HOST,
    PAGES,
    SCHOOL,
    WRONG_CATEGORY,
)
from pipelines.doctor.verdicts import Seen, checks, differs, holds, judged
from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.reports_site import ProviderPage, parse_provider_page
from pipelines.documents.reports_site.page import provider_of
from pipelines.documents.reports_site.provider_page import REPORT_CARD
from pipelines.documents.reports_site.words import categories

WITHOUT_OVERALL_SINCE = date(2024, 9, 1)
LABELS = ("unknown_label", "labels_differ", "unknown_event")
LINKED = ("predecessor", "successor")
CONVERSION_LETTER = "academy_conversion_letter"


@checks("older-address")
def older_address(looks: Looks) -> Seen:
    return _leads_to_page(looks, OLDER_ADDRESS if looks.get(OLDER_ADDRESS) else SCHOOL)


@checks("older-host")
def older_host(looks: Looks) -> Seen:
    return _leads_to_page(looks, OLDER_HOST)


@checks("wrong-category")
def wrong_category(looks: Looks) -> Seen:
    look = looks.taken(WRONG_CATEGORY)
    if look.status == 404:
        return holds("status 404")
    if look.redirected_to:
        return differs(f"redirects to {look.redirected_to}, status {look.status}")
    return differs(f"status {look.status}, {len(look.body or b''):,} bytes")


@checks("page-understood")
def page_understood(looks: Looks) -> Seen:
    """Read, and with nothing to remark but labels, which are a claim of their own."""
    counted, against = 0, []
    for name in (SCHOOL, CLOSED_SCHOOL):
        look = looks.get(name)
        if look is None or look.body is None or look.failure:
            continue
        try:
            page = parse_provider_page(look.body)
        except DocumentRefused as refusal:
            against.append(f"“{name}” is refused: {refusal}")
            continue
        if page.layout == REPORT_CARD:
            continue
        counted += 1
        against += _remarks(name, page)
    if not counted and not against:
        raise CannotTell("no page without a report card was had")
    return judged(f"pages read without a remark: {counted}", against)


@checks("canonical-address")
def canonical_address(looks: Looks) -> Seen:
    against = []
    pages = looks.read_all(PAGES, parse_provider_page)
    for name, page in pages.items():
        look = looks.taken(name)
        asked = provider_of(look.redirected_to or look.address)
        if page.category_id is None:
            against.append(f"“{name}” names none")
        elif asked and asked[0] != page.category_id:
            against.append(f"“{name}” stands under {asked[0]} and names {page.category_id}")
    return judged(f"pages that name theirs: {len(pages)}", against)


@checks("labels-known")
def labels_known(looks: Looks) -> Seen:
    pages = looks.read_all(PAGES, parse_provider_page)
    entries = sum(len(page.timeline) + len(page.lifecycle) for page in pages.values())
    against = [
        f"“{name}”, {finding.place}: {finding.value!r}"
        for name, page in pages.items()
        for finding in page.findings
        if finding.code in LABELS
    ]
    return judged(f"entries: {entries}, pages: {len(pages)}", against)


@checks("grade-only-with-overall")
def grade_only_with_overall(looks: Looks) -> Seen:
    pages = looks.read_all([SCHOOL, CLOSED_SCHOOL], parse_provider_page)
    graded = [(page, entry) for page in pages.values() for entry in page.timeline if entry.grade is not None]
    against = [
        f"{entry.label} of {entry.inspection_date} shows {entry.grade}"
        for page, entry in graded
        if (
            entry.inspection_date
            and entry.inspection_date >= WITHOUT_OVERALL_SINCE
            and _is_state_funded(page)
        )
        or entry.kind != "graded"
    ]
    if not graded:
        raise CannotTell("no page shows a grade on its timeline")
    return judged(f"grades, each beside a graded inspection: {len(graded)}", against)


@checks("closed-with-day")
def closed_with_day(looks: Looks) -> Seen:
    page = looks.read(CLOSED_SCHOOL, parse_provider_page)
    days = [event.on for event in page.lifecycle if event.event == "closed"]
    if not days:
        return differs("its timeline does not say that it closed")
    return judged(f"closed on {days[0]}", ["it closed, and no day is given"] if None in days else [])


@checks("linked-schools")
def linked_schools(looks: Looks) -> Seen:
    pages = looks.read_all(PAGES, parse_provider_page)
    events = [event for page in pages.values() for event in page.lifecycle if event.event in LINKED]
    if not events:
        raise CannotTell("no page names a predecessor or a successor")
    against = [f"{event.event} “{event.text}” without a link" for event in events if not event.linked_urn]
    return judged(f"linked: {len(events)}", against)


@checks("older-reports-folded")
def older_reports_folded(looks: Looks) -> Seen:
    """Where a page folds something away, reports are found in it."""
    pages = looks.read_all(PAGES, parse_provider_page)
    folding = {name: page for name, page in pages.items() if b"timeline__archive" in looks.body(name)
               or b"timeline__day--has-archive" in looks.body(name)}  # fmt: skip
    if not folding:
        raise CannotTell("no page folds older reports away")
    against = [
        f"“{name}” folds something away, and no report is found in it"
        for name, page in folding.items()
        if not any(entry.archived for entry in page.timeline)
    ]
    return judged(f"pages: {len(folding)}", against)


@checks("conversion-letter-day")
def conversion_letter_day(looks: Looks) -> Seen:
    pages = looks.read_all(PAGES, parse_provider_page)
    letters = [e for page in pages.values() for e in page.timeline if e.event_type == CONVERSION_LETTER]
    if not letters:
        raise CannotTell("no page lists a conversion letter")
    against = [
        f"dated {letter.inspection_date}, published {letter.publication_date}"
        for letter in letters
        if letter.inspection_date != letter.publication_date
    ]
    return judged(f"letters: {len(letters)}", against)


def _leads_to_page(looks: Looks, name: str) -> Seen:
    look = looks.get(name)
    if look is not None and look.failure == "not_allowed":
        return differs(look.problem or "")
    look = looks.taken(name)
    if look.redirected_to and provider_of(look.redirected_to) and look.status == 200:
        return holds(f"leads to {look.redirected_to}")
    return differs(f"status {look.status} at {look.redirected_to or look.address}")


def _remarks(name: str, page: ProviderPage) -> list[str]:
    """What the reader of a page warns of, and what it set aside."""
    warned = [f for f in page.findings if f.severity == "warning" and f.code not in LABELS]
    return [f"“{name}”: {finding.message} {finding.value or ''}".rstrip() for finding in warned] + [
        f"“{name}”, entry {part.position}: {part.reason}" for part in page.rejected
    ]


def _is_state_funded(page: ProviderPage) -> bool:
    known = categories().get(page.category_id or 0)
    return known is not None and known.provider == "state_funded"
