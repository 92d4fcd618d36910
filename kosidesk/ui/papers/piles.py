"""Piles of papers to be made, and how far that is; plain functions that run off the GUI thread."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from threading import Event

from kosidesk.domain.ids import RecordId
from kosidesk.services import batch, directory, letters, offers, waivers
from kosidesk.services.batch import Paper
from kosidesk.services.desk import Desk
from kosidesk.services.printing_out import Title
from kosidesk.services.sheets import Choices, Format, Printout


@dataclass
class Watch:
    """Counted up by the maker in its thread, looked at by the window in its own. With `of` 0 nobody knows."""

    of: int = 0
    done: int = 0
    cancelled: Event = field(default_factory=Event)

    def count(self, done: int) -> None:
        self.done = done


@dataclass(frozen=True)
class Pile:
    """`title` is all that a printer is told."""

    title: Title
    papers: tuple[Paper, ...]


Gather = Callable[[Desk, Watch], Pile]


@dataclass(frozen=True)
class Wanted:
    """What a directory shall hold; everything where nothing is named."""

    fields: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    format: Format = Format.A5


def todays_sheets(choices: Choices) -> Gather:
    def gather(desk: Desk, watch: Watch) -> Pile:
        """Raises LeaseEnded."""
        return rest(Title.SHEET, batch.todays_sheets(desk, choices))(desk, watch)

    return gather


def letters_to(organisations: Sequence[RecordId]) -> Gather:
    def gather(desk: Desk, watch: Watch) -> Pile:
        return rest(Title.LETTER, letters.papers(desk, organisations))(desk, watch)

    return gather


def pocket_directory(name: str, wanted: Wanted) -> Gather:
    def gather(desk: Desk, watch: Watch) -> Pile:
        watch.of = 100
        make = partial(
            directory.directory,
            desk,
            wanted.fields,
            wanted.districts,
            wanted.format,
            progress=watch.count,
            cancelled=watch.cancelled,
        )
        return Pile(Title.DIRECTORY, (Paper(name, "", make),))

    return gather


def waiver_for(number: str, *, extended: bool) -> Gather:
    def gather(desk: Desk, watch: Watch) -> Pile:
        make = partial(_waiver, desk, number, extended=extended)
        return rest(Title.WAIVER, (Paper(number, "", make),))(desk, watch)

    return gather


def _waiver(desk: Desk, number: str, *, extended: bool) -> Printout:
    """Raises NotFound, Ambiguous."""
    return waivers.waiver(desk, offers.by_number(desk, number).id, extended=extended)


def rest(title: Title, papers: Sequence[Paper]) -> Gather:
    """Papers that are known already, such as those a printer left over."""

    def gather(_desk: Desk, watch: Watch) -> Pile:
        watch.of = len(papers)
        return Pile(title, tuple(papers))

    return gather
