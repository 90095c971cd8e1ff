"""Writes docs/assumptions.md from reference/doctor.toml: ``python -m pipelines.doctor.page``.

Does not belong here: what to do with a verdict, which docs/doctor.md says.
"""

from __future__ import annotations

from pipelines.doctor.assumptions import SOURCES, Assumption, assumptions
from pipelines.settings import PROJECT_ROOT

PAGE = PROJECT_ROOT / "docs" / "assumptions.md"

HEAD = """\
# What is assumed about the live sources

Generated from `reference/doctor.toml` by `python -m pipelines.doctor.page`; a test fails when it is stale.
`welfare-monitor doctor` judges each line; [doctor](doctor.md) says what to do with a verdict.

Marks: REAL, seen on stored real pages or files; DATA, deduced from rows that others collected from the live
site in 2026; CODE, seen in code that reads the site; INFERRED; KNOW, general knowledge. None was seen live
when this was written.
"""


def assumptions_page() -> str:
    """The text of docs/assumptions.md: a table for each source, then what no look can tell."""
    parts = [HEAD]
    for source, title in SOURCES.items():
        here = [one for one in assumptions() if one.source == source]
        parts += [
            f"\n## {title}\n\n",
            "| id | assumption | mark | answered by | where it differs |\n|---|---|---|---|---|\n",
            *(_looked_at(one) for one in here if not one.cannot),
        ]
    parts.append("\n## What no look can tell\n\n| id | assumption | mark | why |\n|---|---|---|---|\n")
    parts += [
        f"| `{one.id}` | {_cell(one.claim)} | {one.mark.upper()} | {_cell(one.cannot)} |\n"
        for one in assumptions()
        if one.cannot
    ]
    return "".join(parts)


def _looked_at(one: Assumption) -> str:
    looks = ", ".join(look.replace("*", "…") for look in one.looks)
    return f"| `{one.id}` | {_cell(one.claim)} | {one.mark.upper()} | {looks} | {_cell(one.means)} |\n"


def _cell(text: str) -> str:
    """Published mark-up is shown as it is written."""
    return text.replace("&", "&amp;").replace("|", "&#124;")


if __name__ == "__main__":
    PAGE.write_text(assumptions_page(), encoding="utf-8")
