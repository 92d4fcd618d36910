"""Backups are made, brought back and checked from the terminal."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import update

from kosidesk.domain import finding
from kosidesk.server import demo_stock, settings, words
from kosidesk.server.context import Context, open_context
from kosidesk.server.identity import revoke, sessions
from kosidesk.server.identity.refusals import Denied, NoSuchCode
from kosidesk.server.identity.state import ACTIVE, REVOKED
from kosidesk.server.person import COUNSELLOR, DESK
from kosidesk.server.store import check
from kosidesk.server.store.ledger import Revoked, revocations
from kosidesk.server.store.tables import HEAD
from tests.server.commands.operator import Operator
from tests.server.identity.machines import Machine, code, enrolled, joined, ticket
from tests.server.identity.offices import JON, MARA, NOW

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


@pytest.mark.parametrize("name", ["erasures", "revocations"])
def test_without_its_ledgers_nothing_is_brought_back(stocked: Operator, name: str) -> None:
    made = stocked.asks("backup")
    (stocked.folder / "ledger" / name).unlink()
    assert f"Verzeichnis {name} fehlt" in stocked.hears("restore", made["file"])


def test_who_was_barred_stays_barred(stocked: Operator) -> None:
    with _context(stocked) as context:
        machine = enrolled(context.office, MARA, COUNSELLOR, DESK, "")
        joined(machine, JON)
    made = stocked.asks("backup")
    stocked.types("revoke", machine.id)
    stocked.types("revoke", "--account", MARA)

    stocked.types("restore", made["file"])

    assert [one["state"] for one in stocked.asks("desks")] == [REVOKED]
    states = {one["counsellor"]: one["state"] for one in stocked.asks("accounts")}
    assert states == {MARA: REVOKED, JON: ACTIVE}


def test_a_restore_ends_every_code_and_every_session(stocked: Operator) -> None:
    with _context(stocked) as context:
        machine = enrolled(context.office, MARA, COUNSELLOR, DESK, "")
        token = machine.log_in(MARA).token
        code_ = code(context.office, ticket())
    made = stocked.asks("backup")

    stocked.types("restore", made["file"])

    with _context(stocked) as context, context.store.looking() as connection, pytest.raises(Denied):
        sessions.person(connection, token, NOW)
    with _context(stocked) as context, pytest.raises(NoSuchCode):
        Machine(context.office).enrol(code_)


def test_revocations_the_ledger_does_not_know_are_added_from_the_database(stocked: Operator) -> None:
    with _context(stocked) as context:
        machine = enrolled(context.office, MARA, COUNSELLOR, DESK, "")
        with context.store.transaction() as connection:
            revoke.revoke_device(connection, machine.id)

    stocked.asks("desks")

    known = revocations(stocked.folder / "ledger" / "revocations").read()
    assert known == [Revoked(revoke.DEVICE, machine.id)]


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


@contextmanager
def _context(operator: Operator) -> Iterator[Context]:
    context = open_context(settings.load(operator.folder), lambda: NOW)
    yield context
    context.close()


def _epochs(folder: Path) -> list[str]:
    context = open_context(settings.load(folder))
    try:
        with context.store.reading() as books:
            return [epoch.name for epoch in books.lineage()]
    finally:
        context.close()
