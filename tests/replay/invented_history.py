"""A history of invented schools in which flags open, rise, fall away and come back, and each of its nights.

Belongs here: the history, and what of it is known by a night. Does not belong here: what is expected of a
replay.
"""

from __future__ import annotations

from datetime import date

from tests.rules.facts import PUBLISHED, Facts, days

SPECIAL = "special_measures"
FIRST_NIGHT, LAST_NIGHT = PUBLISHED - days(3), PUBLISHED + days(260)


def history() -> Facts:
    """What is known by LAST_NIGHT. Schools 900001 and on:

    1 in special measures, monitored, then clean; 2 one area, lifted because small; 3 leadership, re-graded
    up; 4 a later clean card; 5 withdrawn; 6 re-graded down; 7 known long after its window; 8 known a little
    late; 9 a category known only when it stands on the standing list; 10 nothing to tell.
    """
    facts = Facts()
    for number in range(1, 11):
        facts.school(900000 + number, pupils=90 if number == 2 else 300, trust_uid=None, in_federation=False)
    facts.card("a", urn=900001, category_of_concern=SPECIAL)
    facts.report(
        "a-visit",
        kind="monitoring",
        urn=900001,
        published=PUBLISHED + days(110),
        outcome="Leaders are taking effective action",
    )
    facts.card("a-clean", urn=900001, published=PUBLISHED + days(230))
    facts.add(
        "category_period",
        lineage_id=900001,
        category=SPECIAL,
        entered_on=PUBLISHED,
        left_on=PUBLISHED + days(230),
        entered_by="a",
        left_by="a-clean",
    )
    facts.card("b", urn=900002, grades={"achievement": "Needs attention"})
    facts.card("c", urn=900003, grades={"leadership_and_governance": "Needs attention"})
    facts.regrade(
        "c",
        "leadership_and_governance",
        "Needs attention",
        "Expected standard",
        PUBLISHED + days(20),
        PUBLISHED + days(33),
    )
    facts.card("d", urn=900004, grades={"achievement": "Urgent improvement"})
    facts.card("d-clean", urn=900004, published=PUBLISHED + days(41))
    facts.card("e", urn=900005, grades={"achievement": "Needs attention"}, withdrawn_on=PUBLISHED + days(12))
    facts.card("f", urn=900006)
    facts.regrade(
        "f",
        "achievement",
        "Expected standard",
        "Needs attention",
        PUBLISHED + days(50),
        PUBLISHED + days(57),
    )
    facts.card("g", urn=900007, grades={"achievement": "Needs attention"}, known_from=PUBLISHED + days(45))
    facts.card("h", urn=900008, grades={"inclusion": "Needs attention"}, known_from=PUBLISHED + days(9))
    facts.card("i", urn=900009, category_of_concern=SPECIAL, known_from=PUBLISHED + days(130))
    facts.card("j", urn=900010)
    return facts


def known_by(facts: Facts, night: date) -> Facts:
    """What of a history was known by a night."""
    known = facts.copy()
    unknown = {row["inspection_id"] for row in facts.rows["inspection"] if row["known_from"] > night}
    for table, rows in known.rows.items():
        known.rows[table] = [row for row in rows if row.get("inspection_id") not in unknown]
    known.rows["judgement"] = [
        row for row in known.rows["judgement"] if row["grading_no"] == 1 or row["known_from"] <= night
    ]
    known.rows["judgement_change"] = [
        row
        for row in known.rows["judgement_change"]
        if row["grading_no"] == 1
        or any(
            j["inspection_id"] == row["inspection_id"] and j["grading_no"] == row["grading_no"]
            for j in known.rows["judgement"]
        )
    ]
    for inspection in known.rows["inspection"]:
        if (withdrawn_on := inspection.get("withdrawn_on")) and withdrawn_on > night:
            inspection["withdrawn_on"] = None
    if any(period["left_on"] > night for period in known.rows["category_period"]):
        known.rows["category_period"] = []
    return known
