"""Values about a school that were shown and no longer stand: what, from which night to which, in which files.

Belongs here: comparing what the log, the kept builds and the sources said with what stands now. Does not
belong here: deciding which of two values is right; what stands now is what the newest published documents
say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

import duckdb

from pipelines.archive.shown_log import ShownLog
from pipelines.database import open_read_only, read_rows
from pipelines.layout import DataFolder
from pipelines.subject.shown import KeptBuild, Spell, kept_builds, published_builds, spells
from pipelines.subject.subject import Subject
from pipelines.texts import say
from pipelines.warehouse.flag_export import CSV_FILE, WORKBOOK_FILE

CORRECTIONS = ("retracted", "evidence_changed", "evidence_replaced", "tier_changed", "moved", "joined")
"""Transitions after which what was shown before is not what should have been; the others are its course."""

_COMPARED = ("urn", "status", "tier", "unknowns", "respond_by", "expires_on")

LOG, BUILDS, CLAIMS = "log", "builds", "claims"
"""Where a value that no longer stands is known from: the log of what was shown, the files of kept builds, or
what the sources said, night by night."""


@dataclass(frozen=True)
class Corrected:
    """One value that was shown and is another now.

    what: of what. then, now: in words. basis: log, builds or claims. first_night, last_night: of the builds
    that carried it. builds: how many of them. kept: files that still carry it. why: what happened.
    """

    what: str
    then: str
    now: str
    basis: str
    first_night: date
    last_night: date
    builds: int
    kept: list[str]
    why: str


def corrections(connection: duckdb.DuckDBPyConnection, data: DataFolder, subject: Subject) -> list[Corrected]:
    """Everything about a subject that was shown differently, flags first, then values of inspections."""
    log = ShownLog(data.shown_log)
    kept = kept_builds(data, subject.urns)
    return [
        *_of_flags(spells(log, subject.urns, subject.flags), kept),
        *_of_kept_builds(connection, subject, kept),
        *_of_claims(connection, subject, log, kept),
    ]


def _of_flags(shown: list[Spell], kept: list[KeptBuild]) -> Iterator[Corrected]:
    for flag_id, of_flag in groupby(shown, key=lambda spell: spell.flag_id):
        course = list(of_flag)
        for place, spell in enumerate(course):
            later = [event for after in course[place + 1 :] for event in after.transitions]
            why = [event["reason"] for event in later if event["event"] in CORRECTIONS]
            then, now = _in_words(spell.values, course[-1].values)
            if why and then != now:
                carried = {build.build_id for build in spell.builds}
                on_list = spell.values["status"] == "open"
                yield Corrected(
                    what=say("rectification.flag", flag_id),
                    then=then,
                    now=now,
                    basis=LOG,
                    first_night=spell.first.as_of,
                    last_night=spell.last.as_of,
                    builds=len(spell.builds),
                    kept=[file for k in kept if k.build.build_id in carried for file in _files(k, on_list)],
                    why=" ".join(why),
                )


def _in_words(then: dict[str, Any], now: dict[str, Any]) -> tuple[str, str]:
    """Both states of a flag by the values in which they differ."""
    named = {"reasons": _reasons(then)} | {name: then.get(name) for name in _COMPARED}
    beside = {"reasons": _reasons(now)} | {name: now.get(name) for name in _COMPARED}
    differing = [name for name in named if named[name] != beside[name]]
    return (
        "; ".join(f"{name.replace('_', ' ')}: {_value(named[name])}" for name in differing),
        "; ".join(f"{name.replace('_', ' ')}: {_value(beside[name])}" for name in differing),
    )


def _reasons(values: dict[str, Any]) -> str:
    return " ".join(reason["evidence"] for reason in values["reasons"])


def _value(value: object) -> str:
    return say("rectification.nothing") if value in (None, "") else str(value)


def _of_kept_builds(
    connection: duckdb.DuckDBPyConnection, subject: Subject, kept: list[KeptBuild]
) -> Iterator[Corrected]:
    now = _stated(connection, subject)
    differing: dict[tuple[str, str, str], list[KeptBuild]] = {}
    for build in kept:
        with open_read_only(build.folder.facts) as earlier:
            for (inspection, what), value in _stated(earlier, subject).items():
                if now.get((inspection, what)) != value:
                    differing.setdefault((inspection, what, value), []).append(build)
    for (inspection, what, value), builds in sorted(differing.items()):
        yield Corrected(
            what=say("rectification.inspection", inspection, what),
            then=value,
            now=_value(now.get((inspection, what))),
            basis=BUILDS,
            first_night=builds[0].build.as_of,
            last_night=builds[-1].build.as_of,
            builds=len(builds),
            kept=[file for build in builds for file in _files(build, bool(build.listed))],
            why=say("rectification.builds_differ"),
        )


def _of_claims(
    connection: duckdb.DuckDBPyConnection, subject: Subject, log: ShownLog, kept: list[KeptBuild]
) -> Iterator[Corrected]:
    every_build = published_builds(log)
    for claim in read_rows(connection, "subject/claim_ended", inspections=subject.inspections):
        carried = [build for build in every_build if claim["known_from"] <= build.as_of < claim["known_to"]]
        if not carried:
            continue
        area = f", {claim['area']}" if claim["area"] else ""
        names = {build.build_id for build in carried}
        yield Corrected(
            what=say("rectification.inspection", claim["inspection_id"], f"{claim['attribute']}{area}"),
            then=claim["value"],
            now=_value(claim["value_next"]),
            basis=CLAIMS,
            first_night=carried[0].as_of,
            last_night=carried[-1].as_of,
            builds=len(carried),
            kept=[file for k in kept if k.build.build_id in names for file in _files(k, bool(k.listed))],
            why=say("rectification.source_changed", claim["source"].replace("_", " ")),
        )


def _stated(connection: duckdb.DuckDBPyConnection, subject: Subject) -> dict[tuple[str, str], str]:
    rows = read_rows(connection, "subject/stated", inspections=subject.inspections)
    return {(row["inspection_id"], row["what"]): row["value"] for row in rows}


def _files(kept: KeptBuild, on_list: bool) -> list[str]:
    """The files of a kept build that carry a value, by their path in the data folder."""
    held = (kept.folder.warehouse, kept.folder.facts, kept.folder.exports)
    files = [path.name for path in held if path.exists()]
    if on_list and kept.listed:
        files += [f"{kept.folder.flags.name}/{name}" for name in (CSV_FILE, WORKBOOK_FILE)]
    return [f"builds/{kept.build.build_id}/{file}" for file in files]
