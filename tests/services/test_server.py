"""How a desk is joined to its server, over the network and by papers, and how it is erased."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

from kosidesk.domain.errors import (
    NoDeskHere,
    NotConnected,
    NotOurServer,
    PaperRefused,
    Refused,
    ServerUnreachable,
    WrongPassphrase,
)
from kosidesk.protocol import access, faults, papers
from kosidesk.server import tls
from kosidesk.server.doors.access import application, told
from kosidesk.server.identity import enrolment, realm
from kosidesk.server.identity.codes import ENROLMENT, Ticket
from kosidesk.server.person import COORDINATION, COUNSELLOR
from kosidesk.services import agency, backups, connection, records, server, syncing, vault, wipe
from kosidesk.services.server import Enrolment, Server
from kosidesk.services.syncing import Link
from kosidesk.services.vault import NewDesk, Opened
from kosidesk.settings import Settings
from tests.server.identity.machines import code
from tests.server.served import Served, served

pytestmark = pytest.mark.usefixtures("sockets")

PASSPHRASE = "vier graue Tauben fliegen"


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path / "server") as running:
        yield running


@pytest.fixture
def opened(tmp_path: Path, town: Served) -> Iterator[Opened]:
    wanted = NewDesk("Zentrum", "wuppertal", "Mara", PASSPHRASE)
    made = vault.create(tmp_path / "desk", wanted, Settings(), town.context.now)
    yield made
    made.close()


def new_code(town: Served, role: str = COORDINATION) -> str:
    return code(
        town.context.office,
        Ticket(ENROLMENT, role=role, teams=frozenset({""}), device_name="Laptop 3"),
    )


def wanted(town: Served, **said: str) -> Enrolment:
    met = server.meet(town.context.settings.url)
    typed = {"code": "", "passphrase": PASSPHRASE, **said}
    return Enrolment(town.context.settings.url, fingerprint=met.fingerprint, **typed)


def test_who_answers_shows_the_fingerprint_people_compare(town: Served) -> None:
    met = server.meet(town.context.settings.url)

    assert met.fingerprint == tls.fingerprint(town.context.settings.certificate)
    assert met.groups() == tls.in_groups(met.fingerprint)


@pytest.mark.parametrize("typed", ["", "http://localhost", "https://", "localhost:keine Zahl", "localhost:1"])
def test_where_nobody_listens_nobody_is_met(typed: str) -> None:
    with pytest.raises(ServerUnreachable):
        server.meet(typed)


def test_a_code_joins_a_desk_and_the_first_sync_follows(town: Served, opened: Opened) -> None:
    joined = server.connect(opened, wanted(town, code=new_code(town)))
    link = Link(opened.desk)
    state = link.sync().state
    link.hang_up()

    assert server.known(opened.desk) == joined
    assert (state.waiting, state.rejected, state.whole) == (0, 0, True)


def test_a_counsellors_new_desk_takes_the_agency_from_the_server_and_nothing_is_refused(
    town: Served, opened: Opened, tmp_path: Path
) -> None:
    server.connect(opened, wanted(town, code=new_code(town)))
    coordination = Link(opened.desk)
    coordination.sync()
    coordination.hang_up()
    first_start = NewDesk("Irgendwie anders", "wuppertal", "Jon", PASSPHRASE)
    other = vault.create(tmp_path / "other", first_start, Settings(), town.context.now)

    server.connect(other, wanted(town, code=new_code(town, COUNSELLOR)))
    link = Link(other.desk)
    state = link.sync().state
    link.hang_up()

    assert (state.waiting, state.rejected, state.conflicts) == (0, 0, 0)
    assert agency.current(other.desk).name == "Zentrum"
    assert records.name_of(other.desk, other.desk.user.id) == "Jon"
    other.close()


def test_a_code_is_good_once(town: Served, opened: Opened) -> None:
    used = new_code(town)
    server.connect(opened, wanted(town, code=used))

    with pytest.raises(Refused) as refusal:
        server.connect(opened, wanted(town, code=used))

    assert refusal.value.facts == (faults.NO_SUCH_CODE,)


def test_a_mistyped_passphrase_uses_up_no_code(town: Served, opened: Opened) -> None:
    good = new_code(town)

    with pytest.raises(WrongPassphrase):
        server.connect(opened, wanted(town, code=good, passphrase="fünf graue Tauben"))

    assert server.known(opened.desk) is None
    server.connect(opened, wanted(town, code=good))


def test_a_fingerprint_that_is_another_joins_nothing(town: Served, opened: Opened) -> None:
    other = Enrolment(town.context.settings.url, new_code(town), PASSPHRASE, "0" * 64)

    with pytest.raises(NotOurServer):
        server.connect(opened, other)

    assert server.known(opened.desk) is None


def test_who_parts_keeps_her_records_and_no_key(town: Served, opened: Opened) -> None:
    server.connect(opened, wanted(town, code=new_code(town)))

    server.disconnect(opened.desk)

    assert connection.find(opened.desk) is None
    assert not syncing.state(opened.desk).is_connected


def admitted(town: Served, paper: bytes, typed: str) -> bytes:
    """What `kosidesk-server enrol --request` writes."""
    office = town.context.office
    brought = papers.open_application(paper, typed)
    said = application(access.decoded(brought.body, access.Enrol))
    home = enrolment.enrol(office, said, None, "paper", town.context.now())

    def sign(order: bytes) -> bytes:
        with office.writing() as bound:
            return realm.signed(bound, office.keys, order)

    return papers.answer(access.encoded(told(home)), brought, home.realm.policy, sign)


def test_two_papers_join_a_desk_without_a_network(town: Served, opened: Opened, tmp_path: Path) -> None:
    typed, request, reply = new_code(town), tmp_path / "antrag.kosi", tmp_path / "antwort.kosi"
    asked = wanted(town, code=typed)
    server.write_application(opened, asked, request)
    assert typed.encode() not in request.read_bytes()
    reply.write_bytes(admitted(town, request.read_bytes(), typed))

    joined = server.read_answer(opened, reply)

    link = Link(opened.desk)
    assert link.sync().state.whole
    link.hang_up()
    assert joined == Server(f"localhost:{town.context.settings.port}", asked.fingerprint)


def test_an_answer_nobody_asked_for_or_that_is_none_is_refused(
    town: Served, opened: Opened, tmp_path: Path
) -> None:
    paper = tmp_path / "antwort.kosi"
    paper.write_bytes(b"{}")
    with pytest.raises(NotConnected):
        server.read_answer(opened, paper)
    server.write_application(opened, wanted(town, code=new_code(town)), tmp_path / "antrag.kosi")

    with pytest.raises(PaperRefused):
        server.read_answer(opened, paper)

    assert server.known(opened.desk) is None


def test_of_an_erased_desk_nothing_is_left_but_what_is_not_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    made = vault.create(folder, NewDesk("Zentrum", "wuppertal", "Mara", PASSPHRASE), Settings())
    backups.make_if_due(made.desk)
    foreign = folder / "backups" / "other-20261121T093000Z.kosibackup"
    foreign.write_bytes(b"another desk's")
    table = folder / "deskliste.xlsx"
    table.write_bytes(b"somebody's own")
    copytree(folder, tmp_path / "desk-beiseite-2026-11-22-1", ignore=ignore_patterns("backups", "*.xlsx"))

    files = wipe.doomed(made)
    made.close()
    wipe.erase(files)

    left = [path.name for path in tmp_path.rglob("*") if path.is_file()]
    assert set(left) == {foreign.name, table.name, "lock"}
    with pytest.raises(NoDeskHere):
        vault.unlock(folder, PASSPHRASE, Settings())
