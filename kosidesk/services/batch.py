"""Many papers, one after the other: made, handed over, forgotten; what is left can be taken up again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from threading import Event

from kosidesk import paths
from kosidesk.domain.consultation import NOTED, Consultation, Referral
from kosidesk.domain.errors import CannotWrite, DiskFull, KosiError, PrinterFailed, PrinterNotReady
from kosidesk.services import lease, printing_out, sheets
from kosidesk.services.desk import Desk
from kosidesk.services.printing_out import Title
from kosidesk.services.sheets import Choices, Printout
from kosidesk.storage import read

Progress = Callable[[int], None]
Send = Callable[[Printout], object]

_STOPS = (PrinterFailed, PrinterNotReady, CannotWrite, DiskFull)
"""What would happen to every other paper too."""


@dataclass(frozen=True)
class Paper:
    """A paper that can be made: `name` is what people know it by, `key` the record it belongs to."""

    name: str
    key: str
    make: Callable[[], Printout]


@dataclass(frozen=True)
class Refused:
    """A paper that could not be made, and why."""

    paper: Paper
    error: KosiError


@dataclass(frozen=True)
class Batch:
    """What became of each paper. Those of `left` were not handed over; `run` takes them up again.

    `stopped` says why nothing more was handed over; None where all is through or somebody cancelled.
    """

    handed: tuple[Paper, ...] = ()
    refused: tuple[Refused, ...] = ()
    left: tuple[Paper, ...] = ()
    stopped: KosiError | None = None


def run(
    papers: Sequence[Paper],
    send: Send,
    *,
    progress: Progress | None = None,
    cancelled: Event | None = None,
) -> Batch:
    """For a worker. A paper that cannot be made is passed over; a printer that fails ends it.

    `progress` hears how many papers are through; `cancelled` is looked at before each.
    """
    batch = Batch(left=tuple(papers))
    while batch.left and batch.stopped is None and not (cancelled and cancelled.is_set()):
        batch = _next(batch, send)
        if progress and batch.stopped is None:
            progress(len(papers) - len(batch.left))
    return batch


def _next(batch: Batch, send: Send) -> Batch:
    paper, *rest = batch.left
    try:
        send(paper.make())
    except _STOPS as error:
        return replace(batch, stopped=error)
    except KosiError as error:
        return replace(batch, refused=(*batch.refused, Refused(paper, error)), left=tuple(rest))
    return replace(batch, handed=(*batch.handed, paper), left=tuple(rest))


def into_folder(folder: Path, title: Title, on: date) -> Send:
    """Numbered files that replace none and name nobody."""
    numbers = count(1)

    def send(paper: Printout) -> None:
        names = (printing_out.file_name(title, on, f" {number}.pdf") for number in numbers)
        free = (folder / name for name in names)
        printing_out.save(paper.pdf, next(file for file in free if not paths.exists(file)))

    return send


def todays_sheets(desk: Desk, choices: Choices) -> tuple[Paper, ...]:
    """The sheets of today's talks with an offer nobody was given yet, in the order of the talks.

    For a worker. `consultations.hand_out` takes those off the list that were given to their clients.
    Raises LeaseEnded.
    """
    lease.require(desk)
    open_referrals = read.by(desk.database, Referral.KIND, "state", (NOTED,))
    talks = {record.text("consultation") for record in open_referrals}
    found = map(Consultation.of, read.by_ids(desk.database, Consultation.KIND, talks).values())
    todays = [one for one in found if one.begun_at and one.begun_at.astimezone().date() == desk.today()]
    return tuple(
        Paper(one.code, one.id, partial(sheets.of_consultation, desk, one.id, choices))
        for one in sorted(todays, key=lambda one: one.id)
    )
