"""The first tables, and an audit whose rows the database itself refuses to change or remove.

Revision: 0001, the first.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_REFUSAL = "the audit is only ever added to"


def upgrade() -> None:
    op.create_table(
        "case_count",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("local_authority", sa.String(), nullable=False),
        sa.Column("tier", sa.Integer(), nullable=False),
        sa.Column("close_reason", sa.String(), nullable=False),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("month", "local_authority", "tier", "close_reason"),
    )
    op.create_table(
        "officer",
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("sign_in_name", sa.String(), nullable=False),
        sa.Column("display_name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("failed_sign_ins", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(), nullable=True),
        sa.Column("one_time_token_hash", sa.String(), nullable=True),
        sa.Column("one_time_token_until", sa.DateTime(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("disabled_at", sa.DateTime(), nullable=True),
        sa.Column("this_visit_began", sa.DateTime(), nullable=True),
        sa.Column("previous_visit_began", sa.DateTime(), nullable=True),
        sa.Column("wants_digest", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("officer_id"),
        sa.UniqueConstraint("sign_in_name"),
        sa.UniqueConstraint("subject"),
    )
    op.create_table(
        "audit",
        sa.Column("audit_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("flag_id", sa.String(), nullable=True),
        sa.Column("urn", sa.Integer(), nullable=True),
        sa.Column("state_before", sa.String(), nullable=True),
        sa.Column("state_after", sa.String(), nullable=True),
        sa.Column("ruleset_version", sa.String(), nullable=True),
        sa.Column("build_id", sa.String(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"],
            ["officer.officer_id"],
        ),
        sa.PrimaryKeyConstraint("audit_id"),
    )
    op.create_index(op.f("ix_audit_action"), "audit", ["action"], unique=False)
    op.create_index(op.f("ix_audit_at"), "audit", ["at"], unique=False)
    op.create_index(op.f("ix_audit_case_id"), "audit", ["case_id"], unique=False)
    op.create_index(op.f("ix_audit_flag_id"), "audit", ["flag_id"], unique=False)
    op.create_index(op.f("ix_audit_officer_id"), "audit", ["officer_id"], unique=False)
    op.create_table(
        "awaited_inspection",
        sa.Column("awaited_id", sa.Integer(), nullable=False),
        sa.Column("urn", sa.Integer(), nullable=False),
        sa.Column("inspection_date", sa.Date(), nullable=False),
        sa.Column("heard_through", sa.String(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("assigned_to", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("flag_id", sa.String(), nullable=True),
        sa.Column("joined_at", sa.DateTime(), nullable=True),
        sa.Column("close_reason", sa.String(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assigned_to"],
            ["officer.officer_id"],
        ),
        sa.ForeignKeyConstraint(
            ["entered_by"],
            ["officer.officer_id"],
        ),
        sa.PrimaryKeyConstraint("awaited_id"),
    )
    op.create_index(op.f("ix_awaited_inspection_urn"), "awaited_inspection", ["urn"], unique=False)
    op.create_table(
        "officer_area",
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"],
            ["officer.officer_id"],
        ),
        sa.PrimaryKeyConstraint("officer_id", "kind", "value"),
    )
    op.create_table(
        "sent_digest",
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("begun_at", sa.DateTime(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("recipient", "day"),
    )
    op.create_table(
        "signed_in",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("csrf_token", sa.String(), nullable=False),
        sa.Column("began_at", sa.DateTime(), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"],
            ["officer.officer_id"],
        ),
        sa.PrimaryKeyConstraint("token_hash"),
    )
    op.create_index(op.f("ix_signed_in_officer_id"), "signed_in", ["officer_id"], unique=False)
    op.create_table(
        "welfare_case",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("flag_id", sa.String(), nullable=False),
        sa.Column("urn", sa.Integer(), nullable=False),
        sa.Column("tier", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("assigned_to", sa.Integer(), nullable=True),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("snoozed_until", sa.Date(), nullable=True),
        sa.Column("snooze_reason", sa.String(), nullable=True),
        sa.Column("state_before_snooze", sa.String(), nullable=True),
        sa.Column("report_opened_by", sa.Integer(), nullable=True),
        sa.Column("report_opened_at", sa.DateTime(), nullable=True),
        sa.Column("first_attempt_at", sa.DateTime(), nullable=True),
        sa.Column("first_contact_at", sa.DateTime(), nullable=True),
        sa.Column("close_proposed_by", sa.Integer(), nullable=True),
        sa.Column("close_proposed_at", sa.DateTime(), nullable=True),
        sa.Column("close_reason", sa.String(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("reopened_on", sa.Date(), nullable=True),
        sa.Column("seen_flag_events", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assigned_to"],
            ["officer.officer_id"],
        ),
        sa.ForeignKeyConstraint(
            ["close_proposed_by"],
            ["officer.officer_id"],
        ),
        sa.ForeignKeyConstraint(
            ["report_opened_by"],
            ["officer.officer_id"],
        ),
        sa.PrimaryKeyConstraint("case_id"),
        sa.UniqueConstraint("flag_id"),
    )
    op.create_index(op.f("ix_welfare_case_assigned_to"), "welfare_case", ["assigned_to"], unique=False)
    op.create_index(op.f("ix_welfare_case_state"), "welfare_case", ["state"], unique=False)
    op.create_index(op.f("ix_welfare_case_urn"), "welfare_case", ["urn"], unique=False)
    op.create_table(
        "attempt",
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("route", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["welfare_case.case_id"],
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"],
            ["officer.officer_id"],
        ),
        sa.PrimaryKeyConstraint("attempt_id"),
    )
    op.create_index(op.f("ix_attempt_case_id"), "attempt", ["case_id"], unique=False)
    op.create_table(
        "follow_up",
        sa.Column("follow_up_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("after_days", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("done_by", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["welfare_case.case_id"],
        ),
        sa.ForeignKeyConstraint(
            ["done_by"],
            ["officer.officer_id"],
        ),
        sa.PrimaryKeyConstraint("follow_up_id"),
        sa.UniqueConstraint("case_id", "due_on"),
    )
    op.create_index("follow_up_open", "follow_up", ["done_at", "due_on"], unique=False)
    op.create_table(
        "note",
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["welfare_case.case_id"],
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"],
            ["officer.officer_id"],
        ),
        sa.PrimaryKeyConstraint("note_id"),
    )
    op.create_index(op.f("ix_note_case_id"), "note", ["case_id"], unique=False)

    _protect_audit()


def _protect_audit() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_no_{change.lower()} BEFORE {change} ON audit "
                f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit()"
    )
