"""The command that serves, and the sites of a generated country."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from urllib.request import urlopen

import pytest

from replica.__main__ import main
from replica.generated import generate
from replica.server.app import running
from replica.serving import world_of_country
from tests.replica.asking import GOVUK, REGISTER, REPORTS, ask

PROJECT = Path(__file__).resolve().parents[2]


def test_the_command_prints_its_address_first_and_stops_when_told() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "replica", "serve", "--day", "2026-05-18"],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )
    with process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert process.stdout.readline().endswith(" invented schools on 2026-05-18\n")
        with urlopen(f"{address}/_replica/day", timeout=10) as answered:  # noqa: S310
            assert b"2026-05-18" in answered.read()
        process.terminate()


def test_it_can_be_told_to_end_with_its_standard_input() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "replica", "serve", "--until-stdin-ends"],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline().startswith("http://")
        process.stdin.close()
        assert process.wait(timeout=10) == 0


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["--scenario", "nothing-here.txt"], "nothing-here.txt"),
        (["--generated", "50"], "needs --first-night"),
        (["--generated", "5", "--first-night", "2026-09-07"], "at least 20 schools"),
    ],
)
def test_what_cannot_be_served_is_said(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["serve", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_a_generated_country_is_served_like_the_scenario() -> None:
    country = generate(60, 7, date(2026, 9, 7), 10)
    with running(world_of_country(country, country.last_night)) as server:
        search = ask(server, REPORTS, "/search?level_1_types=1&sort=date&order=desc")
        assert search.status == 200
        page = search.text.split('href="/provider/')[1].split('"')[0]
        assert ask(server, REPORTS, f"/provider/{page}").status == 200
        yesterday = f"{country.nights()[-2]:%Y%m%d}"
        assert ask(server, REGISTER, f"/edubase/downloads/public/edubasealldata{yesterday}.csv").status == 200
        monthly = "monthly-management-information-ofsteds-school-inspections-outcomes"
        content = f"/api/content/government/statistical-data-sets/{monthly}"
        assert ask(server, GOVUK, content).content["details"]["attachments"]
