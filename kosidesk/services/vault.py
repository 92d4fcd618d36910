"""Makes, unlocks, copies and brings back a desk."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from filelock import FileLock

from kosidesk.domain.agency import Agency, Counsellor, DeskFacts
from kosidesk.domain.change import Edit
from kosidesk.domain.city import City
from kosidesk.domain.errors import DeskExists, NoDeskHere, WeakPassphrase
from kosidesk.domain.ids import RecordId
from kosidesk.domain.passphrase import Strength, strength
from kosidesk.domain.record import Record
from kosidesk.services import cities
from kosidesk.services.desk import Clock, Desk, NewId, new_uuid, utc_now
from kosidesk.settings import Settings
from kosidesk.storage import backup, keys, lock, read
from kosidesk.storage.database import Database
from kosidesk.storage.write import Stamp, write

MINIMUM_VARIETY = 6
BACKUP_EVERY = timedelta(hours=4)
BACKUPS_KEPT = 20


@dataclass(frozen=True)
class NewDesk:
    """What a first start asks. `backups` is the folder for backups, "" for one beside the data."""

    agency: str
    city: str
    counsellor: str
    passphrase: str
    backups: str = ""


@dataclass(frozen=True)
class Opened:
    """An unlocked desk and what keeps other programs out of it."""

    desk: Desk
    folder: Path
    lock: FileLock

    def close(self) -> None:
        self.desk.database.close()
        self.lock.release()


def exists(folder: Path) -> bool:
    return (folder / keys.HEADER).exists() or (folder / keys.PREVIOUS).exists()


def require(folder: Path) -> None:
    """Raises NoDeskHere, so that nobody types a passphrase for nothing."""
    if not exists(folder):
        raise NoDeskHere(str(folder))


def require_none(folder: Path) -> None:
    """Raises DeskExists."""
    if exists(folder):
        raise DeskExists(str(folder))


def require_strong(passphrase: str, agency: str = "") -> None:
    """Long enough, not a handful of signs repeated, not the agency's own name. Raises WeakPassphrase."""
    if strength(passphrase) is Strength.SHORT:
        raise WeakPassphrase("short")
    bare = unicodedata.normalize("NFKC", passphrase).strip().casefold()
    if len(set(bare)) < MINIMUM_VARIETY or bare == agency.casefold():
        raise WeakPassphrase("blocked")


def create(
    folder: Path,
    wanted: NewDesk,
    settings: Settings,
    clock: Clock = utc_now,
    new_id: NewId = new_uuid,
) -> Opened:
    """Makes a desk and opens it. Raises DeskExists, DeskBusy, WeakPassphrase, CannotWrite, Invalid."""
    require_strong(wanted.passphrase, wanted.agency)
    require_none(folder)
    city = cities.load(wanted.city)
    folder.mkdir(parents=True, exist_ok=True)
    held = lock.take(folder)
    try:
        counsellor = Counsellor(RecordId(new_id()), name=wanted.counsellor, role="coordination")
        header, key = keys.new_header(new_id())
        header = header.with_passphrase(counsellor.id, wanted.passphrase, key)
        (folder / backup.DATABASE).unlink(missing_ok=True)  # a file without a header is of no use to anyone
        database = Database.open(folder / backup.DATABASE, key)
        write(
            database, _first_records(wanted, city, counsellor, new_id), Stamp(counsellor.id, clock(), new_id)
        )
        keys.write_header(folder, header)
    except BaseException:
        held.release()
        raise
    return Opened(Desk(database, settings, city, clock, new_id, counsellor), folder, held)


def _first_records(wanted: NewDesk, city: City, counsellor: Counsellor, new_id: NewId) -> Iterator[Edit]:
    agency = replace(
        city.agency, id=RecordId(new_id()), name=wanted.agency or city.agency.name, city=wanted.city
    )
    desk = DeskFacts(RecordId(new_id()), name=agency.name, backups=wanted.backups)
    for value in (counsellor, agency, desk):
        yield Edit(None, value.record())


def unlock(
    folder: Path,
    passphrase: str,
    settings: Settings,
    clock: Clock = utc_now,
    new_id: NewId = new_uuid,
) -> Opened:
    """Raises NoDeskHere, DeskBusy, WrongPassphrase, VaultDamaged, FileDamaged, NewerFile."""
    header = keys.read_header(folder)
    held = lock.take(folder)
    try:
        key, counsellor = header.unlock(passphrase)
        database = Database.open(_database(folder), key)
    except BaseException:
        held.release()
        raise
    return Opened(_desk(database, counsellor, settings, clock, new_id), folder, held)


def _database(folder: Path) -> Path:
    """Opening would make a new, empty file where the desk's own is gone; that must never pass for it."""
    path = folder / backup.DATABASE
    if not path.exists():
        raise NoDeskHere(str(folder))
    return path


def _desk(database: Database, counsellor: str, settings: Settings, clock: Clock, new_id: NewId) -> Desk:
    record = read.get(database, Counsellor.KIND, counsellor) or Record(
        Counsellor.KIND, RecordId(counsellor), {}
    )
    agency = next(iter(read.all_of(database, Agency.KIND)), None)
    city = cities.load(agency.text("city") if agency else "")
    return Desk(database, settings, city, clock, new_id, Counsellor.of(record))


@contextmanager
def opened(folder: Path, passphrase: str, settings: Settings) -> Iterator[Opened]:
    """For a program that does one thing and goes."""
    whole = unlock(folder, passphrase, settings)
    try:
        yield whole
    finally:
        whole.close()


def change_passphrase(folder: Path, old: str, new: str) -> None:
    """Rewraps the key; the data is not touched. Raises WrongPassphrase, WeakPassphrase, CannotWrite."""
    require_strong(new)
    header = keys.read_header(folder)
    key, counsellor = header.unlock(old)
    keys.write_header(folder, header.with_passphrase(counsellor, new, key))


def back_up(opened: Opened, target: Path) -> None:
    """One file with everything, openable with the same passphrase. Raises CannotWrite, DiskFull."""
    backup.make(opened.desk.database, keys.read_header(opened.folder), target)


def back_up_if_due(opened: Opened) -> Path | None:
    """Keeps the newest backups; None if the last one is young enough. Raises CannotWrite, DiskFull."""
    folder = backup_folder(opened)
    there = sorted(folder.glob(f"*{backup.SUFFIX}"))
    now = opened.desk.clock().astimezone(UTC)
    if there and now - _made_at(there[-1]) < BACKUP_EVERY:
        return None
    target = folder / f"{now:%Y-%m-%d-%H%M%S}{backup.SUFFIX}"
    back_up(opened, target)
    for old in there[: -(BACKUPS_KEPT - 1)]:
        old.unlink()
    return target


def _made_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def backup_folder(opened: Opened) -> Path:
    facts = next(iter(read.all_of(opened.desk.database, DeskFacts.KIND)), None)
    named = facts.text("backups") if facts else ""
    return Path(named) if named else opened.folder / "backups"


def restore(source: Path, folder: Path, passphrase: str, *, dry_run: bool = False) -> None:
    """Brings a backup back into an empty folder; a dry run brings it back elsewhere and throws it away.

    Raises BackupDamaged, WrongPassphrase, FolderNotEmpty, CannotWrite.
    """
    key, _ = backup.header_of(source).unlock(passphrase)
    backup.require_empty(folder)
    if not dry_run:
        backup.unpack(source, folder, key)
        return
    with TemporaryDirectory(prefix="kosidesk-") as elsewhere:
        backup.unpack(source, Path(elsewhere), key)
