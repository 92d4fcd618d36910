"""What differs between the two databases the books can lie in; everything else is the same SQL.

Statements are written with `?` for a value and `{among}` for "is one of these", which takes one parameter
however many these are, so that each statement is prepared once.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, Table, create_engine
from sqlalchemy.exc import DatabaseError, OperationalError

from kosidesk.domain.errors import NewerFile
from kosidesk.server.store import statements
from kosidesk.server.store.errors import DatabaseAway
from kosidesk.sqlfile import Step, expected, migrate, open_engine, transaction

Row = tuple[Any, ...]

_READERS = 4
_CONNECTIONS = 8
_HEAD = "SELECT seq, tag, durable, floor FROM head"


class Database(ABC):
    """An engine, and how it says what the two say differently."""

    engine: Engine

    @abstractmethod
    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction; one waits for the other once `lock_head` has been called."""

    @abstractmethod
    def reading(self) -> AbstractContextManager[Connection]:
        """One snapshot, as soon as `look_at_head` has been called."""

    @abstractmethod
    def lock_head(self, connection: Connection) -> Row: ...

    @abstractmethod
    def look_at_head(self, connection: Connection) -> Row: ...

    @abstractmethod
    def migrate(self, connection: Connection, steps: Sequence[Step]) -> None:
        """Runs the steps this database has not seen. Raises NewerFile."""

    @abstractmethod
    def sql(self, text: str) -> str:
        """The statement in this database's own spelling."""

    @abstractmethod
    def these(self, values: Collection[Any]) -> Any:
        """The parameter of `{among}`."""

    @abstractmethod
    def upsert(self, connection: Connection, table: Table, rows: Sequence[Row]) -> None:
        """Writes whole rows, over those with the same key."""

    def remove(
        self, connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Row]
    ) -> None:
        """Deletes the rows with these values in these columns."""
        if rows:
            connection.exec_driver_sql(self.sql(statements.remove(table, tuple(columns))), list(rows))

    @abstractmethod
    def scrub(self) -> None:
        """Leaves no bytes of what was erased, as far as the database can be told to."""

    @abstractmethod
    def close(self) -> None: ...


class EncryptedFile(Database):
    """SQLCipher: one connection writes, readers see a snapshot and never wait for it."""

    def __init__(self, path: Path, key: bytes) -> None:
        self.path, self.key = path, key
        self.engine = open_engine(path, key, reading=False)
        self._reader = open_engine(path, key, reading=True, connections=_READERS)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        with _translated(self.path), transaction(self.engine) as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with _translated(self.path), self._reader.connect() as connection, connection.begin():
            yield connection

    def lock_head(self, connection: Connection) -> Row:
        """BEGIN IMMEDIATE has locked it."""
        return tuple(connection.exec_driver_sql(_HEAD).one())

    look_at_head = lock_head

    def migrate(self, connection: Connection, steps: Sequence[Step]) -> None:
        migrate(connection, steps)

    def sql(self, text: str) -> str:
        return _in_sqlite(text)

    def these(self, values: Collection[Any]) -> str:
        return msgspec.json.encode(list(values)).decode()

    def upsert(self, connection: Connection, table: Table, rows: Sequence[Row]) -> None:
        connection.exec_driver_sql(statements.upsert_row(table), list(rows))

    def scrub(self) -> None:
        """`secure_delete` has wiped the pages; the log still holds what they said before."""
        with self.engine.connect() as connection:
            raw: Any = connection.connection.dbapi_connection
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        self._reader.dispose()
        self.engine.dispose()


class PostgreSQL(Database):
    """Through psycopg; several processes may work on one database."""

    def __init__(self, url: str) -> None:
        self.engine = create_engine(
            re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", url),
            pool_size=_CONNECTIONS,
            pool_pre_ping=True,
            hide_parameters=True,  # parameters are personal data and must reach no log
        )
        self._reader: Engine = self.engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
        self._look = _HEAD
        try:
            self._find_out()
        except OperationalError as error:
            self.close()
            raise DatabaseAway(str(error.orig)) from error

    def _find_out(self) -> None:
        with self.engine.connect() as connection:
            version = str(connection.exec_driver_sql("SELECT version()").scalar_one())
            extensions = connection.exec_driver_sql("SELECT extname FROM pg_extension").scalars().all()
        if commits_by_and_by(version, extensions):
            self._reader = self.engine
            self._look = f"{_HEAD} FOR SHARE"

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        with self.engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with self._reader.begin() as connection:
            yield connection

    def lock_head(self, connection: Connection) -> Row:
        """Before anything is read: what was read before the lock may be old by then."""
        return tuple(connection.exec_driver_sql(f"{_HEAD} FOR UPDATE").one())

    def look_at_head(self, connection: Connection) -> Row:
        return tuple(connection.exec_driver_sql(self._look).one())

    def migrate(self, connection: Connection, steps: Sequence[Step]) -> None:
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (_MIGRATING,))
        connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)")
        seen = connection.exec_driver_sql("SELECT version FROM schema_version").scalar()
        if seen is None:
            connection.exec_driver_sql("INSERT INTO schema_version VALUES (0)")
        if (seen or 0) > len(steps):
            raise NewerFile(seen, len(steps))
        for step in steps[seen or 0 :]:
            step(connection)
        connection.exec_driver_sql("UPDATE schema_version SET version = %s", (len(steps),))

    def sql(self, text: str) -> str:
        return _in_postgresql(text)

    def these(self, values: Collection[Any]) -> list[Any]:
        return list(values)

    def upsert(self, connection: Connection, table: Table, rows: Sequence[Row]) -> None:
        """Column by column in one statement: several times faster than row by row."""
        columns = tuple(map(list, zip(*rows, strict=True)))
        connection.exec_driver_sql(self.sql(statements.upsert_columns(table)), columns)

    def scrub(self) -> None:
        """Frees the room of deleted rows; bytes stay until it is used again, and in the write-ahead log."""
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM record, quarantine")

    def close(self) -> None:
        self.engine.dispose()


# Any number no other program of this database takes.
_MIGRATING = 0x6B6F7369

_PLAIN = re.compile(r"PostgreSQL [\d.]+(beta\d+|rc\d+|devel)?( \((Debian|Ubuntu) [^)]*\))?( on |,|$)")


def commits_by_and_by(version: str, extensions: Collection[str]) -> bool:
    """Whether a commit may be seen shard by shard: then who reads waits for who writes.

    So it is with Citus, CockroachDB, YugabyteDB and their like; assumed of whatever is not known to be
    plain PostgreSQL.
    """
    return "citus" in extensions or not _PLAIN.match(version)


@cache
def _in_sqlite(text: str) -> str:
    return text.replace("{among}", "IN (SELECT value FROM json_each(?))")


@cache
def _in_postgresql(text: str) -> str:
    return text.replace("{among}", "= ANY(?)").replace("?", "%s")


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except DatabaseError as error:
        known = expected(error.orig, path)
        if known is None:
            raise
        raise known from error
