"""Fifty officers at work on one desk: 22,000 schools, some 5,000 open flags, builds published meanwhile.

    python -m benchmarks.desk --officers 50 --seconds 60

Belongs here: a desk as its command runs it, officers who click through it over loopback, what each page
took, and whether every step that was acknowledged is there afterwards. Does not belong here: inventing the
country (twenty_years.py) and its flags (reflagging.py). It is bounded in officers, requests and time, and
ends by itself.
"""

from __future__ import annotations

import argparse
import random
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median, quantiles

import requests
from sqlalchemy import select

from desk.casework.codes import Action
from desk.security import sessions
from desk.settings import DeskSettings
from desk.store.database import Store, open_store
from desk.store.models import Audit, Note, Officer
from desk.web.serving import session_limits

BUSY = 9_000
NIGHTS = (date(2026, 6, 9), date(2026, 6, 10))
COMMAND = Path(sys.executable).with_name("welfare-monitor")
AIM_MILLISECONDS = 200
SECONDS_BETWEEN_PUBLICATIONS = 30
_CASE = re.compile(r'href="/cases/([0-9a-z]+)"')
_SCHOOL = re.compile(r'href="/schools/(\d+)"')
_HIDDEN = re.compile(r'name="(csrf_token|version|seen|officer_id)" value="([^"]*)"')
_FILTERS = ("", "?tier=1", "?tier=2", "?page=3", "?mine=1", "?sort=school", "?phase=Secondary")


@dataclass
class Told:
    """What the officers saw. milliseconds: of each answer, by kind of page. kept: texts of notes that the
    desk acknowledged. conflicts: steps that the desk refused because a colleague was first."""

    milliseconds: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    taken: int = 0
    conflicts: int = 0


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure a desk at which many officers work at once.")
    parser.add_argument("--officers", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--think", type=float, default=10.0, help="seconds between two clicks of one officer")
    parser.add_argument("--folder", type=Path, help="keeps the invented country for another run")
    parser.add_argument("--quiet-nights", action="store_true", help="publish without building meanwhile")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="welfare-monitor-desk-") as work:
        told, lost = measured(
            asked.folder or Path(work),
            asked.officers,
            asked.seconds,
            asked.think,
            builds=not asked.quiet_nights,
        )
    sys.stdout.write(table(told, lost, asked.officers, asked.seconds) + "\n")
    sys.exit(bool(told.errors or lost))


def measured(folder: Path, officers: int, seconds: float, think: float, *, builds: bool) -> tuple[Told, int]:
    """What the officers saw, and how many acknowledged notes are not there afterwards."""
    data = published_country(folder)
    with tempfile.TemporaryDirectory(dir=folder) as own:
        casework = Path(own) / "desk.sqlite3"
        settings = DeskSettings.read(
            data, environment={"WELFARE_MONITOR_DESK_DATABASE": f"sqlite:///{casework}"}
        )
        store = open_store(settings.database)
        tokens = sign_in(store, settings, officers)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        desk = subprocess.Popen(
            [COMMAND, "desk", "--port", str(port), "--data", data],
            env={**_environment(), "WELFARE_MONITOR_DESK_DATABASE": settings.database},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            told = work_at(
                f"http://127.0.0.1:{port}", tokens, seconds, think, folder if builds else None, data
            )
        finally:
            desk.terminate()
            desk.wait(20)
        with store.read() as session:
            notes = set(session.scalars(select(Note.text)))
            taken = len(list(session.scalars(select(Audit.audit_id).where(Audit.action == Action.ASSIGNED))))
        store.close()
    return told, len(set(told.kept) - notes) + max(0, told.taken - taken)


def published_country(folder: Path) -> Path:
    """A data folder in which two nights of the invented country stand as builds, the first published."""
    data = folder / "data"
    if not (data / "published").exists():
        own = folder / "country"
        country: list[str | Path] = [
            sys.executable,
            "-m",
            "benchmarks.twenty_years",
            own,
            "--busy",
            str(BUSY),
        ]
        subprocess.run(country, check=True)
        for night in NIGHTS:
            subprocess.run(
                [sys.executable, "-m", "benchmarks.reflagging", own, night.isoformat()], check=True
            )
            (data / "builds").mkdir(parents=True, exist_ok=True)
            (own / night.isoformat()).rename(data / "builds" / night.isoformat())
        publish(data, NIGHTS[0])
    return data


def publish(data: Path, night: date) -> None:
    """One flip of the pointer, as a night does it."""
    draft = data / ".draft"
    draft.unlink(missing_ok=True)
    draft.symlink_to(Path("builds") / night.isoformat())
    draft.replace(data / "published")


def sign_in(store: Store, settings: DeskSettings, officers: int) -> list[str]:
    """Accounts that are signed in; their sessions' tokens."""
    now, tokens = datetime.now(UTC), []
    with store.write() as session:
        for number in range(officers):
            officer = Officer(
                sign_in_name=f"officer{number}@example.org",
                display_name=f"Officer {number}",
                role="lead" if number % 10 == 0 else "officer",
                created_at=now,
            )
            session.add(officer)
            session.flush()
            tokens.append(sessions.begin(session, officer, now, session_limits(settings)))
    return tokens


def work_at(
    address: str, tokens: list[str], seconds: float, think: float, building: Path | None, data: Path
) -> Told:
    """Let everybody work until the time is over, while builds are published."""
    told, lock = Told(), threading.Lock()
    _wait_for(address)
    requests.get(address, cookies={"desk": tokens[0]}, timeout=60)  # a desk that has been read from already
    ends = time.monotonic() + seconds
    workers = [
        threading.Thread(target=_work, args=(address, token, number, ends, think, told, lock), daemon=True)
        for number, token in enumerate(tokens)
    ]
    night = _build(building) if building else None
    for worker in workers:
        worker.start()
    number = 0
    while time.monotonic() < ends:
        time.sleep(min(SECONDS_BETWEEN_PUBLICATIONS, max(0.1, ends - time.monotonic())))
        number += 1
        publish(data, NIGHTS[number % 2])
        if building and night is not None and night.poll() is not None:
            night = _build(building)
    for worker in workers:
        worker.join(60)
    if night is not None:
        night.wait()
    publish(data, NIGHTS[0])
    return told


def _build(folder: Path) -> subprocess.Popen[bytes]:
    """The flags of a night, evaluated anew beside the desk, as the nightly run does it."""
    return subprocess.Popen([sys.executable, "-m", "benchmarks.reflagging", folder / "country", "2026-06-11"])


def _work(
    address: str, token: str, number: int, ends: float, think: float, told: Told, lock: threading.Lock
) -> None:
    """One officer: list, a filter, a school, a case, a step; then again."""
    draw, browser = random.Random(number), requests.Session()
    browser.cookies.set("desk", token)
    # A connection that the server closes meanwhile is opened anew by a browser, and not by this one.
    browser.headers["Connection"] = "close"
    turn = 0
    time.sleep(draw.random() * think)
    while time.monotonic() < ends:
        turn += 1
        page = _ask(browser, address, f"/{draw.choice(_FILTERS)}", "list", told, lock)
        cases, schools = _CASE.findall(page), _SCHOOL.findall(page)
        time.sleep(draw.expovariate(1 / think))
        if not cases or not schools or time.monotonic() >= ends:
            continue
        _ask(browser, address, f"/schools/{draw.choice(schools)}", "school", told, lock)
        time.sleep(draw.expovariate(1 / think))
        case = draw.choice(cases)
        shown = dict(_HIDDEN.findall(_ask(browser, address, f"/cases/{case}", "case", told, lock)))
        time.sleep(draw.expovariate(1 / think))
        note = f"Call again {number}-{turn}"
        step: dict[str, str] = {"offer": "write_note", "text": note}
        if "officer_id" in shown and draw.random() < 0.5:
            step = {"offer": "assign"}
        _step(browser, address, case, {**shown, **step}, told, lock)
        time.sleep(draw.expovariate(1 / think))


def _ask(
    browser: requests.Session, address: str, path: str, kind: str, told: Told, lock: threading.Lock
) -> str:
    began = time.perf_counter()
    try:
        answer = browser.get(address + path, timeout=30)
    except requests.RequestException as error:
        with lock:
            told.errors.append(f"{path}: {error}")
        return ""
    with lock:
        told.milliseconds[kind].append((time.perf_counter() - began) * 1000)
        # A case whose flag has been closed or moved meanwhile is no error.
        if answer.status_code not in (200, 404):
            told.errors.append(f"{path}: {answer.status_code}")
    return answer.text


def _step(
    browser: requests.Session, address: str, case: str, form: dict[str, str], told: Told, lock: threading.Lock
) -> None:
    """Send a step; what the desk acknowledges has to be there afterwards."""
    began = time.perf_counter()
    try:
        answer = browser.post(f"{address}/cases/{case}", data=form, timeout=30, allow_redirects=False)
    except requests.RequestException as error:
        with lock:
            told.errors.append(f"/cases/{case}: {error}")
        return
    with lock:
        told.milliseconds["step"].append((time.perf_counter() - began) * 1000)
        if answer.status_code == 303:
            if form["offer"] == "assign":
                told.taken += 1
            else:
                told.kept.append(form["text"])
        elif answer.status_code in (404, 409, 422):
            told.conflicts += 1
        else:
            told.errors.append(f"/cases/{case}: {answer.status_code}")


def _wait_for(address: str) -> None:
    """Until the desk answers, and has read the list once."""
    for _ in range(200):
        try:
            requests.get(f"{address}/sign-in", timeout=10)
        except requests.RequestException:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the desk did not start")


def _environment() -> dict[str, str]:
    import os

    return dict(os.environ)


def section(seconds: int, officers: int = 50, think: float = 10) -> str:
    """What docs/benchmarks.md says of the desk."""
    with tempfile.TemporaryDirectory(prefix="welfare-monitor-desk-") as work:
        told, lost = measured(Path(work), officers, seconds, think, builds=True)
    return f"""## Fifty officers at one desk

22,000 schools with twenty years of inspections, some 5,000 open flags, every officer another click each
{think:g} seconds on average (list with a filter, a school, a case, a step), over loopback, the program that
measures on the same two cores. Meanwhile the flags of a night are evaluated over and over, and another build
is published each {SECONDS_BETWEEN_PUBLICATIONS} seconds.

{table(told, lost, officers, seconds)}
"""


def table(told: Told, lost: int, officers: int, seconds: float) -> str:
    """What the pages took, in milliseconds, and what went wrong."""
    lines = ["| page | answers | median | 95 in 100 | slowest |", "|---|---|---|---|---|"]
    every = [took for kind in told.milliseconds.values() for took in kind]
    for kind, took in [*sorted(told.milliseconds.items()), ("all", every)]:
        p95 = quantiles(took, n=20)[-1] if len(took) > 1 else took[0]
        lines.append(
            f"| {kind} | {len(took):,} | {median(took):.0f} ms | {p95:.0f} ms | {max(took):.0f} ms |"
        )
    p95 = quantiles(every, n=20)[-1]
    lines.append(
        f"\n{officers} officers for {seconds:.0f} s: {len(told.kept) + told.taken:,} steps acknowledged, "
        f"{lost} of them lost; {told.conflicts} refused (a colleague was first, or the step did not fit); "
        f"{len(told.errors)} errors. Aim: 95 in 100 answers within {AIM_MILLISECONDS} ms: "
        f"{'met' if p95 <= AIM_MILLISECONDS else 'not met'}."
    )
    return "\n".join([*lines, *told.errors[:10]])


if __name__ == "__main__":
    main()
