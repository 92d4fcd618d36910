"""The process that reads one foreign file: the job on standard input, answers on standard output.

Started by `reading` as `python -m kosidesk.exchange.child`. It knows neither the desk nor its database.
"""

import os
import sys
from pathlib import Path
from typing import IO

from kosidesk.domain.errors import NeedsMapping, Unreadable
from kosidesk.exchange import confined, limits, parsing
from kosidesk.exchange.feed import Entry
from kosidesk.exchange.frames import (
    Done,
    Entries,
    Failed,
    Job,
    Previewed,
    decode_job,
    failed,
    unexplained,
    write,
)

_AT_ONCE = 250


def main() -> None:
    answers = _own_output()
    job = decode_job(sys.stdin.buffer.read())
    confined.restrict()
    try:
        _answer(job, answers)
    except NeedsMapping as needed:
        write(answers, unexplained(needed))
    except Unreadable as refusal:
        write(answers, failed(refusal))
    except MemoryError:
        write(answers, Failed(limits.OUT_OF_MEMORY, None, ""))


def _own_output() -> IO[bytes]:
    """Standard output for the answers alone: what a library prints goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return answers


def _answer(job: Job, answers: IO[bytes]) -> None:
    path = Path(job.path)
    if job.preview:
        found = parsing.preview(path)
        write(answers, Previewed(found.columns, tuple(cells for _, cells in found.rows)))
        return
    waiting: list[Entry] = []

    def take(entry: Entry) -> None:
        waiting.append(entry)
        if len(waiting) == _AT_ONCE:
            write(answers, Entries(tuple(waiting)))
            waiting.clear()

    feed = parsing.parse(path, job.town, job.mapping, take)
    write(answers, Entries(tuple(waiting)))
    write(answers, Done(feed))


if __name__ == "__main__":
    main()
