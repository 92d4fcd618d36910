"""Looks for offers that mean what is typed, after those that say it; no widgets."""

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kosidesk.domain.errors import KosiError
from kosidesk.i18n import _
from kosidesk.search.bitset import bits_of
from kosidesk.services import similar
from kosidesk.services.desk import Desk
from kosidesk.services.stock import stock
from kosidesk.ui.kit.row import Heading, Row
from kosidesk.ui.offers.second_list import SecondList
from kosidesk.ui.reading.lines import Found, lines
from kosidesk.ui.tasks import Lane, Tasks

_RESTING_MS = 150
_MOST = 20


class _Alike(NamedTuple):
    ns: tuple[int, ...]
    rows: tuple[Row, ...]


class SimilarOffers(QObject):
    """`rows` is the second list; it is asked for once typing rests, and an answer too late is dropped.

    The first question loads what it takes to answer, some seconds long; others wait until it has.
    """

    refused = Signal(object)  # KosiError

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self.rows = SecondList(self)
        self._found: Found | None = None
        self._asked: Found | None = None
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(_RESTING_MS)
        self._resting.timeout.connect(self._ask)

    def follow(self, found: Found) -> None:
        """After another first list."""
        if self._found is None or found.query != self._found.query:
            self.rows.clear()
        self._found = found
        self._resting.start()

    @Slot()
    def _ask(self) -> None:
        if self._asked or self._found is None or not self._found.terms:
            return
        if not similar.is_installed():
            self.rows.show(_missing(), (), ())
            return
        self._asked = self._found
        work = partial(_alike, self._desk, self._found)
        self._tasks.run(self, work, self._show, self._fail, lane=Lane.OUTSIDE)

    def _show(self, alike: _Alike) -> None:
        if self._is_late():
            return
        if alike.ns:
            sentence = _("Nach der Bedeutung gefunden, nicht nach den Wörtern")
            self.rows.show(Heading(_("Ähnliche Angebote"), sentence), alike.ns, alike.rows)
        else:
            self.rows.clear()

    def _fail(self, error: KosiError) -> None:
        if not self._is_late():
            self.refused.emit(error)

    def _is_late(self) -> bool:
        """What was found meanwhile is asked for next."""
        late = self._asked is not self._found
        self._asked = None
        if late:
            self._ask()
        return late


def _alike(desk: Desk, found: Found) -> _Alike:
    """Under the same filters, without the offers that stand above."""
    query = found.query
    among = stock(desk, query).met(query) & ~bits_of(found.hits.ns)
    ns = similar.search(desk, query.text, among=among, most=_MOST)
    return _Alike(ns, lines(desk, ns, found.picked))


def _missing() -> Heading:
    sentence = _(
        "Dafür fehlt hier das Zusatzpaket „similar“. Wer KosiDesk eingerichtet hat, kann es nachrüsten."
    )
    return Heading(_("Ähnliche Angebote"), sentence)
