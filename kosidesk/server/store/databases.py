"""What differs between the two databases the books can lie in; everything else is the same SQL.

Statements are written with `?` for a value, and `{among}` or `{among_numbers}` for "is one of these", which
takes one parameter, a JSON array, however many these are: so each statement is prepared once.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol, cast

import msgspec
import psycopg
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, Table, create_engine
from sqlalchemy.exc import DatabaseError, OperationalError

from kosidesk.domain.errors import NewerFile
from kosidesk.server.store import statements
from kosidesk.server.store.errors import DatabaseAway
from kosidesk.sqlfile import Step, expected, migrate, open_engine, transaction

Row = tuple[Any, ...]
Question = tuple[Any, ...]
"""A statement, and its values behind it."""

_READERS = 4
_CONNECTIONS = 8
_HEAD = "SELECT seq, tag, durable, floor FROM head"


class Driver(Protocol):
    """A connection of sqlcipher3 or psycopg. The books speak to it directly: at a thousand pushes a second
    what lies between would cost as much as the database.
    """

    def execute(self, statement: str, values: Any = ..., /) -> Any: ...

    def cursor(self) -> Any: ...


@dataclass(frozen=True)
class Upsert:
    """Whole rows to be written, over those with the same key."""

    table: Table
    rows: Sequence[Row]

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.table.columns)


@dataclass(frozen=True)
class Removal:
    """Rows with these values in these columns are to be deleted."""

    table: Table
    columns: tuple[str, ...]
    rows: Sequence[Row]


Deed = Upsert | Removal


class Database(ABC):
    """An engine, and how it says what the two say differently."""

    engine: Engine
    reader: Engine
    lock_head = _HEAD
    look_at_head = _HEAD

    @abstractmethod
    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction; others wait for it once it has said `lock_head`."""

    @abstractmethod
    def reading(self) -> AbstractContextManager[Connection]:
        """One snapshot, as soon as it has said `look_at_head`."""

    @abstractmethod
    def migrate(self, connection: Connection, steps: Sequence[Step]) -> None:
        """Runs the steps this database has not seen. Raises NewerFile."""

    @abstractmethod
    def sql(self, text: str) -> str:
        """The statement in this database's own spelling."""

    @abstractmethod
    def ask(self, driver: Driver, questions: Sequence[Question]) -> Sequence[Sequence[Row]]:
        """The answers. Each is asked after the one before it was answered, and may see more."""

    @abstractmethod
    def carry_out(self, driver: Driver, deeds: Sequence[Deed]) -> None:
        """All of them; no two may be about the same row."""

    @abstractmethod
    def scrub(self) -> None:
        """Leaves no bytes of what was erased, as far as the database can be told to."""

    def close(self) -> None:
        self.reader.dispose()
        self.engine.dispose()


def driver_of(connection: Connection) -> Driver:
    return cast("Driver", connection.connection.driver_connection)


class EncryptedFile(Database):
    """SQLCipher: one connection writes, readers see a snapshot and never wait for it.

    `lock_head` has nothing to lock: transactions that write begin with BEGIN IMMEDIATE.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        self.path, self.key = path, key
        self.engine = open_engine(path, key, reading=False)
        self.reader = open_engine(path, key, reading=True, connections=_READERS)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        with _translated(self.path), transaction(self.engine) as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with _translated(self.path), self.reader.connect() as connection, connection.begin():
            yield connection

    def migrate(self, connection: Connection, steps: Sequence[Step]) -> None:
        migrate(connection, steps)

    def sql(self, text: str) -> str:
        return _in_sqlite(text)

    def ask(self, driver: Driver, questions: Sequence[Question]) -> Sequence[Sequence[Row]]:
        return [driver.execute(self.sql(text), values).fetchall() for text, *values in questions]

    def carry_out(self, driver: Driver, deeds: Sequence[Deed]) -> None:
        cursor = driver.cursor()
        for deed in deeds:
            if isinstance(deed, Upsert):
                cursor.executemany(statements.upsert(deed.table), deed.rows)
            else:
                cursor.executemany(statements.remove(deed.table, deed.columns), deed.rows)

    def scrub(self) -> None:
        """`secure_delete` has wiped the pages; the log still holds what they said before."""
        with self.engine.connect() as connection:
            driver_of(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)")


class PostgreSQL(Database):
    """Through psycopg; several processes may work on one database."""

    # Before anything is read: what was read before the lock may be old by then.
    lock_head = f"{_HEAD} FOR UPDATE"

    def __init__(self, url: str) -> None:
        self.engine = create_engine(
            re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", url),
            pool_size=_CONNECTIONS,
            pool_pre_ping=True,
            hide_parameters=True,  # parameters are personal data and must reach no log
        )
        self.reader = self.engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
        try:
            self._find_out()
        except DatabaseAway:
            self.close()
            raise

    def _find_out(self) -> None:
        with _at_hand(), self.engine.connect() as connection:
            version = str(connection.exec_driver_sql("SELECT version()").scalar_one())
            extensions = connection.exec_driver_sql("SELECT extname FROM pg_extension").scalars().all()
        if commits_by_and_by(version, extensions):
            self.reader = self.engine
            self.look_at_head = f"{_HEAD} FOR SHARE"

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        with _at_hand(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with _at_hand(), self.reader.begin() as connection:
            yield connection

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

    def ask(self, driver: Driver, questions: Sequence[Question]) -> Sequence[Sequence[Row]]:
        """In one journey to the server: who holds the head keeps everybody waiting while he travels."""
        with cast("psycopg.Connection[Row]", driver).pipeline():
            asked = [driver.execute(self.sql(text), values) for text, *values in questions]
        return [cursor.fetchall() for cursor in asked]

    def carry_out(self, driver: Driver, deeds: Sequence[Deed]) -> None:
        """In one statement, the rows of each deed as one JSON text: several times faster than one by one."""
        texts = [
            statements.upsert_all(deed.table)
            if isinstance(deed, Upsert)
            else statements.remove_all(deed.table, deed.columns)
            for deed in deeds
        ]
        given = [_given(deed.columns, deed.rows) for deed in deeds]
        driver.execute(self.sql(statements.at_once(texts)), given)

    def scrub(self) -> None:
        """Frees the room of deleted rows; bytes stay until it is used again, and in the write-ahead log."""
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM record, quarantine")


# Any number no other program of this database takes.
_MIGRATING = 0x6B6F7369

_PLAIN = re.compile(r"PostgreSQL [\d.]+(beta\d+|rc\d+|devel)?( \((Debian|Ubuntu) [^)]*\))?( on |,|$)")


def commits_by_and_by(version: str, extensions: Collection[str]) -> bool:
    """Whether a commit may be seen shard by shard: then who reads waits for who writes.

    So it is with Citus, CockroachDB, YugabyteDB and their like; assumed of whatever is not known to be
    plain PostgreSQL.
    """
    return "citus" in extensions or not _PLAIN.match(version)


def _given(columns: tuple[str, ...], rows: Sequence[Row]) -> str:
    return msgspec.json.encode([dict(zip(columns, row, strict=True)) for row in rows]).decode()


# Or it sorts all there is before it takes the first of them; the file merges its indexes by itself.
_FIRST = "ORDER BY rev LIMIT (SELECT most FROM wanted)"


@cache
def _in_sqlite(text: str) -> str:
    these = "IN (SELECT value FROM json_each(?))"
    return text.replace("{among}", these).replace("{among_numbers}", these).replace("{first}", "")


@cache
def _in_postgresql(text: str) -> str:
    these = "= ANY(ARRAY(SELECT json_array_elements_text(?::json)"
    text = text.replace("{among}", f"{these}))").replace("{among_numbers}", f"{these}::bigint))")
    return text.replace("{first}", _FIRST).replace("?", "%s")


@contextmanager
def _at_hand() -> Iterator[None]:
    try:
        yield
    except (OperationalError, psycopg.OperationalError) as error:
        raise DatabaseAway(str(getattr(error, "orig", error))) from error


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except (DatabaseError, sqlcipher.DatabaseError) as error:
        known = expected(getattr(error, "orig", error), path)
        if known is None:
            raise
        raise known from error
