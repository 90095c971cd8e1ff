"""The register of schools: files under their days' names, and the Downloads form that makes them on demand.

Belongs here: addresses, the form and its steps. Does not belong here: what the files say (replica/gias.py).

The form's fields follow code that drives the real one: a hidden Tag and a Selected for each file. The token
against forgery is sent as such forms send it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import OrderedDict
from collections.abc import Sequence
from datetime import date, timedelta
from threading import Lock
from urllib.parse import parse_qsl

from replica.formats import FIXED_TIME
from replica.gias import FILES, file_name
from replica.server.messages import TEXT, Answer, Request, json_answer, not_found, page, plain, redirect
from replica.site.model import Catalogue

ROBOTS = "User-agent: *\nAllow: /\n"
DATED = re.compile(r"/edubase/downloads/public/([a-z_]+?)(\d{8})\.csv")
GENERATED = re.compile(r"/Downloads/Generated/([0-9a-f-]{36})")
DAYS_KEPT = 30
FILES_HELD = 6
ZIP = "application/zip"

# A field's name and its value: nothing stands behind them.
TOKEN_NAME = "__RequestVerificationToken"  # noqa: S105
TOKEN = "replica-token-4f1c"  # noqa: S105
#: How often the page says that it is still at work.
POLLS_UNTIL_READY = 2


class DatedFiles:
    """The files of each day up to yesterday; today's does not exist yet. The last few are held."""

    def __init__(self, catalogue: Catalogue, *, is_served: bool) -> None:
        self._catalogue = catalogue
        self._is_served = is_served
        self._held: OrderedDict[tuple[str, date], bytes] = OrderedDict()
        self._lock = Lock()

    def answer(self, request: Request, today: date) -> Answer:
        match = DATED.fullmatch(request.path)
        day = _day_of(match[2]) if match else None
        if match is None or day is None or match[1] not in FILES or not self._is_there(day, today):
            return json_answer({"error": "File not found", "path": request.path}, 404, "gias")
        return Answer(200, self.content(match[1], day), "text/csv", kind="gias")

    def _is_there(self, day: date, today: date) -> bool:
        return self._is_served and today - timedelta(days=DAYS_KEPT) <= day < today

    def content(self, name: str, day: date) -> bytes:
        """A file as on a day."""
        with self._lock:
            if (name, day) not in self._held:
                self._held[name, day] = FILES[name][1](self._catalogue.schools.values(), day)
                while len(self._held) > FILES_HELD:
                    self._held.popitem(last=False)
            return self._held[name, day]


class DownloadsForm:
    """The Downloads page: choose files, wait for two pages that they are being made, take a zip."""

    def __init__(self, files: DatedFiles) -> None:
        self._files = files
        self._jobs: dict[str, tuple[list[str], int]] = {}
        self._lock = Lock()

    def answer(self, request: Request, today: date) -> Answer:
        step = request.method, request.path
        if step == ("GET", "/Downloads"):
            return page(_form(today), "gias")
        if step == ("POST", "/Downloads/Collate"):
            return self._collate(request)
        if step == ("POST", "/Downloads/Download/Extract"):
            return self._extract(request, today)
        match = GENERATED.fullmatch(request.path)
        if request.method == "GET" and match:
            return self._generated(match[1])
        return not_found("gias")

    def _collate(self, request: Request) -> Answer:
        fields = _fields(request)
        if (TOKEN_NAME, TOKEN) not in fields:
            return plain("The anti-forgery token is missing or wrong.\n", 400, "gias")
        chosen = [name for name, (tag, _) in FILES.items() if tag in _chosen_tags(fields)]
        if not chosen:
            return redirect("/Downloads", "gias")
        with self._lock:
            job = f"00000000-0000-4000-8000-{len(self._jobs) + 1:012x}"
            self._jobs[job] = chosen, 0
        return redirect(f"/Downloads/Generated/{job}", "gias")

    def _generated(self, job: str) -> Answer:
        with self._lock:
            if job not in self._jobs:
                return not_found("gias")
            chosen, polls = self._jobs[job]
            self._jobs[job] = chosen, polls + 1
        return page(_ready(job) if polls >= POLLS_UNTIL_READY else PREPARING, "gias")

    def _extract(self, request: Request, today: date) -> Answer:
        fields = dict(_fields(request))
        chosen, polls = self._jobs.get(fields.get("id", ""), ([], 0))
        if fields.get(TOKEN_NAME) != TOKEN or polls <= POLLS_UNTIL_READY:
            return Answer(400, b"Nothing is ready under this id.\n", TEXT, kind="gias")
        headers = {"Content-Disposition": 'attachment; filename="extract.zip"'}
        return Answer(200, self._zip(chosen, today), ZIP, headers, "gias")

    def _zip(self, names: Sequence[str], today: date) -> bytes:
        """Made on demand, so it holds today's files."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in names:
                member = zipfile.ZipInfo(file_name(name, today), FIXED_TIME.timetuple()[:6])
                archive.writestr(member, self._files.content(name, today), zipfile.ZIP_DEFLATED)
        return buffer.getvalue()


def _fields(request: Request) -> list[tuple[str, str]]:
    return parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True)


def _chosen_tags(fields: Sequence[tuple[str, str]]) -> set[str]:
    """By the form's own fields, or by plain ``Tags``."""
    tags = {value for name, value in fields if name == "Tags"}
    selected = {
        name.removesuffix(".Selected")
        for name, value in fields
        if name.endswith(".Selected") and value == "true"
    }
    return tags | {value for name, value in fields if name.removesuffix(".Tag") in selected}


def _day_of(text: str) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def _form(today: date) -> str:
    boxes = "".join(
        f"""
    <input type="hidden" name="Downloads[{number}].Tag" value="{tag}" />
    <input type="hidden" name="Downloads[{number}].FileGeneratedDate" value="{today:%d/%m/%Y}" />
    <input type="checkbox" name="Downloads[{number}].Selected" id="{tag}-checkbox" value="true" />
    <label for="{tag}-checkbox">{name}, {today:%d %B %Y}</label>"""
        for number, (name, (tag, _)) in enumerate(FILES.items())
    )
    return _whole(
        "Downloads",
        f"""<form action="/Downloads/Collate" method="post">
    <input type="hidden" name="{TOKEN_NAME}" value="{TOKEN}" />
    <input type="hidden" name="Skip" value="" />{boxes}
    <button type="submit">Download selected files</button>
  </form>""",
    )


def _ready(job: str) -> str:
    return _whole(
        "Download generation completed",
        f"""<h1 id="generation-completed-heading">Download generation completed</h1>
  <form action="/Downloads/Download/Extract" method="post">
    <input type="hidden" name="{TOKEN_NAME}" value="{TOKEN}" />
    <input type="hidden" name="id" value="{job}" />
    <input type="hidden" name="returnSource" id="returnSource" value="Downloads" />
    <button type="submit">Results.zip</button>
  </form>""",
    )


def _whole(title: str, contents: str) -> str:
    return f"""<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8" /><title>{title} - GOV.UK</title></head>
<body>
  {contents}
</body>
</html>
"""


PREPARING = _whole("Generating download", '<h1 id="generating-heading">Your download is being prepared</h1>')
