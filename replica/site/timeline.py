"""The list of reports on a provider's page, in both layouts, and what happened to the school.

Belongs here: ol.timeline and its items. Does not belong here: which reports there are (school_page.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from replica.site.frame import lines, text
from replica.site.model import Entry, LifeEvent, ProviderPage
from replica.site.words import day_text

FILES = "https://files.ofsted.gov.uk/v1/file"
LIFE_WORDS = {
    "registered": "Registered",
    "opened": "Opened",
    "closed": "Closed",
    "predecessor": "Predecessor",
    "successor": "Successor",
}


def timeline(page: ProviderPage) -> str:
    """Newest first; a page with a report card has the inspection's day inside each link."""
    item = _item_beside_card if page.card else _item
    ended = [event for event in page.events if event.kind in ("closed", "successor")]
    began = [event for event in page.events if event not in ended]
    return f"""<div class="module">

      <h2 class="timeline__title heading--sub">All reports</h2>

  <ol class="timeline">
{lines(_life(event) for event in reversed(ended))}
{lines(item(entry) for entry in page.entries)}
{_archive(page.older, item)}
{lines(_life(event) for event in reversed(began))}
  </ol>
</div>"""


def _item(entry: Entry) -> str:
    grade = f": <strong>{text(entry.grade)}</strong>" if entry.grade else " " * 16
    return f"""    <li class="timeline__day        ">
            <div class="event">

                  <p class="timeline__date"><time>{day_text(entry.inspected)}</time></p>

                          <span class="event__title heading--sub">{_link(entry)}
                {text(entry.label)}{grade}{_spoken(entry)}</a>{_metadata(entry)}</span>

      </div>
    </li>
"""


def _item_beside_card(entry: Entry) -> str:
    told = f'{text(entry.label)}: ( <span class="filetype">PDF</span> ) {_spoken(entry)}'
    return f"""    <li class="timeline__day        ">
            <div class="event">

                          <span class="event__title heading--sub">{_link(entry)}
                <time>{day_text(entry.inspected)}</time> : {told}</a>{_metadata(entry)}</span>

      </div>
    </li>
"""


def _link(entry: Entry) -> str:
    return f'<a class="publication-link" target="_blank" href="{FILES}/{entry.file_id}">'


def _spoken(entry: Entry) -> str:
    return f'<span class="nonvisual">{text(entry.label)}, PDF - {day_text(entry.published)}</span>'


def _metadata(entry: Entry) -> str:
    return (
        '<div class="event__metadata"><span class="filetype">PDF</span> &ndash; '
        '<!--<span class="filesize">10kb</span>--> '
        f"Published <time pubdate>{day_text(entry.published)}</time></div>"
    )


def _archive(older: Sequence[Entry], item: Callable[[Entry], str]) -> str:
    if not older:
        return ""
    return f"""    <li class="timeline__day   timeline__day--has-archive     ">
      <details class="timeline__archive">
        <summary>Older reports</summary>
        <ol>
{lines(map(item, older))}
        </ol>
      </details>
    </li>
"""


def _life(event: LifeEvent) -> str:
    day = f'<p class="timeline__date"><time>{day_text(event.day)}</time></p>' if event.day else ""
    name = f': <a href="{event.path}">{text(event.name)}</a>' if event.path else ""
    return f"""    <li class="timeline__day   timeline__day--{event.kind}     ">
            <div class="event">

        {day}
                  <span class="event__title heading--sub">{LIFE_WORDS[event.kind]}{name}</span>

      </div>
    </li>
"""
