"""England as nine tiles, one a region, as SVG: where a region is, and a number in it.

Does not belong here: what the numbers are (figures.py). Every tile has the same shade: a darker one would
read as a rank.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

SIDE_WIDTH, SIDE_HEIGHT, GAP = 184, 74, 6
# Row and column of each region, north at the top; the east begins in the last column.
PLACES = {
    "North East": (0, 1),
    "North West": (1, 0),
    "Yorkshire and the Humber": (1, 1),
    "West Midlands": (2, 0),
    "East Midlands": (2, 1),
    "East of England": (2, 2),
    "South West": (3, 0),
    "South East": (3, 1),
    "London": (3, 2),
}


def tiles(told: Mapping[str, tuple[str, str]]) -> str:
    """The map. told: by region, the number and what stands beneath it. Regions that have no place are left
    to the table; regions that nothing is told of stand empty."""
    width, height = 3 * SIDE_WIDTH + 2 * GAP, 4 * SIDE_HEIGHT + 3 * GAP
    drawn = [_tile(region, told.get(region, ("–", ""))) for region in PLACES]
    spoken = "; ".join(f"{region}: {number} {beneath}" for region, (number, beneath) in told.items())
    return (
        f'<svg class="tiles" viewBox="0 0 {width} {height}" role="img" aria-label="{escape(spoken)}">'
        f"{''.join(drawn)}</svg>"
    )


def _tile(region: str, told: tuple[str, str]) -> str:
    row, column = PLACES[region]
    left, top = column * (SIDE_WIDTH + GAP), row * (SIDE_HEIGHT + GAP)
    number, beneath = told
    return (
        f'<rect class="tile" x="{left}" y="{top}" width="{SIDE_WIDTH}" height="{SIDE_HEIGHT}" rx="3"/>'
        f'<text class="tile-name" x="{left + 10}" y="{top + 20}">{escape(region)}</text>'
        f'<text class="tile-number" x="{left + 10}" y="{top + 47}">{escape(number)}</text>'
        f'<text class="tile-beneath" x="{left + 10}" y="{top + 64}">{escape(beneath)}</text>'
    )
