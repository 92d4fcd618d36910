"""The talks nobody has ended: those that go on, and those that wait for another day."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kosidesk.domain.consultation import PAUSED
from kosidesk.i18n import _, ago, moment, ngettext, number
from kosidesk.services import words
from kosidesk.services.overview import OpenTalk
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.cards import Card
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column, row
from kosidesk.ui.theme import MEDIUM


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
