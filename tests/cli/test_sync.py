"""Joining a server and syncing, typed in a terminal, with a real server on this machine."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from kosidesk.server import tls
from kosidesk.server.context import utc_now
from kosidesk.server.identity import devices, revoke
from kosidesk.server.identity.codes import ENROLMENT, Ticket
from kosidesk.server.person import COORDINATION
from tests.server.identity.machines import code
from tests.server.served import Served, served
from tests.terminals import Terminal

pytestmark = pytest.mark.usefixtures("sockets")


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path / "server", utc_now) as running:
        yield running


@pytest.fixture
def url(town: Served) -> str:
    return town.context.settings.url


@pytest.fixture
def typed(town: Served) -> str:
    ticket = Ticket(ENROLMENT, role=COORDINATION, teams=frozenset({""}), device_name="Laptop 3")
    return code(town.context.office, ticket, utc_now())


@pytest.fixture
def fingerprint(town: Served) -> str:
    return tls.in_groups(tls.fingerprint(town.context.settings.certificate))


def test_a_desk_joins_and_syncs(terminal: Terminal, url: str, typed: str, fingerprint: str) -> None:
    terminal.run("init")
    joined = terminal.run("connect", url, typed, "--fingerprint", fingerprint, "--json").json()
    synced = terminal.run("sync", "--json").json()

    assert url.endswith(joined["server"])
    assert (synced["waiting"], synced["rejected"], synced["whole"]) == (0, 0, True)
    assert "alles übertragen" in terminal.run("sync").out


def test_a_fingerprint_nobody_has_compared_joins_nothing(
    terminal: Terminal, url: str, typed: str, fingerprint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal.run("init")
    for reply in ("n\n", ""):
        monkeypatch.setattr("sys.stdin", StringIO(reply))
        refused = terminal.run("connect", url, typed)
        assert refused.code == 1
        assert fingerprint in refused.err
    other = terminal.run("connect", url, typed, "--fingerprint", "0" * 64)

    assert "Sein Zertifikat ist ein anderes" in other.err
    assert "mit keinem Server verbunden" in terminal.run("sync").err


def test_a_barred_desk_is_erased(
    terminal: Terminal, town: Served, url: str, typed: str, fingerprint: str
) -> None:
    terminal.run("init")
    terminal.run("connect", url, typed, "--fingerprint", fingerprint)
    terminal.run("sync")
    with town.context.office.writing() as bound:
        for device in devices.devices(bound):
            revoke.revoke_device(bound, device.id)

    barred = terminal.run("sync")

    assert (barred.code, "gesperrt" in barred.err) == (1, True)
    assert [path.name for path in terminal.folder.iterdir() if path.is_file()] in ([], ["lock"])
