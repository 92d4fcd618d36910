"""The same world as a state machine of hypothesis: what breaks a promise is told in as few steps as possible.

Volume comes from the seeded stories; this one is for counter-examples a person can read.
"""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from kosidesk.protocol.joining import bare
from kosidesk.protocol.messages import Action, Key, Reply, Request
from kosidesk.server.person import COORDINATION, DESK
from kosidesk.sync.talk import conversation
from tests.sim.mutants import planted
from tests.sim.oracle import Broken, Oracle
from tests.sim.people import TEAMS, Desk
from tests.sim.world import Mode, World

_DESKS = 2
_MODE = Mode("machine", desks=(_DESKS, _DESKS), loses=False, restores=True, skews=False)
_SETTINGS = settings(
    deadline=None,
    derandomize=True,
    max_examples=40,
    stateful_step_count=30,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)

who = st.integers(0, _DESKS - 1)
rounds = st.integers(0, 3)


class Lost(Exception):
    """Somebody waits for words that do not come."""


class Machine(RuleBasedStateMachine):
    """The oracle watches each answer and each end of a conversation; at last all talk until all rest."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World(0, _MODE, Oracle())
        self.world.is_bad = False

    @initialize(chance=st.randoms(use_true_random=False))
    def begin(self, chance: random.Random) -> None:
        """Both may see everything, and both know a case and an offer: what they do next soon collides."""
        world = self.world
        world.chance = world.hand._chance = chance
        for desk in world.desks:
            desk.person = replace(desk.person, profile=DESK, role=COORDINATION, teams=frozenset(TEAMS))
        first = self._desk(0)
        for kind in ("offer", "consultation"):
            values = world.hand._first_values(first, kind)
            world.hand._write(first, Action.CREATE, (kind, world.ids.new()), {}, values, self._minute())
        for number in range(_DESKS):
            self.sync(number)

    # People

    @rule(at=who)
    def create(self, at: int) -> None:
        self.world.hand._create(self._desk(at), self._minute())

    @rule(at=who)
    def change(self, at: int) -> None:
        desk = self._desk(at)
        if own := self._own(desk):
            self.world.hand._change(desk, self.world.chance.choice(own), self._minute())

    @rule(at=who)
    def delete(self, at: int) -> None:
        desk = self._desk(at)
        if own := self._own(desk):
            self.world.hand._delete(desk, self.world.chance.choice(own), self._minute())

    @rule(at=who)
    def bring_back(self, at: int) -> None:
        self.world.hand._bring_back(self._desk(at), self._minute())

    @rule(at=who)
    def decide(self, at: int) -> None:
        self.world.hand._decide(self._desk(at), self._minute())

    @rule(at=who)
    def erase(self, at: int) -> None:
        self.world.hand._erase(self._desk(at), self._minute())

    @rule(at=who)
    def move(self, at: int) -> None:
        """A case goes to another team."""
        desk, chance = self._desk(at), self.world.chance
        cases = [key for key in self._own(desk) if key[0] == "consultation"]
        if cases:
            key = chance.choice(cases)
            before = desk.replica.state.rows[key]
            after = bare({**before, "team": chance.choice(sorted(desk.person.teams))})
            self.world.hand._write(desk, Action.CHANGE, key, before, after, self._minute())

    # The network

    @rule(at=who)
    def sync(self, at: int) -> None:
        self._talk(self._desk(at), lambda _round, request: self.world.serve(self._desk(at), request))

    @rule(at=who, when=rounds)
    def lose_request(self, at: int, when: int) -> None:
        def serve(number: int, request: Request) -> Reply:
            if number == when:
                raise Lost
            return self.world.serve(self._desk(at), request)

        self._talk(self._desk(at), serve)

    @rule(at=who, when=rounds)
    def lose_reply(self, at: int, when: int) -> None:
        def serve(number: int, request: Request) -> Reply:
            reply = self.world.serve(self._desk(at), request)
            if number == when:
                raise Lost
            return reply

        self._talk(self._desk(at), serve)

    @rule(at=who)
    def double_requests(self, at: int) -> None:
        def serve(_round: int, request: Request) -> Reply:
            self.world.serve(self._desk(at), request)
            return self.world.serve(self._desk(at), request)

        self._talk(self._desk(at), serve)

    @rule(at=who, when=rounds)
    def delay_request(self, at: int, when: int) -> None:
        def serve(number: int, request: Request) -> Reply:
            if number == when:
                self.world.late.append((self._desk(at), request))
                raise Lost
            return self.world.serve(self._desk(at), request)

        self._talk(self._desk(at), serve)

    @rule()
    def deliver_late(self) -> None:
        if self.world.late:
            self.world._deliver_late()

    # The server

    @rule()
    def back_up(self) -> None:
        self.world._back_up()

    @rule()
    def restore(self) -> None:
        self.world._restore()

    @rule()
    def collect(self) -> None:
        self.world._collect()

    def teardown(self) -> None:
        self.world.chance = random.Random(0)  # noqa: S311 - nothing secret
        self.world._heal()

    def _desk(self, number: int) -> Desk:
        return self.world.desks[number]

    def _minute(self) -> int:
        self.world.minute += 1
        return self.world.minute

    def _own(self, desk: Desk) -> list[Key]:
        return sorted(key for key in desk.replica.state.rows if self.world.hand._may_write(desk, key))

    def _talk(self, desk: Desk, serve: Callable[[int, Request], Reply]) -> None:
        rows = self.world.chance.choice((1, 2, 50))
        talk = conversation(desk.replica, schema=desk.schema, rows=rows, allow_vanishing=True)
        try:
            request = next(talk)
            for number in range(10_000):
                request = talk.send(serve(number, request))
        except Lost:
            return
        except StopIteration as end:
            self.world.checks.after_talk(self.world, desk, end.value)
        finally:
            talk.close()


TestMachine = Machine.TestCase
TestMachine.settings = _SETTINGS


@pytest.mark.parametrize("fault", ["blind write", "conflict dropped", "no epoch and no tag"])
def test_the_machine_finds_what_is_wrong(fault: str) -> None:
    generating = settings(
        _SETTINGS, phases=[Phase.generate], max_examples=2000, database=None, derandomize=True
    )
    with planted(fault), pytest.raises(Broken):
        run_state_machine_as_test(Machine, settings=generating)
