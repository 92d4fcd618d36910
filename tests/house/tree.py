"""The files of the checkout that belong to it, with or without git."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
_NOT_OURS = {"build", "dist", "__pycache__"}


def files(below: Path = ROOT) -> Iterator[Path]:
    for entry in sorted(below.iterdir()):
        hidden = entry.name.startswith(".") and entry.name not in {".ci", ".gitignore"}
        if hidden or entry.name in _NOT_OURS or entry.suffix == ".egg-info":
            continue
        if entry.is_dir():
            yield from files(entry)
        else:
            yield entry


def texts() -> Iterator[tuple[Path, str]]:
    """Each file that is text, relative to the checkout."""
    for file in files():
        try:
            yield file.relative_to(ROOT), file.read_text("utf-8")
        except UnicodeDecodeError:
            continue


def modules() -> Iterator[Path]:
    """The program's and the installer's Python files, relative to the checkout."""
    for folder in ("kosidesk", "installer"):
        yield from (file.relative_to(ROOT) for file in files(ROOT / folder) if file.suffix == ".py")
