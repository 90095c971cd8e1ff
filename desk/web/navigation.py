"""The links at the top of every page, for the role of whoever is signed in.

Belongs here: which links there are, and which stands for the page that is open.
"""

from __future__ import annotations

from dataclasses import dataclass

from desk.security.roles import Role, Visitor
from pipelines.texts import say


@dataclass(frozen=True)
class Link:
    title: str
    address: str
    is_current: bool


#: Text under desk.navigation, address, and who sees it; in the order in which they stand.
_LINKS = (
    ("list", "/", Role.OFFICER),
    ("standing", "/standing", Role.OFFICER),
    ("good_news", "/good-news", Role.OFFICER),
    ("prompts", "/follow-ups", Role.OFFICER),
    ("awaited", "/awaited", Role.OFFICER),
    ("readings", "/readings", Role.OFFICER),
    ("overview", "/overview", Role.LEAD),
    ("audit", "/audit", Role.LEAD),
    ("officers", "/officers", Role.ADMINISTRATOR),
    ("help", "/help", Role.OFFICER),
)


def navigation(here: str, visitor: Visitor) -> list[Link]:
    """The links for somebody who is signed in, with the page at ``here`` open."""
    return [
        Link(say(f"desk.navigation.{text}"), address, here == address)
        for text, address, role in _LINKS
        if visitor.may(role)
    ]
