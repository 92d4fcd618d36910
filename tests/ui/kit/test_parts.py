"""The small parts do what their names say."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QFont, QFontMetrics, QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kosidesk.paths import RESOURCES
from kosidesk.search.query import Choice
from kosidesk.ui.kit.buttons import Button, IconButton
from kosidesk.ui.kit.cards import DecisionCard, ProgressCard, Toast
from kosidesk.ui.kit.choice_box import ChoiceBox
from kosidesk.ui.kit.columns import Column, Columns
from kosidesk.ui.kit.fields import DayField, NumberField
from kosidesk.ui.kit.forms import field, form
from kosidesk.ui.kit.icons import picture
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import FlowLayout
from kosidesk.ui.kit.search import SearchField


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def spoken(widget: QWidget, what: QAccessible.Text = QAccessible.Text.Name) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(what)


def heard(signal: object) -> list[object]:
    values: list[object] = []
    signal.connect(values.append)  # type: ignore[attr-defined]
    return values


def test_markup_in_a_label_is_shown_and_not_obeyed(window: QWidget) -> None:
    hostile = PlainLabel('<img src="/etc/hostname" width=900 height=900>', window)
    assert hostile.textFormat() is Qt.TextFormat.PlainText
    assert hostile.sizeHint().height() < 100


def test_an_ampersand_in_a_button_is_no_key(window: QWidget) -> None:
    button = Button("Bildung & Lernen", window)
    assert button.shortcut().isEmpty()
    assert spoken(button) == "Bildung & Lernen"


def test_a_checked_button_has_room_for_bold_words(window: QWidget) -> None:
    button = Button("Einzelheiten", window, kind="tab")
    button.setCheckable(True)
    plain = button.sizeHint()
    button.setChecked(True)
    button.ensurePolished()
    bold_text = button.fontMetrics().horizontalAdvance("Einzelheiten")
    assert plain.width() >= bold_text


def test_bold_words_beside_an_icon_have_room_on_both_sides(window: QWidget) -> None:
    button = Button("72RXH31G-6 · 0 Minuten · 0 Angebote", window, kind="tab", icon="talk")
    plain = button.sizeHint().width()
    bold = QFont(button.font())
    bold.setBold(True)
    more = QFontMetrics(bold).horizontalAdvance(button.text()) - button.fontMetrics().horizontalAdvance(
        button.text()
    )
    button.setCheckable(True)
    assert button.sizeHint().width() >= plain + 2 * more > plain


def test_a_button_without_words_has_a_spoken_name(window: QWidget) -> None:
    assert spoken(IconButton("edit", "Bearbeiten", window)) == "Bearbeiten"


@pytest.mark.parametrize("name", sorted(file.stem for file in (RESOURCES / "icons").glob("*.svg")))
def test_every_icon_draws_in_the_colour_it_is_given(name: str, qapp: QApplication) -> None:
    drawn = picture(name, QColor("#123456"), 96).toImage()
    pixels = [drawn.pixelColor(x, y) for x in range(96) for y in range(96)]
    assert {pixel.name() for pixel in pixels if pixel.alpha() == 255} == {"#123456"}


@pytest.mark.parametrize("kind", [QLineEdit, ChoiceBox, DayField])
def test_a_field_speaks_its_label_and_its_hint(kind: type[QWidget], window: QWidget) -> None:
    layout, widget = form(window), kind(window)
    field(layout, "Ort", widget, "Stadtteil oder Straße")
    assert spoken(widget) == "Ort"
    assert spoken(widget, QAccessible.Text.Description) == "Stadtteil oder Straße"


def test_a_label_shows_what_a_foreign_file_calls_its_columns(window: QWidget) -> None:
    layout, line = form(window), QLineEdit(window)
    field(layout, '<h1>Kinder & Jugend</h1><img src="/etc/hostname">', line)
    label = layout.labelForField(line)
    assert isinstance(label, QLabel)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert QKeySequence.mnemonic(label.text()).isEmpty()
    assert spoken(line) == '<h1>Kinder & Jugend</h1><img src="/etc/hostname">'


def roll(widget: QWidget) -> None:
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle, widget.mapToGlobal(middle), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003 - Qt's own
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_a_wheel_over_the_page_chooses_nothing(window: QWidget, qtbot: QtBot) -> None:
    box = ChoiceBox(window)
    box.addItems(["Elberfeld", "Barmen", "Ronsdorf"])
    other = QLineEdit(window)
    other.move(0, 60)
    with qtbot.waitActive(window):
        window.show()
    other.setFocus()
    roll(box)
    assert (box.currentText(), box.hasFocus()) == ("Elberfeld", False)
    box.setFocus()
    roll(box)
    assert box.currentText() == "Barmen"


def test_a_remark_is_seen_and_spoken_until_it_is_taken_back(window: QWidget) -> None:
    layout, widget = form(window), QLineEdit(window)
    remark = field(layout, "Titel", widget, "Steht auf dem Zettel")
    assert remark.isHidden()
    remark.say("Der Titel fehlt.")
    assert not remark.isHidden()
    assert spoken(widget, QAccessible.Text.Description) == "Der Titel fehlt."
    assert widget.property("wrong") is True
    remark.say("")
    assert remark.isHidden()
    assert spoken(widget, QAccessible.Text.Description) == "Steht auf dem Zettel"
    assert widget.property("wrong") is False


@pytest.mark.parametrize("typed", ["21.11.2026", " 21.11.26 ", "2026-11-21"])
def test_a_day_is_read_as_it_is_usually_written(typed: str, window: QWidget) -> None:
    edit = DayField(window)
    edit.setText(typed)
    assert (edit.day(), edit.is_wrong()) == (date(2026, 11, 21), False)


def test_a_day_that_does_not_exist_is_wrong_and_none_is_not(window: QWidget) -> None:
    edit = DayField(window)
    edit.setText("31.02.2026")
    assert (edit.day(), edit.is_wrong()) == (None, True)
    edit.show_day(None)
    assert (edit.day(), edit.is_wrong()) == (None, False)
    edit.show_day(date(2026, 1, 2))
    assert edit.text() == "02.01.2026"


@pytest.mark.parametrize(
    ("typed", "value", "wrong"),
    [
        ("", None, False),
        ("0", 0, False),
        (" 7 ", 7, False),
        ("²", None, True),
        ("-1", None, True),
        ("viele", None, True),
    ],
)
def test_a_number_may_be_unknown(typed: str, value: int | None, wrong: bool, window: QWidget) -> None:  # noqa: FBT001 - a parameter of the test
    edit = NumberField(window)
    edit.setText(typed)
    assert (edit.number(), edit.is_wrong()) == (value, wrong)


def test_a_word_is_looked_for_or_left_out_never_both() -> None:
    choice = Choice().with_include("kinder", on=True).with_exclude("kinder", on=True)
    assert choice == Choice(exclude=frozenset({"kinder"}))
    assert choice.with_include("kinder", on=True) == Choice(include=frozenset({"kinder"}))
    assert choice.with_exclude("kinder", on=False) == Choice()


def test_items_flow_into_the_next_line(window: QWidget) -> None:
    host = QWidget(window)
    flow = FlowLayout(host, gap=10)
    for _ in range(3):
        item = QWidget(host)
        item.setFixedSize(100, 20)
        flow.addWidget(item)
    assert flow.heightForWidth(320) == 20
    assert flow.heightForWidth(319) == 50
    flow.setGeometry(QRect(0, 0, 100, 80))
    assert [flow.itemAt(n).geometry().y() for n in range(3)] == [0, 30, 60]
    assert flow.itemAt(3) is None
    assert flow.takeAt(5) is None


def test_esc_empties_a_filled_search_and_then_steps_back(window: QWidget) -> None:
    search = SearchField("Suche", window)
    search.begin_with("k")
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""
    left = []
    search.left.connect(lambda: left.append(True))
    QTest.keyClick(search, Qt.Key.Key_Down)
    assert left == [True]


def test_a_decision_carries_the_value_of_its_words(window: QWidget) -> None:
    card = DecisionCard("Telefon", "Zweimal geändert", (("Büro behalten", 1), ("Stand behalten", 2)), window)
    decided = heard(card.decided)
    buttons = {button.text(): button for button in card.findChildren(QPushButton)}
    buttons["Stand behalten"].click()
    assert decided == [2]


def test_long_work_can_be_stopped_once(window: QWidget) -> None:
    card, stops = ProgressCard(window), []
    card.cancelled.connect(lambda: stops.append(True))
    card.begin("Angebote werden gelesen")
    card.advance(300, 1097, "300 von 1.097")
    (button,) = card.findChildren(QPushButton)
    button.click()
    button.click()
    assert stops == [True]
    card.end()
    assert card.isHidden()


def test_a_notice_undoes_and_leaves(window: QWidget, qtbot: QtBot) -> None:
    window.resize(600, 400)
    window.show()
    toast, done = Toast(window), []
    toast.say("Gelöscht.", "Rückgängig", lambda: done.append(True))
    assert window.rect().contains(toast.geometry())
    assert toast._timer.interval() >= 20_000
    window.resize(300, 200)
    assert window.rect().contains(toast.geometry())
    toast._button.click()
    assert done == [True]
    assert toast.isHidden()


def test_a_notice_covers_nothing_it_stands_on(window: QWidget) -> None:
    window.resize(600, 400)
    floor = QLabel("Schritt 2", window)
    floor.setGeometry(0, 300, 600, 100)
    window.show()
    toast = Toast(window)
    toast.stand_on(floor)
    toast.say("Gelöscht.")
    assert not toast.geometry().intersects(floor.geometry())
    floor.hide()
    toast.say("Gelöscht.")
    assert toast.geometry().intersects(floor.geometry())


def columns_of(window: QWidget) -> Columns:
    parts = [
        Column(name, QLineEdit(), letters)
        for name, letters in (("Filter", 20), ("Liste", 40), ("Detail", 30))
    ]
    return Columns(parts, window, main=1)


@pytest.mark.parametrize(("letters", "shown"), [(110, (0, 1, 2)), (80, (1, 2)), (45, (1,))])
def test_columns_become_fewer_as_the_window_narrows(
    letters: int, shown: tuple[int, ...], window: QWidget
) -> None:
    columns = columns_of(window)
    columns.resize(columns.fontMetrics().averageCharWidth() * letters, 300)
    window.show()
    columns.resize(columns.fontMetrics().averageCharWidth() * letters, 300)
    assert columns.shown() == shown
    assert columns._bar.isHidden() == (len(shown) == 3)


def test_a_column_out_of_sight_is_reached_by_its_word(window: QWidget) -> None:
    columns = columns_of(window)
    window.show()
    columns.resize(columns.fontMetrics().averageCharWidth() * 45, 300)
    revealed = heard(columns.revealed)
    columns._tabs[2].click()
    assert (columns.shown(), revealed) == ((2,), [2])
    columns.reveal(0)
    assert columns.shown() == (0,)
