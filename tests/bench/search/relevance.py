"""Which offers of the demo stock are relevant, by the rule at the top of queries.toml."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from kosidesk.exchange.feed import Entry
from kosidesk.services import cities, demo
from kosidesk.services.demo.material import material
from tests.bench.search.judged import Meaning, Query, judged
from tests.bench.stocks import NOW


@dataclass(frozen=True)
class Facts:
    """What an offer is judged by; `says` is the title of its topic that its own begins with."""

    number: int
    topic: str
    says: str
    title: str
    districts: frozenset[str]
    addresses: tuple[tuple[str, str], ...]
    organisation: str

    def is_relevant(self, query: Query) -> bool:
        """By every condition the query has."""
        return (
            (not query.number or query.number == str(self.number))
            and query.organisation in self.organisation
            and any(
                street.startswith(query.street) and postcode.startswith(query.postcode)
                for street, postcode in self.addresses
            )
            and (not query.districts or self._is_in(query.districts))
        )

    def _is_in(self, districts: Iterable[str]) -> bool:
        return any(district in self.districts or district in self.title for district in districts)


def relevant(query: Query, offers: Iterable[Facts]) -> tuple[int, ...]:
    """The numbers of the relevant offers, in their order."""
    meaning = meaning_of(query)
    by_topic = bool(meaning.topics or meaning.titles)
    return tuple(
        offer.number
        for offer in offers
        if not by_topic or offer.topic in meaning.topics or offer.says in meaning.titles
        if offer.is_relevant(query)
    )


def meaning_of(query: Query) -> Meaning:
    """Its own topics and titles, and those of the meaning it shares."""
    shared = judged().meanings[query.like] if query.like else Meaning()
    return Meaning((*query.topics, *shared.topics), (*query.titles, *shared.titles))


@cache
def offers(size: int) -> Sequence[Facts]:
    return tuple(map(_facts, stock(size)))


@cache
def stock(size: int) -> Sequence[Entry]:
    return demo.stock(cities.load(demo.DEMO_CITY), NOW.date(), size).entries


def _facts(entry: Entry) -> Facts:
    title, body, place = str(entry.offer["title"]), entry.organisation, entry.places[0]
    says = max((known for known in topics() if title == known or title.startswith(f"{known} ")), key=len)
    named = entry.offer["districts"]
    return Facts(
        number=int(entry.number),
        topic=topics()[says],
        says=says,
        title=title,
        districts=frozenset((*(named if isinstance(named, tuple) else ()), str(place.get("district", "")))),
        addresses=tuple((str(at.get("street", "")), str(at.get("postcode", ""))) for at in (body, place)),
        organisation=str(body["name"]),
    )


@cache
def topics() -> dict[str, str]:
    """The topic of each title, named by its first one."""
    return {title: topic.titles[0] for topic in material().topics for title in topic.titles}
