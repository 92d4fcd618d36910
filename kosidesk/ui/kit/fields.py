"""Fields for what may be unknown: a day, a number. Empty means unknown."""

from datetime import date, datetime

from PySide6.QtWidgets import QLineEdit, QWidget

from kosidesk.i18n import GERMAN, _, short_day

_WAYS = ("%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d")
_DIGITS = 9


class DayField(QLineEdit):
    """A day as Germans write it, 21.11.2026, whatever the window speaks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(_("TT.MM.JJJJ"))

    def show_day(self, day: date | None) -> None:
        self.setText(shown_day(day) if day else "")

    def day(self) -> date | None:
        """None if the field is empty, or `is_wrong`."""
        return parse_day(self.text().strip())

    def is_wrong(self) -> bool:
        return bool(self.text().strip()) and self.day() is None


class NumberField(QLineEdit):
    """A whole number, not below zero, of no more digits than a desk can keep."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(_DIGITS)

    def show_number(self, value: int | None) -> None:
        self.setText("" if value is None else str(value))

    def number(self) -> int | None:
        """None if the field is empty, or `is_wrong`."""
        typed = self.text().strip()
        return int(typed) if typed.isascii() and typed.isdigit() else None

    def is_wrong(self) -> bool:
        return bool(self.text().strip()) and self.number() is None


def shown_day(day: date) -> str:
    """As `parse_day` reads it."""
    return short_day(day, GERMAN)


def parse_day(typed: str) -> date | None:
    """None for what is no day."""
    for way in _WAYS:
        try:
            return datetime.strptime(typed, way).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
