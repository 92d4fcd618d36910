"""A consultation from the first key to the end; every step is one committed transaction."""

from dataclasses import dataclass

from kosidesk.domain.agency import Counsellor
from kosidesk.domain.change import Changes, Edit
from kosidesk.domain.consultation import OPEN, PAUSED, Consultation, Referral, Shortlist
from kosidesk.domain.errors import NotFound
from kosidesk.domain.ids import RecordId, new_code, read_code
from kosidesk.domain.record import Record, Value
from kosidesk.exchange.merkliste import numbers
from kosidesk.i18n import GERMAN, short_day
from kosidesk.services import editing, lease, offers, records
from kosidesk.services.desk import Desk
from kosidesk.storage import read

_CODE_LENGTH = 8
_TOLD = frozenset({"notes", "subject", "organisation", "gives", "people", "minutes"})


def begin(desk: Desk, channel: str = "desk", kind: str = "seeking") -> Consultation:
    """A new anonymous consultation with a code of its own. Raises LeaseEnded, as all of these do."""
    lease.require(desk)
    now = desk.clock()
    consultation = Consultation(
        desk.born_id(),
        code=_free_code(desk),
        kind=kind,
        channel=channel,
        state=OPEN,
        counsellor=desk.user.id,
        begun_at=now,
        resumed_at=now,
    )
    desk.write(Edit(None, consultation.record()))
    return consultation


def _free_code(desk: Desk) -> str:
    """40 random bits keep the codes of many desks apart for years; on one desk there is no clash."""
    while read.by(desk.database, Consultation.KIND, "code", (code := new_code(_CODE_LENGTH),)):
        pass
    return code


def open_ones(desk: Desk) -> tuple[Consultation, ...]:
    """Consultations that go on now, the newest first; after a crash they are still here.

    None of them while the lease is over.
    """
    return _in_state(desk, OPEN)


def paused_ones(desk: Desk) -> tuple[Consultation, ...]:
    """Consultations that wait for another day, the newest first; none of them while the lease is over."""
    return _in_state(desk, PAUSED)


def _in_state(desk: Desk, state: str) -> tuple[Consultation, ...]:
    if lease.is_over(desk):
        return ()
    found = (
        Consultation.of(record) for record in read.by(desk.database, Consultation.KIND, "state", (state,))
    )
    return tuple(sorted(found, key=lambda one: one.id, reverse=True))


def by_code(desk: Desk, typed: str) -> Consultation:
    """In any state. Raises NotFound, for a mistyped code too."""
    lease.require(desk)
    code = read_code(typed)
    found = read.by(desk.database, Consultation.KIND, "code", (code,)) if code else ()
    if not found:
        raise NotFound(Consultation.KIND, typed)
    return Consultation.of(found[0])


def shortlist(desk: Desk, consultation: RecordId) -> Shortlist:
    """Raises NotFound."""
    lease.require(desk)
    value = records.value(desk, Consultation, consultation)
    referrals = (
        Referral.of(r) for r in read.by(desk.database, Referral.KIND, "consultation", (consultation,))
    )
    return Shortlist(value, tuple(sorted(referrals, key=lambda one: one.position)))


def pick(desk: Desk, consultation: RecordId, offer: RecordId, reason: str = "") -> Changes:
    """Raises NotPossibleNow once the consultation is closed, NotFound for an offer that is gone."""
    before = shortlist(desk, consultation)
    records.record(desk, "offer", offer)
    return _store(desk, before, before.with_pick(desk.born_id(), offer, reason))


def unpick(desk: Desk, consultation: RecordId, offer: RecordId) -> Changes:
    before = shortlist(desk, consultation)
    return _store(desk, before, before.without(offer))


def move(desk: Desk, consultation: RecordId, offer: RecordId, to: int) -> Changes:
    """Puts an offer at place `to` of the shortlist, counted from 0."""
    before = shortlist(desk, consultation)
    return _store(desk, before, before.moved(offer, to))


def shift(desk: Desk, consultation: RecordId, offer: RecordId, by: int) -> Changes:
    """Moves an offer by so many places, counted from where it stands now."""
    before = shortlist(desk, consultation)
    if offer not in before.offers():
        return Changes()
    return _store(desk, before, before.moved(offer, before.offers().index(offer) + by))


def give_reason(desk: Desk, consultation: RecordId, offer: RecordId, reason: str) -> Changes:
    """Why this offer suits this client; printed on the sheet."""
    before = shortlist(desk, consultation)
    return _store(desk, before, before.with_reason(offer, reason))


def describe(desk: Desk, consultation: RecordId, *, channel: str = "", kind: str = "") -> Changes:
    """How the client came and what the talk is about; an empty word leaves what stands.

    Raises NotPossibleNow once the consultation is closed.
    """
    old = open_record(desk, consultation, "describe")
    said = {"channel": channel or old.get("channel"), "kind": kind or old.get("kind")}
    return desk.write(Edit(old, old.with_values(**said)))


def tell(desk: Desk, consultation: RecordId, **said: Value) -> Changes:
    """What kinds without a wish have to say: subject, organisation, gives, people; of any, notes and minutes.

    Raises Invalid; NotPossibleNow unless the consultation is open.
    """
    if not said.keys() <= _TOLD:
        raise TypeError(*sorted(said.keys() - _TOLD))
    old = open_record(desk, consultation, "tell")
    return editing.save(desk, Edit(old, old.with_values(**said)))


def note(desk: Desk, consultation: RecordId, notes: str) -> Changes:
    """The counsellor's own notes; never printed. Raises Invalid; NotPossibleNow unless it is open."""
    old = open_record(desk, consultation, "note")
    return editing.save(desk, Edit(old, old.with_values(notes=notes)))


def open_record(desk: Desk, consultation: RecordId, wanted: str) -> Record:
    """Raises LeaseEnded, NotFound; NotPossibleNow unless the consultation is open."""
    lease.require(desk)
    record = records.record(desk, Consultation.KIND, consultation)
    Consultation.of(record).require_open(wanted)
    return record


def hand_out(desk: Desk, *handed: RecordId) -> Changes:
    """The sheets of these consultations were given to their clients."""
    before = [shortlist(desk, one) for one in handed]
    return desk.write(*(edit for one in before for edit in _edits(desk, one, one.handed_out(desk.today()))))


def pause(desk: Desk, consultation: RecordId) -> Changes:
    """Until the client comes back with her code. Raises NotPossibleNow unless it is open."""
    old = open_record(desk, consultation, "pause")
    return desk.write(Edit(old, Consultation.of(old).paused(desk.clock()).onto(old)))


def resume(desk: Desk, consultation: RecordId) -> Changes:
    """Goes on with a paused one; of an open one nothing changes. Raises NotPossibleNow once it is closed."""
    lease.require(desk)
    old = records.record(desk, Consultation.KIND, consultation)
    return desk.write(Edit(old, Consultation.of(old).resumed(desk.clock()).onto(old)))


def hand_over(desk: Desk, consultation: RecordId, to: RecordId, remark: str = "") -> Changes:
    """It waits, paused, for this colleague; the remark joins the notes with the day and who wrote it.

    Raises Invalid; NotFound for a colleague the desk does not know; NotPossibleNow once it is closed.
    """
    lease.require(desk)
    records.record(desk, Counsellor.KIND, to)
    old = records.record(desk, Consultation.KIND, consultation)
    waiting = Consultation.of(old).handed_over(to, desk.clock(), _signed(desk, remark))
    return editing.save(desk, Edit(old, waiting.onto(old)))


def _signed(desk: Desk, remark: str) -> str:
    """Notes are in the language of the agency, whatever the window speaks."""
    said = " ".join(remark.split())
    return f"{short_day(desk.today(), GERMAN)}, {desk.user.name}: {said}" if said else ""


def close(desk: Desk, consultation: RecordId) -> Changes:
    """Raises NotPossibleNow unless it is open."""
    old = open_record(desk, consultation, "close")
    return desk.write(Edit(old, Consultation.of(old).closed(desk.clock()).onto(old)))


@dataclass(frozen=True)
class Pasted:
    """What became of a pasted shortlist: the picks, and the numbers no offer here has, or several have."""

    changes: Changes
    picked: tuple[RecordId, ...]
    unknown: tuple[str, ...]
    ambiguous: tuple[str, ...] = ()


def paste(desk: Desk, consultation: RecordId, text: str) -> Pasted:
    """Puts the offers of a map link, a mail or a list of numbers on the shortlist, in their order.

    Of several offers with one number it is the city's own, and the current one.
    """
    known = {number: offers.with_number(desk, number) for number in numbers(text)}
    before = after = shortlist(desk, consultation)
    picked = tuple(found[0].id for found in known.values() if found)
    for offer in picked:
        after = after.with_pick(desk.born_id(), offer)
    unknown = tuple(number for number, found in known.items() if not found)
    ambiguous = tuple(number for number, found in known.items() if len(found) > 1)
    return Pasted(_store(desk, before, after), picked, unknown, ambiguous)


def _store(desk: Desk, before: Shortlist, after: Shortlist) -> Changes:
    """Writes the difference of two states of one shortlist as one user action."""
    return desk.write(*_edits(desk, before, after))


def _edits(desk: Desk, before: Shortlist, after: Shortlist) -> list[Edit]:
    stored = read.by_ids(desk.database, Referral.KIND, (referral.id for referral in before.referrals))
    kept = {referral.id for referral in after.referrals}
    edits = [Edit(record, None) for id_, record in stored.items() if id_ not in kept]
    for referral in after.referrals:
        record = stored.get(referral.id)
        edits.append(Edit(record, referral.onto(record) if record else referral.record()))
    return edits
