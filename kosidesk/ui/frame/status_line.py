"""Whose desk this is, who sits at it, how it stands with the others, and what it holds."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from kosidesk.i18n import _, ngettext, number
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import FlowLayout, row
from kosidesk.ui.theme import LARGE, TINY


@dataclass(frozen=True)
class Status:
    """`sync` says it in words, such as "nur auf diesem Gerät"; `icon` beside it, `exactly` on hover."""

    agency: str = ""
    user: str = ""
    sync: str = ""
    offers: int = 0
    exactly: str = ""
    icon: str = ""


class StatusLine(QFrame):
    """The line at the foot of the window. `sync_wanted`: somebody wants to know more."""

    sync_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("place", "status")
        self._left = PlainLabel("", self)
        self._sync = Button("", self, kind="status")
        self._sync.clicked.connect(self.sync_wanted)
        self._sync.hide()
        self._right = PlainLabel("", self)
        told = FlowLayout(gap=TINY)
        told.addWidget(self._left)
        told.addWidget(self._sync)
        layout = row(gap=LARGE)
        layout.addLayout(told, 1)
        layout.addWidget(self._right)
        layout.setContentsMargins(LARGE, 0, LARGE, 0)
        self.setLayout(layout)

    def show_status(self, status: Status) -> None:
        user = _("angemeldet: {name}").format(name=status.user) if status.user else ""
        self._left.setText(" · ".join(filter(None, (status.agency, user))))
        self._sync.setText(status.sync)
        self._sync.setToolTip(status.exactly)
        self._sync.setAccessibleName(_("Abgleich: {words}").format(words=status.sync))
        self._sync.show_icon(status.icon)
        self._sync.setVisible(bool(status.sync))
        words = ngettext("{count} Angebot", "{count} Angebote", status.offers)
        self._right.setText(words.format(count=number(status.offers)))
