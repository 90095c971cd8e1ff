"""Where what people decide and do reaches the pipeline: objections to contact, counts of how cases ended.

Belongs here: what an objection is, which are in force, and which schools are left out of lists because of
them; handing over counts of outcomes. Does not belong here: the stores (pipelines/casework_file.py and
case_counts_file.py, which a database of cases can replace without anybody else noticing), what a list looks
like, and what is withheld of a count (desk/casework/withholding.py).

An objection never enters a build: tables are made of what was published alone, and the same archive gives the
same tables whoever has objected. It acts where a list is shown or written, at once. Counts enter one table of
the warehouse, and are the only thing of officers that does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb

from pipelines.case_counts_file import CaseCountsFile, CaseCountsUnreadable, CountedMonth
from pipelines.casework_file import CaseworkFile, CaseworkUnreadable, Entry
from pipelines.database import read_rows
from pipelines.layout import DataFolder
from pipelines.reference import read_toml
from pipelines.settings import BadUsage
from pipelines.texts import in_words, say

__all__ = [
    "CaseCounts",
    "CaseCountsUnreadable",
    "Casework",
    "CaseworkUnreadable",
    "CountedMonth",
    "Entry",
    "Objection",
    "case_counts",
    "left_out",
    "open_case_counts",
    "open_casework",
]


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection in force: the school is on no list until it is lifted, also when its review is overdue.

    since: the day on which it was recorded first. review_on, reason, by: as the newest entry says.
    """

    urn: int
    since: date
    review_on: date
    reason: str
    by: str


class Casework:
    """What people decided about schools, as far as the pipeline needs it. Raises CaseworkUnreadable."""

    def __init__(self, store: CaseworkFile) -> None:
        self._store = store

    @property
    def path(self) -> Path:
        """The file that changes with every decision."""
        return self._store.path

    def entries(self, urns: Collection[int] | None = None) -> tuple[Entry, ...]:
        """Every entry in order, of all schools or of some: the audit."""
        return tuple(entry for entry in self._store.entries() if urns is None or entry.urn in urns)

    def head(self) -> int:
        """The number of the newest entry, 0 where there is none: equal heads, equal objections."""
        entries = self._store.entries()
        return entries[-1].sequence if entries else 0

    def objections(self) -> dict[int, Objection]:
        """The objections in force by URN."""
        return objections_in_force(self._store.entries())

    def add(self, urn: int, *, review_on: date, reason: str, by: str, decided_at: datetime) -> Entry:
        """Record an objection, or move the review of one in force; raises BadUsage."""
        _check(reason, by)
        longest = int(read_toml("retention.toml")["objection"]["longest_days_to_review"])
        days = (review_on - decided_at.date()).days
        if not 0 < days <= longest:
            raise BadUsage(say("do_not_contact.review_out_of_bounds", longest))
        reason, by = reason.strip(), by.strip()
        return self._store.append(lambda n: Entry(n, decided_at, "add", urn, review_on, reason, by))

    def lift(self, urn: int, *, reason: str, by: str, decided_at: datetime) -> Entry:
        """End an objection; raises BadUsage where none is in force."""
        _check(reason, by)
        if urn not in self.objections():
            raise BadUsage(say("do_not_contact.none_in_force", urn))
        reason, by = reason.strip(), by.strip()
        return self._store.append(lambda n: Entry(n, decided_at, "lift", urn, None, reason, by))

    def lifted_before(self, day: date) -> tuple[Entry, ...]:
        """Entries of objections that were lifted before a day, and have not been recorded again since."""
        entries = self._store.entries()
        last = {entry.urn: entry for entry in entries if entry.decision != "forget"}
        over = {
            urn for urn, entry in last.items() if entry.decision == "lift" and entry.decided_at.date() < day
        }
        return tuple(entry for entry in entries if entry.urn in over)

    def forget(self, gone: Collection[Entry], *, why: str, by: str, decided_at: datetime) -> None:
        """Remove entries for good; the record says how many, when and why, and no longer of which school."""
        numbers = {entry.sequence for entry in gone}
        self._store.replace(
            lambda entry: entry.sequence not in numbers,
            lambda n: Entry(n, decided_at, "forget", 0, None, why, by),
        )


def open_casework(data: DataFolder) -> Casework:
    """The casework of a data folder; nothing is created by opening it."""
    return Casework(CaseworkFile(data.casework))


@dataclass(frozen=True)
class CaseCounts:
    """What a build takes of the desk's counts. content: names it; empty where there is none. problem: why it
    cannot be read, in a sentence; the table is empty then, and the night degraded."""

    months: tuple[CountedMonth, ...]
    content: str
    problem: str = ""


def open_case_counts(data: DataFolder) -> CaseCountsFile:
    """The file of counted months, for the desk to add to; nothing is created by opening it."""
    return CaseCountsFile(data.casework)


def case_counts(data: DataFolder) -> CaseCounts:
    """The counts of case outcomes that the desk has handed over so far."""
    try:
        return CaseCounts(*open_case_counts(data).read())
    except CaseCountsUnreadable as error:
        return CaseCounts((), "unreadable", str(error))


def objections_in_force(entries: Iterable[Entry]) -> dict[int, Objection]:
    """The objections that stand after these entries, by URN."""
    found: dict[int, Objection] = {}
    for entry in entries:
        if entry.review_on is None:
            found.pop(entry.urn, None)
        else:
            earlier = found.get(entry.urn)
            since = earlier.since if earlier else entry.decided_at.date()
            found[entry.urn] = Objection(entry.urn, since, entry.review_on, entry.reason, entry.by)
    return found


def left_out(connection: duckdb.DuckDBPyConnection, casework: Casework) -> list[int]:
    """The URNs that no list may show: those that have objected and, where such a school was left for a single
    successor, that one, because flags move there."""
    reached = reached_schools(connection, casework.objections())
    return sorted({urn for urns in reached.values() for urn in urns})


def objection_about(connection: duckdb.DuckDBPyConnection, casework: Casework, urn: int) -> Objection | None:
    """The objection because of which a school is on no list: its own, or that of the school that it was."""
    objections = casework.objections()
    reached = reached_schools(connection, objections)
    return next((objections[asked] for asked, urns in reached.items() if urn in urns), None)


def reached_schools(connection: duckdb.DuckDBPyConnection, urns: Iterable[int]) -> dict[int, list[int]]:
    """Each URN with those at which its flags are found in this warehouse, its own first."""
    reached: dict[int, list[int]] = {urn: [urn] for urn in urns}
    for row in read_rows(connection, "casework/reached_school", urns=list(reached)):
        if row["reached_urn"] != row["urn"]:
            reached[row["urn"]].append(row["reached_urn"])
    return reached


def reviews_due(casework: Casework, on: date, reached: dict[int, list[int]] | None = None) -> dict[int, str]:
    """Objections that somebody has to look at again, by URN, with why: the day has come, or the school has
    become another one, whose leadership may be new and must not lose support by an objection of the one
    before."""
    due = {}
    for urn, objection in casework.objections().items():
        if objection.review_on <= on:
            due[urn] = say("do_not_contact.review_day_has_come", in_words(objection.review_on))
        elif reached and len(reached.get(urn, [urn])) > 1:
            due[urn] = say("do_not_contact.review_for_successor", reached[urn][-1])
    return due


def _check(reason: str, by: str) -> None:
    longest = int(read_toml("retention.toml")["objection"]["longest_note"])
    if not reason.strip() or not by.strip():
        raise BadUsage(say("do_not_contact.says_why_and_who"))
    if max(len(reason), len(by)) > longest:
        raise BadUsage(say("do_not_contact.note_too_long", longest))
