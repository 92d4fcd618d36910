"""Puts a backup in the place of a desk that cannot be opened."""

from itertools import count
from pathlib import Path

from kosidesk.domain.errors import CannotWrite
from kosidesk.services import vault

_ASIDE = "beiseite"


def bring_back(backup: Path, folder: Path, passphrase: str) -> Path:
    """Returns where the old desk lies now; nothing of it is lost, whatever happens on the way.

    Raises BackupDamaged, WrongPassphrase, CannotWrite.
    """
    fresh = _free(folder, "neu")
    vault.restore(backup, fresh, passphrase)
    aside = _free(folder, _ASIDE)
    try:
        if folder.exists():
            folder.rename(aside)
        fresh.rename(folder)
    except OSError as error:
        raise CannotWrite(str(folder), error.strerror or str(error)) from error
    return aside


def set_aside(folder: Path) -> tuple[Path, ...]:
    """Where desks lie that a backup took the place of."""
    return tuple(sorted(folder.parent.glob(f"{folder.name}-{_ASIDE}-*")))


def _free(folder: Path, word: str) -> Path:
    """A folder beside it that is not there yet."""
    names = (folder.with_name(f"{folder.name}-{word}-{n}") for n in count(1))
    return next(path for path in names if not path.exists())
