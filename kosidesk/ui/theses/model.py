"""The statements, one at a time, and what the answers lead to; no widgets."""

from dataclasses import dataclass
from functools import cached_property, partial

from PySide6.QtCore import QObject, Signal, Slot

from kosidesk.domain.theses import Answer, Answers, Thesis, less, onto
from kosidesk.domain.wish import Wish
from kosidesk.i18n import _
from kosidesk.services import theses
from kosidesk.services.desk import Desk
from kosidesk.services.theses import Result, Standing
from kosidesk.ui.done import Done
from kosidesk.ui.tasks import Lane, Tasks

_MOST = 10


@dataclass(frozen=True)
class Step:
    """The statement to answer now; `number` counts from 1, `answer` is what was said to it before."""

    text: str
    number: int
    of: int
    answer: Answer | None


@dataclass(frozen=True)
class Outcome:
    """What fits the answers, what the wish gets of them, and what not, for it says something else already."""

    answers: Answers
    total: int
    best: tuple[Standing, ...]
    news: Wish
    held_back: Wish


class Questionnaire(QObject):
    """The answers belong to one talk and are forgotten with it. What the signals carry stands beside them."""

    asked = Signal(object)  # Step
    answered = Signal(object)  # Outcome
    taken = Signal(object)  # names of the wish's fields and what they are to say
    ended = Signal()
    done = Signal(object)  # Done
    refused = Signal(object)  # KosiError

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self.wish: Wish | None = None
        self._answers: dict[str, Answer] = {}
        self._place, self._edition = 0, 0
        self._told: Wish | None = None

    @Slot(object)
    def follow(self, wish: Wish | None) -> None:
        """The wish of the talk that is going on; None while nobody wishes for anything."""
        is_same = self.wish is not None and wish is not None and self.wish.id == wish.id
        self.wish = wish
        if not is_same:
            self._answers, self._place, self._told = {}, 0, None
            self.ended.emit()

    @Slot()
    def go_on(self) -> None:
        """Where it was left: `asked` or `answered` follows."""
        if self.wish is None:
            self.ended.emit()
        elif self._place < len(self._theses):
            self._ask()
        else:
            self._weigh(self.wish)

    @Slot(object)
    def answer(self, answer: Answer) -> None:
        """And on to the next one."""
        if self._place < len(self._theses):
            self._answers[self._theses[self._place].code] = answer
            self._step(1)

    @Slot()
    def skip(self) -> None:
        """An answer that was given before is taken back."""
        if self._place < len(self._theses):
            self._answers.pop(self._theses[self._place].code, None)
            self._step(1)

    @Slot()
    def back(self) -> None:
        """To the statement before; from the result to the last one."""
        if self._place:
            self._step(-1)

    @Slot()
    def finish(self) -> None:
        """What is left is skipped."""
        self._step(len(self._theses) - self._place)

    @Slot()
    def begin_again(self) -> None:
        self._answers = {}
        self._step(-self._place)

    @Slot()
    def take(self) -> None:
        """Into the wish, as it is by now."""
        if self.wish is not None and self._told is not None:
            before, after = self.wish.values(), onto(self.wish, self._told).values()
            self.taken.emit({name: value for name, value in after.items() if before[name] != value})
            self.done.emit(Done(_("Die Antworten stehen jetzt im Wunsch.")))

    @cached_property
    def _theses(self) -> tuple[Thesis, ...]:
        return theses.asked(self._desk.city)

    def _step(self, by: int) -> None:
        self._place += by
        self._edition += 1
        self.go_on()

    def _ask(self) -> None:
        thesis = self._theses[self._place]
        answer = self._answers.get(thesis.code)
        self.asked.emit(Step(thesis.text, self._place + 1, len(self._theses), answer))

    def _weigh(self, wish: Wish) -> None:
        answers = dict(self._answers)
        work = partial(theses.result, self._desk, wish, answers, most=_MOST)
        show = partial(self._show, self._edition, answers)
        self._tasks.run(self, work, show, self.refused.emit, lane=Lane.READ)

    def _show(self, edition: int, answers: Answers, found: Result) -> None:
        """Unless somebody went back meanwhile, or the client has gone."""
        if edition == self._edition and self.wish is not None and self._place == len(self._theses):
            self._told = found.told
            after = onto(self.wish, found.told)
            news, held_back = less(after, self.wish), less(found.told, after)
            self.answered.emit(Outcome(answers, found.total, found.best, news, held_back))
