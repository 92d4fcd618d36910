"""What scrolls is laid out in the whole height it needs."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column, scrolling

LINES = 40


class LateWords(QObject):
    """Fills the label while its page gets the resize that was put off until the showing.

    A label that gets its font only then does the same, but only now and then.
    """

    def __init__(self, page: QWidget, layout: QVBoxLayout, label: PlainLabel) -> None:
        super().__init__(page)
        self._layout, self._label = layout, label
        page.installEventFilter(self)

    def eventFilter(self, _page: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.Resize and not self._label.text():
            self._label.setText("\n".join(["Zeile"] * LINES))
            self._layout.activate()
        return False


def test_a_page_that_turns_out_higher_while_it_is_shown_is_not_squeezed(qtbot: QtBot) -> None:
    label = PlainLabel(wrap=True)
    layout = column(label)
    page, window = QWidget(), QWidget()
    qtbot.addWidget(window)
    page.setLayout(layout)
    window.setLayout(column(scrolling(page)))
    window.resize(300, 200)
    LateWords(page, layout, label)
    window.show()
    needed = LINES * label.fontMetrics().height()
    qtbot.waitUntil(lambda: page.height() >= needed)
    assert label.height() >= needed


def test_what_scrolls_inside_of_what_scrolls_leaves_the_outer_bar_away(qtbot: QtBot) -> None:
    inner = QWidget()
    inner.setLayout(column(PlainLabel("\n".join(["Zeile"] * LINES))))
    outer = QWidget()
    # A wrapping label makes the height of all around it go with the width.
    outer.setLayout(column(PlainLabel("Wiedervorlage", wrap=True), scrolling(inner)))
    area = scrolling(outer)
    qtbot.addWidget(area)
    area.resize(300, 200)
    with qtbot.waitExposed(area):
        area.show()
    assert area.verticalScrollBar().maximum() == 0
