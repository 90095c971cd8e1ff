"""The desk's settings: what an organisation says in its own file, and what nobody reads there."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.settings import SETTINGS_VARIABLE, DeskSettings
from pipelines.settings import BadUsage


def refusal(tmp_path: Path, written: str) -> str:
    """What is said of an organisation's file."""
    file = tmp_path / "desk.toml"
    file.write_text(written, encoding="utf-8")
    with pytest.raises(BadUsage) as told:
        DeskSettings.read(
            tmp_path, environment={SETTINGS_VARIABLE: str(file)}, default_address="http://127.0.0.1:8000"
        )
    return str(told.value)


@pytest.mark.parametrize(
    "written, said",
    [
        ("[sign_in]\none_time_horus = 4\n", "nothing reads sign_in.one_time_horus"),
        ("[signing]\n", "nothing reads signing; reference/desk.toml lists every setting"),
        ("[sign_in]\none_time_hours = 'four'\n", "sign_in.one_time_hours should be a whole number"),
        ("[sign_in\n", "cannot be read"),
    ],
    ids=["a misspelt key", "a table that there is not", "a text for a number", "no settings file at all"],
)
def test_a_settings_file_that_says_what_nobody_reads_is_bad_usage(
    tmp_path: Path, written: str, said: str
) -> None:
    assert said in refusal(tmp_path, written)
