"""From the bytes of a page to a tree and plain text.

Belongs here: refusing what is no whole web page, and how text, dates and links on the site's pages read.
Does not belong here: what any part of a page means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from html import unescape
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

from bs4 import BeautifulSoup, ParserRejectedMarkup, Tag
from bs4.element import NavigableString
from bs4.filter import SoupStrainer

from pipelines.documents.refusal import DocumentRefused
from pipelines.plain_text import plain

SITE = "https://reports.ofsted.gov.uk/"

# The largest real page known is 84 KB; a report card adds some tens of KB.
LARGEST_PAGE = 10_000_000

PROVIDER_PATH = re.compile(r"/provider/(\d{1,6})/([A-Za-z0-9]{1,20})/?$")
SIX_DIGITS = re.compile(r"[1-9]\d{5}$", re.ASCII)
# "18 March 2025", "07 September 2023".
DAY = r"\d{1,2} [A-Z][a-z]{2,8} (?:19|20)\d{2}"
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


class Parts(SoupStrainer):
    """The parts of a page that are built: elements by name, or by the beginning of one of their classes.

    Building the tree is most of the time of a page.
    """

    def __init__(self, *class_beginnings: str, names: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._names = names
        self._class_beginnings = class_beginnings

    def allow_tag_creation(self, nsprefix: str | None, name: str, attrs: Mapping[Any, str] | None) -> bool:
        if name in self._names:
            return True
        classes = (attrs or {}).get("class") or ""
        return any(word.startswith(self._class_beginnings) for word in classes.split())

    def allow_string_creation(self, string: str) -> bool:
        return False


def decode_page(content: bytes) -> str:
    """The text of a whole web page; raises DocumentRefused for anything else."""
    if not content.strip():
        raise DocumentRefused("empty_file", "The file is empty.")
    if len(content) > LARGEST_PAGE:
        raise DocumentRefused("page_too_large", f"The page has {len(content)} bytes; none of the site's has.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DocumentRefused(
            "undecodable_bytes",
            f"Line {line} holds a byte that is not UTF-8, in which the site's pages are written.",
            line,
            value=repr(content[error.start : error.end]),
        ) from error
    if "\0" in text or not re.match(r"\s*<(?:!|\?xml|html|head|body)", text, re.IGNORECASE):
        raise DocumentRefused(
            "not_a_web_page", "The file does not begin as a web page does.", value=repr(text[:40])
        )
    if not re.search(r"</(?:html|body)\s*>", text[-4000:], re.IGNORECASE):
        raise DocumentRefused(
            "page_cut_off", "The page has no end (</html>): it was cut short.", value=repr(text[-40:])
        )
    return text


def read_tree(text: str, wanted: Parts | None = None) -> BeautifulSoup:
    """The tree of a page, or only of its wanted parts."""
    try:
        return BeautifulSoup(text, "lxml", parse_only=wanted)
    except (ParserRejectedMarkup, ValueError, AssertionError) as error:
        raise DocumentRefused("unreadable_mark_up", f"The page's mark-up cannot be read: {error}") from error


def text_of(element: Tag | None) -> str:
    """An element's text on one line; scripts and comments are no text."""
    if element is None:
        return ""
    if len(element.contents) == 1 and type(only := element.contents[0]) is NavigableString:
        return clean(only)
    return clean(element.get_text(" "))


def clean(text: str) -> str:
    """Published text on one line. Names are sometimes escaped twice: &amp;#039; for an apostrophe."""
    if "&" in text:
        text = unescape(text)
    return plain(text)


def fold(text: str) -> str:
    """A published word for comparison: dashes and apostrophes of every kind made one, case dropped."""
    for published in "\u2010\u2011\u2012\u2013":
        text = text.replace(published, "-")
    return clean(text.replace("\u2019", "'")).casefold()


def read_day(text: str) -> date | None:
    """A day as the site prints it; None where the text is no day."""
    if not re.fullmatch(DAY, text := clean(text), re.ASCII):
        return None
    day, month, year = text.split()
    try:
        return date(int(year), MONTHS.index(month) + 1, int(day))
    except ValueError:
        return None


def classes_of(element: Tag) -> list[str]:
    """The classes of an element, in order."""
    value = element.attrs.get("class")
    return value if isinstance(value, list) else value.split() if value else []


def link_of(element: Tag) -> str:
    """Where a link leads, as a whole address; empty where it has none."""
    href = element.get("href")
    address = href.strip() if isinstance(href, str) else ""
    if not address:
        return ""
    try:
        return urljoin(SITE, address)
    except ValueError:
        return ""


def split_link(address: str) -> SplitResult | None:
    """The parts of an address; None where it is none."""
    try:
        return urlsplit(address)
    except ValueError:
        return None


def provider_of(address: str) -> tuple[int, str] | None:
    """Category and identifier that a provider page's address names; None for any other address."""
    parts = split_link(address)
    match = PROVIDER_PATH.match(parts.path) if parts else None
    return (int(match[1]), match[2]) if match else None


def urn_of(identifier: str) -> int | None:
    """A six-digit identifier as a URN; boarding (SC023666), trusts and others have none."""
    return int(identifier) if SIX_DIGITS.match(identifier) else None


def tags_in(element: Tag, apart_from: str = "") -> Iterator[Tag]:
    """The elements inside an element in page order, leaving out those of one name and all in them.

    One walk for all questions about it: each find_all() of its own would cost as much as the walk.
    """
    stack = element.contents[::-1]
    while stack:
        part = stack.pop()
        if isinstance(part, Tag) and part.name != apart_from:
            yield part
            stack.extend(reversed(part.contents))


def ancestors(element: Tag, up_to: Tag) -> Iterator[Tag]:
    """The elements around an element, up to one of them and without it."""
    around = element.parent
    while around is not None and around is not up_to:
        yield around
        around = around.parent


class Page:
    """A page's elements by name and by class, each list in page order."""

    def __init__(self, tree: BeautifulSoup) -> None:
        self.tree = tree
        self._by_name: dict[str, list[Tag]] = {}
        self._by_class: dict[str, list[Tag]] = {}
        for element in tags_in(tree):
            self._by_name.setdefault(element.name, []).append(element)
            for name in classes_of(element):
                self._by_class.setdefault(name, []).append(element)

    def named(self, name: str) -> list[Tag]:
        return self._by_name.get(name, [])

    def of_class(self, name: str) -> list[Tag]:
        return self._by_class.get(name, [])

    def classes(self) -> Iterator[str]:
        return iter(self._by_class)
