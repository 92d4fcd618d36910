"""What holds for every test of the window: no screen is needed, and no widget or timer outlives its test."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is imported for the first time

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from kosidesk.services.desk import Desk
from kosidesk.ui.application import Application
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.tasks import Tasks
from tests.desks import make_desk


@pytest.fixture(scope="session")
def qapp_cls() -> type[Application]:
    """Every test sees the window in its own clothes."""
    return Application


@pytest.fixture(autouse=True)
def nothing_left_on_screen(qapp: QApplication) -> Iterator[None]:
    """Fails a test that leaves a window or a running timer behind.

    The collector rests while a test runs, for it destroys widgets in whatever thread it happens to start in;
    what was there before the test is frozen, so that collecting afterwards is quick.
    """
    gc.collect()
    gc.freeze()
    gc.disable()
    windows, timers = set(_windows(qapp)), set(_running_timers(qapp))
    yield
    gc.enable()
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left_windows = [
        f"{type(window).__name__} {window.windowTitle()!r}" for window in _windows(qapp) - windows
    ]
    left_timers = [f"{timer.interval()} ms of {timer.parent()}" for timer in _running_timers(qapp) - timers]
    gc.unfreeze()
    assert not left_windows, f"windows survived: {left_windows}"
    assert not left_timers, f"timers still run: {left_timers}"


def _windows(qapp: QApplication) -> set[QWidget]:
    return {window for window in qapp.topLevelWidgets() if window.metaObject().className() != "QTipLabel"}


def _running_timers(qapp: QApplication) -> set[QTimer]:
    """Timers of the application, and those Python made; Qt's own are part of a widget and go with it."""
    made_here = [found for found in gc.get_objects() if isinstance(found, QTimer)]
    known = {timer for timer in [*qapp.findChildren(QTimer), *made_here] if shiboken6.isValid(timer)}
    return {timer for timer in known if timer.isActive()}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An open desk without offers."""
    made = make_desk(tmp_path)
    yield made
    made.database.close()


@pytest.fixture
def tasks(desk: Desk) -> Iterator[Tasks]:
    """Lanes that are closed before the desk is."""
    lanes = Tasks()
    yield lanes
    lanes.close()


@pytest.fixture
def bus() -> ChangeBus:
    return ChangeBus()
