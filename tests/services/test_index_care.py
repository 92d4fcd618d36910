"""A broken search index is noticed, and made anew from the offers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kosidesk.domain.errors import IndexDamaged
from kosidesk.domain.ids import RecordId
from kosidesk.domain.wish import Wish
from kosidesk.search.query import Query
from kosidesk.services import demand, offers, understanding, wish_query
from kosidesk.services.desk import Desk
from kosidesk.services.index_care import is_damaged, rebuild
from tests.desks import make_desk, offer

TITLES = [f"Garten {n}" for n in range(40)]

DAMAGES = {
    "mangled words": "UPDATE offer_fts_data SET block = randomblob(length(block)) WHERE id > 10",
    "mangled structure": "UPDATE offer_fts_data SET block = x'00' WHERE id = 10",
    "words gone": "DELETE FROM offer_fts_data",
    "no words": "DROP TABLE offer_fts",
    "no order": "DROP TABLE offer_sort",
    "no spelling": "DROP TABLE offer_spelling",
    "no filters": "DROP TABLE offer_words",
    "too few": "DELETE FROM offer_fts WHERE rowid = 1",
    "too many": "INSERT INTO offer_fts (rowid, title) VALUES (99, 'garten')",
}
SEEN_AT_ONCE = (
    "mangled structure",
    "words gone",
    "no words",
    "no order",
    "no filters",
    "too few",
    "too many",
)
SEEN_BY_A_SEARCH = ("mangled words", "words gone", "no words", "no order", "no spelling")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    for title in TITLES:
        offer(made, title)
    yield made
    made.database.close()


def damage(desk: Desk, how: str) -> None:
    with desk.database.writing() as connection:
        connection.exec_driver_sql(DAMAGES[how])


def look(desk: Desk) -> int:
    """For what is there, and for what was mistyped."""
    offers.find(desk, Query(desk.today(), "gartn"))
    return len(offers.find(desk, Query(desk.today(), "garten")))


def test_an_index_is_whole_before_and_after_it_is_made_anew(desk: Desk) -> None:
    assert not is_damaged(desk)

    rebuild(desk, lambda _done, _of: None)

    assert not is_damaged(desk)
    assert look(desk) == len(TITLES)


@pytest.mark.parametrize("how", SEEN_AT_ONCE)
def test_what_does_not_add_up_is_seen_at_once(desk: Desk, how: str) -> None:
    damage(desk, how)

    assert is_damaged(desk)


@pytest.mark.parametrize("how", SEEN_BY_A_SEARCH)
def test_a_search_says_that_it_cannot_be_relied_on(desk: Desk, how: str) -> None:
    damage(desk, how)

    with pytest.raises(IndexDamaged):
        look(desk)


@pytest.mark.parametrize("how", DAMAGES)
def test_whatever_is_broken_is_made_anew_and_told_meanwhile(desk: Desk, how: str) -> None:
    damage(desk, how)
    told: list[tuple[int, int]] = []

    rebuild(desk, lambda done, of: told.append((done, of)))

    assert told[-1] == (len(TITLES), len(TITLES))
    assert not is_damaged(desk)
    assert look(desk) == len(TITLES)


def test_what_is_read_ahead_for_searches_says_so_too(desk: Desk) -> None:
    understanding.prepare(desk)
    damage(desk, "no spelling")

    with pytest.raises(IndexDamaged):
        understanding.prepare(desk)


def test_a_talk_ends_though_nobody_can_count_what_fits(desk: Desk) -> None:
    offer(desk, "Vorlesen", fields=("Leben im Alter",))
    with desk.database.writing() as connection:
        connection.exec_driver_sql("UPDATE offer_words SET words = '{'")
    wish = Wish(RecordId("wish"), fields=("Leben im Alter",))

    with pytest.raises(IndexDamaged):
        wish_query.count(desk, wish)
    assert demand.keep_wish(desk, wish) == ()
