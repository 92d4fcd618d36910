"""Kills the program at work and counts what it lost: `python -m tests.kill --short | --long [--json]`.

Exits 1 if an acknowledged change is lost, a desk is damaged, fewer than 30 % of the kills fell inside a
transaction, or harm done on purpose is not found.
"""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.kill import controls, counsellor, trial
from tests.kill.harness import Harness, Program
from tests.kill.report import Report, faults, table

DESK = Program("desk", counsellor.work, counsellor.LIVES)
SHORT, LONG = {DESK: 300}, {DESK: 3000}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.kill", description=__doc__)
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--short", dest="kills", action="store_const", const=SHORT, help="300 kills")
    length.add_argument("--long", dest="kills", action="store_const", const=LONG, help="some thousand kills")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of the table")
    parser.add_argument("--seed", type=int, default=1)
    parser.set_defaults(kills=SHORT)
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="kosidesk-kill-") as scratch:
        reports, found = run(asked.kills, asked.seed, Path(scratch))
    wrong = list(faults(reports[-1], found))
    if asked.json:
        print(json.dumps({"reports": [asdict(one) for one in reports], "controls": found, "faults": wrong}))
    else:
        print("\n".join((*table(reports, found), *wrong)))
    return 1 if wrong else 0


def run(kills: dict[Program, int], seed: int, scratch: Path) -> tuple[list[Report], dict[str, bool]]:
    """A report for each program and one for all, and which harm done on purpose was found."""
    harness = Harness(trial.prepare(scratch / "trial"), scratch, [work.work.__module__ for work in kills])
    done = {program.name: harness.run(program, number, seed) for program, number in kills.items()}
    reports = [Report.of(name, kills) for name, kills in done.items()]
    whole = Report.of("all", [kill for kills in done.values() for kill in kills])
    return [*reports, whole], controls.all_found(harness, DESK, scratch)


if __name__ == "__main__":
    sys.exit(main())
