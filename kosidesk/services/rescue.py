"""Puts a backup in the place of a desk that cannot be opened."""

from pathlib import Path

from kosidesk.domain.errors import CannotWrite
from kosidesk.services import set_aside, vault
from kosidesk.services.desk import Clock, utc_now
from kosidesk.storage import ledger


def bring_back(backup: Path, folder: Path, passphrase: str, clock: Clock = utc_now) -> Path:
    """Returns where the old desk lies now; nothing of it is lost, whatever happens on the way.

    Who was erased from the old one is erased from the new one, too, when it is opened. Raises BackupDamaged,
    WrongPassphrase, CannotRead, CannotWrite.
    """
    today = clock().astimezone().date()
    fresh = set_aside.place_of_fresh(folder, today)
    vault.restore(backup, fresh, passphrase)
    ledger.add(fresh / ledger.NAME, ledger.read(folder / ledger.NAME))
    aside = set_aside.place(folder, today)
    try:
        if folder.exists():
            folder.rename(aside)
        fresh.rename(folder)
    except OSError as error:
        raise CannotWrite(str(folder), error.strerror or str(error)) from error
    return aside
