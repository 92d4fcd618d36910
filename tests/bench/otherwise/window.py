"""What any window of Qt with a field and a button costs."""

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from tests.bench.meter import Meter, Numbers, cold


class Window(QWidget):
    """Says when it was painted."""

    painted = False

    def paintEvent(self, _event: object) -> None:  # noqa: N802 - Qt's name
        if not self.painted:
            self.painted = True
            QTimer.singleShot(0, QApplication.quit)


def measure(_folder: Path, _size: int, meter: Meter) -> Numbers:
    application = QApplication([])
    window = Window()
    layout = QVBoxLayout(window)
    for part in (QLabel("Passphrase"), QLineEdit(), QPushButton("Öffnen")):
        layout.addWidget(part)
    window.resize(1366, 768)
    window.show()
    application.exec()
    return cold(meter.since_start())
