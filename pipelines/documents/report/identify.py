"""Tells by the evidence in its text which layout a document has; file names are never asked.

Belongs here: the list of readers, what is refused as the report of something else.
Does not belong here: the evidence for each layout; it stands with its reader.
"""

from __future__ import annotations

import re
from functools import cache
from types import ModuleType

from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.report import (
    common_inspection_2015,
    conversion_letter,
    education_inspection,
    independent,
    interim_assessment,
    monitoring_letter,
    report_card,
    section5_2005,
    section5_2009,
    section5_2012,
    short_inspection,
    ungraded,
)
from pipelines.documents.report.text import ReportText
from pipelines.reference import read_toml

LAYOUTS: tuple[ModuleType, ...] = (
    report_card,
    education_inspection,
    ungraded,
    common_inspection_2015,
    section5_2012,
    section5_2009,
    section5_2005,
    short_inspection,
    monitoring_letter,
    interim_assessment,
    conversion_letter,
    independent,
)
# The title of a document stands on its first lines.
TITLE_WITHIN = 500


def fitting_layouts(report: ReportText) -> list[ModuleType]:
    """The readers that know the document by its evidence; one, where all is well."""
    return [layout for layout in LAYOUTS if layout.recognises(report)]


def refuse_other_remits(report: ReportText) -> None:
    """Raise DocumentRefused for the report of a children's service, a college, a childminder and the like."""
    title = report.flat[:TITLE_WITHIN]
    for pattern, name in _other_remits():
        if pattern.search(title):
            raise DocumentRefused("not_a_school_report", f"It is the report of {name}, not of a school.")


@cache
def _other_remits() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(remit["pattern"]), remit["title"])
        for remit in read_toml("report_other_remits.toml")["other_remit"]
    )
