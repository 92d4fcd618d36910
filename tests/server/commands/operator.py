"""An operator at the terminal of a server, in this process, and a server in one of its own."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from urllib3 import HTTPSConnectionPool

from kosidesk.server.commands.program import run

PATIENCE_S = 60


@dataclass(frozen=True)
class Operator:
    folder: Path
    capsys: pytest.CaptureFixture[str]

    def types(self, *words: str) -> str:
        """What is answered, as JSON text."""
        assert self.code(*words) == 0, self.capsys.readouterr().err
        return self.capsys.readouterr().out

    def hears(self, *words: str) -> str:
        """The sentence with which it is refused."""
        assert self.code(*words) == 1
        said = self.capsys.readouterr()
        assert said.out == ""
        return said.err

    def asks(self, *words: str) -> Any:
        return json.loads(self.types(*words, "--json"))

    def code(self, *words: str) -> int:
        return run(["--folder", str(self.folder), *words])


@contextmanager
def process(folder: Path, *words: str, quiet: bool = False) -> Iterator[subprocess.Popen[str]]:
    """Stopped as systemd stops it, if it still runs. A quiet one's log is not kept."""
    command = [sys.executable, "-m", "kosidesk.server", "--folder", str(folder), *words]
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd()), "PYTHONUTF8": "1"}
    log = subprocess.DEVNULL if quiet else subprocess.PIPE
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=log, encoding="utf-8"
    ) as running:
        try:
            yield running
        finally:
            running.send_signal(signal.SIGTERM)
            running.wait(PATIENCE_S)


def first_answer(running: subprocess.Popen[str]) -> Any:
    """The first JSON object on its standard output."""
    assert running.stdout is not None
    lines = []
    for line in running.stdout:
        lines.append(line)
        if line == "}\n":
            break
    return json.loads("".join(lines))


def health(url: str, fingerprint: str) -> Any:
    host, port = url.removeprefix("https://").rsplit(":", 1)
    with HTTPSConnectionPool(
        host,
        int(port),
        cert_reqs="CERT_NONE",
        assert_fingerprint=fingerprint,
        retries=False,
        timeout=PATIENCE_S,
    ) as pool:
        return pool.request("GET", "/health").json()
