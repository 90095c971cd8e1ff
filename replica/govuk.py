"""The GOV.UK pages that list the files, in the shape of its Content API.

Belongs here: a page that carries attachments, and a collection that carries documents.
Does not belong here: what stands in the files.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

SITE = "https://www.gov.uk"
ASSETS = "https://assets.publishing.service.gov.uk/media"


@dataclass(frozen=True)
class Attachment:
    """One file on a page; ``media_id`` is GOV.UK's, 24 hexadecimal digits (zeros here: invented)."""

    media_id: str
    title: str
    filename: str
    content_type: str
    size: int

    @property
    def url(self) -> str:
        return f"{ASSETS}/{self.media_id}/{self.filename}"


def api_address(base_path: str) -> str:
    return f"{SITE}/api/content{base_path}"


def page(
    base_path: str,
    *,
    title: str,
    schema: str,
    updated: date,
    attachments: Sequence[Attachment] = (),
    documents: Sequence[tuple[str, str]] = (),
) -> bytes:
    """A Content API page with attachments, or with (base path, title) of the documents that it collects."""
    content: dict[str, Any] = {
        "base_path": base_path,
        "title": title,
        "schema_name": schema,
        "locale": "en",
        "public_updated_at": f"{updated.isoformat()}T09:30:00Z",
        "details": {"attachments": [_attachment(attachment) for attachment in attachments], "body": ""},
        "links": {},
    }
    if documents:
        content["links"]["documents"] = [
            {"base_path": path, "api_url": api_address(path), "title": document_title}
            for path, document_title in documents
        ]
    return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode("utf-8")


def _attachment(attachment: Attachment) -> dict[str, Any]:
    # Where the real pages name the preview of a CSV file is not known.
    preview = {"preview_url": f"{SITE}/csv-preview/{attachment.media_id}/{attachment.filename}"}
    return {
        **(preview if attachment.content_type == "text/csv" else {}),
        "accessible": False,
        "attachment_type": "file",
        "content_type": attachment.content_type,
        "file_size": attachment.size,
        "filename": attachment.filename,
        "id": attachment.media_id,
        "title": attachment.title,
        "url": attachment.url,
    }
