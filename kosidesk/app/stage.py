"""The invented desk that is shown in pictures: a talk, a shortlist, a disagreement, the same each time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from kosidesk.domain.agency import Counsellor
from kosidesk.domain.availability import bit
from kosidesk.domain.change import Changes, Edit
from kosidesk.domain.city import FIELDS
from kosidesk.domain.client import PURPOSES, Client
from kosidesk.domain.consultation import Consultation
from kosidesk.domain.demand import SEARCH, Demand
from kosidesk.domain.erasure import Receipt
from kosidesk.domain.ids import NOBODY, RecordId
from kosidesk.domain.missed_search import OPEN as MISSED
from kosidesk.domain.missed_search import SearchQuestion
from kosidesk.domain.wish import Wish, wish_id
from kosidesk.search.query import Query
from kosidesk.services import (
    clients,
    consultations,
    demo_desk,
    finishing,
    imports,
    missed,
    offers,
    synonyms,
    wishes,
)
from kosidesk.services.desk import Desk
from kosidesk.services.imports import Explanation
from kosidesk.services.vault import Opened
from kosidesk.settings import Settings

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
CODE, EARLIER_CODE = "7K3QP2RD-M", "M4X9TB6E-T"
KNOWN_CODE, ANONYMOUS_CODE = "8ZK4RT2N-B", "B5Z6V0QP-1"
RECEIPT = Receipt(Changes(), ANONYMOUS_CODE, NOW.date(), NOW.date() + timedelta(days=34), "Mara")
_ADA = Client(NOBODY, name="Ada Beispiel", phone="0202 000-123", mail="ada@example.org")
_WISH = Wish(
    NOBODY,
    words="mit Kindern lesen",
    target_groups=("Kinder",),
    without_target_groups=("Tiere",),
    districts=("Barmen",),
    week=bit(day=1, part=1),
    certificate=False,
)
REASONS = ("Sie möchten mit Kindern lesen und haben dienstags Zeit.", "Der Weg ist zu Fuß zu schaffen.")
_LOOKED_FOR = ((6, 7, 21), (0, 5, 14), (8, 0, 6), (1, 2, 3))
"""Of the city's first fields: how often there was no offer, a few, a choice."""
_COLUMNS = "Nummer;Titel;Einrichtung;Stadtteil;Zeit;Beschreibung"
_KNOWN = f"""{_COLUMNS}
12;Vorlesen am Samstag;Nachbarschaft Talblick e.V.;Barmen;samstags 10 bis 12 Uhr;Kindern aus Büchern vorlesen.
13;Garten pflegen;Nachbarschaft Talblick e.V.;Barmen;nach Absprache;Beete jäten und gießen.
"""
_CHANGED = _KNOWN.replace("samstags 10 bis 12 Uhr", "samstags 11 bis 13 Uhr")
MEANING = {
    "Nr": "number",
    "Angebot": "offer.title",
    "Träger": "organisation.name",
    "Ortsteil": "offer.districts",
    "Wann": "offer.time_text",
    "Was zu tun ist": "offer.description",
}
_NEW = """Nr;Angebot;Träger;Ortsteil;Wann;Was zu tun ist
1;Kaffeeklatsch begleiten;Café Lichtblick;Vohwinkel;mittwochs;Mit Gästen ins Gespräch kommen.
2;Fahrräder richten;Werkstatt Talrad;Elberfeld;freitags;Gespendete Räder wieder fahrbar machen.
3;;Werkstatt Talrad;Elberfeld;freitags;Ein Eintrag ohne Titel.
4;Lotsin im Krankenhaus;Haus am Wald;Ronsdorf;vormittags;Besucherinnen den Weg zeigen.
"""


def set_up(scratch: Path, stock: int = demo_desk.OFFERS) -> Opened:
    """A demo desk in this folder, with something to see on every screen."""
    opened = demo_desk.open_demo(scratch / "desk", Settings(), offers=stock, clock=_clock)
    desk = replace(opened.desk, new_id=_counted_ids())
    desk.write(Edit(None, Counsellor(desk.born_id(), name="Jon").record()))
    _disagree(desk, scratch)
    _begin(desk, EARLIER_CODE, NOW - timedelta(hours=19), "phone")
    talk = _begin(desk, CODE, NOW - timedelta(minutes=23), "desk")
    found = offers.find(desk, Query(desk.today(), text="kinder lesen"))
    for row, reason in zip(offers.rows(desk, tuple(found.ns[:3])), (*REASONS, ""), strict=True):
        consultations.pick(desk, talk, row.id, reason)
    wishes.say(desk, replace(_WISH, id=wish_id(talk), consultation=talk))
    consultations.note(desk, talk, "War Lehrerin, sucht etwas ohne Verpflichtung am Wochenende.")
    _look_for(desk)
    _promise(desk, KNOWN_CODE, 15, found.ns[:2], _ADA)
    _promise(desk, ANONYMOUS_CODE, 17, found.ns[2:4])
    return replace(opened, desk=desk)


def new_table(scratch: Path) -> Path:
    """A table nobody has explained yet."""
    path = scratch / "angebote-vohwinkel.csv"
    path.write_text(_NEW, "utf-8")
    return path


def talk(desk: Desk) -> Consultation:
    """The consultation that is going on."""
    return consultations.by_code(desk, CODE)


def _clock() -> datetime:
    return NOW


def _counted_ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"00000000-0000-7000-a000-{next(numbers):012d}"


def _begin(desk: Desk, code: str, at: datetime, channel: str) -> RecordId:
    """As a consultation begins, but with a code that is the same each time."""
    talk = Consultation(desk.born_id(), code=code, channel=channel, counsellor=desk.user.id, begun_at=at)
    desk.write(Edit(None, talk.record()))
    return talk.id


def _look_for(desk: Desk) -> None:
    """Searches of this month, some words that found nothing, and one a colleague has asked about."""
    desk.note(*(Edit(None, one.record()) for one in _searches(desk)))
    for typed in ("Klöppeln", "Boule", "Boule"):
        missed.keep(desk, typed)
    asked = SearchQuestion(desk.born_id(), "Geocaching", desk.today(), MISSED)
    desk.write(Edit(None, asked.record()))
    synonyms.add(desk, ("Klönen", "Unterhaltung", "Gespräche"))


def _searches(desk: Desk) -> Iterator[Demand]:
    for field, times in zip(desk.city.choices(FIELDS, desk.today()), _LOOKED_FOR, strict=False):
        for hits, often in zip((0, 3, 24), times, strict=True):
            for _each in range(often):
                yield Demand(desk.born_id(), desk.today(), SEARCH, (field,), ("Barmen",), hits)


def _promise(desk: Desk, code: str, days: int, ns: Sequence[int], client: Client | None = None) -> None:
    """A talk so many days ago, after which somebody wanted to ask two weeks later."""
    before = replace(desk, clock=lambda: NOW - timedelta(days=days))
    talk = _begin(before, code, before.clock(), "desk")
    for row in offers.rows(before, ns):
        consultations.pick(before, talk, row.id)
    if client is not None:
        clients.keep(before, talk, client, PURPOSES)
    consultations.hand_out(before, talk)
    agreed = replace(finishing.proposal(before, talk), essence="Möchte mit Kindern lesen.")
    finishing.finish(before, talk, agreed)


def _disagree(desk: Desk, scratch: Path) -> None:
    """The same field changed on the desk and in the next file."""
    path = scratch / "nachbarschaft.csv"
    columns = {
        "Nummer": "number",
        "Titel": "offer.title",
        "Einrichtung": "organisation.name",
        "Stadtteil": "offer.districts",
        "Zeit": "offer.time_text",
        "Beschreibung": "offer.description",
    }
    for text in (_KNOWN, _CHANGED):
        path.write_text(text, "utf-8")
        looked = imports.look(desk, path, mapping=Explanation("nachbarschaft", columns))
        imports.take_over(desk, looked)
        if text is _KNOWN:
            record = next(r for r in offers.with_number(desk, "nachbarschaft:12"))
            desk.write(Edit(record, record.with_values(time_text="samstags, jede zweite Woche")))
