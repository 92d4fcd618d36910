"""Erases a desk the server has barred, once its unsent work was handed in and the order was verified."""

from collections.abc import Iterable
from pathlib import Path

from kosidesk.domain.errors import CannotWrite
from kosidesk.services import vault
from kosidesk.services.vault import Opened
from kosidesk.storage import backup, keys


def doomed(opened: Opened) -> tuple[Path, ...]:
    """Everything of this desk on this machine, the locks first: without them the rest is noise.

    To be asked before the desk is closed: where its backups are, it says itself.
    """
    folder = opened.folder
    locks = (folder / keys.HEADER, folder / keys.PREVIOUS)
    database = Path(backup.DATABASE)
    files = sorted(folder.glob(f"{database.stem}*"))
    return (*locks, *vault.own_backups(opened), *files)


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
