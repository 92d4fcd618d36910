"""What is due, the case that is being worked on, and what becomes of it; no widgets."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from kosidesk.domain.change import Changes
from kosidesk.domain.client import Client, Consent
from kosidesk.domain.consultation import Consultation, Referral
from kosidesk.domain.errors import KosiError, LeaseEnded, NotFound
from kosidesk.domain.follow_up import FollowUp
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import DEFUNCT, Contact, Offer, Organisation
from kosidesk.i18n import _, short_day
from kosidesk.services import asking, assurance, bulk, confirming, follow_ups, outcomes, printing_out
from kosidesk.services.bulk import SetStatus
from kosidesk.services.confirming import FullRound
from kosidesk.services.desk import Desk
from kosidesk.services.follow_ups import Found, FullCase
from kosidesk.services.outcomes import Asked, Recorded
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.done import Done
from kosidesk.ui.follow_up.lines import Entry, Listed, Pile, listed, row
from kosidesk.ui.kit.row import Row
from kosidesk.ui.kit.row_model import PAGE, RowModel
from kosidesk.ui.tasks import Lane, Tasks

_SHOWN = tuple(
    kind.KIND for kind in (FollowUp, Consultation, Referral, Client, Consent, Offer, Organisation, Contact)
)

T = TypeVar("T")
Sight = FullCase | FullRound
_NOTHING: Mapping[RecordId, Entry] = {}


class FollowUps(QObject):
    """What the signals carry stands beside them."""

    listed = Signal(object)  # Listed
    pointed = Signal(object)  # id in the list, None where what is shown is not in it
    shown = Signal(object)  # FullCase, FullRound, or None
    found = Signal()  # the code that was typed
    near = Signal(object)  # the cases that may have been meant, where the typed code was not found
    places_wanted = Signal(object)  # id of a referral whose offer is taken: how many places are open?
    closed = Signal()  # the lease is over: nothing personal may be shown
    done = Signal(object)  # Done
    refused = Signal(object)  # KosiError

    def __init__(self, desk: Desk, tasks: Tasks, bus: ChangeBus, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._bus = desk, tasks, bus
        self.pile = Pile.MINE
        self.sight: Sight | None = None
        self._current: RecordId | None = None
        self._place = 0
        self._asked: Callable[[], Sight] | None = None
        self._entries = _NOTHING
        self._is_seen = False
        self.rows: RowModel[RecordId] = RowModel(self._rows_of, tasks, self)
        self.rows.refused.connect(self.refused)
        bus.changed.connect(self._follow)

    def today(self) -> date:
        return self._desk.today()

    def proposed(self) -> date:
        """When to try again whom nobody reached."""
        return follow_ups.proposed_again(self._desk)

    def watch(self, *, is_seen: bool) -> None:
        """Whether somebody looks; a list nobody sees is not read anew at every change."""
        self._is_seen = is_seen
        if is_seen:
            self.look()

    @Slot()
    def look(self) -> None:
        pile = self.pile
        self._read(partial(listed, self._desk, pile), partial(self._show_list, pile), self._close)

    @Slot()
    def look_again(self) -> None:
        """At the list, and at what is shown beside it."""
        self._see()
        self.look()

    def look_into(self, pile: Pile) -> None:
        """Another pile, from its beginning."""
        self.pile, self._place = pile, 0
        self._empty()
        self.look()

    @Slot(object)
    def point_at(self, id_: RecordId | None) -> None:
        """What the list points at; what was found by its code stays while the list points nowhere."""
        if id_ is not None and id_ != self._current:
            self._point(id_)

    @Slot()
    def go_on(self) -> None:
        """To the next one of the pile; after the last comes the first."""
        ids = self.rows.ids()
        here = self._current in ids
        if ids:
            self._point(ids[(self._place + here) % len(ids)])

    def find(self, typed: str) -> None:
        """The case of a feedback slip."""
        self._read(partial(follow_ups.find, self._desk, typed), self._show_found, self._close)

    def record(self, referral: RecordId, state: str, obstacle: str, remark: str) -> None:
        work = partial(outcomes.record, self._desk, referral, state, obstacle, remark)
        self._write(work, partial(self._recorded, referral))

    def say_open_places(self, offer: RecordId, places: int) -> None:
        work = partial(outcomes.say_open_places, self._desk, offer, places)
        self._write(work, partial(self._tell, _("Die freien Plätze sind vermerkt.")))

    def miss(self, again_on: date) -> None:
        sentence = _("Nicht erreicht. Kommt am {day} wieder.").format(day=short_day(again_on))
        self._settle(partial(follow_ups.miss, again_on=again_on), sentence)

    def postpone(self, to: date) -> None:
        sentence = _("Verschoben auf den {day}.").format(day=short_day(to))
        self._settle(partial(follow_ups.postpone, to=to), sentence)

    @Slot()
    def finish(self) -> None:
        self._settle(follow_ups.done, _("Nachgefragt und erledigt."))

    @Slot()
    def drop(self) -> None:
        self._settle(follow_ups.drop, _("Wird nicht mehr gefragt."))

    def assure(self, offer: RecordId, by: str) -> None:
        """The organisation says that the offer still holds."""
        work = partial(assurance.assure, self._desk, (offer,), by)
        self._write(work, partial(self._tell, _("Das Angebot gilt noch.")))

    def give_up_offer(self, offer: RecordId) -> None:
        """The organisation says that there is no such offer any more."""
        work = partial(bulk.apply, self._desk, (offer,), SetStatus(DEFUNCT))
        self._write(
            work, partial(self._tell, _("Das Angebot gibt es nicht mehr; es wird niemandem gezeigt."))
        )

    def mail_name(self) -> str:
        """What a draft is called as a file."""
        return asking.file_name(self._desk)

    def save_mail(self, mail: Callable[[Desk, RecordId], bytes], about: RecordId, target: Path) -> None:
        """A draft for a mail program; nothing is sent."""
        sentence = _("Der Entwurf ist gespeichert: {file}. Gesendet ist noch nichts.")
        work = partial(_save, self._desk, mail, about, target)
        done = partial(self._say, sentence.format(file=target.name))
        self._tasks.run(self, work, done, self.refused.emit, lane=Lane.OUTSIDE)

    def _say(self, sentence: str, _nothing: None) -> None:
        self.done.emit(Done(sentence))

    def _rows_of(self, ids: tuple[RecordId, ...]) -> tuple[Row, ...]:
        """Runs off the GUI thread: a list that is replaced meanwhile stays whole."""
        entries, today = self._entries, self.today()
        return tuple(row(entries[id_], today) if id_ in entries else Row("") for id_ in ids)

    def _show_list(self, pile: Pile, found: Listed) -> None:
        if pile is not self.pile:
            return
        self._entries = found.entries
        ids = tuple(found.entries)
        if ids != self.rows.ids():
            self.rows.show(ids, self._rows_of(ids[:PAGE]))
        else:
            self.rows.refresh()
        self.listed.emit(found)
        self._keep_place(ids)

    def _keep_place(self, ids: tuple[RecordId, ...]) -> None:
        """A settled case makes room for the next one; a call goes on while somebody is on the phone."""
        if self._current in ids:
            self._place = ids.index(self._current)
            self.pointed.emit(self._current)
        elif self._current is None and self.sight is not None:
            self.pointed.emit(None)
        elif self.pile is Pile.OFFERS and self.sight is not None:
            self._place = min(self._place, max(0, len(ids) - 1))
            self.pointed.emit(None)
        else:
            self._point(ids[min(self._place, len(ids) - 1)] if ids else None)

    def _point(self, id_: RecordId | None) -> None:
        self._current = id_
        if id_ is None:
            self._show_nothing()
            return
        ids = self.rows.ids()
        self._place = ids.index(id_) if id_ in ids else self._place
        see = confirming.round_of if self.pile is Pile.OFFERS else follow_ups.case
        self._asked = partial(see, self._desk, id_)
        self._see()
        self.pointed.emit(id_)

    def _see(self) -> None:
        if self._asked is not None:
            self._read(self._asked, partial(self._show, self._asked), partial(self._lose, self._asked))

    def _show(self, asked: Callable[[], Sight], seen: Sight) -> None:
        if asked is self._asked:
            self.sight = seen
            self.shown.emit(seen)

    def _show_nothing(self) -> None:
        self._asked = self.sight = None
        self.shown.emit(None)
        self.pointed.emit(None)

    def _show_found(self, found: Found) -> None:
        if found.case is None:
            self.near.emit(found.near)
            return
        promise = found.case.follow_up
        if promise is not None and promise.id in self.rows.ids():
            self._point(promise.id)
        else:
            self._current = None
            self._asked = partial(_of_code, self._desk, found.case.consultation.code)
            self._show(self._asked, found.case)
            self.pointed.emit(None)
        self.found.emit()

    def _settle(self, step: Callable[[Desk, RecordId], Changes], sentence: str) -> None:
        if isinstance(self.sight, FullCase) and self.sight.follow_up is not None:
            work = partial(step, self._desk, self.sight.follow_up.id)
            self._write(work, partial(self._tell, sentence))

    def _recorded(self, referral: RecordId, recorded: Recorded) -> None:
        sentence = _("Das Ergebnis ist festgehalten.")
        if recorded.asks is Asked.CONFIRMATION:
            sentence = _("Das Ergebnis ist festgehalten. Das Angebot steht jetzt zum Bestätigen an.")
        self._tell(sentence, recorded.changes)
        if recorded.asks is Asked.OPEN_PLACES:
            self.places_wanted.emit(referral)

    def _tell(self, sentence: str, changes: Changes) -> None:
        if changes:
            self._bus.changed.emit(changes)
            self.done.emit(Done(sentence, changes.transaction))

    def _close(self, error: KosiError) -> None:
        """Whoever was too long away from the server sees no case, opened before or not."""
        if not isinstance(error, LeaseEnded):
            self.refused.emit(error)
            return
        self._empty()
        self.closed.emit()

    def _lose(self, asked: Callable[[], Sight], error: KosiError) -> None:
        """Deleted or erased meanwhile: the list is on its way without it."""
        if not isinstance(error, NotFound):
            self._close(error)
        elif asked is self._asked:
            self._point(None)

    def _empty(self) -> None:
        self._entries = _NOTHING
        self.rows.show(())
        self._point(None)

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        if changes.touches(*_SHOWN):
            self._see()
            if self._is_seen:
                self.look()

    def _read(
        self, work: Callable[[], T], done: Callable[[T], object], failed: Callable[[KosiError], object]
    ) -> None:
        self._tasks.run(self, work, done, failed, lane=Lane.READ)

    def _write(self, work: Callable[[], T], done: Callable[[T], object]) -> None:
        self._tasks.run(self, work, done, self.refused.emit, lane=Lane.WRITE)


def _save(desk: Desk, mail: Callable[[Desk, RecordId], bytes], about: RecordId, target: Path) -> None:
    """Raises CannotWrite, and what the mail raises."""
    printing_out.save(mail(desk, about), target)


def _of_code(desk: Desk, code: str) -> FullCase:
    """Raises NotFound once the consultation is gone."""
    case = follow_ups.find(desk, code).case
    if case is None:
        raise NotFound(Consultation.KIND, code)
    return case
