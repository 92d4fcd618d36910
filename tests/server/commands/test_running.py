"""Setting a server up, starting and stopping it, in processes of their own where it matters."""

import json
import os
import signal
import socket
from pathlib import Path

import pytest

from kosidesk.domain import errors as shared
from kosidesk.domain.errors import KosiError
from kosidesk.protocol.messages import Row
from kosidesk.server import demo_stock, errors, settings, words
from kosidesk.server.context import open_context
from kosidesk.server.store import errors as books
from tests import demo_records
from tests.server.commands.operator import PATIENCE_S, Operator, first_answer, health, process

NEEDS_MODES = pytest.mark.skipif(os.name != "posix", reason="Windows guards files by other means")


@pytest.mark.usefixtures("sockets")
def test_a_server_is_made_served_asked_and_stopped(operator: Operator) -> None:
    port = str(_free_port())
    made = operator.asks("init", "--agency", "Probe", "--host", "127.0.0.1", "--port", port)

    with process(operator.folder, "serve", "--json") as running:
        assert first_answer(running) == {"url": made["url"]}
        assert health(made["url"], made["fingerprint"])["status"] == "ok"
        running.send_signal(signal.SIGTERM)
        code, log = running.wait(PATIENCE_S), running.stderr.read() if running.stderr else ""

    assert code == 0
    events = [json.loads(line)["event"] for line in log.splitlines()]
    assert events == ["started", "request", "stopped"]


@pytest.mark.usefixtures("sockets")
def test_a_demo_prints_two_codes_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with process(tmp_path, "demo", "--json") as running:
        said = first_answer(running)
        assert len(set(said["codes"])) == 2
        assert health(said["url"], said["fingerprint"])["head_age"] is not None
    assert running.returncode == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("sockets")
def test_an_address_that_is_taken_is_said_so(operator: Operator) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        operator.types("init", "--agency", "Probe", "--host", "127.0.0.1", "--port", port)
        assert "kann der Server nicht lauschen" in operator.hears("serve")


@pytest.mark.usefixtures("sockets")
def test_several_processes_take_postgresql(operator: Operator) -> None:
    port = str(_free_port())
    operator.types("init", "--agency", "Probe", "--host", "127.0.0.1", "--port", port)
    assert operator.code("serve", "--workers", "2") == 1
    assert "PostgreSQL" in operator.capsys.readouterr().err


def test_an_interrupted_set_up_is_finished_by_the_next(founded: Operator) -> None:
    key = (founded.folder / "keys" / "database.key").read_bytes()
    (founded.folder / settings.FILE).unlink()
    founded.types("init", "--agency", "Probe", "--host", "localhost")
    assert (founded.folder / "keys" / "database.key").read_bytes() == key
    assert founded.asks("desks") == []


def test_a_second_set_up_changes_nothing(founded: Operator) -> None:
    before = (founded.folder / settings.FILE).read_bytes()
    assert "schon ein Server" in founded.hears("init", "--agency", "B", "--host", "b")
    assert (founded.folder / settings.FILE).read_bytes() == before


def test_behind_a_proxy_there_is_no_certificate_to_compare(operator: Operator) -> None:
    said = operator.asks("init", "--agency", "A", "--host", "kosi.example.org", "--behind-proxy")
    assert (said["url"], said["fingerprint"]) == ("https://kosi.example.org", "")
    assert not (operator.folder / "keys" / "certificate.pem").exists()
    assert settings.load(operator.folder).address == "127.0.0.1"


def test_backups_beside_the_key_are_refused_before_anything_is_made(operator: Operator) -> None:
    words_typed = ("init", "--agency", "A", "--host", "a", "--backups", str(operator.folder / "keys" / "b"))
    assert "liegt bei den Sicherungen" in operator.hears(*words_typed)
    assert not operator.folder.exists()


@NEEDS_MODES
def test_a_key_that_others_may_read_stops_every_command(founded: Operator) -> None:
    (founded.folder / "keys" / "database.key").chmod(0o644)
    for command in (("desks",), ("enrol", "x")):
        assert "chmod 600" in founded.hears(*command)


def test_a_folder_without_a_server_is_said_so(operator: Operator) -> None:
    assert "kein Server eingerichtet" in operator.hears("desks")


def test_the_demo_stock_is_taken_whole_and_is_of_today(founded: Operator) -> None:
    context = open_context(settings.load(founded.folder))
    now = context.now()
    with context.store.writing() as store:
        demo_stock.hand_in(store, now)
    with context.store.reading() as store:
        entries = store.after({"public": 0}, 10_000, whole=("public",))
    context.close()
    offers = [entry for entry in entries if isinstance(entry, Row) and entry.kind == "offer"]
    newest = max(str(offer.values["edited_on"]) for offer in offers)
    assert len(offers) == demo_records.OFFERS
    assert newest <= now.astimezone().date().isoformat()
    assert (now.astimezone().date() - demo_stock.date.fromisoformat(newest)).days < 60


def test_the_demo_records_are_what_the_invented_stock_makes() -> None:
    assert list(demo_records.lines()) == demo_stock.FILE.read_text("utf-8").splitlines()


def test_every_error_of_the_server_has_a_sentence() -> None:
    for module in (errors, books):
        for error in vars(module).values():
            if isinstance(error, type) and issubclass(error, KosiError) and error is not KosiError:
                assert error in words._SENTENCES, error
    assert shared.DiskFull in words._SENTENCES


def test_what_cannot_be_understood_is_answered_in_german(
    operator: Operator, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        operator.code("fliegen")
    assert ended.value.code == 2
    assert "So ist der Aufruf nicht zu verstehen" in capsys.readouterr().err


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port
