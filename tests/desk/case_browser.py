"""Forms of the case page, sent as a browser sends them: with the version that its page showed.

Belongs here: opening a case and sending one of its forms. Does not belong here: any test.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import requests

from tests.desk.served import Browser

_HIDDEN = re.compile(r'name="(csrf_token|version|seen)" value="([^"]*)"')


@dataclass
class OpenCase:
    """A case as it stands in one browser. Forms carry what its page said when it was opened last."""

    browser: Browser
    flag_id: str
    text: str = ""

    @property
    def path(self) -> str:
        return f"/cases/{self.flag_id}"

    def open(self) -> OpenCase:
        answer = self.browser.get(self.path)
        assert answer.status_code == 200, answer.status_code
        self.text = answer.text
        return self

    @property
    def hidden(self) -> dict[str, str]:
        return dict(_HIDDEN.findall(self.text))

    def send(self, offer: str, **fields: object) -> requests.Response:
        """Send a form; where it was taken, the page that follows is the one that is open now."""
        answer = self.browser.session.post(
            self.browser.address + self.path, data={**self.hidden, "offer": offer, **fields}, timeout=30
        )
        if answer.status_code == 200:
            self.text = answer.text
        return answer
