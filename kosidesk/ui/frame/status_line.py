"""Whose desk this is, who sits at it, and what it holds."""

from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QWidget

from kosidesk.i18n import _, ngettext, number
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import row
from kosidesk.ui.theme import LARGE, TINY


@dataclass(frozen=True)
class Status:
    """`sync` is a sentence, such as "nur auf diesem Gerät"; `exactly` says more on hover."""

    agency: str = ""
    user: str = ""
    sync: str = ""
    offers: int = 0
    exactly: str = ""


class StatusLine(QFrame):
    """The line at the foot of the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("place", "status")
        self._left = PlainLabel("", self, wrap=True)
        self._right = PlainLabel("", self)
        layout = row(gap=LARGE)
        layout.addWidget(self._left, 1)
        layout.addWidget(self._right)
        layout.setContentsMargins(LARGE, TINY, LARGE, TINY)
        self.setLayout(layout)

    def show_status(self, status: Status) -> None:
        user = _("angemeldet: {name}").format(name=status.user) if status.user else ""
        self._left.setText(" · ".join(filter(None, (status.agency, user, status.sync))))
        self._left.setToolTip(status.exactly)
        words = ngettext("{count} Angebot", "{count} Angebote", status.offers)
        self._right.setText(words.format(count=number(status.offers)))
