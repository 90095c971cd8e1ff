"""GIAS, the register of schools: fetching its extract, links and trusts when those at hand grow old.

Belongs here: when to ask, walking back to the newest dated file, the account of a night. Does not belong
here: the Downloads form (gias_form.py), taking out what names people (redaction.py), reading the files
(pipelines/documents/gias).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from pipelines.archive.archive import Archive
from pipelines.archive.ledger_entries import FetchRecord, Purpose
from pipelines.clock import Clock
from pipelines.sources.client import PoliteClient
from pipelines.sources.errors import (
    GONE,
    AnsweredWith,
    ContentSurprise,
    HostStopped,
    NotAllowed,
    NotRedacted,
    NotThere,
    SourceUnavailable,
)
from pipelines.sources.gias_form import fetch_by_form
from pipelines.sources.gias_settings import NAME, GiasFile, GiasSettings, gias_settings
from pipelines.sources.politeness import host_of
from pipelines.sources.redaction import Redacted, empty_personal_columns
from pipelines.sources.report import SourceState, SourceStatus
from pipelines.sources.titles import Attachment

log = logging.getLogger(__name__)

NOT_PUBLISHED = ("json", "empty")
"""What the file host sends in place of a file that it does not have, where it does not answer 404."""


@dataclass
class _Account:
    """What happened to the source so far this night. setbacks: in sentences; notes: what is no fault."""

    settings: GiasSettings
    today: date
    new: list[Attachment] = field(default_factory=list)
    setbacks: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_refused: bool = False
    is_unreachable: bool = False


def fetch_gias(
    client: PoliteClient, archive: Archive, covered: Callable[[str], bool], clock: Clock
) -> SourceStatus:
    """Fetch the register's files where those at hand are old, and give an account.

    covered: whether a recording says anything about an address that starts so; always true for a live run.
    The columns that name people are emptied in memory; nothing else of them is ever stored. Raises nothing
    that a source does; ArchiveFull and ArchiveCorrupted pass through, because they concern the archive.
    """
    settings = gias_settings()
    has_dated_files, has_form = covered(settings.address.partition("{")[0]), covered(settings.form_address)
    if not (has_dated_files or has_form):
        log.info("%s: not covered by this recording", settings.title)
        return SourceStatus(
            NAME, settings.title, False, "not_covered", message="Not covered by this recording: skipped."
        )
    account = _Account(settings, clock.today())
    before = _requests(client, settings)
    due = _files_due(archive, account)
    missing = _walk_back(client, archive, account, due) if has_dated_files else due
    if _needs_form(archive, account, missing) and has_form:
        missing = _ask_form(client, account, missing)
    for file in missing:
        _say_missing(account, file)
    sent = {name: count - before[name] for name, count in _requests(client, settings).items()}
    return _status(archive, account, sent)


def newest_fetch(archive: Archive, file: GiasFile) -> FetchRecord | None:
    """The fetch of a file with the newest day, whichever way it came; one that is in doubt is passed over."""
    known = [
        fetch
        for fetch in archive.fetches()
        if fetch.purpose.kind == file.purpose and fetch.sha256 and fetch.purpose.as_at
        if not archive.is_doubted(fetch.sha256)
    ]
    return max(known, key=lambda fetch: (fetch.purpose.as_at or date.min, fetch.sequence), default=None)


def _files_due(archive: Archive, account: _Account) -> list[GiasFile]:
    """The files that are to be asked for: old ones. What need not be there is asked for with the extract, and
    on the nights after it until the register has said that there is none."""
    old = [
        file
        for file in account.settings.files
        if _age(archive, account, file) >= account.settings.refresh_days
    ]
    is_new = account.settings.extract in old
    return [file for file in old if file.required or is_new or not _is_known_absent(archive, account, file)]


def _is_known_absent(archive: Archive, account: _Account, file: GiasFile) -> bool:
    """Whether the register said that it has none of a file on the day of the extract at hand."""
    day = _as_at(archive, account.settings.extract)
    address = account.settings.dated_address(file, day) if day else None
    return any(fetch.address == address and fetch.status in GONE for fetch in archive.fetches())


def _age(archive: Archive, account: _Account, file: GiasFile) -> int:
    """Days since the newest day at hand of a file; more than any limit where there is none."""
    newest = _as_at(archive, file)
    return (account.today - newest).days if newest else 1_000_000


def _as_at(archive: Archive, file: GiasFile) -> date | None:
    fetch = newest_fetch(archive, file)
    return fetch.purpose.as_at if fetch else None


def _walk_back(
    client: PoliteClient, archive: Archive, account: _Account, due: list[GiasFile]
) -> list[GiasFile]:
    """Fetch the newest dated file of each; returns those of which no day has one."""
    missing = []
    for file in due:
        if account.is_refused or account.is_unreachable:
            missing.append(file)
            continue
        try:
            if not _fetch_newest(client, account, file, _days(archive, account, file)):
                missing.append(file)
        except NotRedacted as error:
            account.setbacks.append(f"The file of {file.title} was not kept: {error.reason}.")
        except SourceUnavailable as error:
            # Whoever refuses is not asked by another door; who does not answer may have moved.
            account.is_refused = isinstance(error, AnsweredWith | NotAllowed | HostStopped | ContentSurprise)
            account.is_unreachable = not account.is_refused
            account.setbacks.append(f"The file of {file.title} could not be had: {error}.")
            missing.append(file)
    return missing


def _days(archive: Archive, account: _Account, file: GiasFile) -> Iterator[date]:
    """Days on which a file newer than the one at hand may have been made, newest first."""
    held = _as_at(archive, file) or date.min
    for back in range(account.settings.walk_days + 1):
        day = account.today - timedelta(days=back)
        if day > held:
            yield day


def _fetch_newest(client: PoliteClient, account: _Account, file: GiasFile, days: Iterator[date]) -> bool:
    """Whether a file was there on any of the days."""

    def redact(content: bytes) -> Redacted:
        return empty_personal_columns(content, file.known_by)

    for day in days:
        address = account.settings.dated_address(file, day)
        purpose = Purpose(file.purpose, file.purpose, file.title_on(day), day)
        try:
            client.get(address, purpose, redaction=redact)
        except NotThere:
            continue
        except ContentSurprise as surprise:
            if surprise.kind in NOT_PUBLISHED:
                continue
            raise
        account.new.append(Attachment(address, file.title_on(day), file.purpose, day))
        return True
    return False


def _needs_form(archive: Archive, account: _Account, missing: list[GiasFile]) -> bool:
    """Whether the form is asked: no dated file was found, or their host is gone and what is held is old."""
    if account.is_refused or not any(file.required for file in missing):
        return False
    if account.is_unreachable:
        return _age(archive, account, account.settings.extract) > account.settings.stale_days
    return True


def _ask_form(client: PoliteClient, account: _Account, missing: list[GiasFile]) -> list[GiasFile]:
    """Have the missing files made by the Downloads form; returns those that it does not give."""
    try:
        records = fetch_by_form(client, account.settings, missing)
    except SourceUnavailable as error:
        account.setbacks.append(f"The Downloads form gave no files: {error}.")
        return missing
    for record in records:
        purpose = record.purpose
        account.new.append(
            Attachment(record.address, purpose.title or "", purpose.kind, purpose.as_at, record.bytes)
        )
    account.notes.append("No dated files were found; the Downloads form was used.")
    given = {record.purpose.kind for record in records}
    return [file for file in missing if file.purpose not in given]


def _say_missing(account: _Account, file: GiasFile) -> None:
    if not file.required:
        account.notes.append(f"There is no file of {file.title}.")
    elif not account.setbacks:
        account.setbacks.append(
            f"No file of {file.title} was found for any day since "
            f"{_in_words(account.today - timedelta(days=account.settings.walk_days))}: look at "
            f"{account.settings.form_address}, and correct reference/sources.toml where it has moved."
        )


def _requests(client: PoliteClient, settings: GiasSettings) -> dict[str, int]:
    sent = client.requests_sent
    return {
        "dated_files": sent[host_of(settings.address)],
        "downloads_form": sent[host_of(settings.form_address)],
    }


def _status(archive: Archive, account: _Account, requests: dict[str, int]) -> SourceStatus:
    settings = account.settings
    held = {file: day for file in settings.files if (day := _as_at(archive, file))}
    newest = held.get(settings.extract)
    setbacks = list(account.setbacks)
    if newest and (account.today - newest).days > settings.stale_days:
        setbacks.append(f"The extract is {(account.today - newest).days} days old.")
    state: SourceState = "ok"
    if setbacks:
        state = "degraded" if newest else "unavailable"
    return SourceStatus(
        name=NAME,
        title=settings.title,
        covered=True,
        state=state,
        new=tuple(account.new),
        listed=len(held),
        newest_as_at=newest,
        message=" ".join(
            [*_held_in_words(held), *_next_in_words(account, newest), *account.notes, *setbacks]
        ),
        requests={name: count for name, count in requests.items() if count},
    )


def _held_in_words(held: dict[GiasFile, date]) -> list[str]:
    """As at which days the files at hand are."""
    if not held:
        return []
    if len(set(held.values())) == 1:
        return [f"As at {_in_words(next(iter(held.values())))}."]
    days = "; ".join(f"{file.title} as at {_in_words(day)}" for file, day in held.items())
    return [days[0].upper() + days[1:] + "."]


def _next_in_words(account: _Account, newest: date | None) -> list[str]:
    if newest is None or account.new or account.setbacks:
        return []
    return [f"Next looked for on {_in_words(newest + timedelta(days=account.settings.refresh_days))}."]


def _in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
