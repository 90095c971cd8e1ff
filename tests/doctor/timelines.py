"""Timelines of invented reports, put in place of the one on a page.

Does not belong here: which assumption they are to break (twists.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipelines.doctor.looks import Looks

TIMELINE = re.compile(rb'<ol class="timeline">.*?\n  </ol>', re.DOTALL)


@dataclass(frozen=True)
class Entry:
    """A report as a timeline lists it; grade: empty for none."""

    file_id: int
    inspected: date
    published: date
    label: str
    grade: str = ""

    def markup(self) -> str:
        grade = f": <strong>{self.grade}</strong>" if self.grade else ""
        return (
            '<li class="timeline__day"><div class="event">'
            f'<p class="timeline__date"><time>{self.inspected:%d %B %Y}</time></p>'
            '<span class="event__title"><a class="publication-link" '
            f'href="https://files.ofsted.gov.uk/v1/file/{self.file_id}">{self.label}{grade}</a>'
            f'<div class="event__metadata">Published <time pubdate>{self.published:%d %B %Y}</time></div>'
            "</span></div></li>"
        )


def with_timeline(looks: Looks, name: str, entries: Sequence[Entry], events: str = "") -> Looks:
    """The looks, with other reports on one of the pages; events: mark-up of further items."""
    items = "".join(entry.markup() for entry in entries) + events
    body, found = TIMELINE.subn(f'<ol class="timeline">{items}</ol>'.encode(), looks.body(name))
    assert found == 1, f"{name} has {found} timelines"
    return looks.with_changed(name, body=body)
