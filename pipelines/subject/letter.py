"""How the answer to a request reads: sections of sentences and tables, whatever form they are written in.

Belongs here: what stands in which section, in which order. Does not belong here: the sentences
(reference/texts.toml), and text or HTML (forms.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from pipelines.plain_text import plain
from pipelines.reference import read_toml
from pipelines.subject.rectification import Corrected
from pipelines.subject.report import SubjectReport
from pipelines.subject.shown import KeptBuild
from pipelines.subject.subject import Subject, TableRows
from pipelines.texts import in_words, say, texts
from pipelines.warehouse.flag_export import heading

# The sections of reference/subject_report.csv in order, each with its title and what is said of it.
_SECTIONS: dict[str, tuple[str, str | None]] = {
    "register": ("subject_report.register", None),
    "inspections": ("subject_report.inspections", None),
    "judgements": ("subject_report.judgements", None),
    "flags": ("subject_report.flags", "subject_report.flags_about"),
    "documents": ("subject_report.documents", None),
    "workings": ("subject_report.workings", "subject_report.workings_about"),
}


@dataclass(frozen=True)
class Table:
    """Rows of cells under headings. about: what the table is."""

    about: str
    headings: list[str]
    rows: list[list[str]]


@dataclass(frozen=True)
class Section:
    """One part of a letter. says: paragraphs. tables: what they speak of."""

    title: str
    says: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


@dataclass(frozen=True)
class Letter:
    """A whole answer: a title, a few sentences, and its sections."""

    title: str
    says: list[str]
    sections: list[Section]


def letter_of(report: SubjectReport) -> Letter:
    """The answer to a request for access, fit to be sent once somebody has read it."""
    build = report.build
    says = [
        say("subject_report.made", in_words(report.made_on), build["build_id"], in_words(build["as_of"])),
        say("subject_report.what_this_is"),
        say("subject_report.why_personal"),
        *([say("subject_report.nothing")] if report.is_empty else []),
        *([say("subject_report.before_sending")] if len(report.subject.line) > 1 else []),
    ]
    return Letter(
        title=say("subject_report.title", school_in_words(report.subject)),
        says=says,
        sections=[section for section in _sections(report) if section.says or section.tables],
    )


def corrections_letter(subject: Subject, found: Sequence[Corrected]) -> Letter:
    """What is to be put right with those who were shown it."""
    name = school_in_words(subject)
    told = say("rectification.copies") if found else say("rectification.none")
    tables = [corrections_table(found)] if found else []
    return Letter(say("rectification.title", name), [told], [Section("", [], tables)] if tables else [])


def school_in_words(subject: Subject) -> str:
    """``Elmwhistle Primary School, URN 900101``, or the URN alone."""
    number = say("subject_report.school", subject.urn)
    return f"{plain(subject.name)}, {number}" if subject.name else number


def _sections(report: SubjectReport) -> Iterator[Section]:
    yield _line(report)
    yield _objections(report)
    for name, (title, about) in _SECTIONS.items():
        held = [table for table in report.tables if table.section == name and table.rows]
        says = [say(about)] if about and held else []
        yield Section(say(title), says, [_rows(table) for table in held])
    yield _shown(report)
    yield _kept(report.kept, report.subject.urns)
    yield Section(
        say("subject_report.corrections"),
        [say("rectification.copies") if report.corrections else say("rectification.none")],
        [corrections_table(report.corrections)] if report.corrections else [],
    )
    yield _fetched(report)
    yield _decided(report)
    yield Section(say("subject_report.records"), list(report.records) or [say("subject_report.empty")])
    yield Section(say("subject_report.not_held"), _group("subject_report.absent"))
    yield Section(say("subject_report.kept"), _kept_for())
    yield Section(say("subject_report.ask"), [_contact(), say("subject_report.rights")])


def _line(report: SubjectReport) -> Section:
    relation = {
        "itself": say("subject_report.line_itself"),
        "before": say("subject_report.line_before"),
        "after": say("subject_report.line_after"),
    }
    rows = [
        [str(school["urn"]), plain(school["name"] or ""), relation[school["relation"]]]
        for school in report.subject.line
    ]
    others = report.subject.other_schools
    return Section(
        say("subject_report.line"),
        [say("subject_report.other_schools", others)] if others else [],
        [Table("", ["URN", "Name", "Relation"], rows)],
    )


def _objections(report: SubjectReport) -> Section:
    rows = [
        [
            str(entry.urn),
            in_words(entry.decided_at.date()),
            entry.decision,
            in_words(entry.review_on) if entry.review_on else "",
            plain(entry.reason),
            plain(entry.by),
        ]
        for entry in report.objections
    ]
    table = Table("", ["URN", "Decided on", "Decision", "Review on", "Why", "By"], rows)
    return Section(
        say("subject_report.objections"),
        [] if rows else [say("subject_report.no_objection")],
        [table] if rows else [],
    )


def _rows(table: TableRows) -> Table:
    """A table's rows without the columns that say nothing of this school."""
    columns = [name for name in table.columns if any(row[name] is not None for row in table.rows)]
    rows = [[_cell(row[name]) for name in columns] for row in table.rows]
    # The comment's first sentence says what a row is; the rest is for analysts.
    about = table.about.partition(". ")[0].rstrip(".")
    return Table(f"{table.table.removeprefix('main.')}: {about}.", [_heading(name) for name in columns], rows)


def _shown(report: SubjectReport) -> Section:
    rows = [
        [
            spell.flag_id,
            in_words(spell.first.as_of),
            in_words(spell.last.as_of),
            f"{len(spell.builds):,}",
            str(spell.values["tier"]),
            spell.values["status"],
            _cell(spell.values.get("respond_by")),
            " ".join(plain(reason["evidence"]) for reason in spell.values["reasons"]),
            " ".join(plain(transition["reason"]) for transition in spell.transitions),
        ]
        for spell in report.shown
    ]
    headings = ["Flag", "First night", "Last night", "Builds", "Tier", "Status", "Respond by", "Reasons"]
    table = Table("", [*headings, "What happened"], rows)
    if not rows:
        return Section(say("subject_report.shown"), [say("subject_report.no_shown")])
    says = [say("subject_report.shown_while_objected")] if report.objections else []
    return Section(say("subject_report.shown"), says, [table])


def _kept(kept: Iterable[KeptBuild], urns: Sequence[int]) -> Section:
    rows = [
        [
            build.build.build_id,
            in_words(build.build.as_of),
            say("subject_report.empty") if not build.listed else ", ".join(map(str, build.listed)),
        ]
        for build in kept
    ]
    table = Table("", ["Build", "Night", "On its list"], rows)
    return Section(say("subject_report.builds"), [], [table] if rows and urns else [])


def corrections_table(found: Iterable[Corrected]) -> Table:
    """Then and now, from which night to which, and the files that still carry it."""
    basis = {
        "log": say("rectification.log"),
        "builds": say("rectification.builds"),
        "claims": say("rectification.claims"),
    }
    rows = [
        [
            plain(one.what),
            plain(one.then),
            plain(one.now),
            in_words(one.first_night),
            in_words(one.last_night),
            f"{one.builds:,}",
            ", ".join(one.kept) or say("subject_report.empty"),
            plain(one.why),
            basis[one.basis],
        ]
        for one in found
    ]
    headings = ["What", "Shown then", "Now", "First night", "Last night", "Builds", "Files still here"]
    return Table("", [*headings, "Why", "Known from"], rows)


def _fetched(report: SubjectReport) -> Section:
    rows = [
        [
            f"{fetch.fetched_at:%Y-%m-%d %H:%M} UTC",
            plain(fetch.address),
            plain(fetch.title or fetch.kind.replace("_", " ")),
            "this school" if fetch.is_own else "list",
            str(fetch.status),
            fetch.sha256 or "",
        ]
        for fetch in report.fetched
    ]
    table = Table("", ["Fetched", "Address", "Document", "About", "Answer", "sha256"], rows)
    return Section(
        say("subject_report.fetched"),
        [say("subject_report.fetched_about")] if rows else [],
        [table] if rows else [],
    )


def _decided(report: SubjectReport) -> Section:
    rows = [
        [in_words(made.decided_at.date()), made.decision, made.sha256, plain(made.reason)]
        for made in report.decided
    ]
    return Section(
        say("subject_report.decided"),
        [],
        [Table("", ["Decided on", "Decision", "sha256", "Why"], rows)] if rows else [],
    )


def _kept_for() -> list[str]:
    kept = read_toml("retention.toml")
    return [
        say("subject_report.kept_for.archive"),
        say("subject_report.kept_for.builds", kept["builds"]["kept"], kept["builds"]["days"]),
        say("subject_report.kept_for.runs", kept["run_records"]["days"]),
        say("subject_report.kept_for.objections", kept["objection"]["days_after_lifting"]),
    ]


def _contact() -> str:
    contact = read_toml("organisation.toml")["data_protection"]["contact"].strip()
    return say("subject_report.ask_us", contact) if contact else say("subject_report.ask_nobody")


def _group(name: str) -> list[str]:
    """Every text below a name, in the order of the file."""
    return [text for key, text in texts().items() if key.startswith(f"{name}.")]


def _heading(column: str) -> str:
    return re.sub(r"\b[Uu]rn\b", "URN", heading(column))


def _cell(value: object) -> str:
    """A value of a table as a cell: days in words, absent values empty, one line."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return in_words(value) if isinstance(value, date) else plain(value)
