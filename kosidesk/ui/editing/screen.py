"""Shows the form, what is wrong in it, and what became of it."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import Organisation
from kosidesk.domain.record import Record, Value, Values
from kosidesk.i18n import N_, _, moment
from kosidesk.services.desk import Desk
from kosidesk.services.merging import Like
from kosidesk.services.time_suggestions import Suggestion
from kosidesk.ui import messages
from kosidesk.ui.editing.model import Editor, Faults, Overtaken
from kosidesk.ui.editing.page import Page
from kosidesk.ui.editing.times import TAKE
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.cards import DecisionCard
from kosidesk.ui.kit.dispute_button import DisputeButton
from kosidesk.ui.kit.heads import ScreenHead
from kosidesk.ui.kit.keys import Key, press
from kosidesk.ui.kit.layouts import column, row
from kosidesk.ui.theme import LARGE, SMALL

_SAVE = Key("Ctrl+S", N_("Speichern"))
_NEXT = Key("Tab", N_("Zum nächsten Feld"))
_LEAVE = Key("Esc", N_("Zurück; fragt nur, wenn etwas verloren ginge"))
KEYS = (_SAVE, _NEXT, TAKE, _LEAVE)

_TITLES = {
    ("offer", True): N_("Neues Angebot"),
    ("offer", False): N_("Angebot bearbeiten"),
    ("organisation", True): N_("Neue Einrichtung"),
    ("organisation", False): N_("Einrichtung bearbeiten"),
}


class EditingScreen(QWidget):
    """`left` says that there is nothing more to do here; `done` carries a `Done`, `refused` a `KosiError`.

    `conflicts_wanted` carries the ids of the records they are about, `record_wanted` kind and id of one that
    is here and may be the one that is typed.
    """

    left = Signal()
    conflicts_wanted = Signal(object)
    record_wanted = Signal(str, object)
    done = Signal(object)
    refused = Signal(object)

    def __init__(self, model: Editor, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self._words = partial(desk.city.choices, day=desk.today())
        self._pages: dict[str, Page] = {}
        self._card: DecisionCard | None = None
        self._field: QWidget | None = None
        self._faults: Faults = {}
        self._build()
        self._connect()

    def edit(self, kind: str, id_: str) -> None:
        """Opens a stored offer or organisation, or a draft of one."""
        self._prepare(kind, is_new=False)
        self.model.edit(kind, RecordId(id_))

    def begin(self, kind: str, **known: Value) -> None:
        """A new offer or organisation, with what is known of it already."""
        self._prepare(kind, is_new=True)
        self.model.begin(kind, **known)

    def resume(self) -> None:
        """Opens what was being typed when the program stopped."""
        self.model.resume()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    @Slot()
    def leave(self) -> None:
        """Asks only when something would be lost."""
        question = _("Was Sie hier eingegeben haben, ist noch nicht gespeichert.")
        if not self.model.would_lose() or messages.confirm(
            self, question, yes=_("Verwerfen"), no=_("Weiter bearbeiten")
        ):
            self.model.leave()

    def _build(self) -> None:
        self._back = Button(_("Zurück"), self, icon="back")
        self._save = Button(_("Speichern"), self, kind="primary", icon="check")
        self._disputes = DisputeButton(self)
        self._head = ScreenHead("", self, self._back, self._save)
        self._stage = QStackedWidget(self)
        self._blank = QWidget(self._stage)
        self._stage.addWidget(self._blank)
        self._body = column(self._head, row(self._disputes, None), gap=SMALL, margin=LARGE)
        self._body.addWidget(self._stage, 1)
        self.setLayout(self._body)

    def _connect(self) -> None:
        model = self.model
        model.opened.connect(self._show_records)
        model.joined.connect(self._add)
        model.organisation_made.connect(self._choose)
        model.parted.connect(self._remove)
        model.directed.connect(self._show_organisations)
        model.draft_found.connect(self._offer_draft)
        model.judged.connect(self._mark)
        model.alike.connect(self._show_alike)
        model.suggested.connect(self._show_suggestion)
        model.filled.connect(self._fill)
        model.disputed.connect(self._disputes.show_count)
        model.held.connect(self._hold)
        model.refused_to_save.connect(self._enter_fault)
        model.overtaken.connect(self._explain)
        model.left.connect(self._clear)
        model.left.connect(self.left)
        model.done.connect(self.done)
        model.refused.connect(self.refused)
        self._disputes.clicked.connect(self._want_conflicts)
        self._back.clicked.connect(self.leave)
        self._save.clicked.connect(model.save)
        press(_SAVE, self, model.save)
        press(TAKE, self, model.take_times)

    def _prepare(self, kind: str, *, is_new: bool) -> None:
        """Makes the form where it is needed for the first time; it is shown once there is something in it."""
        self._clear()
        self._stage.setCurrentWidget(self._blank)
        self._head.title.setText(_(_TITLES[kind, is_new]))
        self._disputes.show_count(0)
        if kind not in self._pages:
            page = Page(kind, self._words, self._stage)
            page.typed.connect(self.model.type_in)
            page.make_wanted.connect(self.model.make_organisation)
            page.add_wanted.connect(self.model.add)
            page.removed.connect(self.model.remove)
            page.look_wanted.connect(self._want_organisation)
            page.times_wanted.connect(self.model.take_times)
            self._pages[kind] = page
            self._stage.addWidget(page)

    def _page(self) -> Page:
        """Whoever resumes names no kind: the form is made for the answer that comes first."""
        if self.model.kind not in self._pages:
            self._prepare(self.model.kind, is_new=False)
        return self._pages[self.model.kind]

    @Slot(object)
    def _show_records(self, records: tuple[Record, ...]) -> None:
        page = self._page()
        page.show_records(records)
        self._stage.setCurrentWidget(page)
        page.enter()

    @Slot()
    def _want_conflicts(self) -> None:
        self.conflicts_wanted.emit((self.model.id,))

    @Slot(object)
    def _add(self, part: Record) -> None:
        self._page().add(part)

    @Slot(str, object)
    def _choose(self, field: str, organisation: Record) -> None:
        self._page().choose(field, organisation)

    @Slot(object)
    def _remove(self, id_: RecordId) -> None:
        self._page().remove(id_)

    @Slot(object)
    def _show_organisations(self, choices: object) -> None:
        if self.model.kind:
            self._page().show_organisations(choices)  # type: ignore[arg-type]

    @Slot(object)
    def _mark(self, faults: Faults) -> None:
        self._faults = faults
        self._page().mark(faults)

    @Slot(object)
    def _want_organisation(self, id_: RecordId) -> None:
        self.record_wanted.emit(Organisation.KIND, id_)

    @Slot(object, object)
    def _show_alike(self, id_: RecordId, found: Sequence[Like]) -> None:
        self._page().show_alike(id_, found)

    @Slot(object)
    def _show_suggestion(self, found: Suggestion) -> None:
        self._page().show_suggestion(found)

    @Slot(object)
    def _fill(self, values: Values) -> None:
        self._page().fill(values)

    @Slot()
    def _enter_fault(self) -> None:
        self._page().enter_fault(self._faults)

    @Slot(bool)
    def _hold(self, is_held: bool) -> None:  # noqa: FBT001 - the signal gives it like this
        """What would be typed while an answer is awaited could be overwritten by it."""
        if is_held:
            self._field = self._stage.focusWidget()
        self._stage.setDisabled(is_held)
        self._save.setDisabled(is_held)
        if self._field and not is_held:
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)
            self._field = None

    @Slot(object)
    def _offer_draft(self, at: datetime) -> None:
        title = _("Es gibt einen Entwurf vom {moment}").format(moment=moment(at.astimezone()))
        text = _("Er wurde nicht gespeichert. Möchten Sie damit weiterarbeiten?")
        answers = ((_("Weiterarbeiten"), True), (_("Entwurf wegwerfen"), False))
        self._ask(DecisionCard(title, text, answers, self)).decided.connect(self._decide_draft)

    @Slot(object)
    def _decide_draft(self, wanted: object) -> None:
        if wanted:
            self.model.take_draft()
        else:
            self.model.drop_draft()
        self._answered()

    @Slot(object)
    def _explain(self, overtaken: Overtaken) -> None:
        who = overtaken.who or _("Jemand")
        title = _("{name} war schneller").format(name=who)
        text = _(
            "{name} hat inzwischen geändert: {fields}. Ihre Eingaben sind noch nicht gespeichert und stehen "
            "weiter hier."
        ).format(name=who, fields=", ".join(overtaken.fields) or _("den ganzen Eintrag"))
        answers = ((_("Beides zusammenführen"), overtaken), (_("Meine Eingaben verwerfen"), None))
        self._ask(DecisionCard(title, text, answers, self)).decided.connect(self._decide_overtaken)

    @Slot(object)
    def _decide_overtaken(self, overtaken: Overtaken | None) -> None:
        if overtaken is None:
            self._clear()
            self.model.look_at_theirs()
            return
        self.model.take_both(overtaken)
        self._answered()
        said = _("Hier steht jetzt Ihre Fassung. {name} schrieb: {text}")
        for id_, field, text in overtaken.clashes:
            self._page().note(id_, field, said.format(name=overtaken.who, text=text))

    def _ask(self, card: DecisionCard) -> DecisionCard:
        """Until it is answered the form is held."""
        self._clear()
        self._card = card
        self._body.insertWidget(1, card)
        card.enter()
        return card

    def _answered(self) -> None:
        self._clear()
        self._page().enter()

    @Slot()
    def _clear(self) -> None:
        if self._card:
            self._body.removeWidget(self._card)
            self._card.hide()
            self._card.deleteLater()
            self._card = None
