"""The consultation that is going on; no widgets."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from kosidesk.domain.change import Changes
from kosidesk.domain.consultation import CHANNELS, GOOD_LENGTH, OPEN, SEEKING, STAND, Consultation, Referral
from kosidesk.domain.errors import Invalid, KosiError, NotFound
from kosidesk.domain.ids import NOBODY, RecordId
from kosidesk.domain.personal import BIRTH_DATE, IBAN, MAIL, PHONE, personal
from kosidesk.domain.wish import Wish, wish_id
from kosidesk.i18n import _, ngettext, short_day
from kosidesk.services import agency, consultations, finishing
from kosidesk.services.consultations import Pasted
from kosidesk.services.desk import Desk
from kosidesk.services.drafting import Checklist
from kosidesk.services.finishing import Agreement
from kosidesk.services.overview import OpenTalk, open_talks
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.consultation.clientele import Clientele
from kosidesk.ui.consultation.drafts import Drafts
from kosidesk.ui.consultation.keeper import Keeper, Said
from kosidesk.ui.consultation.lines import Pick, Resumed, Sitting, Talks, resumed, sitting
from kosidesk.ui.consultation.wishing import Wishing
from kosidesk.ui.done import Done
from kosidesk.ui.tasks import Lane, Tasks

_SHOWN = (Consultation.KIND, Referral.KIND, Wish.KIND, "offer", "organisation")


class Conversation(QObject):
    """Every step is one service call on the writing lane; what stands is then read anew.

    What the signals carry stands beside them.
    """

    shown = Signal(object)  # Sitting, or None while there is no consultation
    picked = Signal(object)  # set of RecordId: the offers on the shortlist
    talks = Signal(object)  # Talks: every talk that is open, and which of them is going on here
    begun = Signal()
    proposed = Signal(object)  # Agreement: the talk is to end, and this is what is agreed most of the time
    colleagues = Signal(object)  # tuple of Counsellor: who could go on with the talk
    taken_away = Signal(str)  # a sentence: the talk was ended or paused elsewhere, and what was lost by that
    faulty = Signal(object)  # tuple of Fault: what speaks against the agreement
    pasted = Signal(str)  # what became of a pasted shortlist
    done = Signal(object)  # Done
    refused = Signal(object)  # KosiError

    def __init__(self, desk: Desk, tasks: Tasks, bus: ChangeBus, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._bus = desk, tasks, bus
        self.sitting: Sitting | None = None
        self._current: RecordId | None = None
        self._shown, self._leaving = NOBODY, NOBODY
        self._arrivals: list[Callable[[], object]] = []
        self.wishing = Wishing(desk, tasks, bus, self)
        self.clientele = Clientele(desk, tasks, bus, self)
        self.drafts = Drafts(desk, tasks, bus, self)
        for part in (self.wishing, self.clientele, self.drafts):
            part.refused.connect(self._fail)
        for part in (self.clientele, self.drafts):
            part.done.connect(self.done)
        self._keeper = Keeper(partial(_tell, desk), tasks, bus, self)
        self._keeper.refused.connect(self._fail)
        self._channel = CHANNELS[0]
        self._short: bool | None = None
        self.shown.connect(self._tell_picks)
        self.shown.connect(self.tell_talks)
        bus.changed.connect(self._follow)

    @Slot()
    def begin(self) -> None:
        """A new consultation; one that is still open is left as it stands and can be gone on with."""
        self._begin(self.begun.emit)

    def resume(self, consultation: RecordId) -> None:
        """Goes on with a consultation that is open or was paused."""
        if self._arrivals:
            self._arrivals.append(partial(self.resume, consultation))
            return
        self.keep()
        self._arrivals.append(self.begun.emit)
        work = partial(resumed, self._desk, consultation)
        self._tasks.run(self, work, self._come_back, self._stay, lane=Lane.WRITE)

    @Slot(object)
    def pick(self, offer: RecordId) -> None:
        """Puts an offer on the shortlist; without a consultation one begins."""
        if self._is_nobody_here():
            self._begin(partial(self.pick, offer))
        else:
            step = partial(consultations.pick, offer=offer, reason=self.wishing.reason_for(offer))
            self._step(step, partial(self._tell, _("Auf der Merkliste.")))

    @Slot(object)
    def toggle(self, offer: RecordId) -> None:
        """Onto the shortlist, or off it again."""
        if offer in self.picks():
            self.unpick(offer)
        else:
            self.pick(offer)

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
        """How the client came, and what the talk is about. The next one is held to come the same way."""
        self._channel = channel or self._channel
        self._step(partial(consultations.describe, channel=channel, kind=kind), self._tell_screens)

    def paste(self, text: str) -> None:
        """A map link, a mail or a list of numbers; without a consultation one begins."""
        if self._is_nobody_here():
            self._begin(partial(self.paste, text))
        else:
            self._step(partial(consultations.paste, text=text), self._tell_pasted)

    def talk(self) -> Consultation | None:
        """The consultation that is going on, with what was said and is still on its way."""
        if self.sitting is None:
            return None
        return replace(self.sitting.consultation, **self._keeper.pending)

    @Slot(object)
    def say(self, said: Said) -> None:
        """Notes, subject and what else a consultation says itself; kept while somebody types."""
        talk = self.talk()
        news = {name: value for name, value in said.items() if talk and getattr(talk, name) != value}
        if news:
            self._keeper.say(news)

    @Slot()
    def keep(self) -> None:
        """Writes at once what was said."""
        self._keeper.flush()
        self.wishing.keep()
        self.drafts.keep()

    def is_short(self) -> bool:
        """Whether only the most necessary is asked; by itself so at a stand."""
        talk = self.talk()
        is_at_stand = talk is not None and talk.channel == STAND
        return is_at_stand if self._short is None else self._short

    @Slot(bool)
    def set_short(self, short: bool) -> None:  # noqa: FBT001 - `toggled` sends it
        self._short = short
        self.shown.emit(self.sitting)

    def hint(self, text: str) -> str:
        """What should be thought of before a text names an anonymous client; "" if it does not seem to."""
        if self.clientele.is_known():
            return ""
        return personal_words(personal(text, self._desk.today()))

    def notes_hint(self) -> str:
        talk = self.talk()
        return self.hint(talk.notes) if talk else ""

    def hand_out(self, consultation: Consultation) -> None:
        """This client has got the sheet."""
        work = partial(consultations.hand_out, self._desk, consultation.id)
        self._write(work, partial(self._tell, _("Als ausgehändigt vermerkt.")))

    @Slot(object)
    def draft(self, checklist: Checklist) -> None:
        """A draft of an offer of the organisation this talk is with."""
        self.keep()
        self.drafts.draft(checklist)

    @Slot()
    def finish(self) -> None:
        """Ends a talk in which nothing was said; of any other, `proposed` asks first what is agreed."""
        if self.sitting is None:
            return
        self.keep()
        if self._is_blank():
            sentence = _ended_words(self.sitting.consultation.code, ())
            self._leave_by(consultations.close, sentence)
        else:
            self._step(finishing.proposal, self.proposed.emit)

    @Slot(object)
    def agree(self, agreement: Agreement) -> None:
        """Ends the talk and promises to ask back; `faulty` says what speaks against that."""
        if self.sitting is not None:
            sentence = _ended_words(self.sitting.consultation.code, agreement.ask_on)
            self._leave_by(partial(finishing.finish, agreement=agreement), sentence)

    def _leave_by(self, step: Callable[..., Changes], sentence: str) -> None:
        if self.sitting is not None:
            self._leaving = self.sitting.consultation.id
            work = partial(step, self._desk, self._leaving)
            self._tasks.run(self, work, partial(self._tell, sentence), self._stay_here, lane=Lane.WRITE)

    def _stay_here(self, error: KosiError) -> None:
        self._leaving = NOBODY
        if isinstance(error, Invalid):
            self.faulty.emit(error.faults)
        else:
            self._fail(error)

    @Slot()
    def pause(self) -> None:
        """The client goes and comes back another day, with her code."""
        if self.sitting is not None:
            self.keep()
            code = self.sitting.consultation.code
            sentence = _("Die Beratung {code} ist unterbrochen und wartet.").format(code=code)
            self._leave_by(consultations.pause, sentence)

    @Slot()
    def begin_hand_over(self) -> None:
        """`colleagues` follows."""
        self.keep()
        work = partial(agency.colleagues, self._desk)
        self._tasks.run(self, work, self.colleagues.emit, self._fail, lane=Lane.READ)

    @Slot(object, str)
    def hand_over(self, to: RecordId, remark: str) -> None:
        """A colleague goes on with it."""
        if self.sitting is not None:
            self.keep()
            sentence = _("Die Beratung {code} ist übergeben.").format(code=self.sitting.consultation.code)
            self._leave_by(partial(consultations.hand_over, to=to, remark=remark), sentence)

    def _is_blank(self) -> bool:
        talk = self.talk()
        is_kept = self.sitting is not None and talk == self.sitting.consultation and self.sitting.is_blank()
        return is_kept and self.wishing.is_blank() and not self.clientele.is_known()

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
            self.keep()
            work = partial(consultations.begin, self._desk, self._channel)
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
            show = partial(self._show_read, self._keeper.mark(), self.wishing.mark())
            self._tasks.run(self, work, show, partial(self._miss, self._current), lane=Lane.READ)

    def _enter(self, consultation: Consultation) -> None:
        self.keep()
        self._current = consultation.id
        self._show(Sitting(consultation, Wish(wish_id(consultation.id), consultation.id)))
        # Its screen comes first: what it covers need not be read anew.
        self._arrive()
        self._bus.changed.emit(Changes("", {Consultation.KIND: frozenset((consultation.id,))}))

    def _come_back(self, found: Resumed) -> None:
        self.keep()
        self._current = found.sitting.consultation.id
        self._show(found.sitting)
        self._arrive()
        self._tell_screens(found.changes)

    def _stay(self, error: KosiError) -> None:
        """What waited for the consultation has nowhere to go."""
        self._arrivals.clear()
        self.refused.emit(error)

    def _show_read(self, mark: int, wish_mark: int, found: Sitting) -> None:
        """A closed consultation goes out of sight, and comes back if its end is taken back."""
        if found.consultation.id == self._current:
            self._keeper.read_back(mark)
            if found.consultation.state == OPEN:
                self._show(found, wish_mark)
            else:
                self._leave(found.consultation)

    def _leave(self, talk: Consultation) -> None:
        is_ours, self._leaving = talk.id == self._leaving, NOBODY
        was_here = self.sitting is not None
        lost = {**self._keeper.drop(), **self.wishing.drop()}
        self._show(None)
        if was_here and not is_ours:
            sentence = taken_words(talk, lost)
            self.taken_away.emit(sentence)
            self.done.emit(Done(sentence))

    def _show(self, found: Sitting | None, wish_mark: int = 0) -> None:
        self.sitting = found
        if found is not None and found.consultation.id != self._shown:
            self._shown, self._short = found.consultation.id, None
            self._keeper.turn_to(self._shown)
        talk = self.talk()
        is_seeking = talk is not None and talk.kind == SEEKING
        self.clientele.turn_to(talk.id if talk else NOBODY)
        other = None if is_seeking else talk
        self.drafts.turn_to(other.id if other else NOBODY, other.organisation if other else NOBODY)
        self.wishing.show(found.wish if found and is_seeking else None, wish_mark)
        self.shown.emit(found)

    def _arrive(self) -> None:
        arrivals, self._arrivals = self._arrivals, []
        for then in arrivals:
            then()

    def _miss(self, asked: RecordId, error: KosiError) -> None:
        """Where the beginning of a consultation was taken back, nobody sits here any more."""
        if not isinstance(error, NotFound):
            self.refused.emit(error)
        elif asked == self._current:
            self._current = None
            self._keeper.drop()
            self.wishing.drop()
            self._show(None)

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

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        if changes.touches(*_SHOWN):
            self._read()

    @Slot(object)
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


def taken_words(talk: Consultation, lost: Said) -> str:
    """What happened to the talk, and what was typed and could not be kept."""
    gone = _("Die Beratung {code} ist hier nicht mehr offen: Sie wurde anderswo beendet oder unterbrochen.")
    said = gone.format(code=talk.code)
    texts = " · ".join(value for value in lost.values() if isinstance(value, str) and value.strip())
    if not texts:
        return said
    return _("{said} Nicht mehr gespeichert wurde: „{texts}“").format(said=said, texts=texts)


def personal_words(kinds: frozenset[str]) -> str:
    """What notes of an anonymous talk seem to tell."""
    names = {
        PHONE: _("eine Telefonnummer"),
        MAIL: _("eine E-Mail-Adresse"),
        IBAN: _("eine Kontonummer"),
        BIRTH_DATE: _("ein Geburtsdatum"),
    }
    seen = ", ".join(words for kind, words in names.items() if kind in kinds)
    if not seen:
        return ""
    said = _(
        "Das sieht aus wie {what}. Die Beratung ist anonym: Solche Angaben gehören, mit Einwilligung, "
        "in die Kontaktdaten."
    )
    return said.format(what=seen)


def _tell(desk: Desk, consultation: RecordId, said: Said) -> Changes:
    return consultations.tell(desk, consultation, **said)


def _ended_words(code: str, ask_on: tuple[date, ...]) -> str:
    if not ask_on:
        return _("Die Beratung {code} ist beendet.").format(code=code)
    days = " · ".join(map(short_day, sorted(ask_on)))
    return _("Die Beratung {code} ist beendet. Nachgefragt wird am {days}.").format(code=code, days=days)
