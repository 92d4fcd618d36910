"""Erases a desk the server has barred, once its unsent work was handed in and the order was verified."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kosidesk.domain.errors import CannotWrite
from kosidesk.services import backups
from kosidesk.services.vault import Opened
from kosidesk.storage import backup, keys


def doomed(opened: Opened) -> tuple[Path, ...]:
    """Everything of this desk on this machine, the locks first: without them the rest is noise.

    To be asked before the desk is closed: where its backups are, it says itself. What a backup took the place
    of is this desk, too.
    """
    folders = (opened.folder, *(earlier.folder for earlier in backups.aside(opened.desk)))
    locks = [folder / name for folder in folders for name in (keys.HEADER, keys.PREVIOUS)]
    files = [file for folder in folders for file in _files(folder)]
    return (*locks, *(own.file for own in backups.own(opened.desk)), *files)


def _files(folder: Path) -> Iterator[Path]:
    """The database, its log, its unfinished beginning, its copies from before a newer version."""
    database = Path(backup.DATABASE)
    yield from folder.glob(f"{database.name}*")
    yield from folder.glob(f"{database.stem}-before-*{database.suffix}*")


def erase(files: Iterable[Path]) -> None:
    """To be called once the desk is closed. Raises CannotWrite for the first that stays, all others gone."""
    failures = [error for file in files if (error := _removed(file)) is not None]
    if failures:
        first = failures[0]
        raise CannotWrite(str(first.filename), first.strerror or str(first)) from first


def _removed(file: Path) -> OSError | None:
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        return error
    return None
