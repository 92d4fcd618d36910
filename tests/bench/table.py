"""The tables a person reads."""

from collections.abc import Iterable, Mapping, Sequence

from tests.bench.figures import FIGURES
from tests.bench.goals import Verdict
from tests.bench.runs import OURS, Result

_UNITS = {
    "ms": "ms",
    "mb": "MB",
    "b": "B",
    "percent": "%",
    "rate": "/s",
    "rows": "rows",
    "pages": "pages",
    "s": "s",
    "count": "",
}
_MARGINS = ("cold_cpu_ms", "cold_wall_ms", "warm_cpu_ms", "warm_wall_ms", "peak_mb")


def text(results: Sequence[Result], verdicts: Sequence[Verdict], surroundings: Mapping[str, object]) -> str:
    unmeasured = dict.fromkeys(result.why for result in results if result.why)
    return "\n".join(
        [
            *_surroundings(surroundings),
            "",
            *(f"NOT MEASURED  {why}" for why in unmeasured),
            *_aligned(_goals(verdicts)),
            "",
            *_aligned(_margins(results)),
            "",
            *_aligned(_others(results)),
            "",
            *(f"{figure.name}: {figure.what}" for figure in FIGURES),
        ]
    )


def _surroundings(known: Mapping[str, object]) -> Iterable[str]:
    for name, said in known.items():
        told = ", ".join(f"{key} {value}" for key, value in said.items()) if isinstance(said, dict) else said
        yield f"{name}: {told}"


def _goals(verdicts: Iterable[Verdict]) -> Iterable[Sequence[str]]:
    yield "goal", "offers", "number", "measured", "limit", "verdict", "otherwise"
    for verdict in verdicts:
        goal = verdict.goal
        said = "met" if verdict.met else "MISSED" if verdict.measured is not None else "NOT MEASURED"
        values = (verdict.measured, goal.limit, verdict.otherwise)
        measured, limit, otherwise = (quantity(goal.number, value) for value in values)
        bound = f"{'≥' if goal.at_least else '≤'} {limit}"
        yield goal.says, f"{goal.size:,}", _plain(goal.number), measured, bound, said, otherwise


def _margins(results: Iterable[Result]) -> Iterable[Sequence[str]]:
    yield "figure", "offers", "side", *map(_plain, _MARGINS), "runs"
    for result in results:
        if result.numbers:
            cells = [quantity(name, result.numbers.get(name)) for name in _MARGINS]
            yield result.figure, f"{result.size:,}", result.side, *cells, str(result.runs)


def _others(results: Sequence[Result]) -> Iterable[Sequence[str]]:
    """Numbers only one figure has, all sides in one row."""
    sides = tuple(dict.fromkeys(result.side for result in results if result.numbers))
    yield "figure", "offers", "number", *sides
    for result in (result for result in results if result.side == OURS):
        known = {r.side: r.numbers for r in results if (r.figure, r.size) == (result.figure, result.size)}
        for name in (name for name in result.numbers if name not in _MARGINS):
            cells = (quantity(name, known.get(side, {}).get(name)) for side in sides)
            yield result.figure, f"{result.size:,}", _plain(name), *cells


def _plain(number: str) -> str:
    return number.rpartition("_")[0].replace("_", " ")


def quantity(number: str, value: float | None) -> str:
    """With its unit, and no more digits than mean something."""
    if value is None:
        return "–"
    digits = 1 if abs(value) < 100 else 0
    return f"{value:,.{digits}f} {_UNITS[number.rpartition('_')[2]]}"


def _aligned(rows: Iterable[Sequence[str]]) -> Iterable[str]:
    cells = list(rows)
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    for row in cells:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
