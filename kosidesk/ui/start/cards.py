"""One thing each: a matter with its number, a talk nobody has ended."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from kosidesk.domain.consultation import PAUSED
from kosidesk.i18n import _, ago, moment, ngettext, number
from kosidesk.services import words
from kosidesk.services.overview import OpenTalk
from kosidesk.ui import theme
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.cards import Card
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column, row
from kosidesk.ui.start.matters import Matter
from kosidesk.ui.theme import MEDIUM


class MatterCard(Card):
    """What waits to be done, how much of it, and the one button."""

    def __init__(self, matter: Matter, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.button = Button(matter.action, self)
        self.button.setAccessibleDescription(matter.words)
        self.count = PlainLabel("", self, role="number")
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.count.setText("" if matter.count is None else number(matter.count))
        self.count.setVisible(matter.count is not None)
        line = row(self.count, gap=MEDIUM)
        line.addWidget(PlainLabel(matter.words, self, wrap=True), 1)
        line.addWidget(self.button)
        self.body.addLayout(line)


def align(cards: Sequence[MatterCard]) -> None:
    """The words of all of them begin below each other."""
    font = theme.look().font(theme.NUMBER, bold=True)
    widest = max((QFontMetrics(font).horizontalAdvance(card.count.text()) for card in cards), default=0)
    for card in cards:
        card.count.setMinimumWidth(widest)


class TalkCard(Card):
    """One talk by its code; `resume_wanted` carries the consultation's id."""

    resume_wanted = Signal(object)

    def __init__(self, talk: OpenTalk, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        consultation = talk.consultation
        begun = consultation.begun_at
        code = PlainLabel(consultation.code, self, role="title")
        meta = PlainLabel(_meta(talk, now()), self, role="meta", wrap=True)
        meta.setToolTip(moment(begun.astimezone()) if begun else "")
        button = Button(_("Weiterführen"), self)
        button.setAccessibleName(_("Beratung {code} weiterführen").format(code=consultation.code))
        button.clicked.connect(partial(self._resume, consultation.id))
        line = row(gap=MEDIUM)
        line.addLayout(column(code, meta, gap=0), 1)
        line.addWidget(button)
        self.body.addLayout(line)

    def _resume(self, consultation: str) -> None:
        self.resume_wanted.emit(consultation)


def _meta(talk: OpenTalk, now: datetime) -> str:
    consultation = talk.consultation
    some = ngettext("{count} Angebot vorgemerkt", "{count} Angebote vorgemerkt", talk.picks)
    picks = some.format(count=talk.picks) if talk.picks else _("noch nichts vorgemerkt")
    minutes = consultation.minutes or 0
    lasted = ngettext("{count} Minute gesprochen", "{count} Minuten gesprochen", minutes)
    parts = (
        ago(consultation.begun_at, now) if consultation.begun_at else "",
        words.choice(consultation.channel),
        words.choice(consultation.kind),
        lasted.format(count=number(minutes)) if consultation.state == PAUSED else "",
        picks,
    )
    return " · ".join(filter(None, parts))
