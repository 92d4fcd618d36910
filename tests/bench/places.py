"""Where the desks and files of one measurement lie."""

from pathlib import Path


def desk(folder: Path, offers: int) -> Path:
    return folder / f"desk-{offers}"


def feed(folder: Path, offers: int) -> Path:
    return folder / f"feed-{offers}" / "list.xml"


def plain(folder: Path, offers: int) -> Path:
    return folder / f"plain-{offers}.db"
