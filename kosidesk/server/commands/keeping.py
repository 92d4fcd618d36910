"""Commands that keep the database, bring it back and look whether it is whole."""

from argparse import Namespace
from functools import partial

from kosidesk.domain.errors import NotWhole
from kosidesk.i18n import _, moment, ngettext, number
from kosidesk.server import keys, serving, settings, words
from kosidesk.server.commands.answers import answer
from kosidesk.server.commands.opened import opened
from kosidesk.server.context import ledger_file, revocations_of, utc_now
from kosidesk.server.identity import restored
from kosidesk.server.identity.tables import METADATA
from kosidesk.server.store import backup
from kosidesk.server.store.check import check as look
from kosidesk.server.store.collecting import collect


def back_up(asked: Namespace) -> None:
    with opened(asked) as context:
        key = keys.load(context.settings)
        made = backup.back_up(context.store, context.settings.backups, key, context.now())
        collect(context.store, context.now())
    text = _(
        "Die Sicherung liegt in {file}. Sie öffnet sich nur mit dem Schlüssel dieses Servers; Sicherungen, "
        "die älter als 35 Tage sind, wurden gelöscht."
    )
    told = {"file": str(made.file), "head": made.seq, "bytes": made.file.stat().st_size}
    answer(asked, told, text.format(file=made.file))


def restore(asked: Namespace) -> None:
    """The address is taken meanwhile, so that no server can run."""
    found = settings.load(asked.folder)
    key = keys.load(found)
    with serving.listen(found.address, found.port):
        shut = partial(restored.shut, revocations=revocations_of(found).read())
        repeated = backup.restore(
            asked.file, found.store, key, ledger_file(found), utc_now(), more=(METADATA,), also=shut
        )
    made = backup.Backup.of(asked.file)
    text = ngettext(
        "Die Sicherung vom {day} ist zurückgeholt; {count} Löschung seither wurde wiederholt. Was die "
        "Schreibtische noch wissen, reichen sie beim nächsten Mal nach. Wer gesperrt wurde, bleibt gesperrt. "
        "Offene Codes gelten nicht mehr; Rollen, Passphrasen und Zurückgewiesenes sind auf dem Stand der "
        "Sicherung, und wer erst danach dazukam, braucht einen neuen Code.",
        "Die Sicherung vom {day} ist zurückgeholt; {count} Löschungen seither wurden wiederholt. Was die "
        "Schreibtische noch wissen, reichen sie beim nächsten Mal nach. Wer gesperrt wurde, bleibt gesperrt. "
        "Offene Codes gelten nicht mehr; Rollen, Passphrasen und Zurückgewiesenes sind auf dem Stand der "
        "Sicherung, und wer erst danach dazukam, braucht einen neuen Code.",
        repeated,
    )
    told = {"made_at": made.made_at.isoformat(), "head": made.seq, "erased_again": repeated}
    answer(asked, told, text.format(day=moment(made.made_at.astimezone()), count=number(repeated)))


def check(asked: Namespace) -> None:
    with opened(asked) as context:
        found = look(context.store)
        waiting = len(context.store.quarantined())
    text = ngettext(
        "Alles in Ordnung. {count} zurückgewiesene Änderung wartet auf eine Durchsicht.",
        "Alles in Ordnung. {count} zurückgewiesene Änderungen warten auf eine Durchsicht.",
        waiting,
    ).format(count=number(waiting))
    lines = [words.finding(one) for one in found]
    told = {"whole": not found, "findings": [vars(one) for one in found], "quarantined": waiting}
    answer(asked, told, "\n".join(lines) or text)
    if found:
        raise NotWhole(len(found))
