"""A night that would fill the disk does not begin."""

from __future__ import annotations

import shutil

import pytest
from click.testing import CliRunner

from pipelines.archive.errors import ArchiveFull
from pipelines.cli import main
from pipelines.layout import DataFolder
from pipelines.records import write_record
from pipelines.watch.attempts import Attempt
from pipelines.watch.room import require_room
from pipelines.watch.settings import SETTINGS_VARIABLE
from tests.watch.conftest import Installation


def test_a_night_needs_as_much_again_as_its_build(installation: Installation) -> None:
    size = sum(file.stat().st_size for file in installation.data.builds.rglob("*") if file.is_file())
    free = shutil.disk_usage(installation.data.root).free
    require_room(installation.data, 2.0)
    with pytest.raises(ArchiveFull, match=r"bytes free where .* and a night needs about .* run again\."):
        require_room(installation.data, 2 * free / size)


def test_a_first_night_begins(tmp_path_factory: pytest.TempPathFactory) -> None:
    require_room(DataFolder(tmp_path_factory.mktemp("new")), 1e12)


def test_the_command_refuses_remembers_it_and_changes_nothing(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_record(installation.data.origin, {"sources": "sample"})
    own = installation.data.root / "watch.toml"
    own.write_text("[disk]\nbuilds_at_once = 1e12\n", encoding="utf-8")
    monkeypatch.setenv(SETTINGS_VARIABLE, str(own))
    ended = CliRunner().invoke(main, ["nightly", "--data", str(installation.data.root)])
    assert ended.exit_code == 1
    assert "It was not begun" in " ".join(ended.output.split())
    attempt = Attempt.last(installation.data)
    assert attempt is not None
    assert (attempt.result, len(attempt.why)) == ("refused", 1)
    assert not installation.data.archive.exists()
