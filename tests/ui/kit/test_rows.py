"""A list of any length holds ids only; rows come page by page, and an old answer never shows."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from kosidesk.domain.errors import KosiError, NotFound
from kosidesk.domain.freshness import Light
from kosidesk.domain.ids import RecordId
from kosidesk.ui.kit.labels import tool_tip
from kosidesk.ui.kit.row import Row, Words, light_mark
from kosidesk.ui.kit.row_list import RowList
from kosidesk.ui.kit.row_model import PAGE, RowModel
from kosidesk.ui.kit.row_painter import ROW
from kosidesk.ui.tasks import Tasks
from kosidesk.ui.theme import look


class Shelf:
    """Loads rows, remembers what it was asked for, and waits at a gate if it is closed."""

    def __init__(self) -> None:
        self.asked: list[tuple[RecordId, ...]] = []
        self.words = "Titel"
        self.gate = threading.Event()
        self.gate.set()
        self.error: KosiError | None = None

    def load(self, ids: tuple[RecordId, ...]) -> Sequence[Row]:
        self.asked.append(ids)
        words = self.words
        self.gate.wait(10)
        if self.error:
            raise self.error
        return [row(id_, words) for id_ in ids]


def row(id_: RecordId, words: str = "Titel") -> Row:
    return Row(f"{words} {id_}", "Diakonie · Elberfeld", id_, light_mark(Light.RED))


def ids(count: int, start: int = 0) -> tuple[RecordId, ...]:
    return tuple(RecordId(str(number)) for number in range(start, start + count))


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    lanes = Tasks()
    yield lanes
    lanes.close()


@pytest.fixture
def model(shelf: Shelf, tasks: Tasks) -> RowModel:
    return RowModel(shelf.load, tasks, tasks)


def title(model: RowModel, number: int) -> object:
    return model.data(model.index(number))


def test_the_model_keeps_qts_rules(model: RowModel, qtmodeltester: ModelTester, qtbot: QtBot) -> None:
    model.show(ids(300))
    title(model, 0)
    qtbot.waitUntil(lambda: title(model, 0) is not None)
    qtmodeltester.check(model)
    model.show(())
    qtmodeltester.check(model)


def test_only_pages_in_sight_are_fetched(model: RowModel, shelf: Shelf, qtbot: QtBot) -> None:
    model.show(ids(100_000))
    assert title(model, 70_000) is None
    with qtbot.waitSignal(model.dataChanged):
        pass
    assert title(model, 70_000) == "Titel 70000"
    page = 70_000 // PAGE * PAGE
    assert shelf.asked == [ids(PAGE, page)]


def test_a_page_on_its_way_is_not_asked_for_twice(model: RowModel, shelf: Shelf, qtbot: QtBot) -> None:
    shelf.gate.clear()
    model.show(ids(300))
    for number in range(20):
        title(model, number)
    with qtbot.waitSignal(model.dataChanged):
        shelf.gate.set()
    assert len(shelf.asked) == 1


def test_first_rows_at_hand_need_no_fetching(model: RowModel, shelf: Shelf) -> None:
    model.show(ids(300), [row(id_) for id_ in ids(PAGE)])
    assert title(model, 5) == "Titel 5"
    assert shelf.asked == []


def test_a_late_page_of_the_list_before_is_dropped(model: RowModel, shelf: Shelf, qtbot: QtBot) -> None:
    shelf.gate.clear()
    model.show(ids(5))
    title(model, 0)
    model.show(ids(5, 100))
    title(model, 0)
    with qtbot.waitSignal(model.dataChanged):
        shelf.gate.set()
    assert title(model, 0) == "Titel 100"


def test_old_pages_make_room_for_new_ones(model: RowModel, shelf: Shelf, qtbot: QtBot) -> None:
    model.show(ids(100 * PAGE))
    for page in range(40):
        with qtbot.waitSignal(model.dataChanged):
            title(model, page * PAGE)
    asked = len(shelf.asked)
    assert title(model, 39 * PAGE) is not None
    assert title(model, 0) is None
    assert len(shelf.asked) <= asked + 1
    assert len(model._pages) == 16


def test_refreshing_shows_the_old_words_until_the_new_ones_are_there(
    model: RowModel, shelf: Shelf, qtbot: QtBot
) -> None:
    model.show(ids(5), [row(id_) for id_ in ids(5)])
    shelf.words = "Neu"
    model.refresh()
    assert title(model, 2) == "Titel 2"
    with qtbot.waitSignal(model.dataChanged):
        pass
    assert title(model, 2) == "Neu 2"


def test_a_page_that_cannot_be_read_is_told_once(model: RowModel, shelf: Shelf, qtbot: QtBot) -> None:
    shelf.error = NotFound("offer", "1")
    told: list[object] = []
    model.refused.connect(told.append)
    model.show(ids(5))
    with qtbot.waitSignal(model.refused):
        title(model, 0)
    title(model, 0)
    assert told == [shelf.error]


def test_refreshing_brings_a_page_that_was_still_on_its_way(
    model: RowModel, shelf: Shelf, qtbot: QtBot
) -> None:
    shelf.gate.clear()
    model.show(ids(5))
    title(model, 0)
    model.refresh()
    with qtbot.waitSignal(model.dataChanged):
        shelf.gate.set()
    assert title(model, 0) == "Titel 0"


def test_refreshing_asks_again_for_what_could_not_be_read(
    model: RowModel, shelf: Shelf, qtbot: QtBot
) -> None:
    shelf.error = NotFound("offer", "1")
    model.show(ids(5))
    with qtbot.waitSignal(model.refused):
        title(model, 0)
    shelf.error = None
    with qtbot.waitSignal(model.dataChanged):
        model.refresh()
    assert title(model, 0) == "Titel 0"


def test_a_row_is_spoken_whole_with_its_light_in_words(model: RowModel) -> None:
    model.show(ids(1), [row(id_) for id_ in ids(1)])
    spoken = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Titel 0, Diakonie · Elberfeld, 0, veraltet"
    assert isinstance(model.data(model.index(0), ROW), Row)


def test_ids_and_places_belong_together(model: RowModel) -> None:
    model.show(ids(5, 100))
    assert model.id_at(model.index(3)) == "103"
    assert model.index_of(RecordId("103")).row() == 3
    assert not model.index_of(RecordId("7")).isValid()
    assert model.id_at(QModelIndex()) is None


@pytest.mark.parametrize("light", Light)
def test_every_light_has_a_word_and_a_shape_of_its_own(light: Light) -> None:
    others = {light_mark(other) for other in Light if other is not light}
    assert light_mark(light).word
    assert light_mark(light).kind not in {mark.kind for mark in others}


class Ear(QObject):
    def __init__(self, view: RowList) -> None:
        super().__init__(view)
        self.heard: list[tuple[str, object]] = []
        for name in ("pointed", "opened", "picked", "typed"):
            getattr(view, name).connect(getattr(self, name))

    def pointed(self, id_: object) -> None:
        self.heard.append(("pointed", id_))

    def opened(self, id_: object) -> None:
        self.heard.append(("opened", id_))

    def picked(self, id_: object) -> None:
        self.heard.append(("picked", id_))

    def typed(self, letter: str) -> None:
        self.heard.append(("typed", letter))


@pytest.fixture
def view(model: RowModel, qtbot: QtBot) -> RowList:
    model.show(ids(300), [row(id_) for id_ in ids(PAGE)])
    made = RowList(model, "Angebote")
    qtbot.addWidget(made)
    made.resize(500, 400)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_keys_on_a_row_open_pick_and_search(view: RowList) -> None:
    view.enter()
    assert view.current() == "0"
    ear = Ear(view)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)
    QTest.keyClick(view, Qt.Key.Key_Space)
    QTest.keyClicks(view, "K")
    QTest.keyClick(view, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert ear.heard == [
        ("pointed", "1"),
        ("opened", "1"),
        ("picked", "1"),
        ("typed", "K"),
    ]


def test_a_row_keeps_its_place_when_the_list_is_replaced(view: RowList, model: RowModel) -> None:
    view.point_at(model.index_of(RecordId("7")))
    model.show(ids(3, 6), [row(id_) for id_ in ids(3, 6)])
    assert view.current() is None
    view.point_at(model.index_of(RecordId("7")))
    assert view.current() == "7"


def test_the_list_speaks_its_name_and_its_rows(view: RowList) -> None:
    spoken = QAccessible.queryAccessibleInterface(view)
    assert spoken.text(QAccessible.Text.Name) == "Angebote"
    assert spoken.child(0).text(QAccessible.Text.Name).startswith("Titel 0, Diakonie")


def test_a_tool_tip_does_not_obey_what_it_shows() -> None:
    assert tool_tip("<img src=x> & Co", "") == "<p>&lt;img src=x&gt; &amp; Co</p>"


def pixels(view: RowList, colour: str) -> int:
    """How many of the first row have this colour."""
    area = view.visualRect(view.model().index(0, 0))
    image = view.viewport().grab(area).toImage()
    wanted = QColor(colour).rgb()
    return sum(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


def test_what_was_looked_for_is_marked_in_title_and_passage(view: RowList, model: RowModel) -> None:
    accent = look().colours.accent
    plain = Row("Garten am Talblick", "Diakonie", passage=Words("mit Kindern im Beet"))
    shown = []
    for one in (
        plain,
        replace(plain, met_in_title=((0, 6),)),
        replace(plain, met_in_title=((0, 6),), passage=Words("mit Kindern im Beet", ((4, 11),))),
    ):
        model.show(ids(1), [one])
        shown.append(pixels(view, accent))
    assert shown[0] < shown[1] < shown[2]


def test_a_mark_behind_the_end_of_what_is_shown_is_left_out(view: RowList, model: RowModel) -> None:
    title = "Garten " * 40
    for met in ((), ((len(title) - 7, len(title) - 1),)):
        model.show(ids(1), [Row(title, met_in_title=met)])
        assert pixels(view, look().colours.accent) == 0


def test_rows_are_higher_while_passages_are_shown(view: RowList, qapp: QApplication) -> None:
    def height() -> int:
        qapp.processEvents()
        return view.visualRect(view.model().index(0, 0)).height()

    before = height()
    view.make_room(for_passages=True)
    assert height() > before
    view.make_room(for_passages=False)
    assert height() == before


def test_a_passage_is_spoken_after_everything_else() -> None:
    assert Row("Garten", "Diakonie", "7", passage=Words("mit Kindern")).spoken() == (
        "Garten, Diakonie, 7, mit Kindern"
    )
