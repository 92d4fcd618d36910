"""The offer list shows for a wish what the wish asks for, and keeps what says nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kosidesk.domain.ids import RecordId
from kosidesk.domain.record import Value
from kosidesk.domain.wish import Wish
from kosidesk.services import offers, wish_query
from kosidesk.services.desk import Desk
from tests.desks import make_desk, offer

TUESDAY_AFTERNOON = 1 << 4


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    offer(made, "Chor", fields=("Kultur und Kreatives",), districts=("Barmen",), week=TUESDAY_AFTERNOON)
    offer(made, "Hof", fields=("Natur, Tiere & Umwelt",), districts=("Ronsdorf",), week=1, extent="weekly")
    offer(made, "Netz", remote=True, flexible=True, minimum_age=18, documents=("Führungszeugnis",))
    offer(made, "Irgendwas")
    yield made
    made.database.close()


@pytest.mark.parametrize(
    ("wish", "titles"),
    [
        ({}, {"Chor", "Hof", "Netz", "Irgendwas"}),
        ({"fields": ("Kultur und Kreatives",)}, {"Chor"}),
        ({"fields": ("kultur und kreatives",), "districts": ("barmen",)}, {"Chor"}),
        ({"without_fields": ("Kultur und Kreatives",)}, {"Hof", "Netz", "Irgendwas"}),
        ({"districts": ("Barmen",)}, {"Chor", "Netz", "Irgendwas"}),
        ({"remote": True, "districts": ("Barmen",)}, {"Netz"}),
        ({"week": TUESDAY_AFTERNOON}, {"Chor", "Netz", "Irgendwas"}),
        ({"extents": ("weekly",)}, {"Chor", "Hof", "Irgendwas"}),
        ({"age": 17}, {"Chor", "Hof", "Irgendwas"}),
        ({"age": 40}, {"Chor", "Hof", "Netz", "Irgendwas"}),
        ({"certificate": False}, {"Chor", "Hof", "Irgendwas"}),
        ({"certificate": True, "words": "mit Kindern"}, {"Chor", "Hof", "Netz", "Irgendwas"}),
    ],
)
def test_a_wish_becomes_the_filters_of_the_list(desk: Desk, wish: dict[str, Value], titles: set[str]) -> None:
    wished = Wish(RecordId("w"), **wish)  # type: ignore[arg-type]
    found = offers.find(desk, wish_query.query(desk, wished))
    assert {row.title for row in offers.rows(desk, found.ns)} == titles
    assert wish_query.count(desk, wished) == len(titles)
