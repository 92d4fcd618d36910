"""A receipt printer: understands the commands it is sent, and says how it is when it is asked."""

import socket
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

from PIL import Image, ImageOps

INIT, FEED, RASTER, CUT, STATUS = b"\x1b@", b"\x1bd", b"\x1dv0\x00", b"\x1dV", b"\x10\x04"

Answers = Mapping[int, bytes]
"""By what is asked about: the cover, the paper. The last one stands."""

FINE: Answers = {2: b"\x12", 4: b"\x12"}
COVER_OPEN: Answers = {**FINE, 2: b"\x16"}
NO_PAPER: Answers = {**FINE, 4: b"\x72"}
RUNS_OUT: Answers = {**FINE, 4: b"\x12\x72"}
OFF_TOPIC: Answers = {2: b"\xff", 4: b"\xff"}


@dataclass
class Receipt:
    """What came out: strips of dots, and in which order the rest happened."""

    strips: list[Image.Image] = field(default_factory=list)
    events: list[str] = field(default_factory=list)

    def picture(self) -> Image.Image:
        """All strips below each other, ink black."""
        whole = Image.new("1", (self.strips[0].width, sum(strip.height for strip in self.strips)))
        below = 0
        for strip in self.strips:
            whole.paste(strip, (0, below))
            below += strip.height
        return ImageOps.invert(whole)


def read(data: bytes) -> Receipt:
    """Raises AssertionError for anything a receipt does not need."""
    receipt = Receipt()
    while data:
        if data.startswith(RASTER):
            width, height = (int.from_bytes(data[at : at + 2], "little") for at in (4, 6))
            end = 8 + width * height
            receipt.strips.append(Image.frombytes("1", (8 * width, height), data[8:end]))
            receipt.events.append("dots")
            data = data[end:]
        else:
            name, length = next(known for start, known in _OTHERS.items() if data.startswith(start))
            receipt.events.append(name)
            data = data[length:]
    return receipt


_OTHERS = {INIT: ("init", 2), FEED: ("feed", 3), CUT: ("cut", 3)}


@contextmanager
def network_printer(answers: Answers, takes: int | None = None) -> Iterator[tuple[int, "Future[bytes]"]]:
    """Its port, and what it will have been sent.

    One that `takes` only so much hangs up then, in the middle.
    """
    with socket.create_server(("127.0.0.1", 0)) as server, ThreadPoolExecutor(1) as printer:
        yield server.getsockname()[1], printer.submit(_serve, server, answers, takes)


def _serve(server: socket.socket, answers: Answers, takes: int | None) -> bytes:
    taken = b""
    left = {about: list(said) for about, said in answers.items()}
    line, _ = server.accept()
    with line:
        while takes is None or len(taken) < takes:
            if not (came := line.recv(65536)):
                break
            taken += came
            if taken[-3:-1] == STATUS:
                taken, about = taken[:-3], taken[-1]
                line.sendall(bytes(_next(left.get(about, []))))
    return taken


def _next(answers: list[int]) -> list[int]:
    return [answers.pop(0)] if answers[1:] else answers
