"""Two records that may be one, side by side, for somebody who is to say whether they are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import Contact, Offer, Organisation
from kosidesk.domain.record import Record
from kosidesk.i18n import _, number
from kosidesk.services import merging, organisations, words
from kosidesk.services.desk import Desk
from kosidesk.services.likeness import Pair
from kosidesk.storage import read

_TOLD: Mapping[str, tuple[str, ...]] = {
    Organisation.KIND: ("number", "street", "postcode", "town", "phone", "mobile", "mail", "web", "source"),
    Contact.KIND: ("function", "phone", "mobile", "mail", "source"),
}


@dataclass(frozen=True)
class Line:
    """What both say of one thing, in words; at least one of them says something."""

    label: str
    one: str
    other: str


@dataclass(frozen=True)
class Double:
    """`ids` and `names` of both; `whose` contacts they are, "" of organisations; `why` they may be one."""

    kind: str
    ids: tuple[RecordId, RecordId]
    names: tuple[str, str]
    whose: str
    why: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Doubles:
    """`shown` are the likeliest; `total` counts all."""

    shown: tuple[Double, ...]
    total: int


def doubles(desk: Desk, most: int) -> Doubles:
    """Organisations before contacts."""
    found = [(kind, pair) for kind in merging.KINDS for pair in merging.suspects(desk, kind)]
    seen = {
        kind: _records(desk, kind, [pair for of, pair in found[:most] if of == kind])
        for kind in merging.KINDS
    }
    offers = _offers(desk, tuple(seen[Organisation.KIND]))
    shown = (
        _double(desk, pair, seen[kind][pair.first], seen[kind][pair.second], offers)
        for kind, pair in found[:most]
        if {pair.first, pair.second} <= seen[kind].keys()
    )
    return Doubles(tuple(shown), len(found))


def _records(desk: Desk, kind: str, pairs: Sequence[Pair]) -> dict[RecordId, Record]:
    return read.by_ids(desk.database, kind, {id_ for pair in pairs for id_ in (pair.first, pair.second)})


def _double(desk: Desk, pair: Pair, one: Record, other: Record, offers: Mapping[RecordId, str]) -> Double:
    return Double(
        one.kind,
        (one.id, other.id),
        (_name(one), _name(other)),
        _whose(desk, one),
        words.likeness(pair.reasons),
        tuple(line for line in _lines(one, other, offers) if line.one or line.other),
    )


def _lines(one: Record, other: Record, offers: Mapping[RecordId, str]) -> Iterator[Line]:
    yield Line(words.field_name("name"), _name(one), _name(other))
    for field in _TOLD[one.kind]:
        said = (words.told(side.kind, field, side.get(field)) for side in (one, other))
        yield Line(words.field_name(field), *said)
    yield Line(_("Angebote"), offers.get(one.id, ""), offers.get(other.id, ""))


def _offers(desk: Desk, ids: Sequence[RecordId]) -> dict[RecordId, str]:
    return {row.id: number(row.offers) for row in organisations.rows(desk, ids)}


def _whose(desk: Desk, record: Record) -> str:
    """Of a contact the offer or organisation it belongs to."""
    for kind, field, name in ((Offer.KIND, "offer", "title"), (Organisation.KIND, "organisation", "name")):
        found = read.get(desk.database, kind, record.text(field)) if record.kind == Contact.KIND else None
        if found:
            return found.text(name)
    return ""


def _name(record: Record) -> str:
    return record.text("name") or _("ohne Namen")
