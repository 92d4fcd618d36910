"""The desk that is worked on and killed at: a real one, with offers and two feeds to import."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

from kosidesk.domain.agency import Counsellor
from kosidesk.domain.change import Edit
from kosidesk.services import vault
from kosidesk.services.demo import DEMO_SOURCE, stock
from kosidesk.services.import_plan import plan
from kosidesk.services.vault import NewDesk
from kosidesk.settings import Settings
from kosidesk.storage import keys
from kosidesk.storage.keys import Argon2
from tests.desks import JON
from tests.feeds import write_feed

PASSPHRASE = "vier worte reichen aus"
OFFERS, FED = 80, 30
# The least the vault accepts: the time a child lives is for its work.
_COST = Argon2(memory_kib=19_456, passes=1)


def prepare(folder: Path) -> Path:
    """Makes the desk once; every lane of the harness works on a copy of it."""
    new = NewDesk("Zentrum Talblick", "wuppertal", "Mara", PASSPHRASE)
    whole = vault.create(folder, new, Settings())
    # Whoever brought Jon and the offers is not there to undo it.
    desk = replace(whole.desk, user=Counsellor(whole.desk.born_id()))
    desk.write(
        Edit(None, JON.record()),
        *plan(desk, stock(desk.city, date(2026, 11, 21), OFFERS), DEMO_SOURCE, DEMO_SOURCE).edits,
    )
    whole.close()
    header = keys.read_header(folder)
    key, counsellor = header.unlock(PASSPHRASE)
    keys.write_header(folder, header.with_passphrase(counsellor, PASSPHRASE, key, _COST))
    for seed, path in enumerate(feeds(folder)):
        paths = write_feed(folder / f"feed-{seed}", offers=FED, seed=seed, traps=())
        shutil.move(paths.list_xml, path)
    return folder


def feeds(folder: Path) -> tuple[Path, Path]:
    """The same offers twice, changed in nearly every value."""
    return folder / "feed-0.xml", folder / "feed-1.xml"
