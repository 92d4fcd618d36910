"""What is typed is understood by the words of the stock."""

import random
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import Offer
from kosidesk.search.query import Hits
from kosidesk.search.synonyms import Synonyms
from kosidesk.search.terms import parse
from kosidesk.storage import offer_index, offer_search, offer_text, offer_words
from kosidesk.storage.offer_meaning import Asked, meaning
from kosidesk.storage.offer_search import Recent
from tests.storage.test_offer_index import connect

TITLES = (
    "Hausaufgabenhilfe im Ganztag",
    "Unterstützung bei den Hausaufgaben",
    "Suppenküche am Bahnhof",
    "Besuche bei älteren Menschen",
    "Fahrradwerkstatt für alle",
    "Vorlesen in der Kita",
    "Hunde ausführen",
)
SYNONYMS = Synonyms(
    (("kochen", "Küche"), ("Oma", "Senioren", "ältere Menschen"), ("Tier", "Hund"), ("Flüchtlinge", "Besuch"))
)


@pytest.fixture(scope="module")
def stock() -> Iterator[Connection]:
    for connection in connect():
        offers = [Offer(RecordId("o"), title=title).record() for title in TITLES]
        entries = [offer_index.entry(offer, None, ()) for offer in offers]
        offer_index.put(connection, enumerate(entries, start=1))
        yield connection


def asked(stock: Connection, text: str) -> Asked:
    return Asked(parse(text), SYNONYMS, lambda: offer_text.words(stock))


def hits(stock: Connection, text: str) -> Hits:
    rows = offer_words.rows(stock)
    return offer_search.find(stock, asked(stock, text), rows, rows.everything, Recent())


def found(stock: Connection, text: str) -> list[str]:
    return [TITLES[n - 1] for n in hits(stock, text).ns]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("Hilfe bei Hausaufgaben", "Unterstützung bei den Hausaufgaben"),
        ("Ganztag Hilfe Hausaufgaben", "Hausaufgabenhilfe im Ganztag"),
        ("Werkstatt Fahrrad", "Fahrradwerkstatt für alle"),
        ("Fahrräder", "Fahrradwerkstatt für alle"),
        ("kochen", "Suppenküche am Bahnhof"),
        ("Oma", "Besuche bei älteren Menschen"),
        ("Tiere", "Hunde ausführen"),
        ("Tierbetreuung", "Hunde ausführen"),
        ("Flüchtl", "Besuche bei älteren Menschen"),
        ("Vorlehsen", "Vorlesen in der Kita"),
        ("Hausaufgabenhlife", "Hausaufgabenhilfe im Ganztag"),
        ("Hausaufgabnhi", "Hausaufgabenhilfe im Ganztag"),
        ("Fahrad", "Fahrradwerkstatt für alle"),
        ("gerne etwas mit Hunden machen", "Hunde ausführen"),
    ],
)
def test_what_was_meant_comes_first(stock: Connection, typed: str, title: str) -> None:
    assert found(stock, typed)[0] == title


def test_the_word_itself_comes_before_what_means_the_same(stock: Connection) -> None:
    first, second, *_ = found(stock, "Hausaufgaben")

    assert (first, second) == ("Unterstützung bei den Hausaufgaben", "Hausaufgabenhilfe im Ganztag")


@pytest.mark.parametrize("typed", ["Kita", "Hund", "kita vorl", "Suppenk"])
def test_what_the_stock_knows_is_not_corrected(stock: Connection, typed: str) -> None:
    assert hits(stock, typed).corrected == ()


@pytest.mark.parametrize("typed", ["Hose", "Vorstellung", "Kinder", "Ku", "Hxx", "20006"])
def test_another_word_of_the_language_is_not_corrected(stock: Connection, typed: str) -> None:
    assert hits(stock, typed).corrected == ()


def test_a_correction_says_what_was_typed_and_what_was_understood(stock: Connection) -> None:
    assert hits(stock, "Fahradwerkstat Kita").corrected == (("Fahradwerkstat", "Fahrradwerkstatt"),)


def test_where_nobody_meets_every_word_those_that_meet_the_telling_ones_follow(stock: Connection) -> None:
    fewer = hits(stock, "Hausaufgaben Quasar")

    assert fewer.fewer
    assert {TITLES[n - 1] for n in fewer.ns} == set(TITLES[:2])
    assert not hits(stock, "Quasar").fewer


def test_the_words_of_the_last_query_are_looked_up_anew_once_the_index_changed(stock: Connection) -> None:
    rows, recent = offer_words.rows(stock), Recent()
    garden = offer_index.entry(Offer(RecordId("o"), title="Gartenzwerge").record(), None, ())
    before = offer_search.met(stock, asked(stock, "Gartenzwerge"), rows, -1, recent)

    offer_index.put(stock, [(99, garden)])
    after = offer_search.met(stock, asked(stock, "Gartenzwerge"), offer_words.rows(stock), -1, recent)
    offer_index.remove(stock, [99])

    assert (before >> 99 & 1, after >> 99 & 1) == (0, 1)


def test_a_phrase_is_one_thing(stock: Connection) -> None:
    things = meaning(stock, asked(stock, "ältere Menschen besuchen")).things

    assert [len(one.typed) for one in things] == [2, 1]


LETTERS = "abcdefghijklmnoprstuwzäöüß"
SIGNS = (
    *LETTERS,
    *" \t\n\0\"'*^-+()[]{}:,.;/\\§#@%_~",
    "AND",
    "NEAR",
    "שלום",
    "مرحبا",
    "\u202e",
    "👩‍👧",
    "\ud800",
    "ß" * 50,
)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_typed_is_an_answer(stock: Connection, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret

    for _ in range(500):
        typed = "".join(chance.choices(SIGNS, k=chance.randrange(60)))
        assert len(hits(stock, typed)) <= len(TITLES)


@pytest.mark.parametrize(
    "typed", ["x" * 10_000, "Hausaufgaben " * 1_000, "a" * 59 + " ", "kindergarten" * 20]
)
def test_a_very_long_text_is_an_answer(stock: Connection, typed: str) -> None:
    assert len(hits(stock, typed)) <= len(TITLES)


@pytest.mark.parametrize(
    ("typed", "meant", "title"),
    [
        ("Hundebesuhce", "Hundebesuche", "Besuche bei älteren Menschen"),
        ("Bsuchebahnhof", "Besuchebahnhof", "Suppenküche am Bahnhof"),
    ],
)
def test_a_part_of_a_compound_that_nobody_here_uses_is_corrected(
    stock: Connection, typed: str, meant: str, title: str
) -> None:
    assert hits(stock, typed).corrected == ((typed, meant),)
    assert title in found(stock, typed)


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("Haus aufgaben", "Hausaufgabenhilfe im Ganztag"),
        ("Suppen Küche", "Suppenküche am Bahnhof"),
        ("mithunden", "Hunde ausführen"),
        ("Flüchtlignge", "Besuche bei älteren Menschen"),
    ],
)
def test_what_was_split_or_joined_by_mistake_is_understood(stock: Connection, typed: str, title: str) -> None:
    assert found(stock, typed)[:1] == [title]


def test_what_has_every_word_far_from_its_title_lacks_none() -> None:
    for connection in connect():
        far = Offer(RecordId("o"), title="Mitmachen", requirements="Trompete und Gartenbau").record()
        offer_index.put(connection, [(1, offer_index.entry(far, None, ()))])
        found = hits(connection, "Trompete Gartenbau ")

        assert list(found.ns) == [1]
        assert not found.fewer
