"""What is measured, at which sizes, how often, and what must be there first."""

from dataclasses import dataclass

SHORT, USUAL, LONG = "short", "usual", "long"
SAMPLE = 429
"""Offers in the list an agency really exports."""

_LARGEST = 100_000
_DESKS = (700, 10_000, _LARGEST)
_SMALLER = _DESKS[:2]

_RUNS = {SHORT: 1, USUAL: 5, LONG: 7}
_SLOW_RUNS = {SHORT: 1, USUAL: 3, LONG: 3}

DESK, FEED, PLAIN = "desk", "feed", "plain"


@dataclass(frozen=True)
class Figure:
    """`sizes` are numbers of offers; `usual` are those that are not left to the long form.

    From `slow` offers on, a run takes many seconds. `needs` says what the probes work on, of the figure's own
    size unless there is another with it.
    """

    name: str
    what: str
    sizes: tuple[int, ...]
    usual: tuple[int, ...]
    needs: tuple[tuple[str, int | None], ...]
    slow: int = _LARGEST
    needs_window: bool = False

    def sizes_of(self, form: str) -> tuple[int, ...]:
        """The usual form measures every goal, the short one leaves the largest desk out."""
        if form == LONG:
            return self.sizes
        return tuple(size for size in self.usual if form == USUAL or size < _LARGEST)

    def runs(self, form: str, size: int) -> int:
        return (_SLOW_RUNS if size >= self.slow else _RUNS)[form]


FIGURES = (
    Figure(
        "window",
        "the start of the program to the painted unlock window",
        sizes=(700,),
        usual=(700,),
        needs=((DESK, None),),
        needs_window=True,
    ),
    Figure(
        "unlock",
        "Enter to the painted list of offers; libraries were loaded while the passphrase was typed",
        sizes=_DESKS,
        usual=_DESKS,
        needs=((DESK, None), (DESK, 0), (PLAIN, None)),
        needs_window=True,
    ),
    Figure(
        "stalls",
        "the longest turn of the window's thread at the first visit of each screen",
        sizes=_SMALLER,
        usual=(10_000,),
        needs=((DESK, None),),
        needs_window=True,
    ),
    Figure(
        "importing",
        "a file to stored offers; cold with Python's start and the passphrase",
        sizes=(SAMPLE, *_DESKS),
        usual=(SAMPLE, 10_000),
        needs=((DESK, 0), (FEED, None)),
        slow=10_000,
    ),
    Figure(
        "search",
        "a key to all hits and 128 rows of them; warm is the median key",
        sizes=_DESKS,
        usual=_SMALLER,
        needs=((DESK, None), (PLAIN, None)),
    ),
    Figure(
        "filters",
        "a key to the numbers beside the filters; warm is the median key",
        sizes=_DESKS,
        usual=_SMALLER,
        needs=((DESK, None),),
    ),
    Figure(
        "list",
        "all offers in their order and 128 rows of them",
        sizes=_DESKS,
        usual=_SMALLER,
        needs=((DESK, None), (PLAIN, None)),
    ),
    Figure("sheet", "offers to a PDF", sizes=(4,), usual=(4,), needs=((DESK, 700), (PLAIN, 700))),
    Figure(
        "meanwhile",
        "picks and searches while a file of as many offers comes in",
        sizes=_SMALLER,
        usual=(10_000,),
        needs=((DESK, None), (FEED, None), (PLAIN, None)),
        slow=10_000,
    ),
)
