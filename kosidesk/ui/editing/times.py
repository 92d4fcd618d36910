"""The lines under a text about time that say what was read of it and is in no field yet."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kosidesk.i18n import N_, _
from kosidesk.services import words
from kosidesk.services.time_suggestions import Suggestion
from kosidesk.services.words.times import time_read
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.keys import Key
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column, row
from kosidesk.ui.theme import TINY

TAKE = Key("F6", N_("Zeiten aus dem Text in die Felder übernehmen"))


class TimeLines(QWidget):
    """Nothing is taken over before somebody wants it."""

    take_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = PlainLabel("", self, wrap=True)
        self._take = Button(_("Übernehmen ({key})").format(key=TAKE.name()), self, kind="link")
        self._left = PlainLabel("", self, role="meta", wrap=True)
        self._against = PlainLabel("", self, role="meta", wrap=True)
        line = row(gap=TINY)
        line.addWidget(self._said, 1)
        line.addWidget(self._take)
        self.setLayout(column(line, self._left, self._against, gap=TINY))
        self._take.clicked.connect(self.take_wanted)
        self.hide()

    def show_suggestion(self, found: Suggestion) -> None:
        """One without values and contradictions takes the lines away."""
        times = time_read(found.more)
        self._take.setAccessibleName(_("Übernehmen: {times}").format(times=times))
        read_from = _("Gelesen aus: {quotes}").format(quotes=_quoted(found.read_from))
        self._said.setToolTip(read_from)
        self._take.setAccessibleDescription(read_from)
        self._say(self._said, _("Aus dem Text gelesen: {times}.").format(times=times) if times else "")
        self._take.setVisible(bool(times))
        left = _("Nicht gelesen: {quotes}").format(quotes=_quoted(found.left))
        self._say(self._left, left if times and found.left else "")
        named = ", ".join(map(words.field_name, found.against))
        against = _("Die Felder sagen etwas anderes als der Text. Bitte vergleichen: {fields}")
        self._say(self._against, against.format(fields=named) if named else "")
        self.setVisible(bool(times or named))

    @staticmethod
    def _say(label: PlainLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))


def _quoted(texts: tuple[str, ...]) -> str:
    return ", ".join(_("„{text}“").format(text=" ".join(text.split())) for text in texts)
