"""What officers write, as SQLite and PostgreSQL keep it: tables as the models say, an audit that stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DBAPIError

from desk.casework.actions import write_note
from desk.store.database import Store, StoreUnavailable, open_store
from desk.store.models import Audit, Base
from tests.desk.casework_bench import Bench


def test_the_migrations_make_the_tables_of_the_models(either_store: Store) -> None:
    with either_store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert not compare_metadata(context, Base.metadata)


def test_a_database_of_the_first_version_is_brought_up_to_date_and_keeps_its_rows(
    empty_database: str,
) -> None:
    store = open_store(empty_database, up_to="0001")
    officer = Bench(store).officer("Robin Vale")
    store.close()
    again = open_store(empty_database)
    assert Bench(again).officer("Sam Field") > officer
    again.close()


def test_a_database_of_a_newer_version_is_refused_and_left_as_it_is(empty_database: str) -> None:
    store = open_store(empty_database)
    with store.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreUnavailable, match=r"newer version.*9999.*nothing was changed"):
        open_store(empty_database)
    with store.read() as session:
        assert session.scalar(text("SELECT version_num FROM alembic_version")) == "9999"
    store.close()


@pytest.mark.parametrize(
    "change", [update(Audit).values(action="other"), delete(Audit)], ids=["change", "remove"]
)
def test_the_database_refuses_to_change_or_remove_a_line_of_the_audit(
    either_store: Store, change: object
) -> None:
    bench = Bench(either_store)
    flag, officer = bench.flag(), bench.officer("Robin Vale")
    with bench.work(flag, officer) as work:
        write_note(work, "Call after 15:00.")
    with pytest.raises(DBAPIError, match="only ever added to"), either_store.write() as session:
        session.execute(change)  # type: ignore[call-overload]
    assert [line.action for line in bench.audit(flag)] == ["note_written"]


def test_a_damaged_database_is_said_with_the_remedy_and_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "desk.sqlite3"
    file.write_bytes(b"no database " * 4096)
    with pytest.raises(StoreUnavailable, match=r"damaged.*bring the newest backup back.*restore"):
        open_store(f"sqlite:///{file}")
    assert file.read_bytes() == b"no database " * 4096
