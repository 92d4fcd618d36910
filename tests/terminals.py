"""A terminal for tests: commands run in this process, on a desk in a temporary folder."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kosidesk.cli import program

PASSPHRASE = "vier leise blaue Stühle"
ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Answer:
    """What a command said, and the code it ended with."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        assert (self.code, self.err) == (0, "")
        return json.loads(self.out)


class Terminal:
    """Somebody's terminal, with a home of its own; `folder` is where the desk lies."""

    def __init__(
        self, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.home, self.folder = home, home / "Schreibtisch"
        self._environment, self._capsys = monkeypatch, capsys
        home.mkdir(exist_ok=True)
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "LOCALAPPDATA", "APPDATA"):
            monkeypatch.setenv(name, str(home))
        self.know(PASSPHRASE)

    def know(self, passphrase: str) -> None:
        """From now on the passphrase file says this."""
        file = self.home / "passphrase.txt"
        file.write_text(passphrase + "\n", encoding="utf-8")
        self._environment.setenv("KOSIDESK_PASSPHRASE_FILE", str(file))

    def forget(self) -> None:
        """From now on there is no passphrase file."""
        self._environment.delenv("KOSIDESK_PASSPHRASE_FILE")

    def run(self, *words: object) -> Answer:
        """On this terminal's desk."""
        return self.run_anywhere("--data", self.folder, *words)

    def run_anywhere(self, *words: object) -> Answer:
        try:
            code = program.main([str(word) for word in words])
        except SystemExit as left:
            code = int(left.code or 0)
        said = self._capsys.readouterr()
        return Answer(code, said.out, said.err)

    def json(self, *words: object) -> Any:
        return self.run(*words, "--json").json()

    def run_program(
        self, *words: object, program: tuple[str, ...] = ("-m", "kosidesk"), **more: Any
    ) -> Answer:
        """In a process of its own, with no terminal behind it."""
        done = subprocess.run(
            [sys.executable, *program, "--data", str(self.folder), *map(str, words)],
            check=False,
            capture_output=True,
            cwd=ROOT,
            env={**os.environ, **more},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            timeout=60,
        )
        return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())
