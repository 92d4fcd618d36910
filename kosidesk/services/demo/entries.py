"""The invented stock of a city: the same at each run, and a smaller one is the beginning of a larger one."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random

from kosidesk.domain.city import City, District
from kosidesk.domain.offer import ANYWHERE, EXACT, POSTCODE, STREET, TOWN, UNKNOWN
from kosidesk.domain.record import Value
from kosidesk.exchange.feed import Entry, Feed
from kosidesk.services.demo import organisations, prose, shape
from kosidesk.services.demo.material import Topic, material
from kosidesk.services.demo.organisations import Invented
from kosidesk.services.demo.prose import Said, Subject

DEMO_SEED = 1
DEMO_SOURCE = "demo"

_FIRST_NUMBER = 1001
# How many of a hundred addresses somebody looked up how exactly.
_QUALITIES = {EXACT: 74, STREET: 8, POSTCODE: 8, TOWN: 6, UNKNOWN: 4}
_LOOKED_UP = frozenset({EXACT, STREET, POSTCODE})
# Contacts that lack nothing, the phone, the mail, or everything.
_CONTACTS = (shape.COMPLETE_CONTACTS, 15, 15, 14)
_TRAITS = (
    *("family", "topic", "title", "description", "fields", "target_groups", "districts"),
    *("edited", "time", "open_places", "contact", "quality", "remote"),
)


def stock(city: City, today: date, offers: int = 700, seed: int = DEMO_SEED) -> Feed:
    """So many invented offers in that city, in the shape of a real stock; ages count back from `today`."""
    inventor = _Inventor(city, today, seed)
    return Feed(DEMO_SOURCE, tuple(inventor.entry(n) for n in range(offers)), source=DEMO_SOURCE)


def translations(summary: str) -> Mapping[str, str]:
    """What the invented staff wrote of an invented summary in other languages."""
    return next((topic.translations for topic in material().topics if topic.summary == summary), {})


class _Inventor:
    """Invents the n-th offer, from a chance of its own and its place in the shape of the whole."""

    def __init__(self, city: City, today: date, seed: int) -> None:
        self._city, self._today, self._seed = city, today, seed
        self._material = material()
        mentions = [f"mention {n}" for n in range(len(self._material.mentions))]
        self._walk = shape.Walk((*_TRAITS, *mentions), self._rng("walk", 0))
        self._organisations: list[Invented] = []

    def entry(self, n: int) -> Entry:
        rng = self._rng("offer", n)
        body = self._organisation(rng, n)
        topic = self._topic(body, n)
        place = self._place(rng, body, topic, n)
        offer = {
            **self._words(topic, n),
            **self._texts(rng, body, topic, n),
            **self._dates(rng, n),
            **self._places_left(rng, n),
            "districts": self._districts(rng, body.district, n),
            "remote": True if place["quality"] == ANYWHERE else None,
        }
        return Entry(str(_FIRST_NUMBER + n), n + 1, offer, body.values, (place,), self._contacts(rng, n))

    def _rng(self, part: str, n: int) -> Random:
        return Random(f"{self._seed}/{part}/{n}")  # noqa: S311 - an invented stock guards no secret

    def _organisation(self, rng: Random, n: int) -> Invented:
        """As many new ones as the shape asks for; the other offers come from one known already."""
        known = len(self._organisations)
        if shape.organisations(n + 1) == known:
            return rng.choice(self._organisations)
        families = self._material.families
        weights = [sum(t.weight for t in self._material.topics_of(family)) for family in families]
        family = families[self._walk.picks("family", known, weights)]
        own_rng = self._rng("organisation", known)
        new = organisations.organisation(own_rng, self._material, self._city, family, known)
        self._organisations.append(new)
        return new

    def _topic(self, body: Invented, n: int) -> Topic:
        topics = self._material.topics_of(body.family)
        return topics[self._walk.picks("topic", n, [topic.weight for topic in topics])]

    def _words(self, topic: Topic, n: int) -> dict[str, Value]:
        return {
            "kind": topic.kind,
            "tasks": topic.does,
            "fields": self._first(topic.fields, "fields", n, shape.FIELDS),
            "target_groups": self._first(topic.target_groups, "target_groups", n, shape.TARGET_GROUPS),
        }

    def _first(self, words: tuple[str, ...], trait: str, n: int, counts: Sequence[int]) -> tuple[str, ...]:
        """As many as fall to this offer; the last count stands for all there are."""
        many = self._walk.picks(trait, n, counts)
        return words if many == len(counts) - 1 else words[:many]

    def _texts(self, rng: Random, body: Invented, topic: Topic, n: int) -> dict[str, Value]:
        said = self._said(rng, n)
        title_length = shape.on(shape.TITLE, self._walk.at("title", n))
        length = shape.on(shape.DESCRIPTION, self._walk.at("description", n))
        return {
            "title": prose.title(rng, self._material, topic, body.district.name, title_length),
            "summary": topic.summary,
            "description": prose.description(rng, self._material, Subject(body.family, topic, said), length),
            "requirements": " ".join(one.text for one in said if one.mention.asked),
            "benefits": " ".join(one.text for one in said if not one.mention.asked),
            **self._time(rng, n),
            **_stated(said),
        }

    def _said(self, rng: Random, n: int) -> tuple[Said, ...]:
        mentions = enumerate(self._material.mentions)
        return tuple(
            Said(mention, rng.choice(mention.texts))
            for number, mention in mentions
            if self._walk.has(f"mention {number}", n, mention.share)
        )

    def _time(self, rng: Random, n: int) -> dict[str, Value]:
        times = self._material.times
        shares = [one.share for one in times]
        chosen = self._walk.picks("time", n, [*shares, shape.OFFERS - sum(shares)])
        if chosen == len(times):
            return {}
        return {
            "time_text": prose.time_text(rng, self._material, times[chosen]),
            "flexible": True if times[chosen].flexible else None,
        }

    def _dates(self, rng: Random, n: int) -> dict[str, Value]:
        edited = self._today - timedelta(days=round(shape.on(shape.EDITED, self._walk.at("edited", n))))
        created = edited - timedelta(days=rng.randint(0, 2000))
        return {"edited_on": edited.isoformat(), "created_on": created.isoformat()}

    def _places_left(self, rng: Random, n: int) -> dict[str, Value]:
        taken = self._walk.has("open_places", n, shape.WITHOUT_OPEN_PLACES)
        now = rng.randint(0, 4)
        return {
            "open_places": 0 if taken else rng.randint(1, 6),
            "placements": now + rng.randint(0, 12),
            "current_placements": now,
            "contactable": 1,
        }

    def _districts(self, rng: Random, home: District, n: int) -> tuple[str, ...]:
        match self._walk.picks("districts", n, shape.DISTRICTS):
            case 0:
                return ()
            case 1:
                return (home.name,)
        others = [district.name for district in self._city.districts if district != home]
        return (home.name, *rng.sample(others, min(len(others), rng.randint(1, 3))))

    def _place(self, rng: Random, body: Invented, topic: Topic, n: int) -> dict[str, Value]:
        """At the organisation's own address, unless the work is done from anywhere."""
        if topic.remote and self._walk.at("remote", n) < 0.5:
            return {"town": self._city.name, "quality": ANYWHERE}
        quality = tuple(_QUALITIES)[self._walk.picks("quality", n, tuple(_QUALITIES.values()))]
        return {
            **{name: body.values[name] for name in ("street", "postcode", "town")},
            **self._position(rng, body.district, quality),
            "quality": quality,
            "district": body.district.name,
            "stop": rng.choice(self._material.stops),
        }

    def _position(self, rng: Random, district: District, quality: str) -> dict[str, Value]:
        if quality == TOWN:
            return {"latitude": self._city.centre_latitude, "longitude": self._city.centre_longitude}
        if quality not in _LOOKED_UP:
            return {}
        return {
            "latitude": round(district.latitude + rng.uniform(-0.010, 0.010), 6),
            "longitude": round(district.longitude + rng.uniform(-0.016, 0.016), 6),
        }

    def _contacts(self, rng: Random, n: int) -> tuple[dict[str, Value], ...]:
        person = organisations.contact(rng, self._material)
        match self._walk.picks("contact", n, _CONTACTS):
            case 1:
                return ({**person, "phone": ""},)
            case 2:
                return ({**person, "mail": ""},)
            case 3:
                return ()
        return (person,)


def _stated(said: tuple[Said, ...]) -> dict[str, Value]:
    """What is said, once more as fields."""
    values: dict[str, Value] = {}
    for one in said:
        value = one.mention.value or one.text
        before = values.get(one.mention.field)
        both = isinstance(value, tuple) and isinstance(before, tuple)
        values[one.mention.field] = (*before, *value) if both else value  # type: ignore[misc]
    return values
