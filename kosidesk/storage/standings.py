"""Where this desk stands with its server, in its file."""

from dataclasses import replace

import msgspec
from sqlalchemy import Connection

from kosidesk.protocol.replica import Standing
from kosidesk.storage.rows import json_text


def read(connection: Connection) -> Standing:
    body = connection.exec_driver_sql("SELECT body FROM standing").scalar_one()
    return msgspec.json.decode(body, type=Standing)


def keep(connection: Connection, standing: Standing) -> None:
    connection.exec_driver_sql("UPDATE standing SET body = ?", (json_text(standing),))


def throw_pages_away(connection: Connection) -> None:
    """Those that wait to be shown, if there are any; everything is then read anew."""
    if connection.exec_driver_sql("DELETE FROM stage").rowcount:
        keep(connection, replace(read(connection), staged={}, reached=None, begun={}))
