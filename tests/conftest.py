"""What holds for every test: nothing logged by surprise, no socket, no thread or child left behind."""

import importlib.util
import logging
import multiprocessing
import socket
import threading
from collections.abc import Iterator
from typing import Any, NoReturn

import pytest
from hypothesis import settings

HAS_WINDOW_LIBRARY = importlib.util.find_spec("PySide6") is not None
collect_ignore = [] if HAS_WINDOW_LIBRARY else ["ui"]

# No test judges time: a busy machine would fail it.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

PATIENCE = 2.0  # seconds a thread or child that was told to stop may take


def pytest_addoption(parser: pytest.Parser) -> None:
    """pytest-qt is not there where the window's library is not; its settings in pyproject.toml still are."""
    if importlib.util.find_spec("pytestqt") is None:
        for setting in ("qt_api", "qt_log_level_fail", "qt_log_ignore"):
            parser.addini(setting, "read by pytest-qt", type="linelist" if "ignore" in setting else "string")


class _Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def warnings_in_log(request: pytest.FixtureRequest) -> Iterator[list[logging.LogRecord]]:
    """Fails a test that logs a warning or worse without having asked for `expected_log`."""
    kept = _Kept()
    logging.getLogger().addHandler(kept)
    yield kept.records
    logging.getLogger().removeHandler(kept)
    if "expected_log" not in request.fixturenames:
        said = [record.getMessage() for record in kept.records]
        assert not said, f"logged by surprise: {said}"


@pytest.fixture
def expected_log(warnings_in_log: list[logging.LogRecord]) -> Iterator[list[logging.LogRecord]]:
    """The records logged so far; a test that asks for it must get at least one."""
    yield warnings_in_log
    assert warnings_in_log, "a warning was expected in the log, and none came"


@pytest.fixture(autouse=True)
def no_sockets(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets a test connect to this machine's own files only, unless it asks for `sockets`."""
    if "sockets" in request.fixturenames:
        return
    connect = socket.socket.connect

    def connect_locally(self: socket.socket, address: Any) -> None:
        if self.family != getattr(socket, "AF_UNIX", None):
            _refuse(address)
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect_locally)
    monkeypatch.setattr(socket.socket, "connect_ex", _refuse)
    monkeypatch.setattr(socket, "getaddrinfo", _refuse)


def _refuse(*where: object) -> NoReturn:
    pytest.fail(f"a test reached for the network: {where}")


@pytest.fixture
def sockets() -> None:
    """Asked for by a test that talks to a server of its own on this machine."""


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    """Fails a test that leaves a thread or a child process behind."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before]
    for thread in left:
        thread.join(PATIENCE)
    threads = [thread.name for thread in left if thread.is_alive()]
    children = [child.name for child in multiprocessing.active_children()]
    assert not threads, f"threads still run: {threads}"
    assert not children, f"child processes still run: {children}"
