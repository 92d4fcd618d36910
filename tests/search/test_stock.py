"""What filters leave and how many each word counts, against a plain reading of every offer."""

from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kosidesk.domain.city_map import metres
from kosidesk.domain.freshness import MOST_UNANSWERED, Light, freshness
from kosidesk.domain.offer import ACTIVE, INACTIVE, VANISHED
from kosidesk.search.bitset import bits_of, flags, joined
from kosidesk.search.query import ANYWHERE, FACETS, FRESHNESS, PAUSED, UNANSWERED, UNSAID, Choice, Near, Query
from kosidesk.search.rows import Rows
from kosidesk.search.said import Change, Said
from kosidesk.search.stock import Stock

TODAY = date(2026, 11, 21)
WORDS = ("Barmen", "Elberfeld", ANYWHERE, "3")
SAID = [facet for facet in FACETS if facet != FRESHNESS]
MIDDLES = {"Barmen": (51.27, 7.2)}
HERE = (51.25, 7.15)
LIGHTS = [*(light.value for light in Light), UNANSWERED]


@dataclass(frozen=True)
class One:
    """An offer, told without an index."""

    fresh: int = 0
    title: int = 0
    status: str = ACTIVE
    paused: int = 0
    unanswered: int = 0
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    points: tuple[tuple[float, float], ...] = ()

    def stands(self) -> str:
        return PAUSED if self.status == ACTIVE and self.paused > TODAY.toordinal() else self.status

    def says(self, facet: str) -> frozenset[str]:
        if facet == FRESHNESS:
            on = date.fromordinal(self.fresh) if self.fresh else None
            light = freshness(on, None, TODAY, unanswered=self.unanswered).light
            return frozenset((light.value, *((UNANSWERED,) if self.is_silent() else ())))
        return frozenset(self.words.get(facet, (UNSAID,)))

    def is_silent(self) -> bool:
        return self.unanswered >= MOST_UNANSWERED

    def places(self) -> Iterable[tuple[float, float]]:
        named = self.words.get("districts", ())
        return self.points or [MIDDLES[name] for name in named if name in MIDDLES]

    def is_near(self, near: Near) -> bool:
        apart = (metres((near.longitude, near.latitude), (east, north)) for north, east in self.places())
        return ANYWHERE in self.says("districts") or any(far <= near.km * 1000 for far in apart)

    def is_met(self, query: Query, but: str = "") -> bool:
        return (
            (but == "statuses" or not query.statuses or self.stands() in query.statuses)
            and (but == "near" or query.near is None or self.is_near(query.near))
            and all(
                (not choice.include or choice.include & self.says(facet))
                and not choice.exclude & self.says(facet)
                for facet, choice in query.choices.items()
                if facet != but
            )
        )


def stock(offers: dict[int, One]) -> Stock:
    said = Said().after(Change(n, one.words, one.points) for n, one in offers.items())
    return Stock(rows(offers), said.spelt(lambda _facet, word: word, MIDDLES))


def rows(offers: dict[int, One]) -> Rows:
    order = sorted(offers, key=lambda n: (-offers[n].fresh, offers[n].title))
    standing = {(one.status, one.paused) for one in offers.values()}
    return Rows(
        array("q", order),
        array("q", [offers[n].fresh for n in order]),
        {
            (status, paused): bits_of(
                [n for n, one in offers.items() if (one.status, one.paused) == (status, paused)]
            )
            for status, paused in standing
        },
        bits_of([n for n, one in offers.items() if one.is_silent()]),
    )


NUMBERS = st.integers(0, 70)
SOME_WORDS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True).map(tuple)
DAYS = st.just(0) | st.integers((TODAY - timedelta(400)).toordinal(), (TODAY + timedelta(2)).toordinal())
POINT = st.tuples(st.floats(51.2, 51.3), st.floats(7.1, 7.3))
OFFERS = st.builds(
    One,
    fresh=DAYS,
    title=st.integers(0, 3),
    status=st.sampled_from([ACTIVE, INACTIVE, VANISHED]),
    paused=st.sampled_from([0, TODAY.toordinal(), TODAY.toordinal() + 1]),
    unanswered=st.integers(0, 4),
    words=st.dictionaries(st.sampled_from(SAID), SOME_WORDS, max_size=5),
    points=st.lists(POINT, max_size=2).map(tuple),
)
STOCKS = st.dictionaries(NUMBERS, OFFERS, max_size=12)


def choices(words: Iterable[str]) -> st.SearchStrategy[Choice]:
    few = st.frozensets(st.sampled_from([*words, UNSAID, "Nirgends"]), max_size=2)
    return st.builds(Choice, few, few)


@st.composite
def queries(draw: st.DrawFn) -> Query:
    statuses = draw(st.frozensets(st.sampled_from([ACTIVE, PAUSED, INACTIVE])))
    near = draw(st.sampled_from([None, None, Near(*HERE, 2), Near(*HERE, 20)]))
    query = Query(TODAY, statuses=statuses, near=near)
    for facet in draw(st.sets(st.sampled_from(FACETS), max_size=3)):
        query = query.choosing(facet, draw(choices(LIGHTS if facet == FRESHNESS else WORDS)))
    return query


@settings(max_examples=300, deadline=None)
@given(STOCKS, queries())
def test_the_set_and_the_list_hold_whoever_meets_every_filter(offers: dict[int, One], query: Query) -> None:
    known = stock(offers)

    met = known.met(query)

    meant = [n for n in sorted(offers) if offers[n].is_met(query)]
    assert met == bits_of(meant)
    assert list(known.rows.newest(met)) == [n for n in known.rows.order if n in meant]


@settings(max_examples=300, deadline=None)
@given(STOCKS, queries(), st.frozensets(NUMBERS))
def test_each_word_counts_what_is_left_under_all_other_filters(
    offers: dict[int, One], query: Query, found: frozenset[int]
) -> None:
    counted = stock(offers).facets(query, bits_of(list(found)))

    for facet in FACETS:
        left = [one for n, one in offers.items() if n in found and one.is_met(query, but=facet)]
        assert counted[facet] == Counter(word for one in left for word in one.says(facet))
    standing = [one for n, one in offers.items() if n in found and one.is_met(query, but="statuses")]
    assert counted["statuses"] == Counter(one.stands() for one in standing)
    anywhere = [one for n, one in offers.items() if n in found and one.is_met(query, but="near")]
    lost = [one for one in anywhere if not one.places() and ANYWHERE not in one.says("districts")]
    assert counted["near"] == {UNSAID: len(lost)}


@settings(max_examples=200, deadline=None)
@given(st.lists(st.dictionaries(NUMBERS, st.none() | OFFERS, max_size=6), max_size=5))
def test_changes_leave_the_same_as_reading_everything_anew(steps: list[dict[int, One | None]]) -> None:
    said, offers = Said(), dict[int, One]()
    for step in steps:
        said = said.after(
            Change(n, one.words, one.points) if one else Change(n, None) for n, one in step.items()
        )
        offers = {n: one for n, one in (offers | step).items() if one}

    assert said == Said().after(Change(n, one.words, one.points) for n, one in offers.items())


def test_spellings_of_one_word_are_one_word() -> None:
    offers = {1: One(words={"fields": ("natur",)}), 2: One(words={"fields": ("Natur",), "tasks": ("natur",)})}
    raw = Said().after(Change(n, one.words) for n, one in offers.items())

    said = raw.spelt(lambda facet, word: word.title() if facet == "fields" else word, {})

    assert dict(said.values("fields")) == {"Natur": 0b110, UNSAID: 0}
    assert dict(said.values("tasks")) == {"natur": 0b100, UNSAID: 0b010}


@given(st.sets(st.integers(0, 2000)))
def test_a_set_of_numbers_is_one_integer(ns: set[int]) -> None:
    bits = bits_of(ns)
    assert bits == joined(1 << n for n in ns)
    for size in (1000, 2001):
        marked = [n for n, one in enumerate(flags(bits, size)) if one]
        assert marked == sorted(n for n in ns if n < size)
