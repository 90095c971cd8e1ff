"""Runs the migrations on the connection that desk/store/database.py hands over."""

from __future__ import annotations

from alembic import context

from desk.store.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
context.run_migrations()
