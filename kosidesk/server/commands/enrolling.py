"""Commands that let in: a desk by a code or by papers on a stick, a counsellor by a code for her account."""

from argparse import Namespace
from functools import partial
from pathlib import Path

from kosidesk.domain.errors import CannotRead, CannotWrite, PaperRefused
from kosidesk.i18n import _
from kosidesk.protocol import access, papers
from kosidesk.server import tls
from kosidesk.server.commands.answers import answer
from kosidesk.server.commands.opened import by_name, opened, teams
from kosidesk.server.commands.running import fingerprint
from kosidesk.server.context import Context
from kosidesk.server.doors.access import application, told
from kosidesk.server.identity import accounts, codes, enrolment, realm
from kosidesk.server.identity.codes import ACCOUNT, ENROLMENT, Ticket
from kosidesk.server.identity.enrolment import Enrolled
from kosidesk.server.person import DESK, STAND

_ON_PAPER = "paper"
"""Where an application on a stick comes from, for the count of tries."""


def enrol(asked: Namespace) -> None:
    with opened(asked) as context:
        if asked.request:
            _admit(context, asked)
        else:
            _invite(context, asked)


def _invite(context: Context, asked: Namespace) -> None:
    ticket = Ticket(
        ENROLMENT,
        name=asked.counsellor,
        role=asked.role,
        teams=teams(asked),
        device_name=asked.name or _("Schreibtisch"),
        profile=STAND if asked.stand else DESK,
    )
    code = _issued(context, ticket)
    shown = fingerprint(context.settings)
    text = _(
        "Code: {code}\n"
        "Adresse: {url}\n"
        "Fingerabdruck: {fingerprint}\n"
        "Der Code gilt einmal und sieben Tage. Am Schreibtisch Code und Adresse eintippen und den "
        "Fingerabdruck vergleichen."
    )
    answer(
        asked,
        {"code": code, "url": context.settings.url, "fingerprint": shown},
        text.format(code=code, url=context.settings.url, fingerprint=tls.in_groups(shown) or "–"),
    )


def _admit(context: Context, asked: Namespace) -> None:
    paper = papers.open_application(_read(asked.request), asked.code)
    brought = application(access.decoded(paper.body, access.Enrol))
    if (brought.keys.signing, brought.keys.sealing) != (paper.signing, paper.sealing):
        raise PaperRefused(papers.TAMPERED)
    enrolled = enrolment.enrol(context.office, brought, None, _ON_PAPER, context.now())
    _write(asked.reply, _answered(context, paper, enrolled))
    text = _("{name} ist zugelassen. Die Antwort liegt in {file}; bitte zum Schreibtisch bringen.")
    answer(
        asked,
        {"device": enrolled.device.id, "file": str(asked.reply)},
        text.format(name=enrolled.device.name, file=asked.reply),
    )


def _answered(context: Context, paper: papers.Application, enrolled: Enrolled) -> bytes:
    with context.store.looking() as connection:
        sign = partial(realm.signed, connection, context.office.keys)
        return papers.answer(access.encoded(told(enrolled)), paper, enrolled.realm.policy, sign)


def account(asked: Namespace) -> None:
    """Of somebody who has one the code opens it anew, of anybody else it makes one."""
    with opened(asked) as context:
        with context.store.looking() as connection:
            known = by_name(accounts.accounts(connection), asked.name)
        ticket = Ticket(ACCOUNT, asked.name, asked.role, teams(asked))
        if known:
            ticket = Ticket(ACCOUNT, known.name, known.role, known.teams, counsellor=known.counsellor)
        code = _issued(context, ticket)
    if known:
        text = _("Code für {name}: {code}\nEr gilt einmal, sieben Tage lang, und öffnet das Konto neu.")
    else:
        text = _("Code für {name}: {code}\nEr gilt einmal, sieben Tage lang, und legt ein Konto an.")
    answer(asked, {"code": code, "known": known is not None}, text.format(name=ticket.name, code=code))


def _issued(context: Context, ticket: Ticket) -> str:
    with context.store.transaction() as connection:
        return codes.issue(connection, context.office.hashing, ticket, context.now())


def _read(file: Path) -> bytes:
    """Raises CannotRead."""
    try:
        with file.open("rb") as stream:
            return stream.read(papers.MOST + 1)
    except OSError as error:
        raise CannotRead(str(file), error.strerror or str(error)) from error


def _write(file: Path, content: bytes) -> None:
    """Raises CannotWrite."""
    try:
        file.write_bytes(content)
    except OSError as error:
        raise CannotWrite(str(file), error.strerror or str(error)) from error
