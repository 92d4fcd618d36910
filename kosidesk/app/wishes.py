"""Which wish of a screen leads where; the screens know nothing of each other."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, Signal, Slot

from kosidesk.app.models import Models
from kosidesk.domain.consultation import CLOSED, Consultation
from kosidesk.domain.errors import KosiError, NotFound
from kosidesk.domain.ids import RecordId, read_code
from kosidesk.domain.offer import DRAFT, Offer
from kosidesk.domain.wish import Wish
from kosidesk.services import consultations, wish_query
from kosidesk.ui.consultation.keeper import Said
from kosidesk.ui.consultation.lines import Sitting
from kosidesk.ui.consultation.screen import ConsultationScreen
from kosidesk.ui.demand.screen import DemandScreen
from kosidesk.ui.editing.screen import EditingScreen
from kosidesk.ui.follow_up.lines import Pile
from kosidesk.ui.frame import finder
from kosidesk.ui.frame.palette import Entry
from kosidesk.ui.kit.list_button import ListWish
from kosidesk.ui.main_window import MainWindow
from kosidesk.ui.offers.screen import OffersScreen
from kosidesk.ui.organisations.screen import OrganisationsScreen
from kosidesk.ui.sheet_preview.screen import After, SheetScreen
from kosidesk.ui.tasks import Lane


class Wishes(QObject):
    """`done` carries a `Done`, `refused` a `KosiError`."""

    practice_wanted = Signal()
    done = Signal(object)
    refused = Signal(object)

    def __init__(self, models: Models, parent: QObject) -> None:
        super().__init__(parent)
        self._models = models
        self.window: MainWindow | None = None
        models.conversation.begun.connect(self.see_talk)
        models.conversation.shown.connect(self._put_sheet_away)
        models.theses.taken.connect(self._take_answers)
        models.syncing.closed.connect(self._close_sheet)

    def attend(self, window: MainWindow) -> None:
        """From now on the wishes of the frame are heard too."""
        self.window = window
        window.searched.connect(self._search)
        window.search_left.connect(self._leave_search)
        window.looked_for.connect(self._models.finder.look)
        window.found_chosen.connect(self._follow_found)
        self._models.finder.found.connect(window.show_found)
        window.talk_wanted.connect(self.talk)
        window.resume_wanted.connect(self.resume)
        window.begin_wanted.connect(self._models.conversation.begin)
        window.pause_wanted.connect(self._models.conversation.pause)
        window.sheet_wanted.connect(self.see_sheet)
        window.end_wanted.connect(self.end)
        window.sync_wanted.connect(self._models.syncing.sync)
        window.sync_state_wanted.connect(self.see_sync)

    @Slot()
    def talk(self) -> None:
        """Begins a consultation, or goes back to the one that is going on."""
        if self._models.conversation.sitting is None:
            self._models.conversation.begin()
        else:
            self.see_talk()

    @Slot(object)
    def resume(self, consultation: RecordId) -> None:
        self._models.conversation.resume(consultation)

    @Slot()
    def see_talk(self) -> None:
        """With the keyboard, from another talk too."""
        cast("ConsultationScreen", self._go("consultation")).enter()

    @Slot()
    def end(self) -> None:
        """What is agreed is asked where the talk is."""
        if self.window is not None:
            self.window.finish_typing()
        self.see_talk()
        self._models.conversation.finish()

    @Slot()
    def see_theses(self) -> None:
        """One after the other, in large letters."""
        self._go("theses")

    @Slot()
    def see_sheet(self) -> None:
        """Once everything typed for it is kept. Wanted again beside the sheet, it is to be printed."""
        if self.window is not None:
            self.window.finish_typing()
        self._models.conversation.keep()
        run = self._models.tasks.run
        run(self, _nothing, self._show_sheet, _cannot_fail, lane=Lane.WRITE)

    @Slot(object, object)
    def after_print(self, consultation: Consultation, after: After) -> None:
        if after is not After.NOT_YET:
            self._models.conversation.hand_out(consultation)
        if after is After.HANDED_OUT_AND_CLOSED:
            self.end()

    @Slot()
    def find(self) -> None:
        """Into the list of offers, with the keyboard."""
        self._offers().enter()

    @Slot(object)
    def find_by_wish(self, wish: Wish | None) -> None:
        """Into the list of offers, narrowed as far as its filters know the wish."""
        screen = self._offers()
        self.search_for("")
        if wish is not None:
            screen.model.set_query(wish_query.query(self._models.desk, wish))
        screen.enter()

    @Slot(object)
    def see_offer(self, offer: RecordId) -> None:
        self._offers().show_offer(offer)

    @Slot(str)
    def search_for(self, text: str) -> None:
        """A letter typed in a list begins a search; an empty text ends it."""
        if self.window is not None and text:
            self.window.search.begin_with(text)
        elif self.window is not None:
            self.window.search.clear()

    @Slot(object)
    def pick(self, offer: RecordId) -> None:
        self._models.conversation.pick(offer)

    @Slot(str, str)
    def edit(self, kind: str, id_: str) -> None:
        """An empty id stands for a new record."""
        screen = cast("EditingScreen", self._go("editing"))
        if id_:
            screen.edit(kind, id_)
        else:
            screen.begin(kind)

    @Slot(object)
    def begin_offer(self, organisation: RecordId) -> None:
        """A new offer of this organisation."""
        cast("EditingScreen", self._go("editing")).begin("offer", organisation=organisation)

    @Slot()
    def resume_draft(self) -> None:
        cast("EditingScreen", self._go("editing")).resume()

    @Slot()
    def look_for(self) -> None:
        """Anything there is, such as a talk by its code."""
        if self.window is not None:
            self.window.look()

    @Slot()
    def take_tour(self) -> None:
        if self.window is not None:
            self.window.tour_wanted.emit()

    @Slot()
    def see_follow_ups(self) -> None:
        self._models.follow_ups.look_into(Pile.ALL)
        self._go("follow_up")

    @Slot()
    def see_doubts(self) -> None:
        """Offers somebody should ask about."""
        self._models.follow_ups.look_into(Pile.OFFERS)
        self._go("follow_up")

    @Slot()
    def see_questions(self) -> None:
        """What was looked for and not found."""
        cast("DemandScreen", self._go("demand")).reveal_questions()

    @Slot()
    def see_demand(self) -> None:
        self._go("demand")

    @Slot()
    def see_unfinished(self) -> None:
        """Offers that a talk has begun and nobody has finished."""
        self._offers().show_statuses(frozenset({DRAFT}))

    @Slot()
    def leave_editing(self) -> None:
        if self.window is not None and self.window.current() == "editing":
            self.window.back()

    @Slot(object)
    def write_letter(self, organisation: RecordId) -> None:
        """Among the letters, where it is printed."""
        if organisation not in self._models.papers.organisations:
            self._models.papers.toggle(organisation)
        self._go("papers")

    @Slot()
    def see_import(self) -> None:
        self._go("import")

    @Slot(object)
    def import_files(self, files: Sequence[Path]) -> None:
        """Dropped onto the window."""
        self._go("import")
        self._models.wizard.start(files)

    @Slot()
    def see_conflicts(self) -> None:
        self.see_conflicts_about(())

    @Slot(object)
    def see_conflicts_about(self, records: Sequence[RecordId]) -> None:
        """Those about some offers and organisations; all of them if there are none."""
        self._models.disagreements.look_about(records)
        self._go("conflicts")

    @Slot(str, object)
    def see_record(self, kind: str, id_: RecordId) -> None:
        """An offer or an organisation."""
        if kind == Offer.KIND:
            self.see_offer(id_)
        else:
            cast("OrganisationsScreen", self._go("organisations")).show_organisation(id_)

    @Slot(object)
    def see_list(self, wish: ListWish) -> None:
        """On its way out of the desk."""
        self._go("list")
        self._models.list_out.show_list(wish)

    @Slot()
    def leave_list(self) -> None:
        if self.window is not None and self.window.current() == "list":
            self.window.back()

    @Slot()
    def see_sync(self) -> None:
        self._go("sync")

    @Slot()
    def see_organisations(self) -> None:
        """Into their list, with the keyboard."""
        cast("OrganisationsScreen", self._go("organisations")).enter()

    @Slot()
    def see_settings(self) -> None:
        self._go("preferences")

    @Slot()
    def join_server(self) -> None:
        self._go("preferences")
        self._models.joining.asked.emit()

    @Slot(str)
    def _search(self, text: str) -> None:
        """Words in force are always those in the line; only typing leads to the list."""
        if self.window is not None:
            offers = self._go("offers") if text else self.window.screen_widget("offers")
            cast("OffersScreen", offers).search(text)

    @Slot(bool)
    def _leave_search(self, everything: bool) -> None:  # noqa: FBT001 - a signal has no names
        """The code of a consultation leads to it, anything else into the list: where `everything` was
        looked for, without the filters that are set there.
        """
        typed = self.window.search.text() if self.window is not None else ""
        if read_code(typed):
            self._see_code(typed)
        else:
            if everything:
                self._offers().model.clear()
            self._search(typed)
            self.find()

    @Slot(object)
    def _follow_found(self, found: Entry) -> None:
        """What was chosen among everything that was found."""
        match found.kind:
            case finder.COMMAND:
                self._models.finder.do(found.id)
            case finder.TALK:
                self._see_code(found.row.title)
            case kind:
                self.see_record(kind, RecordId(found.id))

    def _see_code(self, typed: str) -> None:
        work = partial(consultations.by_code, self._models.desk, typed)
        self._models.tasks.run(self, work, self._see_found, self._not_found, lane=Lane.READ)

    def _see_found(self, talk: Consultation) -> None:
        """One that has ended is not gone on with, but asked about."""
        self.search_for("")
        if talk.state == CLOSED:
            self._go("follow_up")
            self._models.follow_ups.find(talk.code)
        else:
            self.resume(talk.id)

    def _not_found(self, error: KosiError) -> None:
        """A number of an offer may look like a code."""
        if isinstance(error, NotFound) and self.window is not None:
            self._search(self.window.search.text())
            self.find()
        else:
            self.refused.emit(error)

    @Slot(object)
    def _take_answers(self, said: Said) -> None:
        self._models.conversation.wishing.say(said)
        self.see_talk()

    def _show_sheet(self, _nothing: None) -> None:
        if self._is_sheet_in_sight():
            cast("SheetScreen", self._go("sheet")).begin_printing()
            return
        sitting = self._models.conversation.sitting
        consultation = sitting.consultation if sitting and sitting.picks else None
        self._models.preview.show_sheet(consultation)
        self._go("sheet")

    def _is_sheet_in_sight(self) -> bool:
        is_here = self.window is not None and self.window.current() == "sheet"
        return is_here and self._models.preview.consultation is not None

    @Slot(object)
    def _put_sheet_away(self, sitting: Sitting | None) -> None:
        """Of a client who has gone nothing stays on a screen."""
        preview = self._models.preview
        here = sitting.consultation.id if sitting else None
        if preview.consultation is not None and preview.consultation.id != here:
            preview.show_sheet(None)

    @Slot(bool)
    def _close_sheet(self, closed: bool) -> None:  # noqa: FBT001 - a signal has no names
        """Whoever was too long away from the server sees nothing personal, made before or not."""
        if closed:
            self._models.preview.show_sheet(None)
            self._models.list_out.show_list(None)
            self._models.papers.count()

    def _offers(self) -> OffersScreen:
        return cast("OffersScreen", self._go("offers"))

    def _go(self, name: str) -> object:
        if self.window is None:
            msg = "a wish before there was a window"
            raise RuntimeError(msg)
        return self.window.go(name)


def _nothing() -> None:
    """Behind it everything written before is kept."""


def _cannot_fail(error: Exception) -> None:
    raise error
