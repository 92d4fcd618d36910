"""The promise to ask back: what is due, what it is about, and what became of the asking (Wiedervorlage)."""

from dataclasses import dataclass
from datetime import date, datetime

from kosidesk.domain import follow_up
from kosidesk.domain.change import Changes, Edit
from kosidesk.domain.client import CONTACT, Client
from kosidesk.domain.consultation import Consultation, Referral
from kosidesk.domain.errors import Invalid, NotFound
from kosidesk.domain.fault import Fault
from kosidesk.domain.follow_up import DUE, FollowUp
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import FullOffer
from kosidesk.domain.record import Record
from kosidesk.search import names
from kosidesk.search.names import Entry
from kosidesk.search.words import sorting_key
from kosidesk.services import clients, consultations, lease, offers, reach, records, typos
from kosidesk.services.desk import Desk
from kosidesk.services.reach import Way
from kosidesk.storage import case_rows, read
from kosidesk.storage.rows import record_of


@dataclass(frozen=True)
class Case:
    """One line of what is due, with how many offers were given; `name` is "" for who stays anonymous."""

    follow_up: FollowUp
    code: str
    kind: str
    talked_on: date | None
    name: str
    offers: int


@dataclass(frozen=True)
class Counts:
    """How many are due today or since before; `overdue` are those of `all` that wait since before today."""

    mine: int = 0
    all: int = 0
    overdue: int = 0


@dataclass(frozen=True)
class Given:
    """One offer on her shortlist; `offer` is None once it was deleted or erased."""

    referral: Referral
    offer: FullOffer | None
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True)
class FullCase:
    """A consultation as somebody who asks back needs it; `follow_up` is None where nothing was promised.

    `may_contact` says whether the client agreed to be asked, and did not take it back.
    """

    consultation: Consultation
    talked_on: date | None
    follow_up: FollowUp | None
    client: Client | None
    may_contact: bool
    given: tuple[Given, ...]


@dataclass(frozen=True)
class Meant:
    """A case that may have been meant; `name` is that of the client, where it was typed."""

    code: str
    name: str = ""


@dataclass(frozen=True)
class Found:
    """The case of a code; or those that may have been meant, the likeliest first."""

    case: FullCase | None
    near: tuple[Meant, ...] = ()


def due(desk: Desk, *, mine: bool, until: date) -> tuple[Case, ...]:
    """Those that have waited longest first. Raises LeaseEnded."""
    lease.require(desk)
    with desk.database.reading() as connection:
        whose = desk.user.id if mine else None
        lines = case_rows.due(connection, desk.database.tables, until.isoformat(), whose)
    kind = desk.database.registry[FollowUp.KIND]
    return tuple(
        Case(
            FollowUp.of(record_of(line, kind)),
            code=line["code"] or "",
            kind=line["kind"] or "",
            talked_on=_day(datetime.fromisoformat(line["begun_at"]) if line["begun_at"] else None),
            name=line["name"] or "",
            offers=line["offers"],
        )
        for line in lines
    )


def counts(desk: Desk) -> Counts:
    """By the desk's own calendar. Nothing is due on a desk whose lease is over."""
    if lease.is_over(desk):
        return Counts()
    with desk.database.reading() as connection:
        row = case_rows.counts(connection, desk.database.tables, desk.today().isoformat(), desk.user.id)
    return Counts(row.mine, row.all_, row.overdue)


def case(desk: Desk, promise: RecordId) -> FullCase:
    """What a follow-up is about. Raises NotFound, LeaseEnded."""
    lease.require(desk)
    found = records.value(desk, FollowUp, promise)
    return _full(desk, records.value(desk, Consultation, found.consultation), found)


def find(desk: Desk, typed: str) -> Found:
    """The case of a feedback slip, with the promise that is due next. Raises LeaseEnded.

    Who gave her name is found by it, too.
    """
    try:
        talk = consultations.by_code(desk, typed)
    except NotFound:
        with desk.database.reading() as connection:
            codes = typos.near(typed, case_rows.codes(connection, desk.database.tables))
        return Found(None, (*_named(desk, typed), *map(Meant, codes))[: typos.MOST])
    promised = map(FollowUp.of, read.by(desk.database, FollowUp.KIND, "consultation", (talk.id,)))
    waiting = sorted((one for one in promised if one.state == DUE), key=_due_on)
    return Found(_full(desk, talk, waiting[0] if waiting else None))


def _named(desk: Desk, typed: str) -> tuple[Meant, ...]:
    """Every word of the name may be half typed; nobody is found by nothing."""
    with desk.database.reading() as connection:
        known = case_rows.clients(connection, desk.database.tables)
    meant = {RecordId(id_): Meant(code, name) for id_, code, name in known}
    entries = [Entry.of(id_, one.name) for id_, one in meant.items()]
    return tuple(meant[id_] for id_ in names.find(entries, typed).ids) if sorting_key(typed) else ()


def proposed_again(desk: Desk) -> date:
    """When to try again whom nobody reached today."""
    return follow_up.again_on(desk.today())


def miss(desk: Desk, promise: RecordId, again_on: date | None = None) -> Changes:
    """Nobody was reached. Raises NotPossibleNow, and Invalid for a day in the past, as `postpone` does."""
    day = again_on or proposed_again(desk)
    _require_to_come(desk, day)
    old = _record(desk, promise)
    return desk.write(Edit(old, FollowUp.of(old).missed(day).onto(old)))


def postpone(desk: Desk, promise: RecordId, to: date) -> Changes:
    """Nobody has tried yet; it has time."""
    _require_to_come(desk, to)
    old = _record(desk, promise)
    return desk.write(Edit(old, FollowUp.of(old).postponed(to).onto(old)))


def done(desk: Desk, promise: RecordId, note: str = "") -> Changes:
    """She was asked. Raises NotPossibleNow where that is settled already."""
    old = _record(desk, promise)
    return desk.write(Edit(old, FollowUp.of(old).done(desk.today(), note).onto(old)))


def drop(desk: Desk, promise: RecordId) -> Changes:
    """Nobody is to ask any more. Raises NotPossibleNow where that is settled already."""
    old = _record(desk, promise)
    return desk.write(Edit(old, FollowUp.of(old).dropped(desk.today()).onto(old)))


def _record(desk: Desk, promise: RecordId) -> Record:
    lease.require(desk)
    return records.record(desk, FollowUp.KIND, promise)


def _require_to_come(desk: Desk, day: date) -> None:
    if day < desk.today():
        raise Invalid((Fault("due_on", "past", day.isoformat()),))


def _full(desk: Desk, talk: Consultation, promise: FollowUp | None) -> FullCase:
    known = clients.of(desk, talk.id)
    return FullCase(
        talk,
        _day(talk.begun_at),
        promise,
        known.client if known else None,
        known is not None and CONTACT in known.held(),
        _given(desk, talk.id),
    )


def _given(desk: Desk, talk: RecordId) -> tuple[Given, ...]:
    shortlist = consultations.shortlist(desk, talk)
    known = {full.offer.id: full for full in offers.by_ids(desk, shortlist.offers())}
    return tuple(
        Given(referral, full, reach.ways(desk, full.organisation, (full,)) if full else ())
        for referral, full in ((one, known.get(one.offer)) for one in shortlist.referrals)
    )


def _day(moment: datetime | None) -> date | None:
    """The day it was at the desk."""
    return moment.astimezone().date() if moment else None


def _due_on(promise: FollowUp) -> date:
    return promise.due_on or date.max
