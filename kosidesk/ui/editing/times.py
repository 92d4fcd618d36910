"""The lines under a text about time that say what was read of it and is in no field yet."""

from collections.abc import Iterator

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
        self._notes = PlainLabel("", self, role="meta", wrap=True)
        line = row(gap=TINY)
        line.addWidget(self._said, 1)
        line.addWidget(self._take)
        self.setLayout(column(line, self._notes, gap=TINY))
        self._take.clicked.connect(self.take_wanted)
        self.hide()

    def show_suggestion(self, found: Suggestion) -> None:
        """One without values and contradictions takes the lines away."""
        times, notes = time_read(found.more), "\n".join(_notes(found))
        read_from = _("Gelesen aus: {quotes}").format(quotes=_quoted(found.read_from))
        self._said.setText(_("Aus dem Text gelesen: {times}.").format(times=times))
        self._said.setToolTip(read_from)
        self._take.setAccessibleName(_("Übernehmen: {times}").format(times=times))
        self._take.setAccessibleDescription(read_from)
        self._notes.setText(notes)
        for part in (self._said, self._take):
            part.setVisible(bool(times))
        self._notes.setVisible(bool(notes))
        self.setVisible(bool(times or notes))


def _notes(found: Suggestion) -> Iterator[str]:
    """What was left of a text that was read, and which fields say something else."""
    if found.values and found.left:
        yield _("Nicht gelesen: {quotes}").format(quotes=_quoted(found.left))
    if found.against:
        fields = ", ".join(map(words.field_name, found.against))
        yield _("Die Felder sagen etwas anderes als der Text. Bitte vergleichen: {fields}").format(
            fields=fields
        )


def _quoted(texts: tuple[str, ...]) -> str:
    return ", ".join(_("„{text}“").format(text=" ".join(text.split())) for text in texts)
