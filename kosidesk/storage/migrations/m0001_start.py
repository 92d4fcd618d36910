"""The journal and the desk's own marks; kinds of record come from the registry, not from steps."""

from sqlalchemy import Connection


def up(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE mark (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID")
    connection.exec_driver_sql(
        """CREATE TABLE change (
            position INTEGER PRIMARY KEY AUTOINCREMENT,
            operation TEXT NOT NULL,
            transaction_id TEXT NOT NULL,
            action TEXT NOT NULL,
            kind TEXT NOT NULL,
            record TEXT NOT NULL,
            version INTEGER NOT NULL,
            differences TEXT NOT NULL,
            author TEXT NOT NULL,
            at TEXT NOT NULL,
            undoes TEXT NOT NULL DEFAULT ''
        )"""
    )
    connection.exec_driver_sql("CREATE INDEX change_record ON change (record, position)")
    connection.exec_driver_sql("CREATE INDEX change_transaction ON change (transaction_id, position)")
