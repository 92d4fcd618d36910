"""Looks whether the books are whole and say nothing that cannot be."""

from collections.abc import Iterator

import msgspec

from kosidesk.domain.errors import FileDamaged
from kosidesk.domain.finding import FILE, Finding
from kosidesk.protocol.messages import Said
from kosidesk.protocol.parts import wholes
from kosidesk.server.store.databases import Driver, EncryptedFile, driver_of
from kosidesk.server.store.store import Store
from kosidesk.sqlfile import verify

# Finding.code
BODY = "body"  # a record cannot be read
PLACE = "place"  # something lies beyond the end of the history, or two records at one place of it
PART = "part"  # a record is not known to be a part of what it says
TWOFOLD = "twofold"  # a record is there and deleted at once
TAG = "tag"  # the history does not end where the head says

_said = msgspec.json.Decoder(Said).decode

_BEYOND = """SELECT kind, id FROM record WHERE rev > (SELECT seq FROM head)
    UNION ALL SELECT kind, id FROM tomb WHERE rev > (SELECT seq FROM head)
    UNION ALL SELECT kind, id FROM evict WHERE rev > (SELECT seq FROM head)"""
_SHARED = """SELECT max(kind), max(id) FROM
    (SELECT rev, kind, id FROM record UNION ALL SELECT rev, kind, id FROM tomb) AS placed
    GROUP BY rev HAVING count(*) > 1"""
_TWOFOLD = "SELECT kind, id FROM record JOIN tomb USING (id, kind)"
_ENDS = """SELECT history.seq FROM head JOIN history ON history.seq = head.seq AND history.tag = head.tag
    WHERE NOT EXISTS (SELECT 1 FROM history WHERE seq > (SELECT seq FROM head))"""


def check(store: Store) -> list[Finding]:
    """Everything that is wrong; nothing is mended."""
    found = list(_file(store))
    if found:
        return found
    with store.looking() as connection:
        driver = driver_of(connection)
        for look in (_places, _bodies, _twofold, _ends):
            found += look(driver)
    return found


def _file(store: Store) -> Iterator[Finding]:
    if not isinstance(store.database, EncryptedFile):
        return
    try:
        verify(store.database.path, store.database.key)
    except FileDamaged:
        yield Finding(FILE, "", store.database.path.name)


def _places(driver: Driver) -> Iterator[Finding]:
    for statement in (_BEYOND, _SHARED):
        yield from (Finding(PLACE, kind, id_) for kind, id_ in driver.execute(statement))


def _bodies(driver: Driver) -> Iterator[Finding]:
    """Each record once: whether it can be read, and whether its wholes are known."""
    parts = set(driver.execute("SELECT kind, id, whole FROM part"))
    for kind, id_, body in driver.execute("SELECT kind, id, body FROM record"):
        try:
            values = _said(body)
        except msgspec.DecodeError:
            yield Finding(BODY, kind, id_)
            continue
        if any((kind, id_, whole) not in parts for whole in wholes(kind, values)):
            yield Finding(PART, kind, id_)


def _twofold(driver: Driver) -> Iterator[Finding]:
    yield from (Finding(TWOFOLD, kind, id_) for kind, id_ in driver.execute(_TWOFOLD))


def _ends(driver: Driver) -> Iterator[Finding]:
    if not list(driver.execute(_ENDS)):
        yield Finding(TAG, "", "")
