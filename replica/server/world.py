"""All public sites together on one day, which can be moved forward.

Belongs here: which host answers, robots.txt, the day. Does not belong here: connections (app.py), faults.
"""

from __future__ import annotations

from datetime import date

from replica.server import govuk_host, reports_host
from replica.server.gias_host import ROBOTS as GIAS_ROBOTS
from replica.server.gias_host import DatedFiles, DownloadsForm
from replica.server.govuk_host import answer_govuk
from replica.server.messages import Answer, Request, not_found, plain
from replica.server.reports_host import answer_files, answer_legacy, answer_reports
from replica.site.model import Catalogue

GOVUK = "www.gov.uk"
ASSETS = "assets.publishing.service.gov.uk"
REPORTS = "reports.ofsted.gov.uk"
FILES = "files.ofsted.gov.uk"
FORMERLY = "www.ofsted.gov.uk"
GIAS_FILES = "ea-edubase-api-prod.azurewebsites.net"
GIAS_FORM = "get-information-schools.service.gov.uk"

ROBOTS = {
    GOVUK: govuk_host.ROBOTS,
    ASSETS: "User-agent: *\nAllow: /\n",
    REPORTS: reports_host.ROBOTS,
    FILES: "User-agent: *\nAllow: /\n",
    FORMERLY: "User-agent: *\nAllow: /\n",
    GIAS_FILES: GIAS_ROBOTS,
    GIAS_FORM: GIAS_ROBOTS,
}


class DayPassed(ValueError):
    """Time was to run backwards."""


class World:
    """The sites. dated_files: whether the register's files stand under their days' names."""

    def __init__(self, catalogue: Catalogue, day: date, *, dated_files: bool = True) -> None:
        self.catalogue = catalogue
        self.day = day
        self._dated_files = DatedFiles(catalogue, is_served=dated_files)
        self._form = DownloadsForm(self._dated_files)

    def move_to(self, day: date) -> None:
        """Let days pass; raises DayPassed for one that is over."""
        if day < self.day:
            raise DayPassed(f"it is {self.day.isoformat()} already: {day.isoformat()} is over")
        self.day = day

    def answer(self, request: Request) -> Answer:
        """What the host answers; 404 for a host that none of the sites has."""
        if request.host not in ROBOTS:
            return not_found("other")
        if request.path == "/robots.txt":
            return plain(ROBOTS[request.host], kind="robots")
        if request.host == GIAS_FORM:
            return self._form.answer(request, self.day)
        if request.method != "GET":
            return plain("Method Not Allowed\n", 405)
        if request.host == GIAS_FILES:
            return self._dated_files.answer(request, self.day)
        if request.host in (GOVUK, ASSETS):
            return answer_govuk(request, self.catalogue, self.day)
        if request.host == FILES:
            return answer_files(request, self.catalogue, self.day)
        if request.host == REPORTS:
            return answer_reports(request, self.catalogue, self.day)
        return answer_legacy(request, self.catalogue, self.day)
