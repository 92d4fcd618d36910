"""Writes what the records become because the server says so: rows and journal, in the sync's transaction.

What a first load brings is not there yet: it is inserted without being looked for.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from kosidesk.domain.change import ELSEWHERE, Action
from kosidesk.protocol.messages import Key, Said
from kosidesk.protocol.replica import Received
from kosidesk.schema import VERSION, Kind, Scope
from kosidesk.storage import late_index, statements, unknown
from kosidesk.storage.confirmed import by_kind
from kosidesk.storage.database import Database
from kosidesk.storage.presence import Presence
from kosidesk.storage.rows import columns_of, json_text
from kosidesk.storage.said import among, cells_of, differences_of, load_said

_NOTHING = "{}"


class Intake:
    """Within one transaction. `now` stands in the journal where the server names no time."""

    def __init__(self, connection: Connection, database: Database, now: str) -> None:
        self._connection, self._database, self._now = connection, database, now
        self._presence = Presence(connection)
        self._had_offers = not self._presence.is_empty("offer")
        self._to_index: set[int] = set()
        self.touched: dict[str, set[str]] = defaultdict(set)

    def rows(self, keys: Iterable[Key]) -> dict[Key, Said]:
        found: dict[Key, Said] = {}
        for kind, ids in by_kind(keys).items():
            if kind in self._database.registry:
                found |= {(kind, id_): said for id_, (_, said) in self._there(kind, ids).items()}
            else:
                found |= unknown.rows(self._connection, kind, ids)
        return found

    def receive(self, received: Sequence[Received]) -> None:
        kinds: dict[str, dict[str, Received]] = defaultdict(dict)
        for one in received:
            kinds[one.kind][one.id] = one
        for kind, of_kind in kinds.items():
            known = self._database.registry.get(kind)
            if known is None:
                unknown.keep(self._connection, of_kind.values())
            elif known.scope is not Scope.LOCAL:
                self._take(known, of_kind)

    def evict(self, keys: Collection[Key]) -> None:
        """Rows and what others did to them; an entry that tells nothing refuses whoever prepared a change."""
        for kind, ids in by_kind(keys).items():
            known = self._database.registry.get(kind)
            if known is None:
                unknown.drop(self._connection, kind, ids)
                continue
            there = self._there(kind, ids)
            told = self._forget_others(ids)
            gone = [Received(kind, id_, None) for id_ in sorted(told.union(there))]
            self._delete(known, [one for one in gone if one.id in there], there)
            entries = [self._entry(Action.EVICT, one, _NOTHING) for one in gone]
            statements.journal(entries).run(self._connection)
            self._note(kind, [one for one in gone if one.id in there], there)
            self._drop_drafts(ids)

    def _drop_drafts(self, ids: Iterable[str]) -> None:
        """What somebody typed about these says as much as they do."""
        for marks, piece in among(ids):
            about = f"FROM draft WHERE of_record IN ({marks})"
            found = self._connection.exec_driver_sql(f"SELECT id {about}", piece)
            self.touched["draft"].update(found.scalars())
            self._connection.exec_driver_sql(f"DELETE {about}", piece)

    def _forget_others(self, ids: Iterable[str]) -> set[str]:
        """Takes what others did out of the journal; the ids of which it told anything."""
        found: set[str] = set()
        for marks, piece in among(ids):
            others = f"FROM change WHERE origin = '{ELSEWHERE}' AND record IN ({marks})"
            told = self._connection.exec_driver_sql(f"SELECT DISTINCT record {others}", piece)
            found.update(told.scalars())
            self._connection.exec_driver_sql(f"DELETE {others}", piece)
        return found

    def index(self) -> None:
        """Few offers are found at once, many when their turn comes."""
        if 0 < len(self._to_index) <= late_index.AT_ONCE:
            late_index.index_now(self._connection, self._database, self._to_index)

    def concern(self, kind: str, there: Iterable[Said | None], ids: Iterable[str]) -> None:
        """The offers that are found by what these records say must be indexed anew."""
        if not self._had_offers:
            return
        if kind == "organisation":
            self._to_index.update(late_index.add_those_of(self._connection, "organisation", ids))
        elif kind == "place":
            offers = {str(said["offer"]) for said in there if said and said.get("offer")}
            self._to_index.update(late_index.add_those_of(self._connection, "id", offers))

    def _there(self, kind: str, ids: Iterable[str]) -> dict[str, tuple[int, Said]]:
        wanted = self._presence.possible(kind, ids)
        found = load_said(self._connection, self._database.registry[kind], wanted)
        return {id_: (n, said) for n, id_, said in found}

    def _take(self, kind: Kind, received: dict[str, Received]) -> None:
        there = self._there(kind.name, received)
        new = [one for one in received.values() if one.id not in there and one.values is not None]
        changed = [
            one
            for one in received.values()
            if one.id in there and one.values is not None and one.values != there[one.id][1]
        ]
        gone = [one for one in received.values() if one.id in there and one.values is None]
        self._insert(kind, new)
        self._update(kind, changed)
        self._delete(kind, gone, there)
        entries = [self._entry(Action.CREATE, one, _NOTHING) for one in new]
        for action, of_action in ((Action.CHANGE, changed), (Action.DELETE, gone)):
            for one in of_action:
                differences = differences_of(there[one.id][1], one.values)
                entries.append(self._entry(action, one, json_text(differences)))
        statements.journal(entries).run(self._connection)
        self._note(kind.name, (*new, *changed, *gone), there)

    def _insert(self, kind: Kind, new: Sequence[Received]) -> None:
        if not new:
            return
        first = self._presence.next_number(kind.name)
        rows = cells_of(kind, [(one.id, one.values or {}) for one in new])
        statements.insert(kind.name, columns_of(kind), rows).run(self._connection)
        self._presence.came(kind.name, (one.id for one in new))
        if kind.name == "offer":
            numbers = range(first, first + len(new))
            self._offers([(n, _fresh(one.values)) for n, one in zip(numbers, new, strict=True)])

    def _update(self, kind: Kind, changed: Sequence[Received]) -> None:
        cells = cells_of(kind, [(one.id, one.values or {}) for one in changed])
        rows = [(*own, own[0]) for own in cells]
        statements.update(kind.name, columns_of(kind), rows).run(self._connection)

    def _delete(self, kind: Kind, gone: Sequence[Received], there: dict[str, tuple[int, Said]]) -> None:
        statements.delete(kind.name, (one.id for one in gone)).run(self._connection)
        if kind.name == "offer":
            numbers = {there[one.id][0] for one in gone}
            late_index.drop(self._connection, numbers)
            self._to_index -= numbers

    def _note(self, kind: str, taken: Sequence[Received], there: dict[str, tuple[int, Said]]) -> None:
        self.touched[kind].update(one.id for one in taken)
        if kind == "offer":
            changed = [one for one in taken if one.id in there and one.values is not None]
            self._offers([(there[one.id][0], _fresh(one.values)) for one in changed])
        else:
            said = [said for one in taken for said in (one.values, there.get(one.id, (0, None))[1])]
            self.concern(kind, said, (one.id for one in taken))

    def _offers(self, numbered: Sequence[tuple[int, str]]) -> None:
        late_index.add(self._connection, numbered)
        self._to_index.update(n for n, _ in numbered)

    def _entry(self, action: Action, one: Received, differences: str) -> tuple[Any, ...]:
        return (
            "",
            "",
            action.value,
            one.kind,
            one.id,
            VERSION,
            differences,
            one.author,
            one.at or self._now,
            "",
            ELSEWHERE,
        )


def _fresh(said: Said | None) -> str:
    days = ((said or {}).get(name) for name in ("assured_on", "edited_on"))
    return max((day for day in days if isinstance(day, str)), default="")
