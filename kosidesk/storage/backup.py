"""A backup is one file: a ZIP, not compressed, of the vault header and an encrypted copy of the database."""

import os
import shutil
import tempfile
import zipfile
from pathlib import Path

from kosidesk.domain.errors import BackupDamaged, CannotWrite, FileDamaged, FolderNotEmpty
from kosidesk.sqlfile import verify
from kosidesk.storage import keys
from kosidesk.storage.database import Database

DATABASE = "desk.db"
SUFFIX = ".kosibackup"

_MEMBERS = {keys.HEADER, DATABASE}
_LARGEST_HEADER = 1_000_000


def make(database: Database, header: keys.Header, target: Path) -> None:
    """Copies, verifies the copy, and only then gives the backup its name.

    Raises CannotWrite, DiskFull, FileDamaged; an older backup of that name survives a failure.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
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


def header_of(backup: Path) -> keys.Header:
    """Raises BackupDamaged."""
    try:
        with zipfile.ZipFile(backup) as archive:
            if (
                set(archive.namelist()) != _MEMBERS
                or archive.getinfo(keys.HEADER).file_size > _LARGEST_HEADER
            ):
                raise BackupDamaged(backup.name)
            header = keys.parse(archive.read(keys.HEADER))
    except (OSError, zipfile.BadZipFile) as error:
        raise BackupDamaged(backup.name) from error
    if header is None:
        raise BackupDamaged(backup.name)
    return header


def require_empty(folder: Path) -> None:
    """A folder that is not there is empty too. Raises FolderNotEmpty."""
    if folder.exists() and any(folder.iterdir()):
        raise FolderNotEmpty(str(folder))


def unpack(backup: Path, folder: Path, key: bytes) -> None:
    """Puts header and database into an empty folder once the database proved whole.

    Raises BackupDamaged, FolderNotEmpty, CannotWrite.
    """
    require_empty(folder)
    header = header_of(backup)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        beside = folder / f"{DATABASE}.new"
        with (
            zipfile.ZipFile(backup) as archive,
            archive.open(DATABASE) as source,
            beside.open("wb") as target,
        ):
            shutil.copyfileobj(source, target)
        _to_disk(beside)
        _require_whole(beside, key, backup)
        beside.replace(folder / DATABASE)
    except zipfile.BadZipFile as error:
        raise BackupDamaged(backup.name) from error
    except OSError as error:
        raise CannotWrite(str(folder), error.strerror or str(error)) from error
    keys.write_header(folder, header)


def _require_whole(copy: Path, key: bytes, backup: Path) -> None:
    try:
        verify(copy, key)
    except FileDamaged as error:
        copy.unlink()
        raise BackupDamaged(backup.name) from error


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
