"""The fields of one record, in sections; knows nothing of what they mean."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFormLayout, QWidget

from kosidesk.domain.fault import Fault
from kosidesk.domain.record import Values
from kosidesk.i18n import _
from kosidesk.services import words
from kosidesk.services.bundles import Named
from kosidesk.services.merging import Like
from kosidesk.services.time_suggestions import Suggestion
from kosidesk.ui.editing.alike import AlikeLines
from kosidesk.ui.editing.pages import Section
from kosidesk.ui.editing.times import TimeLines
from kosidesk.ui.inputs.fields import HINTS, Vocabulary, make_input
from kosidesk.ui.inputs.organisation import OrganisationInput
from kosidesk.ui.inputs.plain import Input
from kosidesk.ui.kit.forms import Remark, field, form
from kosidesk.ui.kit.heads import section as heading
from kosidesk.ui.kit.in_sight import show_whole
from kosidesk.ui.kit.layouts import column
from kosidesk.ui.theme import SMALL, WIDE

_ROOMY = 4
# Where somebody types what may be here already; in an offer, a new organisation.
_NAMED_IN = {"organisation": "name", "contact": "name", "offer": "organisation"}


class RecordForm(QWidget):
    """`typed` carries a field's name and value, `make_wanted` a field and the name of an organisation.

    `look_wanted` carries the id of a record that is here already and may be this one; `times_wanted` asks for
    what was read of the text about time.
    `below` gives the widget that stands under a section, if any does.
    """

    typed = Signal(str, object)
    make_wanted = Signal(str, str)
    look_wanted = Signal(object)
    times_wanted = Signal()

    def __init__(
        self,
        kind: str,
        sections: Sequence[Section],
        vocabulary: Vocabulary,
        below: Callable[[Section], QWidget | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind, self._vocabulary = kind, vocabulary
        self._inputs: dict[str, Input] = {}
        self._remarks: dict[str, Remark] = {}
        self._rows: list[tuple[QFormLayout, QWidget]] = []
        self._alike = AlikeLines(self)
        self._alike.look_wanted.connect(self.look_wanted)
        self._times = TimeLines(self)
        self._times.take_wanted.connect(self.times_wanted)
        self.headings: dict[str, QWidget] = {}
        self._whole: dict[str, QWidget] = {}
        body = column(gap=WIDE)
        for part in sections:
            body.addWidget(self._section(part, below(part)))
        self.setLayout(body)
        self._align()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._align()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._align()

    def show_values(self, values: Values) -> None:
        self.show_alike(())
        for name, input_ in self._inputs.items():
            input_.show_value(values.get(name))

    def show_organisations(self, choices: Sequence[Named]) -> None:
        for input_ in self._organisation_inputs():
            input_.show_choices(choices)

    def add_organisation(self, named: Named) -> None:
        for input_ in self._organisation_inputs():
            input_.add_choice(named)

    def show_value(self, name: str, values: Values) -> None:
        self._inputs[name].show_value(values.get(name))

    def mark(self, faults: Iterable[Fault]) -> None:
        """Says beside each field what is wrong with it, and takes back what no longer is."""
        said: dict[str, str] = {}
        for fault in faults:
            said.setdefault(fault.field, words.fault(fault))
        for name, remark in self._remarks.items():
            remark.say(said.get(name, ""))

    def note(self, notes: Mapping[str, str]) -> None:
        """Says beside some fields what is worth knowing."""
        for name, text in notes.items():
            if name in self._remarks:
                self._remarks[name].note(text)

    def show_alike(self, found: Sequence[Like]) -> None:
        """Of what is typed; until something else is."""
        self._alike.show_alike(found)

    def show_suggestion(self, found: Suggestion) -> None:
        """Of the text about time, as it stands now."""
        self._times.show_suggestion(found)

    def enter(self, name: str = "") -> bool:
        """Puts the cursor into a field, if it stands on this form, or into the first one."""
        wanted = name or next(iter(self._inputs))
        if wanted not in self._inputs:
            return False
        cast("QWidget", self._inputs[wanted]).setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def bring_in_sight(self, name: str) -> None:
        """The section of a field."""
        show_whole(self._whole[name])

    def _section(self, part: Section, below: QWidget | None) -> QWidget:
        whole = QWidget(self)
        self._whole |= dict.fromkeys(part.fields, whole)
        body = column(gap=SMALL)
        if part.title:
            self.headings[part.title] = heading(_(part.title), whole)
            body.addWidget(self.headings[part.title])
        if part.fields:
            lines = QWidget(whole)
            layout = form(lines)
            layout.setContentsMargins(0, 0, 0, 0)
            for name in part.fields:
                input_ = make_input(self._kind, name, self._vocabulary, lines)
                hint = _(HINTS.get(name, ""))
                self._remarks[name] = field(layout, words.field_name(name), input_, hint)
                self._rows.append((layout, input_))
                self._take_in(name, input_)
                if lines_below := self._lines_below(name):
                    layout.setWidget(layout.rowCount(), QFormLayout.ItemRole.FieldRole, lines_below)
            body.addWidget(lines)
        if below:
            body.addWidget(below)
        whole.setLayout(body)
        return whole

    def _lines_below(self, name: str) -> QWidget | None:
        """What is said of a field when there is something to say."""
        if name == _NAMED_IN.get(self._kind):
            return self._alike
        return self._times if name == "time_text" else None

    def _align(self) -> None:
        """Lets the fields of all sections begin in one line where there is room for that."""
        labels = [layout.labelForField(input_) for layout, input_ in self._rows]
        widest = max(label.sizeHint().width() for label in labels)
        for label in labels:
            label.setMinimumWidth(widest if self.width() > _ROOMY * widest else 0)

    def _take_in(self, name: str, widget: QWidget) -> None:
        input_ = cast("Input", widget)
        self._inputs[name] = input_
        input_.changed.connect(partial(self._say, name))
        if isinstance(widget, OrganisationInput):
            widget.make_wanted.connect(partial(self._want_made, name))

    def _say(self, name: str) -> None:
        if name == _NAMED_IN.get(self._kind):
            self.show_alike(())
        self.typed.emit(name, self._inputs[name].value())

    def _want_made(self, field_name: str, name: str) -> None:
        self.make_wanted.emit(field_name, name)

    def _organisation_inputs(self) -> list[OrganisationInput]:
        return [input_ for input_ in self._inputs.values() if isinstance(input_, OrganisationInput)]
