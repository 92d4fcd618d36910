"""The short checklist of a talk with an organisation: each one filled in becomes a draft of an offer."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from kosidesk.domain.fault import Fault
from kosidesk.domain.offer import Offer
from kosidesk.i18n import _
from kosidesk.services import words
from kosidesk.services.drafting import Checklist
from kosidesk.ui.inputs.plain import ChoiceInput, LineInput, TextInput
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.forms import Remark, field, form
from kosidesk.ui.kit.heads import section
from kosidesk.ui.kit.labels import Notice, PlainLabel
from kosidesk.ui.kit.layouts import column, flow
from kosidesk.ui.theme import MEDIUM, SMALL

_LINES = 2
_FIELDS = {"title": "task", "name": "contact"}
"""Fields of the offer and its parts that the checklist calls otherwise."""


class ChecklistForm(QWidget):
    """`drafted` and, with each letter, `typed` carry a Checklist, `read_wanted` the id of a draft."""

    drafted = Signal(object)
    typed = Signal(object)
    read_wanted = Signal(object)

    def __init__(self, districts: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inputs: dict[str, LineInput | TextInput | ChoiceInput] = {
            "task": LineInput(self), "time": LineInput(self),
            "street": LineInput(self), "postcode": LineInput(self),
            "district": ChoiceInput(("", *districts), self),
            "contact": LineInput(self), "phone": LineInput(self), "mail": LineInput(self),
            "conditions": TextInput(_LINES, self), "insurance": LineInput(self),
            "expenses": LineInput(self), "inclusion": LineInput(self),
        }  # fmt: skip
        self._general = Notice(self)
        self._draft = Button(_("Als Entwurf anlegen"), self, icon="plus")
        self._drafts = _Drafts(self)
        self._form = form()
        self._remarks = {name: self._row(name, label, hint) for name, label, hint in _rows()}
        parts = (section(_("Checkliste für ein Angebot"), self), self._form, self._general)
        self.setLayout(column(*parts, flow(self._draft), self._drafts, gap=MEDIUM))
        for input_ in self._inputs.values():
            input_.changed.connect(self._tell_typed)
        self._draft.clicked.connect(self._want_draft)
        self._drafts.read_wanted.connect(self.read_wanted)

    def _row(self, name: str, label: str, hint: str) -> Remark:
        return field(self._form, label, self._inputs[name], hint)

    def show_drafts(self, drafts: Sequence[Offer]) -> None:
        """The drafts there are of this organisation."""
        self._drafts.show_drafts(drafts)

    def clear(self) -> None:
        """Ready for the next one: a draft was made. Whom to ask stays, for it is mostly the same."""
        for name, input_ in self._inputs.items():
            if name not in ("contact", "phone", "mail"):
                input_.show_value("")
        self.show_faults(())
        self.enter()

    def forget(self) -> None:
        """Another talk: nothing of what was typed belongs to it."""
        self.show_typed(Checklist())

    def show_typed(self, checklist: Checklist) -> None:
        """What was typed before, and is not drafted yet."""
        for name, input_ in self._inputs.items():
            input_.show_value(getattr(checklist, name))
        self.show_faults(())

    def show_faults(self, faults: Iterable[Fault]) -> None:
        """What speaks against the draft, each fault where it was typed."""
        self._general.say("")
        for remark in self._remarks.values():
            remark.say("")
        for fault in faults:
            place = self._remarks.get(_FIELDS.get(fault.field, fault.field), self._general)
            place.say(words.fault(fault))

    def enter(self) -> None:
        self._inputs["task"].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _want_draft(self) -> None:
        self.drafted.emit(self._checklist())

    @Slot()
    def _tell_typed(self) -> None:
        self.typed.emit(self._checklist())

    def _checklist(self) -> Checklist:
        return Checklist(**{name: str(input_.value() or "") for name, input_ in self._inputs.items()})


class _Drafts(QWidget):
    """What was drafted, each to be opened."""

    read_wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._body = column(gap=SMALL)
        self.setLayout(self._body)

    def show_drafts(self, drafts: Sequence[Offer]) -> None:
        for shown in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            shown.deleteLater()
        self.setVisible(bool(drafts))
        if drafts:
            self._body.addWidget(PlainLabel(_("Entwürfe dieser Einrichtung"), self, role="title", wrap=True))
        for draft in drafts:
            one = _Draft(draft, self)
            one.opened.connect(self.read_wanted)
            self._body.addWidget(one)


class _Draft(QWidget):
    opened = Signal(object)

    def __init__(self, draft: Offer, parent: QWidget) -> None:
        super().__init__(parent)
        self._id = draft.id
        title = PlainLabel(draft.title, self, wrap=True)
        open_ = Button(_("Ansehen"), self, kind="link")
        open_.setAccessibleName(_("Entwurf ansehen: {title}").format(title=draft.title))
        open_.clicked.connect(self._open)
        self.setLayout(column(title, flow(open_), gap=0))

    @Slot()
    def _open(self) -> None:
        self.opened.emit(self._id)


def _rows() -> tuple[tuple[str, str, str], ...]:
    """Name, label and hint, in the order of the talk."""
    return (
        ("task", _("Aufgabe"), _("Was jemand dort tut; wird der Titel des Angebots")),
        ("time", _("Zeit"), _("Wann und wie oft, etwa „dienstags 15 bis 17 Uhr“")),
        ("street", _("Straße"), ""),
        ("postcode", _("Postleitzahl"), ""),
        ("district", _("Stadtteil"), ""),
        ("contact", _("Wer gefragt wird"), _("Name der Kontaktperson")),
        ("phone", _("Telefon"), ""),
        ("mail", _("E-Mail"), ""),
        ("conditions", _("Voraussetzungen"), _("Alter, Sprache, Führungszeugnis und anderes")),
        ("insurance", _("Versicherung"), ""),
        ("expenses", _("Auslagen"), _("Was erstattet wird, etwa die Fahrkarte")),
        ("inclusion", _("Barrierefreiheit"), _("Für wen der Ort und die Aufgabe zugänglich sind")),
    )
