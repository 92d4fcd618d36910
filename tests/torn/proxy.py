"""Stands between a desk and its server as a reverse proxy would, and lets the weather at every byte."""

import select
import socket
import ssl
import struct
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from threading import Thread

from kosidesk.server import serving
from tests.torn.weather import REPLY, REQUEST, Answered, Torn, Weather

_CHUNK = 2**16
_JOINING_S = 5.0
_RESET = struct.pack("ii", 1, 0)  # SO_LINGER: closing tells the other end that something broke


class Proxy:
    """`weather` may be changed between two sessions; each connection keeps the one it began with."""

    def __init__(self, listening: socket.socket, server: tuple[str, int], secured: ssl.SSLContext) -> None:
        self.weather = Weather()
        self.port: int = listening.getsockname()[1]
        self._listening, self._server, self._secured = listening, server, secured
        self._talks: list[Thread] = []
        self._is_over = False

    def run(self) -> None:
        with suppress(OSError):
            while not self._is_over:
                plain, _ = self._listening.accept()
                talk = Thread(target=self._serve, args=(plain, self.weather), name="connection")
                talk.start()
                self._talks = [one for one in (*self._talks, talk) if one.is_alive()]

    def stop(self) -> None:
        self._is_over = True
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port)).close()
        for talk in self._talks:
            talk.join(_JOINING_S)

    def deliver(self, request: bytes) -> None:
        """On a connection of its own; whatever is answered, nobody hears it."""
        with socket.create_connection(self._server) as server:
            server.sendall(request)
            server.recv(_CHUNK)

    def _serve(self, plain: socket.socket, weather: Weather) -> None:
        with suppress(OSError), ExitStack() as open_ones:
            open_ones.enter_context(plain)
            desk = open_ones.enter_context(self._secured.wrap_socket(plain, server_side=True))
            server = open_ones.enter_context(socket.create_connection(self._server))
            try:
                self._pass_on(desk, server, weather)
            except Torn:
                for end in (desk, server):
                    end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            except Answered as answer:
                desk.sendall(answer.args[0])

    def _pass_on(self, desk: ssl.SSLSocket, server: socket.socket, weather: Weather) -> None:
        for end in (desk, server):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while end := _first_to_speak(desk, server, weather.patience):
            way, other = (REQUEST, server) if end is desk else (REPLY, desk)
            data = end.recv(_CHUNK)
            if not data:
                return
            for piece in weather.through(way, data):
                other.sendall(piece)


def _first_to_speak(
    desk: ssl.SSLSocket, server: socket.socket, patience: float | None
) -> socket.socket | None:
    if desk.pending():
        return desk
    spoken, _, _ = select.select([desk, server], [], [], patience)
    return spoken[0] if spoken else None


@contextmanager
def proxy(server: tuple[str, int], secured: ssl.SSLContext) -> Iterator[Proxy]:
    with serving.listen("127.0.0.1", 0) as listening:
        made = Proxy(listening, server, secured)
        thread = Thread(target=made.run, name="proxy")
        thread.start()
        try:
            yield made
        finally:
            made.stop()
            thread.join(_JOINING_S)
