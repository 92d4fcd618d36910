"""How far away an offer may be, and from where."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kosidesk.search.query import Near
from kosidesk.services.points import Point
from kosidesk.ui.offers.distance import DistanceFilter

POINTS = (
    Point("Barmen", 51.27, 7.20),
    Point("Loher Kreuz", 51.26, 7.19),
    Point("Am Kreuz", 51.25, 7.18),
    Point("Elberfeld", 51.25, 7.15),
)
AT_BARMEN = Near(51.27, 7.20, 3)


@pytest.fixture
def distance(qtbot: QtBot) -> DistanceFilter:
    made = DistanceFilter()
    qtbot.addWidget(made)
    made.show_points(POINTS)
    made.show()
    return made


def said(distance: DistanceFilter) -> list[object]:
    heard: list[object] = []
    distance.changed.connect(heard.append)
    return heard


def test_a_place_alone_means_three_kilometres(distance: DistanceFilter) -> None:
    heard = said(distance)
    QTest.keyClicks(distance._place, "barmen")
    assert heard[-1] == AT_BARMEN
    assert set(heard[:-1]) == {None}


def test_other_kilometres_can_be_chosen(distance: DistanceFilter) -> None:
    heard = said(distance)
    QTest.keyClicks(distance._place, "barmen")
    QTest.keyClick(distance._km, Qt.Key.Key_Down)
    assert heard[-1] == Near(51.27, 7.20, 5)


def test_half_a_name_is_no_place_and_says_what_to_do(distance: DistanceFilter) -> None:
    heard = said(distance)
    distance.show_near(AT_BARMEN)
    QTest.keyClick(distance._place, Qt.Key.Key_Backspace)
    assert heard == [None]
    assert "Liste" in distance._place.accessibleDescription()


def test_a_place_the_city_does_not_know_is_said_once_it_is_typed(distance: DistanceFilter) -> None:
    QTest.keyClicks(distance._place, "Alter Markt")
    assert "kennt" not in distance._place.accessibleDescription()
    QTest.keyClick(distance._place, Qt.Key.Key_Return)
    assert "Diesen Ort kennt die Stadt nicht." in distance._place.accessibleDescription()
    distance._place.clear()
    QTest.keyClicks(distance._place, "Barmen")
    QTest.keyClick(distance._place, Qt.Key.Key_Return)
    assert "kennt" not in distance._place.accessibleDescription()


def test_a_distance_is_shown_by_the_name_of_its_point(distance: DistanceFilter) -> None:
    heard = said(distance)
    distance.show_near(AT_BARMEN)
    assert (distance._place.text(), distance._km.currentText()) == ("Barmen", "höchstens 3 km")
    distance.show_near(None)
    assert (distance._place.text(), distance._km.currentText()) == ("", "egal wie weit")
    assert heard == []


def test_offers_without_a_place_are_counted_while_a_distance_is_in_force(distance: DistanceFilter) -> None:
    distance.show_placeless(4)
    assert not distance._placeless.isVisible()
    distance.show_near(AT_BARMEN)
    distance.show_placeless(4)
    assert distance._placeless.isVisible()
    assert distance._placeless.text().startswith("4 Angebote")


def test_what_is_being_typed_stays_when_the_query_comes_back(distance: DistanceFilter) -> None:
    QTest.keyClicks(distance._place, "Barmen H")
    distance.show_near(None)
    assert distance._place.text() == "Barmen H"


def test_another_distance_than_those_offered_is_shown(distance: DistanceFilter) -> None:
    distance.show_near(Near(51.27, 7.20, 7.5))
    assert distance._km.currentText() == "höchstens 7,5 km"
    distance.show_near(AT_BARMEN)
    assert distance._km.currentText() == "höchstens 3 km"
