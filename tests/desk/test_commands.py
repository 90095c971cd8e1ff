"""The commands ``desk`` and ``officer``, as somebody calls them in a terminal."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests
import uvicorn
from click.testing import CliRunner, Result

from pipelines.cli import main
from pipelines.settings import PROJECT_ROOT

LINK = re.compile(r"(http\S+/sign-in/once\?token=[\w-]+)")


def called(data: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--data", str(data)])


@contextmanager
def running(data: Path, log: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The desk as a process of its own on a free port, and its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "pipelines.cli", "desk", "--data", str(data), "--port", str(port)]
    with (
        log.open("w", encoding="utf-8") as err,
        subprocess.Popen(command, cwd=PROJECT_ROOT, stdout=subprocess.PIPE, stderr=err, text=True) as process,
    ):
        try:
            yield process, f"http://127.0.0.1:{port}"
        finally:
            process.kill()


def test_a_new_desk_prints_a_first_sign_in_and_logs_no_secret(new_data: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with running(new_data, log) as (process, address):
        assert process.stdout is not None
        said = ""
        while not (found := LINK.search(said)):
            line = process.stdout.readline()
            assert line, log.read_text()
            said += line
        assert found[1].startswith(address)
        browser = requests.Session()
        assert wait_for(browser, found[1]).status_code == 200
        token = found[1].partition("token=")[2]
        browser.post(f"{address}/sign-in/once", data={"token": token}, timeout=30)
        assert browser.get(f"{address}/account?private=searched", timeout=30).url.endswith(
            "/account/password"
        )
        browser.close()
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
    logged = log.read_text()
    assert "GET /sign-in/once 200" in logged
    assert "The desk is closed." in logged
    assert token not in logged
    assert "searched" not in logged
    assert "Traceback" not in logged


@pytest.mark.parametrize("end", [None, KeyboardInterrupt], ids=["SIGINT was ignored", "Ctrl-C raised again"])
def test_a_desk_that_has_ended_says_so_however_its_server_returned(
    new_data: Path, monkeypatch: pytest.MonkeyPatch, end: type[BaseException] | None
) -> None:
    """uvicorn stops at SIGINT either way, and raises it again once it has."""

    def run(server: uvicorn.Server, sockets: list[socket.socket]) -> None:
        if end is not None:
            raise end

    monkeypatch.setattr(uvicorn.Server, "run", run)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    answer = called(new_data, "desk", "--port", str(port))
    assert answer.exit_code == 0, answer.output
    assert "The desk is closed." in answer.output


def wait_for(browser: requests.Session, address: str) -> requests.Response:
    for _ in range(300):
        try:
            return browser.get(address, timeout=30)
        except requests.ConnectionError:
            time.sleep(0.05)
    raise AssertionError("the desk did not listen")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "desk.example.org"])  # noqa: S104
def test_the_desk_listens_on_no_network_without_tls(tmp_path: Path, host: str) -> None:
    answer = called(tmp_path / "data", "desk", "--host", host)
    assert answer.exit_code == 2
    assert "in the open" in answer.output
    assert "--address https://" in answer.output
    assert not (tmp_path / "data").exists()


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        answer = called(tmp_path, "desk", "--port", str(other.getsockname()[1]))
    assert answer.exit_code == 1
    assert "Name another: --port" in answer.output


def test_an_account_is_added_listed_reset_and_disabled(data: Path) -> None:
    added = called(
        data, "officer", "add", "Robin.Vale@example.org", "--name", "Robin Vale", "--region", "North West"
    )
    assert added.exit_code == 0, added.output
    first = LINK.search(added.output)
    again = LINK.search(called(data, "officer", "reset", "robin.vale@example.org").output)
    assert first
    assert again
    assert first[1] != again[1]
    listed = called(data, "officer", "list").output
    assert "North West" in listed
    assert "Has not signed" in listed
    assert called(data, "officer", "disable", "robin.vale@example.org").exit_code == 0
    assert "Disabled" in called(data, "officer", "list").output


@pytest.mark.parametrize(
    "arguments, told",
    [
        (["disable", "nobody@example.org"], "No account is named"),
        (["reset", "nobody@example.org"], "No account is named"),
        (["add", "a b", "--name", "A B"], "without spaces"),
        (["add", "a@example.org", "--name", "A", "--region", "North Wset"], "The nearest: North West"),
        (
            ["add", "a@example.org", "--name", "A", "--trust", "Lanternfield"],
            "Lanternfield Learning Trust (99101)",
        ),
    ],
)
def test_what_an_account_cannot_be_is_bad_usage(data: Path, arguments: list[str], told: str) -> None:
    answer = called(data, "officer", *arguments)
    assert answer.exit_code == 2
    assert told in " ".join(answer.output.split())


def test_the_last_administrator_is_not_disabled(data: Path) -> None:
    called(data, "officer", "add", "alex.moor@example.org", "--name", "Alex Moor", "--role", "administrator")
    answer = called(data, "officer", "disable", "alex.moor@example.org")
    assert answer.exit_code == 2
    assert "only administrator" in answer.output
