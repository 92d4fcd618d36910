"""One desk's encrypted file, open: a connection that writes and some that read.

`writing()` belongs to the write function in `storage/write.py` and to the few beside it that a test names;
every other statement that would change the file is refused by SQLite itself. Readers see a snapshot and never
wait for the writer.
"""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from kosidesk.domain.errors import Cancelled, CannotWrite, FileDamaged, NewerFile
from kosidesk.schema import REGISTRY, VERSION, Kind
from kosidesk.search.index_text import INDEX_VERSION
from kosidesk.sqlfile import copy_file, expected, migrate, open_engine, transaction, verify
from kosidesk.sqlfile import version as file_version
from kosidesk.storage import indexing, offer_index, promotion, tables
from kosidesk.storage.migrations import STEPS

# One for searching, one for everything else a screen asks, two for work that waits for the outside.
_READERS = 4

# Seconds until a busy thread hands Python's lock on. Each row fetched or written takes it anew: with the
# usual 5 ms a search beside an import, and the import's writing beside a search, took many times longer.
_TURN = 0.0005


class Database:
    """The open file. Made by `Database.open`; every thread may use it."""

    def __init__(self, path: Path, key: bytes, registry: Mapping[str, Kind]) -> None:
        self.path = path
        self.registry = MappingProxyType(dict(registry))
        self.tables = tables.TABLES if registry is REGISTRY else tables.tables_of(registry)
        self._key = key
        self._searching: dict[Any, bool] = {}  # connection → whether `interrupt` stopped it
        self._at_searches = Lock()
        self._at_writing = Lock()
        self._writer = open_engine(path, key, reading=False)
        self._reader = open_engine(path, key, reading=True, connections=_READERS)

    @classmethod
    def open(cls, path: Path, key: bytes, registry: Mapping[str, Kind] = REGISTRY) -> "Database":
        """Opens the file or makes a new one, and brings it to this program's schema.

        An older file is first copied beside itself, and the copy verified. Raises FileDamaged, NewerFile,
        DiskFull, CannotWrite.
        """
        sys.setswitchinterval(_TURN)
        is_new = not path.exists()
        database = cls(path, key, registry)
        try:
            database._bring_up_to_date(is_new=is_new)
        except BaseException:
            database.close()
            raise
        return database

    def close(self) -> None:
        """The last connection to go folds the write-ahead log into the file."""
        self._reader.dispose()
        self._writer.dispose()

    @contextmanager
    def reading(self, *, interruptible: bool = False) -> Iterator[Connection]:
        """A snapshot. Raises Cancelled where `interrupt` stopped an interruptible one, FileDamaged."""
        with self._reader.connect() as connection, connection.begin():
            raw = connection.connection.dbapi_connection
            if interruptible:
                with self._at_searches:
                    self._searching[raw] = False
            try:
                with _translated(self.path):
                    yield connection
            except (DatabaseError, FileDamaged) as error:
                # SQLite does not always say so: stopped while it opens the index, it calls that broken.
                if self._searching.get(raw):
                    raise Cancelled from error
                raise
            finally:
                with self._at_searches:
                    self._searching.pop(raw, None)

    def interrupt(self) -> None:
        """Stops whatever interruptible reading is under way; its connection stays usable."""
        with self._at_searches:
            for raw in self._searching:
                self._searching[raw] = True
                raw.interrupt()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction; for `storage` only. Raises DiskFull, CannotWrite, FileDamaged.

        Who writes beside a sync waits for it. Elsewhere even the writing connection refuses to change
        anything (`query_only`).
        """
        with self._at_writing, _translated(self.path), transaction(self._writer) as connection:
            yield connection

    def fold(self) -> bool:
        """Empties the write-ahead log into the file, so that what was erased stands in neither.

        False if a reader was in the way; then the log is emptied later, at the latest when the last one goes.
        """
        with self._at_writing, _translated(self.path), self._writer.connect() as connection:
            raw: Any = connection.connection.dbapi_connection
            busy, _, _ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not busy

    def drop_copies(self) -> None:
        """Those made before a step to a newer schema: the desk was opened well since. Raises CannotWrite."""
        for copy in self.path.parent.glob(f"{self.path.stem}-before-*{self.path.suffix}"):
            try:
                copy.unlink(missing_ok=True)
            except OSError as error:
                raise CannotWrite(copy.name, error.strerror or str(error)) from error

    def copy_to(self, target: Path) -> None:
        """A verified copy under the same key. Raises DiskFull, FileDamaged."""
        copy_file(self.path, self._key, target)

    def verify(self) -> None:
        """Looks at every page of the file. Raises FileDamaged."""
        verify(self.path, self._key)

    def _bring_up_to_date(self, *, is_new: bool) -> None:
        shape = tables.shape(self.tables)
        with self.reading() as connection:
            seen = file_version(connection)
            marks = _marks(connection) if seen else {}
        if seen > len(STEPS) or int(marks.get("schema", 0)) > VERSION:
            raise NewerFile(f"{seen}.{marks.get('schema', '')}", f"{len(STEPS)}.{VERSION}")
        now = {"schema": str(VERSION), "shape": shape, "index": INDEX_VERSION}
        if seen == len(STEPS) and marks.items() >= now.items():
            return
        if not is_new:
            self.copy_to(_free_name(self.path, seen))
        with self.writing() as connection:
            migrate(connection, STEPS)
            tables.add_missing(connection, self.tables)
            promotion.promote(connection, self.registry)
            if marks.get("index") != INDEX_VERSION:
                offer_index.create(connection)
                indexing.rebuild(connection, self.tables, self.registry)
            _mark(connection, now)


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    """Says what SQLite's error means; what is none of the expected ones is a bug and passes."""
    try:
        yield
    except DatabaseError as error:
        meant = expected(error.orig, path)
        if meant is None:
            raise
        raise meant from error


def _marks(connection: Connection) -> dict[str, str]:
    rows = connection.exec_driver_sql("SELECT name, value FROM mark")
    return {row.name: row.value for row in rows}


def _mark(connection: Connection, marks: Mapping[str, str]) -> None:
    for name, value in marks.items():
        connection.exec_driver_sql("INSERT OR REPLACE INTO mark VALUES (?, ?)", (name, value))


def _free_name(path: Path, version: int) -> Path:
    """A name beside the file that no earlier copy has."""
    number = 1
    while (target := path.with_name(f"{path.stem}-before-{version + 1}-{number}{path.suffix}")).exists():
        number += 1
    return target
