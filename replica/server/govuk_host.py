"""www.gov.uk and its files: what the recording holds, as on a day.

Belongs here: finding an address and the newest answer for it. Does not belong here: contents (recording.py).
"""

from __future__ import annotations

from datetime import date

from replica.govuk import api_address, page
from replica.recording import JSON
from replica.server.messages import Answer, Request, conditional, not_found
from replica.site.model import Catalogue

ROBOTS = "User-agent: *\nDisallow: /search/all\n"

#: A page of GOV.UK that lists nothing here: its files hold what the others hold.
FIVE_YEAR_PAGE = "/government/publications/five-year-ofsted-inspection-data"


def answer_govuk(request: Request, catalogue: Catalogue, day: date) -> Answer:
    """Of several answers for an address the newest that is not after the day."""
    address = f"https://{request.host}{request.target}"
    held = [response for response in catalogue.responses if response.url == address and response.since <= day]
    if address == api_address(FIVE_YEAR_PAGE):
        listed = page(
            FIVE_YEAR_PAGE,
            title="Five-year Ofsted inspection data",
            schema="publication",
            updated=date(2025, 11, 27),
        )
        return conditional(request, listed, JSON, '"five-year"', "govuk")
    if not held:
        return not_found("govuk")
    newest = max(held, key=lambda response: response.since)
    return conditional(request, newest.content, newest.content_type, newest.etag, "govuk")
