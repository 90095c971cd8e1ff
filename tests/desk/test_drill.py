"""The drill says whether the backups would be enough, and touches nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from click.testing import CliRunner

from pipelines.archive import mirror
from pipelines.cli import main
from pipelines.database import open_read_only
from pipelines.layout import DataFolder
from tests.desk.served import Served
from tests.sample_night import SampleNight

NOW = datetime(2026, 6, 11, 5, tzinfo=UTC)


def drill(data: Path, *arguments: str, exit_code: int) -> str:
    ended = CliRunner().invoke(main, ["drill", "--data", str(data), *arguments])
    assert ended.exit_code == exit_code, ended.output
    return " ".join(ended.output.split())


def test_what_was_pushed_and_backed_up_makes_the_list_again(
    served: Served, sample_night: SampleNight, tmp_path: Path
) -> None:
    data = DataFolder(sample_night.data)
    served.browser_of("Robin Vale").get("/")
    mirror.push(data.root, str(tmp_path / "mirror"), now=NOW)
    of_the_desk = str(served.desk.settings.data.root)
    made = CliRunner().invoke(main, ["backup", str(tmp_path / "backups"), "--data", of_the_desk])
    assert made.exit_code == 0, made.output
    said = drill(
        data.root,
        "--mirror",
        str(tmp_path / "mirror"),
        "--backups",
        str(tmp_path / "backups"),
        exit_code=0,
    )
    assert "and Wed 10 Jun 2026 built from them" in said
    assert f"with {len(list_of_flags(data))} flags." in said
    assert "What officers wrote: " in said
    assert " 1 account, as of " in said
    assert said.endswith("The backups are enough.")


def list_of_flags(data: DataFolder) -> list[tuple[object, ...]]:
    with open_read_only(data.published / "warehouse.duckdb") as connection:
        return connection.execute("SELECT flag_id FROM welfare_flag").fetchall()


def test_a_copy_that_is_damaged_is_not_enough(sample_night: SampleNight, tmp_path: Path) -> None:
    data, place = sample_night.data, tmp_path / "mirror"
    mirror.push(data, str(place), now=NOW)
    blob = max((file for file in place.rglob("*") if file.is_file()), key=lambda file: file.stat().st_size)
    blob.chmod(0o600)
    blob.write_bytes(b"something else")
    assert "The archive's second copy cannot be used" in drill(data, "--mirror", str(place), exit_code=1)


def test_without_a_second_copy_there_is_nothing_to_rehearse(data: Path, tmp_path: Path) -> None:
    assert "Say where the archive's second copy is" in drill(data, exit_code=2)
    nothing = drill(data, "--mirror", str(tmp_path / "nothing"), exit_code=1)
    assert "Nothing was ever pushed to" in nothing
