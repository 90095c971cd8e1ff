"""What an index tells of known faults is told on; one that tells nothing is no good news."""

from __future__ import annotations

import importlib.util
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType

import pytest

from pipelines.settings import PROJECT_ROOT

FAULT = {"id": "ADVISORY-1", "aliases": ["OTHER-1"], "fixed_in": ["1.1"], "withdrawn": None}
ANSWERS = {
    "/pypi/sound/1.0/json": {"vulnerabilities": []},
    "/pypi/faulty/1.0/json": {"vulnerabilities": [FAULT, {**FAULT, "id": "OLD", "withdrawn": "2026-01-01"}]},
    "/pypi/strange/1.0/json": {"something": "else"},
}


@pytest.fixture(scope="module")
def audit() -> ModuleType:
    spec = importlib.util.spec_from_file_location("audit", PROJECT_ROOT / "deploy" / "audit_packages.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def index() -> Iterator[str]:
    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told = ANSWERS.get(self.path)
            self.send_response(200 if told else 404)
            self.end_headers()
            self.wfile.write(json.dumps(told).encode())

        def log_message(self, format: str, *arguments: object) -> None:
            """Nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("pinned", "code", "said"),
    [
        (["sound"], 0, "1 packages, 0 known faults."),
        (["sound", "faulty"], 1, "faulty 1.0: ADVISORY-1, OTHER-1; mended in 1.1"),
        (["sound", "unheard_of"], 0, "told nothing of 1 of 2 packages"),
        (["strange"], 0, "told nothing of 1 of 1 packages"),
    ],
)
def test_what_is_told_is_told_on(
    audit: ModuleType,
    index: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    pinned: list[str],
    code: int,
    said: str,
) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("".join(f"{name}==1.0 \\\n    --hash=sha256:00\n" for name in pinned), encoding="utf-8")
    monkeypatch.setattr(audit, "LOCK", lock)
    monkeypatch.setattr(audit, "default_index", lambda: index)
    assert audit.main() == code
    assert said in capsys.readouterr().out


def test_every_package_of_the_lock_is_asked_about(audit: ModuleType) -> None:
    pins = audit._PIN.findall(audit.LOCK.read_text(encoding="utf-8"))
    assert len(pins) > 150
    assert ("dagster", "1.13.27") in pins


def test_the_index_is_the_one_that_pip_asks_here(audit: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:1/mirror/simple/")
    assert audit.default_index() == "http://127.0.0.1:1/mirror"
    monkeypatch.delenv("PIP_INDEX_URL")
    assert "://" in audit.default_index()
