"""Tells another process, through shared memory, whether this one is inside a writing transaction.

The program is not changed for it: SQLAlchemy says which statements ran and when a connection came back. What
the memory says stands still when the process is killed, so it is read afterwards and needs no luck.
"""

from collections.abc import Callable
from ctypes import c_bool
from typing import Any

from sqlalchemy import Connection, Engine, Pool, event

from kosidesk.domain.change import Changes

_BEGIN = "BEGIN IMMEDIATE"
_WRITES = "writes"
_LAST = "SELECT transaction_id FROM change ORDER BY position DESC LIMIT 1"
_ROWS = "SELECT kind, record FROM change WHERE transaction_id = ?"


def mark_transactions(inside: c_bool) -> None:
    """From now on `inside` is true from the end of BEGIN to the end of COMMIT or ROLLBACK."""

    def begun(connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
        if statement == _BEGIN:
            connection.info[_WRITES] = True
            inside.value = True

    def over(_raw: object, record: Any, _state: object) -> None:
        if record is not None and record.info.pop(_WRITES, False):
            inside.value = False

    event.listen(Engine, "after_cursor_execute", begun)
    event.listen(Pool, "reset", over)


def before_each_commit(tell: Callable[[Changes], object]) -> None:
    """Tells what a transaction changed when it is about to be committed, which is too early."""

    def committing(connection: Connection) -> None:
        if not connection.info.get(_WRITES):
            return
        (transaction,) = connection.exec_driver_sql(_LAST).one()
        rows = connection.exec_driver_sql(_ROWS, (transaction,)).all()
        kinds = {kind for kind, _ in rows}
        tell(Changes(transaction, {kind: frozenset(id_ for of, id_ in rows if of == kind) for kind in kinds}))

    event.listen(Engine, "commit", committing)
