"""A shortlist the client brought: a link, a mail, numbers."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFormLayout, QWidget

from kosidesk.i18n import N_, _
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.forms import field, form
from kosidesk.ui.kit.keys import Key
from kosidesk.ui.kit.layouts import column, row
from kosidesk.ui.kit.paragraph import ParagraphField
from kosidesk.ui.theme import SMALL

PASTE = Key("F6", N_("Merkliste aus der Zwischenablage einfügen"))
_LINES = 2


class Pasting(QWidget):
    """`pasted` carries the text."""

    pasted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ParagraphField(_LINES, self)
        self._text.setPlaceholderText(_("Link, E-Mail oder Nummern"))
        self._take = Button(_("Merkliste einfügen"), self, icon="pick")
        layout = form()
        layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        hint = _("Link der Karte, E-Mail oder Nummern; auch mit F6 aus der Zwischenablage.")
        self._remark = field(layout, _("Mitgebrachte Merkliste"), self._text, hint)
        self.setLayout(column(layout, row(self._take, None), gap=SMALL))
        self._take.clicked.connect(self.paste)

    def say_pasted(self, sentence: str) -> None:
        """What became of it; the field is then free for the next one."""
        self._remark.note(sentence)
        self._text.clear()

    def forget(self) -> None:
        """Another client sits here now."""
        self.say_pasted("")

    @Slot()
    def paste(self) -> None:
        """Takes what stands in the field, or else what was copied elsewhere."""
        self.pasted.emit(self._text.toPlainText() or QGuiApplication.clipboard().text())
