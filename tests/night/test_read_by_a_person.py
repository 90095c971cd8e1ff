"""A report that the program could not read, read by a person: its flag is in the next build."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

from pipelines.archive.inbox import Inbox
from pipelines.database import open_read_only
from pipelines.night import open_night
from pipelines.night_summary import NightSummary
from pipelines.settings import NightSettings
from pipelines.summary import summarise
from tests.documents.report.test_human_reading import GOOD
from tests.sample_night import SAMPLE_NIGHT, SampleNight, publish_unchecked

URN = GOOD["urn"]
READ_ON = SAMPLE_NIGHT + timedelta(days=1)


def test_a_reading_by_a_person_raises_the_flag_in_the_next_build(
    sample_night: SampleNight, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(sample_night.data, data, symlinks=True)
    with open_read_only(data / "published" / "warehouse.duckdb") as before:
        waiting = before.execute("SELECT document_id FROM awaiting_reading WHERE urn = ?", [URN]).fetchall()
        assert len(waiting) == 1
    ((document,),) = waiting
    sha256 = next((data / "archive" / "blobs").rglob(f"{document}*")).name.partition(".")[0]
    inbox = Inbox(data / "archive" / "inbox")
    inbox.hand_in(sha256, GOOD | {"category": "none"})
    name = inbox.hand_in(sha256, GOOD)
    assert name.endswith("-000002.json")
    assert (inbox.folder / name).stat().st_mode & 0o077 == 0
    inbox.hand_in(sha256, GOOD | {"urn": 900114})
    (inbox.folder / f"{'0' * 64}-000001.json").write_text("{torn")
    (inbox.folder / "pointer.json").symlink_to("/dev/zero")

    summary = next_night(data, READ_ON)

    assert summary.new_of_the_site["human_reading"] == 1
    assert summary.degraded
    assert {told["reason_code"] for told in summary.refused_documents} == {
        "reading_torn",
        "reading_urn_differs",
    }
    with open_read_only(data / "published" / "warehouse.duckdb") as after:
        assert not after.execute("SELECT 1 FROM awaiting_reading WHERE urn = ?", [URN]).fetchall()
        flags = after.execute(
            "SELECT tier FROM welfare_flag WHERE urn = ? AND status = 'open'", [URN]
        ).fetchall()
        assert (1,) in flags
        ((parser, fetched),) = after.execute(
            "SELECT parser, fetched_at::DATE FROM source_document WHERE document_id = ?", [document]
        ).fetchall()
        assert (parser, fetched) == ("human_reading", SAMPLE_NIGHT)
        claims = after.execute(
            "SELECT source, value, known_from FROM source_claim WHERE document_id = ?"
            " AND attribute = 'category_of_concern'",
            [document],
        ).fetchall()
        assert claims == [("human_reading", "special_measures", READ_ON)]


def next_night(data: Path, day: date) -> NightSummary:
    """The build of a later day over what the archive has; the sites have nothing new."""
    with open_night(NightSettings(data, "sample", day)) as night:
        publish_unchecked(night)
        return summarise(night)
