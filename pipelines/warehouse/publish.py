"""Publishes a checked build by one flip of a pointer, and finishes or discards what a killed night left
behind.

Belongs here: the pointer, and the completion of the shown-log. Does not belong here: judging a build
(pipelines/warehouse/checks.py), making one (pipelines/warehouse/build.py), and which of them are kept
(pipelines/warehouse/kept_builds.py).
"""

from __future__ import annotations

import shutil
from pathlib import Path

from pipelines.archive.files import sync_folder
from pipelines.archive.shown_log import ShownLog
from pipelines.layout import BuildFolder, DataFolder
from pipelines.records import read_record, write_record
from pipelines.warehouse.kept_builds import PUBLISHED_MARK, is_published, prune
from pipelines.warehouse.verdict import Verdict, read_verdict


class NotPublishable(RuntimeError):
    """The candidate must not be published; the message says why and what to do. What was published before
    stays."""


def published_build(data: DataFolder) -> BuildFolder | None:
    """The build that readers are given now, or None before the first."""
    if not data.published.is_symlink():
        return None
    target = data.published.resolve()
    return BuildFolder(target) if target.is_dir() else None


def is_of(data: DataFolder, build: BuildFolder) -> bool:
    """Whether a build lies among those of the data folder; a pointer may have been turned elsewhere."""
    return build.root.resolve().parent == data.builds.resolve()


def recover(data: DataFolder) -> None:
    """Finish a publication that was cut off after its flip, and remove candidates that never were
    published."""
    current = published_build(data)
    if current is not None and is_of(data, current):
        _complete(data, current)
    if data.builds.is_dir():
        for folder in data.builds.iterdir():
            if not is_published(BuildFolder(folder)):
                shutil.rmtree(folder)


def publish(data: DataFolder, candidate: BuildFolder) -> None:
    """Make ``candidate`` the published build.

    Raises NotPublishable unless a verdict lies beside it that is bound to exactly these files and has passed.
    """
    _require_passed(candidate, read_verdict(candidate.verdict))
    if data.published.is_dir() and not data.published.is_symlink():
        raise NotPublishable(
            f"{data.published} is a folder of its own, not the pointer that a night sets. "
            "Move it away and run again."
        )
    draft = data.root / ".published.draft"
    draft.unlink(missing_ok=True)
    draft.symlink_to(Path("builds") / candidate.build_id)
    draft.replace(data.published)
    # What was shown must never be logged ahead of the flip that showed it.
    sync_folder(data.root)
    _complete(data, candidate)
    prune(data, keep=candidate)


def _require_passed(candidate: BuildFolder, verdict: Verdict | None) -> None:
    if verdict is None:
        raise NotPublishable(
            f"Build {candidate.build_id} has not been checked, so it is not published. "
            "Run the whole nightly job."
        )
    if not verdict.bound_to(candidate.warehouse, candidate.facts):
        raise NotPublishable(
            f"The verdict beside build {candidate.build_id} was given for other files. "
            "Run the whole nightly job again."
        )
    if not verdict.passed:
        failed = ", ".join(f"{result.table}.{result.name}" for result in verdict.failures)
        raise NotPublishable(
            f"Build {candidate.build_id} did not pass its checks ({failed}); what was published before "
            f"stays. The candidate is kept in {candidate.root} until the next night; docs/checks.md says how "
            "to look into it and what to do."
        )


def _complete(data: DataFolder, build: BuildFolder) -> None:
    """What was shown counts once published: copy the segment into the archive, then mark the build. Safe to
    repeat."""
    if is_published(build):
        return
    ShownLog(data.shown_log).complete(build.root)
    manifest = read_record(build.manifest) or {}
    write_record(build.root / PUBLISHED_MARK, {"build_id": build.build_id, "as_of": manifest.get("as_of")})
