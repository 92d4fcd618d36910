"""The last place of the history this server is known to have reached, in a file beside the database.

A database that stands before it was put back by hand: its desks know more than it does.
"""

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from time import monotonic

import msgspec

from kosidesk.protocol.messages import Mark
from kosidesk.server.books import Books
from kosidesk.server.store.errors import RestoredByHand
from kosidesk.server.store.files import write_atomically

_SECONDS = 1.0
_FIRST = Mark(0, "")
_mark = msgspec.json.Decoder(Mark).decode


class Watermark:
    """Written at most every second, and at the end."""

    def __init__(self, path: Path, clock: Callable[[], float] = monotonic) -> None:
        self.path = path
        self._clock = clock
        self._at_file = Lock()
        self._written_at = -_SECONDS
        self._latest = _FIRST

    def read(self) -> Mark:
        return _mark(self.path.read_bytes()) if self.path.exists() else _FIRST

    def require(self, reached: Mark, books: Books) -> None:
        """`reached` was read before the snapshot: others may be writing. Raises RestoredByHand."""
        head = books.head()
        if books.tags((reached.seq,)).get(reached.seq) != reached.tag:
            raise RestoredByHand(head.seq, reached.seq)

    def note(self, mark: Mark) -> None:
        """After a commit."""
        with self._at_file:
            self._latest = max(self._latest, mark, key=_place)
            if self._clock() - self._written_at >= _SECONDS:
                self._write()

    def flush(self) -> None:
        with self._at_file:
            self._write()

    def set(self, mark: Mark) -> None:
        """The history goes on from here, even if it stood further before: it was restored."""
        write_atomically(self.path, msgspec.json.encode(mark))

    def _write(self) -> None:
        """Another process may have come further."""
        self._written_at = self._clock()
        if _place(self._latest) > _place(self.read()):
            self.set(self._latest)


def _place(mark: Mark) -> int:
    return mark.seq
