"""What the offer screen looks for and shows; no widgets."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kosidesk.domain.change import Changes
from kosidesk.domain.errors import Cancelled, IndexDamaged, KosiError, NotFound
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import PARTS, Offer
from kosidesk.i18n import _
from kosidesk.search.query import UNSAID, Choice, Facets, Near, Query
from kosidesk.search.terms import Term
from kosidesk.services import assurance, offers
from kosidesk.services.desk import Desk
from kosidesk.services.loosening import Looser, loosened
from kosidesk.services.points import points
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.done import Done
from kosidesk.ui.kit.row import Row
from kosidesk.ui.kit.row_model import RowModel
from kosidesk.ui.offers.index_repair import IndexRepair
from kosidesk.ui.offers.options import Options
from kosidesk.ui.offers.second_list import BothLists
from kosidesk.ui.offers.similar import SimilarOffers
from kosidesk.ui.reading.lines import Found, Sight, find, id_of, lines, sight
from kosidesk.ui.tasks import Lane, Tasks

_TYPING_MS = 70
_POINTING_MS = 40

V = TypeVar("V")


class OfferSearch(QObject):
    """`rows` is the list. What the signals carry stands beside them."""

    queried = Signal(object)  # Query, as soon as it changes
    found = Signal(object)  # Found
    counted = Signal(object)  # mapping of facet to its options
    placeless = Signal(int)  # offers that a distance leaves out, for nobody knows where they are
    placed = Signal(object)  # tuple[Point, ...]: from where distances can be measured
    nothing = Signal(object)  # tuple[Looser, ...]: nothing was found, and what would help
    shown = Signal(object)  # Sight, or None
    marked = Signal()  # the shortlist is another one
    pick_wanted = Signal(object)  # RecordId
    unpick_wanted = Signal(object)  # RecordId
    done = Signal(object)  # Done
    refused = Signal(object)  # KosiError

    def __init__(self, desk: Desk, tasks: Tasks, bus: ChangeBus, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._bus = desk, tasks, bus
        self.query = Query(desk.today())
        self.pointed_at: int | None = None
        self.sight: Sight | None = None
        self._saved: int | None = None
        self.picked: frozenset[RecordId] = frozenset()
        self.terms: tuple[Term, ...] = ()
        self._options = Options(desk)
        self.similar = SimilarOffers(desk, tasks, self)
        self.repair = IndexRepair(desk, tasks, self)
        self.rows: RowModel[int] = RowModel(self._lines, tasks, self)
        self._typing = self._pause(_TYPING_MS, self._ask)
        self._pointing = self._pause(_POINTING_MS, self._look)
        self.list = BothLists(self.rows, self.similar.rows, self)
        for part in (self.rows, self.similar):
            part.refused.connect(self._fail)
        self.repair.refused.connect(self.refused)
        self.repair.ended.connect(self._ask)
        bus.changed.connect(self._follow)

    @Slot()
    def begin(self) -> None:
        """Asks for the first time."""
        self.repair.look()
        self._ask()
        self._read(partial(points, self._desk), self.placed.emit)

    @Slot(str)
    def set_text(self, text: str) -> None:
        self._change(text=text)

    def choose(self, facet: str, choice: Choice) -> None:
        self._change(choices=self.query.choosing(facet, choice).choices)

    def set_statuses(self, statuses: frozenset[str]) -> None:
        self._change(statuses=statuses)

    def set_query(self, query: Query) -> None:
        """Takes over a whole query, such as one loosened by a condition."""
        self.query = replace(query, today=self._desk.today())
        self.queried.emit(self.query)
        self._typing.start()

    def drop(self, facet: str, word: str) -> None:
        """Takes one word out of a filter."""
        self.choose(facet, self.query.choice(facet).without(word))

    def measure(self, near: Near | None) -> None:
        """Only what is near; None for any distance."""
        self._change(near=near)

    @Slot()
    def clear(self) -> None:
        """Takes all filters away; the words stay."""
        self.set_query(Query(self.query.today, self.query.text))

    @Slot(object)
    def point_at(self, n: int | None) -> None:
        """Shows an offer of the list in detail; on the way past many rows only the last one."""
        self.pointed_at = n
        self._pointing.start()

    def turn_to(self, offer: str) -> None:
        """Points at this offer; conditions it does not meet are given up."""
        self._read(partial(offers.row_number, self._desk, offer), self._turn)

    @Slot(str, object)
    def show_saved(self, kind: str, id_: RecordId) -> None:
        """Points at an offer that was saved just now, if the list has it."""
        if kind == Offer.KIND:
            self._read(partial(offers.row_number, self._desk, id_), self._await)

    @Slot(object)
    def pick(self, n: int) -> None:
        """Onto the shortlist, or off it again."""
        work = partial(id_of, self._desk, n)
        self._tasks.run(self, work, self._pick, self.refused.emit, lane=Lane.READ)

    @Slot()
    def pick_shown(self) -> None:
        if self.sight:
            self._pick(self.sight.full.offer.id)

    def is_picked(self) -> bool:
        """Whether the offer in sight is on the shortlist."""
        return self.sight is not None and self.sight.full.offer.id in self.picked

    @Slot(object)
    def show_picked(self, picked: frozenset[RecordId]) -> None:
        """Marks what is on the shortlist of the consultation that is going on."""
        if picked != self.picked:
            self.picked = picked
            self.rows.refresh()
            self.marked.emit()

    @Slot()
    def assure(self) -> None:
        """The offer in sight was confirmed just now."""
        if self.sight:
            work = partial(assurance.assure, self._desk, (self.sight.full.offer.id,))
            done = partial(self._assured, self.sight.full.offer.title)
            self._tasks.run(self, work, done, self.refused.emit, lane=Lane.WRITE)

    def _await(self, n: int) -> None:
        self._saved = n
        self._typing.start()

    def _pick(self, offer: RecordId) -> None:
        wish = self.unpick_wanted if offer in self.picked else self.pick_wanted
        wish.emit(offer)

    def _lines(self, ns: tuple[int, ...]) -> tuple[Row, ...]:
        return lines(self._desk, ns, self.picked, self.terms)

    def _turn(self, n: int) -> None:
        self.pointed_at = n
        in_list = n in self.rows.ids()
        self.set_query(self.query if in_list else Query(self._desk.today(), statuses=frozenset()))

    def _assured(self, title: str, changes: Changes) -> None:
        self._bus.changed.emit(changes)
        sentence = _("Als noch gültig vermerkt: {title}").format(title=title)
        self.done.emit(Done(sentence, changes.transaction))

    def _change(self, **parts: object) -> None:
        changed = replace(self.query, **parts)  # type: ignore[arg-type]
        if changed != self.query:
            self.set_query(changed)

    @Slot()
    def _ask(self) -> None:
        offers.stop_finding(self._desk)
        work = partial(find, self._desk, self.query, self.picked)
        self._tasks.run(self, work, self._show, self._fail, lane=Lane.READ)

    def _show(self, found: Found) -> None:
        if found.query != self.query:
            return
        is_new = found.terms != self.terms
        self.terms = found.terms
        if found.hits.ns == self.rows.ids():
            self.rows.refresh()
        else:
            self.rows.show(found.hits.ns, found.first if found.picked == self.picked else ())
        self.repair.forget()
        self.similar.follow(found)
        self._keep_pointing(found, is_new=is_new)
        self.found.emit(found)
        self._count(found)

    def _keep_pointing(self, found: Found, *, is_new: bool) -> None:
        """The offer in sight stays if it is among the hits; after other words the best one follows it."""
        ns = found.hits.ns
        is_there = self.pointed_at in ns or self.pointed_at in self.similar.rows.ns()
        if self._saved in ns:
            self.pointed_at = self._saved
        elif not is_there or (is_new and found.terms):
            self.pointed_at = ns[0] if ns else None
        self._saved = None
        self._pointing.start()

    def _count(self, found: Found) -> None:
        asked = found.query
        self._read(partial(offers.facets, self._desk, asked), partial(self._show_counts, asked))
        if found.total and not found.hits.ns:
            self._read(partial(loosened, self._desk, asked), partial(self._show_loosened, asked))

    def _show_counts(self, asked: Query, counts: Facets) -> None:
        if asked == self.query:
            self.counted.emit(self._options.of(counts))
            self.placeless.emit(counts["near"].get(UNSAID, 0))

    def _show_loosened(self, asked: Query, ways: tuple[Looser, ...]) -> None:
        if asked == self.query:
            self.nothing.emit(ways)

    @Slot()
    def _look(self) -> None:
        if self.pointed_at is None:
            self._show_sight(None)
            return
        work = partial(sight, self._desk, self.pointed_at)
        self._tasks.run(self, work, self._show_sight, self._lose_sight, lane=Lane.READ)

    def _show_sight(self, seen: Sight | None) -> None:
        if (seen.n if seen else None) == self.pointed_at:
            self.sight = seen
            self.shown.emit(seen)

    def _lose_sight(self, error: KosiError) -> None:
        if not isinstance(error, NotFound):
            self._fail(error)
        self.sight = None
        self.shown.emit(None)

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        if changes.touches("offer", "organisation", *PARTS, "conflict"):
            self._typing.start()

    def _read(self, work: Callable[[], V], done: Callable[[V], None]) -> None:
        self._tasks.run(self, work, done, self._fail, lane=Lane.READ)

    @Slot(object)
    def _fail(self, error: KosiError) -> None:
        """A question overtaken by a newer one is no failure, and a damaged index is seen to."""
        match error:
            case Cancelled():
                pass
            case IndexDamaged():
                self.repair.begin(error)
            case _:
                self.refused.emit(error)

    def _pause(self, milliseconds: int, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(then)
        return timer
