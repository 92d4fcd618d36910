"""What the client wishes for and which offers fit; no widgets."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from kosidesk.domain.change import Changes
from kosidesk.domain.errors import KosiError
from kosidesk.domain.ids import RecordId
from kosidesk.domain.wish import Wish, wish_id
from kosidesk.services import fits, wishes
from kosidesk.services.desk import Desk
from kosidesk.services.fits import Fits
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.consultation.keeper import Keeper, Said
from kosidesk.ui.tasks import Lane, Tasks

_MOST = 10
"""More fitting offers than this nobody weighs while talking; the list has them all."""

_NOTHING = Fits(0, ())


class Wishing(QObject):
    """The wish counts as soon as it is told, and is kept on the way. An answer to an older wish is dropped.

    What the signals carry stands beside them.
    """

    wished = Signal(object)  # Wish
    found = Signal(object)  # Fits
    refused = Signal(object)  # KosiError

    def __init__(self, desk: Desk, tasks: Tasks, bus: ChangeBus, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self.wish: Wish | None = None
        self.fits = _NOTHING
        self._edition, self._is_asking = 0, False
        self._is_prepared = False
        self._keeper = Keeper(partial(_say, desk), tasks, bus, self)
        self._keeper.refused.connect(self.refused)
        bus.changed.connect(self._follow)

    def choices(self, facet: str) -> tuple[str, ...]:
        """The city's words for a field of the wish; none where it has no vocabulary."""
        return self._desk.city.choices(facet, self._desk.today())

    def show(self, wish: Wish | None, mark: int) -> None:
        """As it was read after `mark` was taken; None while nobody wishes for anything."""
        if wish is not None:
            self.prepare()
            self._keeper.turn_to(wish.consultation)
            self._keeper.read_back(mark)
            wish = replace(wish, **self._keeper.pending)
        if wish != self.wish:
            self._tell(wish)

    def mark(self) -> int:
        """To be taken before the wish is read."""
        return self._keeper.mark()

    @Slot(object)
    def say(self, said: Said) -> None:
        """New values of some of its fields."""
        if self.wish is not None:
            self._keeper.say(said)
            self._tell(replace(self.wish, **said))

    @Slot()
    def keep(self) -> None:
        """Writes at once what was said."""
        self._keeper.flush()

    def drop(self) -> Said:
        """What no longer can be kept, which is given up hereby."""
        return self._keeper.drop()

    def is_blank(self) -> bool:
        """Whether nothing was said yet."""
        return self.wish is None or self.wish == _blank(self.wish.consultation)

    def reason_for(self, offer: RecordId) -> str:
        """Why an offer fits, as it can stand on the sheet; "" where that was not found out."""
        fit = next((fit for fit in self.fits.best if fit.row.id == offer), None)
        return fit.for_sheet if fit else ""

    def _tell(self, wish: Wish | None) -> None:
        self.wish = wish
        self.wished.emit(wish)
        self._ask()

    @Slot()
    def prepare(self) -> None:
        """Before the first client of the day wishes for anything, beside the lanes somebody waits for."""
        if not self._is_prepared:
            self._is_prepared = True
            work = partial(fits.prepare, self._desk)
            self._tasks.run(self, work, _nothing_to_tell, self.refused.emit, lane=Lane.OUTSIDE)

    def _ask(self) -> None:
        """One question at a time: what is asked meanwhile is asked once, in its newest form."""
        self._edition += 1
        if self.wish is None or self.is_blank():
            self._show(_NOTHING)
        elif not self._is_asking:
            self._is_asking = True
            work = partial(fits.fits, self._desk, self.wish, most=_MOST)
            answer = partial(self._answer, self._edition)
            self._tasks.run(self, work, answer, self._fail, lane=Lane.READ)

    def _answer(self, edition: int, found: Fits) -> None:
        self._is_asking = False
        if edition == self._edition:
            self._show(found)
        else:
            self._ask()

    def _show(self, found: Fits) -> None:
        self.fits = found
        self.found.emit(found)

    def _fail(self, error: KosiError) -> None:
        self._is_asking = False
        self.refused.emit(error)

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        if self.wish is not None and changes.touches("offer", "organisation", "place"):
            self._ask()


def _nothing_to_tell(_done: None) -> None:
    """Nobody waits for it."""


def _blank(consultation: RecordId) -> Wish:
    return Wish(wish_id(consultation), consultation)


def _say(desk: Desk, consultation: RecordId, said: Said) -> Changes:
    """Onto what stands by now, for somebody else may have said more."""
    return wishes.say(desk, replace(wishes.of(desk, consultation), **said))
