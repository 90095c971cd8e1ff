"""A release that holds a handful of schools where England had all of them.

Belongs here: bad input whose size matters. All other bad input is tested with the sample (tests/night).
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.night.nights import Nights, answer
from tests.night.recordings import Release

pytestmark = pytest.mark.recorded

ENGLAND_IN_MAY = "Management_information_-_state-funded_schools_-_latest_inspections_as_at_31_May_2026.csv"
SAMPLE_OF_AUGUST = "sample_latest_inspections_as_at_31_Aug_2026.csv"


def test_a_release_of_68_schools_where_england_had_21990(
    both_nights: Path, recorded_england: Path, shared: Path, tmp_path: Path
) -> None:
    england = Release("31 May 2026", (recorded_england / ENGLAND_IN_MAY).read_bytes())
    august = Release("31 August 2026", (shared / "samples" / "mi" / SAMPLE_OF_AUGUST).read_bytes())
    shutil.copytree(both_nights, tmp_path / "data", symlinks=True)
    nights = Nights(tmp_path / "data", tmp_path / "recordings", england)
    assert answer(nights.data, "SELECT count(*) FROM school") == [(21_990,)]
    refused = nights.refused(august)
    told = [refused[name] for name in ("reason_code", "row_number", "column_name", "value")]
    assert told == ["count_collapsed", None, None, None]
    assert refused["rows_read"] == 68
    assert "It holds 68 rows" in refused["reason"]
    assert "held 21,990" in refused["reason"]
