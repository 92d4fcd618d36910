"""The organisation beside the list: how to reach it, what is known of it, and what became of it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from kosidesk.i18n import _
from kosidesk.ui.history.model import History
from kosidesk.ui.history.panel import HistoryPanel
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.dispute_button import DisputeButton
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import FlowLayout, column
from kosidesk.ui.organisations.facts import passages
from kosidesk.ui.organisations.lines import Sight
from kosidesk.ui.reading.reader import Reader
from kosidesk.ui.theme import SMALL


class OrganisationDetail(QWidget):
    """`left` when Esc leads back to the list."""

    edit_wanted = Signal()
    conflicts_wanted = Signal()
    left = Signal()

    def __init__(self, history: History, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history = history
        self._id = ""
        self._build()
        self._edit.clicked.connect(self.edit_wanted)
        self._disputes.clicked.connect(self.conflicts_wanted)
        self._history_button.toggled.connect(self._show_history)
        self.show_sight(None)

    def show_sight(self, sight: Sight | None) -> None:
        full = sight.full if sight else None
        self._sides.setCurrentWidget(self._shown if full else self._blank)
        id_ = full.organisation.id if full else ""
        if id_ != self._id:
            self._history_button.setChecked(False)
        self._id = id_
        if sight and full:
            self._disputes.show_count(sight.conflicts)
            body = full.organisation
            number = _("Nr. {number}").format(number=body.number) if body.number else ""
            self._reader.show_text(body.name or _("ohne Namen"), number, passages(full, sight.past), ())

    def enter(self) -> None:
        """Takes the focus, to be read with the arrow keys."""
        self._page().setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_history(self) -> None:
        self._history_button.setChecked(not self._history_button.isChecked())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._disputes = DisputeButton(self)
        self._edit = Button(_("Bearbeiten"), self, icon="edit")
        self._history_button = Button(_("Verlauf"), self, icon="history")
        self._history_button.setCheckable(True)
        actions = FlowLayout(gap=SMALL)
        for button in (self._disputes, self._edit, self._history_button):
            actions.addWidget(button)
        self._reader = Reader(self)
        self._reader.setAccessibleName(_("Einrichtung"))
        self._panel = HistoryPanel(self._history, self)
        self._pages = QStackedWidget(self)
        for page in (self._reader, self._panel):
            self._pages.addWidget(page)
        self._shown = QWidget(self)
        whole = column(actions, gap=SMALL)
        whole.addWidget(self._pages, 1)
        self._shown.setLayout(whole)
        words = _("Hier steht die Einrichtung, die in der Liste gewählt ist.")
        self._blank = PlainLabel(words, self, wrap=True)
        self._blank.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sides = QStackedWidget(self)
        for side in (self._shown, self._blank):
            self._sides.addWidget(side)
        self.setLayout(column(self._sides))

    def _page(self) -> QWidget:
        return self._panel if self._history_button.isChecked() else self._reader

    @Slot(bool)
    def _show_history(self, wanted: bool) -> None:  # noqa: FBT001 - `toggled` sends it
        self._pages.setCurrentWidget(self._page())
        self._history.show(self._id if wanted else "")
