"""The demo desk: made in one step, the same each time, and opened by everyone."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

from kosidesk.domain.change import Edit
from kosidesk.domain.errors import DeskExists
from kosidesk.domain.offer import Offer, Translation
from kosidesk.services import vault
from kosidesk.services.demo import (
    DEMO_CITY,
    DEMO_COUNSELLOR,
    DEMO_PASSPHRASE,
    DEMO_SOURCE,
    stock,
    translations,
)
from kosidesk.services.desk import Clock, Desk, new_uuid, utc_now
from kosidesk.services.editing import new_record
from kosidesk.services.import_plan import plan
from kosidesk.services.vault import NewDesk, Opened
from kosidesk.settings import Settings
from kosidesk.storage import backup, keys, read

OFFERS = 700

_ID = "00000000-0000-7000-8000-{:012x}"
# A new desk gives the counsellor the first id and the vault the second.
_VAULT = _ID.format(2)


def is_demo(folder: Path) -> bool:
    """Whether the desk in this folder is a demo, which opens without being asked for a passphrase.

    Raises VaultDamaged, NewerFile.
    """
    return vault.exists(folder) and keys.read_header(folder).vault == _VAULT


def is_demo_backup(file: Path) -> bool:
    """Raises BackupDamaged, NewerFile."""
    return backup.header_of(file).vault == _VAULT


def open_demo(
    folder: Path, settings: Settings, *, offers: int | None = None, clock: Clock = utc_now
) -> Opened:
    """The demo desk in this folder: made if there is none, and grown if it has fewer `offers`.

    One whose making was interrupted before it had any is stocked now. Raises DeskExists where the folder
    holds a desk of another kind, DeskBusy, DiskFull.
    """
    if not vault.exists(folder):
        return _made(folder, settings, offers or OFFERS, clock)
    if not is_demo(folder):
        raise DeskExists(str(folder))
    opened = vault.unlock(folder, DEMO_PASSPHRASE, settings, clock)
    if offers is not None or not read.count(opened.desk.database, "offer"):
        _stock_up(opened.desk, _day_it_was_made(opened.desk), offers or OFFERS)
    return opened


def _made(folder: Path, settings: Settings, offers: int, clock: Clock) -> Opened:
    wanted = NewDesk("", DEMO_CITY, DEMO_COUNSELLOR, DEMO_PASSPHRASE)
    opened = vault.create(folder, wanted, settings, clock, _counted_ids())
    _stock_up(opened.desk, opened.desk.today(), offers)
    return replace(opened, desk=replace(opened.desk, new_id=new_uuid))


def _stock_up(desk: Desk, day: date, offers: int) -> None:
    """Offers that are there already are not touched, nor are those beyond the number."""
    edits = plan(desk, stock(desk.city, day, offers), DEMO_SOURCE, DEMO_SOURCE).edits
    desk.write(*edits, *_translated(desk, edits))


def _translated(desk: Desk, edits: Iterable[Edit]) -> Iterator[Edit]:
    """What staff would have typed since the offers came."""
    for edit in edits:
        if edit.kind == Offer.KIND and edit.new and edit.old is None:
            for language, text in translations(edit.new.text("summary")).items():
                said = new_record(desk, Translation.KIND, offer=edit.id, language=language, text=text)
                yield Edit(None, said)


def _day_it_was_made(desk: Desk) -> date:
    """The ages of all offers count from it, whenever the stock grows."""
    return read.history(desk.database, desk.user.id)[0].at.astimezone().date()


def _counted_ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: _ID.format(next(numbers))
