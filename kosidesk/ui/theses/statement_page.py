"""One statement in large letters, and what one can say to it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from kosidesk.domain.theses import Answer
from kosidesk.i18n import N_, _
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.keys import Key, press
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column, flow, row, scrolling
from kosidesk.ui.theme import HUGE, MEDIUM, SMALL
from kosidesk.ui.theses.model import Step

# Keys and words in the order in which they stand beside each other.
ANSWERS = {
    Answer.AGREE: ("1", N_("Stimmt")),
    Answer.NEUTRAL: ("2", N_("Egal")),
    Answer.REFUSE: ("3", N_("Stimmt nicht")),
}
SKIP = Key("0", N_("These überspringen"))
BACK = Key("Backspace", N_("Zur These davor"))
_ALSO_BACK = Key("Alt+Left", BACK.words)
_STEPS = {"Left": -1, "Up": -1, "Right": 1, "Down": 1}


class StatementPage(QFrame):
    """The keyboard begins on the statement itself, so that no answer looks chosen; arrows go through them.

    `answered` carries an `Answer`.
    """

    answered = Signal(object)
    skipped = Signal()
    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("place", "call")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._build()
        self._back.clicked.connect(self.back_wanted)
        self._skip.clicked.connect(self.skipped)
        for key in (BACK, _ALSO_BACK):
            press(key, self, self.back_wanted.emit, inside_only=True)
        for arrow, by in _STEPS.items():
            # A button would take them for itself.
            press(Key(arrow, ""), self, partial(self._step, by), inside_only=True)

    def show_step(self, step: Step) -> None:
        place = _("{number} von {count}").format(number=step.number, count=step.of)
        self._place.setText(place)
        self._bar.setRange(0, step.of)
        self._bar.setValue(step.number - 1)
        self._statement.setText(step.text)
        self._back.setEnabled(step.number > 1)
        for answer, button in self._answers.items():
            button.setChecked(answer is step.answer)
            button.show_icon("check" if answer is step.answer else "")
            button.setAccessibleDescription(step.text)
        self.setAccessibleName(_("{statement} {place}").format(statement=step.text, place=place))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        self._place = PlainLabel("", self, role="meta")
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Fortschritt"))
        self._statement = PlainLabel("", self, role="number", wrap=True)
        self._answers = {answer: self._button(answer) for answer in ANSWERS}
        self._back = Button(_("Zurück (Rücktaste)"), self)
        self._skip = Button(_("Überspringen (0)"), self)
        asked = column(None, self._statement, gap=HUGE)
        asked.addLayout(flow(*self._answers.values(), gap=MEDIUM))
        asked.addStretch(1)
        content = QWidget(self)
        content.setLayout(asked)
        layout = column(row(self._place, self._bar), gap=SMALL, margin=SMALL)
        layout.addWidget(scrolling(content, self), 1)
        layout.addLayout(flow(self._back, self._skip))
        self.setLayout(layout)

    def _button(self, answer: Answer) -> Button:
        key, words = ANSWERS[answer]
        made = Button(_("{answer} ({key})").format(answer=_(words), key=key), self, kind="answer")
        made.setCheckable(True)
        made.clicked.connect(partial(self._answer, answer))
        return made

    def _answer(self, answer: Answer) -> None:
        self.answered.emit(answer)

    def _step(self, by: int) -> None:
        buttons = list(self._answers.values())
        here = next((place for place, button in enumerate(buttons) if button.hasFocus()), -by)
        there = min(max(0, here + by), len(buttons) - 1)
        buttons[there].setFocus(Qt.FocusReason.OtherFocusReason)
