"""Where the desks and files of one measurement lie."""

from pathlib import Path

from tests.bench.figures import BOOK, CASES, DESK, FEED, OFFERS, PLAIN, SHEETS, TOWN


def desk(folder: Path, offers: int) -> Path:
    return folder / f"desk-{offers}"


def cases(folder: Path, offers: int) -> Path:
    """A desk with thousands of consultations beside its offers."""
    return folder / f"cases-{offers}"


def feed(folder: Path, offers: int) -> Path:
    return folder / f"feed-{offers}" / "list.xml"


def plain(folder: Path, offers: int) -> Path:
    return folder / f"plain-{offers}.db"


def town(folder: Path, offers: int) -> Path:
    """A server's folder."""
    return folder / f"town-{offers}"


def offers_alone(folder: Path, offers: int) -> Path:
    """The folder of a server that holds nothing but the offers."""
    return folder / f"offers-{offers}"


def sheets(folder: Path, offers: int) -> Path:
    """What a referral sheet of so many offers says."""
    return folder / f"sheet-{offers}.json"


def book(folder: Path, offers: int) -> Path:
    """What the pocket directory of a desk says."""
    return folder / f"book-{offers}.json"


PLACES = {
    DESK: desk,
    CASES: cases,
    FEED: feed,
    PLAIN: plain,
    TOWN: town,
    OFFERS: offers_alone,
    SHEETS: sheets,
    BOOK: book,
}


def mark_backed_up(folder: Path, offers: int) -> None:
    """As on a working day: the last backup is young enough, and none is due when the desk is unlocked."""
    backups = desk(folder, offers) / "backups"
    backups.mkdir(exist_ok=True)
    (backups / "today.kosibackup").touch()
