"""The ways into a desk, whose libraries are loaded while somebody types the passphrase."""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from kosidesk import paths
from kosidesk.settings import Settings
from kosidesk.ui.unlock.model import Doors


def doors(folder: Path, settings: Callable[[], Settings]) -> Doors:
    """Only looks whether there is a desk."""
    exists = any((folder / name).exists() for name in (paths.HEADER, paths.PREVIOUS_HEADER))
    return Doors(
        unlock=_later("unlock", folder, settings),
        create=_later("create", folder, settings),
        demo=_later("demo", demo_folder(folder), settings),
        restore=_later("restore", folder, settings),
        exists=exists,
        cities=() if exists else _desks("cities"),
    )


def warm_up(folder: Path) -> str:
    """Loads everything an open desk needs; returns the passphrase of a demo desk, which everyone may know."""
    import_module("kosidesk.app.room")
    hint: str = _desks("hint", folder)
    return hint


def demo_folder(folder: Path) -> Path:
    """A demo never takes the place where a person's own desk belongs."""
    return paths.demo_folder() if folder == paths.desk_folder() else folder


def _later(name: str, *first: object) -> Callable[..., object]:
    return partial(_desks, name, *first)


def _desks(name: str, *arguments: object) -> Any:
    return getattr(import_module("kosidesk.app.desks"), name)(*arguments)
