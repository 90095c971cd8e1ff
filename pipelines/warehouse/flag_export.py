"""Writes the officers' list as CSV and as a workbook: flag_list.csv and flag_list.xlsx of a build, and what
somebody takes out of the desk.

Belongs here: the two files, their headings, and what makes them safe to open in a spreadsheet. Does not
belong here: what stands on the list (sql/views/flags/flag_list.sql). Equal lists give equal bytes, so that a
rebuild can be compared.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, TextIO

import duckdb
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipelines.plain_text import plain
from pipelines.records import write_bytes
from pipelines.texts import document_in_words, say, say_counted
from pipelines.warehouse.published import Row, read_rows

CSV_FILE = "flag_list.csv"
WORKBOOK_FILE = "flag_list.xlsx"

# The columns that an officer works with come first, and are what a printed page holds; all others follow.
PRINTED_COLUMNS = (
    "tier",
    "respond_by",
    "urn",
    "school",
    "local_authority",
    "trust",
    "publication_date",
    "category_before",
    "category_after",
    "reasons",
    "unknowns",
    "other_open_flags",
)

# Only where the column's name, read as words, would not do.
_HEADINGS = {
    "flag_id": "Flag",
    "urn": "URN",
    "trust": "Trust",
    "reasons": "What was published",
    "rules": "Rules that fired",
    "event_kind": "Kind of event",
    "inspection_kind": "Kind of inspection",
    "unknowns": "What is not known",
    "other_open_flags": say("list.other_open_flags"),
    "leaders_have_known": "Known to leaders",
    "detected_on": "First on the list",
    "expires_on": "On the list until",
    "report_url": "Report",
    "publication_date_source": "Source of publication date",
    "base_tier": "Tier before modifiers",
    "build_id": "Build",
}
# In characters. The printed columns fit one A4 page across at a size that can be read.
_WIDTHS = {
    "tier": 5,
    "urn": 8,
    "school": 24,
    "local_authority": 14,
    "trust": 16,
    "reasons": 52,
    "unknowns": 26,
    "other_open_flags": 24,
    "leaders_have_known": 30,
    "comparability": 30,
    "rules": 30,
    "report_url": 40,
    "flag_id": 18,
    "build_id": 22,
    "settings_hash": 18,
}
_WIDTH = 12

# A spreadsheet takes a cell that begins so for a formula; the full-width forms count in East Asian editions.
_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
_LONGEST_CELL = 32_767  # characters; Excel's own limit


def export_flag_list(connection: duckdb.DuckDBPyConnection, folder: Path, *, left_out: list[int]) -> None:
    """Write both files into ``folder``, readable by this account only (folder 0700, files 0600).

    left_out: URNs of schools that are not to be contacted; they are counted and not named.
    """
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    (build,) = read_rows(connection, "build")
    columns, flags = read_flag_list(connection, left_out)
    about = _about(connection, build, left_out)
    listed = ListedFlags(build, columns, flags, about, len(PRINTED_COLUMNS))
    write_bytes(folder / CSV_FILE, csv_bytes(listed), private=True)
    write_bytes(folder / WORKBOOK_FILE, workbook_bytes(listed), private=True)


@dataclass(frozen=True)
class ListedFlags:
    """What the files of a list hold.

    build: row of sql/explain/build.sql. columns: of each row, of which the first ``printed`` are what a
    printed page holds. about: lines of the second sheet, each a heading and a value. taken_by: who took it
    out, when; empty for the files of a build. nothing: what is said where there is no row.
    """

    build: Row
    columns: Sequence[str]
    flags: Sequence[Row]
    about: Sequence[tuple[object, object]]
    printed: int
    taken_by: str = ""
    nothing: str = field(default_factory=lambda: say("list.nothing_open"))


def csv_bytes(listed: ListedFlags) -> bytes:
    """The list as CSV, with headings in words."""
    text = io.StringIO(newline="")
    write_csv(
        text,
        [heading(column) for column in listed.columns],
        ([flag[column] for column in listed.columns] for flag in listed.flags),
    )
    # With a byte order mark, or Excel takes the file for Windows-1252.
    return text.getvalue().encode("utf-8-sig")


def read_flag_list(connection: duckdb.DuckDBPyConnection, left_out: list[int]) -> tuple[list[str], list[Row]]:
    """The list's columns, those that are printed first, and its rows in the order in which officers work,
    without the schools that are left out."""
    flags = read_rows(connection, "flag_list", left_out=left_out)
    named = [column[0] for column in connection.description or []]
    columns = [*PRINTED_COLUMNS, *(name for name in named if name not in PRINTED_COLUMNS)]
    return columns, [{column: flag[column] for column in columns} for flag in flags]


def not_shown_in_words(connection: duckdb.DuckDBPyConnection, left_out: list[int]) -> str | None:
    """How many schools the list leaves out; None where it is whole."""
    (counted,) = read_rows(connection, "left_out", left_out=left_out)
    return say_counted("do_not_contact.not_shown", counted["schools"]) if counted["schools"] else None


def heading(column: str) -> str:
    """A column's heading in words."""
    return _HEADINGS.get(column) or column.replace("_", " ").capitalize()


def write_csv(target: TextIO, header: Sequence[str], lines: Iterable[Sequence[object]]) -> None:
    """Comma-separated values that no spreadsheet takes for formulas: ISO dates, absent values empty."""
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_csv_cell(value) for value in line] for line in lines)


def _csv_cell(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str):
        return value
    text = plain(value)
    return f"'{text}" if value.startswith(_FORMULA_STARTS) or text.startswith(_FORMULA_STARTS) else text


def workbook_bytes(listed: ListedFlags) -> bytes:
    """The list as an Excel workbook: a sheet of flags, and one that says what it is."""
    build = listed.build
    content = io.BytesIO()
    # In memory: nothing of the list is left in a folder for temporary files.
    workbook = xlsxwriter.Workbook(content, {"in_memory": True})
    workbook.set_properties(
        {
            "title": f"Outreach list as of {build['as_of']}",
            "subject": f"Build {build['build_id']}",
            "created": datetime.combine(build["as_of"], time.min),
        }
    )
    formats = {
        "head": workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        "text": workbook.add_format({"text_wrap": True, "valign": "top"}),
        "number": workbook.add_format({"num_format": "0", "valign": "top"}),
        "day": workbook.add_format({"num_format": "d mmm yyyy", "valign": "top", "align": "left"}),
    }
    _list_sheet(workbook.add_worksheet("Outreach list"), formats, listed)
    _about_sheet(workbook.add_worksheet("About this list"), formats, listed)
    workbook.close()
    return content.getvalue()


def _list_sheet(sheet: Worksheet, formats: dict[str, Format], listed: ListedFlags) -> None:
    columns, flags = listed.columns, listed.flags
    for number, column in enumerate(columns):
        sheet.set_column(number, number, _WIDTHS.get(column, _WIDTH))
        sheet.write_string(0, number, heading(column), formats["head"])
    for line, flag in enumerate(flags, start=1):
        for number, column in enumerate(columns):
            _write_cell(sheet, line, number, flag[column], formats)
    if not flags:
        sheet.write_string(1, 0, listed.nothing, formats["text"])
    last_line, last_printed = max(len(flags), 1), listed.printed - 1
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last_line, len(columns) - 1)
    sheet.print_area(0, 0, last_line, last_printed)
    _page(sheet, listed)
    sheet.repeat_rows(0)


def _about_sheet(sheet: Worksheet, formats: dict[str, Format], listed: ListedFlags) -> None:
    sheet.set_column(0, 0, 50)
    sheet.set_column(1, 1, 80)
    for number, (what, value) in enumerate(listed.about):
        _write_cell(sheet, number, 0, what, formats)
        _write_cell(sheet, number, 1, value, formats)
    _page(sheet, listed)


def _about(
    connection: duckdb.DuckDBPyConnection, build: Row, left_out: list[int]
) -> list[tuple[object, object]]:
    not_shown = not_shown_in_words(connection, left_out)
    return about_list(
        build, not_shown or "", read_rows(connection, "tier"), read_rows(connection, "freshness")
    )


def about_list(
    build: Row, not_shown: str, tiers: Iterable[Row], sources: Iterable[Row]
) -> list[tuple[object, object]]:
    """What the second sheet says of every list. not_shown: how many schools are left out, in words. tiers,
    sources: rows of sql/explain/tier.sql and sql/explain/freshness.sql."""
    return [
        ("Outreach list as of", build["as_of"]),
        ("Build", build["build_id"]),
        ("How to read it", say("list.caution")),
        *([("Not on it", not_shown)] if not_shown else []),
        *((f"Tier {tier['tier']}", tier_in_words(tier)) for tier in tiers),
        *(
            (
                f"Data as at, {document_in_words(source['title'], source['series'])}",
                source["as_at"] or source["fetched_at"].date(),
            )
            for source in sources
        ),
        (say("list.licence"), build["licence"]),
    ]


def tier_in_words(tier: Row) -> str:
    """How soon a first attempt is due, from one row of sql/explain/tier.sql."""
    days = tier["respond_days"]
    if days is None:
        return say("list.no_deadline")
    due = say_counted("list.due_within", days)
    return due + (say("list.pauses_in_holidays") if tier["pauses_in_school_holidays"] else "")


def why_in_lines(told: str, reasons: list[str]) -> list[str]:
    """A line for each reason; what the list says before them (a category that was left) comes first.

    told: the reasons as the list strings them together; reasons: the same one by one.
    """
    before = told.removesuffix(" ".join(reasons)).strip()
    return [plain(reason) for reason in ([before] if before else []) + reasons]


def _write_cell(sheet: Worksheet, row: int, column: int, value: Any, formats: dict[str, Format]) -> None:
    if value is None:
        return
    if isinstance(value, date):
        sheet.write_datetime(row, column, datetime.combine(value, time.min), formats["day"])
    elif isinstance(value, int):
        sheet.write_number(row, column, value, formats["number"])
    else:
        # write() would take text that begins with = for a formula and an address for a link.
        sheet.write_string(row, column, plain(value)[:_LONGEST_CELL], formats["text"])


def _page(sheet: Worksheet, listed: ListedFlags) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.4, right=0.4)  # inches
    sheet.fit_to_pages(1, 0)
    # An ampersand is a command of Excel's; two are one that is printed. All parts fit its 255 characters.
    taken_by = plain(listed.taken_by)[:80].replace("&", "&&")
    middle = f"&C{taken_by}" if taken_by else ""
    build = listed.build
    sheet.set_header(f"&LOutreach list as of {build['as_of']}{middle}&RBuild {build['build_id']}")
    sheet.set_footer(f"&L{say('list.tiers_order_outreach')}&CPrinted &D&RPage &P of &N")
