"""The scope of a record of this desk: by its own values, or by the case it is a part of."""

from collections.abc import Mapping

from sqlalchemy import Connection

from kosidesk.protocol.messages import Key, Said
from kosidesk.protocol.parts import whole
from kosidesk.protocol.scopes import CASES, scope_of
from kosidesk.schema import Kind, Scope
from kosidesk.storage.said import load_said

_DECIDING = frozenset({"private", "team"})


class Scoping:
    """Within one transaction, in which the scopes of cases do not change."""

    def __init__(self, connection: Connection, registry: Mapping[str, Kind]) -> None:
        self._connection, self._registry = connection, registry
        self._cases: dict[Key, str] = {}

    @staticmethod
    def asks(kind: Kind) -> bool:
        """Whether the scope hangs on what a record of the kind says."""
        return any(field.part_of or field.name in _DECIDING for field in kind.fields)

    def of(self, kind: str, id_: str, said: Said) -> str:
        above = whole(kind, said)
        case = self._case(above) if above else ""
        known = self._registry[kind]
        lost = known.scope is Scope.CASE and not case and (above is not None or not said)
        return scope_of(kind, said, self._declared((kind, id_)) if lost else "", case)

    def _case(self, key: Key) -> str:
        """The scope of a case or of a part of one, "" for everything else."""
        known = self._registry.get(key[0])
        if known is None or known.scope is not Scope.CASE:
            return ""
        if key not in self._cases:
            found = [said for _, _, said in load_said(self._connection, known, (key[1],))]
            self._cases[key] = self.of(*key, found[0]) if found else self._declared(key)
        return self._cases[key]

    def _declared(self, key: Key) -> str:
        """The scope it has at the server."""
        query = "SELECT scope FROM confirmed WHERE kind = ? AND id = ?"
        scope = self._connection.exec_driver_sql(query, key).scalar_one_or_none() or ""
        return scope if scope.startswith(CASES) else ""
