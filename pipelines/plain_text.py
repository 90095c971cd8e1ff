"""Makes published text safe to show: no control characters, one line.

Belongs here: what a name out of a file must not do to a terminal or a cell. Does not belong here: what texts
say.
"""

from __future__ import annotations

# Control characters move a terminal's cursor or restyle it; published names have no use for any of them.
_TO_BLANK = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029), " ")
# Marks that reverse the reading direction of what follows them.
_TO_NOTHING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), "")
_UNSAFE = _TO_BLANK | _TO_NOTHING


def plain(text: object) -> str:
    """A text on one line, without control characters; runs of blanks become one."""
    words = str(text)
    # Nothing that is to go is printable, and hardly any text has something of it.
    return " ".join((words if words.isprintable() else words.translate(_UNSAFE)).split())
