"""The register's files, read: what every value becomes, what is set aside and what is refused whole."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest

from pipelines.documents.gias.groups import parse_groups
from pipelines.documents.gias.links import parse_links
from pipelines.documents.gias.reader import GIAS_EXTRACT_READER, GIAS_GROUPS_READER, GIAS_LINKS_READER
from pipelines.documents.gias.schools import parse_extract
from pipelines.documents.refusal import DocumentRefused
from pipelines.reference import read_csv
from tests.documents.gias.invented import GOOD_SCHOOL as SCHOOL

extract_rows = GIAS_EXTRACT_READER.read
link_rows = GIAS_LINKS_READER.read
group_rows = GIAS_GROUPS_READER.read


def file(*rows: dict[str, str], encoding: str = "cp1252") -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def school(**changed: str) -> dict[str, str]:
    names = {name.split(" ")[0].casefold(): name for name in SCHOOL}
    return SCHOOL | {names[name.casefold()]: value for name, value in changed.items()}


def read(*rows: dict[str, str]) -> dict[str, Any]:
    """The one school of a file, by column; other good schools keep a set-aside row from refusing the file."""
    others = [school(URN=str(900100 + number)) for number in range(60)]
    found = parse_extract(file(*rows, *others))
    columns = list(GIAS_EXTRACT_READER.relations["gias_school"])
    named = [dict(zip(columns, values, strict=True)) for values in found["gias_school"]]
    return {
        "schools": [row for row in named if row["urn"] < 900100],
        "rejected": found["gias_rejected"],
        "findings": found["gias_finding"],
    }


def test_a_school_is_read() -> None:
    (found,) = read(school())["schools"]
    assert (found["urn"], found["status"], found["open_date"]) == (900001, "open", date(2001, 9, 1))
    assert (found["trust_known"], found["trust_name"], found["in_federation"]) == (True, None, False)
    assert (found["diocese"], found["is_ofsted_school"], found["row_number"]) == (None, True, 2)


def test_a_federation_is_known_by_its_name() -> None:
    (found,) = read(school(Federations="The Invented Federation", FederationFlag="Under a federation"))[
        "schools"
    ]
    assert (found["in_federation"], found["federation_name"]) == (True, "The Invented Federation")


def test_blank_flags_say_nothing() -> None:
    (found,) = read(school(TrustSchoolFlag="", FederationFlag=""))["schools"]
    assert (found["trust_known"], found["in_federation"]) == (False, None)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"URN": "9OOOO1"}, "urn_not_understood"),
        ({"EstablishmentStatus": "Dreaming"}, "unknown_status"),
        ({"OpenDate": "31-02-2001"}, "date_not_understood"),
        ({"NumberOfPupils": "many"}, "number_not_understood"),
        ({"EstablishmentName": ""}, "no_name"),
    ],
)
def test_a_row_that_surprises_is_set_aside(changed: dict[str, str], reason: str) -> None:
    found = read(school(**changed))
    assert found["schools"] == []
    assert [row[4] for row in found["rejected"]] == [reason]


def test_an_unknown_type_is_a_finding_and_decides_nothing() -> None:
    found = read(school(TypeOfEstablishment="Floating school"))
    assert found["schools"][0]["is_ofsted_school"] is None
    assert [row[0] for row in found["findings"]] == ["unknown_establishment_type"]


def test_a_urn_that_stands_twice_is_read_once() -> None:
    found = read(school(), school(EstablishmentName="Fernhollow Again"))
    assert [row["school_name"] for row in found["schools"]] == ["Fernhollow Primary School"]
    assert [row[4] for row in found["rejected"]] == ["urn_twice"]


def test_a_file_that_names_a_head_is_refused_without_quoting_the_name() -> None:
    with pytest.raises(DocumentRefused) as refused:
        parse_extract(file(school(HeadLastName="Quillfeather")))
    assert refused.value.reason_code == "personal_data_present"
    assert "Quillfeather" not in str(refused.value)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty_file"),
        (file({"URN": "900001"}), "column_missing"),
        (file(school()).splitlines(keepends=True)[0], "no_rows"),
        (file(school())[:-20], "row_length"),
        (file(school(URN="x")), "too_many_rows_set_aside"),
    ],
)
def test_a_file_that_surprises_is_refused_whole(content: bytes, reason: str) -> None:
    with pytest.raises(DocumentRefused) as refused:
        parse_extract(content)
    assert refused.value.reason_code == reason


@pytest.mark.parametrize("row", read_csv("gias/link_types.csv"), ids=lambda row: row["published"])
def test_every_known_type_of_link_is_read(row: dict[str, str]) -> None:
    link = {"URN": "900001", "LinkURN": "900002", "LinkName": "X", "LinkType": row["published"]}
    (found,) = parse_links(file(link | {"LinkEstablishedDate": "01-09-2020"}))["gias_link"]
    columns = dict(zip(GIAS_LINKS_READER.relations["gias_link"], found, strict=True))
    assert columns["link_type"] in ("predecessor", "successor", "other")
    assert columns["is_merger"] == (row["is_merger"] == "yes")
    assert columns["established_on"] == date(2020, 9, 1)


def test_an_unknown_type_of_link_is_set_aside_and_never_guessed() -> None:
    known = {"URN": "900001", "LinkURN": "900002", "LinkType": "Successor"}
    found = parse_links(file(known | {"LinkType": "Cousin"}, *([known] * 60)))
    assert [row[4] for row in found["gias_rejected"]] == ["unknown_link_type"]
    assert len(found["gias_link"]) == 60


def test_a_membership_is_read() -> None:
    row = {"Group UID": "99101", "Group ID": "TR99101", "Group Name": "Lanternfield", "Group Type": "Trust"}
    (found,) = parse_groups(file(row | {"URN": "900001", "Date Joined Group": "01/09/2020"}))["gias_group"]
    columns = dict(zip(GIAS_GROUPS_READER.relations["gias_group"], found, strict=True))
    assert (columns["urn"], columns["group_uid"], columns["joined_on"]) == (900001, "99101", date(2020, 9, 1))


def test_both_encodings_are_read() -> None:
    for encoding in ("cp1252", "utf-8-sig"):
        (found,) = parse_extract(file(school(EstablishmentName="St Thomas à Quill"), encoding=encoding))[
            "gias_school"
        ]
        assert found[2] == "St Thomas à Quill"
