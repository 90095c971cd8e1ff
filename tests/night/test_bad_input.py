"""Input that surprises, from the source to the published set: refused whole and named, or a row set aside,
and nothing lost.

How each file is read stands in tests/documents; here stands what the night makes of it: degraded, the
published set as it was.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from pipelines.night import open_night
from pipelines.settings import NightSettings
from tests.night.night_process import nightly
from tests.night.nights import (
    FIRST_DAY,
    NEXT_DAY,
    Nights,
    answer,
    facts,
    monthly_page,
    published,
    run_night,
    sha256,
)
from tests.night.recordings import (
    PAGE,
    Release,
    cells,
    csv_bytes,
    with_cell,
    with_column,
    with_header,
    with_rows,
    without_column,
)

URN = "URN"
START = "Inspection start date"
PUBLISHED = "Publication date"


def place(refused: dict[str, object]) -> tuple[object, ...]:
    return tuple(refused[name] for name in ("reason_code", "row_number", "column_name", "value"))


# What comes under the address of a CSV file is none: kept as evidence, the source named.


def test_an_empty_file(nights: Nights, may: Release) -> None:
    said = nights.source_that_failed(replace(may, content=b""))
    assert f"“{may.title}” could not be had" in said
    assert (
        "a CSV table or an Excel workbook or an OpenDocument workbook was asked for, nothing (0 bytes) came."
        in said
    )


def test_an_html_error_page_under_a_csv_address(nights: Nights, may: Release) -> None:
    said = nights.source_that_failed(
        replace(may, content=b"<!DOCTYPE html><html><body>Sorry, we're down</body></html>")
    )
    assert f"“{may.title}” could not be had" in said
    assert said.endswith("a web page (HTML) came.")


def test_utf_16_text(nights: Nights, may: Release) -> None:
    said = nights.source_that_failed(replace(may, content=may.content.decode("cp1252").encode("utf-16")))
    assert said.endswith("bytes of an unknown kind came.")


def test_what_was_not_believed_is_asked_for_again_and_read_when_it_is_sound(
    nights: Nights, may: Release
) -> None:
    error_page = nights.recording()
    error_page.answer(may.address, FIRST_DAY, b"<html>Sorry</html>")
    error_page.answer(nights.april.address, FIRST_DAY, nights.april.content)
    error_page.page(FIRST_DAY, [may.listed(), nights.april.listed()])
    assert run_night(nights.data, error_page.folder, FIRST_DAY).state == "degraded"
    with nights.open(may) as night:
        assert [attachment.title for attachment in night.fetch().new] == [may.title]
        assert {admission.status for admission in night.parse()} == {"admitted"}


# Tables that are not what they should be: refused whole, with the place.


def test_a_csv_cut_short_in_the_middle_of_a_row(nights: Nights, may: Release) -> None:
    rows = cells(may.content)
    whole_rows = csv_bytes(rows[:60])
    refused = nights.refused(replace(may, content=whole_rows + b"http://www.ofsted.gov.uk/x,900999,993"))
    assert place(refused) == ("truncated", 61, None, "993")
    assert refused["reason"] == f"The last row has 3 of {len(rows[0])} cells: the file was cut short."


def test_a_csv_cut_short_in_the_middle_of_a_quoted_cell(nights: Nights, may: Release) -> None:
    content = may.content[: may.content.rindex(b'"') - 3]
    refused = nights.refused(replace(may, content=content))
    lines = content.count(b"\n") + 1
    assert place(refused) == ("truncated", lines, None, None)
    assert (
        refused["reason"] == f"A quoted cell still open at line {lines} never ends: the file was cut short."
    )


def test_a_csv_cut_short_exactly_at_the_end_of_a_row_falls_below_the_count_floor(
    nights: Nights, may: Release
) -> None:
    refused = nights.refused(with_rows(may, 40))
    assert place(refused) == ("count_collapsed", None, None, None)
    assert refused["reason"].startswith(
        f"It holds 40 rows where the last admitted document of its series, “{nights.april.title}”, held 77; "
        "fewer than 88% of those are not believed."
    )


def test_a_file_of_another_size_than_its_page_says_is_a_finding_of_the_source(
    nights: Nights, may: Release
) -> None:
    short = with_rows(may, 64)
    recording = nights.recording()
    recording.answer(short.address, NEXT_DAY, short.content)
    recording.answer(nights.april.address, FIRST_DAY, nights.april.content)
    recording.page(NEXT_DAY, [short.listed(size=len(may.content)), nights.april.listed()])
    with open_night(NightSettings(nights.data, f"recorded:{recording.folder}", NEXT_DAY)) as night:
        (finding,) = [finding for source in night.fetch().sources for finding in source.findings]
    assert finding.code == "size_differs"
    assert f"has {len(short.content):,} bytes; its page says {len(may.content):,}." in finding.message


def test_bytes_of_no_known_encoding(nights: Nights, may: Release) -> None:
    broken = may.content.replace(b"Thornwick", b"Th\x81rnwick", 1)
    assert place(nights.refused(replace(may, content=broken))) == (
        "undecodable_bytes",
        2,
        None,
        repr(b"\x81"),
    )


def test_text_that_was_decoded_wrongly_before(nights: Nights, may: Release) -> None:
    mojibake = may.content.decode("cp1252").replace("Thornwick", "Thorn\x96wick", 1).encode()
    assert place(nights.refused(replace(may, content=mojibake))) == (
        "control_characters",
        2,
        None,
        repr("\x96"),
    )


def test_a_column_renamed(nights: Nights, may: Release) -> None:
    refused = nights.refused(with_header(may, "Inclusion", "Inclusion of pupils"))
    assert place(refused) == ("renamed_column", None, "Inclusion", None)
    assert "nearest header: 'Inclusion of pupils'" in refused["reason"]
    assert "reference/management_information/latest_report_card.csv" in refused["reason"]


def test_a_column_missing(nights: Nights, may: Release) -> None:
    refused = nights.refused(without_column(may, PUBLISHED))
    assert place(refused)[:3] == ("missing_column", None, PUBLISHED)


def test_a_column_duplicated(nights: Nights, may: Release) -> None:
    refused = nights.refused(with_column(may, "Achievement", "Expected standard"))
    assert place(refused) == ("duplicate_column", None, "Achievement", None)


def test_an_unknown_grade_word(nights: Nights, may: Release) -> None:
    refused = nights.refused(with_cell(may, 2, "Inclusion", "Splendid"))
    assert place(refused) == ("unknown_grade", 2, "Inclusion", "Splendid")


def test_an_unknown_category_of_concern(nights: Nights, may: Release) -> None:
    refused = nights.refused(with_cell(may, 2, "Category of concern", "XQ"))
    assert place(refused) == ("unknown_category", 2, "Category of concern", "XQ")


def test_too_many_malformed_rows(nights: Nights, may: Release) -> None:
    rows = cells(may.content)
    for row in rows[1:8]:
        row[1] = "unknown"
    refused = nights.refused(replace(may, content=csv_bytes(rows)))
    assert place(refused) == ("too_many_rejected_rows", 2, URN, "unknown")


def test_a_refused_release_leaves_the_facts_of_the_next_day_as_they_were(
    nights: Nights, may: Release
) -> None:
    before = facts(nights.data)
    summary = nights.run(with_cell(may, 2, "Inclusion", "Splendid"), day=NEXT_DAY, checked=False)
    assert (summary.state, summary.published, summary.new_documents) == ("degraded", True, [])
    assert facts(nights.data) == before


# Rows: set aside and counted, the rest of the file read.


@pytest.fixture(scope="module")
def flawed_release(may: Release) -> Release:
    """Five malformed rows, one column more, and text damaged before it was published."""
    rows = cells(with_column(may, "A new column", "new").content)
    column = rows[0].index
    rows[1][column("School name")] = "St Anneâ€™s Primary School"
    rows[10][column(URN)] = "ABC123"
    rows[11][column(START)] = "31/02/2026"
    rows[12][column(PUBLISHED)] = "01/12/2031"
    twin = list(rows[13])
    twin[column("Inclusion")] = (
        "Strong standard" if twin[column("Inclusion")] != "Strong standard" else "Needs attention"
    )
    rows.append(twin)
    return Release(may.day, csv_bytes(rows, "utf-8"))


@pytest.fixture(scope="module")
def flawed(
    after_april: Path, april: Release, flawed_release: Release, tmp_path_factory: pytest.TempPathFactory
) -> Nights:
    """After a night that read that release. Not to be written to."""
    folder = tmp_path_factory.mktemp("flawed")
    shutil.copytree(after_april, folder / "data", symlinks=True)
    nights = Nights(folder / "data", folder / "recordings", april)
    summary = nights.run(flawed_release, day=NEXT_DAY)
    assert (summary.state, summary.published, summary.refused_documents) == ("done", True, [])
    assert summary.facts["rejected_rows"] == 5
    return nights


def set_aside(nights: Nights, reason_code: str) -> list[tuple[object, ...]]:
    held = "SELECT reason_code, row_number, urn, column_name, value FROM rejected_row ORDER BY row_number"
    return [tuple(place) for code, *place in answer(nights.data, held) if code == reason_code]


def findings(nights: Nights, code: str) -> list[tuple[object, ...]]:
    held = "SELECT code, severity, row_number, value FROM finding"
    return [tuple(told) for name, *told in answer(nights.data, held) if name == code]


def rows_read(nights: Nights) -> list[tuple[object, ...]]:
    return answer(nights.data, "SELECT title, rows_read FROM source_document ORDER BY as_at")


def test_two_rows_of_one_urn_that_disagree_are_both_set_aside(flawed: Nights, may: Release) -> None:
    urn = cells(may.content)[13][1]
    assert set_aside(flawed, "rows_disagree") == [(14, urn, URN, urn), (77, urn, URN, urn)]


def test_a_urn_that_is_no_number_is_set_aside(flawed: Nights) -> None:
    assert set_aside(flawed, "urn_not_six_digits") == [(11, "ABC123", URN, "ABC123")]


def test_an_impossible_date_is_set_aside(flawed: Nights, may: Release) -> None:
    assert set_aside(flawed, "impossible_date") == [(12, cells(may.content)[11][1], START, "31/02/2026")]


def test_a_date_in_the_future_is_set_aside(flawed: Nights, may: Release) -> None:
    assert set_aside(flawed, "date_in_future") == [(13, cells(may.content)[12][1], PUBLISHED, "01/12/2031")]


def test_the_other_rows_of_the_file_are_read(flawed: Nights) -> None:
    assert answer(flawed.data, "SELECT rows_read, rows_rejected FROM source_document ORDER BY as_at") == [
        (77, 0),
        (71, 5),
    ]


def test_a_column_that_nobody_needs_is_a_finding(flawed: Nights) -> None:
    assert findings(flawed, "unknown_columns") == [("info", None, "A new column")]


def test_text_that_was_encoded_twice_is_a_finding(flawed: Nights) -> None:
    ((severity, row, value),) = findings(flawed, "twice_encoded_text")
    assert (severity, row) == ("warning", 2)
    assert "St Anneâ€™s" in str(value)


# An operator's word.


def test_admitting_a_release_of_fewer_schools_takes_effect_on_the_next_night_and_clears_degraded(
    nights: Nights, april: Release, may: Release
) -> None:
    few = with_rows(may, 40)
    nights.decide("admit", nights.refused(few)["sha256"])
    summary = nights.run(few, day=NEXT_DAY)
    assert (summary.state, summary.published, summary.refused_documents) == ("done", True, [])
    assert rows_read(nights) == [(april.title, 77), (few.title, 40)]


def test_quarantining_a_refused_release_clears_degraded(nights: Nights, may: Release) -> None:
    odd = with_cell(may, 2, "Inclusion", "Splendid")
    before = published(nights.data)
    nights.decide("quarantine", nights.refused(odd)["sha256"])
    summary = nights.run(odd)
    assert (summary.state, summary.set_aside_by_operator, summary.refused_documents) == ("nothing_new", 1, [])
    assert published(nights.data) == before


def test_quarantining_an_admitted_release_takes_it_out_on_the_next_night(
    flawed: Nights, flawed_release: Release, after_april: Path, tmp_path: Path
) -> None:
    data = shutil.copytree(flawed.data, tmp_path / "data", symlinks=True)
    nights = Nights(data, tmp_path / "recordings", flawed.april)
    nights.decide("quarantine", sha256(flawed_release))
    summary = nights.run(flawed_release, day=NEXT_DAY + timedelta(days=1))
    assert (summary.state, summary.published, summary.set_aside_by_operator) == ("done", True, 1)
    assert facts(nights.data) == facts(after_april)


# The page and what it answers.


def test_a_page_of_unexpected_json(nights: Nights) -> None:
    before = published(nights.data)
    recording = nights.recording()
    recording.answer(PAGE, FIRST_DAY, json.dumps({"title": "Moved", "details": {}}).encode())
    summary = run_night(nights.data, recording.folder, FIRST_DAY)
    assert (summary.state, published(nights.data)) == ("degraded", before)
    assert monthly_page(summary)["message"] == (
        f"The page {PAGE} is not built as expected: it has no list details.attachments."
    )


def test_a_page_that_is_no_json(nights: Nights) -> None:
    before = published(nights.data)
    recording = nights.recording()
    recording.answer(PAGE, FIRST_DAY, b"<html>Sorry</html>", content_type="text/html")
    summary = run_night(nights.data, recording.folder, FIRST_DAY)
    assert (summary.state, published(nights.data)) == ("degraded", before)
    assert monthly_page(summary)["state"] == "unavailable"


def test_a_page_that_lists_nothing_where_it_listed_a_release(nights: Nights) -> None:
    before = published(nights.data)
    recording = nights.recording()
    recording.page(FIRST_DAY, [])
    summary = run_night(nights.data, recording.folder, FIRST_DAY)
    assert (summary.state, published(nights.data)) == ("degraded", before)
    assert monthly_page(summary)["message"] == (
        f"The page no longer lists any file of state_funded_latest, which it listed before: look at {PAGE}."
    )


@pytest.mark.parametrize("status", [404, 500])
def test_a_file_that_cannot_be_had(nights: Nights, may: Release, status: int) -> None:
    before = published(nights.data)
    recording = nights.recording()
    recording.answer(may.address, FIRST_DAY, None, status=status)
    recording.page(FIRST_DAY, [may.listed(), nights.april.listed()])
    summary = run_night(nights.data, recording.folder, FIRST_DAY)
    assert (summary.state, published(nights.data)) == ("degraded", before)
    message = monthly_page(summary)["message"]
    assert f"“{may.title}” could not be had" in message
    assert f"status {status}" in message


def test_a_page_that_was_cut_short_one_night_is_forgotten_when_it_is_whole_again(nights: Nights) -> None:
    cut = nights.recording()
    cut.answer(PAGE, FIRST_DAY, b'{"title": "Monthly management inf')
    assert run_night(nights.data, cut.folder, FIRST_DAY).state == "degraded"
    assert nights.run().state == "nothing_new"


# What an operator is told.


def test_the_command_names_what_was_refused_and_exits_degraded(
    nights: Nights, may: Release, told: Path
) -> None:
    before = published(nights.data)
    recording = nights.listing(with_cell(may, 2, "Inclusion", "Splendid"))
    ended = nightly(told, nights.data, recording, FIRST_DAY).wait()
    assert ended.code == 3, ended.output
    assert "The night is done, but not everything could be had or read; see below." in ended.said
    assert f"Refused: {may.title} (row 2, column Inclusion, value Splendid): " in ended.said
    assert published(nights.data) == before
