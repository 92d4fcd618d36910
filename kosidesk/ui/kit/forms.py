"""Input fields whose label is also what a screen reader says."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QSizePolicy, QWidget

from kosidesk.ui.kit.labels import Notice, PlainLabel
from kosidesk.ui.theme import MEDIUM, SMALL


class Remark(Notice):
    """The sentence under a field that says what is wrong with it; hidden while nothing is."""

    def __init__(self, field: QWidget, hint: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._field, self._hint = field, hint
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)  # a new policy forgets that the words wrap
        self.setSizePolicy(policy)

    def say(self, text: str) -> None:
        """What is wrong; an empty text takes the remark back."""
        self._put(text, wrong=bool(text))

    def note(self, text: str) -> None:
        """What is worth knowing while nothing is wrong."""
        self._put(text, wrong=False)

    def _put(self, text: str, *, wrong: bool) -> None:
        super().say(text)
        self._field.setAccessibleDescription(text or self._hint)
        self._field.setProperty("wrong", wrong)
        self.setProperty("role", "wrong" if wrong else "meta")
        for widget in (self._field, self):
            widget.style().polish(widget)


def form(parent: QWidget | None = None) -> QFormLayout:
    """Labels stand above their fields where the width does not suffice for both."""
    layout = QFormLayout(parent)
    layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    layout.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
    layout.setHorizontalSpacing(MEDIUM)
    layout.setVerticalSpacing(SMALL)
    return layout


def field(layout: QFormLayout, label: str, widget: QWidget, hint: str = "") -> Remark:
    """Adds a row; the only way to make an input. The hint is the tool tip and is spoken."""
    shown = PlainLabel(label.replace("&", "&&"), layout.parentWidget())
    shown.setBuddy(widget)
    layout.addRow(shown, widget)
    # Qt takes the spoken name from the label's text, "&&" and all; containers do not hand it on.
    widget.setAccessibleName(label)
    widget.setAccessibleDescription(hint)
    widget.setToolTip(hint)
    remark = Remark(widget, hint, layout.parentWidget())
    layout.setWidget(layout.rowCount(), QFormLayout.ItemRole.FieldRole, remark)
    return remark
