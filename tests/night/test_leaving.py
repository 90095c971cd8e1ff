"""The command ends at once, and what belongs to an end is done before."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pipelines.settings import PROJECT_ROOT


def ended(lines: str, *, stdout: int | None = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
    """A process of these lines that leaves at once with code 3, unless something speaks against it."""
    script = f"import sys, threading, time, atexit\nfrom pipelines.leaving import leave_at_once\n{lines}\n"
    return subprocess.run(
        [sys.executable, "-c", f"{script}leave_at_once(3)\nprint('ordinary')\nsys.exit(3)"],
        cwd=PROJECT_ROOT,
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        timeout=60,
    )


def test_what_was_printed_and_what_was_registered_for_the_end_comes_out() -> None:
    process = ended("print('said')\natexit.register(print, 'last word')")
    assert (process.returncode, process.stdout, process.stderr) == (3, "said\nlast word\n", "")


def test_a_thread_that_still_works_is_waited_for() -> None:
    process = ended("threading.Thread(target=lambda: (time.sleep(0.2), print('work done'))).start()")
    assert (process.returncode, process.stdout) == (3, "ordinary\nwork done\n")


@pytest.mark.parametrize("words, code", [(["--version"], 0), (["no-such-command"], 2)])
def test_the_command_keeps_its_exit_codes_and_its_words(words: list[str], code: int) -> None:
    process = subprocess.run(
        [sys.executable, "-m", "pipelines.cli", *words],
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == code
    assert process.stdout or process.stderr


def test_a_reader_that_went_away_ends_it_as_before() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", "import time; time.sleep(30)"], stdin=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdin is not None
        reader.kill()
        reader.wait()
        process = ended("print('unheard')", stdout=reader.stdin.fileno())
    assert process.returncode != 0
