"""What a screen reader is really told, over the bus of the system: everything it can come to has a name."""

import ctypes
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.spoken.window import PLANTED

ROOT = Path(__file__).parents[3]
PROGRAMS = ("Xvfb", "xvfb-run", "dbus-run-session")
LAUNCHERS = (Path("/usr/libexec/at-spi-bus-launcher"), Path("/usr/lib/at-spi2-core/at-spi-bus-launcher"))
"""Where Debian has it, and where others do."""

LIBRARY = "libatspi.so.0"
FEWEST = 3
"""Less than the navigation alone has: then the tree was not read at all."""


def missing() -> str:
    if sys.platform != "linux":
        return "no-accessibility-bus: AT-SPI is there on Linux only"
    absent = [program for program in PROGRAMS if shutil.which(program) is None]
    if not any(launcher.exists() for launcher in LAUNCHERS):
        absent.append(LAUNCHERS[0].name)
    try:
        ctypes.CDLL(LIBRARY)
    except OSError:
        absent.append(LIBRARY)
    return f"no-accessibility-bus: {', '.join(absent)} missing" if absent else ""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[str, str]]]:
    """Role and name of what takes the keyboard, by sights."""
    if reason := missing():
        pytest.skip(reason)
    command = ("dbus-run-session", "--", "xvfb-run", "-a", sys.executable, "-m", "tests.ui.spoken.window")
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    done = subprocess.run(
        [*command, str(tmp_path_factory.mktemp("spoken"))],
        cwd=ROOT,
        env=surroundings,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, list[tuple[str, str]]] = json.loads(done.stdout.splitlines()[-1])
    return told


def test_everything_that_takes_the_keyboard_is_told_by_name(told: dict[str, list[tuple[str, str]]]) -> None:
    sights = {name: stops for name, stops in told.items() if name != PLANTED}
    nameless = {name: [role for role, said in stops if not said] for name, stops in sights.items()}
    assert {name: roles for name, roles in nameless.items() if roles} == {}
    assert [name for name, stops in sights.items() if len(stops) < FEWEST] == []


def test_a_field_nobody_named_is_noticed(told: dict[str, list[tuple[str, str]]]) -> None:
    assert "" in [said for _role, said in told[PLANTED]]
