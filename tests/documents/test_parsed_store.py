"""The store of parsed documents: read once, written whole, never trusted when damaged."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path

import duckdb
import pytest

from pipelines.documents import parsed_store
from pipelines.documents.management_information.relations import RELATIONS
from pipelines.documents.parsed_store import ParsedFiles, ParsedStore
from pipelines.settings import PROJECT_ROOT
from tests.documents.invented import (
    LATEST_REPORT_CARD,
    YEAR_TO_DATE,
    csv_bytes,
    graded_row,
    known,
    report_card_row,
    table,
)

AS_AT = date(2026, 5, 31)
CONTENT = csv_bytes(table(LATEST_REPORT_CARD, [report_card_row()]))

ONE_INSPECTION = csv_bytes(
    table(YEAR_TO_DATE, [known(YEAR_TO_DATE, graded_row(**{"Inspection number": "10800001"}))])
)


class Bytes:
    """A document's bytes, counting how often they were asked for."""

    def __init__(self, content: bytes) -> None:
        self.content, self.asked = content, 0

    def __call__(self) -> bytes:
        self.asked += 1
        return self.content


def stored(root: Path, read_bytes: Bytes, as_at: date | None = AS_AT) -> ParsedFiles:
    digest = sha256(read_bytes.content).hexdigest()
    return ParsedStore(root).parse_or_load(digest, "An invented table", as_at, read_bytes)


def rows(files: ParsedFiles, relation: str) -> list[tuple]:
    return duckdb.read_parquet(str(files.relations[relation])).fetchall()


def test_a_document_is_read_once(tmp_path):
    read_bytes = Bytes(CONTENT)
    first, second = stored(tmp_path, read_bytes), stored(tmp_path, read_bytes)
    assert read_bytes.asked == 1
    assert first.details == second.details
    assert second.details["rows"] == {
        "school": 1,
        "inspection": 1,
        "judgement": 9,
        "rejected_row": 0,
        "finding": 0,
    }
    assert rows(first, "judgement") == rows(second, "judgement")


def test_folder_layout(tmp_path):
    files = stored(tmp_path, Bytes(CONTENT))
    digest = sha256(CONTENT).hexdigest()
    assert files.folder == tmp_path / "management_information" / "v1" / f"{digest}-2026-05-31"
    assert {path.name for path in files.folder.iterdir()} == {
        "document.json",
        *(f"{relation}.parquet" for relation in RELATIONS),
    }
    assert stored(tmp_path, Bytes(CONTENT), as_at=None).folder.name == digest


def test_another_as_at_day_is_another_reading(tmp_path):
    read_bytes = Bytes(CONTENT)
    stored(tmp_path, read_bytes)
    later = stored(tmp_path, read_bytes, as_at=date(2025, 1, 31))
    assert read_bytes.asked == 2
    assert later.refusal is not None


@pytest.mark.parametrize("content", [CONTENT, ONE_INSPECTION], ids=["schools", "inspections"])
def test_column_types_are_the_same_where_relations_are_empty_or_wholly_null(tmp_path, content):
    files = stored(tmp_path, Bytes(content))
    for relation, columns in RELATIONS.items():
        written = duckdb.read_parquet(str(files.relations[relation]))
        assert dict(zip(written.columns, map(str, written.types), strict=True)) == {
            "document_id": "VARCHAR",
            **columns,
        }


def test_every_relation_carries_the_document_id(tmp_path):
    files = stored(tmp_path, Bytes(CONTENT))
    assert files.document_id == sha256(CONTENT).hexdigest()[:16]
    assert {row[0] for relation in RELATIONS for row in rows(files, relation)} == {files.document_id}


def test_a_refusal_is_remembered(tmp_path):
    read_bytes = Bytes(csv_bytes(table(LATEST_REPORT_CARD, [report_card_row(Inclusion="Splendid")])))
    first, second = stored(tmp_path, read_bytes), stored(tmp_path, read_bytes)
    assert read_bytes.asked == 1
    assert first.refusal is not None
    assert second.refusal is not None
    told = (
        second.refusal.reason_code,
        second.refusal.row_number,
        second.refusal.column_name,
        second.refusal.value,
    )
    assert told == ("unknown_grade", 2, "Inclusion", "Splendid")
    assert (second.relations, second.details["status"]) == ({}, "refused")


@pytest.mark.parametrize(
    "damage", ["cut relation", "no relation", "cut manifest", "other manifest", "no manifest"]
)
def test_a_damaged_memo_is_read_again(tmp_path, damage):
    read_bytes = Bytes(CONTENT)
    files = stored(tmp_path, read_bytes)
    expected = rows(files, "judgement")
    manifest, relation = files.folder / "document.json", files.relations["judgement"]
    match damage:
        case "cut relation":
            relation.write_bytes(relation.read_bytes()[:-20])
        case "no relation":
            relation.unlink()
        case "cut manifest":
            manifest.write_bytes(manifest.read_bytes()[:-20])
        case "other manifest":
            manifest.write_text("[]")
        case "no manifest":
            manifest.unlink()
    again = stored(tmp_path, read_bytes)
    assert read_bytes.asked == 2
    assert rows(again, "judgement") == expected


def test_a_half_folder_left_by_a_kill_is_removed(tmp_path):
    digest = sha256(CONTENT).hexdigest()
    folder = tmp_path / "management_information" / "v1"
    left = folder / f".unfinished-{digest}-2026-05-31"
    left.mkdir(parents=True)
    (left / "school.parquet").write_bytes(b"half")
    files = stored(tmp_path, Bytes(CONTENT))
    assert [path.name for path in folder.iterdir()] == [files.folder.name]


def test_a_changed_look_up_is_read_again(tmp_path, monkeypatch):
    read_bytes = Bytes(CONTENT)
    files = stored(tmp_path, read_bytes)
    monkeypatch.setattr(parsed_store, "reference_sha256", lambda: "0" * 64)
    stored(tmp_path, read_bytes)
    assert read_bytes.asked == 2
    assert json.loads((files.folder / "document.json").read_text())["reference_sha256"] == "0" * 64


def test_loading_a_memo_needs_neither_pandas_nor_a_database(tmp_path):
    stored(tmp_path, Bytes(CONTENT))
    program = (
        "import sys\n"
        "from datetime import date\n"
        "from pathlib import Path\n"
        "from pipelines.documents.parsed_store import ParsedStore\n"
        "store = ParsedStore(Path(sys.argv[1]))\n"
        "store.parse_or_load(sys.argv[2], 'A title', date(2026, 5, 31), sys.exit)\n"
        "sys.exit('pandas' in sys.modules or 'duckdb' in sys.modules)\n"
    )
    arguments = [sys.executable, "-c", program, str(tmp_path), sha256(CONTENT).hexdigest()]
    ended = subprocess.run(arguments, cwd=PROJECT_ROOT, capture_output=True, check=False)
    assert ended.returncode == 0, ended.stderr
