"""The invented stock has the shape of one real stock, at any size, and names nobody."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from math import asin, cos, radians, sin, sqrt
from statistics import median, quantiles

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kosidesk import schema
from kosidesk.domain.city import DISTRICTS, FIELDS, TARGET_GROUPS, City, unknown
from kosidesk.domain.offer import OFFER_KINDS, QUALITIES
from kosidesk.domain.record import Values, is_empty
from kosidesk.exchange.feed import LISTS, Entry
from kosidesk.services import cities, demo
from kosidesk.services.demo import shape

TODAY = date(2026, 11, 21)
SIZES = pytest.mark.parametrize("size", [429, 2000])


@cache
def city() -> City:
    return cities.load(demo.DEMO_CITY)


@cache
def entries(size: int) -> tuple[Entry, ...]:
    return demo.stock(city(), TODAY, size).entries


def count(size: int, test: Callable[[Entry], object]) -> float:
    """How many of 429 offers pass."""
    return sum(bool(test(entry)) for entry in entries(size)) * shape.OFFERS / size


def texts(entry: Entry) -> Iterator[str]:
    for values in (entry.offer, entry.organisation, *entry.places, *entry.contacts):
        for value in values.values():
            yield from value if isinstance(value, tuple) else [str(value)]


def age(entry: Entry) -> timedelta:
    return TODAY - date.fromisoformat(str(entry.offer["edited_on"]))


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 200), st.integers(0, 200))
def test_a_smaller_stock_is_the_beginning_of_a_larger_one(one: int, other: int) -> None:
    small, large = sorted((one, other))

    assert demo.stock(city(), TODAY, small).entries == demo.stock(city(), TODAY, large).entries[:small]


def test_another_seed_is_another_stock_under_the_same_numbers() -> None:
    one, other = (demo.stock(city(), TODAY, 20, seed).entries for seed in (1, 2))

    assert [e.number for e in one] == [e.number for e in other]
    assert [e.offer["title"] for e in one] != [e.offer["title"] for e in other]


def test_another_day_moves_the_dates_and_nothing_else() -> None:
    dates = {"edited_on", "created_on"}

    def timeless(entry: Entry) -> Values:
        return {name: value for name, value in entry.offer.items() if name not in dates}

    later = demo.stock(city(), TODAY + timedelta(days=400), 50).entries

    assert [timeless(e) for e in later] == [timeless(e) for e in entries(429)[:50]]
    assert [e.offer["edited_on"] for e in later] != [e.offer["edited_on"] for e in entries(429)[:50]]


def test_it_comes_from_the_demo_and_never_makes_an_offer_vanish() -> None:
    feed = demo.stock(city(), TODAY, 1)

    assert feed.source == demo.DEMO_SOURCE
    assert feed.format not in LISTS


@SIZES
def test_texts_are_as_long_as_real_ones(size: int) -> None:
    titles = [len(str(e.offer["title"])) for e in entries(size)]
    descriptions = [len(str(e.offer["description"])) for e in entries(size)]

    assert median(titles) == pytest.approx(42, abs=2)
    assert sum(length > 80 for length in titles) * shape.OFFERS / size == pytest.approx(32, abs=3)
    assert median(descriptions) == pytest.approx(692, rel=0.05)
    assert quantiles(descriptions, n=10)[-1] == pytest.approx(1644, rel=0.05)
    assert 100 < min(descriptions) < max(descriptions) <= 3558


@SIZES
@pytest.mark.parametrize(
    ("name", "counts"),
    [("fields", (112, 71, 101, 75, 70)), ("target_groups", (29, 189, 96, 115)), ("districts", (85, 280, 64))],
)
def test_words_per_offer_are_as_many_as_in_the_real_stock(
    size: int, name: str, counts: tuple[int, ...]
) -> None:
    last = len(counts) - 1

    for many, expected in enumerate(counts):
        found = count(size, lambda e, m=many: min(len(e.offer[name]), last) == m)  # type: ignore[misc]
        assert found == pytest.approx(expected, abs=4)


@SIZES
def test_fields_are_about_as_frequent_as_in_the_real_stock(size: int) -> None:
    real = {
        "Kinder und Jugend": 96,
        "Beratung, Begleitung & Patenschaften": 86,
        "Bildung & Lernen": 83,
        "Freizeit und Sport": 71,
        "Vielfalt und Zusammenleben": 66,
        "Natur, Tiere & Umwelt": 39,
        "Menschen mit Behinderungen": 31,
        "Rettungswesen und Katastrophenschutz": 15,
    }
    found = Counter(word for entry in entries(size) for word in entry.offer["fields"])

    for word, expected in real.items():
        assert found[word] * shape.OFFERS / size == pytest.approx(expected, rel=0.25)


@SIZES
def test_offers_are_as_stale_as_real_ones(size: int) -> None:
    over_a_year = count(size, lambda e: age(e) > timedelta(days=365)) / shape.OFFERS
    over_three = count(size, lambda e: age(e) > timedelta(days=1095)) / shape.OFFERS

    assert over_a_year == pytest.approx(0.497, abs=0.01)
    assert over_three == pytest.approx(0.301, abs=0.01)
    assert all(age(entry) >= timedelta(0) for entry in entries(size))
    assert all(str(e.offer["created_on"]) <= str(e.offer["edited_on"]) for e in entries(size))


@SIZES
def test_times_contacts_and_open_places_are_given_as_often_as_in_the_real_stock(size: int) -> None:
    assert count(size, lambda e: e.offer.get("time_text")) == pytest.approx(278, abs=4)
    assert count(size, lambda e: e.offer["open_places"] == 0) == pytest.approx(226, abs=4)
    assert count(
        size, lambda e: e.contacts and all(e.contacts[0][name] for name in ("name", "mail", "phone"))
    ) == pytest.approx(385, abs=4)


def test_most_times_are_worded_in_their_own_way() -> None:
    times = [e.offer["time_text"] for e in entries(429) if "time_text" in e.offer]

    assert len(set(times)) == pytest.approx(240, abs=12)


@SIZES
@pytest.mark.parametrize(
    ("field", "word", "expected"),
    [
        ("training", "Fortbildung", 42),
        ("expenses", "Fahrtkosten", 19),
        ("minimum_age", "18 Jahre", 18),
        ("insurance", "haftpflichtversichert", 15),
        ("languages", "Deutschkenntnisse", 11),
        ("accessibility", "barrierefrei", 10),
        ("licence", "Führerschein", 9),
        ("documents", "Führungszeugnis|Impfungen", 22),
    ],
)
def test_conditions_and_benefits_are_mentioned_as_often_as_in_the_real_stock(
    size: int, field: str, word: str, expected: int
) -> None:
    stated = [not is_empty(entry.offer.get(field)) for entry in entries(size)]
    mentioned = [bool(re.search(word, str(entry.offer["description"]))) for entry in entries(size)]

    assert stated == mentioned
    assert sum(stated) * shape.OFFERS / size == pytest.approx(expected, abs=3)


@SIZES
def test_organisations_are_as_many_as_in_the_real_stock_and_keep_their_values(size: int) -> None:
    known: dict[object, Values] = {}
    for entry in entries(size):
        assert known.setdefault(entry.organisation["number"], entry.organisation) == entry.organisation

    assert len(known) * shape.OFFERS / size == pytest.approx(249, abs=1)
    assert len({str(values["name"]) for values in known.values()}) == len(known)


def test_numbers_are_given_once() -> None:
    assert len({entry.number for entry in entries(2000)}) == 2000


def test_every_value_has_a_field_and_every_word_is_the_citys() -> None:
    for entry in entries(2000):
        assert set(entry.offer) <= set(schema.OFFER.names())
        assert set(entry.organisation) <= set(schema.ORGANISATION.names())
        assert all(set(place) <= set(schema.PLACE.names()) for place in entry.places)
        assert all(set(contact) <= set(schema.CONTACT.names()) for contact in entry.contacts)
        assert entry.offer["kind"] in OFFER_KINDS
        for facet in (FIELDS, TARGET_GROUPS, DISTRICTS):
            assert unknown(city(), facet, entry.offer[facet]) == ()  # type: ignore[arg-type]


def test_places_lie_in_the_city_and_their_quality_says_what_they_are_worth() -> None:
    for (place,) in (entry.places for entry in entries(2000)):
        assert place["quality"] in QUALITIES
        assert ("latitude" in place) == (place["quality"] not in ("anywhere", "none"))
        if "latitude" in place:
            assert distance_km(place) < city().radius_km
        if "postcode" in place:
            (district,) = (d for d in city().districts if d.name == place["district"])
            assert place["postcode"] in district.postcodes


def distance_km(place: Values) -> float:
    north, east = float(str(place["latitude"])), float(str(place["longitude"]))
    lat, lon = city().centre_latitude, city().centre_longitude
    half = sin(radians(north - lat) / 2) ** 2
    half += cos(radians(lat)) * cos(radians(north)) * sin(radians(east - lon) / 2) ** 2
    return 2 * 6371 * asin(sqrt(half))


def test_nobody_can_be_reached() -> None:
    for entry in entries(2000):
        for text in texts(entry):
            assert "@" not in text or re.fullmatch(r"[a-z.-]+@example\.org", text)
            assert not text.startswith("http") or text.startswith("https://www.example.org/")
        for values in (entry.organisation, *entry.contacts):
            assert re.fullmatch(r"(0202 000-\d{4})?", str(values["phone"]))
        assert not re.search(r"\d{5,}|\+49|\b0\d", str(entry.offer["description"]))


def test_a_description_never_says_the_same_twice() -> None:
    for entry in entries(2000):
        pieces = re.split(r"\n+|(?<=[.?!]) ", str(entry.offer["description"]))
        assert max(Counter(pieces).values()) == 1


def test_nothing_is_left_unfilled() -> None:
    assert not any(sign in text for entry in entries(2000) for text in texts(entry) for sign in "{}")


def test_a_city_with_other_districts_gets_its_own_stock() -> None:
    other = cities.load("musterstadt")

    stock = demo.stock(other, TODAY, 50).entries

    assert {entry.organisation["town"] for entry in stock} == {"Musterstadt"}
    assert {entry.organisation["postcode"] for entry in stock} == {"00001", "00002"}


def test_the_demo_passphrase_is_four_words_anyone_can_type() -> None:
    assert re.fullmatch(r"[a-z]+( [a-z]+){3}", demo.DEMO_PASSPHRASE)
