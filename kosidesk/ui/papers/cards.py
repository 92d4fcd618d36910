"""What can be printed in numbers, a card for each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from kosidesk.domain.city import DISTRICTS, FIELDS
from kosidesk.domain.ids import RecordId
from kosidesk.i18n import _, ngettext, number
from kosidesk.services.desk import Desk
from kosidesk.services.sheets import Choices, Format
from kosidesk.ui.inputs.sets import SetInput
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.cards import Card
from kosidesk.ui.kit.choice_box import ChoiceBox
from kosidesk.ui.kit.forms import field, form
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import flow
from kosidesk.ui.papers.piles import Gather, Wanted, letters_to, pocket_directory, todays_sheets, waiver_for
from kosidesk.ui.printing.wording import FORMATS


@dataclass(frozen=True)
class Order:
    """What shall be made, and for which paper; each paper may have a printer of its own."""

    gather: Gather
    format: Format


class PileCard(Card):
    """Asks what is to be made of one kind of paper. `printed` and `saved` carry the `Order`."""

    printed = Signal(object)
    saved = Signal(object)

    def __init__(self, title: str, text: str, order: Callable[[], Order], parent: QWidget) -> None:
        super().__init__(title, text, parent)
        self._order = order
        self._print = Button(_("Drucken"), self, icon="print")
        self._save = Button(_("Als PDF speichern …"), self, icon="file")
        # Heard without the card around them, the buttons of all cards would be the same.
        self._print.setAccessibleName(_("{what} drucken").format(what=title))
        self._save.setAccessibleName(_("{what} als PDF speichern").format(what=title))
        self._print.clicked.connect(self._want_print)
        self._save.clicked.connect(self._want_file)

    def finish(self, part: QWidget, *actions: QWidget) -> None:
        """What is asked or told, and the buttons below it."""
        self.body.addWidget(part)
        self.body.addLayout(flow(self._print, self._save, *actions))

    def allow(self, *, is_allowed: bool) -> None:
        for button in (self._print, self._save):
            button.setEnabled(is_allowed)

    @Slot()
    def _want_print(self) -> None:
        self.printed.emit(self._order())

    @Slot()
    def _want_file(self) -> None:
        self.saved.emit(self._order())


class TodayCard(PileCard):
    """The sheets of today's talks that nobody was given yet."""

    def __init__(self, parent: QWidget) -> None:
        text = _("Von Beratungen des heutigen Tages, deren Zettel noch niemand bekommen hat.")
        super().__init__(_("Zettel von heute"), text, self._sheets, parent)
        self._choices = Choices()
        self._said = PlainLabel("", self, wrap=True)
        self.finish(self._said)
        self.allow(is_allowed=False)

    def show_codes(self, codes: Sequence[str], choices: Choices) -> None:
        self._choices = choices
        count = len(codes)
        said = ngettext("{count} Zettel: {codes}", "{count} Zettel: {codes}", count)
        told = said.format(count=number(count), codes=", ".join(codes))
        self._said.setText(told if codes else _("Heute ist keiner mehr offen."))
        self.allow(is_allowed=bool(codes))

    def _sheets(self) -> Order:
        return Order(todays_sheets(self._choices), self._choices.format)


class LettersCard(PileCard):
    """Asks organisations whether their offers still hold; they are chosen in their own list."""

    choose_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        text = _(
            "Ein Brief je Einrichtung mit ihren aktiven Angeboten, zum Ankreuzen und Zurückschicken. In der "
            "Liste der Einrichtungen nimmt die Leertaste eine dazu und wieder heraus."
        )
        super().__init__(_("Briefe „Stimmt Ihr Angebot noch?“"), text, self._letters, parent)
        self._organisations: tuple[RecordId, ...] = ()
        self._said = PlainLabel("", self, wrap=True)
        choose = Button(_("Einrichtungen wählen"), self, icon="organisations")
        choose.clicked.connect(self.choose_wanted)
        self.finish(self._said, choose)
        self.show_organisations(frozenset())

    def show_organisations(self, chosen: frozenset[RecordId]) -> None:
        self._organisations = tuple(sorted(chosen))
        count = len(chosen)
        said = ngettext("{count} Einrichtung ist gewählt.", "{count} Einrichtungen sind gewählt.", count)
        self._said.setText(said.format(count=number(count)) if count else _("Noch keine ist gewählt."))
        self.allow(is_allowed=bool(chosen))

    def _letters(self) -> Order:
        return Order(letters_to(self._organisations), Format.A4)


class DirectoryCard(PileCard):
    """The pocket directory of some fields and districts."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        text = _(
            "Alle aktiven Angebote in Kurzform, für einen Stand ohne Rechner. Leere Felder heißen: alle."
        )
        super().__init__(_("Taschenverzeichnis"), text, self._directory, parent)
        ask = QWidget(self)
        self._fields = SetInput(desk.city.choices(FIELDS, desk.today()), ask)
        self._districts = SetInput(desk.city.choices(DISTRICTS, desk.today()), ask)
        self._paper = ChoiceBox(ask)
        for paper in (Format.A5, Format.A4):
            self._paper.addItem(_(FORMATS[paper]), paper.value)
        layout = form(ask)
        layout.setContentsMargins(0, 0, 0, 0)
        field(layout, _("Aufgabenfelder"), self._fields)
        field(layout, _("Stadtteile"), self._districts)
        field(layout, _("Format"), self._paper)
        self.finish(ask)

    def _directory(self) -> Order:
        paper = Format(self._paper.currentData())
        wanted = Wanted(_words(self._fields), _words(self._districts), paper)
        return Order(pocket_directory(_("Taschenverzeichnis"), wanted), paper)


class WaiverCard(PileCard):
    """The form for a certificate of conduct without a fee, about one offer."""

    def __init__(self, parent: QWidget) -> None:
        text = _(
            "Damit bekommen Ehrenamtliche ihr Führungszeugnis ohne Gebühr. Die Einrichtung trägt ein, für "
            "wen, und unterschreibt."
        )
        super().__init__(_("Bestätigung fürs Führungszeugnis"), text, self._waiver, parent)
        ask = QWidget(self)
        self._number = QLineEdit(ask)
        self._extended = QCheckBox(_("erweitertes Führungszeugnis"), ask)
        self._extended.setChecked(True)
        layout = form(ask)
        layout.setContentsMargins(0, 0, 0, 0)
        field(
            layout,
            _("Angebot Nr."),
            self._number,
            _("Die Nummer, wie sie in der Liste und auf dem Zettel steht"),
        )
        layout.addRow("", self._extended)
        self.finish(ask)
        self._number.textChanged.connect(self._allow)
        self._allow()

    @Slot()
    def _allow(self) -> None:
        self.allow(is_allowed=bool(self._number.text().strip()))

    def _waiver(self) -> Order:
        number = self._number.text().strip()
        return Order(waiver_for(number, extended=self._extended.isChecked()), Format.A4)


def _words(chosen: SetInput) -> tuple[str, ...]:
    said = chosen.value()
    return said if isinstance(said, tuple) else ()
