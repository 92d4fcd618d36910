"""The lines under a name that say who of that kind is here already."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from kosidesk.domain.offer import Organisation
from kosidesk.domain.record import Record
from kosidesk.i18n import _
from kosidesk.services import merging, words
from kosidesk.services.desk import Desk
from kosidesk.services.merging import Like
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column, row
from kosidesk.ui.tasks import Lane, Tasks
from kosidesk.ui.theme import TINY

_PAUSE_MS = 250
_MOST = 3


class Watch(QObject):
    """Looks whether what is typed is here already, whenever the typing pauses; no widgets."""

    found = Signal(object, object)  # RecordId of what is typed, tuple[Like, ...]
    refused = Signal(object)  # KosiError

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self._typed: Record | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._look)

    def follow(self, typed: Record) -> None:
        """A record that was not saved yet; of other kinds nobody warns."""
        if typed.kind in merging.KINDS:
            self._typed = typed
            self._pause.start()

    def rest(self) -> None:
        self._typed = None
        self._pause.stop()

    @Slot()
    def _look(self) -> None:
        typed = self._typed
        if typed is not None:
            work = partial(merging.like, self._desk, typed)
            self._tasks.run(self, work, partial(self._tell, typed), self.refused.emit, lane=Lane.READ)

    def _tell(self, typed: Record, found: tuple[Like, ...]) -> None:
        if typed is self._typed:
            self.found.emit(typed.id, found)


class AlikeLines(QWidget):
    """`look_wanted` carries the id of one that is here; contacts stand on the same page anyway."""

    look_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[QWidget] = []
        self._room = column(gap=TINY)
        self.setLayout(self._room)
        self.hide()

    def show_alike(self, found: Sequence[Like]) -> None:
        """None of them takes the lines away."""
        for line in self._lines:
            self._room.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._line(one) for one in found[:_MOST]]
        for line in self._lines:
            self._room.addWidget(line)
        self.setVisible(bool(found))

    def _line(self, one: Like) -> QWidget:
        line = QWidget(self)
        said = PlainLabel(words.alike(one.name, one.town, one.reasons), line, role="meta", wrap=True)
        layout = row(gap=TINY)
        layout.addWidget(said, 1)
        if one.kind == Organisation.KIND:
            look = Button(_("Ansehen"), line, kind="link")
            look.setAccessibleName(_("{name} ansehen").format(name=one.name))
            look.clicked.connect(partial(self._want_look, one))
            layout.addWidget(look)
        line.setLayout(layout)
        return line

    def _want_look(self, one: Like) -> None:
        self.look_wanted.emit(one.id)
