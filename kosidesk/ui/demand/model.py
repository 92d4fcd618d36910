"""What was looked for, what found nothing, and what means the same; no widgets."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from kosidesk.domain.change import Changes
from kosidesk.domain.demand import Demand, Period
from kosidesk.domain.errors import Cancelled, Invalid, KosiError
from kosidesk.domain.missed_search import MissedSearch, SearchQuestion
from kosidesk.domain.synonym import Synonym
from kosidesk.i18n import _
from kosidesk.services import demand, missed, synonym_help, synonyms
from kosidesk.services.demand import Figures
from kosidesk.services.desk import Desk
from kosidesk.services.synonyms import Entry
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.done import Done
from kosidesk.ui.tasks import Lane, Tasks

Asked = SearchQuestion | MissedSearch
"""What waits for an answer: a question from any desk, or words that found nothing here."""

_SHOWN = (Demand.KIND, MissedSearch.KIND, SearchQuestion.KIND, Synonym.KIND)


@dataclass(frozen=True)
class Seen:
    """Everything the screen shows; `period` is that of the figures."""

    period: Period
    figures: Figures
    asked: tuple[Asked, ...]
    entries: tuple[Entry, ...]


class Demands(QObject):
    """What the signals carry stands beside them."""

    shown = Signal(object)  # Seen
    words_known = Signal(object)  # tuple[str, ...] to complete what is typed by
    previewed = Signal(object, object)  # the words, how many offers they would find
    written = Signal(object)  # the words of a synonym that was kept
    invalid = Signal(object)  # Invalid: words nobody can keep
    done = Signal(object)  # Done
    refused = Signal(object)  # KosiError

    def __init__(self, desk: Desk, tasks: Tasks, bus: ChangeBus, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._bus = desk, tasks, bus
        self.period = Period.MONTH
        bus.changed.connect(self._follow)

    @Slot()
    def open(self) -> None:
        """Files what may be filed by now, so that the figures are as new as they can be."""
        self._tasks.run(
            self, partial(demand.file, self._desk), self._bus.changed.emit, self.refused.emit, lane=Lane.WRITE
        )
        work = partial(synonym_help.vocabulary, self._desk)
        self._tasks.run(self, work, self.words_known.emit, self.refused.emit, lane=Lane.READ)
        self.look()

    def look(self) -> None:
        period = self.period
        work = partial(_seen, self._desk, period)
        self._tasks.run(self, work, self._show, self.refused.emit, lane=Lane.READ)

    def look_at(self, period: Period) -> None:
        self.period = period
        self.look()

    def preview(self, words: Sequence[str]) -> None:
        wanted = tuple(words)
        work, told = partial(synonym_help.preview, self._desk, wanted), partial(self.previewed.emit, wanted)
        self._tasks.run(self, work, told, self._fail, lane=Lane.READ)

    def add(self, words: Sequence[str], asked: Asked | None = None) -> None:
        """`asked` is what the synonym is the answer to."""
        work = partial(synonyms.add, self._desk, words)
        if asked is not None:
            work = partial(missed.answer, self._desk, asked, words)
        self._keep(work, words)

    def change(self, entry: Entry, words: Sequence[str]) -> None:
        self._keep(partial(synonyms.change, self._desk, entry.id, words), words)

    def remove(self, entry: Entry) -> None:
        said = _("Synonym gelöscht: {words}").format(words=", ".join(entry.group.words))
        self._write(partial(synonyms.remove, self._desk, entry.id), said)

    def hand_on(self, one: MissedSearch) -> None:
        said = _("An die Koordination gegeben: {words}").format(words=one.words)
        self._write(partial(missed.hand_on, self._desk, one.id), said)

    def settle(self, question: SearchQuestion) -> None:
        said = _("Erledigt: {words}").format(words=question.words)
        self._write(partial(missed.settle, self._desk, question.id), said)

    def forget(self, one: Asked) -> None:
        if isinstance(one, SearchQuestion):
            work = partial(missed.drop, self._desk, one.id)
            said = _("Gelöscht, auf anderen Geräten mit dem nächsten Abgleich.")
        else:
            work, said = partial(missed.forget, self._desk, one.id), _("Vergessen.")
        self._write(work, said, is_final=True)

    def forget_all(self) -> None:
        said = _("Alle Wörter, die an diesem Gerät nichts fanden, sind vergessen.")
        self._write(partial(missed.forget_all, self._desk), said, is_final=True)

    def _show(self, seen: Seen) -> None:
        if seen.period is self.period:
            self.shown.emit(seen)

    def _keep(self, work: Callable[[], Changes], words: Sequence[str]) -> None:
        said = _("Bedeutet jetzt dasselbe: {words}").format(words=", ".join(words))
        self._tasks.run(self, work, partial(self._kept, said, tuple(words)), self._fail, lane=Lane.WRITE)

    def _kept(self, sentence: str, words: tuple[str, ...], changes: Changes) -> None:
        self.written.emit(words)
        self._tell(sentence, changes)

    def _write(self, work: Callable[[], Changes], sentence: str, *, is_final: bool = False) -> None:
        told = self._tell_final if is_final else self._tell
        self._tasks.run(self, work, partial(told, sentence), self._fail, lane=Lane.WRITE)

    def _tell(self, sentence: str, changes: Changes) -> None:
        self._bus.changed.emit(changes)
        self.done.emit(Done(sentence, changes.transaction))

    def _tell_final(self, sentence: str, changes: Changes) -> None:
        self._bus.changed.emit(changes)
        self.done.emit(Done(sentence))

    def _fail(self, error: KosiError) -> None:
        """A preview overtaken by a search is no failure."""
        if isinstance(error, Invalid):
            self.invalid.emit(error)
        elif not isinstance(error, Cancelled):
            self.look()
            self.refused.emit(error)

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        if changes.touches(*_SHOWN):
            self.look()


def _seen(desk: Desk, period: Period) -> Seen:
    asked: tuple[Asked, ...] = (*missed.questions(desk), *missed.missed(desk))
    return Seen(period, demand.figures(desk, period), asked, synonyms.entries(desk))
