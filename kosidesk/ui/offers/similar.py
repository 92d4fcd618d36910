"""Looks for offers that mean what is typed, after those that say it; no widgets."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kosidesk.i18n import _
from kosidesk.search.bitset import bits_of
from kosidesk.search.query import Query
from kosidesk.services import similar
from kosidesk.services.desk import Desk
from kosidesk.services.stock import stock
from kosidesk.ui.kit.row import Heading, Row
from kosidesk.ui.offers.second_list import SecondList
from kosidesk.ui.reading.lines import Found, lines
from kosidesk.ui.tasks import Lane, Tasks

_RESTING_MS = 300
_MOST = 20


@dataclass(frozen=True)
class _Alike:
    query: Query
    ns: tuple[int, ...]
    rows: tuple[Row, ...]


class SimilarOffers(QObject):
    """`rows` is the second list; it is asked for once typing rests, and an answer too late is dropped."""

    refused = Signal(object)  # KosiError

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self.rows = SecondList(self)
        self._found: Found | None = None
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(_RESTING_MS)
        self._resting.timeout.connect(self._ask)

    def prepare(self) -> None:
        """In the background: the model takes seconds to load."""
        if similar.is_installed():
            work = partial(similar.prepare, self._desk)
            self._tasks.run(self, work, _nothing, self.refused.emit, lane=Lane.OUTSIDE)

    def follow(self, found: Found) -> None:
        """After another first list."""
        same = self._found is not None and found.query == self._found.query
        self._found = found
        if not same:
            self.rows.clear()
        self._resting.start()

    @Slot()
    def _ask(self) -> None:
        if self._found is None or not self._found.query.text.strip():
            return
        if similar.is_installed():
            work = partial(_alike, self._desk, self._found)
            self._tasks.run(self, work, self._show, self.refused.emit, lane=Lane.OUTSIDE)
        else:
            self.rows.show(_missing(), (), ())

    def _show(self, alike: _Alike) -> None:
        if self._found is None or alike.query != self._found.query:
            return
        if alike.ns:
            sentence = _("Nach der Bedeutung gefunden, nicht nach den Wörtern")
            self.rows.show(Heading(_("Ähnliche Angebote"), sentence), alike.ns, alike.rows)
        else:
            self.rows.clear()


def _alike(desk: Desk, found: Found) -> _Alike:
    """Under the same filters, without the offers that stand above."""
    query = found.query
    among = stock(desk, query).met(query) & ~bits_of(found.hits.ns)
    ns = similar.search(desk, query.text, among=among, most=_MOST)
    return _Alike(query, ns, lines(desk, ns, found.picked))


def _missing() -> Heading:
    sentence = _(
        "Dafür fehlt hier das Zusatzpaket „similar“. Wer KosiDesk eingerichtet hat, kann es nachrüsten."
    )
    return Heading(_("Ähnliche Angebote"), sentence)


def _nothing(_answer: object) -> None: ...
