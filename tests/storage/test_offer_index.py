from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, StaticPool, create_engine

from kosidesk.domain.freshness import MOST_UNANSWERED, Light
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import ACTIVE, INACTIVE, VANISHED, Offer, Organisation, Place
from kosidesk.search.query import OPEN, PAUSED, UNANSWERED, UNSAID, Choice, Facets, Hits, Query
from kosidesk.search.said import Said
from kosidesk.search.stock import Stock
from kosidesk.search.terms import parse, spans
from kosidesk.storage import offer_index, offer_search, offer_words
from kosidesk.storage.offer_index import IndexEntry
from kosidesk.storage.offer_meaning import Asked
from kosidesk.storage.offer_search import Recent

TODAY = date(2026, 11, 21)
FIELDS = ("Kinder und Jugend", "Natur, Tiere & Umwelt", "Bildung & Lernen")
GROUPS = ("Senior*innen", "Tiere")
DISTRICTS = ("Elberfeld", "Barmen", "Ronsdorf")


def connect(path: str = ":memory:") -> Iterator[Connection]:
    engine = create_engine(
        "sqlite+pysqlite://",
        module=sqlcipher,
        creator=lambda: sqlcipher.connect(path, isolation_level=None),
        poolclass=StaticPool,
    )
    with engine.connect() as connection:
        offer_index.create(connection)
        yield connection
    engine.dispose()


@pytest.fixture
def connection() -> Iterator[Connection]:
    yield from connect()


@pytest.fixture(scope="module")
def shared() -> Iterator[Connection]:
    """One table for thousands of generated examples."""
    yield from connect()


def offer(title: str = "", **values: object) -> Offer:
    return replace(Offer(RecordId("o"), title=title), **values)  # type: ignore[arg-type]


def keep(connection: Connection, *offers: Offer) -> None:
    """Indexes the offers as 1, 2, 3 …, in place of all others."""
    offer_index.create(connection)
    entries = [offer_index.entry(one.record(), None, ()) for one in offers]
    offer_index.put(connection, enumerate(entries, start=1))


def stock(connection: Connection) -> Stock:
    """As `services.stock` reads it."""
    said = Said()
    for changes in offer_words.news(connection, 0):
        said = said.after(changes)
    return Stock(offer_words.rows(connection), said)


def hits(connection: Connection, query: Query) -> Hits:
    known = stock(connection)
    return offer_search.find(connection, asked(query), known.rows, known.met(query), Recent())


def facets(connection: Connection, query: Query) -> Facets:
    known = stock(connection)
    return known.facets(query, met(connection, query))


def met(connection: Connection, query: Query) -> int:
    known = stock(connection)
    return offer_search.met(connection, asked(query), known.rows, known.met(query), Recent())


def asked(query: Query) -> Asked:
    return Asked(parse(query.text))


def _dated(entry: IndexEntry, day: int) -> IndexEntry:
    return replace(entry, line=entry.line._replace(fresh=day))


def found(connection: Connection, text: str = "", **filters: object) -> list[int]:
    return list(hits(connection, Query(TODAY, text, **filters)).ns)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "typed",
    ["20006", "42115", "421", "Friedrich", "friedrich-e", "Hauptstr", "barm", "diakonie", "e.V.", "mueller",
     "Helfern O'Brien", "C++", "§ 8", "vorl büch"],
)  # fmt: skip
def test_an_offer_is_found_by_number_place_organisation_and_words(connection: Connection, typed: str) -> None:
    found_by = offer(
        "Bücher vorlesen",
        number="20006",
        description="Helfer für O'Brien. C++ nach § 8.",
        fields=("Bildung",),
    )
    organisation = Organisation(RecordId("g"), name="Diakonie Müller e. V.")
    place = Place(RecordId("p"), street="Friedrich-Ebert-Hauptstraße 5", postcode="42115", district="Barmen")
    entry = offer_index.entry(found_by.record(), organisation.record(), [place.record()])
    other = offer_index.entry(offer("Schach").record(), None, ())

    offer_index.put(connection, [(7, entry), (8, other)])

    assert found(connection, typed) == [7]


def test_words_in_the_title_come_before_words_elsewhere(connection: Connection) -> None:
    keep(
        connection,
        offer("Hilfe", description="Wir suchen Sie.\nEs gibt einen Garten.", edited_on=TODAY),
        offer("Garten", edited_on=TODAY - timedelta(900)),
        offer("Hilfe", description="Im Garten.\nWir suchen Sie.", edited_on=TODAY - timedelta(1)),
        offer("Hilfe", description="Wir suchen Sie.\n• im Garten sein", edited_on=TODAY - timedelta(2)),
    )

    assert found(connection, "Gärten") == [2, 3, 4, 1]


def test_scores_fall_and_tell_the_title_from_the_rest(connection: Connection) -> None:
    told_late = offer("Hilfe", description="Wir suchen Sie.\nGarten")
    keep(connection, told_late, offer("Garten"), offer("Ein Garten am Haus"))

    scores = list(hits(connection, Query(TODAY, "Garten")).scores)

    assert scores == sorted(scores, reverse=True)
    assert [score >= 0.5 for score in scores] == [True, True, False]
    assert all(0 <= score <= 1 for score in scores)


def test_without_words_the_freshest_come_first_and_the_undated_last(connection: Connection) -> None:
    keep(
        connection,
        offer("Undatiert"),
        offer("Epoche", edited_on=date(1970, 1, 1)),
        offer("Bearbeitet", edited_on=TODAY - timedelta(5)),
        offer("Zugesichert", assured_on=TODAY - timedelta(3), edited_on=TODAY - timedelta(900)),
        offer("Ältere", edited_on=TODAY - timedelta(5)),
    )

    assert found(connection) == [4, 5, 3, 2, 1]


def test_very_many_hits_come_freshest_first_the_titles_before_the_rest(connection: Connection) -> None:
    elsewhere = offer_index.entry(offer("Hilfe", description="Garten").record(), None, ())
    in_title = offer_index.entry(offer("Garten").record(), None, ())
    rows = [(n, _dated(in_title if n % 2 else elsewhere, n)) for n in range(1, 3001)]
    offer_index.put(connection, rows)

    many = hits(connection, Query(TODAY, "Garten"))

    assert list(many.ns) == [*range(2999, 0, -2), *range(3000, 0, -2)]
    assert len(set(many.scores)) == 2


def test_an_offer_put_again_is_found_by_its_new_words_only(connection: Connection) -> None:
    keep(connection, offer("Vorlesen", fields=FIELDS))
    keep_again = offer_index.entry(offer("Kochen").record(), None, ())

    offer_index.put(connection, [(1, keep_again)])

    assert found(connection, "Vorlesen") == []
    assert found(connection, "Kochen") == [1]
    assert facets(connection, Query(TODAY))["fields"] == {UNSAID: 1}


def test_a_removed_offer_is_found_no_more(connection: Connection) -> None:
    keep(connection, offer("Vorlesen", fields=FIELDS), offer("Vorlesen"))

    offer_index.remove(connection, [1, 99])

    assert found(connection) == found(connection, "Vorlesen") == [2]
    assert facets(connection, Query(TODAY))["fields"] == {UNSAID: 1}


def test_creating_the_index_again_empties_it(connection: Connection) -> None:
    keep(connection, offer("Vorlesen", fields=FIELDS))

    offer_index.create(connection)

    assert found(connection, statuses=frozenset()) == []


def test_nothing_of_a_removed_offer_stays_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "index.db"
    for connection in connect(str(file)):
        connection.exec_driver_sql("PRAGMA secure_delete=ON")
        secret = offer("Xylophonist", description="Quastenflosser", districts=("Zwetschgenhain",))
        keep(connection, offer("Vorlesen"), secret)
        assert b"xylophon" in file.read_bytes().lower()

        offer_index.remove(connection, [2])
        offer_index.forget(connection)

        left = file.read_bytes().lower()
        assert not [word for word in (b"xylophon", b"quastenf", b"zwetschgenh") if word in left]


def test_a_filter_word_no_file_can_hold_finds_nothing(connection: Connection) -> None:
    keep(connection, offer("Vorlesen", fields=FIELDS))

    assert found(connection, choices={"fields": Choice(frozenset({"\udcff"}))}) == []


@settings(max_examples=3000, deadline=None)
@given(st.text(st.one_of(st.characters(), st.sampled_from("\ud800\0\"*'^§+#.,-(){}: aeno")), max_size=40))
def test_nothing_that_can_be_typed_fails(shared: Connection, typed: str) -> None:
    query = Query(TODAY, typed)

    assert len(hits(shared, query)) == (met(shared, query) & stock(shared).met(query)).bit_count()


@pytest.mark.parametrize(
    "typed", ["O'Brien", "C++", "§ 8", "e.V.", "-x", "3,5", '"', "*", "NEAR(", "a AND", "title : x", "\ud800"]
)
def test_everyday_signs_never_fail(connection: Connection, typed: str) -> None:
    keep(connection, offer("Vorlesen"))

    assert found(connection, typed) in ([], [1])


WORDS = st.sampled_from(
    ("Kinder", "Kindern", "kind",
     "Kindergarten", "Müller", "mueller", "Müll", "Hauptstr.", "Hauptstras", "Lehrer*innen",
     "Lehrerin", "e.V.", "e.", "V.", "C++", "§", "8", "3,5", "O'Brien", "mit", "für", "Betreuung", "betreuen",
     "be", "Ka", "42", "42115")
)  # fmt: skip
TEXTS = st.lists(WORDS, max_size=6).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_an_offer_is_found_exactly_when_every_word_can_be_marked_in_it(
    shared: Connection, title: str, description: str, typed: str
) -> None:
    keep(shared, offer(title, description=description))

    every = all(spans(f"{title}\n\n{description}", [term]) for term in parse(typed))

    both = hits(shared, Query(TODAY, typed))
    assert list(both.ns) == ([1] if every else []) or both.fewer


def some_of(words: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(words), unique=True).map(tuple)


def choice_of(words: tuple[str, ...]) -> st.SearchStrategy[Choice]:
    few = st.frozensets(st.sampled_from(words), max_size=2)
    return st.builds(Choice, few, few)


FRESH = (*(light.value for light in Light), UNANSWERED)
DAYS = st.none() | st.dates(TODAY - timedelta(400), TODAY) | st.just(date(1970, 1, 1))
OFFERS = st.builds(
    offer,
    st.sampled_from(["Vorlesen", "Garten", "Vorlesen im Garten"]),
    fields=some_of(FIELDS),
    target_groups=some_of(GROUPS),
    districts=some_of(DISTRICTS),
    open_places=st.sampled_from([None, 0, 1, 3]),
    status=st.sampled_from([ACTIVE, INACTIVE, VANISHED]),
    assured_on=DAYS,
    edited_on=DAYS,
    paused_until=st.sampled_from([None, TODAY, TODAY + timedelta(1)]),
    unanswered=st.integers(0, 4),
)
QUERIES = st.builds(
    Query,
    st.just(TODAY),
    st.sampled_from(["", "Vorlesen", "vorl", "mit"]),
    st.fixed_dictionaries(
        {
            "fields": choice_of(FIELDS),
            "target_groups": choice_of(GROUPS),
            "districts": choice_of(DISTRICTS),
            "places": st.sampled_from([Choice(), Choice(frozenset({OPEN}))]),
            "freshness": st.builds(Choice, st.frozensets(st.sampled_from(FRESH), max_size=2)),
        }
    ),
    st.frozensets(st.sampled_from([ACTIVE, PAUSED, INACTIVE, VANISHED])),
)
NAMES = ("fields", "target_groups", "districts")


def allowed(choice: Choice, words: tuple[str, ...]) -> bool:
    included = not choice.include or choice.include.intersection(words)
    return bool(included) and not choice.exclude.intersection(words)


def stands_as(one: Offer) -> str:
    return PAUSED if one.status == ACTIVE and one.is_paused(TODAY) else one.status


def is_so_fresh(wanted: frozenset[str], one: Offer) -> bool:
    silent = one.unanswered >= MOST_UNANSWERED and UNANSWERED in wanted
    return not wanted or silent or one.freshness(TODAY).light.value in wanted


def is_meant(query: Query, one: Offer) -> bool:
    """The law of a query, told without an index."""
    return (
        all(spans(one.title, [term]) for term in parse(query.text))
        and all(allowed(query.choice(name), getattr(one, name)) for name in NAMES)
        and (not query.statuses or stands_as(one) in query.statuses)
        and (query.choice("places") == Choice() or (one.open_places or 0) > 0)
        and is_so_fresh(query.choice("freshness").include, one)
    )


@settings(max_examples=300, deadline=None)
@given(st.lists(OFFERS, max_size=8), QUERIES)
def test_filters_include_and_exclude_as_a_plain_reading_would(
    shared: Connection, offers: list[Offer], query: Query
) -> None:
    keep(shared, *offers)

    meant = [n for n, one in enumerate(offers, start=1) if is_meant(query, one)]

    assert sorted(hits(shared, query).ns) == meant


@settings(max_examples=200, deadline=None)
@given(st.lists(OFFERS, max_size=8), QUERIES)
def test_each_filter_is_counted_under_all_the_others(
    shared: Connection, offers: list[Offer], query: Query
) -> None:
    keep(shared, *offers)

    counted = facets(shared, query)

    for name in NAMES:
        others = [one for one in offers if is_meant(query.choosing(name, Choice()), one)]
        words = [word for one in others for word in getattr(one, name) or (UNSAID,)]
        assert counted[name] == {word: words.count(word) for word in words}
    statuses = [stands_as(one) for one in offers if is_meant(replace(query, statuses=frozenset()), one)]
    assert counted["statuses"] == {status: statuses.count(status) for status in statuses}


@settings(max_examples=100, deadline=None)
@given(st.lists(OFFERS, max_size=8), QUERIES)
def test_lights_are_counted_as_the_rule_has_them(
    shared: Connection, offers: list[Offer], query: Query
) -> None:
    keep(shared, *offers)

    counted = stock(shared).lights(query)

    lights = [one.freshness(TODAY).light for one in offers if is_meant(replace(query, text=""), one)]
    assert counted == {light: lights.count(light) for light in Light}
