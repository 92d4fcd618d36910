"""Writes the records a demo server starts with: `python -m tests.demo_records`.

They come from the invented stock of the demo desk, under a source and numbers of their own, so that a demo
desk that joins the server keeps its offers apart from these.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from kosidesk.exchange.feed import Feed
from kosidesk.server.demo_stock import FILE, MADE_ON
from kosidesk.services import demo, vault
from kosidesk.services.import_plan import plan
from kosidesk.services.vault import NewDesk
from kosidesk.settings import Settings
from kosidesk.storage import read

OFFERS, SEED, SOURCE, FIRST_NUMBER = 40, 2, "demo-server", 9001
KINDS = ("organisation", "offer", "place", "contact")
NOON = datetime(MADE_ON.year, MADE_ON.month, MADE_ON.day, 12, tzinfo=UTC)


def lines() -> Iterator[str]:
    numbers = count(1)
    with TemporaryDirectory() as folder:
        wanted = NewDesk("", demo.DEMO_CITY, demo.DEMO_COUNSELLOR, demo.DEMO_PASSPHRASE)
        opened = vault.create(
            Path(folder) / "desk", wanted, Settings(), lambda: NOON, lambda: f"{next(numbers):032x}"
        )
        try:
            desk = opened.desk
            found = demo.stock(desk.city, MADE_ON, OFFERS, SEED)
            entries = (replace(one, number=str(FIRST_NUMBER + at)) for at, one in enumerate(found.entries))
            feed = Feed(SOURCE, tuple(entries), source=SOURCE)
            desk.write(*plan(desk, feed, SOURCE, SOURCE).edits)
            for kind in KINDS:
                for record in sorted(read.all_of(desk.database, kind), key=lambda one: one.id):
                    yield json.dumps([kind, record.id, dict(record.values)], ensure_ascii=False)
        finally:
            opened.close()


if __name__ == "__main__":
    FILE.write_text("".join(f"{line}\n" for line in lines()), encoding="utf-8", newline="\n")
