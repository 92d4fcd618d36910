"""Opens the desks that are measured, as the window does it."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from kosidesk.services import vault
from kosidesk.services.demo import DEMO_PASSPHRASE
from kosidesk.services.desk import Desk
from kosidesk.settings import Settings
from tests.bench import places


@contextmanager
def opened(folder: Path, offers: int) -> Iterator[Desk]:
    with closing(vault.unlock(places.desk(folder, offers), DEMO_PASSPHRASE, Settings())) as whole:
        yield whole.desk


@contextmanager
def copied(folder: Path, offers: int) -> Iterator[Desk]:
    """One that may be written to."""
    shutil.rmtree(folder / "copies" / f"desk-{offers}", ignore_errors=True)
    shutil.copytree(places.desk(folder, offers), folder / "copies" / f"desk-{offers}")
    with opened(folder / "copies", offers) as desk:
        yield desk
