"""Sets the program up and opens it on invented offers: `python3 installer/run.py`.

`--setup-only` starts nothing; `--similar` brings the optional part that finds offers by what words mean.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time

from environment import PROGRAM, PROGRAM_WITH_SIMILAR, ROOT, demand_python, demand_system

DEMO = ROOT / "build" / "demo"
SHEET = ROOT / "build" / "laufzettel.pdf"
FIND = ("find", "Kinder vorlesen", "--open", "--limit", "3")


def main() -> None:
    parser = argparse.ArgumentParser(description="Richtet KosiDesk ein und öffnet es mit Beispieldaten.")
    parser.add_argument("--setup-only", action="store_true", help="nur einrichten, nichts starten")
    parser.add_argument(
        "--similar", action="store_true", help="auch, was „Ähnliche Angebote“ braucht (50 MB mehr)"
    )
    asked = parser.parse_args()
    setup_only: bool = asked.setup_only
    begun = time.monotonic()
    demand_python()
    demand_system(window=not setup_only and has_display())
    (PROGRAM_WITH_SIMILAR if asked.similar else PROGRAM).prepare()
    print(
        f"Eingerichtet in {time.monotonic() - begun:.0f} s. Das Programm: {PROGRAM.program('kosidesk')}",
        flush=True,
    )
    if setup_only:
        return
    make_demo()
    if has_display():
        kosidesk()
    else:
        a_day_on_the_command_line()


def has_display() -> bool:
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def make_demo() -> None:
    """The program itself knows whether the demo is whole; one that is open just now is."""
    begun = DEMO.exists()
    kosidesk("demo", may_fail=begun)


def a_day_on_the_command_line() -> None:
    """Find, look closer, hand over a sheet: the day the window shows, where there is no display."""
    print("\nKein Bildschirm gefunden, darum derselbe Tag auf der Befehlszeile.", flush=True)
    kosidesk(*FIND)
    numbers = [offer["number"] for offer in json.loads(answer(*FIND, "--json"))]
    kosidesk("offer", numbers[0])
    kosidesk("sheet", *numbers, "--out", str(SHEET))


def kosidesk(*arguments: str, may_fail: bool = False) -> None:
    print(f"\n> kosidesk {' '.join(arguments)}".rstrip(), flush=True)
    code = subprocess.run(command(*arguments), check=False).returncode
    if code and not may_fail:
        sys.exit(code)


def answer(*arguments: str) -> str:
    return subprocess.run(command(*arguments), check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


def command(*arguments: str) -> list[str]:
    return [PROGRAM.program("kosidesk"), "--data", str(DEMO), *arguments]


if __name__ == "__main__":
    main()
