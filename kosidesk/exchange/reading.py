"""Reading a foreign file at a safe distance: a child process parses it and can be stopped at any time.

What comes back are values; whatever happens to the child, the desk only sees a refusal.
"""

import signal
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import IO

from kosidesk.domain.errors import NeedsMapping, Unreadable
from kosidesk.exchange import confined, frames, limits
from kosidesk.exchange.feed import Entry, Feed, Meaning
from kosidesk.exchange.frames import Answer, Done, Entries, Failed, Job, Previewed, Unexplained
from kosidesk.exchange.town import Town

Progress = Callable[[int], None]
"""Told how many entries have been read so far."""

_GLANCE = 0.05  # seconds between two looks at the clock and at `cancelled`
_COMMAND = (sys.executable, "-P", "-m", "kosidesk.exchange.child")


def read(
    path: Path,
    *,
    town: Town,
    mapping: Meaning | None = None,
    cancelled: Event | None = None,
    progress: Progress | None = None,
) -> Feed:
    """Everything the file says. Blocks; made for a thread of its own.

    Raises Unreadable, and NeedsMapping for a table that `mapping` does not explain.
    """
    job = Job(str(path.absolute()), town, None if mapping is None else dict(mapping))
    entries: list[Entry] = []
    with closing(_answers(job, path.name, cancelled)) as answers:
        for answer in answers:
            match answer:
                case Entries(some):
                    entries.extend(some)
                    if len(entries) > limits.ROWS:  # the child keeps to this, unless someone took it over
                        raise Unreadable(path.name, limits.TOO_MANY_ROWS, None, str(limits.ROWS))
                    if progress:
                        progress(len(entries))
                case Done(feed):
                    return replace(feed, entries=tuple(entries))
    raise Unreadable(path.name, limits.CRASHED, None, "")


def preview(path: Path, *, cancelled: Event | None = None) -> Previewed:
    """The columns of a table and its first rows, for asking what they mean. Raises Unreadable."""
    job = Job(str(path.absolute()), Town(), preview=True)
    with closing(_answers(job, path.name, cancelled)) as answers:
        for answer in answers:
            if isinstance(answer, Previewed):
                return answer
    raise Unreadable(path.name, limits.CRASHED, None, "")


def _answers(job: Job, name: str, cancelled: Event | None) -> Generator[Answer]:
    """What the child answers while it keeps to its time. Raises its refusals."""
    with _started(job) as child, _watched(child, cancelled) as stopped:
        while answer := frames.read(_pipe(child.stdout)):
            match answer:
                case Failed(code, line, detail):
                    raise Unreadable(name, code, line, detail)
                case Unexplained(columns):
                    raise NeedsMapping(name, columns)
            yield answer
        child.kill()  # it has said its last word, or something that is no word
        ended = child.wait()
    raise Unreadable(name, stopped[0] if stopped else _ending(ended), None, "")


@contextmanager
def _started(job: Job) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(  # noqa: S603  our own interpreter and module
        _COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=confined.environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as child:
        try:
            with suppress(OSError), _pipe(child.stdin) as stdin:  # it may be gone already
                stdin.write(frames.encode_job(job))
            yield child
        finally:
            child.kill()


def _pipe(end: IO[bytes] | None) -> IO[bytes]:
    if end is None:
        raise TypeError("no pipe was asked for")
    return end


@contextmanager
def _watched(child: subprocess.Popen[bytes], cancelled: Event | None) -> Iterator[list[str]]:
    """Ends the child when its time is up or nobody waits for it any more; the list then says which."""
    over, stopped = Event(), list[str]()

    def watch() -> None:
        deadline = monotonic() + limits.SECONDS
        while not over.wait(_GLANCE):
            if cancelled and cancelled.is_set():
                stopped.append(limits.CANCELLED)
            elif monotonic() > deadline:
                stopped.append(limits.TIME)
            if stopped:
                child.kill()
                return

    watcher = Thread(target=watch, name="reading", daemon=True)
    watcher.start()
    try:
        yield stopped
    finally:
        over.set()
        watcher.join()


def _ending(returned: int) -> str:
    return limits.TIME if returned == -getattr(signal, "SIGXCPU", 0) else limits.CRASHED
