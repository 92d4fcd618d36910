"""What the screen of organisations looks for and shows; no widgets."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kosidesk.domain.change import Changes
from kosidesk.domain.errors import KosiError, NotFound
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import Organisation
from kosidesk.search.names import Entry
from kosidesk.services import organisations
from kosidesk.services.desk import Desk
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.kit.row import Row
from kosidesk.ui.kit.row_model import RowModel
from kosidesk.ui.organisations.lines import Found, Sight, find, lines, offer_lines, sight, standing_for
from kosidesk.ui.reading.lines import id_of
from kosidesk.ui.tasks import Lane, Tasks

_POINTING_MS = 40


class OrganisationSearch(QObject):
    """`rows` is the list, `offers` that of the organisation in sight."""

    found = Signal(object)  # Found
    shown = Signal(object)  # Sight, or None
    offer_wanted = Signal(object)  # RecordId
    refused = Signal(object)  # KosiError

    def __init__(self, desk: Desk, tasks: Tasks, bus: ChangeBus, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self.text = ""
        self.pointed_at: RecordId | None = None
        self.sight: Sight | None = None
        self._saved: RecordId | None = None
        self._letters: frozenset[RecordId] = frozenset()
        self._directory: tuple[Entry, ...] = ()
        self.rows: RowModel[RecordId] = RowModel(self._lines, tasks, self)
        self.offers: RowModel[int] = RowModel(partial(offer_lines, desk), tasks, self)
        self._pointing = QTimer(self)
        self._pointing.setSingleShot(True)
        self._pointing.setInterval(_POINTING_MS)
        self._pointing.timeout.connect(self._look)
        for rows in (self.rows, self.offers):
            rows.refused.connect(self.refused)
        bus.changed.connect(self._follow)

    @Slot()
    def begin(self) -> None:
        """Reads the directory: at first, and whenever an organisation was changed."""
        work = partial(organisations.directory, self._desk)
        self._tasks.run(self, work, self._take, self.refused.emit, lane=Lane.READ)

    @Slot(str)
    def set_text(self, text: str) -> None:
        self.text = text
        self._ask()

    @Slot(object)
    def point_at(self, organisation: RecordId | None) -> None:
        """Shows an organisation in detail; on the way past many rows only the last one."""
        self.pointed_at = organisation
        self._pointing.start()

    @Slot(str, object)
    def show_saved(self, kind: str, id_: RecordId) -> None:
        """Points at an organisation that was saved just now, or the one it was merged into."""
        if kind == Organisation.KIND:
            work = partial(standing_for, self._desk, id_)
            self._tasks.run(self, work, self._begin_at, self.refused.emit, lane=Lane.READ)

    def _begin_at(self, organisation: RecordId) -> None:
        self._saved = organisation
        self.begin()

    @Slot(object)
    def show_letters(self, letters: frozenset[RecordId]) -> None:
        """Marks those that are to be written to."""
        if letters != self._letters:
            self._letters = letters
            self.rows.refresh()

    @Slot(object)
    def open_offer(self, n: int) -> None:
        """An offer of the organisation in sight, by its number in the list."""
        work = partial(id_of, self._desk, n)
        self._tasks.run(self, work, self.offer_wanted.emit, self.refused.emit, lane=Lane.READ)

    def _lines(self, ids: tuple[RecordId, ...]) -> tuple[Row, ...]:
        return lines(self._desk, ids, self._letters)

    def _take(self, directory: tuple[Entry, ...]) -> None:
        self._directory = directory
        self._ask()

    def _ask(self) -> None:
        work = partial(find, self._desk, self._directory, self.text, self._letters)
        self._tasks.run(self, work, partial(self._show, self._letters), self.refused.emit, lane=Lane.READ)

    def _show(self, letters: frozenset[RecordId], found: Found) -> None:
        if found.typed != self.text:
            return
        if found.ids == self.rows.ids():
            self.rows.refresh()
        else:
            self.rows.show(found.ids, found.first if letters == self._letters else ())
        if self._saved in found.ids:
            self.pointed_at = self._saved
        elif self.pointed_at not in found.ids:
            self.pointed_at = found.ids[0] if found.ids else None
        self._saved = None
        self._pointing.start()
        self.found.emit(found)

    @Slot()
    def _look(self) -> None:
        if self.pointed_at is None:
            self._show_sight(None)
            return
        work = partial(sight, self._desk, self.pointed_at)
        self._tasks.run(self, work, self._show_sight, self._lose_sight, lane=Lane.READ)

    def _show_sight(self, seen: Sight | None) -> None:
        if (seen.full.organisation.id if seen else None) != self.pointed_at:
            return
        self.sight = seen
        ns = seen.full.offers if seen else ()
        if ns == self.offers.ids():
            self.offers.refresh()
        else:
            self.offers.show(ns, seen.first if seen else ())
        self.shown.emit(seen)

    def _lose_sight(self, error: KosiError) -> None:
        """Deleted meanwhile: the directory is on its way without it."""
        if not isinstance(error, NotFound):
            self.refused.emit(error)

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        if changes.touches("organisation", "contact", "place"):
            self.begin()
        elif changes.touches("offer", "conflict"):
            self.rows.refresh()
            self._pointing.start()
        elif changes.touches("consultation", "referral", "counsellor"):
            self._pointing.start()
