"""Kills both ends of running syncs, in processes of their own, and counts what that did.

Each desk writes to its own records only, so that nothing may become a conflict, and reads the other's.
"""

import multiprocessing
import socket
from contextlib import closing, suppress
from ctypes import c_bool
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext
from pathlib import Path
from random import Random
from time import monotonic, sleep
from typing import Any

from kosidesk.domain.agency import Counsellor
from kosidesk.domain.change import Edit
from kosidesk.domain.errors import KosiError
from kosidesk.domain.ids import RecordId
from kosidesk.domain.record import Record
from kosidesk.protocol.messages import Key, Row, Said
from kosidesk.protocol.scopes import AGENCY, PUBLIC
from kosidesk.server import keys, serving
from kosidesk.server.context import open_context, open_store
from kosidesk.server.founding import Wanted, found
from kosidesk.server.identity import limits
from kosidesk.server.person import COORDINATION, DESK
from kosidesk.server.settings import Settings as ServerSettings
from kosidesk.server.settings import load
from kosidesk.server.store.check import check
from kosidesk.services import cities
from kosidesk.services.desk import Desk, new_uuid, utc_now
from kosidesk.services.syncing import Link
from kosidesk.settings import Settings
from kosidesk.storage import inspection, read
from kosidesk.storage.database import Database
from kosidesk.storage.shelf import FileReplica
from tests.desks import JON, KEY, MARA, make_desk
from tests.server.identity.machines import enrolled
from tests.server.served import Served
from tests.services.towns import join

LONGEST_LIFE = 0.5
"""Seconds both ends are at work before one of them is killed, at most."""

_PATIENCE_S = 60.0
_JOURNAL = """SELECT operation, transaction_id, kind, record, json_extract(differences, '$.name[1]') AS name
    FROM change WHERE origin = '' ORDER BY position"""
_EVERYTHING = 1_000_000
_SERVER = "server"


@dataclass(frozen=True)
class Wrote:
    """A desk's program said so after its transaction was committed."""

    transaction: str
    record: str
    name: str


@dataclass(frozen=True)
class Synced:
    """A whole conversation with the server came to its end."""


@dataclass
class Kills:
    """What was counted. `amid` are kills of a desk in the middle of a sync."""

    kills: int = 0
    of_the_server: int = 0
    amid: int = 0
    acknowledged: int = 0
    syncs: int = 0
    lost: int = 0
    doubled: int = 0
    damaged: int = 0
    differs: int = 0
    examples: list[str] = field(default_factory=list)

    @property
    def faults(self) -> int:
        return self.lost + self.doubled + self.damaged + self.differs


def work(folder: Path, user: Counsellor, seed: int, pipe: Connection, syncing: c_bool) -> None:
    """Writes, tells, syncs, and begins again, until it is killed."""
    chance = Random(seed)  # noqa: S311 - nothing secret
    desk = _opened(folder, user)
    link, own = Link(desk), _own(desk)
    while True:
        for _ in range(chance.randint(1, 4)):
            pipe.send(_written(desk, chance, own))
        syncing.value = True
        with suppress(KosiError):
            link.sync()
            pipe.send(Synced())
        syncing.value = False
        sleep(0.01)  # while the server is away it would only write


def serve(folder: Path, port: int) -> None:
    # Who is killed while logging in has tried in vain; that this is limited is tested elsewhere.
    limits.MOST_VISITS, limits.LONGEST_WAIT = _EVERYTHING, timedelta()
    serving.serve(folder, serving.listen("127.0.0.1", port))


def _opened(folder: Path, user: Counsellor) -> Desk:
    database = Database.open(folder / "desk.db", KEY)
    return Desk(database, Settings(), cities.load("wuppertal"), utc_now, new_uuid, user)


def _own(desk: Desk) -> list[RecordId]:
    with desk.database.reading() as connection:
        query = "SELECT DISTINCT record FROM change WHERE origin = '' AND kind = 'organisation'"
        return [RecordId(row.record) for row in connection.exec_driver_sql(query)]


def _written(desk: Desk, chance: Random, own: list[RecordId]) -> Wrote:
    name = new_uuid()
    if own and chance.random() < 0.6:
        id_ = chance.choice(own)
        old = read.get(desk.database, "organisation", id_)
    else:
        id_, old = desk.born_id(), None
        own.append(id_)
    changes = desk.write(Edit(old, Record("organisation", id_, {"name": name})))
    return Wrote(changes.transaction, id_, name)


class Child:
    """A process that is killed and started again."""

    def __init__(self, context: ForkServerContext, target: Any, *words: Any) -> None:
        self._context, self._target, self._words = context, target, words
        self._process: Any = None

    def start(self, *more: Any) -> None:
        self._process = self._context.Process(target=self._target, args=(*self._words, *more))
        self._process.start()

    def kill(self) -> None:
        self._process.kill()
        self._process.join()


class Worker:
    """A desk's program, and everything it told over its lives."""

    def __init__(self, context: ForkServerContext, folder: Path, user: Counsellor) -> None:
        self.folder, self.user = folder, user
        self.told: list[Wrote] = []
        self.syncs, self.is_at_work = 0, False
        self._context, self._child = context, Child(context, work, folder, user)
        self._lives = 0

    def start(self) -> None:
        self.pipe, there = self._context.Pipe(duplex=False)
        self._syncing = self._context.RawValue(c_bool)
        self._lives += 1
        self.is_at_work = False
        self._child.start(self._lives, there, self._syncing)
        there.close()

    def kill(self) -> bool:
        """Whether that was in the middle of a sync."""
        self._child.kill()
        with self.pipe:
            self.hear()
        return bool(self._syncing.value)

    def hear(self) -> None:
        with suppress(EOFError):
            while self.pipe.poll():
                self.is_at_work = True
                match self.pipe.recv():
                    case Wrote() as wrote:
                        self.told.append(wrote)
                    case Synced():
                        self.syncs += 1


def killed(folder: Path, kills: int, seed: int = 1) -> Kills:
    """So many kills, every third of the server, and then a good sync of everybody."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    made, workers = _founded(folder, context)
    server = Child(context, serve, made.folder, made.port)
    server.start()
    for worker in workers:
        worker.start()
    counted = _killing(server, workers, made.port, kills, Random(seed))  # noqa: S311 - nothing secret
    try:
        _at_rest(workers)
    finally:
        server.kill()
    _judge(counted, made, workers)
    return counted


def _killing(server: Child, workers: list[Worker], port: int, kills: int, chance: Random) -> Kills:
    counted = Kills(kills)
    for number in range(kills):
        _wait_until_at_work(workers, port)
        _listen(workers, chance.uniform(0, LONGEST_LIFE))
        if number % 3 == 2:
            server.kill()
            server.start()
            counted.of_the_server += 1
        else:
            worker = workers[number % 2]
            counted.amid += worker.kill()
            worker.start()
    for worker in workers:
        worker.kill()
        counted.acknowledged += len(worker.told)
        counted.syncs += worker.syncs
    return counted


def _wait_until_at_work(workers: list[Worker], port: int) -> None:
    end = monotonic() + _PATIENCE_S
    while not (all(worker.is_at_work for worker in workers) and _answers(port)):
        assert monotonic() < end, "somebody does not begin"
        _listen(workers, 0.02)


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def _listen(workers: list[Worker], seconds: float) -> None:
    end = monotonic() + seconds
    while (left := end - monotonic()) > 0:
        wait([worker.pipe for worker in workers], left)
        for worker in workers:
            worker.hear()


def _founded(folder: Path, context: ForkServerContext) -> tuple[ServerSettings, list[Worker]]:
    with serving.listen("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    said = {"hosts": ["localhost"], "address": "127.0.0.1", "port": port}
    made = found(folder / _SERVER, Wanted("Agentur Musterstadt", said), utc_now())
    open_ = open_context(made)
    workers = []
    for user in (MARA, JON):
        home = folder / user.name
        home.mkdir()
        desk = make_desk(home, user)
        machine = enrolled(open_.office, user.id, COORDINATION, DESK, "")
        join(desk, Served(open_, web=None), machine)  # type: ignore[arg-type]  # nobody asks it here
        desk.database.close()
        workers.append(Worker(context, home, user))
    open_.close()
    return made, workers


def _at_rest(workers: list[Worker]) -> None:
    """Twice each, so that the first hears of the second, too."""
    for worker in (*workers, *workers):
        desk = _opened(worker.folder, worker.user)
        with closing(desk.database):
            _synced(Link(desk))


def _synced(link: Link) -> None:
    end = monotonic() + _PATIENCE_S
    while True:
        try:
            link.sync()
        except KosiError:
            if monotonic() > end:
                raise
            sleep(0.2)
        else:
            link.hang_up()
            return


def _judge(counted: Kills, made: ServerSettings, workers: list[Worker]) -> None:
    store = open_store(load(made.folder), keys.load(made))
    try:
        counted.damaged += len(check(store))
        with store.reading() as books:
            entries = books.after({PUBLIC: 0, AGENCY: 0}, _EVERYTHING, whole=())
            there = {entry.key: entry.values for entry in entries if isinstance(entry, Row)}
            head = books.head().seq
        with store.looking() as connection:
            applied = {row[0] for row in connection.exec_driver_sql("SELECT operation FROM applied")}
    finally:
        store.close()
    counted.doubled += sum(kind == "conflict" for kind, _ in there)
    operations = 0
    for worker in workers:
        desk = _opened(worker.folder, worker.user)
        with closing(desk.database):
            operations += _judge_desk(counted, desk, worker.told, there, applied)
    # Each operation takes one place in the history, those of both desks' first records among them.
    counted.doubled += max(0, head - operations)


def _judge_desk(
    counted: Kills, desk: Desk, told: list[Wrote], there: dict[Key, Said], applied: set[str]
) -> int:
    """How many operations its journal holds."""
    with desk.database.reading() as connection:
        journal = connection.exec_driver_sql(_JOURNAL).all()
    with FileReplica(desk.database, utc_now).transaction() as shelf:
        here, waiting = shelf.rows(there), shelf.unsent(1)
    transactions = {entry.transaction_id for entry in journal}
    missing = [one for one in told if one.transaction not in transactions]
    unheard = [entry.operation for entry in journal if entry.operation not in applied]
    # The very last write may have been committed and not told any more.
    last = {entry.record: entry.name for entry in journal if entry.kind == "organisation"}
    unseen = [id_ for id_, name in last.items() if _name_of(there, id_) != name]
    counted.lost += len(missing) + len(unheard)
    counted.differs += (here != there) + bool(waiting) + len(unseen)
    counted.damaged += (not inspection.is_whole(desk.database)) + len(list(inspection.strayed(desk.database)))
    counted.examples += [*map(repr, missing[:3]), *unheard[:3], *unseen[:3]]
    return len(journal)


def _name_of(there: dict[Key, Said], id_: str) -> object:
    return there.get(("organisation", id_), {}).get("name")
