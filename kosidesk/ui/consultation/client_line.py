"""Whether the client of the talk is known, in one line."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kosidesk.domain.client import Client
from kosidesk.i18n import _
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column, flow
from kosidesk.ui.theme import TINY


class ClientLine(QWidget):
    """Anonymous as long as nobody says otherwise."""

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._who = PlainLabel("", self, wrap=True)
        self._open = Button("", self, icon="person")
        self._open.clicked.connect(self.opened)
        self.setLayout(column(self._who, flow(self._open), gap=TINY))
        self.show_client(None)

    def show_client(self, client: Client | None) -> None:
        if client is None:
            self._who.setText(_("Diese Beratung ist anonym."))
            self._open.setText(_("Kontaktdaten aufnehmen …"))
        else:
            ways = filter(None, (client.name, client.phone, client.mail))
            self._who.setText(" · ".join(ways))
            self._open.setText(_("Kontaktdaten und Einwilligungen …"))
