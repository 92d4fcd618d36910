"""The whole form of an offer or an organisation: its own fields and its parts."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QWidget

from kosidesk.domain.fault import Fault
from kosidesk.domain.ids import RecordId
from kosidesk.domain.record import Record, Values
from kosidesk.i18n import _
from kosidesk.services.bundles import Named
from kosidesk.services.merging import Like
from kosidesk.services.time_suggestions import Suggestion
from kosidesk.ui.editing.cards import PartCards, PartForm
from kosidesk.ui.editing.form import RecordForm
from kosidesk.ui.editing.model import Faults
from kosidesk.ui.editing.pages import PAGES, Section
from kosidesk.ui.editing.parts import PartList
from kosidesk.ui.editing.translations import KIND as TRANSLATION
from kosidesk.ui.editing.translations import TranslationList
from kosidesk.ui.inputs.fields import Vocabulary
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.layouts import FlowLayout, column, scrolling
from kosidesk.ui.theme import LARGE, SMALL, TINY, look

_WIDEST = 820


class Page(QWidget):
    """`typed` carries id, field and value; `make_wanted` a field and the name of an organisation.

    `add_wanted` carries a kind of part and what is known of it already, `look_wanted` the id of an
    organisation that is here and may be the one that is typed; `times_wanted` asks for what was read of the
    text about time.
    """

    typed = Signal(object, str, object)
    make_wanted = Signal(str, str)
    add_wanted = Signal(str, object)
    removed = Signal(object)
    look_wanted = Signal(object)
    times_wanted = Signal()

    def __init__(self, kind: str, vocabulary: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind, self._vocabulary = kind, vocabulary
        self._id = RecordId("")
        self._parts: dict[str, PartCards] = {}
        self._translations: TranslationList | None = None
        content = QWidget()
        # The area comes first: a form that moves into one is styled a second time.
        self._area: QScrollArea = scrolling(content, self)
        self.form = RecordForm(kind, PAGES[kind], vocabulary, self._list, content)
        self.form.setMaximumWidth(look().pixels(_WIDEST))
        body = column(self.form, None)
        body.setContentsMargins(0, 0, LARGE, LARGE)
        content.setLayout(body)
        layout = column(self._ways(), gap=SMALL)
        layout.addWidget(self._area, 1)
        self.setLayout(layout)
        self.form.typed.connect(self._say)
        self.form.make_wanted.connect(self.make_wanted)
        self.form.look_wanted.connect(self.look_wanted)
        self.form.times_wanted.connect(self.times_wanted)

    def show_records(self, records: tuple[Record, ...]) -> None:
        """The record itself comes first."""
        root, *others = records
        self._id = root.id
        for one in others:
            self._know(one)
        self.form.show_values(root.values)
        self._tell_german("summary", root.get("summary"))
        for kind, parts in self._parts.items():
            parts.show_parts(one for one in others if one.kind == kind)
        self._area.verticalScrollBar().setValue(0)

    def enter(self) -> None:
        self.form.enter()

    def add(self, part: Record) -> None:
        self._parts[part.kind].add(part, enter=True)
        self._reveal()

    def choose(self, field: str, organisation: Record) -> None:
        """An organisation that was just made for this field."""
        self._know(organisation)
        self.form.show_value(field, {field: organisation.id})

    def fill(self, values: Values) -> None:
        """What somebody took over is shown as if it were typed."""
        for field in values:
            self.form.show_value(field, values)
        self.form.bring_in_sight(next(iter(values)))

    def show_suggestion(self, found: Suggestion) -> None:
        self.form.show_suggestion(found)

    def remove(self, id_: RecordId) -> None:
        for parts in self._parts.values():
            parts.remove(id_)

    def show_organisations(self, choices: tuple[Named, ...]) -> None:
        self.form.show_organisations(choices)

    def mark(self, faults: Faults) -> None:
        for id_, form in self._forms().items():
            form.mark(faults.get(id_, ()))

    def note(self, id_: RecordId, field: str, text: str) -> None:
        form = self._forms().get(id_)
        if form:
            form.note({field: text})

    def show_alike(self, id_: RecordId, found: Sequence[Like]) -> None:
        """Whoever has no form here is an organisation that is made along with its offer."""
        form = self._forms().get(id_, self.form)
        if isinstance(form, RecordForm):
            form.show_alike(found)

    def enter_fault(self, faults: Faults) -> None:
        """Goes to the first field that is wrong."""
        for id_, form in self._forms().items():
            first: tuple[Fault, ...] = faults.get(id_, ())[:1]
            if first and form.enter(first[0].field):
                self._reveal()
                return

    def _forms(self) -> dict[RecordId, PartForm]:
        forms: dict[RecordId, PartForm] = {self._id: self.form}
        for parts in self._parts.values():
            forms |= parts.forms
        return forms

    def _list(self, section: Section) -> QWidget | None:
        if not section.parts:
            return None
        parts = self._part_list(section.parts)
        parts.typed.connect(self.typed)
        parts.removed.connect(self.removed)
        parts.add_wanted.connect(self.add_wanted)
        self._parts[section.parts] = parts
        return parts

    def _part_list(self, kind: str) -> PartCards:
        if kind != TRANSLATION:
            return PartList(kind, self._vocabulary)
        self._translations = TranslationList()
        return self._translations

    def _ways(self) -> FlowLayout:
        """Buttons that lead to the sections of a long form."""
        flow = FlowLayout(gap=TINY)
        for title, heading in self.form.headings.items():
            way = Button(_(title), self, kind="link")
            way.clicked.connect(partial(self._go, heading))
            flow.addWidget(way)
        return flow

    def _go(self, heading: QWidget) -> None:
        top = heading.mapTo(self.form, heading.rect().topLeft()).y()
        self._area.verticalScrollBar().setValue(top)
        # The first field of the section; Qt knows none where a window has no other widget.
        following = heading.nextInFocusChain()
        if following:
            following.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reveal(self) -> None:
        focused = self._area.focusWidget()
        if focused:
            self._area.ensureWidgetVisible(focused)

    def _know(self, record: Record) -> None:
        if record.kind == "organisation":
            self.form.add_organisation(Named(record.id, record.text("name")))

    @Slot(str, object)
    def _say(self, field: str, value: object) -> None:
        self.typed.emit(self._id, field, value)
        self._tell_german(field, value)

    def _tell_german(self, field: str, value: object) -> None:
        """Who translates reads the summary as it stands above."""
        if field == "summary" and self._translations:
            self._translations.show_german(value if isinstance(value, str) else "")
