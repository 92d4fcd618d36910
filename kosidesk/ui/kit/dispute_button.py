"""Says on a record how much about it waits for a decision, and leads there."""

from PySide6.QtWidgets import QWidget

from kosidesk.i18n import ngettext, number
from kosidesk.ui.kit.buttons import Button


class DisputeButton(Button):
    """Hidden while there is nothing to decide."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent, icon="warning")
        self.hide()

    def show_count(self, count: int) -> None:
        said = ngettext("{count} Widerspruch klären", "{count} Widersprüche klären", count)
        self.setText(said.format(count=number(count)))
        self.setVisible(count > 0)
