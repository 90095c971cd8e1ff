"""The flags of several nights, each of which knows what the earlier ones showed.

Belongs here: publishing and logging as nights do. Does not belong here: any facts (facts.py).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pipelines.archive.shown_log import ShownLog
from pipelines.warehouse.rules import RULESET_VERSION
from tests.rules.facts import Facts, Flags, the_ruleset

_FIRST: dict[str, Flags] = {}


class Nights:
    """Nights one after the other over one archive: each build is published and its segment logged."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = ShownLog(folder / "shown_log")
        self.number = 0

    def night(self, facts: Facts, as_of: date) -> Flags:
        self.number += 1
        build_id = f"{as_of}-{self.number}"
        flags = self._flags(facts, as_of, build_id)
        build = self.folder / build_id
        build.mkdir()
        self.log.write_segment(
            build,
            build_id=build_id,
            as_of=as_of,
            ruleset_version=RULESET_VERSION,
            settings_hash=the_ruleset().settings_hash(),
            rows=flags.segment(),
        )
        self.log.complete(build)
        return flags

    def _flags(self, facts: Facts, as_of: date, build_id: str) -> Flags:
        if self.number > 1:
            return facts.flags(as_of, log=self.log, build_id=build_id)
        # Many tests begin with the same night, of which nothing was shown before.
        told = repr((sorted(facts.rows.items()), as_of, build_id))
        if told not in _FIRST:
            _FIRST[told] = facts.flags(as_of, build_id=build_id)
        return _FIRST[told]
