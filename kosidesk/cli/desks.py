"""Commands for the desk as a whole: making, checking, keeping and bringing it back."""

from argparse import Namespace

from kosidesk import paths
from kosidesk.cli import access
from kosidesk.cli.answers import answer
from kosidesk.domain.errors import NotWhole
from kosidesk.i18n import _, number
from kosidesk.services import agency, backups, checks, demo_desk, offers, vault, words
from kosidesk.services.demo import DEMO_PASSPHRASE
from kosidesk.services.vault import NewDesk


def init(asked: Namespace) -> None:
    folder = access.folder(asked)
    vault.require_none(folder)
    passphrase = access.new_passphrase()
    wanted = NewDesk(asked.agency, asked.city, asked.counsellor, passphrase, asked.backups)
    opened = vault.create(folder, wanted, asked.settings)
    name = agency.current(opened.desk).name
    opened.close()
    answer(
        asked,
        {"folder": str(folder), "agency": name, "city": asked.city, "counsellor": asked.counsellor},
        lambda: _("Der Schreibtisch für {agency} liegt in {folder}.").format(agency=name, folder=folder),
    )


def demo(asked: Namespace) -> None:
    folder = asked.data or paths.demo_folder()
    opened = demo_desk.open_demo(folder, asked.settings, offers=asked.offers)
    count = offers.count(opened.desk)
    opened.close()
    text = _(
        "Ein Schreibtisch zum Üben mit {count} erfundenen Angeboten liegt in {folder}.\n"
        "Seine Passphrase ist: {passphrase}\n"
        "Zum Beispiel: kosidesk --data {folder} find Kinder"
    )
    answer(
        asked,
        {"folder": str(folder), "offers": count, "passphrase": DEMO_PASSPHRASE},
        lambda: text.format(count=number(count), folder=folder, passphrase=DEMO_PASSPHRASE),
    )


def check(asked: Namespace) -> None:
    with access.opened(asked) as opened:
        findings = checks.check(opened)
        count = 0 if findings else offers.count(opened.desk)
    told = [{**vars(found), "text": words.finding(found)} for found in findings]
    whole = _("Alles in Ordnung: {count} Angebote, Verlauf, Suche und Verweise stimmen.")
    answer(
        asked,
        {"whole": not findings, "findings": told},
        lambda: "\n".join(one["text"] for one in told) or whole.format(count=number(count)),
    )
    if findings:
        raise NotWhole(len(findings))


def back_up(asked: Namespace) -> None:
    with access.opened(asked) as opened:
        backups.make(opened.desk, asked.file)
    answer(
        asked,
        {"file": str(asked.file), "bytes": asked.file.stat().st_size},
        lambda: _("Die Sicherung liegt in {file}. Sie öffnet sich mit derselben Passphrase.").format(
            file=asked.file
        ),
    )


def restore(asked: Namespace) -> None:
    folder = access.folder(asked)
    passphrase = DEMO_PASSPHRASE if demo_desk.is_demo_backup(asked.file) else access.known_passphrase()
    vault.restore(asked.file, folder, passphrase, dry_run=asked.dry_run)
    done = (
        _("Die Sicherung ist heil und ließe sich nach {folder} zurückholen. Geändert wurde nichts.")
        if asked.dry_run
        else _("Die Sicherung ist zurückgeholt. Der Schreibtisch liegt in {folder}.")
    )
    answer(
        asked,
        {"folder": str(folder), "restored": not asked.dry_run},
        lambda: done.format(folder=folder),
    )
