"""What a file would change, before anything is changed."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kosidesk.i18n import _, number
from kosidesk.services.imports import Import
from kosidesk.ui.import_wizard.lines import Group, groups, summary
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.heads import ScreenHead
from kosidesk.ui.kit.labels import Notice, PlainLabel
from kosidesk.ui.kit.layouts import FlowLayout, column
from kosidesk.ui.kit.row import Row
from kosidesk.ui.kit.row_list import RowList
from kosidesk.ui.kit.row_model import PAGE, RowModel
from kosidesk.ui.tasks import Tasks
from kosidesk.ui.theme import LARGE, MEDIUM, TINY

_Entry = tuple[Group, int]
"""A list and a place in it."""


class PreviewPage(QWidget):
    """One list at a time; the words above it lead to the others."""

    taken = Signal()
    skipped = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: tuple[Group, ...] = ()
        self._tabs: list[Button] = []
        self._skip = Button(_("Nicht übernehmen"), self)
        self._take = Button(_("Übernehmen"), self, kind="primary", icon="check")
        self._head = ScreenHead("", self, self._skip, self._take)
        self._remark = Notice(self)
        self._summary = PlainLabel("", self, role="title", wrap=True)
        self._bar = FlowLayout(gap=TINY)
        self._rows: RowModel[_Entry] = RowModel(_rows, tasks, self)
        self._list = RowList(self._rows, _("Einträge der Datei"), self)
        layout = column(self._head, self._remark, self._summary, self._bar, gap=MEDIUM, margin=LARGE)
        layout.addWidget(self._list, 1)
        self.setLayout(layout)
        self._skip.clicked.connect(self.skipped)
        self._take.clicked.connect(self.taken)

    def show_import(self, looked: Import, remark: str) -> None:
        plan = looked.plan
        self._head.title.setText(_("Vorschau: {file}").format(file=plan.file))
        self._head.say(_("Noch ist nichts geändert. Quelle: {source}").format(source=plan.source))
        self._remark.say(remark)
        self._summary.setText(summary(plan))
        self._groups = groups(plan)
        self._lay_out_tabs()
        self._list.setVisible(bool(self._groups))
        if self._groups:
            self._choose(0)
        self._take.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out_tabs(self) -> None:
        for tab in self._tabs:
            self._bar.removeWidget(tab)
            tab.hide()
            tab.deleteLater()
        self._tabs = [self._tab(place, group) for place, group in enumerate(self._groups)]

    def _tab(self, place: int, group: Group) -> Button:
        words = _("{count} {name}").format(count=number(group.count), name=group.name)
        tab = Button(words, self, kind="tab")
        tab.setCheckable(True)
        tab.clicked.connect(partial(self._choose, place))
        self._bar.addWidget(tab)
        tab.show()
        return tab

    def _choose(self, place: int) -> None:
        for number_, tab in enumerate(self._tabs):
            tab.setChecked(number_ == place)
        group = self._groups[place]
        entries = tuple((group, number_) for number_ in range(group.count))
        self._rows.show(entries, _rows(entries[:PAGE]))
        self._list.scrollToTop()


def _rows(entries: tuple[_Entry, ...]) -> tuple[Row, ...]:
    """Runs in a thread, and is asked for a list that may no longer be the one in sight."""
    return tuple(group.row(number_) for group, number_ in entries)
