"""The application speaks German, and throws widgets away on its own thread."""

import gc
import subprocess
import sys

import pytest
from PySide6.QtCore import QCoreApplication, QLocale

from kosidesk import i18n
from kosidesk.settings import Settings
from kosidesk.ui.application import Application

THREADS = """
import gc, threading
from PySide6.QtCore import QObject, QTimer
from kosidesk.ui.application import Application

died_in = set()

class Leaf(QObject):
    def __init__(self):
        super().__init__()
        self.me = self
    def __del__(self):
        died_in.add(threading.get_ident())

application = Application()
assert gc.get_freeze_count() > 10_000, "what the program consists of is left alone"
for _ in range(50):
    Leaf()
kept = []
worker = threading.Thread(target=lambda: kept.extend([n] for n in range(300_000)))
worker.start()
worker.join()
assert not died_in, "collected while a thread was allocating"
QTimer.singleShot(1500, application.quit)
application.exec()
assert died_in == {threading.get_ident()}, died_in
assert gc.isenabled(), "Python collects again when the window is gone"
"""


def test_widgets_die_on_the_thread_that_owns_them() -> None:
    done = subprocess.run([sys.executable, "-c", THREADS], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_running_application_has_taken_over_the_collector(qapp: Application) -> None:
    garbage: list[object] = []
    garbage.append(garbage)
    for _ in range(gc.get_threshold()[0] + 100):
        garbage.append([])  # noqa: PERF401 - each one must be counted by the collector
    before = gc.get_count()[0]
    qapp._collect()
    assert gc.get_count()[0] < before


@pytest.mark.parametrize(("language", "words"), [("de", "Abbrechen"), ("en", "Cancel")])
def test_qt_speaks_the_same_language(language: str, words: str, qapp: Application) -> None:
    qapp.use(Settings(language=language))
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == words
    assert QLocale().name().startswith(language)
    assert i18n.language() == language
    qapp.use(Settings())


def test_nothing_heavy_stands_before_the_first_window() -> None:
    asked = "import sys, kosidesk.ui.application, kosidesk.ui.unlock.screen; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    heavy = {"sqlalchemy", "sqlcipher3", "reportlab", "babel", "msgspec", "tomlkit", "cryptography", "nh3"}
    assert heavy.isdisjoint(done.stdout.split())
