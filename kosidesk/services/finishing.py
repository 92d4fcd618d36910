"""The end of a talk: who contacts whom until when, when to ask back, and what mattered."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kosidesk.domain.change import Changes, Edit
from kosidesk.domain.consultation import CONTACT_BY, Consultation
from kosidesk.domain.errors import Invalid
from kosidesk.domain.fault import Fault
from kosidesk.domain.follow_up import FollowUp, on_weekday, proposed
from kosidesk.domain.ids import RecordId
from kosidesk.services import clients, consultations, demand, editing, wishes
from kosidesk.services.desk import Desk

_CONTACT_WITHIN = timedelta(weeks=1)


@dataclass(frozen=True)
class Agreement:
    """What both sides leave with; without `minutes` the clock of the talk counts."""

    contact_by: str = ""
    contact_until: date | None = None
    essence: str = ""
    minutes: int | None = None
    ask_on: tuple[date, ...] = ()


def proposal(desk: Desk, consultation: RecordId) -> Agreement:
    """What is agreed most of the time. Raises NotPossibleNow unless the consultation is open."""
    talk = Consultation.of(consultations.open_record(desk, consultation, "close"))
    today = desk.today()
    return Agreement(
        contact_by=talk.contact_by or CONTACT_BY[0],
        contact_until=talk.contact_until or on_weekday(today + _CONTACT_WITHIN),
        essence=talk.essence,
        minutes=talk.minutes_until(desk.clock()),
        ask_on=() if clients.no_longer_contacted(desk, consultation) else proposed(today),
    )


def finish(desk: Desk, consultation: RecordId, agreement: Agreement) -> Changes:
    """Closes the talk and promises to ask back, as one user action; its wish counts as demand.

    Raises Invalid with every fault; NotPossibleNow unless the consultation is open.
    """
    old = consultations.open_record(desk, consultation, "close")
    closed = _agreed(Consultation.of(old).closed(desk.clock()), agreement)
    edit = Edit(old, closed.onto(old))
    found = (*_faults(agreement, desk.today()), *editing.new_faults(edit))
    if found:
        raise Invalid(found)
    promises = (Edit(None, one.record()) for one in _promises(desk, closed, agreement))
    return editing.save(desk, edit, *promises, *demand.keep_wish(desk, wishes.of(desk, consultation)))


def _agreed(closed: Consultation, agreement: Agreement) -> Consultation:
    return replace(
        closed,
        contact_by=agreement.contact_by,
        contact_until=agreement.contact_until,
        essence=agreement.essence,
        minutes=closed.minutes if agreement.minutes is None else agreement.minutes,
    )


def _promises(desk: Desk, closed: Consultation, agreement: Agreement) -> Iterator[FollowUp]:
    for day in sorted(set(agreement.ask_on)):
        yield FollowUp(desk.born_id(), closed.id, day, closed.counsellor or desk.user.id)


def _faults(agreement: Agreement, today: date) -> Iterator[Fault]:
    """What the registry cannot know: the words to choose from, and that a promise is about the future."""
    if agreement.contact_by not in ("", *CONTACT_BY):
        yield Fault("contact_by", "choice", agreement.contact_by)
    if agreement.contact_until and agreement.contact_until < today:
        yield Fault("contact_until", "past", agreement.contact_until.isoformat())
    for day in agreement.ask_on:
        if day < today:
            yield Fault("due_on", "past", day.isoformat())
