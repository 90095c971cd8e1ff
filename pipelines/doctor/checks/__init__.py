"""The checks, a module for each part of a source; importing this package puts every one of them down.

Belongs here: judging an assumption by what was seen. Does not belong here: the claims and what follows from a
verdict (reference/doctor.toml), asking (questions/).
"""

from __future__ import annotations

from pipelines.doctor.checks import (
    access,
    card_page,
    govuk,
    register,
    report_files,
    school_list,
    school_page,
    search,
    search_kinds,
)

__all__ = [
    "access",
    "card_page",
    "govuk",
    "register",
    "report_files",
    "school_list",
    "school_page",
    "search",
    "search_kinds",
]
