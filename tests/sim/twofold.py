"""One story told twice at once: in memory, and on the databases that are really used.

Every answer is compared as soon as it is given, so that the first difference is shown where it arises.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from kosidesk.domain.change import Edit
from kosidesk.domain.ids import RecordId
from kosidesk.domain.record import Record
from kosidesk.protocol.codec import entries_of
from kosidesk.protocol.messages import Action, Key, Operation, Reply, Request, Said, Tomb
from kosidesk.schema import REGISTRY, VERSION
from kosidesk.server.answer import answer
from kosidesk.server.store.backup import back_up, restore
from kosidesk.server.store.store import Store
from kosidesk.storage import erasure, read
from kosidesk.storage.database import Database
from kosidesk.storage.rows import settled
from kosidesk.storage.shelf import FileReplica
from kosidesk.storage.write import Stamp, write
from tests.desks import KEY
from tests.sim.books import MemoryBooks, MemoryStore, State
from tests.sim.oracle import Oracle
from tests.sim.people import Desk, Hand
from tests.sim.shelf import MemoryReplica, MemoryShelf
from tests.sim.world import AT, BACKUPS_KEPT, Mode, World

_EVERYTHING = 1_000_000


@dataclass(frozen=True)
class Place:
    """Where a server keeps its database and what lies beside it."""

    where: str | Path
    ledger: Path
    backups: Path

    def opened(self) -> Store:
        return Store.open(self.where, KEY, self.ledger)


class TwoServers(World):
    """The server has a real database beside the one in memory. Close it when done."""

    def __init__(self, seed: int, mode: Mode, place: Place) -> None:
        super().__init__(seed, replace(mode, collects=False), Oracle())
        self._place, self._made_at = place, datetime.fromisoformat(AT)
        self.real = place.opened()
        with self.real.reading() as books:
            self.store = MemoryStore(State(lineage=books.lineage()))
        self.backups, self._files = [self.store.snapshot()], [self._file()]

    def close(self) -> None:
        self.real.close()

    def serve(self, desk: Desk, request: Request) -> Reply:
        reply = super().serve(desk, request)
        with self.real.writing() as books:
            require_same("reply", answer(books, desk.person, request, AT), reply)
        return reply

    def _back_up(self) -> None:
        super()._back_up()
        self._files = [*self._files, self._file()][-BACKUPS_KEPT:]
        self._stand_alike()

    def _file(self) -> Path:
        self._made_at += timedelta(minutes=1)
        return back_up(self.real, self._place.backups, KEY, self._made_at).file

    def _restore(self) -> None:
        super()._restore()
        self._files = self._files[: len(self.backups)]
        self.real.close()
        restore(self._files[-1], self._place.where, KEY, self._place.ledger, datetime.fromisoformat(AT))
        self.real = self._place.opened()
        self._name_epoch(self.store.state.lineage[-1].name)
        self._stand_alike()

    def _name_epoch(self, name: str) -> None:
        """As the story names it, or no later answer would be the same."""
        with self.real.transaction() as connection:
            sql = self.real.database.sql("UPDATE epoch SET name = ? WHERE number = ?")
            connection.exec_driver_sql(sql, (name, len(self.store.state.lineage) - 1))

    def _stand_alike(self) -> None:
        """How old the oldest backup is, each store knows by itself: one by number, the other by age."""
        with self.real.transaction() as connection:
            sql = self.real.database.sql("UPDATE head SET durable = ?")
            connection.exec_driver_sql(sql, (self.store.state.head.durable,))

    def compare(self) -> None:
        """All that both know."""
        state = self.store.state
        mine = MemoryBooks(state)
        ids = [id_ for _, id_ in (*state.rows, *state.tombs)]
        scopes = dict.fromkeys({row.scope for row in (*state.rows.values(), *state.tombs.values())}, 0)
        with self.real.reading() as books:
            require_same("head", books.head(), state.head)
            require_same("lineage", books.lineage(), state.lineage)
            require_same("tags", books.tags(range(state.head.seq + 1)), state.tags)
            require_same("acks", books.acks(state.acks), state.acks)
            require_same("erased", sorted(books.erased(ids)), sorted(state.erased & set(ids)))
            require_same("parts", books.parts(ids), mine.parts(ids))
            everything = (answering.after(scopes, _EVERYTHING, whole=()) for answering in (books, mine))
            require_same("entries", *everything)
        refused = sorted(state.quarantined.values(), key=lambda one: (one.at, one.operation.id))
        require_same("quarantine", self.real.quarantined(), refused)


class TwoFiles(World):
    """Each desk has its encrypted file beside its memory."""

    def __init__(self, seed: int, mode: Mode, folder: Path) -> None:
        self._folder, self._files = folder, ExitStack()
        super().__init__(seed, replace(mode, images=False), Oracle())
        self.hand = KnowingHand(self.chance, self.ids, self.written)

    def close(self) -> None:
        self._files.close()

    def compare(self) -> None:
        for desk in self.desks:
            assert isinstance(desk.replica, TwoReplicas)
            desk.replica.compare()

    def _desk(self, number: int) -> Desk:
        desk = super()._desk(number)
        desk.schema = VERSION
        database = Database.open(self._folder / f"{desk.name}.db", KEY)
        self._files.callback(database.close)
        desk.replica = TwoReplicas(desk.replica, database)
        return desk


class KnowingHand(Hand):
    """Does what a program lets people do: no kind it does not know, no record it never heard of."""

    def _may_write(self, desk: Desk, key: Key) -> bool:
        return key[0] in REGISTRY and super()._may_write(desk, key)

    def _first_values(self, desk: Desk, kind: str) -> Said | None:
        return super()._first_values(desk, kind) if kind in REGISTRY else None

    def _write(self, desk: Desk, action: str, key: Key, *told: Any) -> None:
        """Nobody brings back what her file never told her of."""
        assert isinstance(desk.replica, TwoReplicas)
        if action != Action.CREATE or key not in desk.replica.state.gone or desk.replica.tells_of(key):
            super()._write(desk, action, key, *told)


class TwoReplicas(MemoryReplica):
    """Killed in the middle of a transaction, both have done nothing."""

    def __init__(self, memory: MemoryReplica, database: Database) -> None:
        super().__init__(memory.state, memory._tripped)
        self._before = memory._between
        self._database = database
        self._file = FileReplica(database, lambda: datetime.fromisoformat(AT))

    @contextmanager
    def transaction(self) -> Iterator[Any]:
        self._before()
        with self._file.transaction() as file, super().transaction() as memory:
            yield TwoShelves(memory, file)

    def write(self, operation: Operation, values: Said | None) -> None:
        ids = iter((operation.transaction, operation.id))
        at, author = datetime.fromisoformat(operation.at), RecordId(operation.author)
        stamp = Stamp(author, at, lambda: next(ids))
        if operation.action == Action.ERASE:
            erasure.erase(self._database, *operation.key, stamp)
        else:
            old = read.get(self._database, *operation.key)
            write(self._database, [Edit(old, _record(operation.key, values))], stamp)
        known = self.state.known
        super().write(operation, values)
        if operation.action == Action.ERASE:
            # The file keeps where they were, without what they said: scopes are looked up there.
            lost = known.keys() - self.state.known.keys()
            self.state.known |= {key: msgspec.structs.replace(known[key], image=None) for key in lost}

    def tells_of(self, key: Key) -> bool:
        with self._database.reading() as connection:
            told = connection.exec_driver_sql("SELECT 1 FROM change WHERE record = ?", (key[1],))
            return told.first() is not None

    def compare(self) -> None:
        keys = [*self.state.rows, *self.state.known]
        with self.transaction() as both:
            both.standing()
            both.rows(keys)
            both.confirmed(keys)
            both.confirmed_beyond(-1)
            both.unsettled()
            both.settled_beyond(-1)


class TwoShelves:
    """Asks both, and lets them differ in nothing but the order of what has none."""

    def __init__(self, memory: MemoryShelf, file: Any) -> None:
        self._memory, self._file = memory, file

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def asked(*words: Any) -> Any:
            mine, theirs = (getattr(shelf, name)(*words) for shelf in (self._memory, self._file))
            if name == "staged":
                mine, theirs = tuple(mine), tuple(theirs)
            require_same(name, _in_order(name, theirs), _in_order(name, mine))
            return mine

        return asked


def _in_order(name: str, answered: Any) -> Any:
    unordered = ("acknowledged", "settled_beyond", "confirmed_beyond", "confirmed_in")
    return sorted(answered, key=repr) if name in unordered else answered


def require_same(what: str, real: Any, memory: Any) -> None:
    """Lists and tuples are the same, as they are on the wire."""
    here, there = _plain(memory), _plain(real)
    assert here == there, "; ".join(_differences(what, here, there))


def _differences(where: str, here: Any, there: Any) -> Iterator[str]:
    """As deep inside as they can be told."""
    match here, there:
        case dict(), dict():
            for key in here.keys() | there.keys():
                yield from _differences(f"{where}.{key}", here.get(key), there.get(key))
        case list(), list() if len(here) == len(there):
            for number, pair in enumerate(zip(here, there, strict=True)):
                yield from _differences(f"{where}[{number}]", *pair)
        case _ if here != there:
            yield f"{where}: in memory {here}, really {there}"


def _plain(value: Any) -> Any:
    if isinstance(value, msgspec.Raw):
        return _plain(list(entries_of(value)))
    if isinstance(value, Operation):
        # In memory it is what the story's person thought; the file looks it up when it tells the operation.
        value = msgspec.structs.replace(value, scope="")
    if isinstance(value, Tomb) and value.erased:
        # The ledger of erasures, from which a restored server knows it, tells nobody's name.
        value = msgspec.structs.replace(value, author="")
    if isinstance(value, msgspec.Struct):
        return _plain(msgspec.structs.asdict(value))
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _record(key: Key, values: Said | None) -> Record | None:
    if values is None:
        return None
    names = REGISTRY[key[0]].names()
    known = {name: settled(value) for name, value in values.items() if name in names}
    extra = {name: settled(value) for name, value in values.items() if name not in names}
    return Record(key[0], RecordId(key[1]), known, extra)
