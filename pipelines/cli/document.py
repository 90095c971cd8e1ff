"""``welfare-monitor document``: which archived documents were let in, an operator's word, and are they whole.

Belongs here: listing and recording decisions. Does not belong here: deciding what enters a build
(pipelines/warehouse/admission.py), and the ledger that keeps decisions (pipelines/archive).
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from pipelines.cli.common import (
    console,
    count_in_words,
    data_option,
    day_in_words,
    place_in_words,
    print_json,
    show,
    show_pairs,
)
from pipelines.clock import machine_clock
from pipelines.layout import DataFolder
from pipelines.plain_text import plain
from pipelines.records import read_record
from pipelines.settings import BadUsage

if TYPE_CHECKING:
    from pipelines.archive.archive import Archive
    from pipelines.cli.document_standing import DocumentStanding


@click.group(epilog="Example: welfare-monitor document list")
def document() -> None:
    """List fetched documents; keep one out of the next build, or let it in; verify them all.

    A night refuses a document that surprises and goes on without it. Decisions recorded here are kept in the
    archive and take effect in the next build.
    """


@document.command()
@data_option
def verify(data: Path) -> None:
    """Read every archived document and hold it against its hash; nothing is changed.

    \b
    Example, once a month:
        welfare-monitor document verify

    Exit codes: 0 all of them are there and as they came, 1 some are not.
    """
    from pipelines.archive.errors import ArchiveCorrupted

    archive = _archive(data)
    wanted = sorted({fetch.sha256 for fetch in archive.every_fetch() if fetch.sha256})
    problems = []
    with click.progressbar(wanted, label="Reading", file=sys.stderr, hidden=not sys.stderr.isatty()) as shown:
        for sha256 in shown:
            try:
                archive.read(sha256)
            except ArchiveCorrupted as error:
                problems.append(str(error))
    for torn in archive.torn_lines:
        problems.append(f"A line of the ledger was cut off, and is set aside: {plain(str(torn))}")
    if problems:
        raise click.ClickException(
            "\n".join(problems)
            + "\nWith a second copy: welfare-monitor mirror mend PLACE brings documents back."
        )
    click.echo(f"{count_in_words(len(wanted), 'document')} are there, each as it came.")


@document.command("list")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@data_option
def list_documents(form: str, data: Path) -> None:
    """List every fetched document: let in, refused or kept out, and why.

    \b
    Example:
        welfare-monitor document list
    """
    documents = _standings(_archive(data), data)
    if form == "json":
        print_json([asdict(standing) for standing in documents])
    else:
        _print_documents(documents)


@document.command("quarantine")
@click.argument("sha")
@click.option("--reason", required=True, help="Why, in a sentence; kept in the archive's ledger.")
@data_option
def quarantine(sha: str, reason: str, data: Path) -> None:
    """Keep a document out of the next build and all later ones.

    SHA is the document's sha256 or its first characters (at least 6), as `welfare-monitor document list`
    shows it.

    \b
    Example:
        welfare-monitor document quarantine 3fa9c1 --reason "Ofsted has withdrawn this file"
    """
    _decide("quarantine", sha, reason, data)


@document.command("admit")
@click.argument("sha")
@click.option("--reason", required=True, help="Why, in a sentence; kept in the archive's ledger.")
@data_option
def admit(sha: str, reason: str, data: Path) -> None:
    """Let a document into the next build: ends a quarantine, or accepts counts that fell.

    SHA is the document's sha256 or its first characters (at least 6), as `welfare-monitor document list`
    shows it. A file that cannot be read stays refused: no decision makes it readable.

    \b
    Example:
        welfare-monitor document admit 3fa9c1 --reason "Checked with Ofsted: 68 schools is right"
    """
    _decide("admit", sha, reason, data)


def _decide(decision: Literal["quarantine", "admit"], sha: str, reason: str, data: Path) -> None:
    if not reason.strip():
        raise BadUsage("--reason must say why, in a sentence.")
    from pipelines.cli.document_standing import NOT_BELIEVED, find_document

    archive = _archive(data)
    standing = find_document(_standings(archive, data), sha)
    if standing.status == NOT_BELIEVED:
        raise BadUsage(f"{_name(standing)} is never read, so there is nothing to decide: {standing.reason}")
    archive.decide(decision, standing.sha256, reason, decided_at=machine_clock().now())
    out = console()
    show(out, f"Recorded in the archive: {decision} {_name(standing)}.")
    show(out, f"Reason: {plain(reason)}")
    if decision == "admit" and standing.unreadable:
        show(
            out,
            f"The last night could not read this document: {_reason(standing)} "
            "It stays refused until the program can read it.",
        )
    else:
        show(
            out,
            "It takes effect in the next build: run make nightly. What is published now stays until then.",
        )


def _print_documents(documents: list[DocumentStanding]) -> None:
    from rich.text import Text

    out = console()
    if not documents:
        show(out, "No file of inspections has been fetched into this folder yet.")
        return
    for standing in documents:
        show(out, Text.assemble(f"{standing.sha256[:12]}  ", (_title(standing), "bold")))
        show_pairs(out, _details(standing), indent=14)
    counts = Counter(standing.status for standing in documents)
    show(out, "")
    show(out, ", ".join(f"{number:,} {status}" for status, number in sorted(counts.items())) + ".")


def _details(standing: DocumentStanding) -> list[tuple[str, str]]:
    read = ""
    if standing.rows_read:
        read = f", {standing.rows_read:,} rows read, {standing.rows_rejected or 0:,} set aside"
    pairs = [("Status", standing.status + read)]
    if standing.reason:
        pairs.append(("Why", _reason(standing)))
    if standing.decision and standing.decided_at:
        effect = "takes effect in the next build" if standing.pending else "in effect"
        told = f"{standing.decision}, {day_in_words(standing.decided_at)}, {effect}"
        pairs.append(("Operator", f"{told}: {plain(standing.decision_reason)}"))
    fetched = f"{day_in_words(standing.fetched_at)}, {plain(standing.address)}"
    return [*pairs, ("Series", str(standing.series)), ("Fetched", fetched)]


def _reason(standing: DocumentStanding) -> str:
    place = place_in_words(standing.row_number, standing.column_name, standing.value)
    return plain(standing.reason) + (f" ({place})" if place else "")


def _title(standing: DocumentStanding) -> str:
    return plain(standing.title or standing.address)


def _name(standing: DocumentStanding) -> str:
    return f"{standing.sha256[:12]} ({_title(standing)})"


def _archive(data: Path) -> Archive:
    from pipelines.archive.archive import Archive

    folder = DataFolder(data).archive
    if not folder.is_dir():
        raise click.ClickException(
            f"{data} holds no archive yet: run make nightly first, or name another folder with --data."
        )
    return Archive(folder)


def _standings(archive: Archive, data: Path) -> list[DocumentStanding]:
    from pipelines.cli.document_standing import standings

    last_night = read_record(DataFolder(data).night / "admission.json") or []
    return standings(archive, {record["sha256"]: record for record in last_night})
