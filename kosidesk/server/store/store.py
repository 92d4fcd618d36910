"""The server's database, open."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, Engine, MetaData

from kosidesk.protocol.messages import Mark, Tomb
from kosidesk.server.books import Books, Quarantined
from kosidesk.server.store.books import SqlBooks, operation_of
from kosidesk.server.store.databases import Database, EncryptedFile, PostgreSQL, driver_of
from kosidesk.server.store.ledger import erasures
from kosidesk.server.store.migrations import STEPS
from kosidesk.server.store.watermark import Watermark

Guard = Callable[[Connection], None]
"""Looks, in the very transaction, whether it may go on; raises if not."""


class Store:
    """Made by `Store.open`; every thread may use it."""

    def __init__(self, database: Database, ledger: Path, more: Sequence[MetaData] = ()) -> None:
        """Takes the database as it is; `open` checks it and brings it up to date."""
        self.database = database
        self.ledger = erasures(ledger)
        self.watermark = Watermark(ledger.with_name(ledger.name + ".head"))
        self.more = tuple(more)

    @classmethod
    def open(
        cls, where: str | Path, key: bytes | None, ledger: Path, *, more: Sequence[MetaData] = ()
    ) -> "Store":
        """Opens the file, or the PostgreSQL a URL names, and makes the tables that are missing.

        `ledger` is the file of erasures; it and the watermark beside it belong into no backup. `more` are
        tables of others. Raises FileDamaged, NewerFile, DiskFull, CannotWrite, DatabaseAway, LedgerDamaged,
        and RestoredByHand if the database is older than what its desks know.
        """
        store = cls(database(where, key), ledger, more)
        try:
            store.bring_up_to_date()
            reached = store.watermark.read()
            with store.reading() as books:
                store.watermark.require(reached, books)
            store._complete_ledger()
        except BaseException:
            store.database.close()
            raise
        return store

    @property
    def engine(self) -> Engine:
        return self.database.engine

    def close(self) -> None:
        self.watermark.flush()
        self.database.close()

    @contextmanager
    def writing(self, guard: Guard = lambda _: None) -> Iterator[Books]:
        """One transaction of the law; they come one after the other. What raises leaves nothing."""
        with self.database.writing() as connection:
            books = self.books(connection, self.database.lock_head)
            guard(connection)
            yield books
        self._committed(books)

    @contextmanager
    def reading(self, guard: Guard = lambda _: None) -> Iterator[Books]:
        """A snapshot."""
        with self.database.reading() as connection:
            books = self.books(connection, self.database.look_at_head)
            guard(connection)
            yield books

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """For the tables of others: one after the other, too, and never while the law writes."""
        with self.database.writing() as connection:
            connection.exec_driver_sql(self.database.lock_head)
            yield connection

    @contextmanager
    def looking(self) -> Iterator[Connection]:
        """The same for who only reads: a snapshot."""
        with self.database.reading() as connection:
            connection.exec_driver_sql(self.database.look_at_head)
            yield connection

    def quarantined(self) -> list[Quarantined]:
        """What was refused and is kept for an administrator, the oldest first."""
        with self.looking() as connection:
            found = connection.exec_driver_sql(
                "SELECT body, device, why, at FROM quarantine ORDER BY at, operation"
            )
            return [Quarantined(operation_of(body), device, why, at) for body, device, why, at in found]

    def scrub(self) -> None:
        """After an erasure: leaves no bytes of it in the file."""
        self.database.scrub()

    def bring_up_to_date(self) -> None:
        with self.database.writing() as connection:
            self.database.migrate(connection, STEPS)
            for metadata in self.more:
                metadata.create_all(connection)
            if connection.exec_driver_sql("SELECT count(*) FROM epoch").scalar() == 0:
                begin_epoch(connection, self.database, "init")

    def books(self, connection: Connection, head: str) -> SqlBooks:
        """The books in a transaction that is under way; `head` is the statement that begins it."""
        return SqlBooks(self.database, driver_of(connection), head, self.ledger)

    def _committed(self, books: SqlBooks) -> None:
        head = books.head()
        self.watermark.note(Mark(head.seq, head.tag))
        if books.has_erased:
            self.scrub()

    def _complete_ledger(self) -> None:
        """In turn with every process that erases."""
        with self.transaction() as connection:
            found = connection.exec_driver_sql("SELECT kind, id, scope, at FROM tomb WHERE erased")
            tombs = [Tomb(kind, id_, 0, scope, erased=True, at=at) for kind, id_, scope, at in found]
            self.ledger.complete(tombs)


def begin_epoch(connection: Connection, database: Database, reason: str) -> None:
    """The history goes on in a new life from where it stands."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    statement = """INSERT INTO epoch (number, name, parent_end, at, reason)
        SELECT (SELECT count(*) FROM epoch), ?, seq, ?, ? FROM head"""
    connection.exec_driver_sql(database.sql(statement), (str(uuid4()), at, reason))


def database(where: str | Path, key: bytes | None) -> Database:
    if isinstance(where, str) and "://" in where:
        return PostgreSQL(where)
    if key is None:
        raise ValueError("an encrypted file needs its key")
    return EncryptedFile(Path(where), key)
