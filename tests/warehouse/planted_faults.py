"""One fault for each statement of sql/checks, planted in the sound warehouse: what the statement must find.

Belongs here: statements by the name of the check's file. A check without a fault fails a test.
"""

from __future__ import annotations

# Whatever has these columns may name something that is not there.
_NAMES_A_DOCUMENT = (
    "school",
    "inspection",
    "judgement",
    "source_claim",
    "rejected_row",
    "finding",
    "flag_reason",
)
_NAMES_AN_INSPECTION = (
    "inspection_alias",
    "judgement",
    "judgement_change",
    "source_claim",
    "school_inspection",
    "previous_graded",
)
_KEYED_BY_ITS_INSPECTION = ("report_file", "reconciliation")

# One row stands twice; what has a PRIMARY KEY cannot.
_KEYS_OF_SEVERAL_COLUMNS = (
    "school_history",
    "school_link",
    "school_inspection",
    "category_period",
    "flag_reason",
    "flag_event",
    "flag_alias",
    "case_outcome_count",
)


def _copied(table: str, where: str = "true", **changed: str) -> str:
    """A statement that repeats one row with other values, given as SQL."""
    replaced = ", ".join(f"{value} AS {column}" for column, value in changed.items())
    return f"INSERT INTO {table} SELECT * REPLACE ({replaced}) FROM {table} WHERE {where} LIMIT 1"  # noqa: S608 (names in this file)


def _changed(table: str, where: str = "true", **changed: str) -> str:
    """A statement that gives rows other values, given as SQL."""
    assigned = ", ".join(f"{column} = {value}" for column, value in changed.items())
    return f"UPDATE {table} SET {assigned} WHERE {where}"  # noqa: S608 (names in this file)


def _repeated(table: str) -> str:
    return f"INSERT INTO {table} SELECT * FROM {table} LIMIT 1"  # noqa: S608 (names in this file)


def _for_each(ending: str, statements: dict[str, str]) -> dict[str, str]:
    return {f"{table}__{ending}": statement for table, statement in statements.items()}


FAULTS = {
    **_for_each(
        "document_is_admitted",
        {table: _changed(table, document_id="'lost'") for table in _NAMES_A_DOCUMENT},
    ),
    **_for_each(
        "inspection_is_known",
        {table: _copied(table, inspection_id="'lost'") for table in _NAMES_AN_INSPECTION},
    ),
    **_for_each(
        "inspection_is_known",
        {
            table: _changed(
                table, "inspection_id = (SELECT min(inspection_id) FROM report_file)", inspection_id="'lost'"
            )
            for table in _KEYED_BY_ITS_INSPECTION
        },
    ),
    "finding__inspection_is_known": _changed("finding", inspection_id="'lost'"),
    "inspection__withdrawn_only_where_every_file_is": _changed(
        "inspection", withdrawn_on="DATE '2026-06-10'"
    ),
    "report_file__listed_is_neither_replaced_nor_withdrawn": _changed(
        "report_file", withdrawn_on="DATE '2026-06-10'"
    ),
    "build__no_column_names_a_person": "ALTER TABLE school ADD COLUMN headteacher_name VARCHAR",
    "build__tables_and_columns_are_explained": "COMMENT ON COLUMN school.urn IS NULL",
    "source_document__id_is_from_its_content": _copied("source_document", document_id="'0123456789abcdef'"),
    # Schools and links
    "school__lineage_is_its_smallest_urn": _changed("school", lineage_id="urn + 1"),
    "school_history__school_is_known": _copied("school_history", urn="999999"),
    "school_history__periods_do_not_overlap": _changed("school_history", valid_to="NULL"),
    "school_link__stands_in_both_directions": "DELETE FROM school_link WHERE link_type = 'successor'",
    "school_link__leads_to_another_school": _changed("school_link", linked_urn="urn"),
    "school_inspection__own_is_the_urn_inspected": _changed("school_inspection", relation="'own'"),
    # Inspections
    "inspection__speaks_of_the_school_inspected": "DELETE FROM school_inspection WHERE relation = 'own'",
    "inspection__has_an_alias": "DELETE FROM inspection_alias",
    "inspection__number_names_one_inspection": _changed(
        "inspection", "inspection_number = '10100002'", inspection_number="'ITS10100001'"
    ),
    "inspection__category_is_known_where_given": _changed("inspection", category_known="false"),
    "inspection__report_cards_have_their_own_framework": _changed(
        "inspection", framework="'report_card_2025'"
    ),
    "inspection__known_by_the_day_of_the_build": _changed("inspection", known_from="DATE '2026-06-11'"),
    "inspection_alias__key_stands_once": _repeated("inspection_alias"),
    "inspection_alias__number_names_one_inspection": _changed(
        "inspection_alias", alias="'inspection_number:1'"
    ),
    # Judgements and claims
    "judgement__key_stands_once": _repeated("judgement"),
    "judgement__known_by_the_day_of_the_build": _changed("judgement", known_from="DATE '2026-06-11'"),
    "judgement__grade_is_on_its_scale": _changed(
        "judgement", "area = 'inclusion'", grade="'Good'", grade_rank="2"
    ),
    "judgement__grade_stands_only_where_graded": _changed("judgement", status="'not_judged'"),
    "judgement__regrading_follows_the_original": _changed(
        "judgement", "grading_no = 2", grade_date="DATE '2025-12-05'"
    ),
    "judgement__rests_on_a_claim": "DELETE FROM source_claim WHERE attribute = 'grade'",
    "source_claim__key_stands_once": _repeated("source_claim"),
    "source_claim__ends_after_it_began": _changed("source_claim", known_to="DATE '2020-01-01'"),
    # Comparisons
    "previous_graded__came_before": _changed("previous_graded", previous_inspection_id="inspection_id"),
    "previous_graded__predecessors_only_by_recorded_links": _changed(
        "previous_graded", via_predecessor="NOT via_predecessor"
    ),
    "judgement_change__key_stands_once": _repeated("judgement_change"),
    "judgement_change__says_what_the_judgement_says": _changed(
        "judgement_change", "grade = 'Inadequate'", grade="'Good'"
    ),
    "judgement_change__report_cards_stand_apart": _changed(
        "judgement_change",
        "area = 'inclusion' AND comparability = 'not_comparable'",
        comparability="'legacy_scale'",
        direction="'worse'",
    ),
    "judgement_change__no_direction_across_scales": _changed(
        "judgement_change", "comparability = 'not_comparable'", direction="'worse'"
    ),
    "judgement_change__direction_follows_the_ranks": _changed(
        "judgement_change", "direction = 'worse'", direction="'better'"
    ),
    "judgement_change__floor_is_no_grade": _changed(
        "judgement_change", "comparability = 'derived_floor'", grade="'Inadequate'", grade_rank="4"
    ),
    "judgement_change__like_is_compared_with_like": _changed(
        "judgement_change", previous_area="'achievement'"
    ),
    "judgement_change__comparison_is_allowed": _changed(
        "judgement_change", "comparability = 'threshold'", comparability="'same_scale'"
    ),
    "judgement_change__compares_with_the_report_before": _changed(
        "judgement_change", previous_inspection_id="NULL"
    ),
    **_for_each("key_stands_once", {table: _repeated(table) for table in _KEYS_OF_SEVERAL_COLUMNS}),
    "category_period__belongs_to_its_lineage": _changed("category_period", lineage_id="900199"),
    "category_period__inspections_are_known": _changed("category_period", left_by="'lost'"),
    # From 2010 until 2015, across the period from 2013.
    "category_period__periods_do_not_overlap": _copied(
        "category_period",
        "lineage_id = 900104",
        entered_by="(SELECT any_value(inspection_id) FROM inspection WHERE inspection_number = 'ITS400001')",
    ),
    # Calendar and rules
    "calendar__every_day_stands_once": "DELETE FROM calendar WHERE day = DATE '2026-06-12'",
    "calendar__reaches_the_day_of_the_build": "DELETE FROM calendar WHERE day > DATE '2026-12-31'",
    "calendar__weekends_are_no_working_days": _changed("calendar", is_working_day="true"),
    "rule__triggers_have_tier_and_window": _changed("rule", window_days="NULL"),
    "rule__results_fire_or_cannot_be_decided": _changed(
        "workings.rule_result", evidence="NULL", unknown="NULL"
    ),
    "welfare_flag__every_event_has_a_flag_of_its_own": _changed(
        "workings.event", flag_id="'f00000000000000a'"
    ),
    "welfare_flag__events_are_published_by_the_day_of_the_build": _changed(
        "workings.event", event_on="DATE '2026-06-11'"
    ),
    # Flags
    "welfare_flag__inspection_is_known": _changed("welfare_flag", inspection_id="'lost'"),
    "welfare_flag__has_a_trigger": "DELETE FROM flag_reason WHERE effect = 'trigger'",
    "welfare_flag__open_within_its_window": _changed("welfare_flag", expires_on="DATE '2026-06-09'"),
    "welfare_flag__tier_is_lifted_from_3_to_2_only": _changed("welfare_flag", tier="1"),
    "welfare_flag__base_tier_is_its_highest_live_trigger": _changed("welfare_flag", base_tier="4"),
    "welfare_flag__lift_has_a_modifier": "DELETE FROM flag_reason WHERE effect = 'modifier'",
    "welfare_flag__event_raises_one_flag": _copied("welfare_flag", flag_id="'f00000000000000a'"),
    "welfare_flag__open_flags_have_their_days": _changed("welfare_flag", respond_by="NULL"),
    "welfare_flag__new_deadlines_are_working_days": _changed("welfare_flag", respond_by="DATE '2026-06-13'"),
    "welfare_flag__names_this_build": _changed("welfare_flag", build_id="'another'"),
    "welfare_flag__nothing_shown_is_lost": "DELETE FROM welfare_flag WHERE detected_on < DATE '2026-06-10'",
    "welfare_flag__day_first_shown_stands": _changed("welfare_flag", detected_on="DATE '2026-06-10'"),
    "flag_reason__flag_is_known": _changed("flag_reason", flag_id="'f00000000000000a'"),
    "flag_reason__effect_is_the_rules_own": _changed("flag_reason", effect="'shown'"),
    "flag_reason__falls_are_on_comparable_scales": _changed(
        "judgement_change", comparability="'not_comparable'"
    ),
    "flag_reason__triggers_lead_to_a_line": _changed("flag_reason", locator="NULL"),
    "flag_event__flag_is_known": _changed("flag_event", flag_id="'f00000000000000a'"),
    "flag_event__every_flag_has_a_beginning": "DELETE FROM flag_event",
    "flag_event__nothing_after_this_build": _changed("flag_event", event_on="DATE '2026-06-11'"),
    "case_outcome_count__nothing_under_ten_follows": _changed(
        "case_outcome_count", "outcome = 'declined' AND local_authority IS NULL", cases="24"
    ),
    "flag_alias__flag_is_known": _changed("flag_alias", flag_id="'f00000000000000a'"),
}
