"""Listens on the address of the settings and serves until somebody stops it."""

import ctypes
import signal
import socket
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path

from starlette.applications import Starlette
from uvicorn import Config, Server
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.supervisors import Multiprocess

from kosidesk.server import context, logs, settings
from kosidesk.server.app import STOPPING, application
from kosidesk.server.errors import AddressTaken, OneProcessOnly
from kosidesk.server.settings import Settings

MOST_CONNECTIONS = 256
"""Of one process. Desks keep one open to wait for news; thirty of them work with sixty."""

KEEP_ALIVE_S = 30
STOPPING_S = 2
"""How long it waits, when it is stopped, for what is under way."""

_BACKLOG = 128
_M_ARENA_MAX = -8  # malloc.h of glibc
_PROXY = "127.0.0.1,::1"


def listen(address: str, port: int) -> socket.socket:
    """From now on callers wait instead of being sent away. Raises AddressTaken."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        listening = socket.create_server((address, port), family=family, backlog=_BACKLOG)
    except (OSError, OverflowError) as error:  # no port is that high
        raise AddressTaken(address, port, getattr(error, "strerror", None) or str(error)) from error
    # asyncio sets it only where the protocol was named; an answer would wait 40 ms for its second packet.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def serve(folder: Path, listening: socket.socket, workers: int = 1) -> None:
    """Returns when the process is told to stop. Raises KosiError for what an operator can mend."""
    found = settings.load(folder)
    if workers > 1 and not found.on_postgresql:
        raise OneProcessOnly
    opened = context.open_context(found)
    for stop in (signal.SIGTERM, signal.SIGINT):
        # uvicorn stops in good order and then raises the signal once more.
        signal.signal(stop, _pass)
    opened.snapshots.clear()
    _share_memory()
    logs.note("started", {"port": listening.getsockname()[1], "workers": workers})
    if workers == 1:
        Server(config(found, application(opened))).run([listening])
    else:
        opened.close()
        Multiprocess(config(found, partial(_worker, folder), workers), [listening]).run()
    logs.note("stopped")


def _worker(folder: Path) -> Starlette:
    logs.set_up()
    _share_memory()
    return application(context.open_context(settings.load(folder)))


def config(found: Settings, app: Starlette | partial[Starlette], workers: int = 1) -> Config:
    return Config(
        app,
        factory=isinstance(app, partial),
        workers=workers,
        loop="asyncio",
        http=_Connection,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=found.behind_proxy,
        forwarded_allow_ips=_PROXY,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=STOPPING_S,
        ssl_certfile=None if found.behind_proxy else found.certificate,
        ssl_keyfile=None if found.behind_proxy else found.certificate_key,
    )


class _Connection(H11Protocol):
    """Tells those who wait for news that the server stops; uvicorn would wait for them in vain."""

    def shutdown(self) -> None:
        super().shutdown()
        self.app_state[STOPPING]()


def _share_memory() -> None:
    """Otherwise glibc lets each thread that ever hashed keep those 19 MB to itself."""
    if sys.platform == "linux":
        with suppress(AttributeError):  # other libraries share anyway
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 2)


def _pass(_signal: int, _frame: object) -> None:
    """Nothing is left to be done."""
