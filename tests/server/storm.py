"""Forty guess passphrases at once while a desk syncs: `python -m tests.server.storm` prints the figures.

Each guess comes from another address for another account, as from a botnet, so that only the queue of the
hashing stands in its way. The server is a process of its own, so that its memory is its own.
"""

import json
import os
import secrets
import socket
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from ipaddress import IPv4Address
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from uuid import uuid4

from urllib3 import HTTPConnectionPool

from kosidesk.protocol import access, codec, proof
from kosidesk.protocol.messages import PROTOCOL, Request
from kosidesk.schema import VERSION
from kosidesk.server.context import open_context, utc_now
from kosidesk.server.founding import Wanted, found
from tests.server.commands.operator import first_answer, process
from tests.server.identity.machines import Machine, auth_of, code, ticket
from tests.server.identity.offices import MARA

GUESSERS, QUIET_SYNCS, SECONDS = 40, 200, 6.0


def storm(folder: Path, seconds: float = SECONDS) -> dict[str, float]:
    """Peak memory of the server, and how long a round of the sync takes before the storm and in it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    machine = _founded(folder, port)
    with (
        process(folder, "serve", "--json", quiet=True) as running,
        HTTPConnectionPool("127.0.0.1", port, retries=False, timeout=60) as web,
    ):
        first_answer(running)
        caller = Caller(web, machine.key, machine.id)
        token = caller.token()
        quiet = [caller.sync(token) for _ in range(QUIET_SYNCS)]
        with ProcessPoolExecutor(1, get_context("spawn")) as elsewhere:
            guessing = elsewhere.submit(_crowd, port, machine.key, machine.id, seconds)
            meanwhile = list(_syncs(caller, token, guessing))
            statuses = guessing.result()
        peak = _peak_mb(running.pid)
    return {
        "peak_mb": round(peak),
        "sync_p95_ms": _p95(quiet),
        "sync_p95_in_storm_ms": _p95(meanwhile),
        "syncs_in_storm": len(meanwhile),
        "guesses_judged": statuses[401],
        "guesses_sent_away": statuses[429],
        "other_answers": statuses.total() - statuses[401] - statuses[429],
    }


@dataclass(frozen=True)
class Caller:
    web: HTTPConnectionPool
    key: bytes
    device: str

    def token(self) -> str:
        answered = self.log_in(MARA, auth_of(MARA), "192.0.2.1")
        return access.decoded(answered[1], access.Session).token

    def sync(self, token: str) -> float:
        """Milliseconds."""
        request = codec.encode_request(Request(PROTOCOL, VERSION, self.device, (), (), {}, 100))
        begun = perf_counter()
        answered = self._post(access.SYNC, request, {"Authorization": f"Bearer {token}"})
        took = 1000 * (perf_counter() - begun)
        assert answered[0] == 200, answered
        return took

    def log_in(self, counsellor: str, auth: bytes, address: str) -> tuple[int, bytes]:
        nonce = access.decoded(self._post(access.NONCE, b"", {})[1], access.Nonce).nonce
        body = access.encoded(access.Login(self.device, counsellor, auth))
        signature = proof.sign(self.key, "POST", access.SESSION, nonce, body).hex()
        headers = {access.NONCE_HEADER: nonce, access.SIGNATURE_HEADER: signature, "X-Forwarded-For": address}
        return self._post(access.SESSION, body, headers)

    def _post(self, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        answered = self.web.request("POST", path, body=body, headers=headers)
        return answered.status, answered.data


def _crowd(port: int, key: bytes, device: str, seconds: float) -> Counter[int]:
    """Statuses of all guesses. In a process of its own, for it must not slow down who measures."""
    with (
        HTTPConnectionPool("127.0.0.1", port, maxsize=GUESSERS, retries=False, timeout=60) as web,
        ThreadPoolExecutor(GUESSERS) as crowd,
    ):
        until = perf_counter() + seconds
        guessing = [crowd.submit(_guesses, Caller(web, key, device), until) for _ in range(GUESSERS)]
        return sum((each.result() for each in guessing), Counter[int]())


def _guesses(caller: Caller, until: float) -> Counter[int]:
    seen = Counter[int]()
    while perf_counter() < until:
        address = str(IPv4Address(secrets.randbelow(2**32)))
        seen[caller.log_in(str(uuid4()), os.urandom(32), address)[0]] += 1
    return seen


def _syncs(caller: Caller, token: str, storm: Future[Counter[int]]) -> Iterator[float]:
    while not storm.done():
        yield caller.sync(token)


def _founded(folder: Path, port: int) -> Machine:
    """A server behind a proxy, which may say where a request comes from; and a machine that was stolen."""
    said = {"hosts": ["127.0.0.1"], "address": "127.0.0.1", "port": port, "behind_proxy": True}
    made = found(folder, Wanted("Probe", said), utc_now())
    context = open_context(made)
    try:
        machine = Machine(context.office)
        typed = code(context.office, ticket(), utc_now())
        device = machine.enrol(typed, MARA, utc_now()).device.id
        return Machine(context.office, machine.key, machine.sealing, device)
    finally:
        context.close()


def _p95(times: list[float]) -> float:
    return round(sorted(times)[int(0.95 * len(times))], 1)


def _peak_mb(process_id: int) -> float:
    lines = Path(f"/proc/{process_id}/status").read_text("ascii", errors="replace").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        print(json.dumps(storm(Path(place) / "server")))
