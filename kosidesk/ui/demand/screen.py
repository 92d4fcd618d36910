"""Demand in three parts: what was looked for, what found nothing, and which words mean the same."""

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from kosidesk.domain.errors import Invalid
from kosidesk.i18n import _, number
from kosidesk.services import lists
from kosidesk.services.synonyms import Source
from kosidesk.ui.demand.figures import FiguresPart
from kosidesk.ui.demand.model import Asked, Demands, Seen
from kosidesk.ui.demand.questions import FORGET, HAND_ON, QuestionsPart
from kosidesk.ui.demand.synonyms import NEW, SAVE, SynonymsPart
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.heads import ScreenHead
from kosidesk.ui.kit.layouts import column, flow
from kosidesk.ui.kit.list_button import LIST, ListButton, ListWish
from kosidesk.ui.tasks import Tasks
from kosidesk.ui.theme import LARGE, MEDIUM
from kosidesk.ui.wardrobe import Wardrobe

KEYS = (HAND_ON, FORGET, NEW, SAVE, LIST)

_FIGURES, _QUESTIONS, _SYNONYMS = range(3)


class DemandScreen(QWidget):
    """`list_wanted` carries a `ListWish`."""

    list_wanted = Signal(object)

    def __init__(
        self, model: Demands, tasks: Tasks, wardrobe: Wardrobe, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model, self._wardrobe = model, wardrobe
        self._figures = FiguresPart(tasks, self)
        self._questions = QuestionsPart(tasks, self)
        self._synonyms = SynonymsPart(tasks, self)
        self._build()
        self._connect_parts()
        self._connect_forms()
        model.shown.connect(self._show)
        model.written.connect(self._synonyms.follow)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._model.open()

    def reveal_questions(self) -> None:
        """What found nothing, with the keyboard in the list."""
        self._reveal(_QUESTIONS)
        self._questions.enter()

    def reveal_synonyms(self) -> None:
        """Which words mean the same, with the keyboard in the list."""
        self._reveal(_SYNONYMS)
        self._synonyms.enter()

    def _reveal(self, part: int) -> None:
        self._parts.setCurrentIndex(part)
        for number_, tab in enumerate(self._tabs):
            tab.setChecked(number_ == part)
        self._list_out.setVisible(part == _FIGURES)

    def _build(self) -> None:
        self._list_out = ListButton(self)
        head = ScreenHead(_("Nachfrage"), self, self._list_out)
        self._tabs = [self._tab(part) for part in range(3)]
        self._parts = QStackedWidget(self)
        for part in (self._figures, self._questions, self._synonyms):
            self._parts.addWidget(part)
        layout = column(head, flow(*self._tabs), gap=MEDIUM, margin=LARGE)
        layout.addWidget(self._parts, 1)
        self.setLayout(layout)
        self._reveal(_FIGURES)

    def _tab(self, part: int) -> Button:
        tab = Button((_("Gesucht"), _("Ohne Treffer"), _("Synonyme"))[part], self, kind="tab")
        tab.setCheckable(True)
        tab.clicked.connect(partial(self._reveal, part))
        return tab

    def _connect_parts(self) -> None:
        model, questions, synonyms = self._model, self._questions, self._synonyms
        self._list_out.clicked.connect(self._want_list)
        self._figures.period_wanted.connect(model.look_at)
        questions.answered.connect(self._answer)
        questions.handed_on.connect(model.hand_on)
        questions.settled.connect(model.settle)
        questions.forgotten.connect(model.forget)
        questions.all_forgotten.connect(model.forget_all)
        synonyms.added.connect(model.add)
        synonyms.changed.connect(model.change)
        synonyms.removed.connect(model.remove)

    def _connect_forms(self) -> None:
        for form in (self._questions.form, self._synonyms.form):
            form.changed.connect(self._model.preview)
            self._model.previewed.connect(form.show_preview)
            self._model.words_known.connect(form.suggest)
        self._model.invalid.connect(self._explain)

    @Slot(object)
    def _show(self, seen: Seen) -> None:
        self._figures.show_figures(seen.period, seen.figures)
        self._questions.show_asked(seen.asked, remembers=self._wardrobe.settings.remember_missed)
        self._synonyms.show_entries(seen.entries)
        own = sum(entry.source is Source.AGENCY for entry in seen.entries)
        self._tabs[_QUESTIONS].setText(_("Ohne Treffer ({count})").format(count=number(len(seen.asked))))
        self._tabs[_SYNONYMS].setText(_("Synonyme ({count} eigene)").format(count=number(own)))

    @Slot(object, object)
    def _answer(self, asked: Asked, words: tuple[str, ...]) -> None:
        self._model.add(words, asked)

    @Slot(object)
    def _explain(self, error: Invalid) -> None:
        part = self._parts.currentWidget()
        if isinstance(part, QuestionsPart | SynonymsPart):
            part.form.explain(error)

    @Slot()
    def _want_list(self) -> None:
        if self._parts.currentIndex() == _FIGURES:
            self.list_wanted.emit(ListWish(partial(lists.demand, period=self._model.period)))
