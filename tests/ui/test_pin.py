"""Guards the upper bound of PySide6 in pyproject.toml: 6.12 loses a reference to None with each call."""

import subprocess
import sys

CALLS = 20_000
PROGRAM = f"""
import sys
from PySide6.QtWidgets import QApplication
application = QApplication(["pin", "-platform", "offscreen"])
before = sys.getrefcount(None)
for _ in range({CALLS}):
    QApplication.processEvents()
print(sys.getrefcount(None) - before)
"""


def test_twenty_thousand_calls_into_qt_use_up_no_references_to_none() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert abs(int(done.stdout)) < 100
