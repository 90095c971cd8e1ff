"""What can happen to a text on its way: cut, doubled, moved, spliced, put in, put for something else.

Does not belong here: what is put in, which each kind knows best.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

LENGTHS = (1, 2, 5, 20, 100, 700)


def damaged_text(text: str, chance: Random, pieces: Sequence[str], words: Sequence[str]) -> str:
    """A text with one to four changes. pieces: what may be put in. words: of which one may be put for
    another."""
    for _ in range(chance.randint(1, 4)):
        text = _changed(text, chance, pieces, words)
    return text


def _changed(text: str, chance: Random, pieces: Sequence[str], words: Sequence[str]) -> str:
    start = chance.randrange(len(text) + 1)
    end = min(len(text), start + chance.choice(LENGTHS))
    place = chance.randrange(len(text) + 1)
    match chance.randrange(9):
        case 0:
            return text[:start] + text[end:]
        case 1:
            return text[:end] + text[start:end] + text[end:]
        case 2:
            return text[:place] + text[start:end] + text[place:]
        case 3:
            return text[:start] + chance.choice(pieces) + text[start:]
        case 4:
            return text[:start] + chance.choice(pieces) + text[end:]
        case 5:
            standing = [word for word in words if word in text]
            if not standing:
                return text
            return text.replace(
                chance.choice(standing), chance.choice((*words, *pieces)), chance.choice((1, 1, -1))
            )
        case 6:
            return _line_moved(text, chance)
        case 7:
            return (
                text[:start] + chance.choice((" ", "\n", "\t", "\xa0", "")).join(text[start:end]) + text[end:]
            )
        case _:
            return text[: max(start, 1)] if chance.random() < 0.2 else text[:start] + text[end:]


def _line_moved(text: str, chance: Random) -> str:
    """One line lost, doubled, or moved elsewhere."""
    lines = text.split("\n")
    line = lines.pop(chance.randrange(len(lines)))
    for _ in range(chance.randrange(3)):
        lines.insert(chance.randrange(len(lines) + 1), line)
    return "\n".join(lines)


def damaged_bytes(content: bytes, chance: Random) -> bytes:
    """Now and then, bytes that are cut off or overwritten."""
    if chance.random() < 0.05:
        content = content[: chance.randrange(len(content) + 1)]
    if chance.random() < 0.05:
        place = chance.randrange(len(content) + 1)
        content = content[:place] + chance.randbytes(3) + content[place:]
    return content
