"""Several processes serve one PostgreSQL, and the operator's commands are the same."""

import signal
import socket
from pathlib import Path

import pytest

from tests.server.commands.operator import PATIENCE_S, Operator, first_answer, health, process
from tests.server.store.conftest import database_url, postgresql

__all__ = ["database_url", "postgresql"]  # fixtures


@pytest.mark.usefixtures("sockets")
def test_two_processes_serve_one_postgresql(operator: Operator, database_url: str, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    made = operator.asks(
        *("init", "--agency", "Probe", "--host", "127.0.0.1", "--port", port, "--database", database_url)
    )

    with process(operator.folder, "serve", "--workers", "2", "--json", quiet=True) as running:
        first_answer(running)
        assert health(made["url"], made["fingerprint"])["status"] == "ok"
        running.send_signal(signal.SIGTERM)
        assert running.wait(PATIENCE_S) == 0

    backup = operator.asks("backup")["file"]
    assert operator.asks("restore", backup)["erased_again"] == 0
    assert operator.asks("check")["whole"]
