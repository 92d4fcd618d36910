"""The guards of the window's tests are shown what they are there for."""

from pathlib import Path

import pytest

from tests import child_pytest

BREAKS = {
    "windows survived: [\"QWidget 'forgotten'\"]": """
        from PySide6.QtWidgets import QWidget
        kept = []
        def test_it():
            window = QWidget()
            window.setWindowTitle("forgotten")
            kept.append(window)
        """,
    "timers still run: ['70 ms": """
        from PySide6.QtCore import QTimer
        kept = []
        def test_it():
            timer = QTimer(interval=70)
            timer.start()
            kept.append(timer)
        """,
    "threads still run: ['desk_0']": """
        from concurrent.futures import ThreadPoolExecutor
        kept = []
        def test_it():
            lane = ThreadPoolExecutor(1, "desk")
            lane.submit(print).result()
            kept.append(lane)
        """,
    "KeyError: 'in a slot'": """
        from PySide6.QtCore import QTimer
        def test_it(qtbot):
            def fail():
                raise KeyError("in a slot")
            QTimer.singleShot(0, fail)
            qtbot.wait(20)
        """,
    "QtWarningMsg: a Qt warning": """
        from PySide6.QtCore import qWarning
        def test_it():
            qWarning("a Qt warning")
        """,
}
KEEPS = """
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QComboBox
        def test_it(qtbot):
            window = QComboBox()
            window.addItems(["Elberfeld", "Barmen"])
            qtbot.addWidget(window)
            QTimer(window, interval=5).start()
            with qtbot.waitExposed(window):
                window.show()
            window.showPopup()
"""


@pytest.mark.parametrize("complaint", BREAKS)
def test_a_test_that_breaks_a_rule_fails_with_its_reason(complaint: str, tmp_path: Path) -> None:
    done = _run(BREAKS[complaint], tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    assert complaint in done.stdout, done.stdout


def test_a_window_with_a_timer_of_its_own_may_go_with_the_test(tmp_path: Path) -> None:
    done = _run(KEEPS, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def _run(text: str, folder: Path) -> child_pytest.Done:
    return child_pytest.run(text.replace("\n        ", "\n"), folder, "tests.conftest", "tests.ui.conftest")
