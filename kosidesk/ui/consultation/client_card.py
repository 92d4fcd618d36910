"""The client who wants to be known: name, ways to reach her, and what she agrees to."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from kosidesk.domain.client import PURPOSES, STORE, Client
from kosidesk.domain.fault import Fault
from kosidesk.domain.ids import NOBODY
from kosidesk.i18n import _
from kosidesk.services import words
from kosidesk.ui.consultation.aside_card import AsideCard
from kosidesk.ui.consultation.clientele import Acquaintance
from kosidesk.ui.consultation.consent_row import ConsentRow
from kosidesk.ui.inputs.plain import LineInput
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.cards import DecisionCard
from kosidesk.ui.kit.forms import Remark, field, form
from kosidesk.ui.kit.heads import section
from kosidesk.ui.kit.labels import Notice


class ClientCard(AsideCard):
    """`kept` carries a Client and the purposes she agrees to now; `withdrawn` the one she takes back."""

    kept = Signal(object, object)
    withdrawn = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        keep = Button(_("Kontaktdaten speichern"), kind="primary", icon="check")
        super().__init__(_("Kontaktdaten"), _why_words(), keep, parent)
        self._lines = {name: LineInput(self) for name in ("name", "phone", "mail")}
        self._remarks = self._fill()
        self._without_consent = Notice(self)
        self._consents = tuple(ConsentRow(purpose, self) for purpose in PURPOSES)
        self._doubt = _doubt(self)
        self.body.addWidget(section(_("Womit sie oder er einverstanden ist"), self))
        for part in (self._without_consent, *self._consents, self._doubt):
            self.body.addWidget(part)
        for told in (self._without_consent, self._doubt):
            self.keep_in_sight(told)
        self._connect()

    def _fill(self) -> dict[str, Remark]:
        layout = form()
        remarks = {name: field(layout, words.field_name(name), line) for name, line in self._lines.items()}
        self.body.addLayout(layout)
        return remarks

    def _connect(self) -> None:
        for one in self._consents:
            one.withdrawn.connect(self._withdraw)
        for line in self._lines.values():
            line.returnPressed.connect(self._want_kept)
        self._doubt.decided.connect(self._decide)
        self.do.clicked.connect(self._want_kept)

    def show_client(self, acquaintance: Acquaintance) -> None:
        """What is known of her; whatever was typed before goes."""
        client = acquaintance.client or Client(NOBODY)
        for name, line in self._lines.items():
            line.show_value(getattr(client, name))
        given = {one.consent.purpose: one for one in acquaintance.given}
        texts = {text.purpose: text for text in acquaintance.texts}
        for row in self._consents:
            if held := given.get(row.purpose):
                row.show_given(held.consent, held.text, held.taken_by)
            else:
                row.ask(texts[row.purpose])
        self._doubt.hide()
        self.show_faults(())

    def show_faults(self, faults: Iterable[Fault]) -> None:
        """Why she cannot be kept so, each fault where it was typed."""
        self._without_consent.say("")
        for remark in self._remarks.values():
            remark.say("")
        for fault in faults:
            self._remarks.get(fault.field, self._without_consent).say(words.fault(fault))

    def enter(self) -> None:
        self._lines["name"].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _want_kept(self) -> None:
        name, phone, mail = (str(line.value()) for line in self._lines.values())
        agreed = frozenset(row.purpose for row in self._consents if row.is_agreed())
        self.kept.emit(Client(NOBODY, name=name, phone=phone, mail=mail), agreed)

    @Slot(str)
    def _withdraw(self, purpose: str) -> None:
        """What cannot be taken back is asked about first."""
        if purpose == STORE:
            self._doubt.show()
            self._doubt.enter()
        else:
            self.withdrawn.emit(purpose)

    @Slot(object)
    def _decide(self, erase: object) -> None:
        self._doubt.hide()
        if erase:
            self.withdrawn.emit(STORE)
        else:
            self._consents[PURPOSES.index(STORE)].enter()


def _doubt(parent: QWidget) -> DecisionCard:
    text = _(
        "Gelöscht wird die ganze Beratung: Name und Kontakt, Einwilligungen, Wunsch, Notizen, Merkliste und "
        "Wiedervorlagen, auf allen Geräten der Agentur. Das lässt sich nicht zurücknehmen. Danach zeigt "
        "KosiDesk einen Beleg."
    )
    answers = ((_("Doch nicht"), False), (_("Alles löschen"), True))
    card = DecisionCard(_("Nichts mehr aufbewahren?"), text, answers, parent)
    card.hide()
    return card


def _why_words() -> str:
    return _(
        "Die Beratung geht auch ohne Namen. Wer gefragt werden möchte, was daraus wurde, kann hier sagen, "
        "wie das geht."
    )
