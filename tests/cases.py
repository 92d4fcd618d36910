"""Thousands of consultations with all that belongs to them, invented and the same each time: full desks."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random

from kosidesk.domain.change import Edit
from kosidesk.domain.client import PURPOSES, Client, Consent, client_id
from kosidesk.domain.consultation import (
    CHANNELS,
    CLOSED,
    CONTACT_BY,
    HANDED_OUT,
    KINDS,
    OBSTACLES,
    PAUSED,
    REFERRAL_STATES,
    SEEKING,
    STARTED,
    Consultation,
    Referral,
)
from kosidesk.domain.follow_up import DONE, DUE, PROPOSED, FollowUp, on_weekday
from kosidesk.domain.ids import RecordId, read_code
from kosidesk.domain.record import Typed
from kosidesk.domain.wish import MOTIVES, Wish, wish_id
from kosidesk.services.desk import Desk
from kosidesk.storage import read

DAYS = 365
"""So long ago the first of them began."""

_BATCH = 1_000
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_WISHES = ("mit Kindern", "etwas mit den Händen", "vorlesen", "im Garten", "nicht am Wochenende", "")
_WORDS = ("War Lehrerin.", "Kommt mit der Schwebebahn.", "Möchte klein anfangen.", "Hat dienstags Zeit.")
_REASONS = ("Sie haben Zeit.", "Der Weg ist kurz.", "Es passt zu Ihren Kenntnissen.", "")


def add(desk: Desk, count: int, seed: int = 1) -> None:
    """So many consultations of the year before the desk's clock, in a few transactions."""
    random = Random(seed)  # noqa: S311 - a stock, no secret
    offers = [record.id for record in read.all_of(desk.database, "offer")]
    for begun in range(0, count, _BATCH):
        edits = [
            Edit(None, value.record())
            for number in range(begun, min(count, begun + _BATCH))
            for value in _case(desk, random, offers, share=number / count)
        ]
        desk.write(*edits)


def _case(desk: Desk, random: Random, offers: Sequence[RecordId], share: float) -> Iterator[Typed]:
    """`share` tells how much of the year had passed; the last ones wait, all others are closed."""
    at = desk.clock() - timedelta(days=DAYS * (1 - share), minutes=random.randrange(400))
    kind = random.choices(KINDS, weights=[8 if one == SEEKING else 1 for one in KINDS])[0]
    talk = Consultation(
        desk.born_id(),
        code=_code(random),
        kind=kind,
        channel=random.choice(CHANNELS),
        state=PAUSED if share > 0.998 else CLOSED,
        counsellor=desk.user.id,
        begun_at=at,
        ended_at=at + timedelta(minutes=40),
        notes=random.choice(_WORDS),
        resumed_at=at,
        minutes=random.randrange(5, 60),
        contact_by=random.choice(CONTACT_BY),
        contact_until=on_weekday((at + timedelta(days=7)).date()),
        essence=random.choice(_WORDS),
    )
    yield talk
    if kind == SEEKING:
        yield _wish(desk, random, talk.id)
        yield from _referrals(desk, random, talk, random.sample(offers, k=random.randrange(1, 5)))
    yield from _promises(desk, random, talk, at)
    if random.random() < 0.1:
        yield from _client(desk, talk)


def _code(random: Random) -> str:
    body = "".join(random.choices(_LETTERS, k=8))
    return next(code for letter in _LETTERS if (code := read_code(f"{body}-{letter}")))


def _wish(desk: Desk, random: Random, talk: RecordId) -> Wish:
    return Wish(
        wish_id(talk),
        talk,
        words=random.choice(_WISHES),
        motives=tuple(random.sample(MOTIVES, k=2)),
        districts=(random.choice(desk.city.districts).name,),
        week=random.getrandbits(21),
    )


def _referrals(
    desk: Desk, random: Random, talk: Consultation, offers: Sequence[RecordId]
) -> Iterator[Referral]:
    told = random.random() < 0.7
    for position, offer in enumerate(offers):
        state = random.choice(REFERRAL_STATES[2:]) if told else HANDED_OUT
        yield Referral(
            desk.born_id(),
            talk.id,
            offer,
            position,
            reason=random.choice(_REASONS),
            state=state,
            state_on=talk.contact_until if told else None,
            obstacle=random.choice(OBSTACLES) if told and state != STARTED else "",
        )


def _promises(desk: Desk, random: Random, talk: Consultation, at: datetime) -> Iterator[FollowUp]:
    """What was due before yesterday is done, except for some."""
    for after in PROPOSED:
        due_on = on_weekday((at + after).date())
        is_done = due_on < desk.today() and random.random() < 0.98
        yield FollowUp(
            desk.born_id(),
            talk.id,
            due_on,
            talk.counsellor,
            state=DONE if is_done else DUE,
            tries=random.randrange(2),
            done_on=due_on if is_done else None,
        )


def _client(desk: Desk, talk: Consultation) -> Iterator[Typed]:
    known = client_id(talk.id)
    yield Client(known, talk.id, name=f"Anna Beispiel {talk.code[:4]}", phone="0202 000-111")
    for purpose in PURPOSES:
        yield Consent(
            desk.born_id(), known, purpose, "2026-01", given_on=talk.contact_until, taken_by=desk.user.id
        )
