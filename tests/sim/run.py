"""Tells many stories and says which promises broke; plants faults and says which of them lived.

python -m tests.bench sync-sim [--seeds N] [--from SEED] [--mutants] [--json]
"""

import argparse
import json
import os
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import asdict, dataclass

from tests.sim.mutants import MUTANTS, planted
from tests.sim.oracle import Broken, Oracle
from tests.sim.world import MODES, World

USUAL_SEEDS = 500
MUTANT_RUNS = 450
_FAULTY = [mode for mode in MODES if not mode.spells_out]
_PIECE = 25


@dataclass(frozen=True)
class Failure:
    """A story that broke a promise; mode and seed tell it again."""

    mode: str
    seed: int
    promise: str
    what: str


@dataclass(frozen=True)
class Piece:
    """What some stories came to."""

    runs: int
    edits: int
    failures: tuple[Failure, ...]


def told(seeds: Iterable[int]) -> Piece:
    runs, edits, failures = 0, 0, []
    for seed in seeds:
        world = World(seed, MODES[seed % len(MODES)], Oracle())
        try:
            world.run()
        except Broken as broken:
            failures.append(Failure(world.mode.name, seed, broken.promise, str(broken)[:500]))
        runs += 1
        edits += len(world.written.operations)
    return Piece(runs, edits, tuple(failures))


def simulated(seeds: int, first: int = 0) -> dict[str, object]:
    """As many stories, the modes in turn."""
    begun = time.monotonic()
    pieces_wanted = (
        range(start, min(start + _PIECE, first + seeds)) for start in range(first, first + seeds, _PIECE)
    )
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        pieces = list(workers.map(told, pieces_wanted))
    failures = [failure for piece in pieces for failure in piece.failures]
    return {
        "seeds": sum(piece.runs for piece in pieces),
        "edits": sum(piece.edits for piece in pieces),
        "failures": len(failures),
        "failed": [asdict(failure) for failure in failures],
        "seconds": round(time.monotonic() - begun, 1),
    }


def died(name: str, runs: int = MUTANT_RUNS) -> int | None:
    """How many stories it took until the fault of this name was noticed; None if it lived."""
    with planted(name) if name else nullcontext():
        for number in range(runs):
            try:
                World(number, _FAULTY[number % len(_FAULTY)], Oracle()).run()
            except Exception:  # noqa: BLE001 - a careless law may also simply fail
                return number + 1
    return None


def hunted(runs: int = MUTANT_RUNS) -> dict[str, object]:
    """Every fault on its own."""
    begun = time.monotonic()
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        found = dict(zip(MUTANTS, workers.map(died, MUTANTS, [runs] * len(MUTANTS)), strict=True))
    return {
        "mutants": len(found),
        "runs_each": runs,
        "died": sum(number is not None for number in found.values()),
        "alive": [name for name, number in found.items() if number is None],
        "died_at": {name: number for name, number in found.items() if number is not None},
        "seconds": round(time.monotonic() - begun, 1),
    }


def main(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench sync-sim", description=__doc__)
    parser.add_argument("--seeds", type=int, default=USUAL_SEEDS, help="stories to tell")
    parser.add_argument("--from", dest="first", type=int, default=0, help="the first seed")
    parser.add_argument(
        "--mutants", action="store_true", help="plant faults instead, each in up to 450 stories"
    )
    parser.add_argument("--runs", type=int, default=MUTANT_RUNS, help="stories for each fault")
    parser.add_argument("--json", action="store_true", help="one object")
    asked = parser.parse_args(words)
    found = hunted(asked.runs) if asked.mutants else simulated(asked.seeds, asked.first)
    print(json.dumps(found, ensure_ascii=False, indent=None if asked.json else 1))
    return int(bool(found.get("failures") or found.get("alive")))
