"""What became of many papers: handed over, not made, left over; and what can be done about it now."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from kosidesk.i18n import _, ngettext, number
from kosidesk.services import words
from kosidesk.services.printing_out import Title
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.cards import Card
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import flow
from kosidesk.ui.papers.model import Finished


class ReportCard(Card):
    """`go_on_wanted` and `hand_out_wanted` carry what it tells of."""

    go_on_wanted = Signal(object)
    hand_out_wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self._finished: Finished | None = None
        self._head = PlainLabel("", self, role="title", wrap=True)
        self._said = PlainLabel("", self, wrap=True)
        self._said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._go_on = Button(_("Mit dem Rest weitermachen"), self)
        self._hand_out = Button(_("Alle sind ausgehändigt"), self)
        self._away = Button(_("Schließen"), self)
        self.body.addWidget(self._head)
        self.body.addWidget(self._said)
        self.body.addLayout(flow(self._hand_out, self._go_on, self._away))
        self._go_on.clicked.connect(self._want_rest)
        self._hand_out.clicked.connect(self._want_hand_out)
        self._away.clicked.connect(self.hide)
        self.hide()

    def tell(self, finished: Finished) -> None:
        ended = finished.batch
        self._finished = finished
        self._head.setText(_head(finished))
        self._said.setText("\n".join(_lines(finished)))
        self._said.setVisible(bool(self._said.text()))
        self._go_on.setVisible(bool(ended.left))
        self._hand_out.setVisible(finished.title is Title.SHEET and bool(ended.handed))
        self.show()

    @Slot()
    def _want_rest(self) -> None:
        self.hide()
        self.go_on_wanted.emit(self._finished)

    @Slot()
    def _want_hand_out(self) -> None:
        self._hand_out.hide()
        self.hand_out_wanted.emit(self._finished)


def _head(finished: Finished) -> str:
    count = len(finished.batch.handed)
    if finished.folder is not None:
        said = ngettext("{count} Papier ist gespeichert.", "{count} Papiere sind gespeichert.", count)
    else:
        said = ngettext("{count} Papier ist beim Drucker.", "{count} Papiere sind beim Drucker.", count)
    return said.format(count=number(count))


def _lines(finished: Finished) -> Iterator[str]:
    ended = finished.batch
    if finished.folder is not None and ended.handed:
        yield _("Sie liegen in {folder}.").format(folder=finished.folder)
    for refused in ended.refused:
        sentence = words.sentence(refused.error)
        yield _("Nicht gemacht: {name}. {why}").format(name=refused.paper.name, why=sentence)
    if ended.stopped is not None:
        yield words.sentence(ended.stopped)
    if ended.left:
        names = ", ".join(paper.name for paper in ended.left)
        yield _("Noch nicht dran: {names}").format(names=names)
