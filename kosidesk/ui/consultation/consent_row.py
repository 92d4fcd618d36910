"""One thing a client may agree to: to tick as long as she has not, to take back once she has."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from kosidesk.domain.city import ConsentText
from kosidesk.domain.client import STORE, Consent
from kosidesk.i18n import _, short_day
from kosidesk.services import words
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column, flow
from kosidesk.ui.theme import TINY


class ConsentRow(QWidget):
    """`withdrawn` carries the purpose."""

    withdrawn = Signal(str)

    def __init__(self, purpose: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.purpose = purpose
        name = words.choice(purpose)
        self._tick, self._held = QCheckBox(name, self), PlainLabel(name, self, role="title", wrap=True)
        self._text = PlainLabel("", self, wrap=True)
        self._facts = PlainLabel("", self, role="meta", wrap=True)
        self._withdraw = Button(_("Widerrufen …") if purpose == STORE else _("Widerrufen"), self)
        self._withdraw.setAccessibleName(_("Widerrufen: {what}").format(what=name))
        self.setLayout(
            column(self._tick, self._held, self._text, self._facts, flow(self._withdraw), gap=TINY)
        )
        self._withdraw.clicked.connect(self._take_back)

    def ask(self, text: ConsentText) -> None:
        """She has not agreed, or no longer does."""
        self._show(is_held=False)
        self._text.setText(text.text)
        self._tick.setChecked(False)
        self._tick.setAccessibleDescription(text.text)
        facts = _("Fassung {version}, Stand {day}")
        self._facts.setText(facts.format(version=text.version, day=short_day(text.as_of)))

    def show_given(self, consent: Consent, text: str, taken_by: str) -> None:
        """She has agreed to this text, "" where it is not at hand; `taken_by` is a name."""
        self._show(is_held=True)
        self._text.setText(text or _("Den Wortlaut dieser Fassung hat ein anderer Schreibtisch."))
        self._facts.setText(_given_words(consent, taken_by))
        self._withdraw.setAccessibleDescription(text)

    def is_agreed(self) -> bool:
        """Whether it is ticked now."""
        return not self._tick.isHidden() and self._tick.isChecked()

    def enter(self) -> None:
        shown = self._withdraw if self._tick.isHidden() else self._tick
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, *, is_held: bool) -> None:
        self._tick.setVisible(not is_held)
        self._held.setVisible(is_held)
        self._withdraw.setVisible(is_held)

    @Slot()
    def _take_back(self) -> None:
        self.withdrawn.emit(self.purpose)


def _given_words(consent: Consent, taken_by: str) -> str:
    day = short_day(consent.given_on) if consent.given_on else _("unbekannt")
    said = _("Gegeben am {day}, eingeholt von {name}. Fassung {version}.")
    return said.format(day=day, name=taken_by or _("unbekannt"), version=consent.text_version)
