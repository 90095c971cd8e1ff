"""The scenario's expectations as a table, for whoever compares flags with them.

Belongs here: one line an event and night. Does not belong here: deciding what is right (scenario.txt).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from replica.schools import Change, Event, Scenario

COLUMNS = (
    "night",
    "as_of",
    "urn",
    "inspection_number",
    "grade_date",
    "published",
    "base_tier",
    "tier",
    "status",
    "rules",
    "modifiers",
    "unknown",
    "scenario_line",
)


def write_expected(scenario: Scenario, path: Path, *, with_site: bool = False) -> None:
    """Write the table as CSV in UTF-8; ``grade_date`` only of later gradings; lists have blanks between.

    with_site: of nights that read the reports site and the register of schools beside the files.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(_rows(scenario, with_site))


def _rows(scenario: Scenario, with_site: bool) -> Iterator[dict[str, object]]:
    for school in scenario.schools.values():
        for inspection in school.inspections:
            for event in (inspection, *inspection.changes):
                for row in _rows_of(scenario, event, with_site):
                    yield {"urn": school.urn, "inspection_number": inspection.number} | row


def _rows_of(scenario: Scenario, event: Event, with_site: bool) -> Iterator[dict[str, object]]:
    expectation = event.expectation_with_site if with_site else event.expectation
    if expectation is None:
        return
    for outlook in expectation.outlooks:
        yield {
            "night": outlook.night,
            "as_of": scenario.nights[outlook.night],
            "grade_date": event.grade_date if isinstance(event, Change) else None,
            "published": event.published,
            "base_tier": outlook.base_tier,
            "tier": outlook.tier,
            "status": outlook.status,
            "rules": _listed(expectation.rules),
            "modifiers": _listed(expectation.modifiers),
            "unknown": " ".join(sorted(expectation.unknown)),
            "scenario_line": event.line,
        }


def _listed(fired: dict[str, str]) -> str:
    return " ".join(f"{rule}({detail})" if detail else rule for rule, detail in sorted(fired.items()))
