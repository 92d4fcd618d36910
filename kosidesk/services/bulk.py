"""One deed for many offers: shown first, then done in one transaction, which one undo takes back."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from kosidesk.domain.change import Changes, Edit
from kosidesk.domain.errors import Invalid
from kosidesk.domain.fault import Fault
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import ACTIVE, CLOSED, DEFUNCT, INACTIVE, Offer
from kosidesk.domain.record import Record
from kosidesk.services import assurance, time_suggestions
from kosidesk.services.desk import Desk
from kosidesk.services.time_suggestions import Suggestion
from kosidesk.storage import read

TO_CHOOSE = (ACTIVE, INACTIVE, CLOSED, DEFUNCT)
"""Statuses a person may give to many offers; the others say how an offer came about or went."""


@dataclass(frozen=True)
class Assure:
    """They still hold, says `by`, or else this counsellor."""

    by: str = ""


@dataclass(frozen=True)
class Pause:
    """They rest, and are back on that day."""

    until: date


@dataclass(frozen=True)
class TakeUp:
    """Their pause ends now."""


@dataclass(frozen=True)
class SetStatus:
    """One of `TO_CHOOSE`."""

    status: str


@dataclass(frozen=True)
class TakeTimes:
    """What their words about time say goes into fields that are empty."""


Deed = Assure | Pause | TakeUp | SetStatus | TakeTimes


class Unchanged(Enum):
    """Why an offer stays as it is."""

    ALREADY = "already"  # it stands so
    NOT_ACTIVE = "not_active"  # it is not found anyway, and a pause changes nothing
    NOTHING_READ = "nothing_read"  # its text says nothing sure beyond its fields
    GONE = "gone"  # somebody deleted it meanwhile


@dataclass(frozen=True)
class Line:
    """One offer of the preview; `why` is None where it changes, `read` what its text says more about time."""

    number: str
    title: str
    why: Unchanged | None
    read: Suggestion | None = None


@dataclass(frozen=True)
class Preview:
    """How many change, how many do not and why, and all that are still there, those that change first."""

    changed: int
    unchanged: Mapping[Unchanged, int]
    lines: tuple[Line, ...]


def preview(desk: Desk, offers: Sequence[RecordId], deed: Deed) -> Preview:
    """Raises Invalid for a pause that would end before it begins."""
    _require_possible(desk, deed)
    found = read.by_ids(desk.database, Offer.KIND, offers)
    lines = [_line(desk, found[id_], deed) for id_ in offers if id_ in found]
    why = Counter(line.why for line in lines if line.why)
    if len(lines) < len(offers):
        why[Unchanged.GONE] = len(offers) - len(lines)
    return Preview(sum(line.why is None for line in lines), why, tuple(sorted(lines, key=_stays)))


def apply(desk: Desk, offers: Sequence[RecordId], deed: Deed) -> Changes:
    """Those that the deed does not change are left alone. Raises Invalid, ChangedMeanwhile, DiskFull."""
    _require_possible(desk, deed)
    found = read.by_ids(desk.database, Offer.KIND, offers)
    return desk.write(*_edits(desk, found.values(), deed))


def _require_possible(desk: Desk, deed: Deed) -> None:
    if isinstance(deed, Pause) and deed.until <= desk.today():
        raise Invalid((Fault("paused_until", "not_later", deed.until.isoformat()),))


def _line(desk: Desk, offer: Record, deed: Deed) -> Line:
    number, title, why = (
        offer.text("number"),
        offer.text("title"),
        _why_not(offer, _done(desk, offer, deed), deed),
    )
    read = time_suggestions.taken(offer, desk.today())[1] if isinstance(deed, TakeTimes) else None
    return Line(number, title, why, read)


def _stays(line: Line) -> bool:
    return line.why is not None


def _edits(desk: Desk, offers: Iterable[Record], deed: Deed) -> Iterator[Edit]:
    for old in offers:
        new = _done(desk, old, deed)
        if _why_not(old, new, deed) is None:
            yield Edit(old, new)


def _why_not(old: Record, new: Record, deed: Deed) -> Unchanged | None:
    if isinstance(deed, Pause) and old.text("status") != ACTIVE:
        return Unchanged.NOT_ACTIVE
    if old != new:
        return None
    return Unchanged.NOTHING_READ if isinstance(deed, TakeTimes) else Unchanged.ALREADY


def _done(desk: Desk, offer: Record, deed: Deed) -> Record:
    match deed:
        case Assure(by):
            return assurance.assured(desk, offer, by)
        case Pause(until):
            return offer.with_values(paused_until=until.isoformat())
        case TakeUp():
            return offer.with_values(paused_until=None) if Offer.of(offer).is_paused(desk.today()) else offer
        case SetStatus(status):
            return offer.with_values(status=status)
        case TakeTimes():
            return time_suggestions.taken(offer, desk.today())[0]
