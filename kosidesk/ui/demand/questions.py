"""What found nothing: questions of all desks, words typed at this one, and the synonym that answers."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from kosidesk.domain.missed_search import MissedSearch, SearchQuestion
from kosidesk.i18n import N_, _
from kosidesk.ui import messages
from kosidesk.ui.demand.lines import asked_line, whence
from kosidesk.ui.demand.model import Asked
from kosidesk.ui.demand.synonym_form import SynonymForm
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.columns import Column, Columns
from kosidesk.ui.kit.heads import EmptyState
from kosidesk.ui.kit.keys import Key, press
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column, flow, scrolling
from kosidesk.ui.kit.row import Row
from kosidesk.ui.kit.row_list import RowList
from kosidesk.ui.kit.row_model import RowModel
from kosidesk.ui.tasks import Tasks
from kosidesk.ui.theme import MEDIUM

HAND_ON = Key("F8", N_("Suchwörter an die Koordination geben, oder eine Frage als erledigt ablegen"))
FORGET = Key("Del", N_("Suchwörter vergessen, eine Frage oder ein Synonym löschen"))

_LIST, _PANEL = range(2)


class QuestionsPart(QWidget):
    """What the signals carry stands beside them."""

    answered = Signal(object, object)  # Asked, the words of a synonym
    handed_on = Signal(object)  # MissedSearch
    settled = Signal(object)  # SearchQuestion
    forgotten = Signal(object)  # Asked
    all_forgotten = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._one: Asked | None = None
        self._rows: RowModel[Asked] = RowModel(_lines, tasks, self)
        self.form = SynonymForm(self)
        self._build()
        self._list.pointed.connect(self._point)
        self._list.opened.connect(self._enter)
        self._answer.clicked.connect(self._want_answer)
        self._hand_on.clicked.connect(self._want_next)
        self._forget.clicked.connect(self._want_forgotten)
        self._forget_all.clicked.connect(self._want_all_forgotten)
        press(HAND_ON, self, self._want_next)
        press(FORGET, self, self._want_forgotten)

    def show_asked(self, asked: tuple[Asked, ...], *, remembers: bool) -> None:
        """The one that is looked at stays in sight; whoever has answered goes on with the next."""
        place = self._rows.index_of(self._one).row() if self._one else 0
        if asked != tuple(self._rows.ids()):
            self._rows.show(asked, _lines(asked))
        kept = _kept_here(remembers=remembers)
        self._hint.setText(kept)
        self._empty.say(f"{_nothing_asked()}\n\n{kept}")
        self._forget_all.setVisible(any(isinstance(one, MissedSearch) for one in asked))
        self._sides.setCurrentIndex(1 if asked else 0)
        here = (
            self._one if self._one in asked else asked[max(0, min(place, len(asked) - 1))] if asked else None
        )
        if here is None:
            self._one = None
        else:
            self._list.point_at(self._rows.index_of(here))

    def enter(self) -> None:
        """With the keyboard in the list."""
        self._list.enter()

    def _build(self) -> None:
        self._list = RowList(self._rows, _("Suchen ohne Treffer"), self)
        self._hint = PlainLabel("", self, role="meta", wrap=True)
        self._forget_all = Button(_("Alle vergessen"), self, kind="link")
        self._title = PlainLabel("", self, role="section", wrap=True)
        self._whence = PlainLabel("", self, role="meta", wrap=True)
        self._warning = PlainLabel("", self, role="meta", wrap=True)
        self._answer = Button(_("Synonym anlegen"), self, kind="primary", icon="plus")
        self._hand_on, self._forget = Button("", self), Button("", self, icon="trash")
        panel = QWidget(self)
        buttons = flow(self._answer, self._hand_on, self._forget)
        panel.setLayout(
            column(
                *(self._title, self._whence, self.form, buttons, self._warning),
                *(self._hint, flow(self._forget_all), None),
                gap=MEDIUM,
            )
        )
        parts = (
            Column(_("Liste"), self._list, 40),
            Column(_("Synonym"), scrolling(panel, self), 44),
        )
        self._columns = Columns(parts, self)
        self._empty = EmptyState("check", "", self)
        self._sides = QStackedWidget(self)
        for side in (self._empty, self._columns):
            self._sides.addWidget(side)
        self.setLayout(column(self._sides))

    @Slot(object)
    def _point(self, one: Asked | None) -> None:
        if one is None or one == self._one:
            return
        self._one = one
        is_question = isinstance(one, SearchQuestion)
        self._title.setText(one.words)
        self._whence.setText(whence(one))
        self._hand_on.setText(_("Erledigt") if is_question else _("An die Koordination geben"))
        self._forget.setText(_("Löschen") if is_question else _("Vergessen"))
        self._warning.setText(
            _("Gelöscht wird auf allen Geräten und für immer: Es könnte ein Name darin stehen.")
            if is_question
            else _("Weitergegebenes sehen alle in der Agentur. Namen von Menschen gehören nicht dorthin.")
        )
        self.form.show_words((one.words,))

    @Slot(object)
    def _enter(self, _one: object) -> None:
        self._columns.reveal(_PANEL)
        self.form.setFocus()

    @Slot()
    def _want_answer(self) -> None:
        if self._one is not None:
            self.answered.emit(self._one, self.form.words())

    @Slot()
    def _want_next(self) -> None:
        match self._one:
            case SearchQuestion():
                self.settled.emit(self._one)
            case MissedSearch():
                self.handed_on.emit(self._one)

    @Slot()
    def _want_forgotten(self) -> None:
        if self._one is not None:
            self.forgotten.emit(self._one)

    @Slot()
    def _want_all_forgotten(self) -> None:
        question = _("Alle Wörter vergessen, die an diesem Gerät nichts fanden? Sie kommen nicht wieder.")
        if messages.confirm(self, question, _("Alle vergessen")):
            self.all_forgotten.emit()


def _nothing_asked() -> str:
    return _(
        "Keine Frage ist offen. Was jemand an diesem Gerät sucht und nicht findet, und was andere der "
        "Koordination weitergeben, steht dann hier."
    )


def _kept_here(*, remembers: bool) -> str:
    if not remembers:
        return _(
            "Dieses Gerät merkt sich keine Wörter, die nichts finden. Das lässt sich in den Einstellungen "
            "ändern."
        )
    return _(
        "Wörter, die nichts fanden, bleiben 90 Tage auf diesem Gerät. Was Ziffern hat oder nach "
        "Telefonnummer, E-Mail oder dem Namen einer Klientin aussieht, wird nicht gemerkt; andere Namen "
        "erkennt das Programm nicht. Bitte vergessen lassen, was niemanden etwas angeht."
    )


def _lines(asked: Sequence[Asked]) -> tuple[Row, ...]:
    return tuple(map(asked_line, asked))
