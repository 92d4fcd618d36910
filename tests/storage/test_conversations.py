"""Desks on real files talk to the server's law: in the end all show the same, and every journal adds up."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from kosidesk.protocol.messages import Key, Said
from kosidesk.server.answer import answer
from kosidesk.server.person import COORDINATION, DESK, Person
from kosidesk.storage import inspection
from kosidesk.sync.talk import conversation
from tests.desks import MARA
from tests.sim.books import MemoryStore
from tests.storage.shelves import FileDesk, uid

AT = "2026-11-21T12:00:00+00:00"
BODIES: list[Key] = [("organisation", uid(n)) for n in range(1, 4)]
CASES: list[Key] = [("consultation", uid(n)) for n in range(4, 7)]
PERSON = Person(uid(90), MARA.id, DESK, COORDINATION, frozenset({"nord", "sued"}), frozenset({MARA.id}))


class Town:
    """Three desks of one agency and its server."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance, self.store = Random(seed), MemoryStore()  # noqa: S311 - stories are not secrets
        self.desks = []
        for number in range(3):
            home = folder / str(number)
            home.mkdir()
            desk = FileDesk(home)
            desk.count_from(number * 100_000)
            self.desks.append(desk)

    def work(self, desk: FileDesk) -> None:
        key = self.chance.choice(BODIES + CASES)
        said = desk.said(key)
        dice = self.chance.random()
        if said is not None and dice < 0.1:
            desk.write(key, None)
        elif said is not None and dice < 0.15 and key in CASES:
            desk.erase(key)
        else:
            desk.write(key, {**(said or {}), **self._news(key)})

    def _news(self, key: Key) -> Said:
        token = str(self.chance.randrange(100))
        names = ("name", "street", "town", "web") if key in BODIES else ("notes", "channel")
        news: Said = {self.chance.choice(names): token}
        return news if key in BODIES else {"team": self.chance.choice(("nord", "sued")), **news}

    def sync(self, desk: FileDesk) -> None:
        talk = conversation(desk.replica, rows=2, allow_vanishing=True)
        request = next(talk)
        while True:
            with self.store.writing() as books:
                reply = answer(books, PERSON, request, AT)
            try:
                request = talk.send(reply)
            except StopIteration:
                return


@pytest.fixture(params=range(8))
def town(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path, request.param)
    yield made
    for desk in made.desks:
        desk.database.close()


def test_in_the_end_all_desks_show_what_the_server_holds(town: Town) -> None:
    for _ in range(60):
        desk = town.chance.choice(town.desks)
        (town.work if town.chance.random() < 0.7 else town.sync)(desk)
    for desk in town.desks * 2:
        town.sync(desk)

    held = {row.key: row.values for row in town.store.state.rows.values()}
    for desk in town.desks:
        with desk.transaction() as shelf:
            assert shelf.rows([*held, *BODIES, *CASES]) == held
            assert shelf.unsent(9) == []
            assert shelf.unsettled() == {}
        assert list(inspection.strayed(desk.database)) == []
        assert list(inspection.unindexed(desk.database)) == []
