"""Runs the text of a test module under this suite's rules, in a process of its own."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
Done = subprocess.CompletedProcess[str]


def run(module: str, folder: Path, *plugins: str) -> Done:
    (folder / "test_it.py").write_text(module, encoding="utf-8")
    rules = [option for plugin in plugins for option in ("-p", plugin)]
    surroundings = ["-c", str(ROOT / "pyproject.toml"), "-p", "no:cacheprovider", "-q"]
    command = [sys.executable, "-m", "pytest", *rules, *surroundings, str(folder / "test_it.py")]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
