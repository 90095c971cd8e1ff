"""For every assumption what makes it differ: the looks at a sound country, with one thing changed.

Belongs here: the changes. Does not belong here: judging them (test_each_can_differ.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from pipelines.doctor.assumptions import Host, ReportKind, categories, hosts, report_kinds
from pipelines.doctor.checks.register import EXTRACT, GROUPS, LINKS
from pipelines.doctor.looks import Look, Looks
from pipelines.doctor.questions import files, govuk, pages, register, searches
from pipelines.documents.reports_site import parse_provider_page, parse_search_page
from pipelines.sources.politeness import host_of
from tests.doctor.timelines import Entry, with_timeline

Twist = Callable[[Looks], Looks]

RESULT = re.compile(rb'<li class="search-result">.*?    </li>', re.DOTALL)
FIRST_TIME = re.compile(rb"<time>[^<]*</time>")
TIME_IN_LINK = re.compile(rb"<time>[^<]*</time> : ")
SLASHED_DAY = re.compile(rb"(\d\d)/(\d\d)/(\d{4})")
COUNT = re.compile(rb"(js-results-count\">)\d+")
FILE = "https://files.ofsted.gov.uk/v1/file/"


def edit(name: str, *changes: tuple[str, str]) -> Twist:
    """Put other words in place of some, which must be there."""

    def twist(looks: Looks) -> Looks:
        body = looks.body(name)
        for old, new in changes:
            assert old.encode() in body, f"{name} has no {old!r}"
            body = body.replace(old.encode(), new.encode())
        return looks.with_changed(name, body=body)

    return twist


def substitute(name: str, pattern: re.Pattern[bytes], new: bytes, times: int = 0) -> Twist:
    """Put something in place of what a pattern finds, the first so many times; 0: always."""

    def twist(looks: Looks) -> Looks:
        body, found = pattern.subn(new, looks.body(name), times)
        assert found, f"{name} has no {pattern.pattern!r}"
        return looks.with_changed(name, body=body)

    return twist


def change(name: str, **changes: object) -> Twist:
    """Another answer."""
    return lambda looks: looks.with_changed(name, **changes)


def gone(name: str, status: int = 404) -> Twist:
    """The address answers with a status and nothing else."""
    told = f"the source answered with status {status}"
    return change(name, status=status, body=None, failure="status", problem=told, redirected_to=None)


def add_to_page(name: str, markup: str) -> Twist:
    return edit(name, ("</body>", f"{markup}</body>"))


def _asked_of(host: Host, looks: Looks) -> Look:
    return next(look for look in looks if host_of(look.address) == host.host and "robots" not in look.name)


def refuses(host: Host) -> Twist:
    return lambda looks: gone(_asked_of(host, looks).name, 403)(looks)


def forbids(host: Host) -> Twist:
    told = f"robots.txt of {host.host} asks not to fetch it"

    def twist(looks: Looks) -> Looks:
        name = _asked_of(host, looks).name
        return looks.with_changed(name, status=None, body=None, failure="not_allowed", problem=told)

    return twist


def another_school_of_the_day(looks: Looks) -> Looks:
    """A school that neither type of search finds."""
    found = parse_search_page(looks.body(searches.ONE_DAY)).results[0].identifier
    return edit(searches.ONE_DAY, (found, "999998"))(looks)


def result_of_another_day(looks: Looks) -> Looks:
    body = looks.body(searches.ONE_DAY)
    first = RESULT.search(body)
    assert first is not None
    urn = parse_search_page(body).results[0].identifier.encode()
    other = FIRST_TIME.sub(b"<time>04 March 2019</time>", first[0].replace(urn, b"999998"))
    return looks.with_changed(searches.ONE_DAY, body=body.replace(first[0], first[0] + other))


def same_list_for_both_phases(looks: Looks) -> Looks:
    return looks.with_changed(searches.SECONDARY, body=looks.body(searches.PRIMARY))


def of_category(number: int, label: str) -> Twist:
    return edit(
        searches.PRIMARY,
        ("/provider/21/", f"/provider/{number}/"),
        ("Category: <strong>Primary", f"Category: <strong>{label}"),
    )


def days_moved(attribute: str, days: int) -> Twist:
    """The days of a school's reports, all moved."""

    def twist(looks: Looks) -> Looks:
        changes = []
        for entry in parse_provider_page(looks.body(pages.SCHOOL)).timeline:
            day: date = getattr(entry, attribute)
            changes.append((f"{day:%d %B %Y}", f"{day + timedelta(days=days):%d %B %Y}"))
        return edit(pages.SCHOOL, *changes)(looks)

    return twist


def listing_of_another_page(looks: Looks) -> Looks:
    return looks.with_changed(
        "listing five year data", body=looks.body("listing state funded management information")
    )


def with_unreadable_report(kind: ReportKind) -> Twist:
    """A page that lists a report of a kind, whose file is no sound PDF."""
    labels = {"graded": "School inspection", "ungraded": "School inspection", "short": "Short inspection",
              "monitoring": "Monitoring visit"}  # fmt: skip
    grade = "Good" if "graded" in kind.kinds else ""
    on = kind.first_day + timedelta(days=200)
    listed = [
        Entry(59_000_000, on, on + timedelta(days=30), labels[kind.kinds[0]], grade),
        # A page is known to show grades by one that it shows.
        Entry(58_000_000, date(2016, 3, 1), date(2016, 4, 1), "School inspection", "Good"),
    ]

    def twist(looks: Looks) -> Looks:
        file = Look(files.look_name(kind), f"{FILE}59000000", 200, body=b"%PDF-1.4 and no more")
        return Looks([*with_timeline(looks, pages.SCHOOL, listed), file])

    return twist


def timeline(name: str, entries: Sequence[Entry], events: str = "") -> Twist:
    return lambda looks: with_timeline(looks, name, entries, events)


ON, PUBLISHED = date(2023, 3, 14), date(2023, 4, 20)
ORDINARY = Entry(50_210_000, ON, PUBLISHED, "School inspection", "Good")
NO_CARD = edit(pages.CARD, ("Inspection report: ", "Report of inspection: "))
NOT_MET = edit(pages.CARD, ("Safeguarding standards met", "Safeguarding standards not met"))
STATE_FUNDED = "listing state funded management information"

TWISTS: dict[str, Twist] = {
    **{f"accepted-{host.name}": refuses(host) for host in hosts()},
    **{f"robots-{host.name}": forbids(host) for host in hosts()},
    **{f"category-{one.category_id}": of_category(one.category_id, "Lighthouse") for one in categories()},
    **{f"report-{kind.name}": with_unreadable_report(kind) for kind in report_kinds()},
    # GOV.UK
    "content-api-lists": edit(STATE_FUNDED, ('"attachments"', '"files"')),
    "content-api-schema": edit(STATE_FUNDED, ("statistical_data_set", "publication")),
    "attachment-fields": edit(STATE_FUNDED, ('"file_size"', '"size"')),
    "csv-preview": lambda looks: edit("listing independent management information", ("csv-preview", "look"))(
        edit(STATE_FUNDED, ("csv-preview", "look"))(looks)
    ),
    "titles-state-funded": edit(STATE_FUNDED, ("latest inspections", "newest inspections")),
    "titles-statistics": edit("listing official statistics", ("inspections and outcomes as at", "judged on")),
    "titles-independent": edit(
        "listing independent management information", ("most recent inspections", "newest inspections")
    ),
    "titles-five-year": listing_of_another_page,
    "media-address": edit(STATE_FUNDED, ("assets.publishing.service.gov.uk", "files.example")),
    "page-not-sent-again": change(govuk.AGAIN, status=200),
    "list-is-csv": change(govuk.LIST, failure="another_kind", problem="a web page (HTML) came", kind="html"),
    "list-encoding": edit(govuk.LIST, ("Primary", "Prímary")),
    "list-dates": substitute(govuk.LIST, SLASHED_DAY, rb"\3-\2-\1"),
    "list-read": edit(govuk.LIST, ("URN", "Number")),
    # The reports site: searches
    "search-understood": edit(searches.PRIMARY, ("results-list", "v2-results-list")),
    "phases-apart": same_list_for_both_phases,
    "every-school-by-phase": another_school_of_the_day,
    "rows-100": substitute(searches.PRIMARY, COUNT, rb"\g<1>250"),
    "rows-capped": substitute(searches.MANY_ROWS, RESULT, b"", 1),
    "sorted-by-date": substitute(searches.PRIMARY, FIRST_TIME, b"<time>04 March 2019</time>", 1),
    "window-by-publication": result_of_another_day,
    "closed-only": edit(searches.CLOSED_ONLY, ("--closed", "--resting")),
    "deep-start": gone(searches.LAST_PAGE),
    "previous-link": edit(searches.LAST_PAGE, ("pagination__previous", "pagination__back")),
    "no-paging-when-all-fit": add_to_page(
        searches.ONE_DAY, '<div class="pagination"><span class="pagination__numbers">1 of 1</span></div>'
    ),
    "nothing-found": edit(searches.NOTHING, ("search-no-results", "nothing-here")),
    "rating-absent": edit(searches.MANY_ROWS, ("Rating: <strong>Good", "Rating: <strong>Splendid")),
    "categories-known": of_category(77, "Lighthouse"),
    "other-remits-apart": of_category(16, "Childcare"),
    # The reports site: pages
    "older-address": change(pages.SCHOOL, redirected_to=None),
    "older-host": gone(pages.OLDER_HOST),
    "wrong-category": change(pages.WRONG_CATEGORY, status=200, body=b"<html>a shell</html>", failure=None),
    "page-understood": edit(pages.SCHOOL, ("URN: ", "Number: ")),
    "canonical-address": edit(pages.SCHOOL, ('rel="canonical"', 'rel="shortlink"')),
    "labels-known": timeline(pages.SCHOOL, [ORDINARY, Entry(50_220_000, ON, PUBLISHED, "Friendly visit")]),
    "grade-only-with-overall": timeline(
        pages.SCHOOL, [Entry(50_280_000, date(2025, 3, 4), date(2025, 4, 8), "School inspection", "Good")]
    ),
    "closed-with-day": edit(pages.CLOSED_SCHOOL, ("timeline__day--closed", "timeline__day--opened")),
    "linked-schools": timeline(
        pages.SCHOOL, [ORDINARY], '<li class="timeline__day timeline__day--predecessor">Predecessor</li>'
    ),
    "older-reports-folded": timeline(
        pages.SCHOOL, [ORDINARY], '<li class="timeline__day timeline__day--has-archive">Older reports</li>'
    ),
    "conversion-letter-day": timeline(
        pages.SCHOOL, [Entry(50_210_000, ON, PUBLISHED, "Academy conversion letter")]
    ),
    "published-a-day-later": days_moved("publication_date", 1),
    "inspected-within-days": days_moved("inspection_date", -10),
    # The reports site: the page with a report card
    "card-page-understood": edit(pages.CARD, ("Our grades explained", "Goodbye"), ("Next steps", "Then"),
                                 ("About this inspection", "How"), ("What it's like to be", "Being")),
    "card-day-in-link": substitute(pages.CARD, TIME_IN_LINK, b"", 1),
    "card-first-link": edit(pages.CARD, ("//files.ofsted.gov.uk/", "//documents.ofsted.gov.uk/")),
    "card-no-grades-beside": edit(
        pages.CARD, (': ( <span class="filetype">', ': <strong>Good</strong> ( <span>')
    ),
    "card-escaped": edit(pages.CARD, ("&lt;", "<"), ("&gt;", ">")),
    "card-heading": NO_CARD,
    "card-safeguarding": edit(pages.CARD, ("Safeguarding standards met", "Safeguarding standards enjoyed")),
    "card-not-met": NOT_MET,
    "card-areas": edit(pages.CARD, ("Achievement", "Merriment")),
    "card-no-outcome-block": add_to_page(pages.CARD, '<div class="subjudgements__rates__item"></div>'),
    "card-like-file": NOT_MET,
    # The reports site: files
    "file-is-pdf": change(
        files.CARD_FILE, body=b"<html>later</html>", failure="another_kind", problem="a web page came"
    ),
    "file-content-type": change(files.CARD_FILE, headers={"content-type": "text/html"}),
    "file-no-redirect": change(files.CARD_FILE, redirected_to="https://elsewhere.example/report.pdf"),
    "file-in-time": change(files.CARD_FILE, tries=2),
    "file-numbers-by-era": timeline(
        pages.SCHOOL, [Entry(60_000_000, date(2016, 3, 1), date(2016, 4, 1), "School inspection", "Good")]
    ),
    "file-numbers-grow": timeline(
        pages.SCHOOL, [ORDINARY, Entry(50_300_000, date(2019, 3, 1), date(2019, 4, 1), "Short inspection")]
    ),
    "old-file-served": gone(files.OLDEST_FILE),
    "old-file-legible": change(files.OLDEST_FILE, body=b"%PDF-1.4 and no more"),
    # The register
    "dated-file": gone(EXTRACT),
    "dated-file-recent": change(EXTRACT, address="https://register.example/edubasealldata20260926.csv"),
    "missing-day": gone(register.TOMORROW, 403),
    "extract-size": change(EXTRACT, headers={"content-length": "240000000"}),
    "register-encoding": edit(EXTRACT, ("Primary", "Prímary")),
    "people-columns": change(GROUPS, body=None, status=None, failure="not_redacted", problem="a new column"),
    "extract-read": edit(EXTRACT, (",Open,", ",Ajar,")),
    "no-ofsted-columns": edit(EXTRACT, ("EstablishmentName", "OfstedRating (name)")),
    "links-read": edit(LINKS, ("LinkName", "LinkTitle")),
    "groups-read": edit(GROUPS, ("URN", "Number")),
    "downloads-form": edit(register.FORM, ("/Downloads/Collate", "/Downloads/Make")),
    "downloads-files": edit(register.FORM, ("academies.mat.membership", "academies.something")),
}  # fmt: skip
