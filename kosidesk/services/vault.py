"""Makes, unlocks and brings back a desk."""

import unicodedata
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from filelock import FileLock

from kosidesk.domain.agency import AGENCY_ID, Agency, Counsellor, DeskFacts
from kosidesk.domain.change import Edit
from kosidesk.domain.city import City
from kosidesk.domain.errors import (
    CannotWrite,
    DeskExists,
    FileDamaged,
    NoDeskHere,
    VaultDamaged,
    WeakPassphrase,
)
from kosidesk.domain.ids import RecordId
from kosidesk.domain.passphrase import Strength, strength
from kosidesk.domain.record import Record
from kosidesk.services import backups, cities, erasing
from kosidesk.services.desk import Clock, Desk, NewId, new_uuid, utc_now
from kosidesk.settings import Settings
from kosidesk.storage import backup, keys, ledger, lock, read
from kosidesk.storage.database import Database
from kosidesk.storage.write import Stamp, write

MINIMUM_VARIETY = 6

UNFINISHED = "desk.db.new"
"""The database of a first start until its header is written."""

FIRST_ROLE = "coordination"


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
    """Raises DeskExists; VaultDamaged where a database lies without the header a backup still holds."""
    if exists(folder):
        raise DeskExists(str(folder))
    if (folder / backup.DATABASE).exists():
        raise VaultDamaged(keys.HEADER)


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
    city = cities.load_whole(wanted.city)
    _make_folder(folder)
    with ExitStack() as undoing:
        held = lock.take(folder)
        undoing.callback(held.release)
        counsellor = Counsellor(RecordId(new_id()), name=wanted.counsellor, role=FIRST_ROLE)
        header, key = keys.new_header(new_id())
        header = header.with_passphrase(counsellor.id, wanted.passphrase, key)
        _stock_new_file(folder / UNFINISHED, key, wanted, city, Stamp(counsellor.id, clock(), new_id))
        keys.write_header(folder, header)
        database = Database.open(_database(folder), key)
        undoing.pop_all()
    return Opened(Desk(database, settings, city, clock, new_id, counsellor), folder, held)


def _stock_new_file(path: Path, key: bytes, wanted: NewDesk, city: City, stamp: Stamp) -> None:
    """Under a name of its own until the header is written: without one, nothing in it is lost."""
    path.unlink(missing_ok=True)
    database = Database.open(path, key)
    try:
        write(database, _first_records(wanted, city, stamp), stamp)
    finally:
        database.close()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(str(folder), error.strerror or str(error)) from error


def _first_records(wanted: NewDesk, city: City, stamp: Stamp) -> Iterator[Edit]:
    counsellor = Counsellor(stamp.author, name=wanted.counsellor, role=FIRST_ROLE)
    agency = replace(
        city.agency,
        id=AGENCY_ID,
        name=wanted.agency or city.agency.name,
        city=cities.lasting_name(wanted.city),
    )
    backups = str(Path(wanted.backups).absolute()) if wanted.backups else ""
    desk = DeskFacts(RecordId(stamp.new_id()), name=agency.name, backups=backups)
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
    with ExitStack() as undoing:
        held = lock.take(folder)
        undoing.callback(held.release)
        key, counsellor = header.unlock(passphrase)
        database = Database.open(_database(folder), key)
        undoing.callback(database.close)
        desk = _desk(database, counsellor, settings, clock, new_id)
        erasing.erase_again(desk)
        undoing.pop_all()
    return Opened(desk, folder, held)


def _database(folder: Path) -> Path:
    """Opening would make a new, empty file where the desk's own is gone; that must never pass for it.

    A first start that was interrupted after its header is finished here. Raises FileDamaged.
    """
    path = folder / backup.DATABASE
    if not path.exists():
        if not (folder / UNFINISHED).exists():
            raise FileDamaged(path.name)
        (folder / UNFINISHED).rename(path)
    return path


def _desk(database: Database, counsellor: str, settings: Settings, clock: Clock, new_id: NewId) -> Desk:
    record = read.get(database, Counsellor.KIND, counsellor) or Record(
        Counsellor.KIND, RecordId(counsellor), {}
    )
    agency = next(iter(read.all_of(database, Agency.KIND)), None)
    city = cities.load_or_bare(agency.text("city") if agency else "")
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
    """Rewraps the key; the data is not touched, and backups made before keep the passphrase they had.

    Raises WrongPassphrase, WeakPassphrase, CannotWrite.
    """
    require_strong(new)
    header = keys.read_header(folder)
    key, counsellor = header.unlock(old)
    keys.replace_header(folder, header.with_passphrase(counsellor, new, key))


def require_own(opened: Opened, passphrase: str) -> None:
    """Raises WrongPassphrase for one that does not open this desk."""
    keys.read_header(opened.folder).unlock(passphrase)


def restore(source: Path, folder: Path, passphrase: str, *, dry_run: bool = False) -> None:
    """Brings a backup back into an empty folder; a dry run brings it back elsewhere and throws it away.

    Who was erased since, the ledger beside the backup knows. Raises BackupDamaged, WrongPassphrase,
    FolderNotEmpty, CannotRead, CannotWrite.
    """
    header = backup.header_of(source)
    key, _ = header.unlock(passphrase)
    backup.require_empty(folder)
    if not dry_run:
        known = ledger.read(backups.ledger_beside(source.parent, header.vault))
        backup.unpack(source, folder, key, known)
        return
    with TemporaryDirectory(prefix="kosidesk-") as elsewhere:
        backup.unpack(source, Path(elsewhere), key)
