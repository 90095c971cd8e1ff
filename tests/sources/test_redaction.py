"""What names people is taken out in memory, or nothing is kept."""

from __future__ import annotations

import csv
import io

import pytest

from pipelines.sources.gias_settings import gias_settings
from pipelines.sources.redaction import CannotRedact, empty_personal_columns, personal_columns

KNOWN_BY = ("URN", "HeadFirstName", "HeadLastName")
HEADER = (
    "URN,EstablishmentName,HeadTitle (name),HeadFirstName,HeadLastName,HeadPreferredJobTitle,Postcode\r\n"
)
ROW = '900001,"Thornwick, The Hill",Mx,Zorabel,O\'Quillaver,"Head, acting",ZZ1 1ZZ\r\n'


def rows(content: bytes, encoding: str = "utf-8") -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(encoding), newline="")))


def test_columns_that_name_people_are_emptied_and_others_kept() -> None:
    redacted = empty_personal_columns((HEADER + ROW).encode(), KNOWN_BY)
    assert rows(redacted.content)[1] == ["900001", "Thornwick, The Hill", "", "", "", "", "ZZ1 1ZZ"]
    assert redacted.columns == ("HeadTitle (name)", "HeadFirstName", "HeadLastName", "HeadPreferredJobTitle")


def test_windows_1252_stays_windows_1252() -> None:
    text = HEADER + ROW.replace("The Hill", "Bécket – 180°")
    redacted = empty_personal_columns(text.encode("cp1252"), KNOWN_BY)
    assert rows(redacted.content, "cp1252")[1][1] == "Thornwick, Bécket – 180°"


def test_a_byte_order_mark_stays_and_does_not_hide_the_first_column() -> None:
    redacted = empty_personal_columns((HEADER + ROW).encode("utf-8-sig"), KNOWN_BY)
    assert redacted.content.startswith(b"\xef\xbb\xbfURN,")


def test_a_file_quoted_throughout_stays_so() -> None:
    quoted = (
        '"URN","HeadFirstName","HeadLastName"\r\n"900001","Zorabel ""Z""","Vintlesham\r\nof Ashmarsh"\r\n'
    )
    assert empty_personal_columns(quoted.encode(), KNOWN_BY).content == (
        b'"URN","HeadFirstName","HeadLastName"\r\n"900001","",""\r\n'
    )


def test_redacting_twice_changes_nothing() -> None:
    once = empty_personal_columns((HEADER + ROW).encode(), KNOWN_BY)
    assert empty_personal_columns(once.content, KNOWN_BY).content == once.content


def test_a_file_without_such_columns_is_kept_byte_for_byte() -> None:
    links = b"URN,LinkURN,LinkName,LinkType\n900001,900002,Corven Road School,Successor\n"
    redacted = empty_personal_columns(links, ("URN", "LinkURN"))
    assert (redacted.content, redacted.columns) == (links, ())


@pytest.mark.parametrize(
    "header, message",
    [
        ("URN,EstablishmentName", "no column HeadFirstName or HeadLastName"),
        ("URN,Head_First_Name,HeadLastName", "no column HeadFirstName"),
        ("URN,HeadFirstName,HeadLastName,HeadEmail", "'HeadEmail' may name people"),
        ("URN,HeadFirstName,HeadLastName,ChairOfGovernors", "'ChairOfGovernors' may name people"),
        ("URN,HeadFirstName,HeadLastName,ProprietorName", "'ProprietorName' may name people"),
    ],
)
def test_an_unknown_layout_is_refused(header: str, message: str) -> None:
    with pytest.raises(CannotRedact, match=message):
        empty_personal_columns(f"{header}\r\n900001,a,b,c\r\n".encode(), KNOWN_BY)


@pytest.mark.parametrize(
    "row", ["900001,Thornwick, The Hill,Mx,Zorabel,Vintlesham,Head,ZZ1 1ZZ", "900001,Zorabel"]
)
def test_a_row_whose_cells_may_be_shifted_is_refused_without_quoting_it(row: str) -> None:
    with pytest.raises(CannotRedact, match=r"row 2 has \d cells, the first line 7") as refusal:
        empty_personal_columns(f"{HEADER}{row}\r\n".encode(), KNOWN_BY)
    assert "Zorabel" not in str(refusal.value)


@pytest.mark.parametrize(
    "content",
    [b"", b"\x81\x8d\x90", (HEADER + '900001,"open').encode()],
    ids=["empty", "bytes", "open quote"],
)
def test_what_is_no_sound_table_is_refused(content: bytes) -> None:
    with pytest.raises(CannotRedact):
        empty_personal_columns(content, KNOWN_BY)


def test_the_names_of_people_in_real_layouts_are_listed() -> None:
    assert {
        "HeadTitle (name)", "HeadFirstName", "HeadLastName", "HeadPreferredJobTitle", "HeadHonours",
        "PropsName", "Head of Group First Name", "Head of Group Last Name",
    } <= personal_columns()  # fmt: skip


def test_the_extract_is_recognised_by_its_heads() -> None:
    assert {"HeadFirstName", "HeadLastName"} <= set(gias_settings().extract.known_by)
