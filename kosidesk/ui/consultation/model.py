"""The consultation that is going on; no widgets."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kosidesk.domain.change import Changes
from kosidesk.domain.consultation import GOOD_LENGTH, OPEN, Consultation, Referral
from kosidesk.domain.errors import KosiError, NotFound
from kosidesk.domain.ids import NOBODY, RecordId
from kosidesk.i18n import _, ngettext
from kosidesk.services import consultations
from kosidesk.services.consultations import Pasted
from kosidesk.services.desk import Desk
from kosidesk.services.overview import OpenTalk, open_talks
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.consultation.lines import Pick, Sitting, Talks, sitting
from kosidesk.ui.done import Done
from kosidesk.ui.tasks import Lane, Tasks

_NOTES_MS = 800


class Conversation(QObject):
    """Every step is one service call on the writing lane; what stands is then read anew.

    What the signals carry stands beside them.
    """

    shown = Signal(object)  # Sitting, or None while there is no consultation
    picked = Signal(object)  # set of RecordId: the offers on the shortlist
    talks = Signal(object)  # Talks: every talk that is open, and which of them is going on here
    begun = Signal()
    pasted = Signal(str)  # what became of a pasted shortlist
    done = Signal(object)  # Done
    refused = Signal(object)  # KosiError

    def __init__(self, desk: Desk, tasks: Tasks, bus: ChangeBus, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._bus = desk, tasks, bus
        self.sitting: Sitting | None = None
        self._current: RecordId | None = None
        self._arrivals: list[Callable[[], object]] = []
        self._notes: str | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_NOTES_MS)
        self._pause.timeout.connect(self.keep_notes)
        self.shown.connect(self._tell_picks)
        self.shown.connect(self.tell_talks)
        bus.changed.connect(self._follow)

    @Slot()
    def begin(self) -> None:
        """A new consultation; one that is still open is left as it stands and can be gone on with."""
        self._begin(self.begun.emit)

    def resume(self, consultation: RecordId) -> None:
        """Goes on with a consultation that is open."""
        if self._arrivals:
            self._arrivals.append(partial(self.resume, consultation))
            return
        self.keep_notes()
        self._arrivals.append(self.begun.emit)
        self._current, self.sitting, self._notes = consultation, None, None
        work = partial(sitting, self._desk, consultation)
        self._tasks.run(self, work, self._come_back, self._stay, lane=Lane.READ)

    @Slot(object)
    def pick(self, offer: RecordId) -> None:
        """Puts an offer on the shortlist; without a consultation one begins."""
        if self._is_nobody_here():
            self._begin(partial(self.pick, offer))
        else:
            self._step(partial(consultations.pick, offer=offer), partial(self._tell, _("Auf der Merkliste.")))

    def picks(self) -> frozenset[RecordId]:
        """The offers on the shortlist; none while there is no consultation."""
        return frozenset(pick.offer for pick in self.sitting.picks) if self.sitting else frozenset()

    @Slot(object)
    def unpick(self, offer: RecordId) -> None:
        done = partial(self._tell, _("Von der Merkliste genommen."))
        self._step(partial(consultations.unpick, offer=offer), done)

    def shift(self, offer: RecordId, by: int) -> None:
        """Moves an offer up (-1) or down (1)."""
        self._step(partial(consultations.shift, offer=offer, by=by), self._tell_screens)

    def move(self, offer: RecordId, to: int) -> None:
        """Puts an offer at a place counted from 0."""
        self._step(partial(consultations.move, offer=offer, to=to), self._tell_screens)

    def give_reason(self, offer: RecordId, reason: str) -> None:
        self._step(partial(consultations.give_reason, offer=offer, reason=reason), self._tell_screens)

    def describe(self, *, channel: str = "", kind: str = "") -> None:
        """How the client came, and what the talk is about."""
        self._step(partial(consultations.describe, channel=channel, kind=kind), self._tell_screens)

    def paste(self, text: str) -> None:
        """A map link, a mail or a list of numbers; without a consultation one begins."""
        if self._is_nobody_here():
            self._begin(partial(self.paste, text))
        else:
            self._step(partial(consultations.paste, text=text), self._tell_pasted)

    @Slot(str)
    def note(self, text: str) -> None:
        """Kept again and again while somebody types."""
        if self.sitting and text != self.notes():
            self._notes = text
            if not self._pause.isActive():
                self._pause.start()

    def notes(self) -> str:
        """The notes as they are typed, or else as they are kept."""
        if self._notes is not None:
            return self._notes
        return self.sitting.consultation.notes if self.sitting else ""

    @Slot()
    def keep_notes(self) -> None:
        """Writes at once what was typed."""
        self._pause.stop()
        if self._notes is not None:
            self._step(partial(consultations.note, notes=self._notes), partial(self._noted, self._notes))

    def hand_out(self, consultation: Consultation) -> None:
        """This client has got the sheet."""
        work = partial(consultations.hand_out, self._desk, consultation.id)
        self._write(work, partial(self._tell, _("Als ausgehändigt vermerkt.")))

    def end(self, consultation: Consultation) -> None:
        self.keep_notes()
        sentence = _("Die Beratung {code} ist beendet.").format(code=consultation.code)
        work = partial(consultations.close, self._desk, consultation.id)
        self._write(work, partial(self._tell, sentence))

    @Slot()
    def pause(self) -> None:
        """The client goes and comes back another day, with her code."""
        if self.sitting is not None:
            self.keep_notes()
            code = self.sitting.consultation.code
            sentence = _("Die Beratung {code} ist unterbrochen und wartet.").format(code=code)
            self._step(consultations.pause, partial(self._tell, sentence))

    @Slot()
    def close(self) -> None:
        """Ends the consultation that is going on."""
        if self.sitting is not None:
            self.end(self.sitting.consultation)

    @Slot()
    def _tell_picks(self) -> None:
        self.picked.emit(self.picks())

    @Slot()
    def tell_talks(self) -> None:
        """`talks` follows."""
        work = partial(open_talks, self._desk)
        self._tasks.run(self, work, self._show_talks, self.refused.emit, lane=Lane.READ)

    def _show_talks(self, found: tuple[OpenTalk, ...]) -> None:
        here = self.sitting.consultation.id if self.sitting else NOBODY
        self.talks.emit(Talks(here, found))

    def _is_nobody_here(self) -> bool:
        """A consultation on its way is waited for."""
        return self.sitting is None or bool(self._arrivals)

    def _begin(self, then: Callable[[], object]) -> None:
        """Whatever is wanted until the consultation has begun belongs to it, and begins no second one."""
        self._arrivals.append(then)
        if len(self._arrivals) == 1:
            self.keep_notes()
            work = partial(consultations.begin, self._desk)
            self._tasks.run(self, work, self._enter, self._stay, lane=Lane.WRITE)

    def _step(self, step: Callable[..., object], done: Callable[..., object]) -> None:
        if self.sitting is not None:
            self._write(partial(step, self._desk, self.sitting.consultation.id), done)

    def _write(self, work: Callable[[], object], done: Callable[..., object]) -> None:
        self._tasks.run(self, work, done, self._fail, lane=Lane.WRITE)

    def _read(self) -> None:
        if self._current is None:
            self.tell_talks()
        else:
            work = partial(sitting, self._desk, self._current)
            self._tasks.run(self, work, self._show, partial(self._miss, self._current), lane=Lane.READ)

    def _enter(self, consultation: Consultation) -> None:
        self.keep_notes()
        self._current, self._notes = consultation.id, None
        self._show(Sitting(consultation))
        self._bus.changed.emit(Changes("", {Consultation.KIND: frozenset((consultation.id,))}))
        self._arrive()

    def _come_back(self, found: Sitting) -> None:
        self._show(found)
        self._arrive()

    def _stay(self, error: KosiError) -> None:
        """What waited for the consultation has nowhere to go."""
        self._arrivals.clear()
        self.refused.emit(error)

    def _show(self, found: Sitting) -> None:
        """A closed consultation goes out of sight, and comes back if its end is taken back."""
        if found.consultation.id == self._current:
            self.sitting = found if found.consultation.state == OPEN else None
            self.shown.emit(self.sitting)

    def _arrive(self) -> None:
        arrivals, self._arrivals = self._arrivals, []
        for then in arrivals:
            then()

    def _miss(self, asked: RecordId, error: KosiError) -> None:
        """Where the beginning of a consultation was taken back, nobody sits here any more."""
        if not isinstance(error, NotFound):
            self.refused.emit(error)
        elif asked == self._current:
            self._pause.stop()
            self._current = self.sitting = self._notes = None
            self.shown.emit(None)

    def _tell(self, sentence: str, changes: Changes) -> None:
        self._tell_screens(changes)
        if changes:
            self.done.emit(Done(sentence, changes.transaction))

    def _tell_screens(self, changes: Changes) -> None:
        if changes:
            self._bus.changed.emit(changes)

    def _tell_pasted(self, pasted: Pasted) -> None:
        self._tell_screens(pasted.changes)
        self.pasted.emit(pasted_words(pasted))

    def _noted(self, kept: str, changes: Changes) -> None:
        if self._notes == kept:
            self._notes = None
        self._tell_screens(changes)

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        if changes.touches(Consultation.KIND, Referral.KIND, "offer", "organisation"):
            self._read()

    def _fail(self, error: KosiError) -> None:
        self._read()
        self.refused.emit(error)


def pasted_words(pasted: Pasted) -> str:
    """How many offers were found, and the numbers that no offer here has, or more than one."""
    count = len(pasted.picked)
    if not count and not pasted.unknown:
        return _("Im eingefügten Text steht keine Nummer eines Angebots.")
    said = ngettext("{count} Angebot vorgemerkt.", "{count} Angebote vorgemerkt.", count).format(count=count)
    if pasted.unknown:
        unknown = ", ".join(pasted.unknown)
        said = _("{said} Nicht gefunden: {numbers}.").format(said=said, numbers=unknown)
    if pasted.ambiguous:
        several = _("{said} Diese Nummer haben mehrere Angebote, bitte das vorgemerkte prüfen: {numbers}.")
        said = several.format(said=said, numbers=", ".join(pasted.ambiguous))
    return said


def length_words(picks: tuple[Pick, ...]) -> str:
    """A hint, once the shortlist is longer than a client can weigh."""
    if len(picks) <= GOOD_LENGTH:
        return ""
    return _("Mehr als vier Angebote überfordern die meisten. Vielleicht lässt sich eines weglassen.")
