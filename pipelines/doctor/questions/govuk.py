"""GOV.UK: every page that lists files, one of them twice, and the beginning of the newest list of schools.

Does not belong here: what is said of them (checks/govuk.py, checks/school_list.py).
"""

from __future__ import annotations

from pipelines.archive.ledger_entries import CONTENT_PAGE, MANAGEMENT_INFORMATION, Purpose
from pipelines.doctor.asking import Asker
from pipelines.doctor.beginnings import MOST_BYTES
from pipelines.sources.content_api import ContentPage, UnexpectedShape
from pipelines.sources.govuk import ListingPage, listing_pages
from pipelines.sources.titles import Attachment, choose, format_of

AGAIN = "listing asked again"
LIST = "list of schools"
SERIES = "state_funded_latest"


def ask_govuk(asker: Asker) -> None:
    """Take the looks at GOV.UK."""
    first, *others = listing_pages()
    look = asker.ask(look_name(first), first.address, Purpose(CONTENT_PAGE))
    asker.ask(AGAIN, first.address, Purpose(CONTENT_PAGE))
    for page in others:
        asker.ask(look_name(page), page.address, Purpose(CONTENT_PAGE))
    if look.body and (file := newest_list(look.body)):
        purpose = Purpose(MANAGEMENT_INFORMATION, file.series, file.title, file.as_at)
        asker.ask(LIST, file.address, purpose, most_bytes=MOST_BYTES)


def look_name(page: ListingPage) -> str:
    """``listing five year data``"""
    return f"listing {page.name.replace('_', ' ')}"


def newest_list(content: bytes) -> Attachment | None:
    """The newest list of all state-funded schools as CSV that a page lists; None where there is none."""
    page = listing_pages()[0]
    try:
        listing = ContentPage.read(content)
        taken = choose(page.name, listing.title, listing.files).taken
    except UnexpectedShape:
        return None
    return next((file for file in taken if file.series == SERIES and format_of(file.address) == "csv"), None)
