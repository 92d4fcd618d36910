"""How the client came and what it is about, above what is asked about that."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QWidget

from kosidesk.domain.consultation import CHANNELS, KINDS, Consultation
from kosidesk.i18n import N_, _
from kosidesk.services import words
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.choice_box import ChoiceBox
from kosidesk.ui.kit.forms import field, form
from kosidesk.ui.kit.heads import section
from kosidesk.ui.kit.keys import Key
from kosidesk.ui.kit.layouts import column, row
from kosidesk.ui.theme import SMALL

SHORT = Key("F8", N_("Fünf-Minuten-Fassung und wieder alles"))


class TalkHead(QWidget):
    """`short_wanted` says whether the variant of five minutes is wanted."""

    channel_chosen = Signal(str)
    kind_chosen = Signal(str)
    short_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._channel, self._kind = ChoiceBox(self), ChoiceBox(self)
        for combo, codes in ((self._channel, CHANNELS), (self._kind, KINDS)):
            combo.widen()
            for code in codes:
                combo.addItem(words.choice(code), code)
        self._short = Button(_("Fünf Minuten (F8)"), self)
        self._short.setCheckable(True)
        self._short.setToolTip(_("Nur das Nötigste fragen, etwa am Infostand"))
        facts = form()
        field(facts, _("Weg"), self._channel)
        field(facts, _("Anlass"), self._kind)
        self.setLayout(column(facts, row(section(_("Worum es geht"), self), None, self._short), gap=SMALL))
        self._channel.activated.connect(self._choose_channel)
        self._kind.activated.connect(self._choose_kind)
        self._short.toggled.connect(self._want_short)

    def show_talk(self, talk: Consultation) -> None:
        _point_at(self._channel, CHANNELS, talk.channel)
        _point_at(self._kind, KINDS, talk.kind)

    def show_short(self, *, short: bool, possible: bool) -> None:
        """Only a talk that has a wish can be short."""
        with QSignalBlocker(self._short):
            self._short.setChecked(short)
        self._short.show_icon("check" if short else "")
        self._short.setVisible(possible)

    @Slot(bool)
    def _want_short(self, short: bool) -> None:  # noqa: FBT001 - `toggled` sends it
        self._short.show_icon("check" if short else "")
        self.short_wanted.emit(short)

    @Slot()
    def toggle_short(self) -> None:
        if self._short.isVisibleTo(self):
            self._short.toggle()

    @Slot()
    def _choose_channel(self) -> None:
        self.channel_chosen.emit(self._channel.currentData())

    @Slot()
    def _choose_kind(self) -> None:
        self.kind_chosen.emit(self._kind.currentData())


def _point_at(combo: ChoiceBox, codes: Sequence[str], code: str) -> None:
    """A code a newer version wrote is shown as it stands."""
    if code not in codes and combo.findData(code) < 0:
        combo.addItem(code, code)
    combo.setCurrentIndex(combo.findData(code))
