"""One conflict as a card: what stood here before, what stands here now, what was written elsewhere."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from kosidesk.domain.conflict import DUPLICATE, Answer
from kosidesk.domain.difference import Piece
from kosidesk.domain.errors import Invalid
from kosidesk.domain.ids import RecordId
from kosidesk.domain.record import Values
from kosidesk.i18n import _
from kosidesk.services.conflicts import Conflict, Side
from kosidesk.ui.conflicts import wording
from kosidesk.ui.conflicts.third import ThirdValue
from kosidesk.ui.inputs.fields import Vocabulary
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.cards import Card
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import FlowLayout
from kosidesk.ui.kit.marked_text import MarkedText
from kosidesk.ui.theme import LARGE, SMALL, TINY

_STEPS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}


class ConflictCard(Card):
    """`decided` carries an `Answer` and, for the third value, field → value.

    `passed` carries how many cards to go on, `opened` carries the id of one of two suspected duplicates.
    """

    decided = Signal(object, object)
    passed = Signal(int)
    opened = Signal(object)

    def __init__(self, conflict: Conflict, vocabulary: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__(wording.matter(conflict), parent=parent, kind="warning")
        self.conflict, self._vocabulary = conflict, vocabulary
        self._third: ThirdValue | None = None
        remark = wording.remark(conflict)
        if remark:
            self.body.addWidget(PlainLabel(remark, self, role="meta", wrap=True))
        self.body.addLayout(self._sides())
        self._answers = QWidget(self)
        self._answers.setLayout(self._flow())
        self.body.addWidget(self._answers)

    def enter(self) -> None:
        """The keyboard goes to what is being typed, or to the first answer."""
        if self._third:
            self._third.enter()
        elif self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def typed(self) -> Values | None:
        """The third value as far as it is typed; None while nobody types."""
        return self._third.said() if self._third else None

    def go_on(self, typed: Values) -> None:
        """With what was typed into this conflict's last card, if a third value is still an answer."""
        if Answer.OTHER in self.conflict.answers:
            self._begin_typing().show_values(typed)

    def explain(self, error: Invalid) -> None:
        if self._third:
            self._third.explain(error)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The numbers of the answers; while somebody types, they are numbers."""
        typed = event.text()
        if event.key() in _STEPS:
            self.passed.emit(_STEPS[Qt.Key(event.key())])
        elif self._third is None and typed.isdecimal() and 0 < int(typed) <= len(self._buttons):
            self._buttons[int(typed) - 1].click()
        else:
            super().keyPressEvent(event)

    def _sides(self) -> QGridLayout:
        conflict, grid = self.conflict, QGridLayout()
        grid.setHorizontalSpacing(LARGE)
        grid.setVerticalSpacing(TINY)
        sides = [(wording.ours(conflict), conflict.mine), (wording.others(conflict), conflict.theirs)]
        if conflict.base.pieces or not conflict.is_whole:
            sides.insert(0, (wording.before(), conflict.base))
        for place, (whose, side) in enumerate(sides):
            grid.setColumnStretch(place, 1)
            head = PlainLabel(whose, self, role="meta", wrap=True)
            grid.addWidget(head, 0, place, Qt.AlignmentFlag.AlignBottom)
            grid.addWidget(self._text(side), 1, place)
        if conflict.reason == DUPLICATE:
            for place, id_ in enumerate((conflict.record, conflict.other)):
                grid.addWidget(self._way(id_), 2, place, Qt.AlignmentFlag.AlignLeft)
        grid.setRowStretch(1, 1)
        return grid

    def _text(self, side: Side) -> QWidget:
        pieces = side.pieces or (Piece(wording.nothing(self.conflict, side)),)
        return MarkedText(pieces, self)

    def _way(self, id_: RecordId) -> Button:
        way = Button(_("Ansehen"), self, kind="link")
        way.clicked.connect(partial(self._open, id_))
        return way

    def _flow(self) -> FlowLayout:
        flow = FlowLayout(gap=SMALL)
        self._buttons = []
        for number, answer in enumerate(self.conflict.answers, start=1):
            said = wording.answer_words(self.conflict, answer)
            button = Button(_("{key}  {words}").format(key=number, words=said), self)
            button.clicked.connect(partial(self._answer, answer))
            self._buttons.append(button)
            flow.addWidget(button)
        return flow

    def _answer(self, answer: Answer) -> None:
        if answer is Answer.OTHER:
            self._begin_typing().enter()
        else:
            self.decided.emit(answer, None)

    def _begin_typing(self) -> ThirdValue:
        self._third = third = ThirdValue(self.conflict, self._vocabulary, self)
        third.given.connect(self._give)
        third.left.connect(self._end_typing)
        self._answers.hide()
        self.body.addWidget(third)
        return third

    @Slot()
    def _end_typing(self) -> None:
        if self._third:
            self.body.removeWidget(self._third)
            self._third.hide()
            self._third.deleteLater()
            self._third = None
        self._answers.show()
        self.enter()

    @Slot(object)
    def _give(self, values: object) -> None:
        self.decided.emit(Answer.OTHER, values)

    def _open(self, id_: RecordId) -> None:
        self.opened.emit(id_)
