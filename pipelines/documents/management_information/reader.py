"""Reads one document of management information, from its bytes to its relations.

Belongs here: the order of the steps. Does not belong here: any step.
"""

from __future__ import annotations

from datetime import date

from pipelines.documents.cells import read_sheets
from pipelines.documents.management_information.document import ParsedDocument, relation_frame
from pipelines.documents.management_information.eras import Block
from pipelines.documents.management_information.header import FoundTable, find_table
from pipelines.documents.management_information.inspection_checks import check_inspections
from pipelines.documents.management_information.inspections import read_block, read_inspections, stands_in
from pipelines.documents.management_information.judgements import read_judgements
from pipelines.documents.management_information.notes import Notes
from pipelines.documents.management_information.rows import Rows
from pipelines.documents.management_information.schools import check_school_columns, read_schools


def parse_management_information(content: bytes, *, title: str, as_at: date | None) -> ParsedDocument:
    """Read a document of any era; raises DocumentRefused where it surprises (docs/parsing.md lists how).

    title is kept for people and never decides how a document is read. as_at bounds the dates believed.
    """
    table, unread_sheets = find_table(read_sheets(content))
    notes = Notes()
    _tell_about_table(table, unread_sheets, notes)
    rows = Rows(table, notes)
    rows.set_aside_repeats(_identity)
    check_school_columns(rows)
    check_inspections(rows, as_at)
    rows.refuse_if_unsound()

    schools = read_schools(rows)
    inspections, judgements = [], []
    for block in table.header.era.blocks:
        if not stands_in(rows, block):
            _tell_about_stray_columns(table, block, notes)
            continue
        read = read_block(rows, block)
        inspections.append(read_inspections(rows, read))
        judgements.extend(read_judgements(rows, read))
    return ParsedDocument(
        era=table.header.era.name,
        title=title,
        as_at=as_at,
        encoding=table.sheet.encoding,
        sheet=table.sheet.name,
        header_row=table.last_header_row + 1,
        rows_read=len(rows),
        schools=schools,
        inspections=relation_frame("inspection", inspections),
        judgements=relation_frame("judgement", judgements),
        rejected_rows=notes.rejected_frame(),
        findings=notes.findings_frame(),
    )


def _identity(rows: Rows) -> list[tuple[str, ...]]:
    """What each row speaks of: a school, or in a list of inspections one inspection of a school."""
    columns = [column for key in rows.table.header.era.identity if (column := rows.column(key)) is not None]
    words = [[column.words[code] for code in column.codes.tolist()] for column in columns]
    return list(zip(*words, strict=True))


def _tell_about_stray_columns(table: FoundTable, block: Block, notes: Notes) -> None:
    """Columns of a block that names no inspection say nothing of use; tell which they are."""
    stray = [table.header.label(key) for key in table.header.positions if key[0] == block.name]
    if stray:
        notes.warn(
            "columns_without_inspection",
            "Columns that no inspection number or date goes with: not read.",
            value="; ".join(stray),
        )


def _tell_about_table(table: FoundTable, unread_sheets: list[str], notes: Notes) -> None:
    for code, line, text in table.sheet.suspicious:
        notes.warn(
            code,
            "The text looks damaged by a wrong encoding before it was published.",
            row_number=line,
            value=text,
        )
    if table.sheet.ends_mid_line:
        notes.info("no_final_line_ending", "The last line has no line ending; its cells are all there.")
    if table.header.unknown:
        notes.info("unknown_columns", "Columns that no reader needs.", value="; ".join(table.header.unknown))
    for name in unread_sheets:
        notes.info(
            "sheet_not_read", "Another sheet of the workbook fits an era too; only one is read.", value=name
        )
