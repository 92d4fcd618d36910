"""The locks hold, for each package, a wheel for Windows x64, macOS arm64 and Linux x64, and no two versions.

`installer/relock.py` wrote down which wheel pip takes on each system; no index is asked here.
"""

import itertools
import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement

from installer import locks
from tests.house import tree

LOCKS = sorted((tree.ROOT / "installer").glob("requirements*.lock"))
PINS = tuple(itertools.chain.from_iterable(map(locks.read, LOCKS)))
WHEELS: Mapping[str, Mapping[str, Mapping[str, str]]] = json.loads(
    (tree.ROOT / "installer/wheels.json").read_text("utf-8")
)
SYSTEMS = {"windows": "win32", "macos": "darwin", "linux": "linux"}


def test_the_table_knows_each_system() -> None:
    assert set(WHEELS) == set(SYSTEMS)


@pytest.mark.parametrize("system", SYSTEMS)
def test_each_package_has_the_hash_of_a_wheel_for_the_system(system: str) -> None:
    surroundings = {"sys_platform": SYSTEMS[system]}
    wanted = {pin.name for pin in PINS if not pin.marker or Marker(pin.marker).evaluate(surroundings)}
    without = {pin.name for pin in PINS if WHEELS[system].get(pin.name, {}).get("sha256") not in pin.hashes}
    assert wanted & without == set()


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_wheels_are_of_the_locked_versions(system: str) -> None:
    versions = {pin.name: pin.version for pin in PINS}
    assert {name: wheel["version"] for name, wheel in WHEELS[system].items()}.items() <= versions.items()


def test_no_package_is_locked_in_two_versions() -> None:
    assert len({(pin.name, pin.version) for pin in PINS}) == len({pin.name for pin in PINS})


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_no_lock_names_a_package_twice(lock: Path) -> None:
    names = [pin.name for pin in locks.read(lock)]
    assert len(names) == len(set(names))


def test_the_server_installs_nothing_of_the_window() -> None:
    server = {pin.name for pin in locks.read(tree.ROOT / "installer/requirements-server.lock")}
    assert {"starlette", "uvicorn", "psycopg-binary", "sqlcipher3", "zstandard"} <= server
    assert server & {"pyside6-essentials", "shiboken6", "reportlab", "pypdfium2", "pillow"} == set()


def test_the_locks_follow_pyproject() -> None:
    project = tomllib.loads((tree.ROOT / "pyproject.toml").read_text("utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    wanted = [
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *itertools.chain(*extras),
    ]
    versions = {pin.name: pin.version for pin in PINS}
    unmet = [text for text in wanted if not _is_met(Requirement(text), versions)]
    assert unmet == [], "run installer/relock.py"


def _is_met(requirement: Requirement, versions: Mapping[str, str]) -> bool:
    version = versions.get(locks.normal(requirement.name))
    return version is not None and version in requirement.specifier


def test_a_lock_holds_nothing_but_packages_and_hashes() -> None:
    for lock in LOCKS:
        assert all(
            line.startswith("    --hash=sha256:") or "==" in line for line in lock.read_text().splitlines()
        )
