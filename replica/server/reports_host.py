"""reports.ofsted.gov.uk, files.ofsted.gov.uk, and the addresses of the site before it.

Belongs here: which address gives which page. Does not belong here: pages (replica/site/), files
(replica/reports/).
"""

from __future__ import annotations

import hashlib
import re
from datetime import date

from replica.reports import report_pdf
from replica.server.messages import Answer, Request, conditional, not_found, page, plain, redirect
from replica.site.frame import SITE
from replica.site.model import Catalogue
from replica.site.provider_page import provider_page
from replica.site.query import MOST_ROWS, UnreadableQuery, read_query
from replica.site.search import Results, search, with_repeated_row
from replica.site.search_page import search_page

ROBOTS = "User-agent: *\nDisallow: /search/subscribe\n"
PROVIDER = re.compile(r"/provider/(\d{1,4})/([A-Z]{0,2}\d{1,8})/?")
LEGACY = re.compile(r"/inspection-reports/find-inspection-report/provider/ELS/(\d{6})/?")
FILE = re.compile(r"/v1/file/(\d{1,10})/?")

#: The rows of a page where a fault lowers the site's cap.
LOWERED_CAP = 10


def answer_reports(request: Request, catalogue: Catalogue, day: date) -> Answer:
    """The reports site."""
    if request.path == "/search":
        return _search(request, catalogue, day)
    if match := PROVIDER.fullmatch(request.path):
        shown = catalogue.page(int(match[1]), match[2], day)
        if shown is None:
            return not_found("provider")
        return page(provider_page(shown, is_shell="vanished_page" in request.tweaks), "provider")
    return answer_legacy(request, catalogue, day)


def answer_legacy(request: Request, catalogue: Catalogue, day: date) -> Answer:
    """The address that management information prints for a school, on either of the two hosts."""
    match = LEGACY.fullmatch(request.path)
    if match is None:
        return not_found("other")
    category = catalogue.category_of(int(match[1]), day)
    if category is None:
        return not_found("legacy")
    return redirect(f"{SITE}/provider/{category}/{match[1]}", "legacy", 301)


def answer_files(request: Request, catalogue: Catalogue, day: date) -> Answer:
    """A report by its number; a report's bytes are the same every time."""
    match = FILE.fullmatch(request.path)
    if match is None:
        return not_found("other")
    stored = catalogue.file(int(match[1]), day)
    if stored.document is None:
        return not_found("file", stored.status)
    content = report_pdf(stored.document)
    tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
    return conditional(request, content, "application/pdf", tag, "file")


def _search(request: Request, catalogue: Catalogue, day: date) -> Answer:
    cap = LOWERED_CAP if "page_cap" in request.tweaks else MOST_ROWS
    try:
        query = read_query(request.query, most_rows=cap)
    except UnreadableQuery as error:
        # What the real site does with such a parameter is not known; a wrong program should notice.
        return plain(f"{error}\n", 400, "search")
    results = search(catalogue, query, day)
    if "empty_results" in request.tweaks:
        results = Results(0, ())
    elif "duplicate_rows" in request.tweaks and query.start:
        results = with_repeated_row(
            results, search(catalogue, query.at(max(0, query.start - query.rows)), day)
        )
    return page(search_page(query, results), "search")
