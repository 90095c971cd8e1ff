"""In whatever order sources arrive, the flags that they end in are the same.

Belongs here: whole flags over facts of lists and of the reports site, fetched in opposite orders. That single
facts do not depend on the order is tested with them.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pipelines.archive.shown_log import ShownLog
from pipelines.database import create_database
from pipelines.warehouse.facts import declare_facts, fill_facts
from pipelines.warehouse.flags import build_flags
from tests.warehouse.built_facts import Workshop
from tests.warehouse.parsed_rows import ParsedRows
from tests.warehouse.site_rows import Site, entry

AS_OF = date(2026, 6, 10)
EARLIER = date(2022, 3, 8)
CARD, EIF = "report_card_2025", "education_inspection_2019"
CARD_AREAS = ("inclusion", "achievement", "leadership_and_governance", "safeguarding")
EIF_AREAS = ("overall_effectiveness", "quality_of_education", "leadership_and_management")


class Sources:
    """What three lists and the reports site say of the same schools: mostly the same, not everything, and
    here and there a corrected or re-graded area. ``backwards``: the site first, then the newest list, the
    oldest last."""

    def __init__(self, seed: int, *, backwards: bool) -> None:
        self.any = random.Random(seed)
        nights = [AS_OF - timedelta(days=number) for number in (3, 2, 1, 0)]
        if backwards:
            nights.reverse()
        self.statistics, self.april, self.may = (
            ParsedRows(f"as at {as_at}", as_at, night)
            for as_at, night in zip(
                (date(2025, 8, 31), date(2026, 4, 30), date(2026, 5, 31)), nights[:3], strict=True
            )
        )
        self.site, self.site_night = Site(read_from=date(2026, 4, 1)), nights[3]
        for urn in range(900001, 900025):
            self._school(urn)
        lists = [self.statistics, self.april, self.may]
        self.lists = lists[::-1] if backwards else lists
        if backwards:
            # Fetched before any list: a list's place in the ledger is 1 or more.
            self.site.documents = [
                replace(document, ledger_sequence=document.ledger_sequence - 10_000)
                for document in self.site.documents
            ]

    def _school(self, urn: int) -> None:
        for rows in (self.statistics, self.april, self.may):
            rows.school(urn, f"Invented School {urn}")
        before = {
            area: self.any.choice(("Outstanding", "Good", "Requires improvement")) for area in EIF_AREAS
        }
        self.statistics.inspection(urn, "latest_graded", f"102{urn}", EIF, EARLIER, before)
        started = AS_OF - timedelta(days=self.any.randrange(40, 120))
        published = started + timedelta(days=36)
        grades = self._grades()
        category = "special_measures" if self.any.random() < 0.2 else None
        said: dict[str, Any] = {
            "category_of_concern": category,
            "publication_date": published - timedelta(days=1),
        }
        number = f"104{urn}"
        in_april, in_may, on_site = (self.any.random() < share for share in (0.6, 0.8, 0.6))
        regraded = in_april and in_may and self.any.random() < 0.4
        if regraded:
            grades["achievement"] = "Expected standard"
        if in_april:
            corrected = not regraded and self.any.random() < 0.3
            listed = self._grades() if corrected else grades
            self.april.inspection(urn, "latest_report_card", number, CARD, started, listed, **said)
        if in_may:
            later = {"achievement": "Needs attention"} if regraded else {}
            dates = dict.fromkeys(CARD_AREAS, started)
            dates |= {area: started + timedelta(days=20) for area in later}
            self.may.inspection(
                urn, "latest_report_card", number, CARD, started, grades | later, grade_dates=dates, **said
            )
        if on_site:
            self.site.page(urn, self.site_night, entry(urn, started, published, grades))

    def _grades(self) -> dict[str, str]:
        areas = {area: self.any.choice(("Expected standard", "Needs attention")) for area in CARD_AREAS}
        return areas | {"safeguarding": self.any.choice(("Met", "Met", "Met", "Not met"))}


def flags(workshop: Workshop, folder: Path, sources: Sources) -> list[dict[str, Any]]:
    """Every flag with its reasons. No source states when a re-grading was published: its days count from the
    night that first knew of it, which is the one thing that arrival decides, and is left out."""
    documents, small = workshop.written(sources.lists, sources.site)
    with create_database(folder / f"{workshop.built}.duckdb", spill=folder / "spill") as connection:
        declare_facts(connection)
        fill_facts(connection, documents, small)
        build_flags(connection, as_of=AS_OF, build_id="test", shown=ShownLog(folder / "absent"))
        found = connection.execute(
            """
            SELECT
                f.urn, i.inspection_start_date, f.event_kind, f.tier, f.base_tier, f.status, f.respond_by,
                CASE f.event_kind WHEN 'report' THEN (f.publication_date, f.expires_on, f.unknowns) END
                AS counted_from,
                list((r.rule_id, r.evidence) ORDER BY r.rule_id) AS reasons
            FROM welfare_flag AS f
            JOIN inspection AS i USING (inspection_id)
            JOIN flag_reason AS r USING (flag_id)
            GROUP BY ALL ORDER BY ALL
            """
        )
        names = [column[0] for column in found.description or []]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def test_the_order_in_which_sources_arrive_does_not_change_the_final_flags(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path / "facts")
    forwards = flags(workshop, tmp_path, Sources(5, backwards=False))
    backwards = flags(workshop, tmp_path, Sources(5, backwards=True))
    assert {flag["status"] for flag in forwards} >= {"open", "history"}
    assert {flag["event_kind"] for flag in forwards} == {"report", "regrading"}
    different = [flag for flag in forwards if flag not in backwards] + [
        f for f in backwards if f not in forwards
    ]
    assert not different, different[:4]
