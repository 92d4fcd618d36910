"""A real server on a loopback port: who comes in, what is refused, and what it says in its log."""

import json
import logging
import socket
import ssl
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from hashlib import blake2b
from io import StringIO
from pathlib import Path
from shutil import rmtree
from time import monotonic

import pytest
import zstandard
from sqlalchemy import text

from kosidesk.protocol import access, codec, digest, faults
from kosidesk.protocol.messages import Code, Reply
from kosidesk.schema import VERSION
from kosidesk.server.context import open_context
from kosidesk.server.demo_stock import hand_in
from kosidesk.server.doors import records
from kosidesk.server.doors.door import Call, Who
from kosidesk.server.doors.table import DOORS
from kosidesk.server.identity.codes import ENROLMENT, Ticket
from kosidesk.server.identity.refusals import Denied
from kosidesk.server.identity.revoke import revoke_device
from kosidesk.server.logs import Lines
from kosidesk.server.person import COORDINATION, DESK
from kosidesk.sqlfile import open_engine
from tests.server.attacks.town import creates, erases, record_id
from tests.server.identity.machines import Machine, auth_of, code, enrolled
from tests.server.identity.offices import JON, MARA
from tests.server.served import PATIENCE_S, Clock, Seat, Served, faulted, served

pytestmark = pytest.mark.usefixtures("sockets")

OFFER = record_id(1)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def town(tmp_path: Path, clock: Clock) -> Iterator[Served]:
    with served(tmp_path / "server", clock) as running:
        yield running


@pytest.fixture
def mara(town: Served) -> Seat:
    return town.log_in(enrolled(town.context.office, MARA, COORDINATION), MARA)


@pytest.fixture
def jon(town: Served) -> Seat:
    return town.log_in(enrolled(town.context.office, JON), JON)


def test_a_device_enrols_logs_in_and_another_reads_what_it_did(town: Served, jon: Seat) -> None:
    ticket = Ticket(ENROLMENT, role=COORDINATION, device_name="Laptop 1")
    machine = Machine(town.context.office)
    who = access.Newcomer(MARA, "Mara", auth_of(MARA))
    wanted = access.Enrol(code(town.context.office, ticket), machine.keys.signing, machine.keys.sealing, who)

    home = access.decoded(town.signed(machine, access.ENROL, wanted).data, access.Enrolled)
    seat = town.log_in(Machine(town.context.office, machine.key, machine.sealing, home.device), MARA)
    reply = seat.sync(creates("offer", OFFER, title="Vorlesen"))

    assert (home.device_name, home.account.role, len(home.lease_secret)) == ("Laptop 1", COORDINATION, 32)
    assert [ack.code for ack in reply.acks] == [Code.OK]
    assert [entry.id for entry in codec.entries_of(jon.sync().page)] == [OFFER]


def test_a_wrong_code_is_told_from_a_wrong_passphrase(town: Served, jon: Seat) -> None:
    machine = Machine(town.context.office)
    who = access.Newcomer(MARA, "Mara", auth_of(MARA))
    guess = access.Enrol("0000-0000-0000", machine.keys.signing, machine.keys.sealing, who)
    login = access.Login(jon.machine.id, JON, bytes(32))
    assert faulted(town.signed(machine, access.ENROL, guess)) == (410, faults.NO_SUCH_CODE)
    assert faulted(town.signed(jon.machine, access.SESSION, login)) == (401, faults.DENIED)


def test_who_tries_too_often_is_told_how_long_to_wait(town: Served, jon: Seat) -> None:
    login = access.Login(jon.machine.id, JON, bytes(32))
    answers = [town.signed(jon.machine, access.SESSION, login) for _ in range(4)]
    assert faulted(answers[-1]) == (429, faults.LATER)
    assert int(answers[-1].headers["Retry-After"]) >= 1


def test_nobody_comes_through_a_door_for_the_known_without_a_token(town: Served) -> None:
    shown: tuple[dict[str, str], ...] = ({}, {"Authorization": "Bearer x"}, {"Authorization": "Basic eDp5"})
    for door in (door for door in DOORS if door.who is Who.SESSION):
        answers = {faulted(town.ask(door.method, door.path, headers=headers)) for headers in shown}
        assert answers == {(401, faults.DENIED)}, door.path


def test_a_token_is_good_for_its_own_device_only(mara: Seat, jon: Seat) -> None:
    stolen = codec.encode_request(mara.request())
    assert faulted(jon.ask("POST", access.SYNC, stolen)) == (401, faults.DENIED)


def test_what_is_no_door_is_refused_with_a_number(town: Served) -> None:
    assert faulted(town.ask("GET", "/v1/offers")) == (404, faults.UNKNOWN)
    assert faulted(town.ask("GET", access.SYNC)) == (405, 405)


def test_another_host_name_is_not_answered(town: Served) -> None:
    assert town.ask("GET", access.HEALTH, headers={"Host": "evil.example.org"}).status == 400


def test_a_server_that_has_no_name_is_found_under_its_address(tmp_path: Path) -> None:
    with served(tmp_path / "server", hosts=["::1", "192.0.2.7"]) as running:
        said = [
            running.ask("GET", access.HEALTH, headers={"Host": host}).status
            for host in ("[::1]:8443", "192.0.2.7:8443", "[::2]:8443")
        ]
    assert said == [200, 200, 400]


@pytest.mark.parametrize("path", [access.SYNC, access.ENROL])
def test_a_body_too_large_is_refused_with_and_without_a_length(mara: Seat, path: str) -> None:
    large = bytes((1 << 20) + 1)
    whole = mara.ask("POST", path, large)
    chunks = (large[at : at + 65536] for at in range(0, len(large), 65536))
    in_parts = mara.served.web.request("POST", path, body=chunks, headers=mara.headers, chunked=True)
    assert (faulted(whole), faulted(in_parts)) == ((413, 413), (413, 413))


def test_a_small_body_that_would_unpack_to_a_huge_one_is_refused(mara: Seat) -> None:
    huge = zstandard.ZstdCompressor(19).compress(bytes(200 << 20))
    head = codec.encode_request(mara.request())[:24]
    assert faulted(mara.ask("POST", access.SYNC, head + huge)) == (400, faults.GARBLED)


@pytest.mark.parametrize("path", [access.SYNC, access.ENROL, access.SESSION, access.ACCOUNT, access.DIGEST])
def test_garbage_is_refused(mara: Seat, path: str) -> None:
    garbage = (b"", b"{", b"[]", b"KDQ1", b"\xff" * 100, b"[" * 5000)
    assert {faulted(mara.ask("POST", path, body)) for body in garbage} == {(400, faults.GARBLED)}


def test_who_waits_for_news_hears_of_it_at_once(mara: Seat, jon: Seat) -> None:
    with ThreadPoolExecutor(1) as elsewhere:
        waiting = elsewhere.submit(jon.head, 0)
        written = mara.sync(creates("offer", OFFER, title="Vorlesen"))
        assert waiting.result(timeout=5) == written.head.seq == 1


def test_what_another_process_wrote_is_heard_of_too(jon: Seat) -> None:
    other = open_context(jon.served.context.settings)
    with ThreadPoolExecutor(1) as elsewhere:
        waiting = elsewhere.submit(jon.head, 0)
        with other.store.writing() as books:
            hand_in(books, other.now())
        other.close()
        assert waiting.result(timeout=5) > 0


def test_who_waits_is_answered_when_the_server_stops_and_nothing_is_wrong_with_that(tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as elsewhere:
        with served(tmp_path / "server") as running:
            seat = running.log_in(enrolled(running.context.office, MARA), MARA)
            waiting = elsewhere.submit(seat.head, 0)
            _until(lambda: bool(running.context.heads._waiting))
        assert waiting.result(timeout=5) == 0


def test_nobody_waits_for_a_desk_that_has_hung_up(town: Served, mara: Seat) -> None:
    address = (town.web.host, town.web.port or 0)
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with socket.create_connection(address) as plain, context.wrap_socket(plain) as line:
        line.sendall(
            f"GET {access.HEAD}?seq=0 HTTP/1.1\r\nHost: localhost\r\n"
            f"Authorization: Bearer {mara.token}\r\n\r\n".encode()
        )
        _until(lambda: bool(town.context.heads._waiting))

    _until(lambda: not town.context.heads._waiting)


def _until(holds: Callable[[], bool]) -> None:
    begun = monotonic()
    while not holds():
        assert monotonic() - begun < PATIENCE_S


def test_who_knows_another_history_is_not_kept_waiting(mara: Seat) -> None:
    assert mara.head(7) == 0


def test_equal_records_have_equal_digests_and_a_moved_head_is_told(mara: Seat) -> None:
    reply = mara.sync(creates("offer", OFFER, title="Vorlesen"))
    rows = [(entry.id, entry.rev) for entry in codec.entries_of(reply.page)]

    now = _compared(mara, reply.head.seq)
    earlier = _compared(mara, reply.head.seq - 1)

    assert now.sums == {"offer": digest.standing("offer", rows)}
    assert (earlier.seq, earlier.sums) == (reply.head.seq, {})


def test_a_snapshot_holds_the_replies_a_desk_would_have_got(mara: Seat, tmp_path: Path) -> None:
    mara.sync(*(creates("offer", record_id(n), title=f"Angebot {n}") for n in range(1, 1001)))
    mara.sync(*(creates("offer", record_id(n), title=f"Angebot {n}") for n in range(1001, 2501)))

    made = _snapshot(mara)
    content = _fetched(mara, made)
    replies = _read(tmp_path / "fetched", content, made.key)

    assert blake2b(content, digest_size=access.SNAPSHOT_DIGEST_BYTES).digest() == made.digest
    assert [reply.more for reply in replies] == [True] * (made.pages - 1) + [False]
    assert len({entry.id for reply in replies for entry in codec.entries_of(reply.page)}) == 2500
    assert replies[-1].cursors == mara.sync(cursors=replies[-1].cursors).cursors


def test_a_snapshot_is_its_own_devices_and_gone_with_the_next(mara: Seat, jon: Seat) -> None:
    mara.sync(creates("offer", OFFER, title="Vorlesen"))
    first = _snapshot(mara)
    of_mara = f"{access.SNAPSHOT}?name={first.name}"
    assert mara.ask("GET", of_mara).status == 200
    assert faulted(jon.ask("GET", of_mara)) == (404, faults.UNKNOWN)
    for elsewhere in ("", "../../keys/database.key", "*", first.name.upper()):
        assert faulted(mara.ask("GET", f"{access.SNAPSHOT}?name={elsewhere}")) == (404, faults.UNKNOWN)
    _snapshot(mara)
    assert faulted(mara.ask("GET", of_mara)) == (404, faults.UNKNOWN)


def test_what_another_process_swept_away_is_missed_by_nobody(mara: Seat) -> None:
    folder = mara.served.context.snapshots.folder
    folder.mkdir()
    (folder / "swept").symlink_to("away")
    assert _snapshot(mara).pages == 1


def test_health_says_how_old_things_are_and_nothing_of_anybody(
    town: Served, mara: Seat, clock: Clock
) -> None:
    mara.sync(creates("offer", OFFER, title="Vorlesen"))
    clock.now += timedelta(minutes=2)
    said = json.loads(town.ask("GET", access.HEALTH).data)
    assert said == {"status": "ok", "head_age": 120, "backup_age": None}


def test_the_log_counts_and_names_devices_but_tells_no_content(mara: Seat) -> None:
    with log() as said:
        mara.sync(creates("offer", OFFER, title="Vorlesen in der Bücherei"))

    line = json.loads(said.getvalue().splitlines()[-1])
    assert (line["route"], line["status"], line["operations"]) == ("/v1/sync", 200, 1)
    assert line["device"] == mara.machine.id
    for secret in ("Vorlesen", "Mara", MARA, mara.token, "127.0.0.1"):
        assert secret not in said.getvalue()


def test_a_bug_ends_one_request_and_is_logged_without_data(
    mara: Seat, expected_log: list[logging.LogRecord]
) -> None:
    with mara.served.context.store.transaction() as connection:
        connection.execute(text("ALTER TABLE record RENAME TO elsewhere"))

    with log() as said:
        answered = mara.ask("POST", access.SYNC, codec.encode_request(mara.request()))

    assert faulted(answered) == (500, faults.BUG)
    assert '"event": "bug"' in said.getvalue()
    assert "SELECT" not in said.getvalue()
    assert mara.served.ask("GET", access.HEALTH).status == 200


def test_who_was_revoked_while_her_request_was_on_its_way_changes_and_reads_nothing(mara: Seat) -> None:
    context, wanted = mara.served.context, access.encoded(access.Want(VERSION))
    brings = mara.request(creates("offer", OFFER, title="Vorlesen"))
    came_in = replace(_call(mara), body=codec.encode_request(brings))
    with context.store.transaction() as connection:
        revoke_device(connection, mara.machine.id)

    for do, body in (
        (records.sync, came_in.body),
        (records.sync, codec.encode_request(mara.request())),
        (records.make_snapshot, wanted),
    ):
        with pytest.raises(Denied):
            do(context, replace(came_in, body=body))
    with context.store.reading() as books:
        assert books.head().seq == 0


def test_who_was_revoked_gets_no_more_of_a_snapshot_whose_key_she_knows(mara: Seat) -> None:
    first = _snapshot(mara)
    with mara.served.context.store.transaction() as connection:
        revoke_device(connection, mara.machine.id)

    again = mara.served.log_in(mara.machine, MARA)

    assert faulted(again.ask("GET", f"{access.SNAPSHOT}?name={first.name}")) == (404, faults.UNKNOWN)


def test_a_server_in_trouble_does_not_tell_a_person_that_she_may_not(
    town: Served, expected_log: list[logging.LogRecord]
) -> None:
    mara = town.log_in(enrolled(town.context.office, MARA, COORDINATION, DESK, ""), MARA)
    mara.sync(creates("consultation", OFFER, code="S"))
    rmtree(mara.served.context.settings.ledger)

    answered = mara.ask(
        "POST", access.SYNC, codec.encode_request(mara.request(erases("consultation", OFFER)))
    )

    assert faulted(answered) == (500, faults.BUG)
    assert [record.getMessage() for record in expected_log] == ["bug"]
    with mara.served.context.store.reading() as books:
        assert ("consultation", OFFER) in books.rows([("consultation", OFFER)])


def _call(seat: Seat) -> Call:
    """As it stands once the door has found out who it is."""
    context = seat.served.context
    person = context.person(seat.token, context.now())
    return Call(b"", {}, "127.0.0.1", context.now(), token=seat.token, person=person)


@contextmanager
def log() -> Iterator[StringIO]:
    """What the server writes, as an operator reads it."""
    said, logger = StringIO(), logging.getLogger("kosidesk.server")
    handler, level = logging.StreamHandler(said), logger.level
    handler.setFormatter(Lines())
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield said
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)


def _snapshot(seat: Seat) -> access.Snapshot:
    wanted = access.encoded(access.Want(VERSION))
    return access.decoded(seat.ask("POST", access.SNAPSHOT, wanted).data, access.Snapshot)


def _fetched(seat: Seat, made: access.Snapshot) -> bytes:
    content = bytearray()
    while len(content) < made.size:
        part = seat.ask("GET", f"{access.SNAPSHOT}?name={made.name}&start={len(content)}")
        content += part.data
    return bytes(content)


def _read(file: Path, content: bytes, key: bytes) -> list[Reply]:
    file.write_bytes(content)
    engine = open_engine(file, key, reading=True)
    try:
        with engine.begin() as connection:
            bodies = connection.exec_driver_sql("SELECT body FROM reply ORDER BY page").scalars()
            return [codec.decode_reply(body) for body in bodies]
    finally:
        engine.dispose()


def _compared(seat: Seat, seq: int) -> access.Compared:
    asked = access.encoded(access.Compare(seq, 1))
    return access.decoded(seat.ask("POST", access.DIGEST, asked).data, access.Compared)
