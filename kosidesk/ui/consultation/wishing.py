"""What the client wishes for and which offers fit; no widgets."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from kosidesk.domain.change import Changes
from kosidesk.domain.errors import Cancelled, KosiError, NotFound
from kosidesk.domain.ids import RecordId
from kosidesk.domain.wish import Wish, wish_id
from kosidesk.services import fits, missed_offer, wish_query, wishes
from kosidesk.services.desk import Desk
from kosidesk.services.fits import Fits
from kosidesk.services.points import points
from kosidesk.services.wish_reading import Condition, conditions
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
    counted = Signal(object)  # int: how many offers the list has for the wish; None while nobody wishes
    heard = Signal(object)  # tuple of Condition: what her words say and the wish does not yet
    explained = Signal(object)  # Missed, or None where no offer was meant
    places_known = Signal(object)  # tuple of str: from where distances can be measured
    refused = Signal(object)  # KosiError

    def __init__(self, desk: Desk, tasks: Tasks, bus: ChangeBus, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self.wish: Wish | None = None
        self.without: frozenset[str] = frozenset()
        self.fits = _NOTHING
        self.places: tuple[str, ...] = ()
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
            if self.wish is None or wish.consultation != self.wish.consultation:
                self.without = frozenset()
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

    @Slot(object)
    def switch(self, without: frozenset[str]) -> None:
        """Criteria that do not count for now; the next talk begins with all of them."""
        self.without = without
        self._ask()

    @Slot(str)
    def ask_why(self, typed: str) -> None:
        """Why an offer is not among those that fit: `explained` follows."""
        if self.wish is not None:
            work = partial(missed_offer.explain, self._desk, self.wish, typed, without=self.without)
            self._tasks.run(self, work, self.explained.emit, self._miss, lane=Lane.READ)

    @Slot(object)
    def take(self, condition: Condition) -> None:
        """What stands in her words counts as said."""
        self.say(condition.values)

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
        self.heard.emit(self._conditions())
        self._ask()

    def _conditions(self) -> tuple[Condition, ...]:
        wish = self.wish
        said = conditions(wish.words) if wish else ()
        return tuple(condition for condition in said if wish and not condition.is_in(wish))

    @Slot()
    def prepare(self) -> None:
        """Before the first client of the day wishes for anything, beside the lanes somebody waits for."""
        if not self._is_prepared:
            self._is_prepared = True
            work = partial(_prepared, self._desk)
            self._tasks.run(self, work, self._know_places, self.refused.emit, lane=Lane.OUTSIDE)

    def _know_places(self, names: tuple[str, ...]) -> None:
        self.places = names
        self.places_known.emit(names)

    def _ask(self) -> None:
        """One question at a time: what is asked meanwhile is asked once, in its newest form."""
        self._edition += 1
        if self.wish is None or self.is_blank():
            self._show(_NOTHING)
        elif not self._is_asking:
            self._is_asking = True
            work = partial(_look, self._desk, self.wish, self.without)
            answer = partial(self._answer, self._edition)
            self._tasks.run(self, work, answer, self._fail, lane=Lane.READ)

    def _answer(self, edition: int, found: tuple[Fits, int]) -> None:
        self._is_asking = False
        if edition == self._edition:
            self._show(*found)
        else:
            self._ask()

    def _show(self, found: Fits, listed: int | None = None) -> None:
        self.fits = found
        self.found.emit(found)
        self.counted.emit(listed)

    def _miss(self, error: KosiError) -> None:
        if isinstance(error, NotFound):
            self.explained.emit(None)
        elif not isinstance(error, Cancelled):
            self.refused.emit(error)

    def _fail(self, error: KosiError) -> None:
        self._is_asking = False
        self.refused.emit(error)

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        if self.wish is not None and changes.touches("offer", "organisation", "place"):
            self._ask()


def _prepared(desk: Desk) -> tuple[str, ...]:
    fits.prepare(desk)
    return tuple(point.name for point in points(desk))


def _look(desk: Desk, wish: Wish, without: frozenset[str]) -> tuple[Fits, int]:
    return fits.fits(desk, wish, most=_MOST, without=without), wish_query.count(desk, wish)


def _blank(consultation: RecordId) -> Wish:
    return Wish(wish_id(consultation), consultation)


def _say(desk: Desk, consultation: RecordId, said: Said) -> Changes:
    """Onto what stands by now, for somebody else may have said more."""
    return wishes.say(desk, replace(wishes.of(desk, consultation), **said))
