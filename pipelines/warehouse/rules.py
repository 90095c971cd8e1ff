"""Reads the welfare rules: one SQL file each in sql/rules/, described by its header comment.

Belongs here: the header's form, the ruleset's version, and the table of rules in docs/ruleset.md that is
generated from the headers. Running the rules stands in pipelines/warehouse/flags.py; what a rule asks stands
in its file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from pipelines.database import SQL
from pipelines.settings import PROJECT_ROOT

RULESET_VERSION = "1.0.0"
RULES = SQL / "rules"
RULESET_PAGE = PROJECT_ROOT / "docs" / "ruleset.md"

Effect = Literal["trigger", "modifier", "shown", "suppressor"]
EFFECTS: tuple[Effect, ...] = get_args(Effect)

_HEADER_KEYS = ("id", "title", "tier", "window_days", "effect", "rationale", "source")
_COLUMNS = ("event_id", "evidence", "document_id", "locator", "unknown")
# Of a suppressor also the first night on which it holds.
_COLUMNS_BY_EFFECT = {"suppressor": (*_COLUMNS, "since")}


class RuleRefused(ValueError):
    """A rule file cannot be used; the message names the file and what to write in it."""


@dataclass(frozen=True)
class Rule:
    """One rule. ``tier`` and ``window_days`` are given by triggers alone; ``sql`` is the whole file."""

    rule_id: str
    title: str
    tier: int | None
    window_days: int | None
    effect: Effect
    rationale: str
    source: str
    sql: str
    sql_sha256: str


def load_rules(folder: Path = RULES) -> list[Rule]:
    """Every rule of ``folder``, in the order of file names; raises RuleRefused naming the file."""
    files = sorted(folder.glob("*.sql"))
    if not files:
        raise RuleRefused(f"{folder} holds no rules.")
    return [_read_rule(file) for file in files]


def _read_rule(file: Path) -> Rule:
    content = file.read_bytes()
    sql = content.decode("utf-8")
    header = _read_header(sql, file.name)
    if header["id"] != file.stem:
        raise RuleRefused(f"{file.name}: its id is {header['id']!r}; name the file after its id.")
    if header["effect"] not in EFFECTS:
        raise RuleRefused(f"{file.name}: effect {header['effect']!r} is none of {', '.join(EFFECTS)}.")
    tier, window_days = (_read_number(header[key], key, file.name) for key in ("tier", "window_days"))
    if (header["effect"] == "trigger") != (tier is not None) or (tier is None) != (window_days is None):
        raise RuleRefused(
            f"{file.name}: a trigger gives tier and window_days; any other effect says none for both."
        )
    if tier is not None and tier not in (1, 2, 3, 4):
        raise RuleRefused(f"{file.name}: tier {tier} is not one of 1 to 4.")
    return Rule(
        rule_id=header["id"],
        title=header["title"],
        tier=tier,
        window_days=window_days,
        effect=header["effect"],
        rationale=header["rationale"],
        source=header["source"],
        sql=sql,
        sql_sha256=hashlib.sha256(content).hexdigest(),
    )


def _read_header(sql: str, name: str) -> dict[str, str]:
    """The comment lines at the top as key and value; three blanks continue the value before."""
    header: dict[str, str] = {}
    key = ""
    for line in sql.splitlines():
        if not line.startswith("--"):
            break
        if line.startswith("--   "):
            if not key:
                raise RuleRefused(f"{name}: the header continues a value before it names one.")
            header[key] += " " + line[5:].strip()
            continue
        key, colon, value = line[2:].strip().partition(":")
        if not colon or key not in _HEADER_KEYS:
            raise RuleRefused(
                f"{name}: header line {line!r} is not understood; known keys: {', '.join(_HEADER_KEYS)}."
            )
        if key in header:
            raise RuleRefused(f"{name}: the header says {key} twice.")
        header[key] = value.strip()
    missing = [key for key in _HEADER_KEYS if not header.get(key)]
    if missing:
        raise RuleRefused(f"{name}: the header lacks {', '.join(missing)}.")
    return header


def _read_number(text: str, key: str, name: str) -> int | None:
    if text == "none":
        return None
    if not text.isascii() or not text.isdigit():
        raise RuleRefused(f"{name}: {key} is {text!r}; write a whole number, or none.")
    return int(text)


def check_columns(rule: Rule, columns: Sequence[str]) -> None:
    """Raise RuleRefused unless the rule returns the columns that every rule returns, in their order."""
    wanted = _COLUMNS_BY_EFFECT.get(rule.effect, _COLUMNS)
    if tuple(columns) != wanted:
        raise RuleRefused(
            f"{rule.rule_id}.sql returns {', '.join(columns)}; a {rule.effect} returns {', '.join(wanted)}."
        )


def ruleset_page(rules: Sequence[Rule]) -> str:
    """The text of docs/ruleset.md: every rule in a table, by effect and tier."""
    ordered = sorted(rules, key=lambda rule: (EFFECTS.index(rule.effect), rule.tier or 0, rule.rule_id))
    lines = [
        f"# The welfare-priority ruleset, version {RULESET_VERSION}",
        "",
        "Generated from the headers of `sql/rules/` by `python -m pipelines.warehouse.rules`; a test fails",
        "when it is stale. Tiers are outreach priorities drawn from published outcomes, never a measure of",
        "risk. Days count from publication, the last day included. Numbers that a rule compares with stand",
        "in `reference/thresholds.toml`.",
        "",
        "One suppressor is no file: `do-not-contact`. It rests on an objection that somebody recorded, not",
        "on published data, so no build holds it; `pipelines/casework_port.py` leaves the school out",
        "wherever a list is shown or written ([data protection](data-protection.md)).",
        "",
        "| rule | when | effect | tier | days | why | source |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| [`{rule.rule_id}`](../sql/rules/{rule.rule_id}.sql) | {rule.title} | {rule.effect} "
        f"| {_or_dash(rule.tier)} | {_or_dash(rule.window_days)} | {rule.rationale} | {rule.source} |"
        for rule in ordered
    ]
    return "\n".join(lines) + "\n"


def _or_dash(number: int | None) -> str:
    return "–" if number is None else str(number)


if __name__ == "__main__":
    RULESET_PAGE.write_text(ruleset_page(load_rules()), encoding="utf-8")
