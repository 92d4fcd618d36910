"""The copies a desk keeps of itself: when the next is due, and when the old ones go."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from shutil import rmtree

from kosidesk.domain.agency import DeskFacts
from kosidesk.domain.errors import CannotWrite, KosiError
from kosidesk.services import set_aside
from kosidesk.services.desk import Desk
from kosidesk.storage import backup, keys, ledger, read

EVERY = timedelta(hours=4)
KEPT = 20
AT_MOST = timedelta(days=35)
"""Whoever was erased is in no copy any more after that; the server keeps its own as long."""

_TIME = "%Y-%m-%d-%H%M%S"
_NAMED = re.compile(rf"(\d{{4}}-\d\d-\d\d-\d{{6}}){re.escape(backup.SUFFIX)}")
# A backup is named when it is begun; what is written until it is copied stands in it, too.
_COPYING = timedelta(hours=1)


@dataclass(frozen=True, order=True)
class Backup:
    """One that this desk made by itself; its name says when."""

    made_at: datetime
    file: Path


def home(desk: Desk) -> Path:
    """The folder of the desk."""
    return desk.database.path.parent


def folder(desk: Desk) -> Path:
    """Where its backups go."""
    facts = next(iter(read.all_of(desk.database, DeskFacts.KIND)), None)
    return _place(desk, facts.text("backups") if facts else "")


def _place(desk: Desk, named: str) -> Path:
    return Path(named) if named else home(desk) / "backups"


def _folders(desk: Desk) -> tuple[Path, ...]:
    """Wherever its backups have ever gone; the one beside the data first."""
    facts = read.all_of(desk.database, DeskFacts.KIND)
    changes = [change for one in facts for change in read.history(desk.database, one.id)]
    named = [
        str(change.differences["backups"][1] or "") for change in changes if "backups" in change.differences
    ]
    return tuple(dict.fromkeys(_place(desk, one) for one in ("", *named)))


def own(desk: Desk) -> tuple[Backup, ...]:
    """The oldest first. Those of other desks in the folders, and those named by hand, are none."""
    vault = keys.read_header(home(desk)).vault
    return tuple(sorted(one for place in _folders(desk) for one in _own(place, vault)))


def _own(folder: Path, vault: str) -> Iterator[Backup]:
    for file in folder.glob(f"{vault}-*"):
        if named := _NAMED.fullmatch(file.name.removeprefix(f"{vault}-")):
            yield Backup(datetime.strptime(named[1], _TIME).replace(tzinfo=UTC), file)


def aside(desk: Desk) -> tuple[set_aside.Aside, ...]:
    """Desks beside this one that a backup of it took the place of, or was to take it; the oldest first."""
    vault = keys.read_header(home(desk)).vault
    return tuple(one for one in set_aside.beside(home(desk)) if _is_of(one.folder, vault))


def _is_of(folder: Path, vault: str) -> bool:
    """What nobody can open any more is noise already."""
    try:
        return keys.read_header(folder).vault == vault
    except KosiError:
        return False


def make(desk: Desk, target: Path) -> None:
    """One file with everything, openable with the same passphrase. Raises CannotWrite, DiskFull."""
    backup.make(desk.database, keys.read_header(home(desk)), target)


def make_if_due(desk: Desk) -> Path | None:
    """None if the last one is young enough. Raises CannotWrite, CannotRead, DiskFull.

    Old ones go only once a new one was made and proved whole: a good one is always left.
    """
    now, known, place = desk.clock().astimezone(UTC), own(desk), folder(desk)
    # One from a day to come was made while the clock was wrong; until then it must not pass for the last.
    if any(one.file.parent == place and abs(now - one.made_at) < EVERY for one in known):
        return None
    vault = keys.read_header(home(desk)).vault
    target = place / f"{vault}-{now:{_TIME}}{backup.SUFFIX}"
    make(desk, target)
    ledger.add(ledger_beside(place, vault), ledger.read(home(desk) / ledger.NAME))
    try:
        _let_go(desk, known, now)
    except OSError as error:
        raise CannotWrite(str(target.parent), error.strerror or str(error)) from error
    return target


def ledgers(desk: Desk) -> tuple[Path, ...]:
    """Those beside the backups that can be reached."""
    vault = keys.read_header(home(desk)).vault
    return tuple(ledger_beside(place, vault) for place in {one.file.parent for one in own(desk)})


def ledger_beside(folder: Path, vault: str) -> Path:
    """The ledger of one desk among the backups of several."""
    return folder / f"{vault}-{ledger.NAME}"


def _let_go(desk: Desk, before: tuple[Backup, ...], now: datetime) -> None:
    """`before` are the backups that were there before the newest."""
    old = [one for one in before if now - one.made_at > AT_MOST]
    for one in {*before[: -(KEPT - 1)], *old}:
        one.file.unlink(missing_ok=True)
    for earlier in aside(desk):
        if now.date() - earlier.on > AT_MOST:
            rmtree(earlier.folder)
    for place in (folder(desk), home(desk).parent):
        backup.clear_away(place, now - EVERY)


def end_of(desk: Desk, begun_at: datetime | None) -> date | None:
    """The day from which no copy holds any more what was begun then; None if none does.

    Of a folder that is not there just now, on a stick perhaps, the worst is assumed; so it is of a talk that
    is yet to come, for then a clock was wrong.
    """
    since = begun_at - _COPYING if begun_at and begun_at <= desk.clock() else datetime.min.replace(tzinfo=UTC)
    days = [one.made_at.astimezone().date() for one in own(desk) if one.made_at >= since]
    days += [one.on for one in aside(desk) if one.on >= since.date()]
    days += [desk.today() for place in _folders(desk)[1:] if not place.exists()]
    return max(days) + AT_MOST if days else None
