"""The report card as a provider's page carries it: mark-up that stands escaped in the page, as text.

Belongs here: layout B's card. Does not belong here: the same card as a PDF (replica/reports/report_card.py).

No page with a school's card was at hand: this follows what code that reads live pages says of them.
"""

from __future__ import annotations

from html import escape

from replica.site.frame import lines, text
from replica.site.model import Card
from replica.site.words import day_text

BANDS = {
    "Exceptional": "#0176E0",
    "Strong standard": "#33903C",
    "Expected standard": "#5CD168",
    "Needs attention": "#FF8341",
    "Urgent improvement": "#CE1E02",
}
INSUFFICIENT = "Insufficient evidence"


def report_card(card: Card) -> str:
    """The block with the whole card, its mark-up escaped once."""
    markup = lines(
        (
            f"<h2>Inspection report: {day_text(card.inspected)}</h2>",
            _picture(card),
            f"<h3>Safeguarding standards {card.safeguarding}</h3>",
            "<p>Inspectors look at whether a school keeps its pupils safe.</p>",
            *(_group(card, band) for band in (*BANDS, INSUFFICIENT)),
            "<h2>What it's like to be a pupil at this school</h2>",
            "<p>Pupils are on their way to reaching the expected standard in reading.</p>",
            "<h2>Next steps</h2>",
            "<p>Leaders know what needs attention, and which urgent improvement comes first.</p>",
            "<h2>About this inspection</h2>",
            "<p>Inspectors carried out this full inspection under section 5 of the Education Act 2005.</p>",
            "<h2>Our grades explained</h2>",
            *(f"<h4>{band}</h4><p>What this grade means.</p>" for band in BANDS),
        )
    )
    return f'              <div class="module">\n{escape(markup, quote=False)}\n              </div>'


def _picture(card: Card) -> str:
    """The scale: a row a band, a dot for each area; the words in it are a legend and no grades."""
    return lines(
        '<div class="flex"><div class="w-48">'
        + band
        + "</div>"
        + f'<div class="w-5 h-5 rounded-full" style="background:{colour}"></div>' * _how_many(card, band)
        + "</div>"
        for band, colour in BANDS.items()
    )


def _how_many(card: Card, band: str) -> int:
    return sum(grade == band for _, grade in card.grades)


def _group(card: Card, band: str) -> str:
    """A heading and the areas below it, alphabetical; no heading without areas."""
    areas = sorted(area for area, grade in card.grades if grade == band)
    if not areas:
        return ""
    return f"<h3>{band}</h3>" + lines(
        f"<h4>{text(area)}</h4><p>{band}</p><p>What inspectors found.</p>" for area in areas
    )
