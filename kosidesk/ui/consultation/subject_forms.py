"""What a talk that seeks no engagement is about: each kind has only its own fields."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QWidget

from kosidesk.domain.consultation import (
    COMPANY,
    COMPLAINT,
    GIFTS,
    IDEA,
    INFORMATION,
    ORGANISATION,
    Consultation,
)
from kosidesk.i18n import _
from kosidesk.services import words
from kosidesk.services.bundles import Named
from kosidesk.ui.consultation.answers import Answer, Number, OneOrganisation, Paragraph, Several
from kosidesk.ui.kit.filters import Option
from kosidesk.ui.kit.forms import field, form
from kosidesk.ui.kit.layouts import column

_LINES = 5


class SubjectForms(QWidget):
    """`said` carries new values by the names of the consultation's fields, `make_wanted` the name of an
    organisation that shall be made.
    """

    said = Signal(object)
    make_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._forms = {kind: _SubjectForm(tuple(rows), self) for kind, rows in _forms()}
        self._shown = self._forms[INFORMATION]
        for one in self._forms.values():
            one.said.connect(self.said)
            one.make_wanted.connect(self.make_wanted)
            one.hide()
        self.setLayout(column(*self._forms.values(), gap=0))

    def show_talk(self, talk: Consultation) -> None:
        """Of a talk that seeks an engagement nothing is shown: it has a wish."""
        shown = self._forms.get(talk.kind)
        self.setVisible(shown is not None)
        if shown is None:
            return
        self._shown.setVisible(shown is self._shown)
        self._shown = shown
        shown.show_talk(talk)
        shown.show()

    def show_organisations(self, choices: Sequence[Named]) -> None:
        for one in self._forms.values():
            one.show_organisations(choices)

    def choose(self, named: Named) -> None:
        """An organisation that was just made."""
        self._shown.choose(named)
        self.said.emit({"organisation": named.id})

    def hint(self, sentence: str) -> None:
        """What should be thought of at the subject; an empty sentence takes it back."""
        self._shown.subject.note(sentence)

    def enter(self) -> None:
        self._shown.enter()


@dataclass(frozen=True)
class _Row:
    label: str
    answer: Answer
    hint: str = ""

    @property
    def widget(self) -> QWidget:
        if not isinstance(self.answer, QWidget):
            raise TypeError(self.answer)
        return self.answer


class _SubjectForm(QWidget):
    """The fields of one kind of talk."""

    said = Signal(object)
    make_wanted = Signal(str)

    def __init__(self, rows: tuple[_Row, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = rows
        layout = form()
        layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        for row in rows:
            remark = field(layout, row.label, row.widget, row.hint)
            row.answer.said.connect(self.said)
            if isinstance(row.answer, Paragraph):
                self.subject = remark
        for one in self._organisations():
            one.make_wanted.connect(self.make_wanted)
        self.setLayout(column(layout))

    def show_talk(self, talk: Consultation) -> None:
        for row in self._rows:
            row.answer.show_said(talk)

    def show_organisations(self, choices: Sequence[Named]) -> None:
        for one in self._organisations():
            one.show_choices(choices)

    def choose(self, named: Named) -> None:
        for one in self._organisations():
            one.add_choice(named)
            one.show_value(named.id)

    def enter(self) -> None:
        self._rows[0].widget.setFocus()

    def _organisations(self) -> Iterator[OneOrganisation]:
        return (row.answer for row in self._rows if isinstance(row.answer, OneOrganisation))


def _forms() -> Iterator[tuple[str, Iterator[_Row]]]:
    yield INFORMATION, _information()
    yield ORGANISATION, _organisation()
    yield COMPANY, _company()
    yield IDEA, _idea()
    yield COMPLAINT, _complaint()


def _information() -> Iterator[_Row]:
    yield _Row(_("Die Frage"), Paragraph("subject", _LINES))


def _organisation() -> Iterator[_Row]:
    yield _Row(_("Einrichtung"), OneOrganisation("organisation"))
    yield _Row(_("Was gebraucht wird"), Paragraph("subject", _LINES))


def _company() -> Iterator[_Row]:
    gifts = [Option(code, words.choice(code)) for code in GIFTS]
    yield _Row(_("Unternehmen"), OneOrganisation("organisation"))
    yield _Row(_("Was das Unternehmen einbringt"), Several("gives", gifts))
    yield _Row(_("Wie viele Menschen mitmachen"), Number("people"))
    yield _Row(_("Was es vorhat"), Paragraph("subject", _LINES), _("Geld ist kein Thema"))


def _idea() -> Iterator[_Row]:
    yield _Row(_("Die Idee"), Paragraph("subject", _LINES))
    yield _Row(_("Wie viele Menschen schon dabei sind"), Number("people"))


def _complaint() -> Iterator[_Row]:
    yield _Row(_("Einrichtung"), OneOrganisation("organisation"))
    yield _Row(_("Was zu klären ist"), Paragraph("subject", _LINES))
