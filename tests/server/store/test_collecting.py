"""Deletions are remembered for fifteen months, erasures for ever."""

from datetime import UTC, datetime, timedelta

from kosidesk.protocol.messages import Evict
from kosidesk.server.books import Head
from kosidesk.server.store.collecting import REMEMBERED, collect
from kosidesk.server.store.store import Store
from tests.server.store.entries import PUBLIC, save, tomb

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def stock(store: Store) -> None:
    older = (tomb("offer", "a", 1), tomb("contact", "b", 2, erased=True), Evict("offer", "c", 3, PUBLIC))
    save(store, *older, head=Head(3, "three"), at=LONG_AGO.isoformat())
    save(store, tomb("offer", "d", 4), head=Head(4, "four"), at=(LONG_AGO + timedelta(days=100)).isoformat())


def test_what_is_young_enough_stays(store: Store) -> None:
    stock(store)
    assert collect(store, LONG_AGO + REMEMBERED - timedelta(days=1)) == 0
    with store.reading() as books:
        assert len(books.after({PUBLIC: 0}, 10, whole=())) == 4


def test_what_is_older_goes_and_the_floor_rises(store: Store) -> None:
    stock(store)
    assert collect(store, LONG_AGO + REMEMBERED + timedelta(days=1)) == 3
    with store.reading() as books:
        assert [entry.id for entry in books.after({PUBLIC: 0}, 10, whole=())] == ["b", "d"]
        assert books.head().floor == 3
    assert collect(store, LONG_AGO) == 3
