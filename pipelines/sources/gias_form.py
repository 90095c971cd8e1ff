"""The Downloads form of GIAS, which makes files on demand: choose, wait, take them out of a zip in memory.

Belongs here: the steps of the form and the zip. Does not belong here: when it is used (gias.py), taking out
what names people (redaction.py). The steps follow code that drives the real form; it was not seen live.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from urllib.parse import urljoin

from pipelines.archive.ledger_entries import GIAS_EXTRACT, GIAS_FORM, FetchRecord, Purpose
from pipelines.sources.accepting import Part
from pipelines.sources.client import PoliteClient
from pipelines.sources.errors import SourceUnavailable
from pipelines.sources.gias_settings import GiasFile, GiasSettings
from pipelines.sources.politeness import Limits
from pipelines.sources.redaction import CannotRedact, empty_personal_columns

COLLATE = "/Downloads/Collate"
EXTRACT = "/Downloads/Download/Extract"

_CHOICE = re.compile(r"(Downloads\[\d+\])\.(Tag|Selected)")
_MEMBER = re.compile(r"(?:.*/)?(?P<file>[a-z_]+?)(?P<day>\d{8})\.csv")


@dataclass
class Form:
    """A form of a page: where it is sent, and its fields with the values they have when it is opened."""

    action: str
    fields: list[tuple[str, str]] = field(default_factory=list)


def fetch_by_form(
    client: PoliteClient, settings: GiasSettings, files: Sequence[GiasFile]
) -> tuple[FetchRecord, ...]:
    """Have the register make the files, and archive each without what names people.

    The pages on the way are archived as evidence; the zip is held in memory and never stored. A file that the
    form or the zip does not have is left out. Raises SourceUnavailable and its kinds where a step fails.
    """
    page = client.get(settings.form_address, Purpose(GIAS_FORM, title="Downloads page"))
    form = _form_on(client, page, COLLATE)
    chosen = _choose(form, [file.tag for file in files])
    record = client.post_form(
        urljoin(settings.form_address, form.action), chosen, Purpose(GIAS_FORM, title="files asked for")
    )
    extract = _wait_until_ready(client, settings, record)
    return client.post_form_for_parts(
        urljoin(settings.form_address, extract.action),
        extract.fields,
        Purpose(GIAS_EXTRACT, title="zip of the Downloads form"),
        lambda content: take_out(content, files),
    )


def take_out(content: bytes, files: Sequence[GiasFile]) -> list[Part]:
    """The wanted files of a zip without what names people; raises CannotRedact, also where it is no zip."""
    parts = []
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.infolist():
                name = _MEMBER.fullmatch(member.filename)
                file = next((file for file in files if name and name["file"] == file.file), None)
                if name is None or file is None:
                    continue
                day = date.fromisoformat(name["day"])
                redacted = empty_personal_columns(_unpacked(archive, member, file), file.known_by)
                parts.append(
                    Part(
                        f"{file.file}{day:%Y%m%d}.csv",
                        Purpose(file.purpose, file.purpose, file.title_on(day), day),
                        redacted,
                    )
                )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise CannotRedact(f"what came is no sound zip of dated files ({type(error).__name__})") from error
    return parts


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, file: GiasFile) -> bytes:
    """A member's bytes, of which no more are unpacked than its purpose allows."""
    limit = Limits.from_reference().largest_bytes[file.purpose]
    with archive.open(member) as packed:
        content = packed.read(limit + 1)
    if len(content) > limit:
        raise CannotRedact(f"{member.filename} unpacks to more than {limit:,} bytes")
    return content


def _choose(form: Form, tags: Collection[str]) -> list[tuple[str, str]]:
    """The form's fields with the wanted files chosen: by its own boxes, or by plain Tags without any."""
    boxes = tags_of(form)
    kept = [
        (name, value)
        for name, value in form.fields
        if not ((match := _CHOICE.fullmatch(name)) and match[2] == "Selected") and name != "Tags"
    ]
    if not boxes:
        return kept + [("Tags", tag) for tag in tags]
    return kept + [(f"{box}.Selected", "true" if tag in tags else "false") for box, tag in boxes.items()]


def _wait_until_ready(client: PoliteClient, settings: GiasSettings, record: FetchRecord) -> Form:
    """Read the page that the form leads to until it offers the zip; the form that takes it."""
    waiting = record.redirected_to
    if waiting is None or waiting == settings.form_address:
        raise SourceUnavailable(record.address, "the form leads to no page that makes the files")
    for _ in range(settings.polls):
        if settings.ready_mark.encode() in client.archived(record):
            return _form_on(client, record, EXTRACT)
        client.wait(settings.seconds_between_polls)
        record = client.get(waiting, Purpose(GIAS_FORM, title="are the files ready"))
    raise SourceUnavailable(
        waiting, f"the files were not ready after it was asked {settings.polls} times; try a later night"
    )


def _form_on(client: PoliteClient, record: FetchRecord, action: str) -> Form:
    """The form of an archived page that is sent to ``action``."""
    form = form_for(client.archived(record), action)
    if form is not None:
        return form
    raise SourceUnavailable(
        record.redirected_to or record.address,
        f"the page has no form for {action}: it was rebuilt, and pipelines/sources/gias_form.py must follow",
    )


def form_for(page: bytes, action: str) -> Form | None:
    """The form of a page that is sent to ``action``; None where it has none."""
    reader = _FormReader()
    reader.feed(page.decode("utf-8", "replace"))
    return next((form for form in reader.forms if form.action.partition("?")[0].endswith(action)), None)


def tags_of(form: Form) -> dict[str, str]:
    """The files that the Downloads form offers: the tag of each by the name of its box."""
    return {
        match[1]: value
        for name, value in form.fields
        if (match := _CHOICE.fullmatch(name)) and match[2] == "Tag"
    }


class _FormReader(HTMLParser):
    """Finds the forms of a page with what their inputs hold; boxes that are not ticked included."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._is_inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(held.get("action", "")))
            self._is_inside = True
        elif tag == "input" and self._is_inside and held.get("name"):
            self.forms[-1].fields.append((held["name"], held.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._is_inside = False
