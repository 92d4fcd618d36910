"""A server that listens on this machine, as `kosidesk-server serve` would, and desks that speak to it."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Thread
from typing import Any

import msgspec
from urllib3 import BaseHTTPResponse, HTTPSConnectionPool
from uvicorn import Server

from kosidesk.protocol import access, codec, proof
from kosidesk.protocol.messages import PROTOCOL, Operation, Reply, Request
from kosidesk.schema import VERSION
from kosidesk.server import serving, tls
from kosidesk.server.app import application
from kosidesk.server.context import Context, open_context
from kosidesk.server.founding import Wanted, found
from tests.server.identity.machines import Machine, auth_of
from tests.server.identity.offices import NOW

PATIENCE_S = 20.0


@dataclass
class Clock:
    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True)
class Served:
    """`web` trusts the server's own certificate by its fingerprint, as a desk does."""

    context: Context
    web: HTTPSConnectionPool

    def ask(
        self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None
    ) -> BaseHTTPResponse:
        return self.web.request(method, path, body=body, headers=dict(headers or {}), redirect=False)

    def post(self, path: str, message: msgspec.Struct, **headers: str) -> BaseHTTPResponse:
        return self.ask("POST", path, access.encoded(message), headers)

    def signed(self, machine: Machine, path: str, message: msgspec.Struct) -> BaseHTTPResponse:
        nonce = access.decoded(self.ask("POST", access.NONCE).data, access.Nonce).nonce
        body = access.encoded(message)
        signature = proof.sign(machine.key, "POST", path, nonce, body)
        headers = {access.NONCE_HEADER: nonce, access.SIGNATURE_HEADER: signature.hex()}
        return self.ask("POST", path, body, headers)

    def log_in(self, machine: Machine, counsellor: str) -> "Seat":
        login = access.Login(machine.id, counsellor, auth_of(counsellor))
        answered = self.signed(machine, access.SESSION, login)
        assert answered.status == 200, answered.data
        return Seat(self, machine, access.decoded(answered.data, access.Session).token)


@dataclass(frozen=True)
class Seat:
    """A counsellor at a machine, logged in."""

    served: Served
    machine: Machine
    token: str

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def sync(
        self, *operations: Operation, cursors: Mapping[str, int] | None = None, rows: int = 2000
    ) -> Reply:
        answered = self.ask(
            "POST", access.SYNC, codec.encode_request(self.request(*operations, cursors=cursors, rows=rows))
        )
        assert answered.status == 200, answered.data
        return codec.decode_reply(answered.data)

    def request(
        self, *operations: Operation, cursors: Mapping[str, int] | None = None, rows: int = 2000
    ) -> Request:
        return Request(PROTOCOL, VERSION, self.machine.id, (), (), dict(cursors or {}), rows, operations)

    def head(self, seq: int) -> int:
        answered = self.ask("GET", f"{access.HEAD}?seq={seq}")
        return access.decoded(answered.data, access.Head).seq

    def ask(self, method: str, path: str, body: bytes | None = None) -> BaseHTTPResponse:
        return self.served.ask(method, path, body, self.headers)


@contextmanager
def served(folder: Path, clock: Clock | None = None, **said: object) -> Iterator[Served]:
    """A new server in this folder, until the block ends."""
    with serving.listen("127.0.0.1", 0) as listening:
        port = listening.getsockname()[1]
        made = found(
            folder, Wanted("Agentur Musterstadt", {"hosts": ["localhost"], "port": port, **said}), NOW
        )
        context = open_context(made, clock or Clock())
        server = Server(serving.config(made, application(context)))
        thread = Thread(target=server.run, args=([listening],), name="server")
        thread.start()
        web = HTTPSConnectionPool(
            "localhost",
            port,
            maxsize=64,
            cert_reqs="CERT_NONE",
            assert_fingerprint=tls.fingerprint(made.certificate),
            retries=False,
            timeout=PATIENCE_S,
        )
        try:
            yield Served(context, web)
        finally:
            web.close()
            server.should_exit = True
            thread.join(PATIENCE_S)


def faulted(answered: BaseHTTPResponse) -> tuple[int, int]:
    """Status and number of a refusal."""
    return answered.status, json.loads(answered.data)["fault"]
