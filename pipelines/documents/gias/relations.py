"""The relations that the register's files are read into: columns, types, the parser's version.

Does not belong here: how a column is read. The same columns stand in sql/tables/staging/gias.sql.
"""

from __future__ import annotations

TEXT, WHOLE, DAY, TRUTH = "VARCHAR", "INTEGER", "DATE", "BOOLEAN"

# Raised whenever the same bytes would give other tables.
PARSER_VERSION = 2

SCHOOL, LINK, GROUP, REJECTED, FINDING = (
    "gias_school",
    "gias_link",
    "gias_group",
    "gias_rejected",
    "gias_finding",
)

RELATIONS: dict[str, dict[str, str]] = {
    SCHOOL: {
        "row_number": WHOLE,
        "urn": WHOLE,
        "school_name": TEXT,
        "establishment_number": TEXT,
        "type_of_education": TEXT,
        "type_group": TEXT,
        "phase": TEXT,
        "status": TEXT,
        "open_date": DAY,
        "close_date": DAY,
        "statutory_lowest_age": WHOLE,
        "statutory_highest_age": WHOLE,
        "pupils": WHOLE,
        "capacity": WHOLE,
        "local_authority": TEXT,
        "local_authority_code": TEXT,
        "region": TEXT,
        "postcode": TEXT,
        "trust_uid": TEXT,
        "trust_name": TEXT,
        "trust_known": TRUTH,
        "sponsor_name": TEXT,
        "federation_uid": TEXT,
        "federation_name": TEXT,
        "in_federation": TRUTH,
        "diocese": TEXT,
        "religious_character": TEXT,
        "telephone": TEXT,
        "website": TEXT,
        "last_changed_on": DAY,
        "is_ofsted_school": TRUTH,
    },
    LINK: {
        "row_number": WHOLE,
        "urn": WHOLE,
        "linked_urn": WHOLE,
        "link_type": TEXT,
        "published_type": TEXT,
        "is_merger": TRUTH,
        "is_split": TRUTH,
        "established_on": DAY,
    },
    GROUP: {
        "row_number": WHOLE,
        "urn": WHOLE,
        "group_uid": TEXT,
        "group_id": TEXT,
        "group_name": TEXT,
        "group_type": TEXT,
        "joined_on": DAY,
    },
    REJECTED: {
        "row_number": WHOLE,
        "urn": TEXT,
        "column_name": TEXT,
        "value": TEXT,
        "reason_code": TEXT,
        "reason": TEXT,
    },
    FINDING: {
        "code": TEXT,
        "severity": TEXT,
        "row_number": WHOLE,
        "column_name": TEXT,
        "value": TEXT,
        "message": TEXT,
    },
}
