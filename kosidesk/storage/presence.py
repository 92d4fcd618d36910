"""Which records can be there at all: where a table was empty, only what this transaction has brought."""

from collections.abc import Iterable

from sqlalchemy import Connection


class Presence:
    """Within one transaction that inserts through nobody else."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._brought: dict[str, set[str] | None] = {}

    def is_empty(self, kind: str) -> bool:
        """As the table stood at the beginning."""
        if kind not in self._brought:
            found = self._connection.exec_driver_sql(f'SELECT 1 FROM "{kind}" LIMIT 1').first()  # noqa: S608 - from the registry
            self._brought[kind] = None if found else set()
        return self._brought[kind] is not None

    def possible(self, kind: str, ids: Iterable[str]) -> Iterable[str]:
        """Those of these ids worth looking for."""
        self.is_empty(kind)
        brought = self._brought[kind]
        return ids if brought is None else brought.intersection(ids)

    def came(self, kind: str, ids: Iterable[str]) -> None:
        self.is_empty(kind)
        brought = self._brought[kind]
        if brought is not None:
            brought.update(ids)

    def next_number(self, kind: str) -> int:
        """The row number the next record gets; many inserted at once are numbered on from there."""
        last = self._connection.exec_driver_sql(f'SELECT coalesce(max(n), 0) FROM "{kind}"')  # noqa: S608 - same
        return int(last.scalar_one()) + 1
