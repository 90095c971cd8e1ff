"""A recording of the sources: a folder whose ``index.jsonl`` says what each address answered from when on.

Belongs here: reading a recording and serving it to the one client, so that recorded, sample and live runs
share every other line of code. Each line of the index:
``{"url", "from": "YYYY-MM-DD", "status", "headers", "file"}``; of several lines for one address the newest
whose ``from`` is not after the as-of day is served; an address without one answers 404.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import requests
import urllib3
from requests.adapters import BaseAdapter, HTTPAdapter
from requests.structures import CaseInsensitiveDict
from requests.utils import requote_uri

from pipelines.archive.archive import Archive
from pipelines.clock import Clock
from pipelines.settings import BadUsage
from pipelines.sources.client import PoliteClient

INDEX = "index.jsonl"


@dataclass(frozen=True, slots=True)
class RecordedAnswer:
    """One line of the index: what an address answers from a day on; ``file`` is None for an empty body."""

    address: str
    first_day: date
    status: int
    headers: Mapping[str, str]
    file: Path | None


class Recording:
    """A recording in a folder; raises BadUsage, naming file and line, when it cannot be read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._answers = _read_index(folder)

    def covers(self, address_or_start: str) -> bool:
        """Whether any line of the recording, of whatever day, speaks of an address that starts like this."""
        return any(address.startswith(address_or_start) for address in self._answers)

    def last_day(self) -> date:
        """The newest day on which an answer changes: the natural as-of day of the recording."""
        return max(answer.first_day for answers in self._answers.values() for answer in answers)

    def answer(self, address: str, as_of: date) -> RecordedAnswer | None:
        """What the address answered on the day, or None where the recording has nothing yet."""
        known = [answer for answer in self._answers.get(address, ()) if answer.first_day <= as_of]
        return max(known, key=lambda answer: answer.first_day, default=None)


class RecordedAdapter(BaseAdapter):
    """Answers the requests of a session from a recording as it stood on one day."""

    def __init__(self, recording: Recording, as_of: date) -> None:
        super().__init__()
        self._recording = recording
        self._as_of = as_of

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: float | tuple[float, float] | tuple[float, None] | None = None,
        verify: bool | str = True,
        cert: bytes | str | tuple[bytes | str, bytes | str] | None = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """The recorded answer; 304 when the request names the recorded ETag, 404 when nothing is recorded."""
        answer = self._recording.answer(request.url or "", self._as_of)
        if answer is None:
            return _response(request, 404, {}, io.BytesIO())
        headers = CaseInsensitiveDict(answer.headers)
        known = request.headers.get("If-None-Match")
        if known is not None and known == headers.get("ETag"):
            return _response(request, 304, answer.headers, io.BytesIO())
        return _response(
            request, answer.status, answer.headers, answer.file.open("rb") if answer.file else io.BytesIO()
        )

    def close(self) -> None:
        """Nothing is held open between answers."""


def recorded_client(archive: Archive, clock: Clock, recording: Recording) -> PoliteClient:
    """The client of a recorded run: the recording as it stood on the clock's day, no network, no pauses."""
    return PoliteClient(
        archive, clock, contact="recorded run", recording=RecordedAdapter(recording, clock.now().date())
    )


def _response(
    request: requests.PreparedRequest, status: int, headers: Mapping[str, str], body: BinaryIO
) -> requests.Response:
    raw = urllib3.HTTPResponse(body=body, headers=headers, status=status, preload_content=False)
    return HTTPAdapter().build_response(request, raw)


def _read_index(folder: Path) -> dict[str, tuple[RecordedAnswer, ...]]:
    path = folder / INDEX
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise BadUsage(
            f"There is no recording in {folder}: {path} cannot be read ({error.strerror})."
        ) from error
    answers: dict[str, list[RecordedAnswer]] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            answer = _read_line(folder, line)
            earlier = answers.setdefault(answer.address, [])
            if any(other.first_day == answer.first_day for other in earlier):
                raise ValueError(f"a second answer of {answer.address} from {answer.first_day} on")
        except ValueError as error:
            raise BadUsage(f"{path}, line {number}: {error}") from error
        earlier.append(answer)
    if not answers:
        raise BadUsage(f"The recording in {folder} is empty: {path} has no line.")
    return {address: tuple(known) for address, known in answers.items()}


def _read_line(folder: Path, text: str) -> RecordedAnswer:
    line = json.loads(text)
    if not isinstance(line, dict):
        raise ValueError("it is not a JSON object")
    name = _value(line, "file", str, None)
    headers = _value(line, "headers", dict, {})
    return RecordedAnswer(
        address=requote_uri(_value(line, "url", str)),
        first_day=date.fromisoformat(_value(line, "from", str)),
        status=_value(line, "status", int),
        headers={str(key): str(value) for key, value in headers.items()},
        file=_file_in(folder, name) if name else None,
    )


def _value(line: dict[str, Any], name: str, kind: type, *default: object) -> Any:
    """A value of a line, of the kind expected; a name that may be left out (or null) has a default."""
    value = line.get(name)
    if value is None and default:
        return default[0]
    if not isinstance(value, kind):
        raise ValueError(f"{name!r} is missing or not of the kind expected ({kind.__name__})")
    return value


def _file_in(folder: Path, name: str) -> Path:
    """The file of a line; one that leads out of the recording's folder is refused."""
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise ValueError(f"the file {name!r} lies outside the recording")
    if not path.is_file():
        raise ValueError(f"the file {name!r} is not there")
    return path
