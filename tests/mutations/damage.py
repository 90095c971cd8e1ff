"""What can happen to a text on its way: cut, doubled, moved, spliced, put in, put for something else.

Does not belong here: what is put in, which each kind knows best.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from random import Random

#: Parts of a workbook with rows in them; the others say how it looks.
LARGE_PART = 3000
LENGTHS = (1, 2, 5, 20, 100, 700)


def damaged_text(text: str, other: str, chance: Random, pieces: Sequence[str], words: Sequence[str]) -> str:
    """A text with one to four changes. other: a text to splice with. pieces: what may be put in. words: of
    which one may be put for another."""
    for _ in range(chance.randint(1, 4)):
        text = _changed(text, other, chance, pieces, words)
    return text


def _changed(text: str, other: str, chance: Random, pieces: Sequence[str], words: Sequence[str]) -> str:
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
            return _spliced(text, other, chance) if chance.random() < 0.5 else text[:start] + text[end:]


def _spliced(text: str, other: str, chance: Random) -> str:
    """The beginning of a text with the end of another, or some lines of another in its midst."""
    lines, others = text.split("\n"), other.split("\n")
    at, first = chance.randrange(len(lines) + 1), chance.randrange(len(others))
    if chance.random() < 0.3:
        return "\n".join([*lines[:at], *others[first:]])
    return "\n".join([*lines[:at], *others[first : first + chance.choice((1, 1, 3, 10, 40))], *lines[at:]])


def _line_moved(text: str, chance: Random) -> str:
    """One line lost, doubled, or moved elsewhere."""
    lines = text.split("\n")
    line = lines.pop(chance.randrange(len(lines)))
    for _ in range(chance.randrange(3)):
        lines.insert(chance.randrange(len(lines) + 1), line)
    return "\n".join(lines)


def damaged_bytes(content: bytes, chance: Random) -> bytes:
    """Now and then, bytes that are cut off or put in."""
    if chance.random() < 0.05:
        content = content[: chance.randrange(len(content) + 1)]
    if chance.random() < 0.05:
        place = chance.randrange(len(content) + 1)
        content = content[:place] + chance.randbytes(3) + content[place:]
    return content


def damaged_file(content: bytes, other: bytes, chance: Random) -> bytes:
    """A packed file with one to six bytes changed; seldom cut off, spliced, or doubled in part."""
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 6))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    start, end = sorted(chance.randrange(len(changed) + 1) for _ in range(2))
    match chance.randrange(12):
        case 0:
            return bytes(changed[:start])
        case 1:
            return bytes(changed[:start]) + other[start:]
        case 2:
            return bytes(changed[:end] + changed[start:])
        case 3:
            return bytes(changed[:start] + changed[start + chance.randint(1, 200) :])
        case _:
            return bytes(changed)


def damaged_member(content: bytes, other: bytes, chance: Random, words: Sequence[str]) -> bytes:
    """A packed file in which the mark-up of one part has one to four changes. words: what may be put in."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(file, "w") as after:
        parts = [part for part in before.infolist() if part.filename.endswith(".xml")]
        chosen = chance.choice([part for part in parts if part.file_size > LARGE_PART] or parts)
        for part in before.infolist():
            text = before.read(part).decode()
            if part is chosen:
                text = damaged_text(text, other.decode("latin-1"), chance, words, words)
            after.writestr(part, text.encode("utf-8", "surrogatepass"))
    return file.getvalue()
