"""Measures what KosiDesk costs, beside what a user would have otherwise.

    python -m tests.bench [NAME…] [--short|--long] [--json] [--check] [--sample FILE]
    python -m tests.bench sync-sim [--seeds N] [--mutants] [--json]

NAME is a figure, `sync` for all of the sync, `desk` for the work at the window, or `search` for what is found
and what fits. Each run is a process of its own; the median of the runs counts. The short form takes two
minutes, runs once and leaves out 100,000 offers; the usual one measures every goal, the long one every size.
`--check` exits 1 if a goal is missed or could not be measured. `--sample` imports a real list in place of an
invented one.

`sync-sim` measures nothing: it tells stories of desks and a server that fail, and says which promises broke.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Collection, Sequence
from pathlib import Path

from tests.bench import machine, table
from tests.bench.figures import FIGURES, GROUPS, LONG, SHORT, USUAL, Figure
from tests.bench.goals import judged
from tests.bench.runs import measured

SIMULATION = "sync-sim"


def main() -> int:
    if sys.argv[1:2] == [SIMULATION]:
        from tests.sim import run  # noqa: PLC0415 - only the simulation needs it

        return run.main(sys.argv[2:])
    asked = arguments(sys.argv[1:])
    figures = chosen(asked.names)
    before = machine.state()
    with tempfile.TemporaryDirectory(prefix="kosidesk-bench-") as folder:
        results = measured(Path(folder), figures, asked.form, asked.sample)
    verdicts = judged(results, figures, asked.form)
    surroundings = {"form": asked.form, "before": before, "after": machine.state()}
    if asked.json:
        whole = {**surroundings, "results": results, "goals": verdicts}
        print(json.dumps(whole, default=vars, ensure_ascii=False, indent=1))
    else:
        print(table.text(results, verdicts, surroundings))
    return int(asked.check and not all(verdict.met for verdict in verdicts))


def chosen(names: Collection[str]) -> tuple[Figure, ...]:
    """By their own names or that of their group; all if none is named."""
    wanted = frozenset(names)
    return tuple(figure for figure in FIGURES if not wanted or wanted & {figure.name, figure.group})


def arguments(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    names = [*(figure.name for figure in FIGURES), *GROUPS]
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(names)}; all if none")
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--short", dest="form", action="store_const", const=SHORT, default=USUAL)
    forms.add_argument("--long", dest="form", action="store_const", const=LONG)
    parser.add_argument("--json", action="store_true", help="one object in place of tables")
    parser.add_argument("--check", action="store_true", help="exit 1 unless every goal is met")
    parser.add_argument("--sample", type=Path, help="a list of 429 offers to import")
    asked = parser.parse_args(words)
    unknown = set(asked.names).difference(names)
    if unknown:
        parser.error(f"no figure is called {', '.join(sorted(unknown))}")
    return asked


if __name__ == "__main__":
    sys.exit(main())
