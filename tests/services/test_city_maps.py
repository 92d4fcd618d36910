"""The map of a city folder: read when it is needed, refused with its place, never in the way of a sheet."""

import json
import logging
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kosidesk.domain.city import City
from kosidesk.domain.errors import Invalid
from kosidesk.domain.fault import Fault
from kosidesk.services import city_districts, city_maps, city_stops
from kosidesk.services.cities import cities, load, load_whole
from tests.services.city_folders import feature, own_city, square, write_districts, write_stops

# Around the centre of Musterstadt, 9.5° east and 50.5° north.
WEST, EAST = square(9.485, 50.49), square(9.505, 50.49)

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)
positions = st.lists(st.one_of(st.floats(), st.integers(-200, 200), anything), max_size=4)
rings = st.lists(positions, max_size=6)
geometries = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["Polygon", "MultiPolygon", "LineString", "", None, 7]),
        "coordinates": st.one_of(
            st.lists(rings, max_size=3), st.lists(st.lists(rings, max_size=2), max_size=2)
        ),
    }
)
features = st.fixed_dictionaries(
    {
        "type": st.just("Feature"),
        "properties": st.one_of(st.none(), st.dictionaries(st.sampled_from(["name", "CODE", ""]), anything)),
        "geometry": st.one_of(geometries, anything),
    }
)
collections = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["FeatureCollection", "Feature", 1]),
        "features": st.one_of(st.lists(st.one_of(features, anything), max_size=4), anything),
    }
)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return own_city(tmp_path)


def faults(folder: Path) -> list[tuple[str, str]]:
    return [(fault.field, fault.code) for fault in city_maps.faults(load(folder))]


def areas(folder: Path) -> list[str]:
    city = load(folder)
    return [area.name for area in city_districts.read(folder, city.districts, city_maps.centre(city))]


@pytest.mark.parametrize("name", cities())
def test_the_map_of_a_shipped_city_is_whole(name: str) -> None:
    load_whole(name)


def test_the_invented_city_has_an_outline_of_each_district_around_its_middle() -> None:
    city = load("musterstadt")
    holding = [
        area.name
        for d in city.districts
        for area in city_maps.areas(city)
        if area.holds((d.longitude, d.latitude))
    ]

    assert holding == [district.name for district in city.districts]
    assert len(city_maps.stops(city)) > 5


def test_a_city_without_a_map_has_nothing_wrong() -> None:
    city = load("wuppertal")

    assert (city_maps.areas(city), city_maps.stops(city), [*city_maps.faults(city)]) == ((), (), [])


@pytest.mark.parametrize(
    ("key", "said", "called"),
    [
        ("name", "Altstadt", "Altstadt"),
        ("name", "STADTMITTE", "Altstadt"),
        ("code", "altstadt", "Altstadt"),
        ("STT_NAME", "Mühlenviertel", "Mühlenviertel"),
        ("Bezirk_Code", "muehlenviertel", "Mühlenviertel"),
        ("name", "Hafen", "Hafen"),
        ("code", 7, "7"),
        ("farbe", "rot", ""),
    ],
)
def test_an_area_is_called_as_the_city_calls_its_district(
    own: Path, key: str, said: object, called: str
) -> None:
    write_districts(own, feature(said, square(9.49, 50.49), key=key))

    assert areas(own) == [called]


def test_parts_of_one_district_are_one_area_and_what_is_no_land_is_passed_over(own: Path) -> None:
    river = {"type": "LineString", "coordinates": [[9.4, 50.4], [9.6, 50.6]]}
    write_districts(
        own,
        feature("Altstadt", WEST),
        feature("Altstadt", EAST),
        {"type": "Feature", "properties": {"name": "Fluss"}, "geometry": river},
        {"type": "Feature", "properties": None, "geometry": None},
    )

    assert areas(own) == ["Altstadt"]


@pytest.mark.parametrize(
    ("ring", "where", "code"),
    [
        ([[354_000, 5_600_000]] * 4, "districts.geojson: Altstadt", "out_of_range"),
        ([[y, x] for x, y in WEST], "districts.geojson", "out_of_range"),
        ([[9.5, 50.5]] * 4, "districts.geojson", "out_of_range"),
        (WEST[:3], "districts.geojson: Altstadt", "malformed"),
        ([[9.5], [9.5], [9.5], [9.5]], "districts.geojson: Altstadt", "malformed"),
        ([["9,5", "50,5"]] * 4, "districts.geojson: Altstadt", "malformed"),
    ],
    ids=["metres", "swapped", "no extent", "no ring", "no position", "texts"],
)
def test_an_outline_that_cannot_be_one_is_refused_with_its_district(
    own: Path, ring: list[list[float]], where: str, code: str
) -> None:
    write_districts(own, feature("Altstadt", ring))

    assert faults(own) == [(where, code)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "unreadable"),
        ('{"type": "FeatureCollection", "features": [', "unreadable"),
        ('{"type": "FeatureCollection", "features": [{"properties": {"a": ' + "[" * 100_000, "unreadable"),
        ('{"type": "FeatureCollection", "features": [NaN]}', "unreadable"),
        ('{"type": "FeatureCollection"}', "malformed"),
        ("[]", "malformed"),
        ('{"type": "Topology", "features": []}', "malformed"),
        ("ä" * 3_000_000, "too_large"),
    ],
    ids=[
        "empty",
        "cut off",
        "deep",
        "not a number",
        "no features",
        "list",
        "topology",
        "long",
    ],
)
def test_a_file_that_is_no_geojson_is_refused(own: Path, text: str, code: str) -> None:
    (own / "districts.geojson").write_text(text, "utf-8")

    assert faults(own) == [("districts.geojson", code)]


def test_an_outline_of_too_many_vertices_is_thinned_and_one_beyond_reason_refused(own: Path) -> None:
    def jagged(count: int) -> list[list[float]]:
        return [
            [9.4, 50.4],
            *([9.4 + 0.2 * n / count, 50.6 + 0.001 * (n % 7)] for n in range(count)),
            [9.6, 50.4],
        ]

    write_districts(own, feature("Altstadt", jagged(20_000)))
    city = load(own)
    (area,) = city_maps.areas(city)
    assert len(area.rings[0]) == city_districts.KEPT_VERTICES

    write_districts(own, feature("Altstadt", jagged(110_000)))
    assert faults(own) == [("districts.geojson", "too_large")]


def test_more_areas_than_a_sketch_can_show_are_refused(own: Path) -> None:
    write_districts(own, *(feature(f"Viertel {n}", WEST, EAST) for n in range(201)))

    assert faults(own) == [("districts.geojson", "too_large")]


@pytest.mark.parametrize(
    "text",
    [
        "name;latitude;longitude\nMarkt;50,5;9,5\n",
        "stop_id,stop_name,stop_lat,stop_lon\n7,Markt,50.5,9.5\n",
        "stop_id,stop_name,stop_lat,stop_lon\n7,Markt,50.5,9.5\n8, ,50.5,9.5\n9,,,\n",
        "\ufeffName\tLat\tLon\nMarkt\t50.5\t9.5\n",
    ],
    ids=["spreadsheet", "timetable", "platforms", "tabs"],
)
def test_stops_are_read_from_a_table_or_a_timetable(own: Path, text: str) -> None:
    write_stops(own, text)

    (stop,) = city_stops.read(own)
    assert (stop.name, stop.vertex) == ("Markt", (9.5, 50.5))


@pytest.mark.parametrize(
    ("text", "where", "code"),
    [
        ("name;latitude\nMarkt;50.5\n", "stops.csv", "malformed"),
        ("name;latitude;longitude\nMarkt;50.5;9.5\nHafen;;\n", "stops.csv: 3", "malformed"),
        ("name;latitude;longitude\nMarkt;nan;9.5\n", "stops.csv: 2", "out_of_range"),
        ("name;latitude;longitude\nMarkt;5600000;354000\n", "stops.csv: 2", "out_of_range"),
        ("name;latitude;longitude\nA;50;9\nMarkt;50.5\nB;50;9\nC;50;9\n", "stops.csv: 3", "malformed"),
        ("Markt\n", "stops.csv", "unreadable"),
        ("", "stops.csv", "unreadable"),
        ("name;latitude;longitude\n" + "Markt;50.5;9.5\n" * 20_001, "stops.csv", "too_large"),
    ],
    ids=["no column", "no number", "not finite", "metres", "short row", "no table", "empty", "too many"],
)
def test_a_table_without_usable_stops_is_refused_with_its_line(
    own: Path, text: str, where: str, code: str
) -> None:
    write_stops(own, text)

    assert faults(own) == [(where, code)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(collections)
def test_whatever_a_file_holds_it_is_read_or_refused(own: Path, said: Any) -> None:
    (own / "districts.geojson").write_text(json.dumps(said), "utf-8")

    for found in city_maps.faults(load(own)):
        assert found.field.startswith("districts.geojson")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(st.binary(max_size=200))
def test_bytes_of_any_kind_are_read_or_refused(own: Path, said: bytes) -> None:
    for name in ("districts.geojson", "stops.csv"):
        (own / name).write_bytes(said)

    assert {found.code for found in city_maps.faults(load(own))} <= {
        "unreadable",
        "malformed",
        "out_of_range",
    }


def test_a_broken_map_is_told_when_a_desk_is_made_and_left_out_of_sheets(
    own: Path, expected_log: list[logging.LogRecord]
) -> None:
    write_districts(own, feature("Altstadt", WEST[:2]))
    write_stops(own, "Markt\n")

    with pytest.raises(Invalid) as refused:
        load_whole(own)
    assert {fault.field for fault in refused.value.faults} == {"districts.geojson: Altstadt", "stops.csv"}
    assert all(isinstance(fault, Fault) for fault in refused.value.faults)

    city = load(own)
    assert (city_maps.areas(city), city_maps.stops(city)) == ((), ())
    assert len(expected_log) == 2


def test_the_map_is_not_touched_before_a_sheet_needs_it(own: Path) -> None:
    write_districts(own, feature("Altstadt", WEST[:2]))

    assert isinstance(load(own), City)
