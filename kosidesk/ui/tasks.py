"""Work off the GUI thread, in lanes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from itertools import count
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot

from kosidesk.domain.errors import KosiError

T = TypeVar("T")


class Lane(Enum):
    """What the work waits for. Nothing may hold the database while it waits for the outside.

    What is in WATCH waits as long as nothing happens: whoever closes the lanes first tells it to stop.
    """

    WRITE = "write"
    READ = "read"
    OUTSIDE = "outside"
    WATCH = "watch"


_THREADS = {Lane.WRITE: 1, Lane.READ: 1, Lane.OUTSIDE: 2, Lane.WATCH: 1}


class Tasks(QObject):
    """Runs work off the GUI thread; each answer arrives back on it, in the order of its lane.

    `owner` is whoever wants the answer: once it is gone, the answer is dropped. Work is a plain function
    that never sees Qt. `failed` gets what can be expected to go wrong; a bug is raised on the GUI thread,
    where the crash hook sees it.
    """

    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answered.connect(self._deliver)
        self._lanes = {lane: ThreadPoolExecutor(size, lane.value) for lane, size in _THREADS.items()}
        # A thread that held the last reference to an owner would destroy a widget: it gets a number instead.
        self._waiting: dict[int, _Waiting] = {}
        self._unwritten: dict[int, Exception] = {}
        self._numbers = count()

    def run(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[KosiError], object],
        *,
        lane: Lane,
    ) -> None:
        number = next(self._numbers)
        self._waiting[number] = _Waiting(owner, done, failed)
        self._lanes[lane].submit(self._work, number, work, lane)

    def is_idle(self) -> bool:
        """Whether every answer was delivered."""
        return not self._waiting

    def close(self) -> tuple[KosiError, ...]:
        """Waits for what is running; of what is not, only writing is still done, for a person counts on it.

        Returns what of that went wrong, for whoever wanted it hears no answer any more.
        """
        for lane, threads in self._lanes.items():
            threads.shutdown(cancel_futures=lane is not Lane.WRITE)
        self._waiting.clear()
        return tuple(error for error in self._unwritten.values() if isinstance(error, KosiError))

    def _work(self, number: int, work: Callable[[], object], lane: Lane) -> None:
        try:
            answer = _Answer(number, work())
        except Exception as error:  # noqa: BLE001 - not swallowed: it goes on on the GUI thread
            answer = _Answer(number, error=error)
            if lane is Lane.WRITE:
                self._unwritten[number] = error
        self._answered.emit(answer)

    @Slot(object)
    def _deliver(self, answer: "_Answer") -> None:
        waiting = self._waiting.pop(answer.number, None)
        self._unwritten.pop(answer.number, None)
        if waiting is None or not shiboken6.isValid(waiting.owner):
            return
        match answer.error:
            case None:
                waiting.done(answer.value)
            case KosiError() as error:
                waiting.failed(error)
            case bug:
                raise bug


@dataclass(frozen=True)
class _Waiting:
    owner: QObject
    done: Callable[[Any], object]
    failed: Callable[[KosiError], object]


@dataclass(frozen=True)
class _Answer:
    number: int
    value: object = None
    error: Exception | None = None
