"""The promises I1 to I16 of ARCHITECTURE.md, as far as one story can break them."""

import re

from kosidesk.protocol.messages import Action, Key, Operation, Request
from kosidesk.protocol.scopes import CASES
from kosidesk.server.visibility import grants
from kosidesk.sync.images import images
from kosidesk.sync.talk import End, Outcome
from tests.sim.books import State
from tests.sim.people import Desk
from tests.sim.shelf import MemoryShelf
from tests.sim.world import Checks, World

_TOKEN = re.compile(r"<\d+>")


class Broken(AssertionError):
    """A promise was broken."""

    def __init__(self, world: World, promise: str, what: object) -> None:
        super().__init__(f"{promise} in mode {world.mode.name}, seed {world.seed}: {what}")
        self.promise = promise


class Oracle(Checks):
    """Judges a story while it is told, and at its end."""

    def after_talk(self, world: World, desk: Desk, outcome: Outcome) -> None:
        if outcome.end is not End.DONE:
            return
        self._sees_one_moment(world, desk)
        self._reads_its_own_writes(world, desk)
        self._keeps_within_its_scopes(world, desk)
        self._forgets_the_erased(world, desk)

    def after_serving(self, world: World, request: Request, before: State) -> None:
        state = world.store.state
        revs = [entry.rev for entries in (state.rows, state.tombs) for entry in entries.values()]
        if len(set(revs)) != len(revs) or max(revs, default=0) > state.head.seq:
            raise Broken(world, "I16", "places in the history are not unique")
        if state.head.seq < before.head.seq:
            raise Broken(world, "I16", "the history went back")
        self._nothing_rises(world, request, before, state)

    def at_rest(self, world: World) -> None:
        for desk in world.desks:
            if MemoryShelf(desk.replica.state).unsent(1):
                raise Broken(world, "I13", f"{desk.name} still has something to say")
            self._is_like_the_server(world, desk)
            self._forgets_the_erased(world, desk)
        self._nothing_is_lost(world)
        self._server_forgot(world)
        self._conflicts_are_as_narrow(world)
        if world.mode.name == "alone":
            filed = [key for key in world.store.state.rows if key[0] == "conflict"]
            if filed:
                raise Broken(world, "I3", f"conflicts with oneself: {filed}")

    def _sees_one_moment(self, world: World, desk: Desk) -> None:
        """I4, I5: beneath its own changes a desk shows the server at one place of its history, whole."""
        state = desk.replica.state
        reached = state.standing.seen[-1].seq if state.standing.seen else 0
        server = world.history.get(reached)
        if server is None or server.lineage != state.standing.lineage:
            return
        granted = state.standing.cursors
        shelf = MemoryShelf(state)
        known = {key: one for key, one in state.known.items() if not one.deleted}
        shown = {key: image for key, image in images(shelf, known).items() if image is not None}
        there = {key: row.values for key, row in server.rows.items() if row.scope in granted}
        if shown != there:
            raise Broken(world, "I4/I5", f"{desk.name} at {reached}: {_difference(shown, there)}")

    def _reads_its_own_writes(self, world: World, desk: Desk) -> None:
        """I6: what was changed here and not yet answered stays in sight; what was deleted stays gone."""
        state = desk.replica.state
        for key, operations in MemoryShelf(state).unsettled().items():
            row = state.rows.get(key)
            if operations[-1].action in (Action.DELETE, Action.ERASE) and row is not None:
                raise Broken(world, "I6", f"{key} is back before the server knew that it is gone")
            if operations[-1].action == Action.CHANGE and row is not None:
                for name, (old, new) in operations[-1].differences.items():
                    missing = _tokens(new) - _tokens(old) - _tokens(row.get(name))
                    if missing:
                        raise Broken(world, "I6", f"{key}: {missing} out of sight")

    def _keeps_within_its_scopes(self, world: World, desk: Desk) -> None:
        """I8: no row, image or page of a scope that was not granted in this talk."""
        state = desk.replica.state
        granted = set(state.standing.cursors)
        beyond = [key for key, one in state.known.items() if one.scope not in granted and not one.erased]
        own = {operation.key for operation in state.journal.values() if operation.id not in state.settled}
        stray = [key for key in state.rows if key not in state.known and key not in own]
        if beyond or stray or state.pages:
            raise Broken(world, "I8", f"{desk.name} holds {beyond or stray or 'pages'}")

    def _forgets_the_erased(self, world: World, desk: Desk) -> None:
        """I7: once the tombstone has come, not a word of the person is left."""
        state = desk.replica.state
        gone = {one.id for one in state.known.values() if one.erased}
        told = _all_of_erased(world, gone)
        if told & (_tokens_of_desk(state)):
            raise Broken(world, "I7", f"{desk.name} remembers {sorted(told & _tokens_of_desk(state))}")

    def _server_forgot(self, world: World) -> None:
        state = world.store.state
        told = _all_of_erased(world, state.erased)
        held = set().union(*(_tokens(row.values) for row in state.rows.values()), set())
        held |= set().union(*(_tokens_of(q.operation) for q in state.quarantined.values()), set())
        if told & held:
            raise Broken(world, "I7", f"the server remembers {sorted(told & held)}")

    def _conflicts_are_as_narrow(self, world: World) -> None:
        """I8: a conflict about a case is for those who may see the case, wherever it has moved."""
        rows = world.store.state.rows
        for key, row in rows.items():
            about = rows.get((row.values.get("of_kind", ""), row.values.get("of_record", "")))
            if about is not None and about.scope.startswith(CASES) and row.scope != about.scope:
                raise Broken(world, "I8", f"{key} lies in {row.scope}, its record in {about.scope}")

    def _nothing_rises(self, world: World, request: Request, before: State, after: State) -> None:
        """I11: what was deleted comes back because somebody who knew wants it, or a lost history had it."""
        asked = {op.key for op in request.operations if op.action == Action.REVIVE}
        asked |= {one.key for one in request.recovered}
        for key, tomb in before.tombs.items():
            if key in after.rows and (tomb.erased or key not in asked):
                raise Broken(world, "I11", f"{key} rose")

    def _is_like_the_server(self, world: World, desk: Desk) -> None:
        """I2: at rest each desk equals the server's state of its scopes, bit for bit."""
        granted = grants(desk.person)
        there = {k: r.values for k, r in world.store.state.rows.items() if r.scope in granted}
        here = desk.replica.state.rows
        if here != there:
            raise Broken(world, "I2", f"{desk.name}: {_difference(here, there)}")

    def _nothing_is_lost(self, world: World) -> None:
        """I1: each token is in sight, filed, kept in quarantine, or was replaced by somebody who saw it."""
        state = world.store.state
        held = set().union(*(_tokens(row.values) for row in state.rows.values()), set())
        held |= set().union(*(_tokens_of(q.operation) for q in state.quarantined.values()), set())
        committed = world.written.operations
        lost = world.lost_operations - world.received_by_server
        seen = set()
        for operation in committed.values():
            if operation.id not in lost:
                seen |= _replaced(operation)
        erased = _with_parts(world, state.erased | world.written.erased)
        for operation in committed.values():
            if operation.id in lost or _is_about(operation, erased):
                continue
            missing = (_written(operation) - held) - seen
            if missing:
                raise Broken(world, "I1", f"{missing} of {operation.action} {operation.key} is lost")


def _written(operation: Operation) -> set[str]:
    return set().union(*(_tokens(new) - _tokens(old) for old, new in operation.differences.values()), set())


def _replaced(operation: Operation) -> set[str]:
    return set().union(*(_tokens(old) - _tokens(new) for old, new in operation.differences.values()), set())


def _is_about(operation: Operation, erased: set[str]) -> bool:
    named = {str(new or old) for old, new in operation.differences.values()}
    return operation.record in erased or bool(named & erased)


def _with_parts(world: World, ids: set[str]) -> set[str]:
    """These, and every record that anybody ever wrote to be a part of one of them."""
    operations = world.written.operations.values()
    while more := {op.record for op in operations if _is_about(op, ids)} - ids:
        ids = ids | more
    return ids


def _all_of_erased(world: World, ids: set[str] | frozenset[str]) -> set[str]:
    about = (op for op in world.written.operations.values() if _is_about(op, set(ids)))
    return set().union(*(_written(op) for op in about), set())


def _tokens_of_desk(state: object) -> set[str]:
    return {*_TOKEN.findall(repr(state))}


def _tokens_of(operation: Operation) -> set[str]:
    return _tokens(operation.differences)


def _tokens(value: object) -> set[str]:
    return set(_TOKEN.findall(repr(value)))


def _difference(here: dict[Key, object], there: dict[Key, object]) -> str:
    keys = sorted(key for key in here.keys() | there.keys() if here.get(key) != there.get(key))[:3]
    return "; ".join(f"{key} here {here.get(key)} there {there.get(key)}" for key in keys)
