"""A window that speaks English reads back what it wrote itself."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kosidesk import i18n
from kosidesk.ui.inputs.plain import DayInput, FractionInput, read_day, write_day
from kosidesk.ui.kit.fields import DayField


@pytest.fixture
def english_window(qtbot: QtBot) -> Iterator[QWidget]:
    widget = QWidget()
    qtbot.addWidget(widget)
    i18n.use("en")
    yield widget
    i18n.use(i18n.GERMAN)


def test_a_day(english_window: QWidget) -> None:
    field = DayField(english_window)
    field.show_day(date(2026, 11, 2))
    assert (field.text(), field.day()) == ("02.11.2026", date(2026, 11, 2))
    assert field.placeholderText() == "DD.MM.YYYY"


def test_a_stored_day(english_window: QWidget) -> None:
    edit = DayInput(english_window)
    edit.show_value("2026-11-02")
    assert edit.value() == "2026-11-02"
    assert read_day(write_day("2026-11-02")) == "2026-11-02"


def test_a_fraction(english_window: QWidget) -> None:
    edit = FractionInput(english_window)
    edit.show_value(2.5)
    assert (edit.text(), edit.value()) == ("2.5", 2.5)
