"""The triggers and modifiers of welfare-rules.md, one function a rule, over the inspections of the lists.

Each takes the frame of inspections.py and answers True where the rule fires, by inspection number; what is
not known fires nothing. Belongs here: conditions and their numbers, written anew from the specification. Does
not belong here: windows and tiers (windows.py).
"""

from __future__ import annotations

import pandas as pd

from tests.recorded.recount.columns import CARD_AREAS, JUDGEMENTS, KEY_JUDGEMENTS, LEADERSHIP
from tests.recorded.recount.inspections import BEFORE

MANY_AREAS = 3  # many-needs-attention: "three or more areas"
STEEP = 2  # steep-fall: "two or more grades"; from 2 to 4 is two, from 1 to 4 is three
LONG_GAP_YEARS = 10  # long-gap: "for ten years before"
THIRD_IS_REQUIRES_IMPROVEMENT = ("2012", "2015", "2019", "2024")  # before: satisfactory (frameworks.md)
WITH_OVERALL = ("2005", "2009", "2012", "2015", "2019")
OVERALL_OR_KEY = ("overall", *KEY_JUDGEMENTS)
CONCERNS = ("(Concerns) - S5 Next", "Some aspects not as strong")


def special_measures(found: pd.DataFrame) -> pd.Series:
    return found["category"] == "SM"


def significant_improvement(found: pd.DataFrame) -> pd.Series:
    return found["category"].isin(["RSI", "SWK", "NTI"])


def safeguarding(found: pd.DataFrame) -> pd.Series:
    return found["safeguarding"].isin(["No", "Not met"])


def urgent_improvement(found: pd.DataFrame) -> pd.Series:
    return (found[list(CARD_AREAS)] == "Urgent improvement").any(axis=1)


def steep_fall(found: pd.DataFrame) -> pd.Series:
    falls = pd.concat([_fall(found, name) >= STEEP for name in JUDGEMENTS], axis=1).any(axis=1)
    # derived_floor: any key judgement of 4 would have been overall 4.
    floor = (
        (found["framework"] == "2024")
        & (found[list(KEY_JUDGEMENTS)] == 4).any(axis=1)
        & found[f"{BEFORE}framework"].isin(WITH_OVERALL)
        & found[f"{BEFORE}overall"].isin([1, 2])
    )
    return falls | floor


def fall_to_requires_improvement(found: pd.DataFrame) -> pd.Series:
    third = found["framework"].isin(THIRD_IS_REQUIRES_IMPROVEMENT)
    fell = [(found[name] == 3) & (_fall(found, name) > 0) for name in OVERALL_OR_KEY]
    return third & pd.concat(fell, axis=1).any(axis=1)


def leadership_needs_attention(found: pd.DataFrame) -> pd.Series:
    return found[LEADERSHIP] == "Needs attention"


def many_needs_attention(found: pd.DataFrame) -> pd.Series:
    return _needing_attention(found) >= MANY_AREAS


def needs_attention(found: pd.DataFrame) -> pd.Series:
    return _needing_attention(found).between(1, MANY_AREAS - 1) & ~leadership_needs_attention(found)


def again_below_expected(found: pd.DataFrame) -> pd.Series:
    requires_improvement = found["framework"].isin(THIRD_IS_REQUIRES_IMPROVEMENT) & (
        found[list(OVERALL_OR_KEY)] == 3
    ).any(axis=1)
    before = found[[f"{BEFORE}{name}" for name in OVERALL_OR_KEY]].isin([3, 4]).any(axis=1)
    was, now = found[f"{BEFORE}category"], found["category"]
    leaves = (now == "none") & was.notna() & (was != "none")
    # Whether it leaves a category cannot be told where one side is not stated.
    told = now.notna() & (was.notna() | (now != "none"))
    return ((_needing_attention(found) > 0) | requires_improvement) & before & ~leaves & told


def ungraded_concerns(found: pd.DataFrame) -> pd.Series:
    outcome = found["outcome"].fillna("")
    concerns = pd.concat([outcome.str.contains(words, regex=False) for words in CONCERNS], axis=1)
    return (found["kind"] == "ungraded") & concerns.any(axis=1)


def previously_outstanding(found: pd.DataFrame) -> pd.Series:
    above = found[list(CARD_AREAS)].isin(["Exceptional", "Strong standard"]).any(axis=1)
    return (found["kind"] == "report_card") & (found[f"{BEFORE}overall"] == 1) & ~above


def was_outstanding(found: pd.DataFrame) -> pd.Series:
    return found["is_graded"] & (found[f"{BEFORE}overall"] == 1)


def long_gap(found: pd.DataFrame) -> pd.Series:
    return found["before_any_started"] + pd.DateOffset(years=LONG_GAP_YEARS) <= found["started"]


def _needing_attention(found: pd.DataFrame) -> pd.Series:
    return (found[list(CARD_AREAS)] == "Needs attention").sum(axis=1)


def _fall(found: pd.DataFrame, judgement: str) -> pd.Series:
    """Grades by which a judgement fell, where frameworks.md allows the comparison; else missing."""
    now, before = found["framework"], found[f"{BEFORE}framework"]
    comparable = now == before
    if judgement == "overall":
        comparable |= now.isin(WITH_OVERALL) & before.isin(WITH_OVERALL)
    else:
        comparable |= (before == "2019") & (now == "2024")
    return (found[judgement] - found[f"{BEFORE}{judgement}"]).where(comparable)
