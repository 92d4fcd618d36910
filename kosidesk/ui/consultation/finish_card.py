"""The end of the talk: who contacts whom until when, when to ask back, and what mattered."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from kosidesk.domain.consultation import CONTACT_BY
from kosidesk.domain.fault import Fault
from kosidesk.i18n import _
from kosidesk.services import words
from kosidesk.services.finishing import Agreement
from kosidesk.ui.consultation.aside_card import AsideCard
from kosidesk.ui.inputs.plain import ChoiceInput, LineInput
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.fields import DayField, NumberField
from kosidesk.ui.kit.forms import Remark, field, form
from kosidesk.ui.kit.layouts import row
from kosidesk.ui.theme import SMALL

_TIMES = 2
"""So often is asked back."""


class FinishCard(AsideCard):
    """Everything is filled in: Enter agrees.

    `agreed` carries an Agreement that has no typing faults, `essence_typed` the line for what mattered.
    """

    agreed = Signal(object)
    essence_typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        end = Button(_("Beratung abschließen"), kind="primary", icon="check")
        super().__init__(_("Beratung abschließen"), "", end, parent)
        self._by = ChoiceInput((*CONTACT_BY, ""), self)
        self._until, self._minutes = DayField(self), NumberField(self)
        self._essence = LineInput(self)
        self._ask = tuple(_AskOn(self) for _time in range(_TIMES))
        self._remarks = self._fill()
        self.do.clicked.connect(self._agree)
        self._essence.textEdited.connect(self.essence_typed)
        for line in (self._until, self._minutes, self._essence, *(ask.day for ask in self._ask)):
            line.returnPressed.connect(self._agree)

    def _fill(self) -> dict[QWidget, Remark]:
        layout = form()
        remember = _("Eine Zeile, etwa „will erst zusehen“")
        remarks: dict[QWidget, Remark] = {
            self._by: field(layout, _("Wer sich meldet"), self._by),
            self._until: field(layout, _("Bis wann"), self._until),
            self._ask[0]: field(layout, _("Zum ersten Mal nachfragen"), self._ask[0]),
            self._ask[1]: field(layout, _("Zum zweiten Mal nachfragen"), self._ask[1]),
            self._essence: field(layout, _("Was wichtig war"), self._essence, remember),
            self._minutes: field(
                layout, _("Dauer in Minuten"), self._minutes, _("Gemessen; lässt sich ändern")
            ),
        }
        self.body.addLayout(layout)
        return remarks

    def show_proposal(self, proposal: Agreement) -> None:
        """What is agreed most of the time; whatever was typed before goes."""
        self._by.show_value(proposal.contact_by)
        self._until.show_day(proposal.contact_until)
        self._essence.show_value(proposal.essence)
        self._minutes.show_number(proposal.minutes)
        days = (*proposal.ask_on, *(None,) * _TIMES)
        for ask, day in zip(self._ask, days, strict=False):
            ask.show_day(day)
        self.show_faults(())

    def show_faults(self, faults: Iterable[Fault]) -> None:
        """What speaks against the agreement, each fault where it was typed."""
        for remark in self._remarks.values():
            remark.say("")
        for fault in faults:
            self._remarks[self._place(fault)].say(words.fault(fault))

    def hint(self, sentence: str) -> None:
        """What should be thought of at the line for what mattered; an empty sentence takes it back."""
        self._remarks[self._essence].note(sentence)

    def _place(self, fault: Fault) -> QWidget:
        if fault.field == "due_on":
            return next((ask for ask in self._ask if ask.is_about(fault)), self._ask[0])
        places = {"contact_until": self._until, "essence": self._essence, "minutes": self._minutes}
        return places.get(fault.field, self._by)

    @Slot()
    def _agree(self) -> None:
        faults = tuple(self._typing_faults())
        self.show_faults(faults)
        if not faults:
            self.agreed.emit(self._agreement())

    def _agreement(self) -> Agreement:
        asked = (ask.asked() for ask in self._ask)
        return Agreement(
            contact_by=str(self._by.value() or ""),
            contact_until=self._until.day(),
            essence=str(self._essence.value()),
            minutes=self._minutes.number(),
            ask_on=tuple(day for day in asked if day),
        )

    def _typing_faults(self) -> Iterable[Fault]:
        if self._until.is_wrong():
            yield Fault("contact_until", "day", self._until.text())
        if self._minutes.is_wrong():
            yield Fault("minutes", "number", self._minutes.text())
        for ask in self._ask:
            if ask.is_wrong():
                yield Fault("due_on", "day", ask.day.text())


class _AskOn(QWidget):
    """A tick and a day; without the tick nobody asks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._tick = QCheckBox(_("am"), self)
        self.day = DayField(self)
        self._tick.toggled.connect(self.day.setEnabled)
        self.setLayout(row(self._tick, self.day, gap=SMALL))
        self.setFocusProxy(self._tick)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._tick.setAccessibleName(name)
        self.day.setAccessibleName(_("{label}: Tag").format(label=name))

    def setAccessibleDescription(self, description: str) -> None:
        super().setAccessibleDescription(description)
        self.day.setAccessibleDescription(description)

    def show_day(self, day: date | None) -> None:
        self._tick.setChecked(day is not None)
        self.day.setEnabled(day is not None)
        self.day.show_day(day)

    def asked(self) -> date | None:
        """None if nobody shall ask."""
        return self.day.day() if self._tick.isChecked() else None

    def is_wrong(self) -> bool:
        """An empty day is none to ask on, either."""
        return self._tick.isChecked() and self.day.day() is None

    def is_about(self, fault: Fault) -> bool:
        day = self.asked()
        return fault.given == (day.isoformat() if day else self.day.text()) and self._tick.isChecked()
