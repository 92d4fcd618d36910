"""How near an offer lies to where it is wished."""

import pytest

from kosidesk.domain.wish import Wish
from kosidesk.matching import Match
from kosidesk.services.words.matching import doubt, reason
from tests.matching.stock import BARMEN, IDS, offer, only, ranked, wish

LONGITUDE, LATITUDE = BARMEN
_KM = 1 / 111.195


def at(km: float, **said: object) -> Match:
    """What is told of an offer so far north of the stop a cyclist wants to be near to."""
    return told(wish(near_to="Alter Markt", mobility="bicycle"), km, **said)


def told(wished: Wish, km: float, **said: object) -> Match:
    return only(wished, offer(positions=((LONGITUDE, LATITUDE + km * _KM),), **said), origins=(BARMEN,))


def test_what_is_near_says_how_near() -> None:
    assert reason(at(1.2).reasons[0]) == "1,2 km Luftlinie"
    assert reason(at(0).reasons[0]) == "0,1 km Luftlinie"


def test_what_is_far_says_so_as_a_doubt() -> None:
    assert doubt(at(6).doubts[0]) == "6 km Luftlinie"
    assert doubt(at(6, districts=frozenset({"Ronsdorf"})).doubts[0]) == "in Ronsdorf, 6 km Luftlinie"


def test_nearer_is_better_in_bands() -> None:
    scores = [at(km).score for km in (1.9, 3.9, 7.9, 8.1)]

    assert scores == sorted(set(scores), reverse=True)
    assert at(0.1).score == at(1.9).score == 1


@pytest.mark.parametrize(
    ("mobility", "reach"), [("on_foot", 1), ("bicycle", 4), ("public_transport", 8), ("", 4)]
)
def test_how_far_is_near_depends_on_how_she_gets_about(mobility: str, reach: float) -> None:
    wished = wish(near_to="Alter Markt", mobility=mobility)

    assert told(wished, reach - 0.05).reasons[0].code == "distance"
    assert told(wished, reach + 0.05).doubts[0].code == "away"


def test_by_car_no_way_is_too_far() -> None:
    assert told(wish(near_to="Alter Markt", mobility="car"), 30).score == 1


def test_the_nearest_of_several_places_counts() -> None:
    far, near = (LONGITUDE, LATITUDE + 0.2), (LONGITUDE, LATITUDE + _KM)
    match = only(wish(near_to="Alter Markt"), offer(positions=(far, near)), origins=(BARMEN,))

    assert reason(match.reasons[0]) == "1 km Luftlinie"


def test_without_a_position_it_is_asked_where_exactly() -> None:
    wished = wish(near_to="Alter Markt")

    in_district = only(wished, offer(districts=frozenset({"Barmen"})), origins=(BARMEN,))
    nowhere = only(wished, offer(), origins=(BARMEN,))

    assert doubt(in_district.doubts[0]) == "in Barmen, genauer Ort nicht angegeben: bitte fragen"
    assert doubt(nowhere.doubts[0]) == "Stadtteil nicht angegeben: bitte fragen"
    assert in_district.score == nowhere.score < 1


def test_a_wished_district_comes_before_what_is_near_and_that_before_elsewhere() -> None:
    places = {
        IDS[0]: offer(id=IDS[0], districts=frozenset({"Ronsdorf"}), positions=((LONGITUDE, LATITUDE + 0.1),)),
        IDS[1]: offer(id=IDS[1]),
        IDS[2]: offer(id=IDS[2], districts=frozenset({"Elberfeld"}), positions=(BARMEN,)),
        IDS[3]: offer(id=IDS[3], districts=frozenset({"Barmen"})),
    }

    matches = ranked(wish(districts=("Barmen",)), places.values(), origins=(BARMEN,))

    assert [match.id for match in matches] == [IDS[3], IDS[2], IDS[1], IDS[0]]
    assert reason(matches[0].reasons[0]) == "in Barmen"
    assert doubt(matches[1].doubts[0]) == "in Elberfeld, 0,1 km Luftlinie"


def test_where_no_position_is_known_the_next_district_is_near_unless_she_walks() -> None:
    beside, far = (
        offer(id=id_, districts=frozenset({name}), near=near)
        for id_, name, near in (
            (IDS[1], "Elberfeld", frozenset({"Barmen"})),
            (IDS[0], "Vohwinkel", frozenset()),
        )
    )

    by_bus = ranked(wish(districts=("Barmen",), mobility="public_transport"), (far, beside))
    on_foot = ranked(wish(districts=("Barmen",), mobility="on_foot"), (far, beside))

    assert [doubt(match.doubts[0]) for match in by_bus] == ["nebenan in Elberfeld", "liegt in Vohwinkel"]
    assert {doubt(match.doubts[0]) for match in on_foot} == {"liegt in Vohwinkel", "liegt in Elberfeld"}


def test_what_can_be_done_anywhere_is_everywhere() -> None:
    match = only(wish(near_to="Alter Markt"), offer(anywhere=True), origins=(BARMEN,))

    assert reason(match.reasons[0]) == "ortsunabhängig"
