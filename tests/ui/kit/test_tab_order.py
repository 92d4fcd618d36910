import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from kosidesk.ui.kit import tab_order
from kosidesk.ui.kit.layouts import column, row, scrolling


class Window(QWidget):
    """Top, then a page that scrolls, then bottom; what is on the page is made last of all."""

    def __init__(self) -> None:
        super().__init__()
        self.top, self.bottom = QLineEdit(), QLineEdit()
        self.hidden, self.locked = QLineEdit(), QLineEdit()
        self.page, self.other = QWidget(), QLineEdit()
        self.pages = QStackedWidget()
        self.pages.addWidget(scrolling(self.page))
        self.pages.addWidget(self.other)
        self.setLayout(column(self.top, self.hidden, self.locked, self.pages, self.bottom))
        self.left, self.right = QLineEdit(), QLineEdit()
        self.page.setLayout(column(row(self.left, self.right)))
        self.page.setMinimumHeight(3000)
        self.page.layout().addStretch(1)  # type: ignore[union-attr]
        self.last = QLineEdit()
        self.page.layout().addWidget(self.last)  # type: ignore[union-attr]
        self.hidden.hide()
        self.locked.setEnabled(False)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001, N802 - Qt calls it so
        return tab_order.step(self, forward=forward) or super().focusNextPrevChild(forward)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    made.top.setFocus()
    return made


def walk(window: Window, key: Qt.Key, steps: int) -> list[QWidget | None]:
    passed = []
    for _step in range(steps):
        stop = window.focusWidget()
        assert stop
        QTest.keyClick(stop, key)
        passed.append(window.focusWidget())
    return passed


def test_tab_goes_as_the_layouts_do_whenever_things_were_made(window: Window) -> None:
    round_trip = [window.left, window.right, window.last, window.bottom, window.top]
    assert walk(window, Qt.Key.Key_Tab, 5) == round_trip
    assert walk(window, Qt.Key.Key_Backtab, 5) == [*reversed(round_trip[:-1]), window.top]


def test_only_the_page_in_front_is_walked_through(window: Window) -> None:
    window.pages.setCurrentIndex(1)
    assert walk(window, Qt.Key.Key_Tab, 3) == [window.other, window.bottom, window.top]


def test_where_tab_comes_to_is_scrolled_into_sight(window: Window) -> None:
    assert window.last.visibleRegion().isEmpty()
    assert walk(window, Qt.Key.Key_Tab, 3)[-1] is window.last
    assert window.last.visibleRegion().boundingRect() == window.last.rect()
