"""Histories of invented schools that are drawn, not thought of, and the nights on which one can change.

    python -m tests.replay.drawn_histories --seeds 20 --schools 6

Belongs here: drawing, and comparing many for as long as somebody likes. Does not belong here: what a
history is (invented_history.py).
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from tests.replay.invented_history import SPECIAL, History, period, shown
from tests.rules.facts import PUBLISHED, days

FIRST, LAST = PUBLISHED - days(1), PUBLISHED + days(400)
LATE = (0, 0, 0, 1, 9, 45, 130)
WINDOWS = (30, 60, 90, 365)
GRADES: tuple[dict[str, str | None], ...] = (
    {},
    {"achievement": "Needs attention"},
    {"leadership_and_governance": "Needs attention"},
    {"achievement": "Needs attention", "inclusion": "Needs attention", "post_16": "Needs attention"},
    {"achievement": "Urgent improvement"},
    {"safeguarding": "Not met"},
    {"achievement": None},
)
OUTCOMES = ("Leaders are taking effective action", "Leaders are not taking effective action")


def drawn(seed: int, schools: int) -> History:
    """A history of some schools."""
    draw, found = random.Random(seed), History()
    for number in range(1, schools + 1):
        _school(draw, found, 900000 + number)
    return found


def _school(draw: random.Random, found: History, urn: int) -> None:
    facts, first, later = found.facts, f"first-{urn}", f"later-{urn}"
    facts.school(urn, pupils=draw.choice((90, 300)), trust_uid=None, in_federation=False)
    category = draw.choice((None, None, SPECIAL))
    withdrawn_on = draw.choice((None, None, None, PUBLISHED + days(draw.randint(1, 120))))
    facts.card(
        first,
        urn=urn,
        category_of_concern=category,
        grades=draw.choice(GRADES),
        known_from=PUBLISHED + days(draw.choice(LATE)),
        withdrawn_on=None if category else withdrawn_on,
    )
    if draw.random() < 0.3:
        _corrected(draw, found, first)
    if category and draw.random() < 0.3:
        found.category_stated_late(first, _after(draw, found, first))
    if draw.random() < 0.4:
        before = f"before-{urn}"
        facts.legacy(
            before,
            urn=urn,
            published=PUBLISHED - days(1500),
            grades={"overall_effectiveness": draw.choice(("Outstanding", "Good", "Requires improvement"))},
            known_from=PUBLISHED + days(draw.choice(LATE)),
        )
        facts.before(first, before)
    if draw.random() < 0.4:
        visited = PUBLISHED + days(draw.randint(5, 200))
        known = visited + days(draw.choice(LATE))
        outcome = draw.choice(OUTCOMES)
        facts.report(
            f"visit-{urn}", kind="monitoring", urn=urn, published=visited, known_from=known, outcome=outcome
        )
    if draw.random() < 0.3:
        _regraded(draw, found, first, urn, category)
    elif draw.random() < 0.5:
        published = PUBLISHED + days(draw.randint(10, 300))
        facts.card(
            later,
            urn=urn,
            published=published,
            grades=draw.choice(GRADES),
            known_from=published + days(draw.choice(LATE)),
            withdrawn_on=None if category else draw.choice((None, published + days(draw.randint(1, 60)))),
        )
        facts.before(later, first)
        if category:
            period(facts, urn, first, published, later)


def _corrected(draw: random.Random, found: History, inspection_id: str) -> None:
    words = ("Expected standard", "Needs attention", "Urgent improvement")
    before, now = draw.sample((None, *words), 2)
    found.corrected(inspection_id, "inclusion", before, now or words[0], _after(draw, found, inspection_id))


def _regraded(draw: random.Random, found: History, first: str, urn: int, category: str | None) -> None:
    graded_on = PUBLISHED + days(draw.randint(10, 100))
    seen_on = max(graded_on, _after(draw, found, first))
    before, now = draw.sample(("Needs attention", "Expected standard", "Urgent improvement"), 2)
    found.facts.regrade(first, "curriculum_and_teaching", before, now, graded_on, seen_on)
    if category:
        period(found.facts, urn, first, graded_on, first)


def _after(draw: random.Random, found: History, inspection_id: str) -> date:
    """A night after the first on which an inspection was known."""
    (known_from,) = (
        row["known_from"] for row in found.facts.rows["inspection"] if row["inspection_id"] == inspection_id
    )
    night: date = known_from + days(draw.randint(1, 60))
    return night


def nights_of(history: History) -> list[date]:
    """Every day that a fact names, and the day after each window's last; with the day before each."""
    named = {
        value
        for rows in history.facts.rows.values()
        for row in rows
        for name, value in row.items()
        if isinstance(value, date) and name != "grade_date"
    }
    named |= {grade[-1] for grade in history.earlier_grades}
    named |= {category[-1] for category in history.earlier_categories}
    published = [
        row["publication_date"] for row in history.facts.rows["inspection"] if row["publication_date"]
    ]
    regraded = [row["known_from"] for row in history.facts.rows["judgement"] if row["grading_no"] > 1]
    ends = {day + days(window + 1) for day in (*published, *regraded) for window in WINDOWS}
    found = named | ends
    found |= {night - days(1) for night in found}
    return sorted(night for night in {*found, LAST} if FIRST <= night <= LAST)


def differences(seed: int, schools: int, folder: Path) -> Iterable[str]:
    """What a replay tells otherwise than the builds of its nights."""
    history = drawn(seed, schools)
    nights = nights_of(history)
    replayed = history.replayed(FIRST, LAST)
    for night, built in history.built(folder, nights).items():
        told = shown(replayed.on(night).to_dict("records"))
        for event in sorted(told.keys() | built.keys()):
            if told.get(event) != built.get(event):
                yield f"seed {seed}, {night}, {event}: {told.get(event)} told, {built.get(event)} built"


def main() -> None:
    parser = argparse.ArgumentParser(description="Replay drawn histories and compare them with their builds.")
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--schools", type=int, default=6)
    asked = parser.parse_args()
    wrong = 0
    for seed in range(asked.first, asked.first + asked.seeds):
        with tempfile.TemporaryDirectory() as folder:
            found = list(differences(seed, asked.schools, Path(folder)))
        wrong += bool(found)
        sys.stdout.write("\n".join([f"seed {seed}: {len(found)} differences", *found[:20]]) + "\n")
        sys.stdout.flush()
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
