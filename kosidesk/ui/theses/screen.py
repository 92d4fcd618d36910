"""Shows one statement after the other, then what fits."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from kosidesk.domain.theses import Answer
from kosidesk.i18n import N_, _
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.heads import EmptyState, ScreenHead
from kosidesk.ui.kit.keys import Key, typed
from kosidesk.ui.kit.layouts import column
from kosidesk.ui.theme import LARGE, MEDIUM
from kosidesk.ui.theses.model import Outcome, Questionnaire, Step
from kosidesk.ui.theses.result_page import TAKE, ResultPage
from kosidesk.ui.theses.statement_page import ANSWERS, BACK, SKIP, StatementPage

KEYS = (
    *(Key(key, words) for key, words in ANSWERS.values()),
    SKIP,
    BACK,
    TAKE,
    Key("Esc", N_("Zum Gespräch; die Antworten bleiben")),
)


class ThesesScreen(QWidget):
    """`left`: back to the talk, where the answers wait."""

    left = Signal()

    def __init__(self, model: Questionnaire, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._answers = {key: answer for answer, (key, _words) in ANSWERS.items()}
        self._build()
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._model.go_on()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sign, is_asking = typed(event), self._pages.currentWidget() is self._statement
        if is_asking and sign in self._answers:
            self._model.answer(self._answers[sign])
        elif is_asking and sign == SKIP.sequence:
            self._model.skip()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._leave = Button(_("Zum Gespräch (Esc)"), self)
        self._finish = Button(_("Gleich zum Ergebnis"), self)
        self._head = ScreenHead("", self, self._finish, self._leave)
        self._pages = QStackedWidget(self)
        self._nobody = EmptyState("talk", _nobody_here(), self._pages)
        self._statement, self._result = StatementPage(self._pages), ResultPage(self._pages)
        for page in (self._nobody, self._statement, self._result):
            self._pages.addWidget(page)
        layout = column(self._head, gap=MEDIUM, margin=LARGE)
        layout.addWidget(self._pages, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        model = self._model
        self._leave.clicked.connect(self.left)
        self._finish.clicked.connect(model.finish)
        self._statement.answered.connect(self._answer)
        self._statement.skipped.connect(model.skip)
        self._statement.back_wanted.connect(model.back)
        self._result.back_wanted.connect(model.back)
        self._result.again_wanted.connect(model.begin_again)
        self._result.take_wanted.connect(model.take)
        model.asked.connect(self._ask)
        model.answered.connect(self._show)
        model.ended.connect(self._show_nobody)

    @Slot(object)
    def _answer(self, answer: Answer) -> None:
        self._model.answer(answer)

    @Slot(object)
    def _ask(self, step: Step) -> None:
        self._turn(self._statement, _("Stimmt das für Sie?"))
        self._statement.show_step(step)

    @Slot(object)
    def _show(self, outcome: Outcome) -> None:
        self._turn(self._result, _("Das passt zu den Antworten"))
        self._result.show_outcome(outcome)

    @Slot()
    def _show_nobody(self) -> None:
        """Of a client who has gone nothing stays in sight."""
        self._turn(self._nobody, _("Mit Thesen beginnen"))

    def _turn(self, page: QWidget, title: str) -> None:
        self._pages.setCurrentWidget(page)
        self._head.title.setText(title)
        self._finish.setVisible(page is self._statement)


def _nobody_here() -> str:
    return _(
        "Hier sucht gerade niemand. Strg+B beginnt eine Beratung; dann stehen hier Thesen zum Antworten."
    )
