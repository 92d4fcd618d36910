"""Kills the program at work and counts what it lost: `python -m tests.kill --short | --long [--json]`.

Where the window's library is missing, its kills fall to the program without a window, and a line says so.
Exits 1 if an acknowledged change is lost, a desk is damaged, fewer than 30 % of the kills fell inside a
transaction, or harm done on purpose is not found.
"""

import argparse
import importlib.util
import json
import sys
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.kill import controls, counsellor, trial
from tests.kill.harness import Harness, Program
from tests.kill.report import Report, faults, table

DESK = Program("desk", counsellor.work, counsellor.LIVES)
HAS_WINDOW_LIBRARY = importlib.util.find_spec("PySide6") is not None
SHORT, LONG = (240, 60), (2000, 300)
"""Kills without and with the window."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.kill", description=__doc__)
    length = parser.add_mutually_exclusive_group()
    length.add_argument(
        "--short", dest="kills", action="store_const", const=SHORT, help="240 kills, 60 with the window"
    )
    length.add_argument(
        "--long", dest="kills", action="store_const", const=LONG, help="2000 kills, 300 with the window"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object instead of the table")
    parser.add_argument("--seed", type=int, default=1)
    parser.set_defaults(kills=SHORT)
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="kosidesk-kill-") as scratch:
        reports, found = run(programs(*asked.kills), asked.seed, Path(scratch))
    wrong = list(faults(reports[-1], found))
    if asked.json:
        print(json.dumps({"reports": [asdict(one) for one in reports], "controls": found, "faults": wrong}))
    else:
        print("\n".join((*table(reports, found), *wrong)))
        if not HAS_WINDOW_LIBRARY:
            print("no-window: PySide6 is not installed, nothing was killed with its window")
    return 1 if wrong else 0


def programs(without: int, within: int) -> dict[Program, int]:
    if not HAS_WINDOW_LIBRARY:
        return {DESK: without + within}
    from tests.kill import window  # noqa: PLC0415  it is the window's library that is missing elsewhere

    return {DESK: without, Program("window", window.work, window.LIVES): within}


def run(kills: dict[Program, int], seed: int, scratch: Path) -> tuple[list[Report], dict[str, bool]]:
    """A report for each program and one for all, and which harm done on purpose was found."""
    harness = Harness(trial.prepare(scratch / "trial"), scratch, [work.work.__module__ for work in kills])
    done = {program.name: harness.run(program, number, seed) for program, number in kills.items()}
    reports = [Report.of(name, kills) for name, kills in done.items()]
    whole = Report.of("all", [kill for kills in done.values() for kill in kills])
    return [*reports, whole], controls.all_found(harness, DESK, scratch)


if __name__ == "__main__":
    sys.exit(main())
