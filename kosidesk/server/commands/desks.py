"""Commands about the desks that were enrolled."""

from argparse import Namespace

from sqlalchemy import Connection, func, select

from kosidesk.domain.errors import NotFound
from kosidesk.i18n import _, moment, ngettext, number, short_day
from kosidesk.server.commands.accounts import revoke_account
from kosidesk.server.commands.answers import answer
from kosidesk.server.commands.opened import by_name, opened
from kosidesk.server.identity import devices, revoke
from kosidesk.server.identity.devices import Device
from kosidesk.server.identity.revoke import Loss
from kosidesk.server.store.ledger import Revoked
from kosidesk.server.store.tables import TOMB


def desks(asked: Namespace) -> None:
    with opened(asked) as context, context.store.looking() as connection:
        known = devices.devices(connection)
        behind = {one.id for one in devices.erasure_pending(connection, _newest_erasure(connection))}
    told = [
        {
            "id": one.id,
            "name": one.name,
            "profile": one.profile,
            "state": one.state,
            "seen_at": one.seen_at.isoformat(),
            "lease_until": one.lease_until.isoformat(),
            "erasure_pending": one.id in behind,
            "doubled_at": one.doubled_at.isoformat() if one.doubled_at else None,
        }
        for one in known
    ]
    lines = [_line(one, is_behind=one.id in behind) for one in known]
    answer(asked, told, "\n".join(lines) or _("Noch ist kein Schreibtisch zugelassen."))


def _newest_erasure(connection: Connection) -> int:
    found: int | None = connection.execute(select(func.max(TOMB.c.rev)).where(TOMB.c.erased)).scalar()
    return found or 0


def _line(device: Device, *, is_behind: bool) -> str:
    if device.is_revoked:
        text = _("{name} · gesperrt · zuletzt da {seen} · {id}")
    elif device.doubled_at:
        text = _("{name} · es scheint ihn zweimal zu geben · zuletzt da {seen} · {id}")
    elif is_behind:
        text = _("{name} · hat noch nicht alles gelöscht, was gelöscht sein soll · zuletzt da {seen} · {id}")
    else:
        text = _("{name} · zuletzt da {seen} · darf ohne Server arbeiten bis {until} · {id}")
    return text.format(
        name=device.name,
        seen=moment(device.seen_at.astimezone()),
        until=short_day(device.lease_until.astimezone()),
        id=device.id,
    )


def revoke_one(asked: Namespace) -> None:
    if asked.account:
        revoke_account(asked)
    else:
        _revoke_desk(asked)


def _revoke_desk(asked: Namespace) -> None:
    with opened(asked) as context, context.store.transaction() as connection:
        found = _device(connection, asked.desk)
        context.revocations.append([Revoked(revoke.DEVICE, found.id)])
        lost = revoke.revoke_device(connection, found.id)
    told = {
        "device": found.id,
        "seen_at": found.seen_at.isoformat(),
        "counsellors": sorted(lost.counsellors),
        "held": {f"{kind} {scope}": count for (kind, scope), count in lost.held.items()},
    }
    answer(asked, told, _reported(lost))


def _reported(lost: Loss) -> str:
    cases = sum(count for (kind, _scope), count in lost.held.items() if kind == "consultation")
    text = ngettext(
        "{name} ist gesperrt. Sobald er sich meldet, löscht er sich; was er noch mitbringt, wird zur "
        "Durchsicht verwahrt. Zuletzt da war er {seen} und konnte {count} Beratung lesen. Für eine Meldung "
        "nach Art. 33 DSGVO bleiben 72 Stunden.",
        "{name} ist gesperrt. Sobald er sich meldet, löscht er sich; was er noch mitbringt, wird zur "
        "Durchsicht verwahrt. Zuletzt da war er {seen} und konnte {count} Beratungen lesen. Für eine Meldung "
        "nach Art. 33 DSGVO bleiben 72 Stunden.",
        cases,
    )
    return text.format(
        name=lost.device.name, seen=moment(lost.device.seen_at.astimezone()), count=number(cases)
    )


def extend(asked: Namespace) -> None:
    with opened(asked) as context, context.store.transaction() as connection:
        found = _device(connection, asked.desk)
        code = devices.extend(connection, context.office.keys, found.id, asked.days, context.now())
    text = _("Code für {name}: {code}\nEr gilt nur an diesem Schreibtisch; dort am Telefon vorlesen.")
    answer(asked, {"device": found.id, "code": code}, text.format(name=found.name, code=code))


def _device(connection: Connection, asked: str) -> Device:
    """Raises NotFound, NotUnique."""
    found = devices.device(connection, asked) or by_name(devices.devices(connection), asked)
    if found is None:
        raise NotFound("device", asked)
    return found
