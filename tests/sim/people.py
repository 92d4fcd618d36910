"""The invented people of the simulation: what they write, and what everyone of them has seen."""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import translation_id
from kosidesk.protocol.joining import bare
from kosidesk.protocol.messages import Action, Key, Operation, Said
from kosidesk.protocol.parts import naming, wholes
from kosidesk.protocol.scopes import CASES, scope_of
from kosidesk.schema import VERSION
from kosidesk.server.person import COORDINATION, COUNSELLOR, DESK, STAND, Person
from tests.sim.shelf import MemoryReplica

TEAMS = ("", "nord", "sued")
_BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
_ADDRESS = ("street", "postcode", "town")
# "mood" and "idea" are what a newer version knows and this one does not.
_CHANGED = {
    "organisation": ("name", "street", "town", "description", "mood"),
    "offer": ("title", "tasks", "summary", "benefits", "mood"),
    "consultation": ("notes", "channel"),
    "referral": ("state",),
    "translation": ("text",),
    "synonym": ("words",),
    "demand": ("origin",),
    "idea": ("thought",),
}
_SETS = ("tasks", "words")
_TEXTS = ("description", "summary", "benefits", "notes", "text")
_KINDS = (
    *("organisation", "offer", "translation", "contact", "consultation", "referral", "idea"),
    *("synonym", "demand"),
)
_WHOLES = {"referral": "consultation", "translation": "offer"}
_LANGUAGES = ("tr", "uk")


class Ids:
    """Ids and tokens: never twice, the same for the same seed."""

    def __init__(self, chance: random.Random) -> None:
        self._chance, self._tokens = chance, 0

    def new(self) -> str:
        bits = f"{self._chance.getrandbits(128):032x}"
        return f"{bits[:8]}-{bits[8:12]}-7{bits[13:16]}-9{bits[17:20]}-{bits[20:]}"

    def token(self) -> str:
        self._tokens += 1
        return f"<{self._tokens}>"


@dataclass
class Desk:
    """One machine. `skew` is what its clock is wrong by, in minutes; `schema` what its program knows."""

    name: str
    person: Person
    replica: MemoryReplica
    skew: int = 0
    schema: int = VERSION
    images: list[object] = field(default_factory=list)
    near: list[Key] = field(default_factory=list)  # what its last messages were about


@dataclass
class Written:
    """Every operation that was ever committed on a desk, and those nobody may hold any more."""

    operations: dict[str, Operation] = field(default_factory=dict)
    erased: set[str] = field(default_factory=set)


def person(chance: random.Random, ids: Ids, device: str) -> Person:
    own = RecordId(ids.new())
    role = chance.choice((COORDINATION, COUNSELLOR, COUNSELLOR))
    profile = STAND if chance.random() < 0.1 else DESK
    teams = frozenset(TEAMS if role == COORDINATION else chance.sample(TEAMS, chance.randint(1, 2)))
    return Person(device, own, profile, role, teams, frozenset({own}))


class Hand:
    """Does at a desk what a person might do next."""

    def __init__(self, chance: random.Random, ids: Ids, written: Written) -> None:
        self._chance, self._ids, self._written = chance, ids, written

    def act_again(self, desk: Desk, keys: list[Key], minute: int) -> None:
        """Writes once more what is on its way just now."""
        near = [key for key in keys if key in desk.replica.state.rows and self._may_write(desk, key)]
        if near:
            self._change(desk, self._chance.choice(near), minute)

    def act(self, desk: Desk, minute: int, *, erases: bool) -> None:
        rows = desk.replica.state.rows
        choice = self._chance.random()
        own = sorted(key for key in rows if self._may_write(desk, key))
        if not own or choice < 0.22:
            self._create(desk, minute)
        elif choice < 0.86:
            self._change(desk, self._chance.choice(own), minute)
        elif choice < 0.91:
            self._delete(desk, self._chance.choice(own), minute)
        elif choice < 0.94:
            self._bring_back(desk, minute)
        elif choice < 0.97:
            self._decide(desk, minute)
        elif erases:
            self._erase(desk, minute)

    def _may_write(self, desk: Desk, key: Key) -> bool:
        return key[0] not in ("conflict", "counsellor", "agency") and (
            desk.person.profile == DESK or key[0] in ("consultation", "referral", "demand")
        )

    def _create(self, desk: Desk, minute: int) -> None:
        kind = self._chance.choice(_KINDS)
        if desk.person.profile == STAND:
            kind = self._chance.choice(("consultation", "demand"))
        values = self._first_values(desk, kind)
        if values is not None:
            key = (kind, self._new_id(kind, values))
            before = desk.replica.state.rows.get(key)
            self._write(desk, Action.CHANGE if before else Action.CREATE, key, before or {}, values, minute)

    def _new_id(self, kind: str, values: Said) -> str:
        """Others may have given a translation the same one."""
        if kind == "translation":
            return translation_id(values["offer"], values["language"])
        return self._ids.new()

    def _first_values(self, desk: Desk, kind: str) -> Said | None:
        """None if there is nothing yet to belong to."""
        token = self._ids.token()
        match kind:
            case "organisation":
                return {"name": token, "street": self._ids.token(), "town": "Wuppertal"}
            case "offer":
                return {"title": token, "tasks": [self._ids.token()], "summary": f"{self._ids.token()}\nx\ny"}
            case "contact":
                return bare({"name": token, "private": self._chance.random() < 0.3})
            case "consultation":
                team = self._chance.choice(sorted(desk.person.teams))
                return bare({"notes": f"{token}\na\nb", "channel": self._ids.token(), "team": team})
        if kind in _WHOLES:
            return self._first_part(desk, kind, token)
        return self._first_other(kind, token)

    def _first_other(self, kind: str, token: str) -> Said:
        if kind == "synonym":
            return {"words": [token, self._ids.token()]}
        return {"origin": token, "hits": 0} if kind == "demand" else {"thought": token}

    def _first_part(self, desk: Desk, kind: str, token: str) -> Said | None:
        wholes = [id_ for name, id_ in desk.replica.state.rows if name == _WHOLES[kind]]
        if not wholes:
            return None
        whole = {_WHOLES[kind]: self._chance.choice(wholes)}
        if kind == "referral":
            return {**whole, "state": token}
        return {**whole, "language": self._chance.choice(_LANGUAGES), "text": f"{token}\nx\ny"}

    def _change(self, desk: Desk, key: Key, minute: int) -> None:
        before = desk.replica.state.rows[key]
        after = {**before, **self._new_values(desk, key[0], before)}
        self._write(desk, Action.CHANGE, key, before, bare(after), minute)

    def _new_values(self, desk: Desk, kind: str, now: Said) -> Said:
        if kind == "contact":
            return {"private": self._chance.random() < 0.5, "phone": self._ids.token()}
        if kind == "consultation" and self._chance.random() < 0.15:
            return {"team": self._chance.choice(sorted(desk.person.teams))}
        wanted = self._chance.choice(_CHANGED[kind])
        if wanted in _SETS:
            kept = [one for one in now.get(wanted, ()) if self._chance.random() < 0.7]
            return {wanted: [*kept, self._ids.token()]}
        return {wanted: self._line(now, wanted) if wanted in _TEXTS else self._ids.token()}

    def _line(self, now: Said, name: str) -> str:
        lines = str(now.get(name, "")).split("\n")
        lines.insert(self._chance.randint(0, len(lines)), self._ids.token())
        return "\n".join(lines)

    def _delete(self, desk: Desk, key: Key, minute: int) -> None:
        self._write(desk, Action.DELETE, key, desk.replica.state.rows[key], None, minute)

    def _bring_back(self, desk: Desk, minute: int) -> None:
        """Undo: somebody who knows of the deletion makes the record again."""
        state = desk.replica.state
        gone = sorted(
            key
            for key in state.gone
            if key not in state.rows
            and key[1] not in self._written.erased
            and (key not in state.known or not state.known[key].erased)
            and self._may_write(desk, key)
        )
        if gone:
            key = self._chance.choice(gone)
            values = self._first_values(desk, key[0])
            if values is not None:
                self._write(desk, Action.CREATE, key, {}, {**values, **self._belonging(key)}, minute)

    def _belonging(self, key: Key) -> Said:
        """What the record was made a part of: undo brings it back there, and no screen gives it away.

        Could a part change hands, what is filed of its past would no longer be erased with the first.
        """
        made = next((one.new() for one in self._written.operations.values() if one.key == key), {})
        return bare({name: made.get(name) for name in naming(key[0])})

    def _decide(self, desk: Desk, minute: int) -> None:
        """Takes the other value, and closes the conflict: two operations of one transaction."""
        rows = desk.replica.state.rows
        waiting = sorted(
            key for key, said in rows.items() if key[0] == "conflict" and said.get("status") == "undecided"
        )
        if waiting and desk.person.profile == DESK:
            key = self._chance.choice(waiting)
            decided = {**rows[key], "status": "decided"}
            self._write(desk, Action.CHANGE, key, rows[key], decided, minute)

    def _erase(self, desk: Desk, minute: int) -> None:
        cases = sorted(key for key in desk.replica.state.rows if key[0] == "consultation")
        if cases and desk.person.profile == DESK:
            key = self._chance.choice(cases)
            scope = self._scope(desk, *key, desk.replica.state.rows[key])
            operation = self._operation(desk, Action.ERASE, key, {}, scope, minute)
            self._written.operations[operation.id] = operation
            self._written.erased.add(key[1])
            desk.replica.write(operation, None)

    def _write(  # noqa: PLR0917 - a deed has as many parts
        self, desk: Desk, action: str, key: Key, before: Said, after: Said | None, minute: int
    ) -> None:
        names = sorted({*before, *(after or {})})
        told = {n: (before.get(n), (after or {}).get(n)) for n in names}
        changed = {n: pair for n, pair in told.items() if pair[0] != pair[1]}
        if key[0] == "organisation" and set(_ADDRESS) & changed.keys():
            changed |= {n: (before.get(n), (after or {}).get(n)) for n in _ADDRESS}
        if changed:
            changed |= {n: (before.get(n), (after or {}).get(n)) for n in sorted(naming(key[0]))}
            scope = self._scope(desk, *key, after or before)
            operation = self._operation(desk, action, key, changed, scope, minute)
            desk.replica.write(operation, after)
            self._written.operations[operation.id] = operation

    def _scope(self, desk: Desk, kind: str, id_: str, values: Said) -> str:
        del id_
        above = next(iter(wholes(kind, values)), "")
        state = desk.replica.state
        case = state.rows.get(("consultation", above), {})
        return scope_of(kind, values, CASES + str(case.get("team") or "") if kind == "referral" else "")

    def _operation(  # noqa: PLR0917 - same
        self, desk: Desk, action: str, key: Key, changed: dict, scope: str, minute: int
    ) -> Operation:
        at = (_BEGINNING + timedelta(minutes=minute + desk.skew)).isoformat()
        return Operation(
            id=self._ids.new(),
            transaction=self._ids.new(),
            action=action,
            kind=key[0],
            record=key[1],
            scope=scope,
            differences=changed,
            author=desk.person.counsellor,
            at=at,
            schema=desk.schema,
        )
