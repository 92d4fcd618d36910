"""Entries of the journal as operations: what they leave unsaid is found by walking back from the records."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row

from kosidesk.domain.conflict import DELETED_WHILE_EDITED, EDIT_OF_DELETED
from kosidesk.protocol.joining import bare
from kosidesk.protocol.messages import Action, Operation, Said
from kosidesk.protocol.parts import naming
from kosidesk.schema import Kind
from kosidesk.storage.said import Differences, among, before, load_said, told
from kosidesk.storage.scoping import Scoping

COLUMNS = "position, operation, transaction_id, action, kind, record, version, differences, author, at"
"""Of an entry of the journal, as this module wants them."""

Entry = Row[Any]


class Operations:
    """Within one transaction."""

    def __init__(self, connection: Connection, registry: Mapping[str, Kind]) -> None:
        self._connection, self._registry = connection, registry
        self._groups = _Groups(registry)

    def of(self, entries: Iterable[Entry]) -> list[Operation]:
        said = [(entry, told(entry.differences)) for entry in entries]
        deleted = self._first_deletions([entry for entry, _ in said if entry.action == Action.CREATE])
        thens = self._thens([entry for entry, differences in said if self._asks_then(entry, differences)])
        scoping = Scoping(self._connection, self._registry)
        return [
            Operation(
                id=entry.operation,
                transaction=entry.transaction_id,
                action=_action(entry, deleted),
                kind=entry.kind,
                record=entry.record,
                scope=scoping.of(entry.kind, entry.record, thens.get(entry.position) or _said(differences)),
                differences=self._whole_groups(entry, differences, thens),
                author=entry.author,
                at=entry.at,
                schema=entry.version,
            )
            for entry, differences in said
        ]

    def _first_deletions(self, created: Iterable[Entry]) -> dict[str, int]:
        """Where the journal first tells of a deletion, or of a conflict that does.

        A desk that joined later knows of it from the conflict alone.
        """
        found: dict[str, int] = {}
        for marks, piece in among(entry.record for entry in created):
            query = (
                "SELECT record, min(position) AS position FROM ("  # noqa: S608 - question marks
                f"SELECT record, position FROM change WHERE action = 'delete' AND record IN ({marks}) "
                "UNION ALL SELECT conflict.of_record, change.position "
                "FROM conflict JOIN change ON change.record = conflict.id "
                f"WHERE conflict.reason IN ('{EDIT_OF_DELETED}', '{DELETED_WHILE_EDITED}') "
                f"AND conflict.of_record IN ({marks})) GROUP BY record"
            )
            rows = self._connection.exec_driver_sql(query, (*piece, *piece))
            found |= {row.record: row.position for row in rows}
        return found

    def _asks_then(self, entry: Entry, differences: Differences) -> bool:
        """Whether more must be known of the record than its change says."""
        if entry.action != Action.CHANGE:
            return False
        return Scoping.asks(self._registry[entry.kind]) or not all(
            name in differences for name in self._groups.touched(entry.kind, differences)
        )

    def _thens(self, entries: Sequence[Entry]) -> dict[int, Said]:
        """Position → what the record said after that change; later ones are taken back one by one."""
        wanted = {entry.position for entry in entries}
        found: dict[int, Said] = {}
        records: dict[str, set[str]] = defaultdict(set)
        for entry in entries:
            records[entry.kind].add(entry.record)
        since = min(wanted, default=0)
        for kind, ids in records.items():
            now = {id_: said for _, id_, said in load_said(self._connection, self._registry[kind], ids)}
            for change in self._back_to(since, ids):
                said = now.get(change.record)
                if change.position in wanted:
                    found[change.position] = said or {}
                earlier = before(said, change.action, told(change.differences))
                if earlier is None:
                    now.pop(change.record, None)
                else:
                    now[change.record] = earlier
        return found

    def _back_to(self, since: int, ids: Iterable[str]) -> Iterable[Entry]:
        for marks, piece in among(ids):
            yield from self._connection.exec_driver_sql(
                "SELECT position, record, action, differences FROM change "  # noqa: S608 - question marks
                f"WHERE record IN ({marks}) AND position >= ? ORDER BY position DESC",
                (*piece, since),
            )

    def _whole_groups(
        self, entry: Entry, differences: Differences, thens: Mapping[int, Said]
    ) -> dict[str, tuple[Any, Any]]:
        then = thens.get(entry.position, {})
        whole = {
            name: (then.get(name), then.get(name)) for name in self._groups.touched(entry.kind, differences)
        }
        return {**whole, **differences}


class _Groups:
    """Which fields are told together: those merged as one unit, and always what a record is a part of."""

    def __init__(self, registry: Mapping[str, Kind]) -> None:
        self._with = {
            kind.name: {name: unit for unit in kind.units().values() if len(unit) > 1 for name in unit}
            for kind in registry.values()
        }

    def touched(self, kind: str, names: Iterable[str]) -> frozenset[str]:
        """Every field that is told with these."""
        unit_of = self._with[kind]
        return naming(kind).union(*(unit_of[name] for name in names if name in unit_of))


def _action(entry: Entry, deleted: Mapping[str, int]) -> str:
    is_revival = entry.action == Action.CREATE and deleted.get(entry.record, entry.position) < entry.position
    return Action.REVIVE if is_revival else entry.action


def _said(differences: Differences) -> Said:
    """What a created record says, or a deleted one said."""
    return bare({name: new if new is not None else old for name, (old, new) in differences.items()})
