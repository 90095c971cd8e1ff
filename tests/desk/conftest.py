"""A desk over the sample's published night. A test gets officers' data of its own; the night is shared."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from desk.security import passwords
from desk.store.database import Store, open_store
from pipelines.database import open_read_only
from pipelines.layout import DataFolder
from tests.desk.served import Now, Served, serve_desk
from tests.postgresql import Postgresql
from tests.sample_night import SampleNight


@pytest.fixture(autouse=True)
def quick_passwords(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are argon2id with parameters that cost next to nothing, because the real ones are meant to
    cost. Tests of the real ones take ``real_passwords``."""
    if "real_passwords" not in request.fixturenames:
        quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        monkeypatch.setattr(passwords, "_HASHER", quick)
        passwords.of_nobody.cache_clear()


@pytest.fixture
def real_passwords() -> None:
    """Passwords cost what they cost in use."""
    passwords.of_nobody.cache_clear()


@pytest.fixture(scope="module")
def open_build(sample_night: SampleNight) -> Iterator[None]:
    """The sample's build stays open while a module's tests run: whoever opens it meanwhile in this process
    shares what DuckDB has read of it."""
    with open_read_only(sample_night.data / "published" / "warehouse.duckdb"):
        yield


@pytest.fixture
def new_data(sample_night: SampleNight, open_build: None, tmp_path: Path) -> Path:
    """A data folder of the test's own, in which the sample's night is published (its build is not copied) and
    no desk was ever opened."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "builds").symlink_to(sample_night.data / "builds")
    (folder / "published").symlink_to((sample_night.data / "published").readlink())
    return folder


@pytest.fixture
def data(new_data: Path, new_sqlite: Path) -> Path:
    """As ``new_data``, with a desk's tables and nobody in them."""
    folder = DataFolder(new_data)
    folder.casework.mkdir(mode=0o700)
    shutil.copy(new_sqlite, folder.desk_database)  # its mode, too
    return new_data


@pytest.fixture
def served(data: Path) -> Iterator[Served]:
    """A desk on the morning after the sample's night."""
    with serve_desk(data, Now()) as served:
        yield served


@pytest.fixture(scope="session")
def new_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with its tables and nobody in it, made once; copied by whoever wants one."""
    file = tmp_path_factory.mktemp("new_desk") / "desk.sqlite3"
    open_store(f"sqlite:///{file}").close()
    return file


@pytest.fixture
def store(new_sqlite: Path, tmp_path: Path) -> Iterator[Store]:
    """What officers write, with nobody in it yet."""
    shutil.copyfile(new_sqlite, tmp_path / "desk.sqlite3")
    store = open_store(f"sqlite:///{tmp_path / 'desk.sqlite3'}")
    yield store
    store.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database in which nothing is, of each kind that a desk may have."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'desk.sqlite3'}"
    server: Postgresql = request.getfixturevalue("postgresql")
    return server.new_database()


@pytest.fixture
def either_store(empty_database: str) -> Iterator[Store]:
    """As ``store``, in each kind of database."""
    store = open_store(empty_database)
    yield store
    store.close()


@pytest.fixture(scope="module")
def looked_at(
    sample_night: SampleNight, open_build: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """A desk that the tests of a module share: for those that ask much and change nothing."""
    folder = tmp_path_factory.mktemp("looked_at")
    (folder / "builds").symlink_to(sample_night.data / "builds")
    (folder / "published").symlink_to((sample_night.data / "published").readlink())
    with serve_desk(folder, Now()) as served:
        yield served
