"""What the checks said of one candidate, bound to the very files that they were run on.

Belongs here: the verdict, its one JSON form on disk, and the hash that binds it. Does not belong here:
running checks (checks.py) and what follows from a verdict (publish.py).
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from pipelines.records import read_record, write_record

log = logging.getLogger(__name__)

# Changed whenever the fields below change: a verdict of another form is taken as absent, and every check runs
# again.
FORM = 1


class UnreadableVerdict(ValueError):
    """A record is not a verdict of this form; the message says in what it differs."""


@dataclass(frozen=True)
class CheckResult:
    """What one check said of one table.

    observed: what was seen, in words. sample: at most five offending values or rows. carried: the check was
    not run again, because it would have been given the same data as when it passed.
    """

    table: str
    name: str
    passed: bool
    observed: str
    why: str
    carried: bool
    sample: tuple[str, ...] = ()


@dataclass(frozen=True)
class Judged:
    """What a group of checks was given: a hash of the checks themselves and one of the data frame."""

    suite: str
    content: str


@dataclass(frozen=True)
class Verdict:
    """All results on one candidate. By ``tables`` and ``judged`` a later run carries over what is unchanged.

    warehouse_sha256, facts_sha256: the files that the verdict is bound to.
    tables: content fingerprint by table. judged: what each group of checks was given, by the group's name.
    """

    warehouse_sha256: str
    facts_sha256: str
    results: tuple[CheckResult, ...]
    tables: dict[str, str]
    judged: dict[str, Judged]

    @property
    def passed(self) -> bool:
        """Whether every check passed; a verdict without checks has not passed."""
        return bool(self.results) and all(result.passed for result in self.results)

    @property
    def failures(self) -> tuple[CheckResult, ...]:
        """The checks that did not pass."""
        return tuple(result for result in self.results if not result.passed)

    def bound_to(self, warehouse: Path, facts: Path) -> bool:
        """Whether the verdict was given on exactly these two files."""
        if not (warehouse.is_file() and facts.is_file()):
            return False
        return (self.warehouse_sha256, self.facts_sha256) == (file_sha256(warehouse), file_sha256(facts))


def file_sha256(path: Path) -> str:
    """Hexadecimal sha256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_verdict(path: Path, verdict: Verdict) -> None:
    """Write a verdict in one step: a killed run leaves the old one or none. Private: samples may name
    flags."""
    write_record(path, {"form": FORM, **asdict(verdict)}, private=True)


def read_verdict(path: Path) -> Verdict | None:
    """The verdict at ``path``; None where there is none, or where it is unreadable, which is logged."""
    if not path.exists():
        return None
    try:
        return _from_record(read_record(path))
    except UnreadableVerdict as error:
        log.warning("The verdict %s is taken as absent: %s", path, error)
        return None


def _from_record(record: Any) -> Verdict:
    if record is None:
        raise UnreadableVerdict("the file is torn.")
    if not isinstance(record, dict) or record.get("form") != FORM:
        raise UnreadableVerdict("it was written in another form, by another version of the program.")
    try:
        told = {field.name: record[field.name] for field in fields(Verdict)}
        return Verdict(
            **{
                **told,
                "results": tuple(
                    CheckResult(**{**one, "sample": tuple(one["sample"])}) for one in told["results"]
                ),
                "tables": dict(told["tables"]),
                "judged": {name: Judged(**one) for name, one in told["judged"].items()},
            }
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise UnreadableVerdict(f"a field is missing or not as expected ({error}).") from error
