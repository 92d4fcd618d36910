"""Terminals with and without a desk."""

import shutil
from pathlib import Path

import pytest

from kosidesk.services import imports, vault
from kosidesk.services.vault import NewDesk
from kosidesk.settings import Settings
from tests.feeds import Paths, write_feed
from tests.terminals import PASSPHRASE, Terminal


@pytest.fixture(scope="session")
def feeds(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """Twelve offers, nothing odd about them."""
    return write_feed(tmp_path_factory.mktemp("feeds"), offers=12, traps=())


@pytest.fixture(scope="session")
def empty_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("empty") / "desk"
    vault.create(folder, NewDesk("", "wuppertal", "Mara", PASSPHRASE), Settings()).close()
    return folder


@pytest.fixture(scope="session")
def stocked_desk(tmp_path_factory: pytest.TempPathFactory, empty_desk: Path, feeds: Paths) -> Path:
    folder = tmp_path_factory.mktemp("stocked") / "desk"
    shutil.copytree(empty_desk, folder)
    with vault.opened(folder, PASSPHRASE, Settings()) as opened:
        for file in (feeds.list_xml, feeds.detail_xml):
            imports.take_over(opened.desk, imports.look(opened.desk, file))
    return folder


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """No desk yet."""
    return Terminal(tmp_path / "home", monkeypatch, capsys)


@pytest.fixture
def desk(terminal: Terminal, empty_desk: Path) -> Terminal:
    """A terminal with an empty desk."""
    shutil.copytree(empty_desk, terminal.folder)
    return terminal


@pytest.fixture
def stocked(terminal: Terminal, stocked_desk: Path) -> Terminal:
    """A terminal whose desk holds the twelve offers of `feeds`."""
    shutil.copytree(stocked_desk, terminal.folder)
    return terminal
