"""The step of the tour that is due, below the screen: it covers nothing and holds nothing up."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QFrame, QWidget

from kosidesk.i18n import N_, _
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.keys import Key, press
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column, flow
from kosidesk.ui.theme import LARGE, MEDIUM, SMALL
from kosidesk.ui.tour.model import Stop, Tour

_GO_ON = Key("F10", N_("Rundgang: weiter"))


class TourCard(QFrame):
    """Says what to do, how far the tour is, and lets go on, skip and end it."""

    def __init__(self, model: Tour, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("place", "tour")
        self._model = model
        self._title = PlainLabel("", self, role="title")
        self._place = PlainLabel("", self, role="meta")
        self._text = PlainLabel("", self, wrap=True)
        self._go_on = Button("", self)
        self._end = Button("", self, kind="plain")
        head = flow(self._title, self._place, self._go_on, self._end, gap=MEDIUM)
        layout = column(head, self._text, gap=SMALL)
        layout.setContentsMargins(LARGE, SMALL, LARGE, SMALL)
        self.setLayout(layout)
        self._key: QShortcut = press(_GO_ON, self, model.go_on)
        self._go_on.clicked.connect(model.go_on)
        self._end.clicked.connect(model.end)
        model.stopped_at.connect(self._show)
        self._show(model.stop)

    @Slot(object)
    def _show(self, stop: Stop | None) -> None:
        self.setVisible(stop is not None)
        if stop is None:
            return
        self._title.setText(_(stop.step.title))
        self._text.setText(_(stop.step.text))
        place = _("Schritt {place} von {all}").format(place=stop.place, all=stop.of)
        self._place.setText(place)
        self._go_on.setText(_words(stop))
        self._go_on.setAccessibleDescription(self._text.text())
        self._end.setText(_("Nicht jetzt") if stop.is_first else _("Rundgang beenden"))
        self._end.setVisible(not stop.is_last)


def _words(stop: Stop) -> str:
    if stop.is_first:
        return _("Rundgang beginnen (F10)")
    if stop.is_last:
        return _("Fertig (F10)")
    return _("Schritt überspringen (F10)") if stop.step.waits_for else _("Weiter (F10)")
