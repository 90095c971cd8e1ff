"""The one error of this package."""

from __future__ import annotations


class CheckBroken(RuntimeError):
    """A check itself is wrong (unknown column, wrong type, bad statement) and says nothing of the data.

    The message names the check. Mend reference/expectations.toml, sql/checks or the code; the data may be
    sound.
    """
