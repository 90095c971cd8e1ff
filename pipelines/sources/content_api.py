"""GOV.UK's Content API: the JSON of a page, read strictly.

Belongs here: the shape of such a page. Which page is read belongs to govuk.py, which files to titles.py.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from pipelines.sources.titles import ListedFile

SITE = "https://www.gov.uk"


class UnexpectedShape(Exception):
    """The page's JSON is not built as the Content API's pages are; the message names the part."""


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """A document that a collection links to. address: its own Content API address."""

    address: str
    title: str


@dataclass(frozen=True, slots=True)
class ContentPage:
    """A page's JSON, read part by part; a part that is absent or of another type raises UnexpectedShape."""

    content: dict[str, Any]

    @classmethod
    def read(cls, content: bytes) -> ContentPage:
        """Take in the bytes of a page."""
        try:
            page = json.loads(content)
        except ValueError as error:
            raise UnexpectedShape(f"it is not JSON ({error})") from error
        if not isinstance(page, dict):
            raise UnexpectedShape("it is not one JSON object")
        return cls(page)

    @property
    def title(self) -> str:
        """What the page is called."""
        return _text(self.content, "title")

    @property
    def files(self) -> tuple[ListedFile, ...]:
        """The files that the page lists, in its order."""
        return tuple(_file(row) for row in _rows(self.content, "details", "attachments"))

    @property
    def documents(self) -> tuple[ListedDocument, ...]:
        """The documents that a collection links to, in its order."""
        return tuple(_document(row) for row in _rows(self.content, "links", "documents"))


def _file(row: Any) -> ListedFile:
    address = urljoin(SITE, _text(row, "url"))
    size = row.get("file_size")
    return ListedFile(
        address=address,
        title=_text(row, "title"),
        kind=row.get("attachment_type") or "file",
        size=size if isinstance(size, int) else None,
    )


def _document(row: Any) -> ListedDocument:
    return ListedDocument(address=f"{SITE}/api/content{_text(row, 'base_path')}", title=_text(row, "title"))


def _rows(page: dict[str, Any], part: str, name: str) -> list[Any]:
    """A list of the page. An empty one is an answer; none at all means that pages are built differently."""
    parent = page.get(part)
    rows = parent.get(name) if isinstance(parent, dict) else None
    if not isinstance(rows, list):
        raise UnexpectedShape(f"it has no list {part}.{name}")
    return rows


def _text(row: Any, name: str) -> str:
    text = row.get(name) if isinstance(row, dict) else None
    if not isinstance(text, str):
        raise UnexpectedShape(f"it has no {name!r} where one is expected")
    return text
