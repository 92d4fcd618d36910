"""A backup is one file: a ZIP, not compressed, of the vault header and an encrypted copy of the database."""

import os
import shutil
import tempfile
import zipfile
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

from kosidesk.domain.errors import BackupDamaged, CannotWrite, FileDamaged, FolderNotEmpty
from kosidesk.sqlfile import verify
from kosidesk.storage import keys, ledger
from kosidesk.storage.database import Database
from kosidesk.storage.ledger import Erased

DATABASE = "desk.db"
SUFFIX = ".kosibackup"

_MAKING, _UNPACKING = ".backup-", ".restore-"

_MEMBERS = {keys.HEADER, DATABASE}
_LARGEST_HEADER = 1_000_000
_ENCRYPTED = 1  # flag bit 0 of a member (PKWARE APPNOTE 6.3.10, 4.4.4)


def make(database: Database, header: keys.Header, target: Path) -> None:
    """Copies, verifies the copy, and only then gives the backup its name.

    Raises CannotWrite, DiskFull, FileDamaged; an older backup of that name survives a failure.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=_MAKING) as folder:
            copy = Path(folder) / DATABASE
            database.copy_to(copy)
            whole = Path(folder) / target.name
            with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
                archive.writestr(keys.HEADER, keys.serialised(header))
                archive.write(copy, DATABASE)
            _to_disk(whole)
            whole.replace(target)
    except OSError as error:
        raise CannotWrite(target.name, error.strerror or str(error)) from error


def clear_away(folder: Path, before: datetime) -> None:
    """What programs that ended in the middle have left there of backups until then. Raises OSError."""
    for word in (_MAKING, _UNPACKING):
        for left in folder.glob(f"{word}*"):
            if datetime.fromtimestamp(left.stat().st_mtime, UTC) < before:
                shutil.rmtree(left)


def header_of(backup: Path) -> keys.Header:
    """Raises BackupDamaged."""
    try:
        with zipfile.ZipFile(backup) as archive:
            _require_ours(archive, backup)
            header = keys.parse(archive.read(keys.HEADER))
    except (OSError, zipfile.BadZipFile) as error:
        raise BackupDamaged(backup.name) from error
    if header is None:
        raise BackupDamaged(backup.name)
    return header


def _require_ours(archive: zipfile.ZipFile, backup: Path) -> None:
    """Two members, stored as they are: nothing to unpack can be larger than the file itself."""
    members = archive.infolist()
    ours = {member.filename for member in members} == _MEMBERS and len(members) == len(_MEMBERS)
    stored = all(m.compress_type == zipfile.ZIP_STORED and m.file_size == m.compress_size for m in members)
    encrypted = any(member.flag_bits & _ENCRYPTED for member in members)
    if not ours or not stored or encrypted or archive.getinfo(keys.HEADER).file_size > _LARGEST_HEADER:
        raise BackupDamaged(backup.name)


def require_empty(folder: Path) -> None:
    """A folder that is not there is empty too. Raises FolderNotEmpty."""
    if folder.exists() and any(folder.iterdir()):
        raise FolderNotEmpty(str(folder))


def unpack(backup: Path, folder: Path, key: bytes, erased: Collection[Erased] = ()) -> None:
    """Makes `folder` of header and database, whole or not at all, once the database proved whole.

    With it goes who must be `erased` from it when it is opened. Raises BackupDamaged, FolderNotEmpty,
    CannotWrite.
    """
    require_empty(folder)
    header = header_of(backup)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=_UNPACKING) as above:
            made = Path(above) / folder.name
            made.mkdir()
            _unpack_database(backup, made / DATABASE, key)
            ledger.add(made / ledger.NAME, erased)
            keys.write_header(made, header)
            if folder.exists():
                folder.rmdir()
            made.rename(folder)
    except zipfile.BadZipFile as error:
        raise BackupDamaged(backup.name) from error
    except OSError as error:
        raise CannotWrite(str(folder), error.strerror or str(error)) from error


def _unpack_database(backup: Path, target: Path, key: bytes) -> None:
    with zipfile.ZipFile(backup) as archive, archive.open(DATABASE) as source, target.open("wb") as copy:
        shutil.copyfileobj(source, copy)
    _to_disk(target)
    try:
        verify(target, key)
    except FileDamaged as error:
        raise BackupDamaged(backup.name) from error


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
