"""One connection to the server: a question out, an answer back, within bounds of time and size.

No proxies, no redirects and no retries: what goes wrong is said at once, and whoever asked decides.
"""

import socket
import ssl
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from http.client import HTTPException
from threading import Lock
from time import monotonic
from urllib.parse import urlsplit

from urllib3 import HTTPResponse
from urllib3.connection import HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.exceptions import SSLError as Untrusted

from kosidesk.domain.errors import Cancelled, NotOurServer, ServerUnreachable

CONNECT_S = 10.0
ANSWER_S = 30.0
SLOWEST = 1024
"""Bytes a second; an answer that trickles in more slowly is given up."""

LARGEST = 64 * 2**20

_CHUNK = 2**16
_PORT = 443
_BROKEN = (HTTPError, HTTPException, OSError)


@dataclass(frozen=True)
class Address:
    """Where the server is. Without a fingerprint its certificate must be one the system trusts.

    `fingerprint` is the SHA-256 of the certificate in hexadecimal digits.
    """

    host: str
    port: int = _PORT
    fingerprint: str = ""

    @classmethod
    def of(cls, typed: str, fingerprint: str = "") -> "Address":
        """From what a person typed: a host, with or without a scheme and a port. Raises ServerUnreachable."""
        parts = urlsplit(typed.strip() if "://" in typed else f"https://{typed.strip()}")
        try:
            port = parts.port or _PORT
        except ValueError as error:
            raise ServerUnreachable(typed, str(error)) from error
        if parts.scheme != "https" or not parts.hostname:
            raise ServerUnreachable(typed, "https")
        return cls(parts.hostname, port, fingerprint)

    def __str__(self) -> str:
        return self.host if self.port == _PORT else f"{self.host}:{self.port}"


@dataclass(frozen=True)
class Question:
    """`patience` is how many seconds the server may be silent."""

    method: str
    path: str
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    patience: float = ANSWER_S


@dataclass(frozen=True)
class Answer:
    """What came back, whoever said it."""

    status: int
    kind: str
    body: bytes


class Line:
    """Asks one question at a time; `hang_up` may be called by any thread, everything else by one."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._connection = _connection(address)
        self._turn = Lock()
        self._is_asking = self._is_over = False

    def ask(self, question: Question) -> Answer:
        """Raises ServerUnreachable, NotOurServer, and Cancelled once somebody has hung up."""
        self._begin()
        try:
            self._connect()
            return self._asked(question)
        except _BROKEN as error:
            self._connection.close()
            self._require_open()
            raise ServerUnreachable(str(self.address), _reason(error)) from error
        finally:
            self._end()

    def hang_up(self) -> None:
        """Ends the question under way, and every later one."""
        with self._turn:
            self._is_over = True
            if not self._is_asking:
                self._connection.close()
            elif self._connection.sock is not None:
                # Closing alone would not wake the thread that reads from it.
                with suppress(OSError):
                    socket.socket.shutdown(self._connection.sock, socket.SHUT_RDWR)

    def _begin(self) -> None:
        with self._turn:
            self._require_open()
            self._is_asking = True

    def _end(self) -> None:
        with self._turn:
            self._is_asking = False
            if self._is_over:
                self._connection.close()

    def close(self) -> None:
        self._connection.close()

    def _require_open(self) -> None:
        if self._is_over:
            raise Cancelled

    def _connect(self) -> None:
        """A connection that was dropped while nobody spoke is made anew."""
        if self._connection.is_connected:
            return
        self._connection.close()
        self._connection.timeout = CONNECT_S
        try:
            self._connection.connect()
        except (ssl.SSLEOFError, ssl.SSLZeroReturnError):
            raise
        except (Untrusted, ssl.SSLError) as error:
            self._connection.close()
            raise NotOurServer(str(self.address), "certificate") from error
        self._require_open()

    def _asked(self, question: Question) -> Answer:
        self._connection.timeout = question.patience
        self._connection.request(
            question.method,
            question.path,
            body=question.body,
            headers=dict(question.headers),
            preload_content=False,
            decode_content=False,
        )
        answer = self._connection.getresponse()
        body = _whole(answer, question.patience)
        if not body and not answer.headers.get("Content-Length", "").isdigit():
            raise OSError("cut off")
        return Answer(answer.status, answer.headers.get("Content-Type", ""), body)


def shown_fingerprint(address: Address) -> str:
    """The fingerprint of the certificate this address shows to anybody; a person compares it.

    Raises ServerUnreachable.
    """
    careless = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    careless.check_hostname = False
    careless.verify_mode = ssl.CERT_NONE
    try:
        with (
            socket.create_connection((address.host, address.port), CONNECT_S) as plain,
            careless.wrap_socket(plain, server_hostname=address.host) as secured,
        ):
            certificate = secured.getpeercert(binary_form=True) or b""
    except OSError as error:
        raise ServerUnreachable(str(address), _reason(error)) from error
    return sha256(certificate).hexdigest()


def _connection(address: Address) -> HTTPSConnection:
    return HTTPSConnection(
        address.host,
        address.port,
        cert_reqs="CERT_NONE" if address.fingerprint else "CERT_REQUIRED",
        assert_fingerprint=address.fingerprint or None,
        ssl_minimum_version=ssl.TLSVersion.TLSv1_2,
    )


def _whole(answer: HTTPResponse, patience: float) -> bytes:
    """Refuses what is too large or comes too slowly; a length that was promised is checked by urllib3."""
    begun, parts, size = monotonic(), list[bytes](), 0
    while part := answer.read1(_CHUNK):
        parts.append(part)
        size += len(part)
        if size > LARGEST:
            raise OSError("too large")
        if monotonic() - begun > patience + size / SLOWEST:
            raise OSError("too slow")
    return b"".join(parts)


def _reason(error: BaseException) -> str:
    """The system's own words, without what the library wraps around them."""
    inner = error
    while isinstance(inner.__cause__ or inner.__context__, OSError):
        inner = inner.__cause__ or inner.__context__ or inner
    if isinstance(inner, OSError) and inner.strerror:
        return inner.strerror
    return str(inner) or type(inner).__name__
