"""What the network does to the bytes of one session, in plain sight: the proxy stands where TLS ends."""

import re
import time
from collections.abc import Callable, Iterator

REQUEST, REPLY = "request", "reply"
"""Ways the bytes go."""

DELAY_S = 0.02
PATIENCE_S = 1.0
"""Who waits for bytes that never come, because a length was falsified, is hung up on."""

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_PAGE = b"<!doctype html><title>Gastnetz</title><p>Bitte melden Sie sich an."
PORTAL = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(_PAGE), _PAGE)


class Torn(Exception):
    """The connection ends here."""


class Answered(Exception):
    """Somebody else answers, with these bytes."""


class Weather:
    """Fine: everything comes through, and is counted."""

    patience: float | None = None

    def __init__(self) -> None:
        self.passed = {REQUEST: 0, REPLY: 0}

    def through(self, way: str, data: bytes) -> Iterator[bytes]:
        self.passed[way] += len(data)
        yield data


class Cut(Weather):
    """Nothing that goes this way comes further than byte number `at`; then the network is gone."""

    def __init__(self, way: str, at: int) -> None:
        super().__init__()
        self._way, self._at = way, at

    def through(self, way: str, data: bytes) -> Iterator[bytes]:
        left = self._at - self.passed[way]
        if way != self._way or left >= len(data):
            yield from super().through(way, data)
            return
        yield from super().through(way, data[:left])
        raise Torn


class Flip(Weather):
    """One bit of byte number `at` arrives as the other."""

    patience = PATIENCE_S

    def __init__(self, way: str, at: int) -> None:
        super().__init__()
        self._way, self._at = way, at

    def through(self, way: str, data: bytes) -> Iterator[bytes]:
        place = self._at - self.passed[way]
        if way == self._way and 0 <= place < len(data):
            data = data[:place] + bytes([data[place] ^ 1 << self._at % 8]) + data[place + 1 :]
        yield from super().through(way, data)


class Trickle(Weather):
    """One byte after the other."""

    def through(self, way: str, data: bytes) -> Iterator[bytes]:
        for at in range(len(data)):
            yield from super().through(way, data[at : at + 1])


class Delay(Weather):
    def through(self, way: str, data: bytes) -> Iterator[bytes]:
        time.sleep(DELAY_S)
        yield from super().through(way, data)


class Portal(Weather):
    """A captive portal answers in the server's place from request number `first` on."""

    def __init__(self, first: int) -> None:
        super().__init__()
        self._left = first

    def through(self, way: str, data: bytes) -> Iterator[bytes]:
        if way == REQUEST and self._left <= 0:
            raise Answered(PORTAL)
        self._left -= way == REPLY  # no reply of this session but the last comes in two pieces
        yield from super().through(way, data)


class Held(Weather):
    """Request number `which` waits until it has come whole; then `_meet` decides."""

    def __init__(self, which: int) -> None:
        super().__init__()
        self._left, self._kept = which, b""

    def through(self, way: str, data: bytes) -> Iterator[bytes]:
        if way == REQUEST:
            self._kept += data
            if not is_whole(self._kept):
                return
            data, self._kept = self._kept, b""
            if self._left == 0:
                self._meet(data)
            self._left -= 1
        yield from super().through(way, data)

    def _meet(self, request: bytes) -> None:
        raise NotImplementedError


class Doubled(Held):
    """The request arrives twice; the desk hears the answer to the second."""

    def __init__(self, which: int, deliver: Callable[[bytes], None]) -> None:
        super().__init__(which)
        self._deliver = deliver

    def _meet(self, request: bytes) -> None:
        self._deliver(request)


class Late(Held):
    """The network is gone before the request arrives; it comes when nobody waits for it any more."""

    request = b""

    def _meet(self, request: bytes) -> None:
        self.request = request
        raise Torn


def is_whole(request: bytes) -> bool:
    head, gap, body = request.partition(b"\r\n\r\n")
    length = _LENGTH.search(head)
    return bool(gap) and len(body) >= (int(length[1]) if length else 0)
