"""The sketch of where an offer is, what it says to those who cannot see it, and the nearest stop."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kosidesk.domain.city import City
from kosidesk.domain.city_map import metres
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import ANYWHERE, EXACT, POSTCODE, STREET, FullOffer, Offer, Organisation, Place
from kosidesk.printing.sketch import Sketch
from kosidesk.services import city_maps
from kosidesk.services.cities import load
from kosidesk.services.sketches import VERTICES, sketch, with_stops
from kosidesk.services.stops import NearStop, nearest_stop
from kosidesk.services.whereabouts import alternative, direction, near_stop
from tests.services.city_folders import feature, own_city, square, write_districts, write_stops

TOWN = load("musterstadt")
MARKET = (50.5004, 9.5011)
MILL = (50.511, 9.5195)


@pytest.fixture
def city() -> City:
    return TOWN


def place(
    at: tuple[float, float] | None = None, quality: str = EXACT, *, district: str = "", stop: str = ""
) -> Place:
    latitude, longitude = at or (None, None)
    return Place(
        RecordId("place"),
        latitude=latitude,
        longitude=longitude,
        quality=quality,
        district=district,
        stop=stop,
    )


def full(*places: Place, districts: Sequence[str] = (), remote: bool | None = None) -> FullOffer:
    offer = Offer(RecordId("offer"), districts=tuple(districts), remote=remote)
    return FullOffer(offer, Organisation(RecordId("body")), places)


def sketched(city: City, offer: FullOffer) -> Sketch:
    found = sketch(city, offer)
    assert found is not None
    return found


# What is shown


@pytest.mark.parametrize(
    "offer",
    [
        full(districts=["Altstadt"]),
        full(districts=["STADTMITTE"]),
        full(place(district="Altstadt")),
        full(place(MARKET)),
        full(place(MARKET), districts=["Hafen"]),
    ],
    ids=["offer", "other spelling", "place", "coordinates", "coordinates of an unknown district"],
)
def test_the_district_is_found_by_its_name_or_else_by_where_the_place_lies(
    city: City, offer: FullOffer
) -> None:
    old_town, mills = (sketched(city, full(districts=[name])) for name in ("Altstadt", "Mühlenviertel"))

    found = sketched(city, offer)
    assert (found.chosen, found.outlines) == (old_town.chosen, mills.chosen)


@pytest.mark.parametrize(
    ("offer", "pins"),
    [
        (full(place(MARKET), place(MILL, STREET)), 2),
        (full(place(MARKET, POSTCODE), districts=["Altstadt"]), 0),
        (full(place((48.1, 11.6)), districts=["Altstadt"]), 0),
    ],
    ids=["precise", "postcode", "another city"],
)
def test_a_pin_stands_only_for_a_precise_place_in_the_city(city: City, offer: FullOffer, pins: int) -> None:
    assert len(sketched(city, offer).pins) == pins


@pytest.mark.parametrize(
    "offer",
    [
        full(),
        full(place(MARKET, POSTCODE)),
        full(districts=["Hafen"]),
        full(districts=["Altstadt", "Mühlenviertel"]),
        full(place(MARKET), remote=True),
        full(place(MARKET), place(quality=ANYWHERE)),
    ],
    ids=["no place", "vague", "unknown district", "all districts", "remote", "anywhere"],
)
def test_an_offer_without_a_place_in_the_city_has_no_sketch(city: City, offer: FullOffer) -> None:
    assert sketch(city, offer) is None


def test_a_city_without_outlines_has_no_sketch() -> None:
    assert sketch(load("wuppertal"), full(place((51.2562, 7.1508)), districts=["Barmen"])) is None


def test_the_proportions_are_those_of_the_land(city: City) -> None:
    """A degree of longitude is shorter than one of latitude, the more the farther north."""
    found = sketched(city, full(place(MARKET)))

    assert max(found.width, found.height) == 1
    # 0.0714° × cos(50.5062°) by 0.0468°
    assert found.width / found.height == pytest.approx(0.970, abs=0.001)
    points = [point for outline in (*found.outlines, *found.chosen) for point in outline]
    assert min(x for x, _ in points) == min(y for _, y in points) == 0
    assert max(x for x, _ in points) == pytest.approx(found.width)
    assert max(y for _, y in points) == pytest.approx(found.height)


def test_north_is_above_and_east_on_the_right(city: City) -> None:
    (market_x, market_y), (mill_x, mill_y) = sketched(city, full(place(MARKET), place(MILL))).pins

    assert market_x < mill_x
    assert market_y > mill_y


def test_a_sketch_has_no_more_vertices_than_can_be_told_apart(tmp_path: Path) -> None:
    folder = own_city(tmp_path)
    wave = [[9.45 + n / 50_000, 50.5 + (n % 2) / 5_000] for n in range(5_000)]
    write_districts(
        folder,
        feature("Altstadt", [*wave, [9.55, 50.45], [9.45, 50.45]]),
        feature("Mühlenviertel", [*wave[::-1], [9.45, 50.55], [9.55, 50.55]]),
    )

    found = sketched(load(folder), full(districts=["Altstadt"]))
    assert sum(map(len, (*found.outlines, *found.chosen))) <= VERTICES


def test_a_city_with_only_an_outline_of_the_whole_shows_the_pin_and_says_the_district(tmp_path: Path) -> None:
    folder = own_city(tmp_path)
    write_districts(folder, feature("Musterstadt", square(9.4, 50.4, side=0.2)))

    found = sketched(load(folder), full(place(MILL), districts=["Mühlenviertel"]))
    assert (found.chosen, len(found.outlines), len(found.pins)) == ((), 1, 1)
    assert "im Stadtteil Mühlenviertel" in found.alternative


# What is said


def test_the_sketch_says_district_direction_and_stop(city: City) -> None:
    assert sketched(city, full(place(MILL))).alternative == (
        "Kartenskizze: Der Ort liegt im Stadtteil Mühlenviertel, nordöstlich der Stadtmitte. "
        "Nächste Haltestelle: Mühlenviertel Mitte, etwa 150 m Luftlinie."
    )


def test_the_stop_somebody_wrote_down_is_said_rather_than_the_nearest(city: City) -> None:
    said = sketched(city, full(place(MILL, stop="Wehr (Bus 7)"))).alternative

    assert said.endswith("Nächste Haltestelle: Wehr (Bus 7).")


def test_what_somebody_wrote_into_a_stop_cannot_turn_the_words_around(city: City) -> None:
    said = sketched(city, full(place(MILL, stop="Wehr\u202e\n(Bus 7)"))).alternative

    assert said.endswith("Nächste Haltestelle: Wehr (Bus 7).")


def test_two_places_have_no_direction(city: City) -> None:
    said = sketched(city, full(place(MARKET), place(MILL), districts=["Altstadt"])).alternative

    assert said.startswith("Kartenskizze: Der Ort liegt im Stadtteil Altstadt. ")


def test_several_districts_are_listed_and_the_last_of_many_counted() -> None:
    assert alternative(["A", "B"], "", "") == "Kartenskizze: Das Angebot gilt für die Stadtteile A und B."
    assert "A, B, C, D, E und 2 weitere." in alternative([*"ABCDEFG"], "", "")


def test_places_all_over_the_city_are_said_to_be_several(city: City) -> None:
    said = sketched(city, full(place(MARKET, STREET), place(MILL, STREET))).alternative
    assert said == "Kartenskizze: Das Angebot hat mehrere Orte."


def test_an_area_without_a_name_is_not_named(tmp_path: Path) -> None:
    folder = own_city(tmp_path)
    write_districts(folder, feature("", square(9.49, 50.49)), feature("B", square(9.52, 50.49)))
    said = sketched(load(folder), full(place(MARKET, STREET))).alternative
    assert said == "Kartenskizze: Der Ort liegt nahe der Stadtmitte."


@pytest.mark.parametrize(
    ("north", "east", "said"),
    [
        (0.02, 0.0, "nördlich der Stadtmitte"),
        (0.0, 0.04, "östlich der Stadtmitte"),
        (-0.02, -0.032, "südwestlich der Stadtmitte"),
        (0.02, -0.032, "nordwestlich der Stadtmitte"),
        (0.002, 0.002, "nahe der Stadtmitte"),
    ],
)
def test_the_direction_is_seen_from_the_middle_of_the_city(north: float, east: float, said: str) -> None:
    assert direction((9.5, 50.5), (9.5 + east, 50.5 + north)) == said


# The nearest stop


def test_the_nearest_stop_is_named_with_its_distance_in_a_straight_line(city: City) -> None:
    assert nearest_stop(city, place(MARKET)) == NearStop("Markt", 50)
    assert near_stop(NearStop("Markt", 350)) == "Markt, etwa 350 m Luftlinie"
    assert near_stop(NearStop("Markt", 1_250)) == "Markt, etwa 1,2 km Luftlinie"


def test_the_name_of_the_city_behind_a_stop_is_left_out(tmp_path: Path) -> None:
    folder = own_city(tmp_path)
    write_stops(folder, 'name,latitude,longitude\n"Markt, Musterstadt",50.5004,9.5011\n')

    found = nearest_stop(load(folder), place(MARKET))
    assert found == NearStop("Markt", 50)


@pytest.mark.parametrize(
    "where",
    [place(MARKET, STREET), place(MARKET, POSTCODE), place(), place((50.56, 9.5))],
    ids=["street", "postcode", "no coordinates", "too far"],
)
def test_a_vague_or_remote_place_has_no_nearest_stop(city: City, where: Place) -> None:
    assert nearest_stop(city, where) is None


@given(st.floats(50.45, 50.55), st.floats(9.45, 9.55))
def test_no_stop_is_nearer_than_the_nearest(latitude: float, longitude: float) -> None:
    distances = [metres((longitude, latitude), stop.vertex) for stop in city_maps.stops(TOWN)]
    found = nearest_stop(TOWN, place((latitude, longitude)))

    if min(distances) > 1_500:
        assert found is None
    else:
        assert found is not None
        assert abs(found.metres - max(50, min(distances))) <= 25


def test_only_a_place_without_a_stop_is_given_the_nearest(city: City) -> None:
    given_, found, vague = with_stops(
        city, full(place(MARKET, stop="Rathaus"), place(MARKET), place(MARKET, POSTCODE))
    ).places

    assert (given_.stop, found.stop, vague.stop) == ("Rathaus", "Markt, etwa 50 m Luftlinie", "")
    assert replace(found, stop="") == place(MARKET)
