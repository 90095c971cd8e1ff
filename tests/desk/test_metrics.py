"""Figures for a monitoring system: for whoever has the token, and of no school."""

from __future__ import annotations

import pytest
import requests

from desk.pages.metrics import TOKEN_VARIABLE
from tests.desk.served import Served


def ask(served: Served, token: str | None) -> requests.Response:
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    return requests.get(f"{served.address}/metrics", headers=headers, timeout=30)


def test_the_figures_are_told_to_whoever_has_the_token(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TOKEN_VARIABLE, "a-long-token")
    answer = ask(served, "a-long-token")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    lines = answer.text.splitlines()
    assert "welfare_monitor_night_running 0.0" in lines
    assert any(line.startswith("welfare_monitor_disk_free_bytes ") for line in lines)
    for flag in served.desk.facts.current().flags:
        assert flag["school"] not in answer.text
        assert str(flag["urn"]) not in answer.text


@pytest.mark.parametrize("token", [None, "", "another", "a-long-toke", "ä"])
def test_to_others_there_is_no_such_page(
    served: Served, monkeypatch: pytest.MonkeyPatch, token: str | None
) -> None:
    monkeypatch.setenv(TOKEN_VARIABLE, "a-long-token")
    assert ask(served, token).status_code == 404


def test_without_a_token_in_the_environment_nobody_is_told(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(TOKEN_VARIABLE, raising=False)
    assert ask(served, "").status_code == 404
