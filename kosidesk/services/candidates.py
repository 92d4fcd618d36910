"""All offers of a desk as matching asks for them, kept in memory and brought up to date from the journal."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from weakref import WeakKeyDictionary

from kosidesk.domain import conditions
from kosidesk.domain.city import DISTRICTS, FIELDS, TARGET_GROUPS, City
from kosidesk.domain.city_map import Vertex
from kosidesk.domain.ids import RecordId, normalised
from kosidesk.domain.neighbours import neighbours
from kosidesk.domain.offer import ACTIVE, ANYWHERE, EXACT, ONE_OFF, STREET, Offer, Place
from kosidesk.domain.time_reading import read
from kosidesk.matching import Candidate
from kosidesk.services.desk import Desk
from kosidesk.services.points import Point, by_name
from kosidesk.storage import offer_facts
from kosidesk.storage.database import Database
from kosidesk.storage.offer_facts import Facts


@dataclass(frozen=True)
class Table:
    """The offers by their row numbers, as they were at one place of the journal."""

    words: "Words"
    position: int
    offers: Mapping[int, Candidate]
    numbers: Mapping[RecordId, int]

    @classmethod
    def of(cls, words: "Words", position: int, offers: Mapping[int, Candidate]) -> "Table":
        return cls(words, position, offers, {offer.id: n for n, offer in offers.items()})


_tables: WeakKeyDictionary[Database, Table] = WeakKeyDictionary()
_at_tables = Lock()


def table(desk: Desk) -> Table:
    """As the desk is now; for any thread. The first call reads every offer."""
    with _at_tables:
        known = _tables.get(desk.database)
        is_of_city = known is not None and known.words.city is desk.city
        now = _brought_up_to_date(desk, known if is_of_city else None)
        _tables[desk.database] = now
    return now


def _brought_up_to_date(desk: Desk, known: Table | None) -> Table:
    with desk.database.reading() as connection:
        position = offer_facts.position(connection)
        if known and known.position == position:
            return known
        changed = offer_facts.changed(connection, known.position) if known else None
        if known is None or changed is None:
            words = Words(desk.city)
            found = offer_facts.every(connection, desk.database.tables)
            return Table.of(words, position, _candidates(found, words))
        found = offer_facts.some(connection, desk.database.tables, changed)
        kept = {n: offer for n, offer in known.offers.items() if offer.id not in changed}
        return Table.of(known.words, position, kept | _candidates(found, known.words))


class Words:
    """A city's words as it writes them, however offers spell them, and which districts lie side by side."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.neighbours = neighbours(city.districts)
        self.districts = frozenset(self.neighbours)
        self._spelt = {
            facet: _Spelling(
                (said, word.label) for word in city.words.get(facet, ()) for said in word.spellings()
            )
            for facet in (FIELDS, TARGET_GROUPS)
        }
        self._spelt[DISTRICTS] = _Spelling(
            (said, district.name) for district in city.districts for said in district.spellings()
        )

    def point(self, name: str) -> Vertex | None:
        """Where a district or a stop is."""
        district = self.city.district(name)
        found = self._points.get(normalised(district.name if district else name))
        return (found.longitude, found.latitude) if found else None

    @cached_property
    def _points(self) -> Mapping[str, Point]:
        return by_name(self.city)

    def spelt(self, facet: str, said: Iterable[str]) -> Iterator[str]:
        """A word the city lacks stays as it is."""
        return map(self._spelt[facet].__getitem__, said)


class _Spelling(dict[str, str]):
    """Any spelling → the city's; each is looked up once."""

    def __init__(self, words: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self._known = {normalised(said): word for said, word in words}

    def __missing__(self, said: str) -> str:
        self[said] = self._known.get(normalised(said), said)
        return self[said]


def _candidates(found: Iterable[Facts], words: Words) -> dict[int, Candidate]:
    return {facts.n: candidate(facts.offer, facts.places, words) for facts in found}


def candidate(offer: Offer, places: tuple[Place, ...], words: Words) -> Candidate:
    """What is stated as a field counts; where nothing is, what the running text says."""
    said = (place.district for place in places if place.district)
    districts = frozenset(words.spelt(DISTRICTS, (*offer.districts, *said)))
    remote = offer.remote is True or any(place.quality == ANYWHERE for place in places)
    time = read(offer.time_text)
    return Candidate(
        id=offer.id,
        status=offer.status or ACTIVE,
        paused_until=offer.paused_until,
        until_on=offer.until_on,
        fields=frozenset(words.spelt(FIELDS, offer.fields)),
        target_groups=frozenset(words.spelt(TARGET_GROUPS, offer.target_groups)),
        skills=frozenset((*offer.skills, *offer.tasks)),
        knowledge=conditions.knowledge(offer.requirements, offer.summary, offer.description),
        districts=districts,
        near=frozenset().union(*(words.neighbours.get(name, ()) for name in districts)),
        positions=tuple(_positions(places)),
        anywhere=remote or (bool(words.districts) and words.districts <= districts),
        remote=remote,
        week=offer.week or time.week,
        flexible=(offer.flexible if offer.flexible is not None else time.flexible) is True,
        hours_a_week=time.hours_a_week if offer.hours_a_week is None else offer.hours_a_week,
        extents=frozenset(_extents(offer, time.extent, remote=remote)),
        minimum_age=offer.minimum_age,
        maximum_age=offer.maximum_age,
        open_to_minors=offer.open_to_minors,
        certificate=conditions.certificate(
            *offer.documents, offer.requirements, offer.summary, offer.description
        ),
        languages=frozenset(offer.languages),
        step_free=conditions.step_free(offer.accessibility, *(place.accessibility for place in places)),
        training=bool(offer.training),
        proof=bool(offer.certificate),
        open_places=offer.open_places,
        assured_on=offer.assured_on,
        edited_on=offer.edited_on,
        unanswered=offer.unanswered,
    )


def _positions(places: Iterable[Place]) -> Iterator[Vertex]:
    """The middle of a postcode or a town lies too far from most of its addresses to measure from."""
    for place in places:
        if place.quality in (EXACT, STREET) and place.latitude is not None and place.longitude is not None:
            yield place.longitude, place.latitude


def _extents(offer: Offer, said: str, *, remote: bool) -> Iterator[str]:
    if extent := offer.extent or said:
        yield extent
    if offer.kind == ONE_OFF:
        yield "one_off"
    if remote:
        yield "digital"
