"""Buttons: one primary per screen, everything else is quiet."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from kosidesk.ui import theme
from kosidesk.ui.kit.icons import icon

_ICON = 20


class Button(QPushButton):
    """A button with words.

    `kind` is one of quiet, primary, plain, fold, link, status, danger, tab, chip, choice.
    """

    def __init__(
        self, text: str, parent: QWidget | None = None, *, kind: str = "quiet", icon: str = ""
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self.setText(text)
        self.setProperty("kind", kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # Enter works on every button, not only in dialogs.
        self.setAutoDefault(True)
        self._draw()

    def setText(self, text: str) -> None:
        """Takes "&" as it is; a name such as "Bildung & Lernen" must not become a key."""
        super().setText(text.replace("&", "&&"))
        self.setAccessibleName(text)

    def show_icon(self, name: str) -> None:
        """Without a name, none."""
        self._icon_name = name
        if name:
            self._draw()
        else:
            self.setIcon(QIcon())

    def sizeHint(self) -> QSize:
        """Leaves room for the bold words of a checked button."""
        hint = super().sizeHint()
        if self.isCheckable():
            bold = QFont(self.font())
            bold.setBold(True)
            bold_width = QFontMetrics(bold).horizontalAdvance(self.text())
            more = max(0, bold_width - self.fontMetrics().horizontalAdvance(self.text()))
            # A tab's bold words beside an icon are centred as if they were not bold: they need it twice.
            sides = 2 if self._icon_name and self.property("kind") == "tab" else 1
            hint.setWidth(hint.width() + sides * more)
        return hint

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _NEW_LOOK:
            self._draw()

    def _draw(self) -> None:
        if self._icon_name:
            colours = theme.look().colours
            colour = colours.on_accent if self.is_filled() else colours.text
            self.setIcon(icon(self._icon_name, QColor(colour)))
            self.setIconSize(icon_size())

    def is_filled(self) -> bool:
        """Whether its ground has the accent's colour."""
        return bool(self.property("kind") == "primary")


class IconButton(QToolButton):
    """A button without words; `name` is what a screen reader and the tool tip say."""

    def __init__(
        self, icon: str, name: str, parent: QWidget | None = None, *, checkable: bool = False
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self.setProperty("kind", "toggle" if checkable else "icon")
        self.setCheckable(checkable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_as(icon, name)

    def show_as(self, icon: str, name: str) -> None:
        self._icon_name = icon
        self.setAccessibleName(name)
        self.setToolTip(name)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _NEW_LOOK:
            self._draw()

    def _draw(self) -> None:
        colours = theme.look().colours
        self.setIcon(icon(self._icon_name, QColor(colours.text), QColor(colours.on_accent)))
        self.setIconSize(icon_size())


_NEW_LOOK = (QEvent.Type.PaletteChange, QEvent.Type.StyleChange, QEvent.Type.FontChange)


def icon_size() -> QSize:
    side = theme.look().pixels(_ICON)
    return QSize(side, side)
