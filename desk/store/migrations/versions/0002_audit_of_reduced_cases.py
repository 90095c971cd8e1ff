"""The audit lets go of lines of a case that is no more, and of no other.

Revision: 0002. A line of a case goes when the case was reduced to counts and the line has had its time; which
lines those are, desk/keeping/old_records.py says. The database itself still refuses everything else.
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER audit_no_delete")
        op.execute(
            "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit "
            "WHEN OLD.case_id IS NULL OR EXISTS (SELECT 1 FROM welfare_case WHERE case_id = OLD.case_id) "
            "BEGIN SELECT RAISE(ABORT, 'the audit is only ever added to'); END"
        )
        return
    op.execute("DROP TRIGGER audit_no_change ON audit")
    op.execute(
        "CREATE TRIGGER audit_no_change BEFORE UPDATE OR TRUNCATE ON audit "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit()"
    )
    op.execute(
        "CREATE FUNCTION refuse_removal_from_audit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF OLD.case_id IS NULL OR EXISTS (SELECT 1 FROM welfare_case WHERE case_id = OLD.case_id) "
        "THEN RAISE EXCEPTION 'the audit is only ever added to'; END IF; RETURN OLD; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit "
        "FOR EACH ROW EXECUTE FUNCTION refuse_removal_from_audit()"
    )
