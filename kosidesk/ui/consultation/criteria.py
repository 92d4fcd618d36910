"""What counts: criteria to switch off and on, what is left out for which reason, and why one offer is."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from kosidesk.i18n import _, number
from kosidesk.search.query import Choice
from kosidesk.services.fits import Fits
from kosidesk.services.missed_offer import Missed
from kosidesk.services.words.matching import criterion_name, exclusion_name
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.chip_choice import ChipChoice
from kosidesk.ui.kit.filters import Option
from kosidesk.ui.kit.forms import field, form
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column, row
from kosidesk.ui.theme import SMALL, TINY


class Criteria(QWidget):
    """`switched` carries the criteria that are off, `why_wanted` the number or title of an offer.

    `answered` carries what there is to read then.
    """

    switched = Signal(object)
    why_wanted = Signal(str)
    answered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stated: tuple[str, ...] = ()
        self._off: frozenset[str] = frozenset()
        self._chips = ChipChoice((), self)
        self._left_out: list[QWidget] = []
        self._reasons = column(gap=TINY)
        self._asked = QLineEdit(self)
        self._asked.setPlaceholderText(_("Nummer oder Titel, dann Enter"))
        self._answer = PlainLabel("", self, wrap=True)
        self._answer.hide()
        question = form()
        question.setRowWrapPolicy(question.RowWrapPolicy.WrapAllRows)
        field(question, _("Warum ist dieses Angebot nicht dabei?"), self._asked)
        self._body = column(self._chips, self._reasons, question, self._answer, gap=SMALL)
        self.setLayout(self._body)
        self._asked.returnPressed.connect(self._ask)
        self._asked.textEdited.connect(self._answer.hide)

    def show_fits(self, fits: Fits, off: frozenset[str]) -> None:
        """Only what the wish speaks of can be switched."""
        self._off = off
        if fits.stated != self._stated:
            self._stated = fits.stated
            self._lay_out()
        self._chips.show_choice(Choice(frozenset(fits.stated) - off))
        self._show_left_out(fits)

    def explain(self, missed: Missed | None) -> None:
        """None where no offer is called so."""
        said = _("„{title}“: {why}")
        nobody = _("So heißt kein Angebot, und keines hat diese Nummer.")
        self._answer.setText(said.format(title=missed.title, why=missed.why) if missed else nobody)
        self._answer.show()
        self.answered.emit(self._answer)

    def enter(self) -> None:
        """The keyboard goes to the criteria."""
        self._chips.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def forget(self) -> None:
        """What was asked about another wish."""
        self._asked.clear()
        self._answer.hide()

    def _lay_out(self) -> None:
        old, options = self._chips, [Option(name, criterion_name(name)) for name in self._stated]
        self._chips = ChipChoice(options, self)
        self._chips.setAccessibleName(_("Was zählt"))
        self._chips.changed.connect(self._switch)
        self._body.replaceWidget(old, self._chips)
        self._chips.show()
        old.hide()
        old.deleteLater()

    def _show_left_out(self, fits: Fits) -> None:
        for gone in self._left_out:
            self._reasons.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._left_out = list(self._reasons_for(fits))
        for line in self._left_out:
            self._reasons.addWidget(line)

    def _reasons_for(self, fits: Fits) -> Iterator[QWidget]:
        """The most frequent first; what no switch brings back comes last."""
        for code, count in sorted(
            fits.excluded.items(), key=lambda one: (one[0] not in fits.switches, -one[1])
        ):
            reason = _("{count} nicht dabei: {reason}").format(
                count=number(count), reason=exclusion_name(code)
            )
            yield self._line(reason, fits.switches.get(code))

    def _line(self, reason: str, criterion: str | None) -> QWidget:
        line, words = QWidget(self), row(gap=SMALL)
        words.addWidget(PlainLabel(reason, line, role="meta", wrap=True), 1)
        if criterion is not None:
            show = Button(_("trotzdem zeigen"), line, kind="link")
            show.setAccessibleName(_("{reason} – trotzdem zeigen").format(reason=reason))
            show.clicked.connect(partial(self._switch_off, criterion))
            words.addWidget(show)
        line.setLayout(words)
        return line

    @Slot(object)
    def _switch(self, on: Choice) -> None:
        self.switched.emit(frozenset(self._stated) - on.include)

    def _switch_off(self, criterion: str) -> None:
        """Its button goes with what it tells of."""
        self._chips.setFocus(Qt.FocusReason.OtherFocusReason)
        self.switched.emit(self._off | {criterion})

    @Slot()
    def _ask(self) -> None:
        if typed := self._asked.text().strip():
            self.why_wanted.emit(typed)
