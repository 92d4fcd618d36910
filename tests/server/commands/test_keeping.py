"""Backups are made, brought back and checked from the terminal."""

import json
import socket
from pathlib import Path

import pytest
from sqlalchemy import update

from kosidesk.domain import finding
from kosidesk.server import demo_stock, settings, words
from kosidesk.server.context import open_context
from kosidesk.server.store import check
from kosidesk.server.store.tables import HEAD
from tests.server.commands.operator import Operator

pytestmark = pytest.mark.usefixtures("sockets")


@pytest.fixture
def stocked(operator: Operator) -> Operator:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    operator.types("init", "--agency", "Agentur Musterstadt", "--host", "127.0.0.1", "--port", port)
    context = open_context(settings.load(operator.folder))
    with context.store.writing() as books:
        demo_stock.hand_in(books, context.now())
    context.close()
    return operator


def test_a_backup_comes_back_in_another_epoch(stocked: Operator) -> None:
    made = stocked.asks("backup")
    before = _epochs(stocked.folder)

    said = stocked.asks("restore", made["file"])

    assert (said["head"], said["erased_again"]) == (made["head"], 0)
    assert _epochs(stocked.folder)[: len(before)] == before
    assert len(_epochs(stocked.folder)) == len(before) + 1
    assert stocked.asks("check") == {"whole": True, "findings": [], "quarantined": 0}


def test_nothing_is_brought_back_under_a_running_server(stocked: Operator) -> None:
    made = stocked.asks("backup")
    found = settings.load(stocked.folder)
    with socket.create_server((found.address, found.port)):
        assert "kann der Server nicht lauschen" in stocked.hears("restore", made["file"])
    assert len(_epochs(stocked.folder)) == 1


def test_without_the_ledger_nothing_is_brought_back(stocked: Operator) -> None:
    made = stocked.asks("backup")
    (stocked.folder / "ledger" / "erasures").unlink()
    assert "Verzeichnis der Löschungen" in stocked.hears("restore", made["file"])


def test_an_older_file_put_back_by_hand_is_noticed(stocked: Operator) -> None:
    known = stocked.folder / "ledger" / "erasures.head"
    place, tag = json.loads(known.read_bytes())
    known.write_text(json.dumps([place + 1, tag]), "utf-8")
    assert "ältere Kopie" in stocked.hears("desks")


def test_what_is_no_backup_is_refused(stocked: Operator, tmp_path: Path) -> None:
    (tmp_path / "picture.jpg").write_bytes(b"x")
    assert "keine Sicherung" in stocked.hears("restore", str(tmp_path / "picture.jpg"))


def test_what_is_wrong_is_told_line_by_line(stocked: Operator) -> None:
    context = open_context(settings.load(stocked.folder))
    with context.store.transaction() as connection:
        connection.execute(update(HEAD).values(tag="another"))
    context.close()
    (stocked.folder / "ledger" / "erasures.head").unlink()
    assert stocked.code("check") == 1
    said = stocked.capsys.readouterr()
    assert "Der Verlauf endet nicht" in said.out
    assert "1 Mangel" in said.err


def test_every_finding_has_a_sentence() -> None:
    codes = (finding.FILE, check.BODY, check.PLACE, check.PART, check.TWOFOLD, check.TAG)
    assert all(words.finding(finding.Finding(code, "offer", "1")) for code in codes)


def _epochs(folder: Path) -> list[str]:
    context = open_context(settings.load(folder))
    try:
        with context.store.reading() as books:
            return [epoch.name for epoch in books.lineage()]
    finally:
        context.close()
