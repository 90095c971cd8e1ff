"""GOV.UK's pages: their shape, and whether what they list is recognised.

Does not belong here: what stands in the list of schools (school_list.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pipelines.doctor.looks import CannotTell, Looks
from pipelines.doctor.questions.govuk import AGAIN, look_name, newest_list
from pipelines.doctor.verdicts import Seen, checks, differs, holds, judged
from pipelines.sources.content_api import ContentPage, UnexpectedShape
from pipelines.sources.govuk import ListingPage, listing_pages
from pipelines.sources.titles import choose, format_of, is_release, why_document_ignored

STATE_FUNDED, STATISTICS, INDEPENDENT, FIVE_YEAR = listing_pages()
MEDIA = re.compile(r"https://assets\.publishing\.service\.gov\.uk/media/[0-9a-f]{24}/[^/]+")
TABLES = ("csv", "xlsx", "ods")


@checks("content-api-lists")
def content_api_lists(looks: Looks) -> Seen:
    """Each page can be read for what it lists."""
    counted, against = [], []
    for page in listing_pages():
        look = looks.get(look_name(page))
        if look is None or look.body is None:
            continue
        try:
            content = ContentPage.read(look.body)
            listed = content.files if page.lists == "attachments" else content.documents
            counted.append(f"{len(listed)} on {page.title}")
        except UnexpectedShape as surprise:
            against.append(f"{page.title}: {surprise}")
    if not counted and not against:
        raise CannotTell("no page was had")
    return judged("; ".join(counted), against)


@checks("content-api-schema")
def content_api_schema(looks: Looks) -> Seen:
    name = _page(looks, STATE_FUNDED).content.get("schema_name")
    return judged(str(name), [] if name == "statistical_data_set" else [f"schema_name is {name!r}"])


@checks("attachment-fields")
def attachment_fields(looks: Looks) -> Seen:
    """Everything listed that is a file of a table says what it is and how large."""
    tables = list(_tables(looks))
    against = [
        f"“{row.get('title')}” has no {field}"
        for row in tables
        for field, kind in (("attachment_type", str), ("title", str), ("url", str), ("file_size", int))
        if not isinstance(row.get(field), kind)
    ]
    return judged(f"tables, each with all of them: {len(tables)}", against)


@checks("csv-preview")
def csv_preview(looks: Looks) -> Seen:
    """Looked for beside the files and in them: it is not known where a preview is named."""
    tables = [row for row in _tables(looks) if format_of(str(row.get("url"))) == "csv"]
    if not tables:
        raise CannotTell("no CSV file is listed")
    told = [row for row in _attachments(looks) if "csv-preview" in str(row)]
    if not told:
        return differs(f"{len(tables)} CSV files, and no preview is named")
    return holds(f"CSV files that name one: {len(told)} of {len(tables)}")


@checks("titles-state-funded")
def titles_state_funded(looks: Looks) -> Seen:
    against = _not_recognised(looks, STATE_FUNDED)
    newest = newest_list(looks.body(look_name(STATE_FUNDED)))
    if newest is None:
        against.append("no list of schools as CSV is recognised")
    return judged(f"newest: {newest.title}" if newest else "", against)


@checks("titles-statistics")
def titles_statistics(looks: Looks) -> Seen:
    documents = _page(looks, STATISTICS).documents
    releases = [d for d in documents if is_release(STATISTICS.name, d.title)]
    unknown = [
        f"“{d.title}” is not recognised"
        for d in documents
        if d not in releases and not why_document_ignored(STATISTICS.name, d.title)
    ]
    return judged(
        f"releases: {len(releases)}", unknown if releases else ["no release is recognised", *unknown]
    )


@checks("titles-independent")
def titles_independent(looks: Looks) -> Seen:
    content = _page(looks, INDEPENDENT)
    taken = choose(INDEPENDENT.name, content.title, content.files).taken
    latest = next((file for file in taken if file.series == "independent_latest"), None)
    against = _not_recognised(looks, INDEPENDENT)
    if latest is None:
        against.append("no list of latest inspections is recognised")
    return judged(f"newest: {latest.title}" if latest else "", against)


@checks("titles-five-year")
def titles_five_year(looks: Looks) -> Seen:
    against = _not_recognised(looks, FIVE_YEAR)
    content = _page(looks, FIVE_YEAR)
    if not content.files:
        raise CannotTell("the page lists nothing")
    taken = choose(FIVE_YEAR.name, content.title, content.files).taken
    return judged(f"files: {len(taken)}", against if taken else ["no file is recognised", *against])


@checks("media-address")
def media_address(looks: Looks) -> Seen:
    addresses = [str(row.get("url")) for row in _tables(looks)]
    return judged(f"files: {len(addresses)}", (a for a in addresses if not MEDIA.fullmatch(a)))


@checks("page-not-sent-again")
def page_not_sent_again(looks: Looks) -> Seen:
    look = looks.taken(AGAIN)
    if look.status == 304:
        return holds("status 304")
    kept = [name for name in ("etag", "last-modified") if name in look.headers]
    return differs(f"status {look.status}; headers to ask by: {', '.join(kept) or 'none'}")


def _page(looks: Looks, page: ListingPage) -> ContentPage:
    return looks.read(look_name(page), ContentPage.read)


def _not_recognised(looks: Looks, page: ListingPage) -> list[str]:
    """Tables of a page that fit no line of reference/sources.toml, or two."""
    content = _page(looks, page)
    try:
        unknown = choose(page.name, content.title, content.files).unrecognised
    except UnexpectedShape as surprise:
        raise CannotTell(f"the page was not understood: {surprise}") from surprise
    return [f"“{file.title}”: {file.reason}" for file in unknown]


def _attachments(looks: Looks) -> Iterator[dict[str, Any]]:
    pages = looks.read_all(
        [look_name(page) for page in listing_pages() if page.lists == "attachments"], ContentPage.read
    )
    for page in pages.values():
        details = page.content.get("details")
        rows = details.get("attachments") if isinstance(details, dict) else None
        yield from (row for row in rows or () if isinstance(row, dict))


def _tables(looks: Looks) -> Iterator[dict[str, Any]]:
    """Listed files with the ending of a table, previews apart; raises CannotTell where there is none."""
    tables = [
        row
        for row in _attachments(looks)
        if format_of(str(row.get("url"))) in TABLES and "/csv-preview/" not in str(row.get("url"))
    ]
    if not tables:
        raise CannotTell("no table is listed")
    yield from tables
