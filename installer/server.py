"""Sets the central server up and starts it: `python3 installer/server.py ARGUMENTS …`.

Without arguments it says which there are. Nothing of the window is installed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import NoReturn

from environment import SERVER, demand_python, demand_python_parts


def main() -> NoReturn:
    begun = time.monotonic()
    demand_python()
    demand_python_parts()
    SERVER.prepare()
    program = SERVER.program("kosidesk-server")
    if len(sys.argv) == 1:
        print(f"Eingerichtet in {time.monotonic() - begun:.0f} s. Das Programm: {program}\n", flush=True)
    become(program, *(sys.argv[1:] or ["--help"]))


def become(program: str, *arguments: str) -> NoReturn:
    """In place of this process, so that a signal reaches the server and not its starter."""
    if os.name == "nt":
        sys.exit(subprocess.run([program, *arguments], check=False).returncode)
    os.execv(program, [program, *arguments])  # noqa: S606 - our own program, no shell


if __name__ == "__main__":
    main()
