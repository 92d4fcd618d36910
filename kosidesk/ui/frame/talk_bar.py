"""The talk that is going on, in sight on every screen."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QWidget

from kosidesk.i18n import _, ngettext
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import FlowLayout, row
from kosidesk.ui.theme import LARGE, SMALL

_TICK_MS = 15_000


@dataclass(frozen=True)
class Talk:
    """A consultation as the bar shows it."""

    code: str
    begun_at: datetime
    picks: int


class TalkBar(QFrame):
    """Code, minutes and shortlist; the counsellor can wander without losing the client."""

    sheet_wanted = Signal()
    end_wanted = Signal()
    talk_wanted = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("place", "talk")
        self._now = now
        self._talk: Talk | None = None
        self._code = Button("", self, kind="link", icon="talk")
        self._minutes = PlainLabel("", self)
        self._picks = PlainLabel("", self)
        self._sheet = Button(_("Zettel drucken"), self, icon="print")
        self._end = Button(_("Beenden"), self)
        told = FlowLayout(gap=LARGE)
        for part in (self._code, self._minutes, self._picks):
            told.addWidget(part)
        layout = row(gap=LARGE)
        layout.addLayout(told, 1)
        layout.addWidget(self._sheet)
        layout.addWidget(self._end)
        layout.setContentsMargins(LARGE, SMALL, LARGE, SMALL)
        self.setLayout(layout)
        self._code.clicked.connect(self.talk_wanted)
        self._sheet.clicked.connect(self.sheet_wanted)
        self._end.clicked.connect(self.end_wanted)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self.hide()

    def show_talk(self, talk: Talk | None) -> None:
        """None takes the bar away."""
        self._talk = talk
        self.setVisible(talk is not None)
        if talk is None:
            self._timer.stop()
            return
        self._timer.start()
        self._code.setText(_("Beratung {code}").format(code=talk.code))
        words = ngettext("{count} Angebot vorgemerkt", "{count} Angebote vorgemerkt", talk.picks)
        self._picks.setText(words.format(count=talk.picks))
        self._sheet.setEnabled(talk.picks > 0)
        self._tick()

    @Slot()
    def _tick(self) -> None:
        if self._talk:
            minutes = max(0, (self._now() - self._talk.begun_at) // timedelta(minutes=1))
            self._minutes.setText(
                ngettext("{count} Minute", "{count} Minuten", minutes).format(count=minutes)
            )
