"""Which words mean the same: the agency's own can be changed, those of city and program are shown."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QWidget

from kosidesk.i18n import N_, _
from kosidesk.services.synonyms import Entry, Source
from kosidesk.ui.demand.lines import entry_line, source_words
from kosidesk.ui.demand.questions import FORGET
from kosidesk.ui.demand.synonym_form import SynonymForm
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.columns import Column, Columns
from kosidesk.ui.kit.keys import Key, press
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column, flow, scrolling
from kosidesk.ui.kit.row import Row
from kosidesk.ui.kit.row_list import RowList
from kosidesk.ui.kit.row_model import RowModel
from kosidesk.ui.tasks import Tasks
from kosidesk.ui.theme import MEDIUM, SMALL

NEW = Key("Ctrl+N", N_("Neues Synonym anlegen"))
SAVE = Key("Ctrl+S", N_("Synonym speichern"))

_LIST, _PANEL = range(2)


class SynonymsPart(QWidget):
    """What the signals carry stands beside them."""

    added = Signal(object)  # the words
    changed = Signal(object, object)  # Entry, the words
    removed = Signal(object)  # Entry

    def __init__(self, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._one: Entry | None = None
        self._rows: RowModel[Entry] = RowModel(_lines, tasks, self)
        self.form = SynonymForm(self)
        self._build()
        self._list.pointed.connect(self._point)
        self._list.opened.connect(self._enter)
        self._new.clicked.connect(self.begin)
        self._save.clicked.connect(self._want_saved)
        self._remove.clicked.connect(self._want_removed)
        press(NEW, self, self.begin)
        press(SAVE, self, self._want_saved)
        press(FORGET, self, self._want_removed)

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        """What is being typed stays; so does the one that is looked at."""
        if entries != tuple(self._rows.ids()):
            self._rows.show(entries, _lines(entries))
        same = next((one for one in entries if self._one and one.id and one.id == self._one.id), self._one)
        if same in entries:
            self._list.point_at(self._rows.index_of(same))
        elif self._one is not None:
            self.begin()

    def follow(self, words: tuple[str, ...]) -> None:
        """A synonym of these words was kept just now: the next one can be typed."""
        if self._one is None and words == self.form.words():
            self.form.show_words(())

    def enter(self) -> None:
        """With the keyboard in the list."""
        self._list.enter()

    @Slot()
    def begin(self) -> None:
        """A new one."""
        self._one = None
        self._list.point_at(QModelIndex())
        self._tell(_("Neues Synonym"), "", _("Synonym anlegen"), is_own=True)
        self.form.show_words(())
        self._columns.reveal(_PANEL)
        self.form.setFocus()

    def _build(self) -> None:
        self._list = RowList(self._rows, _("Synonyme"), self)
        self._new = Button(_("Neues Synonym"), self, icon="plus")
        self._title = PlainLabel("", self, role="section", wrap=True)
        self._source = PlainLabel("", self, role="meta", wrap=True)
        self._save = Button("", self, kind="primary", icon="check")
        self._remove = Button(_("Löschen"), self, icon="trash")
        panel = QWidget(self)
        panel.setLayout(
            column(self._title, self._source, self.form, flow(self._save, self._remove), None, gap=MEDIUM)
        )
        parts = (
            Column(_("Liste"), self._list, 40),
            Column(_("Synonym"), scrolling(panel, self), 44),
        )
        self._columns = Columns(parts, self)
        hint = PlainLabel(_("Ein neues Synonym gilt ab dem nächsten Buchstaben, den jemand sucht."), self)
        hint.setProperty("role", "meta")
        hint.setWordWrap(True)
        layout = column(hint, flow(self._new), gap=SMALL)
        layout.addWidget(self._columns, 1)
        self.setLayout(layout)
        self._tell(_("Neues Synonym"), "", _("Synonym anlegen"), is_own=True)

    def _tell(self, title: str, source: str, save: str, *, is_own: bool) -> None:
        self._title.setText(title)
        self._source.setText(source)
        self._source.setVisible(bool(source))
        self._save.setText(save)
        self._save.setVisible(is_own)
        self.form.setVisible(is_own)
        self._remove.setVisible(is_own and self._one is not None)

    @Slot(object)
    def _point(self, one: Entry | None) -> None:
        if one is None or one == self._one:
            return
        self._one = one
        words = " · ".join(one.group.words)
        self._tell(words, source_words(one), _("Synonym speichern"), is_own=one.source is Source.AGENCY)
        self.form.show_words(one.group.words)

    @Slot(object)
    def _enter(self, _one: object) -> None:
        self._columns.reveal(_PANEL)
        self.form.setFocus()

    @Slot()
    def _want_saved(self) -> None:
        if self._one is None:
            self.added.emit(self.form.words())
        elif self._one.id:
            self.changed.emit(self._one, self.form.words())

    @Slot()
    def _want_removed(self) -> None:
        if self._one is not None and self._one.id:
            self.removed.emit(self._one)


def _lines(entries: Sequence[Entry]) -> tuple[Row, ...]:
    return tuple(map(entry_line, entries))
