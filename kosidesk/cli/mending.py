"""Makes a broken search anew while somebody waits for its answer."""

import sys
from collections.abc import Callable
from typing import TypeVar

from kosidesk.domain.errors import IndexDamaged
from kosidesk.services import index_care
from kosidesk.services.desk import Desk
from kosidesk.services.words import sentence

Answer = TypeVar("Answer")


def mended(desk: Desk, ask: Callable[[], Answer]) -> Answer:
    """The answer, if need be from a search that was just made anew."""
    try:
        return ask()
    except IndexDamaged as error:
        print(sentence(error), file=sys.stderr)
    index_care.rebuild(desk, _show)
    return ask()


def _show(done: int, of: int) -> None:
    print(f"{done} / {of}", end="\n" if done == of else "\r", file=sys.stderr)
