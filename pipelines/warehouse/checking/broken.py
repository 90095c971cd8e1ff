"""The one error of this package, apart so that every module of it can raise it.

Does not belong here: a check whose data are not as expected, which is a result and no error (verdict.py).
"""

from __future__ import annotations


class CheckBroken(RuntimeError):
    """A check itself is wrong (unknown column, wrong type, bad statement) and says nothing of the data.

    The message names the check. Mend reference/expectations.toml, sql/checks or the code; the data may be
    sound.
    """
