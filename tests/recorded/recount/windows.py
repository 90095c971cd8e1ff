"""Tiers and days of the rules, and what they make of the inspections on one day: base tier, tier and status.

Belongs here: the table of welfare-rules.md ("live for (days from publication, last day included)") and "How
it is evaluated". Does not belong here: when a rule fires (rules.py).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pandas as pd

from tests.recorded.recount import rules
from tests.recorded.recount.columns import CATEGORIES

Rule = Callable[[pd.DataFrame], pd.Series]

# Tier, days and condition by rule. `regraded-down` and `focused-monitoring` speak of re-graded areas and of
# monitoring inspections, which no list of this recording holds (inspections.py refuses a re-graded area).
TRIGGERS: dict[str, tuple[int, int, Rule]] = {
    "special-measures": (1, 90, rules.special_measures),
    "significant-improvement": (1, 90, rules.significant_improvement),
    "safeguarding": (1, 90, rules.safeguarding),
    "urgent-improvement": (1, 90, rules.urgent_improvement),
    "steep-fall": (1, 90, rules.steep_fall),
    "leadership-needs-attention": (2, 60, rules.leadership_needs_attention),
    "many-needs-attention": (2, 60, rules.many_needs_attention),
    "fall-to-requires-improvement": (2, 60, rules.fall_to_requires_improvement),
    "again-below-expected": (3, 60, rules.again_below_expected),
    "needs-attention": (3, 30, rules.needs_attention),
    "ungraded-concerns": (3, 30, rules.ungraded_concerns),
    "previously-outstanding": (4, 30, rules.previously_outstanding),
}
# `small-standalone-school` cannot be decided: the recorded register has no federations.
MODIFIERS: dict[str, Rule] = {"was-outstanding": rules.was_outstanding, "long-gap": rules.long_gap}
CATEGORY_RULES = ("special-measures", "significant-improvement")
CATEGORY_DAYS = 365  # old-news: "category entries up to 365 days old"


def fired(found: pd.DataFrame) -> pd.DataFrame:
    """A column of True and False for each trigger, whatever the day."""
    return pd.DataFrame({name: rule(found) for name, (_, _, rule) in TRIGGERS.items()})


def flags_on(found: pd.DataFrame, day: date) -> pd.DataFrame:
    """Every inspection on which a trigger fired, by its number.

    Columns: school (the URN whose row tells it: an open flag moves to the single successor), published,
    base_tier, tier, rules (a frozenset of ids), last_days (of each rule, the day itself included), status
    (open, standing, or None: on neither list on ``day``).
    """
    triggers = fired(found)
    superseded = _superseded(found, triggers)
    lifts = pd.concat([rule(found) for rule in MODIFIERS.values()], axis=1).any(axis=1)
    raised = triggers.any(axis=1)
    found, triggers, superseded, lifts = found[raised], triggers[raised], superseded[raised], lifts[raised]

    age = (pd.Timestamp(day) - found["published"]).dt.days
    live = pd.DataFrame({name: triggers[name] & (age <= TRIGGERS[name][1]) for name in TRIGGERS})
    is_open = live.any(axis=1)
    # The highest trigger still in its window sets the base tier; of a flag whose days are over, the highest.
    counted = live.where(is_open, triggers)
    base_tier = (counted * [tier for tier, _, _ in TRIGGERS.values()]).where(counted).min(axis=1).astype(int)
    in_category = triggers[list(CATEGORY_RULES)].any(axis=1) & (age <= CATEGORY_DAYS)
    status = pd.Series(None, index=found.index, dtype=object)
    status[in_category & ~is_open & ~superseded] = "standing"
    status[is_open & ~superseded] = "open"
    rules_fired = [frozenset(triggers.columns[row]) for row in triggers.to_numpy()]
    return pd.DataFrame(
        {
            "school": found["school"],
            "published": found["published"].dt.date,
            "base_tier": base_tier,
            "tier": base_tier.where(~(lifts & (base_tier == 3)), 2),
            "rules": rules_fired,
            "last_days": [
                frozenset((name, first + timedelta(days=TRIGGERS[name][1])) for name in names)
                for names, first in zip(rules_fired, found["published"].dt.date, strict=True)
            ],
            "status": status,
        }
    )


def _superseded(found: pd.DataFrame, triggers: pd.DataFrame) -> pd.Series:
    """True where the school's row tells a later report that is clean, or that ends its category."""
    stated = found["category"].notna().where(found["is_graded"], found["outcome"].notna())
    is_clean = stated & ~triggers[[name for name, (tier, _, _) in TRIGGERS.items() if tier <= 3]].any(axis=1)
    reports = found.assign(number=found.index, is_clean=is_clean)
    pairs = reports.merge(reports, on="school", suffixes=("", "_later"))
    later = pairs[
        (pairs["started_later"] > pairs["started"]) & (pairs["published_later"] >= pairs["published"])
    ]
    # A move to another category ends the first, too (docs/decisions.md).
    left = (
        later["category"].isin(CATEGORIES)
        & later["category_later"].notna()
        & (later["category_later"] != later["category"])
    )
    return pd.Series(found.index.isin(later.loc[later["is_clean_later"] | left, "number"]), index=found.index)
