"""Words and layouts of the register that differ by year or by column, and files that must not be read."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipelines.documents.gias.groups import parse_groups
from pipelines.documents.gias.links import parse_links
from pipelines.documents.gias.reader import GIAS_EXTRACT_READER, GIAS_GROUPS_READER, GIAS_LINKS_READER
from pipelines.documents.gias.relations import RELATIONS
from pipelines.documents.gias.schools import parse_extract
from pipelines.documents.gias.values import day_of
from pipelines.documents.refusal import DocumentRefused
from pipelines.reference import read_csv
from pipelines.settings import PROJECT_ROOT
from pipelines.sources.redaction import empty_personal_columns

NEEDED = {
    "URN": "900001",
    "EstablishmentName": "Fernhollow Primary School",
    "TypeOfEstablishment (name)": "Community school",
    "EstablishmentStatus (name)": "Open",
    "OpenDate": "",
    "CloseDate": "",
    "PhaseOfEducation (name)": "Primary",
    "LA (name)": "Corvendale",
    "Postcode": "ZZ1 1ZZ",
}


def file(*rows: dict[str, str]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("cp1252")


def schools(columns: dict[str, str]) -> list[dict[str, Any]]:
    rows = parse_extract(file(NEEDED | columns))["gias_school"]
    return [dict(zip(RELATIONS["gias_school"], row, strict=True)) for row in rows]


TRUST, FEDERATION = "TrustSchoolFlag (name)", "FederationFlag (name)"


@pytest.mark.parametrize(
    ("flag", "name", "known", "trust"),
    [
        ("Supported by a multi-academy trust", "Lanternfield Trust", True, "Lanternfield Trust"),
        ("Supported by a single-academy trust", "Fernhollow Trust", True, "Fernhollow Trust"),
        ("", "Lanternfield Trust", True, "Lanternfield Trust"),
        ("Not applicable", "", True, None),
        ("Not supported by a trust", "", True, None),
        ("Supported by a trust", "The Fernhollow Foundation", True, None),
        ("Supported by a multi-academy trust", "", False, None),
        ("", "", False, None),
    ],
)
def test_a_trust_is_named_or_known_to_be_none_or_not_known(
    flag: str, name: str, known: bool, trust: str | None
) -> None:
    (found,) = schools({TRUST: flag, "Trusts (name)": name})
    assert (found["trust_known"], found["trust_name"]) == (known, trust)


@pytest.mark.parametrize(
    ("flag", "name", "expected"),
    [
        ("Not under a federation", "", False),
        ("Supported by a federation", "", True),
        ("", "Nether Federation", True),
        ("", "", None),
    ],
)
def test_a_federation_is_true_false_or_not_said(flag: str, name: str, expected: bool | None) -> None:
    (found,) = schools({FEDERATION: flag, "Federations (name)": name})
    assert found["in_federation"] is expected


def test_columns_that_are_absent_say_nothing() -> None:
    (found,) = schools({})
    assert (found["trust_known"], found["in_federation"], found["pupils"]) == (False, None, None)


def test_an_unknown_word_about_belonging_is_a_finding_and_decides_nothing() -> None:
    rows = parse_extract(file(NEEDED | {FEDERATION: "Sometimes"}))
    assert [(row[0], row[3], row[4]) for row in rows["gias_finding"]] == [
        ("unknown_word", FEDERATION, "Sometimes")
    ]


def test_the_layout_of_2015_is_read() -> None:
    (found,) = schools(
        {"WebsiteAddress": "fernhollow.example", "TelephoneSTD": "01632", "TelephoneNum": "960001"}
    )
    assert (found["website"], found["telephone"]) == ("fernhollow.example", "01632 960001")


@pytest.mark.parametrize(
    ("published", "status"),
    [
        ("Open", "open"),
        ("Closed", "closed"),
        ("Proposed to open", "proposed_to_open"),
        ("Open, but proposed to close", "open_proposed_to_close"),
    ],
)
def test_every_status_has_a_meaning(published: str, status: str) -> None:
    (found,) = schools({"EstablishmentStatus (name)": published})
    assert found["status"] == status


@pytest.mark.parametrize("row", read_csv("gias/establishment_types.csv"), ids=lambda row: row["published"])
def test_every_known_type_is_a_school_of_ofsteds_or_not(row: dict[str, str]) -> None:
    (found,) = schools({"TypeOfEstablishment (name)": row["published"].title()})
    assert found["is_ofsted_school"] is (row["is_ofsted_school"] == "yes")
    assert row["reason"]


@pytest.mark.parametrize("urn", ["20001", "900001"])
def test_urns_of_other_lengths_than_schools_have_are_read(urn: str) -> None:
    (found,) = schools({"URN": urn})
    assert found["urn"] == int(urn)


@pytest.mark.parametrize("word", ["01-09-2020", "1/9/2020", "2020-09-01", "2020-09-01 00:00:00"])
def test_days_are_read_in_the_registers_ways(word: str) -> None:
    assert day_of(word) == date(2020, 9, 1)


@pytest.mark.parametrize("word", ["01-09/2020", "31-02-2020", "2020", "09-2020", "1 Sept 2020", "01-09-20"])
def test_what_is_no_day_is_never_guessed(word: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (whichever way it is none)
        day_of(word)


def test_identical_rows_are_kept_once_and_said() -> None:
    rows = parse_extract(file(NEEDED, NEEDED))
    assert len(rows["gias_school"]) == 1
    assert [row[0] for row in rows["gias_finding"]] == ["repeated_row"]
    assert rows["gias_rejected"] == []


def test_columns_that_are_not_known_are_told_once() -> None:
    rows = parse_extract(file(NEEDED | {"NewThing": "x", "NewerThing": "y"}))
    (found,) = rows["gias_finding"]
    assert (found[0], found[1]) == ("unknown_column", "info")
    assert "NewThing, NewerThing" in found[5]


@pytest.mark.parametrize("header", ["gias_2026", "gias_links", "gias_trust_membership"])
def test_every_column_of_the_present_layouts_is_known(header: str) -> None:
    listed = {row["spelling"] for row in read_csv("gias/columns.csv")}
    personal = {row["column"] for row in read_csv("gias/personal_columns.csv")}
    columns = (PROJECT_ROOT / "replica" / "headers" / f"{header}.txt").read_text().split("\n")
    assert {column for column in columns if column} <= listed | personal


def test_a_school_linked_to_itself_is_set_aside() -> None:
    good = {"URN": "900001", "LinkURN": "900002", "LinkType": "Successor"}
    rows = parse_links(file(good | {"LinkURN": "900001"}, *([good] * 60)))
    assert [row[4] for row in rows["gias_rejected"]] == ["linked_to_itself"]


def test_an_amalgamation_whose_direction_is_not_certain_is_no_succession() -> None:
    link = {"URN": "900001", "LinkURN": "900002", "LinkType": "Result of Amalgamation"}
    ((_, _, _, link_type, _, is_merger, _, _),) = parse_links(file(link))["gias_link"]
    assert (link_type, is_merger) == ("other", True)


def test_memberships_that_ended_and_groups_without_schools_are_counted_and_left() -> None:
    now = {"URN": "900001", "Group UID": "5001", "Group Name": "Lanternfield", "Date Left Group": ""}
    rows = parse_groups(file(now, now | {"Date Left Group": "31-08-2024"}, now | {"URN": ""}))
    assert len(rows["gias_group"]) == 1
    assert [(row[0], row[5]) for row in rows["gias_finding"]] == [
        ("membership_ended", "1 memberships have ended."),
        ("group_without_school", "1 groups have no school."),
    ]


def test_a_group_file_that_names_a_head_is_refused() -> None:
    row = {"URN": "900001", "Group UID": "5001", "Group Name": "L", "Head of Group Last Name": "Ockenbrooke"}
    with pytest.raises(DocumentRefused) as refused:
        parse_groups(file(row))
    assert refused.value.reason_code == "personal_data_present"
    assert "Ockenbrooke" not in str(refused.value)


def test_the_relations_are_those_of_the_staging_tables() -> None:
    statement = (PROJECT_ROOT / "sql/tables/staging/gias.sql").read_text()
    for reader in (GIAS_EXTRACT_READER, GIAS_LINKS_READER, GIAS_GROUPS_READER):
        for relation, columns in reader.relations.items():
            body = statement.split(f"CREATE TEMP TABLE {relation} (")[1].split(");")[0]
            declared = [" ".join(column.split()) for column in body.split(",")]
            expected = [f"{name} {kind}" for name, kind in columns.items()]
            assert declared == ["document_id VARCHAR", *expected]


def test_the_real_layout_of_2018_is_read(shared: Path) -> None:
    content = (shared / "samples/gias/edubase_2018-12_four_rows.csv").read_bytes()
    with pytest.raises(DocumentRefused, match="names people"):
        parse_extract(content)
    rows = parse_extract(empty_personal_columns(content, ("URN", "HeadLastName")).content)
    assert len(rows["gias_school"]) == 4
    assert not rows["gias_rejected"] + rows["gias_finding"]


def test_the_real_types_of_link_are_all_known(shared: Path) -> None:
    rows = parse_links((shared / "samples/gias/links_real_types.csv").read_bytes())
    assert (len(rows["gias_link"]), rows["gias_rejected"]) == (60, [])


def test_the_register_of_the_recording_is_read_whole(recorded_england: Path) -> None:
    content = (recorded_england / "edubasealldata20260609.csv").read_bytes()
    rows = parse_extract(empty_personal_columns(content, ("URN", "HeadLastName")).content)
    assert len(rows["gias_school"]) == 21_990
    assert not rows["gias_rejected"] + rows["gias_finding"]
    links = parse_links((recorded_england / "links_edubasealldata20260609.csv").read_bytes())
    assert (len(links["gias_link"]), links["gias_rejected"]) == (14_854, [])
