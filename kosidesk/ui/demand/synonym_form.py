"""Words that shall mean the same, and how many offers they would find together."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from kosidesk.domain.errors import Invalid
from kosidesk.i18n import _, ngettext, number
from kosidesk.ui.inputs.sets import SetInput
from kosidesk.ui.kit.forms import field, form
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column
from kosidesk.ui.theme import SMALL

_TYPING_MS = 250


class SynonymForm(QWidget):
    """`changed` carries the words there are now, once somebody has stopped typing."""

    changed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = SetInput((), self)
        hint = _("Wer eines dieser Wörter sucht, findet auch die anderen.")
        layout = form()
        self._remark = field(layout, _("Bedeuten dasselbe"), self._words, hint)
        self._preview = PlainLabel("", self, role="meta", wrap=True)
        self.setLayout(column(layout, self._preview, gap=SMALL))
        self.setFocusProxy(self._words)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._tell)
        self._words.changed.connect(self._begin)

    def words(self) -> tuple[str, ...]:
        value = self._words.value()
        return value if isinstance(value, tuple) else ()

    def show_words(self, words: Sequence[str]) -> None:
        self._words.show_value(tuple(words))
        self._remark.say("")
        self._tell()

    def suggest(self, vocabulary: Sequence[str]) -> None:
        self._words.suggest(vocabulary)

    def show_preview(self, words: tuple[str, ...], count: int) -> None:
        """Those of an older answer are not told."""
        if words == self.words():
            self._preview.setText(_found(words, count))

    def explain(self, error: Invalid) -> None:
        is_long = any(fault.code == "long" for fault in error.faults)
        self._remark.say(
            _("Ein Wort ist zu lang; mehr als 60 Zeichen sucht niemand.")
            if is_long
            else _("Bitte mindestens zwei verschiedene Wörter angeben, die dasselbe bedeuten.")
        )

    @Slot()
    def _begin(self) -> None:
        self._remark.say("")
        self._typing.start()

    @Slot()
    def _tell(self) -> None:
        self._typing.stop()
        self.changed.emit(self.words())


def _found(words: tuple[str, ...], count: int) -> str:
    if not words:
        return ""
    said = (
        ngettext("Findet dann {count} Angebot.", "Findet dann {count} Angebote.", count)
        if len(words) > 1
        else ngettext("Findet jetzt {count} Angebot.", "Findet jetzt {count} Angebote.", count)
    )
    return said.format(count=number(count))
