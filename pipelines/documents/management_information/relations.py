"""The relations that management information is read into, for the frames and for the stored Parquet.

Belongs here: columns, types and the parser's version, without anything that is slow to import.
Does not belong here: how a column is read.
"""

from __future__ import annotations

# Raised whenever the same bytes would give other tables: parses stored by older versions are then unused.
PARSER_VERSION = 1

TEXT, WHOLE, DAY, TRUTH = "VARCHAR", "INTEGER", "DATE", "BOOLEAN"

RELATIONS: dict[str, dict[str, str]] = {
    "school": {
        "row_number": WHOLE,
        "urn": WHOLE,
        "laestab": TEXT,
        "school_name": TEXT,
        "phase": TEXT,
        "type_of_education": TEXT,
        "open_date": DAY,
        "local_authority": TEXT,
        "region": TEXT,
        "trust_uid": TEXT,
        "trust_name": TEXT,
        "sponsor_name": TEXT,
        "pupils": WHOLE,
        "postcode": TEXT,
        "statutory_lowest_age": WHOLE,
        "statutory_highest_age": WHOLE,
        "religious_character": TEXT,
        "admissions_policy": TEXT,
        "web_link": TEXT,
    },
    "inspection": {
        "row_number": WHOLE,
        "block": TEXT,
        "urn": WHOLE,
        "urn_at_inspection": WHOLE,
        "inspection_number": TEXT,
        "kind": TEXT,
        "framework": TEXT,
        "inspection_type": TEXT,
        "event_type_grouping": TEXT,
        "inspection_start_date": DAY,
        "inspection_end_date": DAY,
        "publication_date": DAY,
        "category_of_concern": TEXT,
        "category_known": TRUTH,
        "outcome": TEXT,
        "relates_to_current_school": TRUTH,
        "school_name_at_inspection": TEXT,
        "school_type_at_inspection": TEXT,
    },
    "judgement": {
        "row_number": WHOLE,
        "block": TEXT,
        "area": TEXT,
        "grade": TEXT,
        "grade_rank": WHOLE,
        "status": TEXT,
        "grade_date": DAY,
        "scale": TEXT,
        "column_name": TEXT,
    },
    "rejected_row": {
        "row_number": WHOLE,
        "urn": TEXT,
        "column_name": TEXT,
        "value": TEXT,
        "reason_code": TEXT,
        "reason": TEXT,
    },
    "finding": {
        "code": TEXT,
        "severity": TEXT,
        "row_number": WHOLE,
        "column_name": TEXT,
        "value": TEXT,
        "message": TEXT,
    },
}
