"""Turning an agency's logo into a small clean picture, at a safe distance.

Nobody knows what an SVG costs to draw before it is drawn, and a deep one ends its reader: so a child process
does it, against the clock.
"""

import subprocess
import sys
from pathlib import Path

import msgspec

from kosidesk.domain.errors import Invalid
from kosidesk.domain.fault import Fault
from kosidesk.exchange import confined

BYTES = 2 * 1024 * 1024
SECONDS = 10.0

_COMMAND = (sys.executable, "-P", "-m", "kosidesk.exchange.logo_child")


class Drawn(msgspec.Struct, frozen=True, tag="drawn"):
    """A PNG in plain colours on white, and what the logo says it shows."""

    png: bytes
    label: str


class Refused(msgspec.Struct, frozen=True, tag="refused"):
    """Code and detail of a `Fault`."""

    code: str
    given: str = ""


ANSWERS: msgspec.msgpack.Decoder[Drawn | Refused] = msgspec.msgpack.Decoder(Drawn | Refused)


def draw(path: Path, pixels: int) -> Drawn:
    """The logo, its longer side so many pixels at the most.

    Raises Invalid with the code "unreadable", "too_large", "external" or "pale".
    """
    answer = _answer(path, pixels)
    if isinstance(answer, Refused):
        raise Invalid((Fault(path.name, answer.code, answer.given),))
    return answer


def _answer(path: Path, pixels: int) -> Drawn | Refused:
    try:
        with path.open("rb") as file:
            said = file.read(BYTES + 1)
    except OSError as error:
        return Refused("unreadable", error.strerror or str(error))
    if len(said) > BYTES:
        return Refused("too_large", f"> {BYTES // 1024 // 1024} MB")
    return _from_child(said, pixels)


def _from_child(said: bytes, pixels: int) -> Drawn | Refused:
    try:
        child = subprocess.run(  # noqa: S603  our own interpreter and module
            (*_COMMAND, str(pixels)),
            input=said,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
            env=confined.environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        return ANSWERS.decode(child.stdout)
    except subprocess.TimeoutExpired:
        return Refused("unreadable", f"> {SECONDS:.0f} s")
    except OSError as error:
        return Refused("unreadable", error.strerror or str(error))
    except msgspec.MsgspecError:
        return Refused("unreadable")
