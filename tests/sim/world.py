"""Some desks, a server and a bad network, all decided by one seed: the same seed, the same story.

Faults: requests and replies are lost, doubled and late; a desk is killed between any two transactions; it
comes back from an old image, or twice; the server comes back from an old backup; cases move, people are
erased, rights change, devices are revoked; clocks are wrong; a program is too old to read.
"""

import random
from collections.abc import Generator
from dataclasses import dataclass, replace

from kosidesk.protocol.codec import decode_reply, decode_request, encode_reply, encode_request, entries_of
from kosidesk.protocol.messages import Reply, Request, Status
from kosidesk.schema import VERSION
from kosidesk.server.answer import answer
from kosidesk.server.person import DESK
from kosidesk.sync.talk import Outcome, conversation, handing_in
from tests.sim.books import MemoryStore, State
from tests.sim.people import TEAMS, Desk, Hand, Ids, Written, person
from tests.sim.shelf import Killed, MemoryReplica

BACKUPS_KEPT = 3
AT = "2026-11-21T12:00:00+00:00"


@dataclass(frozen=True)
class Mode:
    """Which faults a story has. Images and restores are told apart: together, what only the lost machine
    and the lost backup knew is gone, and no rule can bring it back."""

    name: str
    desks: tuple[int, int] = (2, 6)
    steps: int = 80
    loses: bool = True
    images: bool = False
    restores: bool = False
    erases: bool = True
    moves: bool = True
    revokes: bool = False
    collects: bool = True
    spells_out: bool = False  # every message through the codec
    skews: bool = True


MODES = (
    Mode("images", images=True, revokes=True),
    Mode("restore", restores=True),
    Mode("alone", desks=(1, 1), erases=False, moves=False, collects=False),
    Mode("codec", spells_out=True, steps=40),
)


class World:
    """One story. `checks` is told of everything that can be judged at once."""

    def __init__(self, seed: int, mode: Mode, checks: "Checks") -> None:
        self.seed, self.mode, self.checks = seed, mode, checks
        self.chance = random.Random(seed)  # noqa: S311 - stories are not secrets
        self.ids = Ids(self.chance)
        self.written = Written()
        self.hand = Hand(self.chance, self.ids, self.written)
        self.store = MemoryStore()
        self.backups: list[MemoryStore] = [self.store.snapshot()]
        self.desks = [self._desk(number) for number in range(self.chance.randint(*mode.desks))]
        self.late: list[tuple[Desk, Request]] = []
        self.minute = 0
        self.history: dict[int, State] = {}
        self.lost_operations: set[str] = set()
        self.received_by_server: set[str] = set()

    def run(self) -> None:
        for _ in range(self.mode.steps):
            self.minute += self.chance.randint(1, 300)
            self._step()
        self._heal()

    def _desk(self, number: int) -> Desk:
        name = f"desk-{number}"
        skew = self.chance.randint(-15_840, 15_840)
        desk = Desk(name, person(self.chance, self.ids, name), MemoryReplica(), skew * self.mode.skews)
        if self.mode.name == "alone":
            desk.person = replace(desk.person, profile=DESK, role="coordination", teams=frozenset(TEAMS))
        if self.chance.random() < 0.1:
            desk.schema = 0
        desk.replica = self._replica(MemoryReplica(), desk)
        return desk

    def _replica(self, from_: MemoryReplica, desk: Desk) -> MemoryReplica:
        return MemoryReplica(
            from_.state,
            tripped=lambda: self.is_bad and self.mode.loses and self.chance.random() < 0.02,
            between=lambda: self._write_meanwhile(desk),
        )

    def _write_meanwhile(self, desk: Desk) -> None:
        """Nobody waits for the network: people write between any two transactions of the sync."""
        if self.is_bad and self.chance.random() < 0.12:
            self.hand.act_again(desk, desk.near, self.minute)

    is_bad = True

    def _step(self) -> None:
        desk = self.chance.choice(self.desks)
        mode, dice = self.mode, self.chance.random()
        if dice < 0.55:
            self.hand.act(desk, self.minute, erases=mode.erases)
        elif dice < 0.88:
            self._talk(desk)
        elif dice < 0.90 and self.late:
            self._deliver_late()
        elif dice < 0.93:
            self._back_up()
        elif dice < 0.95 and mode.restores:
            self._restore()
        elif dice < 0.97 and mode.images:
            self._old_machine(desk)
        elif dice < 0.98 and mode.moves:
            self._other_rights(desk)
        elif dice < 0.987 and mode.revokes:
            self._other_trust(desk)
        elif dice < 0.995 and mode.collects:
            self._collect()
        else:
            desk.schema = VERSION

    # Talking

    def _talk(self, desk: Desk) -> None:
        rows = self.chance.choice((1, 2, 5, 50))
        self._carry(desk, conversation(desk.replica, schema=desk.schema, rows=rows, allow_vanishing=True))

    def _hand_in_barred(self, desk: Desk) -> None:
        """Her account was closed, so she reads nothing; then somebody else sits down at the same desk."""
        trusted = desk.person
        desk.person = replace(trusted, revoked=True)
        self._carry(desk, handing_in(desk.replica, schema=desk.schema))
        desk.person = trusted

    def _carry(self, desk: Desk, talk: Generator[Request, Reply, Outcome | None]) -> None:
        try:
            self._converse(desk, talk)
        except Killed:
            return
        finally:
            talk.close()

    def _converse(self, desk: Desk, talk: Generator[Request, Reply, Outcome | None]) -> None:
        request = next(talk, None)
        if request is None:
            return
        for _ in range(10_000):
            fault = self.chance.random() if self.is_bad and self.mode.loses else 1.0
            if fault < 0.04:
                return  # the request is lost
            if fault < 0.08:
                self.late.append((desk, request))
                return  # it arrives when nobody waits for it
            reply = self.serve(desk, request)
            if fault < 0.12:
                return  # the reply is lost
            if fault < 0.18:
                reply = self.serve(desk, request)  # doubled on its way
            desk.near = [one.key for one in (*request.operations, *entries_of(reply.page))]
            try:
                request = talk.send(reply)
            except StopIteration as end:
                if end.value is not None:
                    self.checks.after_talk(self, desk, end.value)
                return
        raise AssertionError(f"seed {self.seed}: I13: a conversation does not end")

    def serve(self, desk: Desk, request: Request) -> Reply:
        if self.mode.spells_out:
            request = decode_request(encode_request(request))
        before = self.store.state
        self.received_by_server |= {operation.id for operation in request.operations}
        with self.store.writing() as books:
            reply = answer(books, desk.person, request, AT)
        self.history[self.store.state.head.seq] = self.store.state
        if reply.status != Status.FORK:
            self.checks.after_serving(self, request, before)
        return decode_reply(encode_reply(reply)) if self.mode.spells_out else reply

    def _deliver_late(self) -> None:
        desk, request = self.late.pop(self.chance.randrange(len(self.late)))
        self.serve(desk, request)

    # Accidents and changes

    def _back_up(self) -> None:
        self.backups = [*self.backups, self.store.snapshot()][-BACKUPS_KEPT:]
        self.store.keep_durable(self.backups[0].state.head.seq)

    def _restore(self) -> None:
        place = self.chance.randrange(len(self.backups))
        backup = self.backups[place]
        self.store.restore(backup, self.ids.new(), AT)
        self.backups = self.backups[: place + 1]
        self.history = {self.store.state.head.seq: self.store.state}

    def _old_machine(self, desk: Desk) -> None:
        dice = self.chance.random()
        if dice < 0.4 or not desk.images:
            desk.images.append(desk.replica.state)
        elif dice < 0.75:
            self._lose(desk)
            desk.replica = self._replica(MemoryReplica(self.chance.choice(desk.images)), desk)
        elif len(self.desks) < 7:
            twin = Desk(desk.name + "'", desk.person, desk.replica, desk.skew, desk.schema)
            twin.replica = self._replica(desk.replica, twin)
            self.desks.append(twin)

    def _lose(self, desk: Desk) -> None:
        """What only the machine knew that is replaced: no rule can save it."""
        held = {id_ for other in self.desks if other is not desk for id_ in other.replica.state.journal}
        for id_ in desk.replica.state.journal:
            if id_ not in held and id_ not in self.received_by_server:
                self.lost_operations.add(id_)

    def _other_rights(self, desk: Desk) -> None:
        teams = frozenset(self.chance.sample(TEAMS, self.chance.randint(1, len(TEAMS))))
        if desk.person.role != "coordination":
            desk.person = replace(desk.person, teams=teams)

    def _other_trust(self, desk: Desk) -> None:
        """Where an account is closed, erasures that wait matter most: so the last thing she does is one."""
        if self.chance.random() < 0.3:
            desk.person = replace(desk.person, revoked=not desk.person.revoked)
        else:
            self.hand._erase(desk, self.minute)
            self._hand_in_barred(desk)

    def _collect(self) -> None:
        """Forgets deletions nobody should still ask for; erasures never."""
        state = self.store.state.copy()
        floor = self.chance.randint(0, state.head.seq)
        if floor > state.head.floor:
            state.tombs = {k: t for k, t in state.tombs.items() if t.erased or t.rev > floor}
            state.evicts = {k: e for k, e in state.evicts.items() if e.rev > floor}
            state.head = replace(state.head, floor=floor)
            self.store.state = state

    # The end

    def _heal(self) -> None:
        """The network is good, everyone comes back, and all talk until nobody has anything to say."""
        self.is_bad = False
        for desk in self.desks:
            desk.schema = VERSION
            desk.person = replace(desk.person, revoked=False)
        while self.late:
            self._deliver_late()
        for _ in range(6):
            for desk in self.desks:
                self._talk(desk)
        self.checks.at_rest(self)


class Checks:
    """What a story is judged by; this one judges nothing."""

    def after_talk(self, world: World, desk: Desk, outcome: Outcome) -> None: ...

    def after_serving(self, world: World, request: Request, before: State) -> None: ...

    def at_rest(self, world: World) -> None: ...
