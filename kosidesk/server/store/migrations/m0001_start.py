"""The books of an empty server."""

from sqlalchemy import Connection

_TABLES = (
    """CREATE TABLE head (
        one BIGINT NOT NULL PRIMARY KEY,
        seq BIGINT NOT NULL,
        tag TEXT NOT NULL,
        durable BIGINT NOT NULL,
        floor BIGINT NOT NULL
    )""",
    "INSERT INTO head VALUES (1, 0, '', 0, 0)",
    """CREATE TABLE epoch (
        number BIGINT NOT NULL PRIMARY KEY,
        name TEXT NOT NULL,
        parent_end BIGINT NOT NULL,
        at TEXT NOT NULL,
        reason TEXT NOT NULL
    )""",
    """CREATE TABLE history (
        seq BIGINT NOT NULL PRIMARY KEY,
        tag TEXT NOT NULL,
        at TEXT NOT NULL,
        device TEXT NOT NULL
    )""",
    "INSERT INTO history VALUES (0, '', '', '')",
    """CREATE TABLE record (
        id TEXT NOT NULL,
        kind TEXT NOT NULL,
        rev BIGINT NOT NULL,
        scope TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (id, kind)
    )""",
    "CREATE INDEX record_feed ON record (scope, rev)",
    """CREATE TABLE part (
        id TEXT NOT NULL,
        kind TEXT NOT NULL,
        whole TEXT NOT NULL,
        PRIMARY KEY (id, kind, whole)
    )""",
    "CREATE INDEX part_whole ON part (whole)",
    """CREATE TABLE tomb (
        id TEXT NOT NULL,
        kind TEXT NOT NULL,
        rev BIGINT NOT NULL,
        scope TEXT NOT NULL,
        erased BOOLEAN NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id, kind)
    )""",
    "CREATE INDEX tomb_feed ON tomb (scope, rev)",
    "CREATE INDEX tomb_erased ON tomb (rev) WHERE erased",
    """CREATE TABLE evict (
        id TEXT NOT NULL,
        kind TEXT NOT NULL,
        scope TEXT NOT NULL,
        rev BIGINT NOT NULL,
        PRIMARY KEY (id, kind, scope)
    )""",
    "CREATE INDEX evict_feed ON evict (scope, rev)",
    """CREATE TABLE applied (
        operation TEXT NOT NULL PRIMARY KEY,
        code BIGINT NOT NULL,
        seq BIGINT NOT NULL
    )""",
    """CREATE TABLE quarantine (
        operation TEXT NOT NULL PRIMARY KEY,
        device TEXT NOT NULL,
        why TEXT NOT NULL,
        at TEXT NOT NULL,
        body TEXT NOT NULL
    )""",
    "CREATE TABLE erased (id TEXT NOT NULL PRIMARY KEY)",
)


def up(connection: Connection) -> None:
    for statement in _TABLES:
        connection.exec_driver_sql(statement)
