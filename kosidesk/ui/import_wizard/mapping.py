"""Asks what the columns of a foreign table mean, with the guess already chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLineEdit, QWidget

from kosidesk.i18n import _
from kosidesk.services import imports, words
from kosidesk.services.imports import Glance
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.choice_box import ChoiceBox
from kosidesk.ui.kit.forms import field, form
from kosidesk.ui.kit.heads import ScreenHead
from kosidesk.ui.kit.labels import Notice
from kosidesk.ui.kit.layouts import column, scrolling
from kosidesk.ui.theme import LARGE, MEDIUM, SMALL

_EXAMPLES, _EXAMPLE = 3, 60
_TITLE = "offer.title"


class MappingPage(QWidget):
    """`explained` carries the source's name and a mapping of column to target."""

    explained = Signal(str, object)
    skipped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._targets = _targets(self)
        self._combos: dict[str, ChoiceBox] = {}
        self._skip = Button(_("Diese Datei auslassen"), self)
        self._go = Button(_("Weiter zur Vorschau"), self, kind="primary")
        self._head = ScreenHead(_("Was bedeuten die Spalten?"), self, self._skip, self._go)
        self._wrong = Notice(self)
        self._source = QLineEdit(self)
        self._columns = QWidget()
        asking = form()
        hint = _("Wie die Quelle heißen soll. Ein neuer Import derselben Quelle ändert dann ihre Angebote.")
        self._source_remark = field(asking, _("Quelle"), self._source, hint)
        self._asked = column(asking, self._columns, None, gap=MEDIUM)
        self._asked.setContentsMargins(0, 0, SMALL, 0)
        content = QWidget()
        content.setLayout(self._asked)
        layout = column(self._head, self._wrong, gap=MEDIUM, margin=LARGE)
        layout.addWidget(scrolling(content, self), 1)
        self.setLayout(layout)
        self._skip.clicked.connect(self.skipped)
        self._go.clicked.connect(self._explain)

    def show_table(self, file: str, glance: Glance) -> None:
        self._head.say(
            _("{file} ist eine Tabelle, die KosiDesk noch nicht kennt. Die Antwort wird gemerkt.").format(
                file=file
            )
        )
        self._wrong.say("")
        self._source_remark.say("")
        self._source.setText(file.rpartition(".")[0] or file)
        self._ask_columns(glance)
        self._source.setFocus()
        self._source.selectAll()

    def _ask_columns(self, glance: Glance) -> None:
        asked, layout = QWidget(self), form()
        layout.setContentsMargins(0, 0, 0, 0)
        self._combos = {name: self._combo(glance.guess.get(name, ""), asked) for name in glance.columns}
        for place, (name, combo) in enumerate(self._combos.items()):
            field(layout, name, combo).note(_examples(glance.rows, place))
        asked.setLayout(layout)
        self._asked.replaceWidget(self._columns, asked)
        asked.show()
        self._columns.hide()
        self._columns.deleteLater()
        self._columns = asked

    def _combo(self, guess: str, parent: QWidget) -> ChoiceBox:
        combo = ChoiceBox(parent)
        combo.setModel(self._targets)
        combo.widen()
        combo.setCurrentIndex(max(0, combo.findData(guess)))
        return combo

    @Slot()
    def _explain(self) -> None:
        chosen = {name: combo.currentData() for name, combo in self._combos.items() if combo.currentData()}
        complaint = complain(tuple(chosen.values()))
        self._wrong.say(complaint)
        named = bool(self._source.text().strip())
        self._source_remark.say("" if named else _("Bitte der Quelle einen Namen geben."))
        if named and not complaint:
            self.explained.emit(self._source.text(), chosen)


def complain(targets: Sequence[str]) -> str:
    """Why a table cannot be read by these meanings; "" if it can."""
    if _TITLE not in targets:
        return _("Eine Spalte muss der Titel des Angebots sein. Ohne ihn ist kein Angebot zu erkennen.")
    twice = next((target for target in targets if targets.count(target) > 1), "")
    if twice:
        said = _("„{target}“ ist zweimal gewählt. Bitte bei einer der Spalten etwas anderes wählen.")
        return said.format(target=words.target_name(twice))
    return ""


def _targets(parent: QWidget) -> QStandardItemModel:
    """What a column can mean; a wide table has a hundred of them, which all show this one list."""
    model = QStandardItemModel(parent)
    named = ((words.target_name(target), target) for target in imports.TARGETS)
    for name, target in ((_("– nicht übernehmen –"), ""), *named):
        item = QStandardItem(name)
        item.setData(target, Qt.ItemDataRole.UserRole)
        model.appendRow(item)
    return model


def _examples(rows: Sequence[Sequence[str]], place: int) -> str:
    """The first values of a column, so that one sees what it is about."""
    cells = (" ".join(row[place].split()) for row in rows if place < len(row))
    shown = list(dict.fromkeys(cell[:_EXAMPLE] for cell in cells if cell))[:_EXAMPLES]
    return _("z. B. {examples}").format(examples=" | ".join(shown)) if shown else _("(immer leer)")
