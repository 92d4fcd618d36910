"""Shows the consultation: the shortlist at the left, the talk at the right."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from kosidesk.domain.errors import LeaseEnded
from kosidesk.i18n import N_, _
from kosidesk.services import words
from kosidesk.ui.consultation.facts import Facts
from kosidesk.ui.consultation.lines import Sitting
from kosidesk.ui.consultation.model import Conversation, length_words
from kosidesk.ui.consultation.pick_card import AWAY, DOWN, UP
from kosidesk.ui.consultation.shortlist import Shortlist
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.columns import Column, Columns
from kosidesk.ui.kit.heads import EmptyState, ScreenHead
from kosidesk.ui.kit.keys import Key, press
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column, scrolling
from kosidesk.ui.theme import LARGE, MEDIUM

_PASTE = Key("F6", N_("Merkliste aus der Zwischenablage einfügen"))
KEYS = (_PASTE, UP, DOWN, AWAY)


class ConsultationScreen(QWidget):
    """Wishes that lead to other screens leave as signals."""

    search_wanted = Signal()
    sheet_wanted = Signal()

    def __init__(self, model: Conversation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._showing = ""
        self._is_closed = False
        self._build()
        self._connect()
        self._show(model.sitting)

    def showEvent(self, event: QShowEvent) -> None:
        """The next thing to do has the keyboard."""
        super().showEvent(event)
        sitting = self._model.sitting
        next_step = self._begin if sitting is None else self._sheet if sitting.picks else self._search
        next_step.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What was copied is a shortlist, wherever on this screen it is pasted outside a field."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self._facts.paste()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._begin = Button(_("Beratung beginnen"), self, kind="primary", icon="talk")
        self._empty = EmptyState("talk", _none_now(), self, self._begin)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._talk())
        self.setLayout(column(self._pages))

    def _talk(self) -> QWidget:
        page = QWidget(self)
        self._search = Button(_("Angebote suchen"), page, icon="search")
        self._sheet = Button(_("Zettel ansehen"), page, kind="primary", icon="sheet")
        self._head = ScreenHead("", page, self._search, self._sheet)
        self._shortlist, self._facts = Shortlist(page), Facts(page)
        columns = (
            Column(_("Merkliste"), self._picks(page), 46, 3),
            Column(_("Gespräch"), scrolling(self._facts, page), 34, 2),
        )
        layout = column(self._head, gap=MEDIUM, margin=LARGE)
        layout.addWidget(Columns(columns, page), 1)
        page.setLayout(layout)
        return page

    def _picks(self, parent: QWidget) -> QWidget:
        self._hint = PlainLabel("", parent, role="meta", wrap=True)
        sentence = _(
            "Die Merkliste ist leer. In der Angebotsliste legt die Leertaste ein Angebot darauf; "
            "eine mitgebrachte Merkliste lässt sich rechts einfügen."
        )
        self._sides = QStackedWidget(parent)
        self._sides.addWidget(EmptyState("pick", sentence, parent))
        self._sides.addWidget(scrolling(self._shortlist, parent))
        side = QWidget(parent)
        layout = column(self._hint)
        layout.addWidget(self._sides, 1)
        side.setLayout(layout)
        return side

    def _connect(self) -> None:
        self._begin.clicked.connect(self._model.begin)
        self._search.clicked.connect(self.search_wanted)
        self._sheet.clicked.connect(self.sheet_wanted)
        self._shortlist.reasoned.connect(self._model.give_reason)
        self._shortlist.shifted.connect(self._model.shift)
        self._shortlist.moved.connect(self._model.move)
        self._shortlist.removed.connect(self._model.unpick)
        self._facts.pasted.connect(self._model.paste)
        self._facts.noted.connect(self._model.note)
        self._facts.channel_chosen.connect(self._choose_channel)
        self._facts.kind_chosen.connect(self._choose_kind)
        self._model.shown.connect(self._show)
        self._model.pasted.connect(self._facts.say_pasted)
        press(_PASTE, self, self._facts.paste)

    @Slot(bool)
    def show_closed(self, closed: bool) -> None:  # noqa: FBT001 - a signal has no names
        """Whether this desk was away from its server for so long that nothing personal may be shown."""
        self._is_closed = closed
        self._empty.say(words.sentence(LeaseEnded()) if closed else _none_now())
        self._begin.setVisible(not closed)
        self._show(self._model.sitting)

    @Slot(object)
    def _show(self, sitting: Sitting | None) -> None:
        self._pages.setCurrentIndex(1 if sitting and not self._is_closed else 0)
        if sitting is None:
            self._showing = ""
            return
        talk = sitting.consultation
        if talk.code != self._showing:
            self._showing = talk.code
            self._facts.forget()
        self._head.title.setText(_("Beratung {code}").format(code=talk.code))
        self._facts.show_facts(talk, self._model.notes())
        self._shortlist.show_picks(sitting.picks)
        self._sides.setCurrentIndex(1 if sitting.picks else 0)
        self._sheet.setEnabled(bool(sitting.picks))
        hint = length_words(sitting.picks)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

    @Slot(str)
    def _choose_channel(self, channel: str) -> None:
        self._model.describe(channel=channel)

    @Slot(str)
    def _choose_kind(self, kind: str) -> None:
        self._model.describe(kind=kind)


def _none_now() -> str:
    return _("Gerade läuft keine Beratung. Strg+B beginnt eine, von jedem Bildschirm aus.")
