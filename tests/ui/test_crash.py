"""A bug is logged and told once, and neither log nor sentence holds what it was about."""

import logging
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from kosidesk.ui.crash import CrashHook


def crash(hook: CrashHook) -> None:
    try:
        int("Erika Musterfrau")
    except ValueError as error:
        hook.take(type(error), error, error.__traceback__)


def test_a_bug_is_told_once(qapp: QObject, expected_log: list[logging.LogRecord]) -> None:
    hook, told = CrashHook(Path("kosidesk.log"), qapp), []
    hook.happened.connect(told.append)
    crash(hook)
    crash(hook)
    assert len(told) == 1
    assert "kosidesk.log" in told[0]
    assert "Erika" not in told[0]
    assert len(expected_log) == 2
    hook.deleteLater()


def test_the_hook_takes_the_place_of_pythons(qapp: QObject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    hook = CrashHook(Path("kosidesk.log"), qapp)
    hook.install()
    assert sys.excepthook == hook.take
    hook.deleteLater()
