"""The goals, and whether they are met."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.bench.figures import SAMPLE, SIMILAR, Figure
from tests.bench.runs import OTHERWISE, OURS, Result


@dataclass(frozen=True)
class Goal:
    """`number` is one of a figure's numbers; its ending is the unit. It must not pass `limit`."""

    figure: str
    size: int
    number: str
    limit: float
    says: str
    at_least: bool = False
    side: str = OURS

    def is_met(self, measured: float) -> bool:
        return measured >= self.limit if self.at_least else measured <= self.limit


GOALS = (
    Goal("window", 700, "cold_cpu_ms", 400, "first paint of the unlock window"),
    Goal("unlock", 10_000, "cold_cpu_ms", 900, "unlock to painted list"),
    Goal("unlock", 100_000, "cold_cpu_ms", 1_300, "unlock to painted list"),
    Goal("unlock", 100_000, "over_empty_mb", 20, "a list of 100,000 rows over an empty one"),
    Goal("importing", SAMPLE, "cold_wall_ms", 2_000, "import of the sample"),
    Goal("importing", 10_000, "cold_wall_ms", 25_000, "import"),
    *(
        goal
        for size in (700, 10_000)
        for goal in (
            Goal("quality", size, "held_out_recall_percent", 92, "held-out queries", at_least=True),
            Goal(
                "quality",
                size,
                "held_out_recall_percent",
                95,
                "… with similar offers",
                at_least=True,
                side=SIMILAR,
            ),
            Goal(
                "quality",
                size,
                "held_out_meant_recall_percent",
                85,
                "… asked in other words",
                at_least=True,
                side=SIMILAR,
            ),
        )
    ),
    Goal("as_you_type", 10_000, "p95_cpu_ms", 5, "as you type, 95 of 100 keys"),
    Goal("as_you_type", 10_000, "longest_cpu_ms", 30, "as you type, the longest key"),
    Goal("as_you_type", 10_000, "page_p95_cpu_ms", 30, "as you type, with a page of rows"),
    Goal("as_you_type", 100_000, "p95_cpu_ms", 30, "as you type, 95 of 100 keys"),
    Goal("filters", 10_000, "p95_cpu_ms", 2, "numbers beside all filters, 95 of 100 keys"),
    *(
        goal
        for size in (700, 10_000)
        for goal in (
            Goal("bad_input", size, "longest_cpu_ms", 200, "whatever is typed, the longest search"),
            Goal("bad_input", size, "exceptions_count", 0, "… searches that fail"),
        )
    ),
    Goal("reindexing", 10_000, "warm_cpu_ms", 1, "one changed offer in the index"),
    Goal("ranking", 2_500, "warm_cpu_ms", 20, "offers in the order of a wish"),
    Goal("memory", 10_000, "over_empty_mb", 60, "searching and weighing in memory"),
    Goal("memory", 10_000, "over_empty_mb", 180, "… with similar offers", side=SIMILAR),
    Goal("matching", 2_500, "warm_cpu_ms", 60, "fitting offers at each answer"),
    Goal("sheet", 6, "warm_wall_ms", 80, "sheet with six offers"),
    Goal("sheet", 6, "arabic_wall_ms", 100, "sheet with six offers, in Arabic"),
    Goal("sheet", 6, "batch_wall_ms", 4_000, "fifty sheets with six offers each"),
    Goal("sheet", 6, "over_desk_mb", 60, "fifty sheets over the open desk"),
    Goal("directory", 2_500, "cold_wall_ms", 20_000, "pocket directory"),
    Goal("meanwhile", 10_000, "pick_longest_wall_ms", 2_000, "longest wait of a pick during an import"),
    Goal("meanwhile", 10_000, "search_p95_wall_ms", 250, "search during an import, 95 of 100"),
    Goal("first_load", 10_000, "pages_wall_ms", 1_500, "first load by pages"),
    Goal("first_load", 100_000, "pages_wall_ms", 12_000, "first load by pages"),
    Goal("first_load", 100_000, "snapshot_wall_ms", 6_000, "first load by snapshot"),
    Goal("wire", 10_000, "offer_b", 450, "an offer on the wire"),
    Goal("wire", 10_000, "change_b", 80, "a change on the wire"),
    Goal("push", 10_000, "of_raw_percent", 25, "push, of raw executemany", at_least=True),
    Goal("round_trip", 10_000, "p50_wall_ms", 10, "round trip of a change, every other"),
    Goal("round_trip", 10_000, "p99_wall_ms", 50, "round trip of a change, 99 of 100"),
    Goal("other_desk", 10_000, "longest_wall_ms", 1_000, "a change is seen on another desk"),
    Goal("digest", 100_000, "warm_wall_ms", 1_000, "digest of the records' places"),
    Goal("postgresql", 100_000, "single_rate", 1_000, "pushes of one row", at_least=True),
    Goal("postgresql", 100_000, "batched_rate", 20_000, "rows pushed in batches", at_least=True),
    Goal("postgresql", 100_000, "missed_rows", 0, "rows missed by who reads along"),
    Goal("crowd", 10_000, "all_wall_ms", 10_000, "30 desks × 200 changes at once"),
    Goal("wish_to_sheet", 2_500, "interactions_count", 25, "keys and clicks from a wish to the promise"),
    Goal("wish_to_sheet", 2_500, "waiting_wall_s", 1.5, "waiting for the program meanwhile"),
    Goal("keystrokes", 2_500, "begin_talk_count", 1, "keys to begin a talk from anywhere"),
    Goal("keystrokes", 2_500, "confirm_count", 1, "keys to confirm an offer in call mode"),
    Goal("keystrokes", 2_500, "outcome_count", 4, "keys to record an outcome"),
    Goal("keystrokes", 2_500, "new_offer_count", 60, "keys and words for a new offer"),
    Goal("screens", 2_500, "longest_cpu_ms", 150, "the slowest screen to open"),
    Goal("nameless", 700, "nameless_count", 0, "controls without a spoken name"),
    Goal("syncing", 10_000, "longest_wall_ms", 50, "the window blocked by a sync"),
)


@dataclass(frozen=True)
class Verdict:
    """`measured` is None where the number could not be had; `why` then says why."""

    goal: Goal
    measured: float | None
    otherwise: float | None
    met: bool
    why: str = ""


def judged(results: Sequence[Result], figures: Sequence[Figure], form: str) -> tuple[Verdict, ...]:
    """The goals of these figures that belong to this form."""
    sizes = {figure.name: figure.sizes_of(form) for figure in figures}
    return tuple(_verdict(goal, results) for goal in GOALS if goal.size in sizes.get(goal.figure, ()))


def _verdict(goal: Goal, results: Sequence[Result]) -> Verdict:
    sides = {r.side: r for r in results if (r.figure, r.size) == (goal.figure, goal.size)}
    own, otherwise = sides.get(goal.side), sides.get(OTHERWISE)
    measured = own.numbers.get(goal.number) if own else None
    return Verdict(
        goal,
        measured,
        otherwise.numbers.get(goal.number) if otherwise else None,
        met=measured is not None and goal.is_met(measured),
        why=own.why if own else "not run",
    )
