"""Backups of the server and the way back. One form for both databases: an encrypted file of all tables.

Its name says when it was made, in which epoch, and where the history stood, so that nobody has to open it.
"""

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, MetaData, update

from kosidesk.domain.errors import BackupDamaged, CannotWrite, FileDamaged
from kosidesk.protocol.messages import Epoch, Mark, Tomb
from kosidesk.server.store.copying import copy
from kosidesk.server.store.databases import EncryptedFile
from kosidesk.server.store.errors import NotABackup
from kosidesk.server.store.files import sync_folder
from kosidesk.server.store.ledger import erasures
from kosidesk.server.store.replay import replay
from kosidesk.server.store.store import Store, begin_epoch, database
from kosidesk.server.store.tables import HEAD
from kosidesk.sqlfile import copy_file, verify

RETENTION = timedelta(days=35)
"""Whoever was erased is in no backup any more after that."""

_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"kosidesk-(\d{8}T\d{6}Z)-([0-9a-f]{8})-(\d+)\.kosiserver")
_BESIDE = ("-wal", "-shm")
_REPLACED = re.compile(r"\.replaced-(\d{8}T\d{6}Z)(-wal|-shm)?")


@dataclass(frozen=True)
class Backup:
    """`epoch` is the beginning of the name of the one that was going on; `seq` the head."""

    file: Path
    made_at: datetime
    epoch: str
    seq: int

    @classmethod
    def of(cls, file: Path) -> "Backup":
        """Raises NotABackup."""
        said = _NAME.fullmatch(file.name)
        if said is None:
            raise NotABackup(file.name)
        return cls(file, _moment(said[1]), said[2], int(said[3]))


def _moment(stamp: str) -> datetime:
    return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)


def backups(folder: Path) -> list[Backup]:
    """The oldest first."""
    return sorted(map(Backup.of, filter(_is_backup, folder.glob("*"))), key=lambda each: each.made_at)


def back_up(store: Store, folder: Path, key: bytes, now: datetime) -> Backup:
    """A verified copy; those that are too old go. Raises CannotWrite, DiskFull, FileDamaged."""
    made = folder / ".making.kosiserver"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        made.unlink(missing_ok=True)
        _write(store, made, key)
        backup = _named(made, key, now)
        for file, since in (*_kept(folder), *_replaced(store)):
            if now - since > RETENTION:
                file.unlink()
        sync_folder(folder)
    except OSError as error:
        raise CannotWrite(made.name, error.strerror or str(error)) from error
    keep_durable(store, folder)
    return backup


def _kept(folder: Path) -> list[tuple[Path, datetime]]:
    return [(each.file, each.made_at) for each in backups(folder)]


def _replaced(store: Store) -> list[tuple[Path, datetime]]:
    """What a restore has put aside: nobody restores it, but whoever was erased since is still in it."""
    if not isinstance(store.database, EncryptedFile):
        return []
    path = store.database.path
    named = [(file, _REPLACED.fullmatch(file.name.removeprefix(path.name))) for file in path.parent.glob("*")]
    return [(file, _moment(said[1])) for file, said in named if said]


def keep_durable(store: Store, folder: Path) -> None:
    """Tells the desks how much of the history every backup holds that may still be restored."""
    known = backups(folder)
    with store.reading() as books:
        lineage = books.lineage()
    durable = min((_shared(each, lineage) for each in known), default=0)
    with store.transaction() as connection:
        connection.execute(update(HEAD).values(durable=durable))


def restore(
    file: Path,
    where: str | Path,
    key: bytes,
    ledger: Path,
    now: datetime,
    *,
    more: Sequence[MetaData] = (),
    also: Callable[[Connection], None] = lambda _: None,
) -> int:
    """Goes on from a backup, in a new epoch, once everybody erased since has been erased again.

    The server must not be running. `also` mends the tables of others. What the database said is kept: beside
    it, or as a backup more. Returns how many erasures were repeated. Raises NoLedger, LedgerDamaged,
    NotABackup, BackupDamaged, DiskFull.
    """
    erased = erasures(ledger).read()
    target = Path(where) if isinstance(where, Path) or "://" not in where else None
    fresh = _copied(Backup.of(file), key, target or file)
    store = _bare(fresh, key, ledger, more)
    repeated = _go_on(store, erased, now, also)
    store.scrub()
    if target is None:
        replaced = _bare(where, key, ledger, more)
        back_up(replaced, file.parent, key, now)
        _into_tables(store, replaced)
    store.close()
    if target is not None:
        _into_place(fresh, target, now)
    fresh.unlink(missing_ok=True)
    # How much of the history is safe stands in the backup: no more than what it says has grown safer.
    Store.open(where, key, ledger, more=more).close()
    return repeated


def _copied(backup: Backup, key: bytes, beside: Path) -> Path:
    """To work on: the backup itself stays as it is."""
    fresh = beside.with_name(f".restoring-{beside.name}")
    for end in ("", *_BESIDE):
        fresh.with_name(fresh.name + end).unlink(missing_ok=True)
    try:
        verify(backup.file, key)
    except FileDamaged as error:
        raise BackupDamaged(backup.file.name) from error
    copy_file(backup.file, key, fresh)
    return fresh


def _go_on(store: Store, erased: Sequence[Tomb], now: datetime, also: Callable[[Connection], None]) -> int:
    with store.database.writing() as connection:
        also(connection)
        begin_epoch(connection, store.database, "restore")
        books = store.books(connection, store.database.lock_head)
        repeated = replay(books, erased, now.astimezone(UTC).isoformat(timespec="seconds"))
        head = books.head()
    store.watermark.set(Mark(head.seq, head.tag))
    return repeated


def _into_tables(fresh: Store, target: Store) -> None:
    with fresh.database.reading() as source, target.transaction() as connection:
        copy(source, connection, target.more)
    target.close()


def _into_place(fresh: Path, path: Path, now: datetime) -> None:
    stamp = now.astimezone(UTC).strftime(_STAMP)
    for end in ("", *_BESIDE):
        old = path.with_name(path.name + end)
        if old.exists():
            old.replace(path.with_name(f"{path.name}.replaced-{stamp}{end}"))
    fresh.replace(path)
    sync_folder(path.parent)


def _is_backup(file: Path) -> bool:
    return _NAME.fullmatch(file.name) is not None


def _shared(backup: Backup, lineage: Sequence[Epoch]) -> int:
    """Up to where the backup holds the history as it is now: one made before a restore may hold another."""
    names = [epoch.name[: len(backup.epoch)] for epoch in lineage]
    if backup.epoch not in names:
        return 0
    later = lineage[names.index(backup.epoch) + 1 :]
    return min([backup.seq, *(epoch.parent_end for epoch in later)])


def _write(store: Store, made: Path, key: bytes) -> None:
    if isinstance(store.database, EncryptedFile):
        copy_file(store.database.path, key, made)
        return
    target = _bare(made, key, store.ledger.path, store.more)
    with store.database.reading() as source, target.database.writing() as connection:
        source.exec_driver_sql(store.database.look_at_head)
        copy(source, connection, store.more)
    target.database.close()
    verify(made, key)


def _named(made: Path, key: bytes, now: datetime) -> Backup:
    """What it is called is read from the copy itself, which also proves that it can be read."""
    copied = Store(EncryptedFile(made, key), made)
    with copied.reading() as books:
        head, epoch = books.head(), books.lineage()[-1]
    copied.database.close()
    stamp = now.astimezone(UTC).strftime(_STAMP)
    file = made.with_name(f"kosidesk-{stamp}-{epoch.name[:8]}-{head.seq}.kosiserver")
    with made.open("rb+") as written:
        os.fsync(written.fileno())
    made.replace(file)
    return Backup.of(file)


def _bare(where: str | Path, key: bytes, ledger: Path, more: Sequence[MetaData]) -> Store:
    """Open, without asking whether the database is the latest."""
    store = Store(database(where, key), ledger, more)
    store.bring_up_to_date()
    return store
