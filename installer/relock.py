"""Writes the locks and the table of wheels anew: `.venv/bin/python installer/relock.py`, on Linux, online.

Change a bound in pyproject.toml, run this, look at the difference, run `installer/test.py`, commit.
uv resolves once for all systems; pip then resolves each lock for each system, so a package without a wheel
is found here and not on somebody's desk. The locks name no index: which one is asked is the machine's choice.
"""

import json
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path
from typing import Any

import locks
from packaging.markers import Marker
from packaging.requirements import Requirement

HERE = Path(__file__).resolve().parent
PYPROJECT = HERE.parent / "pyproject.toml"
SERVER_LOCK = "requirements-server.lock"
# What the server shares with the program; its other packages are for the window, sheets and feeds.
# A check imports every module of the server where nothing else is installed.
SHARED = frozenset(
    {"babel", "cryptography", "msgspec", "platformdirs", "sqlalchemy", "sqlcipher3", "tomlkit", "zstandard"}
)
SYSTEMS = {
    "windows": ("win_amd64",),
    "macos": ("macosx_13_0_arm64", "macosx_13_0_universal2"),
    "linux": (
        "manylinux_2_34_x86_64",
        "manylinux_2_28_x86_64",
        "manylinux_2_17_x86_64",
        "manylinux2014_x86_64",
    ),
}
MARKERS = {
    "windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
    "macos": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
}


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        uv = _uv(Path(scratch))
        pins: tuple[locks.Pin, ...] = ()
        for name, requirements in _requirements().items():
            resolved = _resolve(uv, requirements, Path(scratch), pins)
            added = tuple(pin for pin in resolved if pin.name not in {known.name for known in pins})
            locks.write(HERE / name, resolved if name == SERVER_LOCK else added)
            pins += added
        table = {system: _wheels(system, pins, Path(scratch)) for system in SYSTEMS}
    (HERE / "wheels.json").write_text(json.dumps(table, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _requirements() -> dict[str, tuple[str, ...]]:
    """By lock. The server's is complete, each other holds what it adds to the ones before it."""
    whole = tomllib.loads(PYPROJECT.read_text("utf-8"))
    build, program = whole["build-system"]["requires"], whole["project"]["dependencies"]
    extras = whole["project"]["optional-dependencies"]
    shared = [text for text in program if locks.normal(Requirement(text).name) in SHARED]
    return {
        "requirements.lock": (*build, *program),
        SERVER_LOCK: (*build, *shared, *extras["server"]),
        "requirements-similar.lock": (*build, *program, *extras["similar"]),
        "requirements-test.lock": (*build, *program, *extras["similar"], *extras["test"]),
        "requirements-bench.lock": (*build, *program, *extras["similar"], *extras["test"], *extras["bench"]),
    }


def _uv(scratch: Path) -> str:
    venv.create(scratch / "uv", with_pip=True)
    subprocess.run([scratch / "uv/bin/python", "-m", "pip", "install", "-qq", "uv"], check=True)
    return str(scratch / "uv/bin/uv")


def _resolve(
    uv: str, requirements: tuple[str, ...], scratch: Path, fixed: tuple[locks.Pin, ...]
) -> tuple[locks.Pin, ...]:
    """What is locked already keeps its version."""
    constraints, lock = scratch / "constraints.txt", scratch / "resolved.lock"
    constraints.write_text("".join(f"{pin.name}=={pin.version}\n" for pin in fixed), encoding="utf-8")
    options = [
        "--universal",
        "--python-version=3.11",
        "--generate-hashes",
        "--no-annotate",
        "--no-header",
        "--quiet",
    ]
    command = [uv, "pip", "compile", *options, "-c", str(constraints), "-o", str(lock), "-"]
    subprocess.run(command, input="\n".join(requirements), text=True, check=True)
    return locks.read(lock)


def _wheels(system: str, pins: tuple[locks.Pin, ...], scratch: Path) -> dict[str, dict[str, str]]:
    """The wheel pip takes for each package on this system with Python 3.11: its version and SHA-256."""
    fitting = tuple(
        pin for pin in pins if not pin.marker or Marker(pin.marker).evaluate(dict(MARKERS[system]))
    )
    lock, report = scratch / f"{system}.lock", scratch / f"{system}.json"
    # pip judges markers by the machine it runs on, so they are judged above and taken off here.
    lock.write_text("".join(_without_marker(pin) for pin in fitting), encoding="utf-8")
    platforms = [f"--platform={tag}" for tag in SYSTEMS[system]]
    pip = [sys.executable, "-m", "pip", "install", "-qq", "--dry-run", "--ignore-installed", "--no-deps"]
    wheels_only = ["--only-binary=:all:", "--python-version=3.11", *platforms, f"--target={scratch / 'none'}"]
    subprocess.run(
        [*pip, *wheels_only, "--require-hashes", f"--report={report}", "-r", str(lock)], check=True
    )
    return dict(map(_wheel, json.loads(report.read_text("utf-8"))["install"]))


def _without_marker(pin: locks.Pin) -> str:
    return (
        " ".join([f"{pin.name}=={pin.version}", *(f"--hash=sha256:{value}" for value in sorted(pin.hashes))])
        + "\n"
    )


def _wheel(entry: dict[str, Any]) -> tuple[str, dict[str, str]]:
    facts = entry["metadata"]
    digest = entry["download_info"]["archive_info"]["hashes"]["sha256"]
    return locks.normal(facts["name"]), {"version": facts["version"], "sha256": digest}


if __name__ == "__main__":
    main()
