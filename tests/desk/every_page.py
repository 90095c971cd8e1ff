"""Every page of the desk with an address that can be asked, for tests that ask all of them.

Belongs here: what stands for the numbers in an address. Does not belong here: any test.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from desk.application import every_page
from desk.web.page import Page
from tests.desk.served import Served

#: The school of the sample whose flag, inspection and case stand for all.
SCHOOL = 900101
_PARAMETER = re.compile(r"\{(\w+)(?::\w+)?\}")
_READ_FROM_THE_ADDRESS = re.compile(r'(?:query(?:\.get|\.getlist)?[(\[]|said\()"(\w+)"')

PAGES = every_page()
#: Of a page that is named in an address: what a page speaks of that a person has to cover.
OF_A_SCHOOL = {"urn", "flag_id", "inspection_id"}


@dataclass(frozen=True)
class Addresses:
    """What is put into the addresses of pages."""

    values: dict[str, str]

    @classmethod
    def of(cls, served: Served) -> Addresses:
        """A flag, an inspection and a school that belong together; 1 for every other number."""
        facts = served.desk.facts.current()
        flag = next(row for row in facts.flags if row["urn"] == SCHOOL)
        inspection = facts.rows("explain/school_inspection", urn=SCHOOL)[0]
        named = {"urn": str(SCHOOL), "flag_id": flag["flag_id"], "inspection_id": inspection["inspection_id"]}
        return cls(named)

    def of_page(self, page: Page) -> str:
        return _PARAMETER.sub(lambda found: self.values.get(found[1], "1"), page.path)


def parameters_of(page: Page) -> set[str]:
    """The names in a page's address."""
    return set(_PARAMETER.findall(page.path))


def names_in_queries() -> list[str]:
    """Every name that any module of the desk reads from a query."""
    room = Path(every_page.__code__.co_filename).parent
    text = "\n".join(file.read_text(encoding="utf-8") for file in sorted(room.rglob("*.py")))
    return sorted(set(_READ_FROM_THE_ADDRESS.findall(text)))
