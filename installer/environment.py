"""Makes a virtual environment of this checkout from the committed locks, once, and finds it again."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import libraries
import locks

ROOT = Path(__file__).resolve().parent.parent
_HERE = Path(__file__).resolve().parent
_PROJECT = ROOT / "pyproject.toml"


@dataclass(frozen=True)
class Environment:
    """A folder with a Python of its own, filled from `lock_names` except for the packages in `without`."""

    folder: Path
    lock_names: tuple[str, ...]
    without: frozenset[str] = frozenset()

    def program(self, name: str) -> str:
        return str(self.folder / "Scripts" / f"{name}.exe" if os.name == "nt" else self.folder / "bin" / name)

    def prepare(self) -> None:
        """Does only what is not done yet: a second call takes no time and writes nothing."""
        wanted, done = self._wanted(), self._done()
        if not self._may_grow(done):
            print(f"{self.folder.name} wird angelegt …", flush=True)
            _run([sys.executable, "-m", "venv", "--clear", str(self.folder)])
            done = self._origin()
        missing = {key for key, value in wanted.items() if done.get(key) != value}
        for name in self.lock_names:
            if name in missing:
                self._install(name)
        if _PROJECT.name in missing:
            self._pip("--no-build-isolation", "--no-deps", "--editable", str(ROOT))
        if missing:
            self._stamp.write_text(json.dumps({**done, **wanted}, indent=1), encoding="utf-8")

    def _install(self, lock_name: str) -> None:
        print(
            f"{self.folder.name}: {lock_name} wird installiert, das dauert bis zu einer Minute …", flush=True
        )
        pins = tuple(pin for pin in locks.read(_HERE / lock_name) if pin.name not in self.without)
        wanted = self.folder / lock_name
        locks.write(wanted, pins)
        # The locks are complete, so pip has nothing to resolve; wheels only, so nothing is compiled here.
        self._pip("--no-deps", "--only-binary=:all:", "--require-hashes", "--requirement", str(wanted))

    def _pip(self, *arguments: str) -> None:
        pip = [self.program("python"), "-m", "pip", "--disable-pip-version-check"]
        _run([*pip, "install", "--quiet", "--quiet", *arguments])

    @property
    def _stamp(self) -> Path:
        return self.folder / "installed.json"

    def _origin(self) -> dict[str, str]:
        """An environment works for one Python at one place."""
        return {"python": sys.version, "folder": str(self.folder)}

    def _wanted(self) -> dict[str, str]:
        files = (*(_HERE / name for name in self.lock_names), _PROJECT)
        return self._origin() | {file.name: _digest(file) for file in files}

    def _done(self) -> dict[str, str]:
        try:
            done: dict[str, str] = json.loads(self._stamp.read_text("utf-8"))
        except (FileNotFoundError, ValueError):
            return {}
        return done

    def _may_grow(self, done: dict[str, str]) -> bool:
        """Another Python, place or version of a lock: it is simpler and surer to begin anew."""
        locked = {name: _digest(_HERE / name) for name in self.lock_names if name in done}
        return (self._origin() | locked).items() <= done.items()


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _run(command: list[str]) -> None:
    if subprocess.run(command, check=False).returncode:
        sys.exit(
            f"Die Einrichtung ist bei diesem Schritt stehen geblieben:\n\n    {' '.join(command)}\n\n"
            "Beim ersten Mal braucht sie das Internet. Sie darf jederzeit noch einmal gestartet werden."
        )


_PROGRAM, _SIMILAR = "requirements.lock", "requirements-similar.lock"
PROGRAM = Environment(ROOT / ".venv", (_PROGRAM,))
PROGRAM_WITH_SIMILAR = Environment(ROOT / ".venv", (_PROGRAM, _SIMILAR))
SERVER = Environment(ROOT / ".venv-server", ("requirements-server.lock",))
_LOCKS = (_PROGRAM, "requirements-server.lock", _SIMILAR, "requirements-test.lock")
CHECKS = Environment(ROOT / ".venv", _LOCKS)
# The same folder with what the comparisons of the benchmarks need.
ALL_CHECKS = Environment(ROOT / ".venv", (*_LOCKS, "requirements-bench.lock"))
CORE = Environment(
    ROOT / ".venv-core",
    _LOCKS,
    without=frozenset({"pyside6-essentials", "shiboken6", "pytest-qt"}),
)


def demand_python() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - the sentence is for those who start it with an older one
        sys.exit(
            f"KosiDesk braucht Python 3.11 oder neuer, dies ist {sys.version.split()[0]}. "
            "Bitte ein neueres Python installieren und den Befehl damit noch einmal starten."
        )


def demand_system(*, window: bool, tools: bool = False) -> None:
    """Installs what the system lacks, or says the one line to type; stops where nothing goes without it."""
    python_parts = libraries.missing_python_parts()
    missing = python_parts + libraries.missing_window_libraries()
    if tools:
        missing += libraries.missing_check_tools()
    _bring(missing, is_needed=bool(python_parts) or window)


def demand_python_parts() -> None:
    """The same for a program without a window."""
    _bring(libraries.missing_python_parts(), is_needed=True)


def _bring(missing: list[str], *, is_needed: bool) -> None:
    if not missing:
        return
    if libraries.may_install():
        libraries.install(missing)
        return
    print(f"Es fehlen Systempakete. Diese Zeile installiert sie:\n\n    {libraries.line_to_type(missing)}\n")
    if is_needed:
        sys.exit("Danach bitte diesen Befehl noch einmal starten.")
    print("Ohne sie geht nur die Befehlszeile, nicht das Fenster.", flush=True)
