"""Why an offer somebody thinks of is not among those that fit."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kosidesk.domain.errors import NotFound
from kosidesk.domain.ids import RecordId
from kosidesk.domain.wish import Wish
from kosidesk.services import missed_offer
from kosidesk.services.desk import Desk
from tests.desks import make_desk, offer

WISH = Wish(RecordId("w"), certificate=False)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    offer(made, "Schulbegleitung", number="4711", documents=("Führungszeugnis",))
    offer(made, "Hunde ausführen", number="12", status="inactive")
    yield made
    made.database.close()


@pytest.mark.parametrize("typed", ["4711", " 4711 ", "Schulbegl", "schulbegleitung"])
def test_an_offer_is_meant_by_its_number_or_words_of_its_title(desk: Desk, typed: str) -> None:
    missed = missed_offer.explain(desk, WISH, typed)
    assert missed.title == "Schulbegleitung"
    assert "Führungszeugnis" in missed.why


def test_what_does_not_count_just_now_is_no_reason(desk: Desk) -> None:
    missed = missed_offer.explain(desk, WISH, "4711", without={"certificate"})
    assert "1. Stelle" in missed.why


def test_an_offer_that_rests_is_found_and_said_to_rest(desk: Desk) -> None:
    assert "ruht" in missed_offer.explain(desk, WISH, "Hunde").why


@pytest.mark.parametrize("typed", ["", "  ", "Raumfahrt", "99"])
def test_what_no_offer_is_called_is_not_found(desk: Desk, typed: str) -> None:
    with pytest.raises(NotFound):
        missed_offer.explain(desk, WISH, typed)
