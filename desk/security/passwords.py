"""Passwords: how they are kept, compared, and what a new one must be.

Belongs here: argon2id, and the rule for a new password. Does not belong here: counting wrong ones
(sign_in.py). Nothing here touches the database: a comparison takes a good part of a second, and no
transaction may wait for it.
"""

from __future__ import annotations

import secrets
import threading
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

#: argon2id with 64 MiB, 3 passes, 4 lanes: what RFC 9106 recommends where memory is shared with other work.
PARAMETERS = RFC_9106_LOW_MEMORY
FEWEST_CHARACTERS = 12
MOST_CHARACTERS = 200
_FEWEST_DIFFERENT = 5
_SHORTEST_NAME = 3
_FEWEST_BESIDE_THE_NAME = 8
#: So that many who sign in at once, or somebody who tries many passwords, cannot take the machine's memory.
_AT_ONCE = threading.BoundedSemaphore(2)
_HASHER = PasswordHasher.from_parameters(PARAMETERS)


def hashed(password: str) -> str:
    """A password as the database keeps it."""
    with _AT_ONCE:
        return _HASHER.hash(_one_spelling(password))


def matches(kept: str | None, password: str) -> bool:
    """Whether a password is the one that was kept. Where none is, a comparison is made all the same, so that
    it takes as long."""
    nobody = of_nobody()
    if len(password) > MOST_CHARACTERS:
        password = ""
    try:
        with _AT_ONCE:
            is_right = _HASHER.verify(kept or nobody, _one_spelling(password))
    except (VerificationError, InvalidHashError):
        return False
    return is_right and kept is not None


def is_outdated(kept: str) -> bool:
    """Whether a password was kept with other parameters than today's."""
    return _HASHER.check_needs_rehash(kept)


def objection(password: str, *names: str) -> str | None:
    """What speaks against a new password, a name in the texts ``desk.password.refused``; None for nothing.
    Length counts, not what it is made of."""
    if len(_one_spelling(password)) < FEWEST_CHARACTERS:
        return "too_short"
    if len(password) > MOST_CHARACTERS:
        return "too_long"
    if len(set(password)) < _FEWEST_DIFFERENT:
        return "too_uniform"
    spelled = _letters(password)
    for part in {_letters(part) for name in names for part in (name, name.partition("@")[0])}:
        if len(part) >= _SHORTEST_NAME and len(spelled.replace(part, "")) < _FEWEST_BESIDE_THE_NAME:
            return "is_the_name"
    return None


@cache
def of_nobody() -> str:
    """A password that nobody has, to compare with where there is none."""
    return hashed(secrets.token_urlsafe(32))


def _one_spelling(password: str) -> str:
    """The same characters however a keyboard put them together (NIST SP 800-63B, 3.1.1.2)."""
    return unicodedata.normalize("NFKC", password)


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
