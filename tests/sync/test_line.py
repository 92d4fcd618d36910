"""One question and its answer, whoever sits at the other end."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from socket import SHUT_RDWR, create_server, socket
from threading import Event, Thread
from time import monotonic

import pytest

from kosidesk.domain.errors import Cancelled, NotOurServer, ServerUnreachable
from kosidesk.server import tls
from kosidesk.sync import remote
from kosidesk.sync.line import Address, Line, Question, shown_fingerprint
from tests.desks import NOW

pytestmark = pytest.mark.usefixtures("sockets")

Behaves = Callable[[ssl.SSLSocket], None]
JSON = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
PORTAL = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>"
PATIENCE_S = 5.0
ASKED = Question("GET", "/health", patience=PATIENCE_S)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tls")
    tls.make(folder / "certificate.pem", folder / "certificate.key", ["localhost"], NOW)
    return folder / "certificate.pem"


@contextmanager
def answering(certificate: Path, behaves: Behaves) -> Iterator[Address]:
    """Somebody who takes one connection after the other and behaves as told."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_suffix(".key"))
    is_over = Event()
    with create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=_serve, args=(listening, context, behaves, is_over))
        thread.start()
        try:
            yield Address("localhost", listening.getsockname()[1], tls.fingerprint(certificate))
        finally:
            is_over.set()
            listening.shutdown(SHUT_RDWR)
            thread.join()


def _serve(listening: socket, context: ssl.SSLContext, behaves: Behaves, is_over: Event) -> None:
    while not is_over.is_set():
        try:
            plain, _where = listening.accept()
            with plain, context.wrap_socket(plain, server_side=True) as secured:
                secured.recv(65_536)
                behaves(secured)
        except OSError:
            continue


def says(*parts: bytes) -> Behaves:
    def behave(line: ssl.SSLSocket) -> None:
        for part in parts:
            line.sendall(part)

    return behave


def ask(address: Address, question: Question = ASKED) -> bytes:
    line = Line(address)
    try:
        return line.ask(question).body
    finally:
        line.close()


def test_a_whole_answer_is_handed_over(certificate: Path) -> None:
    with answering(certificate, says(JSON, b"Content-Length: 2\r\n\r\n", b"{}")) as address:
        assert ask(address) == b"{}"


@pytest.mark.usefixtures("expected_log")
def test_an_answer_cut_anywhere_is_none(certificate: Path) -> None:
    whole = JSON + b"Content-Length: 2\r\n\r\n{}"
    at = iter(range(len(whole)))

    def cut(line: ssl.SSLSocket) -> None:
        line.sendall(whole[: next(at)])

    with answering(certificate, cut) as address:
        for _place in range(len(whole)):
            with pytest.raises(ServerUnreachable):
                ask(address)


def test_a_captive_portal_is_not_our_server(certificate: Path) -> None:
    with answering(certificate, says(PORTAL)) as address, pytest.raises(NotOurServer) as refusal:
        remote.meet(address)

    assert refusal.value.facts[1] == "answer"


def test_another_certificate_is_not_our_server(certificate: Path) -> None:
    with answering(certificate, says(JSON, b"Content-Length: 2\r\n\r\n{}")) as address:
        other = Address(address.host, address.port, sha256(b"other").hexdigest())
        with pytest.raises(NotOurServer) as refusal:
            ask(other)

    assert refusal.value.facts[1] == "certificate"


def test_a_certificate_nobody_vouches_for_needs_its_fingerprint(certificate: Path) -> None:
    with answering(certificate, says(PORTAL)) as address:
        with pytest.raises(NotOurServer):
            ask(Address(address.host, address.port))
        assert shown_fingerprint(address) == address.fingerprint


def test_who_is_silent_or_trickles_is_given_up(certificate: Path) -> None:
    over = Event()

    def trickle(line: ssl.SSLSocket) -> None:
        line.sendall(JSON + b"Content-Length: 1000\r\n\r\n")
        while not over.wait(0.05):
            line.sendall(b" ")

    def be_silent(_line: ssl.SSLSocket) -> None:
        over.wait(PATIENCE_S)

    for behaves in (be_silent, trickle):
        over.clear()
        with answering(certificate, behaves) as address:
            begun = monotonic()
            with pytest.raises(ServerUnreachable):
                ask(address, Question("GET", "/health", patience=0.3))
            assert monotonic() - begun < PATIENCE_S
            over.set()


def test_a_redirect_and_a_huge_answer_lead_nowhere(certificate: Path) -> None:
    redirect = b"HTTP/1.1 302 Found\r\nLocation: https://example.org/\r\nContent-Length: 0\r\n\r\n"
    with answering(certificate, says(redirect)) as address, pytest.raises(NotOurServer):
        remote.meet(address)


def test_hanging_up_ends_a_question_under_way(certificate: Path) -> None:
    asked, ended = Event(), Event()

    def wait(_line: ssl.SSLSocket) -> None:
        asked.set()
        ended.wait(5)

    with answering(certificate, wait) as address:
        line = Line(address)
        hang_up = Thread(target=lambda: asked.wait(5) and line.hang_up())
        hang_up.start()
        with pytest.raises(Cancelled):
            line.ask(ASKED)
        ended.set()
        hang_up.join()
        with pytest.raises(Cancelled):
            line.ask(ASKED)


def test_a_line_that_was_dropped_is_made_anew(certificate: Path) -> None:
    with answering(certificate, says(JSON, b"Content-Length: 2\r\n\r\n{}")) as address:
        line = Line(address)
        for _time in range(3):
            assert line.ask(ASKED).body == b"{}"
        line.close()


@pytest.mark.parametrize(
    ("typed", "host", "port"),
    [
        ("kosi.example.org", "kosi.example.org", 443),
        (" https://kosi.example.org/ ", "kosi.example.org", 443),
        ("kosi.example.org:8443", "kosi.example.org", 8443),
        ("https://[::1]:8443", "::1", 8443),
    ],
)
def test_an_address_is_read_as_people_type_it(typed: str, host: str, port: int) -> None:
    assert Address.of(typed) == Address(host, port)
