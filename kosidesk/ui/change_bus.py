"""Tells the screens what was written, so that none of them must know another."""

from PySide6.QtCore import QObject, Signal


class ChangeBus(QObject):
    """Whoever has written emits the `Changes`; whoever shows such records listens."""

    changed = Signal(object)
