"""Sets the checks up and runs every one of them: `python3 installer/test.py [--all]`.

All checks run, whatever fails; the end says what each came to, the slowest tests, every skipped test with
its reason, and one line with the sum. `--all` (Debian or Ubuntu, as root) first installs what optional checks
need and lets no test be skipped.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

import libraries
from environment import ALL_CHECKS, CHECKS, CORE, ROOT, SERVER, Environment, demand_python, demand_system

RESULTS = ROOT / "build" / "checks"
COVERAGE_FLOOR = 85
TIME_LIMIT = 20 * 60  # seconds for one check; a hang must not eat the whole run
SLOWEST = 20
IS_MISSING = "import importlib.util, sys; sys.exit(importlib.util.find_spec(sys.argv[1]) is not None)"
REASON_CODE = re.compile(r"[a-z][a-z0-9-]*: ")

# Harnesses are programs of their own, `python -m NAME`. Their short form belongs here and takes a minute or
# two; the long form is started by hand, see the module itself.
HARNESSES = {
    "tests.kill": ("--short",),
    "tests.torn": ("--short",),
    "tests.bench": ("--short",),
}
# These need Debian and root, so they run with --all only.
ROOT_HARNESSES = {"tests.fresh_machine": ("--short",)}


@dataclass(frozen=True)
class Check:
    """One command in one environment; `pytest` ones leave a report with their single tests."""

    name: str
    command: tuple[str, ...]
    within: Environment = CHECKS
    has_report: bool = False

    @property
    def report(self) -> Path:
        return RESULTS / f"{self.name}.xml"


@dataclass(frozen=True)
class Test:
    """One test as its report tells it."""

    name: str
    seconds: float
    failed: bool
    skipped: str | None


@dataclass
class Tally:
    """What the checks came to so far."""

    lines: list[str] = field(default_factory=list)
    tests: list[Test] = field(default_factory=list)
    failed_checks: list[str] = field(default_factory=list)
    passed_checks: int = 0

    def note(self, name: str, *, passed: bool, seconds: float = 0.0) -> None:
        self.lines.append(f"{'ok    ' if passed else 'FAILED'} {seconds:6.1f} s  {name}")
        if passed:
            self.passed_checks += 1
        else:
            self.failed_checks.append(name)


def main() -> None:
    parser = argparse.ArgumentParser(description="Runs every check of KosiDesk.")
    parser.add_argument("--all", action="store_true", help="install what optional checks need; no skips")
    everything: bool = parser.parse_args().all
    demand_python()
    if everything and not libraries.may_install():
        sys.exit("--all braucht Debian oder Ubuntu und das Recht, Pakete zu installieren (root).")
    demand_system(window=True, tools=everything)
    for environment in (ALL_CHECKS if everything else CHECKS, CORE, SERVER):
        environment.prepare()
    sys.exit(0 if run_all(everything=everything) else 1)


def run_all(*, everything: bool) -> bool:
    RESULTS.mkdir(parents=True, exist_ok=True)
    for old in RESULTS.iterdir():
        old.unlink()
    tally = Tally()
    programs = HARNESSES | ROOT_HARNESSES if everything else HARNESSES
    for check in (*static_checks(), *tests(), *harnesses(programs), coverage()):
        run(check, tally)
    judge_skips(tally, everything=everything)
    return summary(tally)


def static_checks() -> tuple[Check, ...]:
    return (
        Check("packages agree", ("python", "-m", "pip", "--disable-pip-version-check", "check")),
        Check("format", ("ruff", "format", "--check", ".")),
        Check("lint", ("ruff", "check", ".")),
        Check("types", ("mypy",)),
        Check("types of the installer", ("mypy", "installer")),
        Check("imports", ("lint-imports",)),
    )


def tests() -> tuple[Check, ...]:
    measure = ("--cov=kosidesk", "--cov-append", "--cov-report=")
    return (
        # The floor is proven, not promised: the core's tests run where the window's library is not there.
        Check("no window library in core", ("python", "-c", IS_MISSING, "PySide6"), CORE),
        Check("no window library in the server", ("python", "-m", "tests.server_alone"), SERVER),
        Check("core tests", ("pytest", "-n", "auto", *measure), CORE, has_report=True),
        # One process, one after the other: a crash of one worker would take the results of others with it.
        Check("window tests", ("pytest", *measure, "tests/ui"), has_report=True),
    )


def harnesses(programs: Mapping[str, tuple[str, ...]]) -> tuple[Check, ...]:
    return tuple(
        Check(f"{name} {' '.join(options)}", ("python", "-m", name, *options))
        for name, options in programs.items()
    )


def coverage() -> Check:
    report = ("coverage", "report", "--skip-covered", "--sort=cover", f"--fail-under={COVERAGE_FLOOR}")
    return Check(f"coverage at least {COVERAGE_FLOOR} %", report)


def run(check: Check, tally: Tally) -> None:
    print(f"\n=== {check.name}", flush=True)
    program, *arguments = check.command
    if check.has_report:
        arguments += ["-q", f"--junit-xml={check.report}"]
    begun = time.monotonic()
    code = exit_code([check.within.program(program), *arguments])
    tally.note(check.name, passed=code == 0, seconds=time.monotonic() - begun)
    if check.has_report and check.report.exists():
        tally.tests += read_report(check.report)


def exit_code(command: list[str]) -> int:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "COVERAGE_FILE": str(RESULTS / "coverage"),
    }
    try:
        done = subprocess.run(
            command, cwd=ROOT, env=environment, check=False, timeout=TIME_LIMIT, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired:
        print(f"stopped after {TIME_LIMIT} s")
        return 124
    return done.returncode


def read_report(report: Path) -> list[Test]:
    cases = ET.parse(report).iter("testcase")  # noqa: S314 - our own pytest wrote it a moment ago
    return [read_case(case) for case in cases]


def read_case(case: ET.Element) -> Test:
    skipped = case.find("skipped")
    return Test(
        name=f"{case.get('classname')}::{case.get('name')}",
        seconds=float(case.get("time", 0)),
        failed=case.find("failure") is not None or case.find("error") is not None,
        skipped=None if skipped is None else skipped.get("message", ""),
    )


def judge_skips(tally: Tally, *, everything: bool) -> None:
    reasons = [test.skipped for test in tally.tests if test.skipped is not None]
    tally.note("each skip names its reason code", passed=all(map(REASON_CODE.match, reasons)))
    if everything:
        tally.note("nothing skipped", passed=not reasons)


def summary(tally: Tally) -> bool:
    print(f"\n=== the {SLOWEST} slowest tests")
    for test in sorted(tally.tests, key=lambda test: -test.seconds)[:SLOWEST]:
        print(f"{test.seconds:8.2f} s  {test.name}")
    skipped = [test for test in tally.tests if test.skipped is not None]
    print(f"\n=== skipped: {len(skipped) or 'none'}")
    for test in skipped:
        print(f"{test.skipped}  ({test.name})")
    print("\n=== checks")
    print("\n".join(tally.lines))
    failed = sum(test.failed for test in tally.tests) + len(tally.failed_checks)
    passed = sum(not test.failed and test.skipped is None for test in tally.tests) + tally.passed_checks
    print("\nThe sum counts every single test and each check above.")
    print(f"{passed} passed, {failed} failed, {len(skipped)} skipped")
    return not failed


if __name__ == "__main__":
    main()
