"""Settings of reference/ with an organisation's own laid over them.

Belongs here: reading both, and saying plainly what is wrong with the organisation's. Does not belong here:
what follows from a setting.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipelines.reference import read_toml
from pipelines.settings import BadUsage


def read_overlaid(name: str, own_file: str, variable: str) -> Mapping[str, Any]:
    """reference/``name`` as nested mappings, with what the organisation's file says otherwise.

    own_file: its path, empty for none; variable: the environment's name for it, for messages. The file says
    only what differs; a name that nobody reads and a value of another type raise BadUsage.
    """
    settings = read_toml(name)
    if not own_file:
        return settings
    try:
        own = tomllib.loads(Path(own_file).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadUsage(f"{variable}={own_file!r} cannot be read: {error}.") from error
    return _laid_over(settings, own, f"{own_file}: ", f"reference/{name}", "")


def _laid_over(
    given: Mapping[str, Any], own: Mapping[str, Any], file: str, home: str, where: str
) -> dict[str, Any]:
    merged = dict(given)
    for name, value in own.items():
        place = f"{where}{name}"
        if name not in given:
            raise BadUsage(f"{file}nothing reads {place}; {home} lists every setting.")
        if type(value) is not type(given[name]):
            raise BadUsage(f"{file}{place} should be {_kind(given[name])}, not {value!r}.")
        merged[name] = (
            _laid_over(given[name], value, file, home, f"{place}.") if isinstance(value, dict) else value
        )
    return merged


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a whole number", str: "a text", list: "a list", dict: "a table"}
    return names[type(value)]
