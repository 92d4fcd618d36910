"""Finds offers, shows them in lists, and fetches one with everything around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kosidesk.domain.errors import Ambiguous, NotFound
from kosidesk.domain.freshness import Freshness, freshness
from kosidesk.domain.ids import RecordId, read_code
from kosidesk.domain.offer import (
    ACTIVE,
    Contact,
    FullOffer,
    Offer,
    Organisation,
    Place,
    Translation,
    in_order,
)
from kosidesk.domain.record import Record
from kosidesk.search.query import Facets, Hits, Query
from kosidesk.services import conflicts
from kosidesk.services.desk import Desk
from kosidesk.services.stock import stock
from kosidesk.services.understanding import asked, recent
from kosidesk.storage import offer_rows, offer_search, read
from kosidesk.storage.index_damage import noticed


@dataclass(frozen=True)
class OfferRow:
    """One line of the offer list; `n` is the offer's number in `Hits`."""

    n: int
    id: RecordId
    number: str
    title: str
    organisation: str
    district: str
    time_text: str
    open_places: int | None
    status: str
    freshness: Freshness
    paused_until: date | None = None


@noticed()
def find(desk: Desk, query: Query, group: tuple[str, ...] = ()) -> Hits:
    """All matching offers, best first; `group` are words that would mean the same, too.

    Raises Cancelled where `stop_finding` was faster, IndexDamaged.
    """
    known, understood = stock(desk, query), asked(desk, query.text, group)
    with desk.database.reading(interruptible=True) as connection:
        return offer_search.find(connection, understood, known.rows, known.met(query), recent(desk))


@noticed()
def facets(desk: Desk, query: Query) -> Facets:
    """How many offers each word of a facet would leave, under all other filters.

    Under "near" stands how many would be left of which nobody knows where they happen. Raises Cancelled,
    IndexDamaged.
    """
    known, understood = stock(desk), asked(desk, query.text)
    with desk.database.reading(interruptible=True) as connection:
        return known.facets(
            query, offer_search.met(connection, understood, known.rows, known.met(query), recent(desk))
        )


def stop_finding(desk: Desk) -> None:
    """Ends a search under way; called at each key, from any thread."""
    desk.database.interrupt()


def rows(desk: Desk, ns: Sequence[int]) -> tuple[OfferRow, ...]:
    """The lines of some hits, in their order; an offer deleted meanwhile is left out."""
    today = desk.today()
    with desk.database.reading() as connection:
        found = offer_rows.lines(connection, desk.database.tables, ns)
    return tuple(
        OfferRow(
            n=line.n,
            id=RecordId(line.id),
            number=line.number or "",
            title=line.title or "",
            organisation=line.organisation or "",
            district=line.district or "",
            time_text=line.time_text or "",
            open_places=line.open_places,
            status=line.status or "",
            freshness=freshness(
                offer_rows.day(line.assured_on),
                offer_rows.day(line.edited_on),
                today,
                unanswered=line.unanswered or 0,
            ),
            paused_until=offer_rows.day(line.paused_until),
        )
        for line in found
    )


def ids(desk: Desk, ns: Sequence[int]) -> tuple[RecordId, ...]:
    """Which offers some hits are, in their order; an offer deleted meanwhile is left out."""
    with desk.database.reading() as connection:
        return tuple(map(RecordId, offer_rows.ids(connection, desk.database.tables, ns)))


def row_number(desk: Desk, offer: str) -> int:
    """The number of an offer in `Hits`. Raises NotFound."""
    with desk.database.reading() as connection:
        n = offer_rows.row_number(connection, desk.database.tables, offer)
    if n is None:
        raise NotFound(Offer.KIND, offer)
    return n


def open_conflicts(desk: Desk, full: FullOffer) -> int:
    """How many disagreements about an offer, its organisation and what is part of them await a decision."""
    around = tuple(filter(None, (full.offer.id, full.organisation.id)))
    return sum(conflicts.of(desk, around).values())


def count(desk: Desk, *statuses: str) -> int:
    """How many offers stand on this desk in one of these statuses, or in any."""
    query = Query(desk.today(), statuses=frozenset(statuses))
    return stock(desk, query).met(query).bit_count()


def full(desk: Desk, offer: str) -> FullOffer:
    """Raises NotFound."""
    record = read.get(desk.database, Offer.KIND, offer)
    if record is None:
        raise NotFound(Offer.KIND, offer)
    return fulls(desk, (record,))[0]


def fulls(desk: Desk, offers: Sequence[Record]) -> tuple[FullOffer, ...]:
    """The offers with their organisations, places, contacts and translations, in the order given."""
    ids = [record.id for record in offers]
    named = [record.text("organisation") for record in offers]
    organisations = read.by_ids(desk.database, Organisation.KIND, named)
    places, contacts, translations = (
        sorted(read.by(desk.database, kind, "offer", ids), key=in_order)
        for kind in (Place.KIND, Contact.KIND, Translation.KIND)
    )
    return tuple(
        FullOffer(
            Offer.of(record),
            _organisation(record, organisations),
            tuple(Place.of(place) for place in places if place.text("offer") == record.id),
            tuple(Contact.of(contact) for contact in contacts if contact.text("offer") == record.id),
            tuple(Translation.of(one) for one in translations if one.text("offer") == record.id),
        )
        for record in offers
    )


def by_ids(desk: Desk, ids: Sequence[str]) -> tuple[FullOffer, ...]:
    """In the order given; offers that are gone are left out."""
    found = read.by_ids(desk.database, Offer.KIND, ids)
    return fulls(desk, [found[RecordId(id_)] for id_ in ids if id_ in found])


def with_number(desk: Desk, number: str) -> tuple[Record, ...]:
    """Every offer that people call by this number; several sources may use it.

    Those of the city's own source come first, and of them the current ones.
    """
    source, named, bare = number.rpartition(":")
    spellings = filter(None, (bare, read_code(bare)))
    found = [
        r
        for r in read.by(desk.database, Offer.KIND, "number", spellings)
        if not named or r.text("source") == source
    ]
    return tuple(
        sorted(found, key=lambda r: (r.text("source") != desk.city.source, r.text("status") != ACTIVE))
    )


def by_number(desk: Desk, number: str) -> Record:
    """The offer "NUMBER" or "SOURCE:NUMBER". Raises NotFound, Ambiguous."""
    found = with_number(desk, number)
    if not found:
        raise NotFound(Offer.KIND, number)
    if len(found) > 1:
        raise Ambiguous(number, tuple(f"{record.text('source')}:{record.text('number')}" for record in found))
    return found[0]


def _organisation(offer: Record, organisations: dict[RecordId, Record]) -> Organisation:
    record = organisations.get(RecordId(offer.text("organisation")))
    return Organisation.of(record) if record else Organisation(RecordId(""))
