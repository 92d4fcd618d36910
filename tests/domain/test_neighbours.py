from kosidesk.domain.city import District
from kosidesk.domain.neighbours import neighbours
from kosidesk.services import cities


def test_the_district_between_two_parts_them() -> None:
    row = [District(str(n), name, 51.0, 7.0 + n / 100) for n, name in enumerate(("West", "Mitte", "Ost"))]

    beside = neighbours(row)

    assert beside == {"West": {"Mitte"}, "Mitte": {"West", "Ost"}, "Ost": {"Mitte"}}


def test_barmen_lies_beside_elberfeld_and_not_beside_vohwinkel() -> None:
    beside = neighbours(cities.load("wuppertal").districts)

    assert "Elberfeld" in beside["Barmen"]
    assert "Vohwinkel" not in beside["Barmen"]
    assert all(one in beside[other] for one, others in beside.items() for other in others)
