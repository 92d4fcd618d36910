"""The talks that are going on, in sight on every screen."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QWidget

from kosidesk.domain.ids import NOBODY, RecordId
from kosidesk.i18n import _, ngettext, number
from kosidesk.services.overview import OpenTalk
from kosidesk.ui.kit.buttons import Button, IconButton
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import FlowLayout, row
from kosidesk.ui.theme import LARGE, SMALL

_TICK_MS = 15_000
_MOST = 3
_LONG = 120  # minutes


class TalkBar(QFrame):
    """Code, time and shortlist of the one here, the codes of the others; no client is lost by wandering.

    `talk_wanted` leads to the one that is going on here, `resume_wanted` carries the id of another one.
    """

    talk_wanted = Signal()
    resume_wanted = Signal(object)
    begin_wanted = Signal()
    sheet_wanted = Signal()
    pause_wanted = Signal()
    end_wanted = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("place", "talk")
        self._now = now
        self._current = NOBODY
        self._talks: tuple[OpenTalk, ...] = ()
        self._buttons: dict[RecordId, Button] = {}
        self._told = FlowLayout(gap=SMALL)
        self._more = PlainLabel("", self, role="meta")
        self._another = IconButton("plus", _("Weitere Beratung beginnen"), self)
        self._sheet = Button(_("Zettel drucken"), self, icon="print")
        self._pause = Button(_("Unterbrechen"), self)
        self._end = Button(_("Beenden"), self)
        self._pause.setToolTip(_("Die Beratung wartet, bis die Person mit ihrem Code wiederkommt."))
        for part in (self._more, self._another, self._sheet, self._pause, self._end):
            self._told.addWidget(part)
        layout = row(self._told)
        layout.setContentsMargins(LARGE, SMALL, LARGE, SMALL)
        self.setLayout(layout)
        self._another.clicked.connect(self.begin_wanted)
        self._sheet.clicked.connect(self.sheet_wanted)
        self._pause.clicked.connect(self.pause_wanted)
        self._end.clicked.connect(self.end_wanted)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self.hide()

    def show_talks(self, current: RecordId, talks: Sequence[OpenTalk]) -> None:
        """All that are open, the newest first; without any the bar takes no room."""
        self._current, self._talks = current, tuple(talks)
        self.setVisible(bool(self._talks))
        if not self._talks:
            self._timer.stop()
            return
        self._timer.start()
        self._offer(self._in_sight())
        hidden = len(self._talks) - len(self._buttons)
        more = ngettext("und {count} weitere", "und {count} weitere", hidden)
        self._more.setText(more.format(count=number(hidden)))
        self._more.setVisible(hidden > 0)
        here = next((talk for talk in self._talks if talk.consultation.id == current), None)
        for action in (self._sheet, self._pause, self._end):
            action.setVisible(here is not None)
        self._sheet.setEnabled(here is not None and here.picks > 0)
        self._tick()

    @Slot()
    def go_to_next(self) -> None:
        """From one open talk to the next, and around."""
        ids = [talk.consultation.id for talk in self._talks]
        if ids:
            place = ids.index(self._current) if self._current in ids else -1
            self._choose(ids[(place + 1) % len(ids)])

    def _in_sight(self) -> tuple[OpenTalk, ...]:
        """The one that is going on is among them."""
        here = tuple(talk for talk in self._talks if talk.consultation.id == self._current)
        others = [talk for talk in self._talks if talk not in here]
        shown = {talk.consultation.id for talk in (*here, *others[: _MOST - len(here)])}
        return tuple(talk for talk in self._talks if talk.consultation.id in shown)

    def _offer(self, talks: Sequence[OpenTalk]) -> None:
        """The same talks keep their buttons, and the keyboard stays where it is."""
        ids = [talk.consultation.id for talk in talks]
        if ids != list(self._buttons):
            for button in self._buttons.values():
                self._told.removeWidget(button)
                button.hide()
                button.deleteLater()
            self._buttons = {id_: self._button(id_, place) for place, id_ in enumerate(ids)}
        for id_, button in self._buttons.items():
            button.setChecked(id_ == self._current)

    def _button(self, talk: RecordId, place: int) -> Button:
        made = Button("", self, kind="tab", icon="talk")
        made.setCheckable(True)
        made.clicked.connect(partial(self._choose, talk))
        self._told.insertWidget(place, made)
        made.show()
        return made

    def _choose(self, talk: RecordId) -> None:
        if talk == self._current:
            self._buttons[talk].setChecked(True)
            self.talk_wanted.emit()
        else:
            self.resume_wanted.emit(talk)

    @Slot()
    def _tick(self) -> None:
        for talk in self._talks:
            if button := self._buttons.get(talk.consultation.id):
                told, is_here = self._words(talk), talk.consultation.id == self._current
                button.setText(told if is_here else talk.consultation.code)
                button.setAccessibleName(told)
                button.setToolTip(told)

    def _words(self, talk: OpenTalk) -> str:
        code = talk.consultation.code
        lasted = _lasted(talk.consultation.minutes_until(self._now()))
        picked = ngettext("{count} Angebot", "{count} Angebote", talk.picks).format(count=talk.picks)
        return _("{code} · {minutes} · {picks}").format(code=code, minutes=lasted, picks=picked)


def _lasted(minutes: int) -> str:
    """A talk that was left open over night has lasted for hours."""
    if minutes < _LONG:
        return ngettext("{count} Minute", "{count} Minuten", minutes).format(count=minutes)
    hours = minutes // 60
    return ngettext("{count} Stunde", "{count} Stunden", hours).format(count=number(hours))
