"""Opens an encrypted SQLite file, moves its schema forward and copies it.

Shared by desk and server. Everything a file must be is asserted here at each opening: encrypted, its SQLite
free of known damage, its schema not newer than the program.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import disk_usage
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from kosidesk.domain.errors import CannotWrite, DiskFull, FileDamaged, KosiError, NewerFile, ProgramTooOld

KEY_BYTES = 32
# 3.51.3 mends the WAL-reset bug (https://sqlite.org/wal.html#walresetbug), 3.53.3 two FTS5 memory bugs.
_SQLITE_NEEDED = (3, 53, 3)
_PLAINTEXT = b"SQLite format 3\0"
_CACHE_KIB = 14_000
_LARGE_CACHE_KIB = 100_000
# With less room the index of the write-ahead log finds none, and SQLite only speaks of an I/O error.
_ROOM_NEEDED = 64 * 1024
_FULL, _INPUT_OUTPUT = "SQLITE_FULL", "SQLITE_IOERR"
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
_REFUSED = (_INPUT_OUTPUT, "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")

Step = Callable[[Connection], None]
"""One numbered migration: changes the schema inside the transaction it is given."""


def open_engine(path: Path, key: bytes, *, reading: bool, connections: int = 1) -> Engine:
    """An engine on the file; the writing one makes the file if it is missing.

    Each transaction begins explicitly, the writing ones with BEGIN IMMEDIATE, so that a failed migration
    leaves nothing behind. QueuePool because SQLAlchemy's default pool for SQLite closes connections that
    other threads still use, which crashes SQLCipher. Raises ProgramTooOld, and DiskFull, FileDamaged
    or CannotWrite when it connects.
    """
    if len(key) != KEY_BYTES:  # SQLCipher silently takes a short raw key as a passphrase.
        msg = "a raw key has 32 bytes"
        raise ValueError(msg)
    _require_sqlite()
    engine = create_engine(
        "sqlite+pysqlite://",
        module=sqlcipher,
        creator=lambda: _connect(path, key),
        poolclass=QueuePool,
        pool_size=connections,
        pool_use_lifo=True,  # whoever asks next finds the cache full of what the last one read
        max_overflow=0,
        hide_parameters=True,  # parameters are personal data and must reach no log
    )
    begin = "BEGIN" if reading else "BEGIN IMMEDIATE"
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


def _require_sqlite() -> None:
    found = sqlcipher.sqlite_version_info
    if found < _SQLITE_NEEDED:
        raise ProgramTooOld("SQLite", ".".join(map(str, found)), ".".join(map(str, _SQLITE_NEEDED)))


def _connect(path: Path, key: bytes) -> Any:
    try:
        connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False)
        _set_up(connection, key)
    except sqlcipher.DatabaseError as error:
        raise (expected(error, path) or FileDamaged(path.name)) from error
    require_encrypted(path)
    return connection


def _set_up(connection: Any, key: bytes) -> None:
    connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    connection.execute("PRAGMA cipher_log_level=NONE")  # the default floods stderr when a page is damaged
    # Wiping every buffer that is freed makes a large write seven times slower (ARCHITECTURE.md, decisions).
    connection.execute("PRAGMA cipher_memory_security=OFF")
    connection.execute("SELECT count(*) FROM sqlite_master")  # the first read proves the key
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",  # NORMAL loses acknowledged work when the power goes
        "temp_store=MEMORY",  # FILE writes plaintext
        "secure_delete=ON",
        "foreign_keys=ON",
        "trusted_schema=OFF",
        "cell_size_check=ON",
        f"cache_size=-{_CACHE_KIB}",
        "busy_timeout=5000",
        "query_only=ON",  # a writer turns it off for the length of a transaction
    ):
        connection.execute(f"PRAGMA {pragma}")


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """One transaction of a writing engine; outside of these its connections refuse every change."""
    with engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        raw.execute("PRAGMA query_only=OFF")
        try:
            with connection.begin():
                yield connection
        finally:
            raw.execute("PRAGMA query_only=ON")


@contextmanager
def large_cache(connection: Connection) -> Iterator[None]:
    """For a load into empty tables, which reaches all over their indexes: with the usual one it takes three
    times as long."""
    connection.exec_driver_sql(f"PRAGMA cache_size=-{_LARGE_CACHE_KIB}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size=-{_CACHE_KIB}")


def require_encrypted(path: Path) -> None:
    """A forgotten key makes a plaintext file without complaint; this complains. Raises FileDamaged."""
    with path.open("rb") as file:
        if file.read(len(_PLAINTEXT)) == _PLAINTEXT:
            raise FileDamaged(path.name)


def version(connection: Connection) -> int:
    """How many migrations the file has seen."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def migrate(connection: Connection, steps: Sequence[Step]) -> None:
    """Runs the steps the file has not seen, inside the caller's transaction. Raises NewerFile."""
    seen = version(connection)
    if seen > len(steps):
        raise NewerFile(seen, len(steps))
    for step in steps[seen:]:
        step(connection)
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        msg = "a migration broke a reference"
        raise ValueError(msg)
    connection.exec_driver_sql(f"PRAGMA user_version={len(steps)}")


def copy_file(source: Path, key: bytes, target: Path) -> None:
    """A consistent, compact, equally encrypted copy, verified before this returns.

    Raises DiskFull, FileDamaged, CannotWrite; a copy that failed is removed.
    """
    try:
        with closing(_connect(source, key)) as connection:
            connection.execute("PRAGMA query_only=OFF")
            connection.execute("VACUUM INTO ?", (str(target),))
        verify(target, key)
    except sqlcipher.DatabaseError as error:
        target.unlink(missing_ok=True)
        raise (expected(error, target) or FileDamaged(source.name)) from error
    except KosiError:
        target.unlink(missing_ok=True)
        raise


def verify(path: Path, key: bytes) -> None:
    """Every page's MAC and the structure of the file. Raises FileDamaged; DiskFull, CannotWrite rarely."""
    try:
        with closing(_connect(path, key)) as connection:
            is_ordered = connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
            if not is_ordered or _has_broken_pages(connection):
                raise FileDamaged(path.name)
    except sqlcipher.DatabaseError as error:
        raise (expected(error, path) or FileDamaged(path.name)) from error


def _has_broken_pages(connection: Any) -> bool:
    """Pages that only the log holds may be holes in the file: their MAC is wrong, and it is no damage."""
    look = "PRAGMA cipher_integrity_check"
    if not connection.execute(look).fetchall():
        return False
    _, log, folded = connection.execute("PRAGMA wal_checkpoint").fetchone()
    return bool(log == folded and connection.execute(look).fetchall())


def expected(error: BaseException | None, path: Path) -> KosiError | None:
    """What a failed statement means for the person at the desk; None where it is a bug of ours."""
    code = str(getattr(error, "sqlite_errorname", ""))
    if code == _FULL or (code.startswith(_INPUT_OUTPUT) and disk_usage(path.parent).free < _ROOM_NEEDED):
        return DiskFull(path.name)
    if code.startswith(_DAMAGED):
        return FileDamaged(path.name)
    if code.startswith(_REFUSED):  # a quota, a limit, a disk that fails, a folder that may not be written
        return CannotWrite(path.name, str(error))
    return None
