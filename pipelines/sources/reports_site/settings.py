"""What reference/sources.toml says about the reports site, and the addresses that follow from it.

Does not belong here: asking for any of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from urllib.parse import urlencode

from pipelines.reference import read_toml

NAME = "reports_site"

# Schools are primary or secondary here; special schools, alternative provision and independents come under
# one of them by age.
SCHOOL_TYPES = (1, 2)
OPEN, CLOSED = 1, 2
BY_DATE = {"sort": "date", "order": "desc"}
BY_NAME = {"sort": "az", "order": "asc"}


@dataclass(frozen=True)
class SiteSettings:
    """The table ``reports_site``; what each number means stands beside it there."""

    title: str
    address: str
    legacy_path: str
    rows: int
    overlap_days: int
    first_window_days: int
    patrol_nights: int
    never_read_per_night: int
    walks: int
    alarming_empty_days: int

    def search(
        self, school_type: int, status: int, first: date, last: date, start: int, order: dict[str, str]
    ) -> str:
        """The address of one page of results: what was published from ``first`` to ``last``, both
        included."""
        return self.any_search([school_type], [status], (first, last), start, self.rows, order)

    def any_search(
        self,
        school_types: Sequence[int],
        statuses: Sequence[int],
        window: tuple[date, date] | None,
        start: int,
        rows: int,
        order: dict[str, str],
    ) -> str:
        """The address of one page of results of education providers; no types, statuses or window: all."""
        days = [f"{day:%d-%m-%Y}" for day in window or ()]
        asked: list[tuple[str, object]] = [
            ("q", ""),
            ("location", ""),
            ("radius", ""),
            ("level_1_types", 1),
            *(("level_2_types[]", school_type) for school_type in school_types),
            *zip(("latest_report_date_start", "latest_report_date_end"), days, strict=False),
            *(("status[]", status) for status in statuses),
            ("start", start),
            ("rows", rows),
        ]
        return f"{self.address}/search?{urlencode([*asked, *order.items()])}"

    def provider(self, category_id: int, urn: int) -> str:
        """The address of a school's page."""
        return f"{self.address}/provider/{category_id}/{urn}"

    def legacy(self, urn: int) -> str:
        """An older address of a school's page, which leads to the present one whatever its category."""
        return self.address + self.legacy_path.format(urn=urn)


@cache
def site_settings() -> SiteSettings:
    """The settings of reference/sources.toml."""
    return SiteSettings(**read_toml("sources.toml")[NAME])
