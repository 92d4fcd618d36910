"""Many papers, one after the other: made, handed over, forgotten; what is left can be taken up again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from threading import Event

from kosidesk.domain.errors import CannotWrite, DiskFull, KosiError, PrinterFailed, PrinterNotReady

Progress = Callable[[int], None]

_STOPS = (PrinterFailed, PrinterNotReady, CannotWrite, DiskFull)
"""What would happen to every other paper too."""


@dataclass(frozen=True)
class Paper:
    """A paper that can be made: `name` is what people know it by, `key` the record it belongs to."""

    name: str
    key: str
    make: Callable[[], bytes]


@dataclass(frozen=True)
class Refused:
    """A paper that could not be handed over, and why."""

    paper: Paper
    error: KosiError


@dataclass(frozen=True)
class Batch:
    """What became of each paper. Those of `left` were not begun; `run` takes them up again.

    `stopped` says why nothing more was handed over: the printer, or nothing where somebody cancelled.
    """

    handed: tuple[Paper, ...] = ()
    refused: tuple[Refused, ...] = ()
    left: tuple[Paper, ...] = ()
    stopped: KosiError | None = None


def run(
    papers: Sequence[Paper],
    send: Callable[[bytes], object],
    *,
    progress: Progress | None = None,
    cancelled: Event | None = None,
) -> Batch:
    """For a worker. A paper that cannot be made is passed over; a printer that fails ends it.

    `progress` hears how many papers are through.
    """
    batch = Batch(left=tuple(papers))
    while batch.left and batch.stopped is None and not (cancelled and cancelled.is_set()):
        batch = _next(batch, send)
        if progress and batch.stopped is None:
            progress(len(papers) - len(batch.left))
    return batch


def _next(batch: Batch, send: Callable[[bytes], object]) -> Batch:
    paper, *rest = batch.left
    try:
        send(paper.make())
    except _STOPS as error:
        return replace(batch, stopped=error)
    except KosiError as error:
        return replace(batch, refused=(*batch.refused, Refused(paper, error)), left=tuple(rest))
    return replace(batch, handed=(*batch.handed, paper), left=tuple(rest))
