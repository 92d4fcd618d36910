"""Commands that join a desk to the common server and keep it in step."""

import sys
from argparse import Namespace
from pathlib import Path

from kosidesk.cli import access
from kosidesk.cli.answers import answer
from kosidesk.domain.errors import Cancelled, DeskRevoked, NotOurServer
from kosidesk.i18n import _
from kosidesk.services import server, wipe, words
from kosidesk.services.desk import Desk
from kosidesk.services.server import Enrolment, Server
from kosidesk.services.syncing import Link, Synced


def connect(asked: Namespace) -> None:
    known = access.passphrase(asked)
    met = server.meet(asked.address)
    _require_compared(met, asked.fingerprint)
    with access.opened(asked, known) as opened:
        joined = server.connect(opened, Enrolment(asked.address, asked.code, known, met.fingerprint))
    answer(
        asked,
        {"server": joined.address, "fingerprint": joined.fingerprint},
        lambda: _("Dieser Schreibtisch ist jetzt mit {address} verbunden.").format(address=joined.address),
    )


def sync(asked: Namespace) -> None:
    """A desk the server has barred is erased, as in the window."""
    doomed: tuple[Path, ...] = ()
    try:
        with access.opened(asked) as opened:
            try:
                synced = _synced(opened.desk, allow_vanishing=asked.accept_vanishing)
            except DeskRevoked:
                doomed = wipe.doomed(opened)
                raise
            now = opened.desk.clock()
    finally:
        wipe.erase(doomed)
    state = synced.state
    told = {
        "server": state.server,
        "waiting": state.waiting,
        "rejected": state.rejected,
        "conflicts": state.conflicts,
        "whole": state.whole,
        "received": sum(map(len, synced.changes.touched.values())),
    }
    line, facts = words.sync_line(state, now), words.sync_facts(state, now)
    answer(asked, told, lambda: "\n".join((line, *facts)))


def _synced(desk: Desk, *, allow_vanishing: bool) -> Synced:
    link = Link(desk)
    try:
        return link.sync(allow_vanishing=allow_vanishing)
    finally:
        link.hang_up()


def _require_compared(met: Server, given: str) -> None:
    """A fingerprint nobody has compared protects nobody. Raises Cancelled, NotOurServer."""
    bare = "".join(sign for sign in given.lower() if sign not in " :-")
    if not met.fingerprint or bare == met.fingerprint:
        return
    if bare:
        raise NotOurServer(met.address, "certificate")
    print(_("Fingerabdruck des Servers: {groups}").format(groups=met.groups()), file=sys.stderr)
    try:
        agreed = input(_("Nennt die Betreuung denselben? [j/N] ")).strip().casefold()
    except EOFError as error:
        raise Cancelled from error
    if agreed not in {"j", "ja", "y", "yes"}:
        raise Cancelled
