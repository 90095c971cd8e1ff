"""A digest in words: counts and links.

Belongs here: the subject and the text. Does not belong here: counting, and sending.
"""

from __future__ import annotations

from dataclasses import dataclass

from desk.digest.counts import PARTS, Digest, Recipient
from pipelines.texts import say, say_counted

#: Where each part of a digest is worked on.
_LINKS = {
    "corrected": "/?mine=1&state=all",
    "changed": "/?mine=1&state=all",
    "overdue": "/?overdue=1",
    "due_today": "/?sort=deadline",
    "new": "/?sort=published",
    "follow_ups": "/follow-ups?mine=1",
    "awaited_joined": "/awaited",
    "awaited_long": "/awaited",
}
_MOST_NAMED = 10


@dataclass(frozen=True)
class Message:
    """A digest as it is sent."""

    subject: str
    text: str


def in_words(
    recipient: Recipient, digest: Digest, *, address: str, organisation: str, names_schools: bool
) -> Message:
    """A digest with something to say. address: of the desk."""
    paragraphs = [say("desk.digest.team") if recipient.officer_id is None else _greeting(recipient)]
    for part in PARTS:
        if count := digest.counts.get(part, 0):
            whose = "of_team" if recipient.officer_id is None else "of_officer"
            lines = [say_counted(f"desk.digest.{whose}.{part}", count)]
            # A channel is read by more people than those whose cases they are.
            if names_schools and recipient.officer_id is not None:
                lines += _named(digest.schools.get(part, []))
            link = _LINKS[part] if recipient.officer_id is not None else _of_everybody(_LINKS[part])
            paragraphs.append("\n".join([*lines, f"    {address}{link}"]))
    paragraphs.append(say("desk.digest.end"))
    if recipient.officer_id is not None:
        paragraphs.append(say("desk.digest.end_of_officer", f"{address}/account"))
    title = say("desk.digest.subject")
    return Message(f"{organisation}: {title}" if organisation else title, "\n\n".join(paragraphs) + "\n")


def _greeting(recipient: Recipient) -> str:
    return say("desk.digest.greeting", recipient.name)


def _named(schools: list[str]) -> list[str]:
    named = [f"    {school}" for school in schools[:_MOST_NAMED]]
    if len(schools) > _MOST_NAMED:
        named.append("    " + say_counted("desk.digest.more", len(schools) - _MOST_NAMED))
    return named


def _of_everybody(link: str) -> str:
    return link.replace("mine=1&", "")
