"""Builds the candidate of a night: facts (reused when nothing they rest on has changed) and their exports,
flags, flag list, what will have been shown.

Belongs here: what a candidate consists of and when an earlier one already is it. Does not belong here:
checking and publishing.
"""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
import stat
from dataclasses import asdict, dataclass, replace
from datetime import date
from importlib.metadata import version

from pipelines.archive.shown_log import ShownLog
from pipelines.casework_port import CaseCounts, case_counts, open_casework
from pipelines.database import create_database, files_hash, statement_files
from pipelines.layout import BuildFolder, DataFolder
from pipelines.records import read_record, write_record
from pipelines.reference import REFERENCE
from pipelines.warehouse.checks import make_ready
from pipelines.warehouse.exports import write_exports
from pipelines.warehouse.facts import (
    NO_SMALL_DOCUMENTS,
    SCHEMA_VERSION,
    AdmittedDocument,
    BuildIdentity,
    SmallDocuments,
    build_facts,
    facts_key,
    name_build,
)
from pipelines.warehouse.flags import build_flags, load_case_counts, settings_hash, shown_segment
from pipelines.warehouse.lists import write_lists
from pipelines.warehouse.publish import is_of, published_build
from pipelines.warehouse.rules import RULESET_VERSION
from pipelines.warehouse.verdict import read_verdict

log = logging.getLogger(__name__)

_FLAG_STATEMENTS = ("rules", "flags", "tables/flags", "tables/workings", "views/flags")
_FLAG_REFERENCE = ("thresholds.toml", "texts.toml", "areas.csv", "categories.csv")


class NothingAdmitted(RuntimeError):
    """No document is fit to build from; the message says what to do."""


@dataclass(frozen=True)
class Manifest:
    """What a build was made from. Equal inputs make an equal build. case_counts: of the desk's counts, empty
    where there were none."""

    build_id: str
    as_of: date
    facts_key: str
    flags_key: str
    sources: str
    case_counts: str = ""


@dataclass(frozen=True)
class Candidate:
    """A build that stands ready for checking. ``is_published``: nothing was new, and it is the published
    build itself. case_counts: what it holds of the desk's counts."""

    build: BuildFolder
    manifest: Manifest
    is_published: bool
    facts_reused: bool
    case_counts: CaseCounts


def read_manifest(build: BuildFolder | None) -> Manifest | None:
    """The manifest of a build; None where there is no build or its manifest is unreadable."""
    record = read_record(build.manifest) if build else None
    return Manifest(**{**record, "as_of": date.fromisoformat(record["as_of"])}) if record else None


def build_candidate(
    data: DataFolder,
    documents: list[AdmittedDocument],
    small: SmallDocuments = NO_SMALL_DOCUMENTS,
    *,
    as_of: date,
    sources: str,
) -> Candidate:
    """Make the build that stands for ``as_of``, or recognise the published one as it.

    Raises NothingAdmitted where no list of schools is fit to build from.
    """
    if not any(document.relations for document in documents):
        raise NothingAdmitted(
            "No document could be admitted, so there is nothing to build from. "
            "`welfare-monitor document list` says why each was refused; if it lists none, see that the "
            "sources can be reached and run again."
        )
    current = _sound_build(data)
    shown = ShownLog(data.shown_log)
    counts = case_counts(data)
    manifest = _manifest(documents, small, as_of, sources, shown, counts)
    published = read_manifest(current)
    if current and published and _same_inputs(manifest, published):
        return Candidate(current, published, is_published=True, facts_reused=True, case_counts=counts)
    build = BuildFolder(data.builds / manifest.build_id)
    shutil.rmtree(build.root, ignore_errors=True)
    # Closed until it is made: what DuckDB writes beside a database has no mode of its own.
    build.root.mkdir(mode=0o700, parents=True)
    identity = BuildIdentity(
        build_id=manifest.build_id,
        as_of=as_of,
        facts_key=manifest.facts_key,
        schema_version=SCHEMA_VERSION,
        program_version=version("ofsted-welfare-monitor"),
        sources=sources.partition(":")[0],
    )
    reused = bool(current and published and published.facts_key == manifest.facts_key)
    if current and reused:
        log.info("Facts are unchanged since build %s.", current.build_id)
        shutil.copyfile(current.facts, build.facts)
    else:
        log.info("Building facts from %d documents.", len(documents))
        make_ready()
        build_facts(build.facts, documents, small, spill=data.spill)
    with create_database(build.facts, spill=data.spill) as connection:
        name_build(connection, identity)
        write_exports(connection, build.exports, same_facts=current.exports if current and reused else None)
    build.warehouse.touch(mode=0o600)
    shutil.copyfile(build.facts, build.warehouse)
    log.info("Evaluating the welfare rules as of %s.", as_of)
    with create_database(build.warehouse, spill=data.spill) as connection:
        build_flags(connection, as_of=as_of, build_id=manifest.build_id, shown=shown)
        load_case_counts(connection, counts.months)
        shown.write_segment(
            build.root,
            build_id=manifest.build_id,
            as_of=as_of,
            ruleset_version=RULESET_VERSION,
            settings_hash=settings_hash(),
            rows=shown_segment(connection, as_of=as_of, build_id=manifest.build_id),
        )
        write_lists(connection, build, open_casework(data))
    write_record(build.manifest, asdict(manifest))
    build.root.chmod(stat.S_IMODE(build.exports.stat().st_mode))
    return Candidate(build, manifest, is_published=False, facts_reused=reused, case_counts=counts)


def _sound_build(data: DataFolder) -> BuildFolder | None:
    """The published build, if it is of this folder and its files are still those that were judged; anything
    else is made anew, and nothing of it is taken over."""
    build = published_build(data)
    if build is None or not is_of(data, build):
        return None
    verdict = read_verdict(build.verdict)
    if verdict and verdict.bound_to(build.warehouse, build.facts):
        return build
    log.warning("Build %s is not as it was when it was checked: it is made anew.", build.build_id)
    return None


def _manifest(
    documents: list[AdmittedDocument],
    small: SmallDocuments,
    as_of: date,
    sources: str,
    shown: ShownLog,
    counts: CaseCounts,
) -> Manifest:
    key = facts_key(documents, small)
    statements = [file for folder in _FLAG_STATEMENTS for file in statement_files(folder)]
    flags_key = files_hash(statements + [REFERENCE / name for name in _FLAG_REFERENCE])
    naming = json.dumps([key, flags_key, str(as_of), shown.head(), counts.content])
    return Manifest(
        build_id=f"{as_of}-{hashlib.sha256(naming.encode()).hexdigest()[:8]}",
        as_of=as_of,
        facts_key=key,
        flags_key=flags_key,
        sources=sources,
        case_counts=counts.content,
    )


def _same_inputs(wanted: Manifest, published: Manifest) -> bool:
    """The build's name also hashes the head of the shown-log, which the published build itself moved on."""
    return replace(wanted, build_id=published.build_id, sources=published.sources) == published
