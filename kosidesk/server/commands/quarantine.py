"""Commands about what was refused and is kept: an administrator looks through it and decides."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy import Connection

from kosidesk.domain.errors import NotFound
from kosidesk.i18n import _, moment
from kosidesk.protocol.messages import Code
from kosidesk.server import overruling, words
from kosidesk.server.books import Books, Quarantined
from kosidesk.server.commands.answers import answer
from kosidesk.server.commands.opened import opened
from kosidesk.server.filing import json_text
from kosidesk.server.identity import accounts, devices
from kosidesk.server.store.store import Store

_Decision = Callable[[Books, Quarantined, str], int | None]


def show(asked: Namespace) -> None:
    with opened(asked) as context:
        kept = context.store.quarantined()
        with context.store.looking() as connection:
            names = _names(connection)
        shown = [_found(context.store, asked.operation)] if asked.operation else kept
    told = [_told(one, names) for one in shown]
    if asked.operation:
        answer(asked, told[0], _whole(shown[0], names))
    else:
        lines = [_line(one, names) for one in shown]
        answer(asked, told, "\n".join(lines) or _("Nichts wartet auf eine Durchsicht."))


def accept(asked: Namespace) -> None:
    code = _decided(asked, overruling.accept)
    text = _("Die Änderung ist übernommen, im Namen der Person, die sie gemacht hat.")
    if code == Code.CONFLICT:
        text = _(
            "Die Änderung ist übernommen. Was inzwischen anders lautet, liegt an den Schreibtischen zur "
            "Entscheidung."
        )
    answer(asked, {"operation": asked.operation, "code": code}, text)


def drop(asked: Namespace) -> None:
    _decided(asked, overruling.drop)
    answer(asked, {"operation": asked.operation}, _("Die Änderung ist verworfen und nicht mehr da."))


def _decided(asked: Namespace, decide: _Decision) -> int | None:
    with opened(asked) as context:
        kept = _found(context.store, asked.operation)
        with context.store.writing() as books:
            return decide(books, kept, context.now().isoformat())


def _found(store: Store, operation: str) -> Quarantined:
    """Raises NotFound."""
    for one in store.quarantined():
        if one.operation.id == operation:
            return one
    raise NotFound("operation", operation)


def _names(connection: Connection) -> Mapping[str, str]:
    """Of devices and counsellors, by id."""
    known = {one.id: one.name for one in devices.devices(connection)}
    return known | {one.counsellor: one.name for one in accounts.accounts(connection)}


def _told(one: Quarantined, names: Mapping[str, str]) -> dict[str, object]:
    said = one.operation
    return {
        "operation": said.id,
        "at": one.at,
        "device": one.device,
        "device_name": names.get(one.device, ""),
        "why": one.why,
        "action": said.action,
        "kind": said.kind,
        "record": said.record,
        "author": said.author,
        "done_at": said.at,
        "differences": said.differences,
    }


def _line(one: Quarantined, names: Mapping[str, str]) -> str:
    line = _("{when} · {device} · {kind} ({action}) · {why} · {operation}").format(
        when=_when(one.at),
        device=names.get(one.device, one.device),
        kind=one.operation.kind,
        action=one.operation.action,
        why=words.why_refused(one.why),
        operation=one.operation.id,
    )
    return _printable(line)


def _whole(one: Quarantined, names: Mapping[str, str]) -> str:
    said = one.operation
    author = _("Gemacht von {name} am {when}, Datensatz {record}.").format(
        name=names.get(said.author, said.author), when=_when(said.at), record=said.record
    )
    fields = [
        _("{field}: {old} → {new}").format(field=name, old=json_text(old) or "–", new=json_text(new) or "–")
        for name, (old, new) in said.differences.items()
    ]
    return "\n".join(map(_printable, (_line(one, names), author, *fields)))


def _when(said: str) -> str:
    """A refused operation may say anything."""
    try:
        return moment(datetime.fromisoformat(said).astimezone())
    except ValueError:
        return said


def _printable(line: str) -> str:
    """Nor may it speak to the terminal."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in line)
