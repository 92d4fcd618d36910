"""Makes a server: its folder, key, certificate, database and agency, and last its settings."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select

from kosidesk.domain.errors import CannotWrite
from kosidesk.server import keys, settings, tls
from kosidesk.server.context import open_store
from kosidesk.server.errors import ServerExists
from kosidesk.server.identity import realm
from kosidesk.server.identity.keys import Keys
from kosidesk.server.identity.tables import REALM
from kosidesk.server.settings import Settings


@dataclass(frozen=True)
class Wanted:
    """`said` are settings that shall not be as usual."""

    agency: str
    said: dict[str, object]


def found(folder: Path, wanted: Wanted, now: datetime) -> Settings:
    """Settings come last: whoever was interrupted before simply begins again.

    Raises ServerExists, CannotWrite, and what keeps a database from being opened.
    """
    folder = folder.absolute()
    if (folder / settings.FILE).exists():
        raise ServerExists(str(folder))
    made = settings.settings(folder, **wanted.said)
    keys.require_apart(made.key, made.backups)
    try:
        _make_files(made, now)
        _make_realm(made, wanted.agency, now)
        settings.write(folder, made)
    except OSError as error:
        raise CannotWrite(str(folder), error.strerror or str(error)) from error
    return made


def _make_files(made: Settings, now: datetime) -> None:
    for directory in (made.folder, made.backups):
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not made.key.exists():
        keys.make(made.key)
    if not made.behind_proxy and not made.certificate.exists():
        made.certificate_key.unlink(missing_ok=True)
        tls.make(made.certificate, made.certificate_key, made.hosts, now)


def _make_realm(made: Settings, agency: str, now: datetime) -> None:
    key = keys.load(made)
    store = open_store(made, key)
    try:
        with store.transaction() as connection:
            if not connection.execute(select(func.count()).select_from(REALM)).scalar_one():
                realm.found(connection, Keys(key), agency, now)
    finally:
        store.close()
