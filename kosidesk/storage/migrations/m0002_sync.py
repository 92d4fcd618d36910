"""What the sync keeps beside the journal, and one id for the agency on all of its desks."""

from sqlalchemy import Connection, inspect

from kosidesk.domain.agency import AGENCY_ID

_STATEMENTS = (
    "ALTER TABLE change ADD COLUMN origin TEXT NOT NULL DEFAULT ''",
    # What was received belongs to no user action and deletions are few: the first load fills neither index.
    "DROP INDEX change_transaction",
    "CREATE INDEX change_transaction ON change (transaction_id, position) WHERE origin = ''",
    "CREATE INDEX change_undoes ON change (undoes) WHERE undoes <> ''",
    "CREATE INDEX change_delete ON change (record, position) WHERE action = 'delete'",
    # `sent_upto` is a place in the journal: nothing up to it waits to be sent.
    """CREATE TABLE standing (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        body TEXT NOT NULL,
        sent_upto INTEGER NOT NULL DEFAULT 0
    )""",
    "INSERT INTO standing (one, body) VALUES (1, '{}')",
    """CREATE TABLE ack (
        operation TEXT PRIMARY KEY,
        position INTEGER NOT NULL,
        code INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        settled INTEGER NOT NULL DEFAULT 0
    ) WITHOUT ROWID""",
    "CREATE INDEX ack_open ON ack (position) WHERE settled = 0",
    "CREATE INDEX ack_seq ON ack (seq)",
    """CREATE TABLE confirmed (
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        rev INTEGER NOT NULL,
        scope TEXT NOT NULL,
        deleted INTEGER NOT NULL,
        erased INTEGER NOT NULL,
        image TEXT,
        fork INTEGER,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (kind, id)
    ) WITHOUT ROWID""",
    "CREATE INDEX confirmed_fork ON confirmed (fork) WHERE fork IS NOT NULL",
    "CREATE TABLE unknown (kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, id))",
    "CREATE TABLE stage (page INTEGER PRIMARY KEY, body BLOB NOT NULL)",
    # Offers whose entry in the search index is missing or out of date; `fresh` says which comes first.
    "CREATE TABLE unindexed (n INTEGER PRIMARY KEY, fresh TEXT NOT NULL)",
    "CREATE INDEX unindexed_fresh ON unindexed (fresh)",
)


def up(connection: Connection) -> None:
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
    # A new file has no records yet, and no table for them.
    if inspect(connection).has_table("agency"):
        _give_agency_its_id(connection)


def _give_agency_its_id(connection: Connection) -> None:
    own = connection.exec_driver_sql("SELECT id FROM agency ORDER BY n LIMIT 1").scalar_one_or_none()
    if own is not None:
        connection.exec_driver_sql("UPDATE agency SET id = ? WHERE id = ?", (AGENCY_ID, own))
        connection.exec_driver_sql("UPDATE change SET record = ? WHERE record = ?", (AGENCY_ID, own))
