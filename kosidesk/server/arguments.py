"""What can be typed after `kosidesk-server`, and the help for it."""

import os
from argparse import ArgumentParser, _ArgumentGroup
from pathlib import Path

from kosidesk import __version__
from kosidesk.commandline import Commands, Parser, positive
from kosidesk.i18n import _
from kosidesk.server.person import ADMIN, COORDINATION, COUNSELLOR
from kosidesk.server.settings import PORT

FOLDER = "KOSIDESK_SERVER"
"""The variable that names the server's folder where --folder does not."""

ROLES = (COUNSELLOR, COORDINATION, ADMIN)


def parser() -> ArgumentParser:
    top = Parser(
        prog="kosidesk-server",
        description=_("Der gemeinsame Server einer Freiwilligenagentur. Er kann lesen, was auf ihm liegt."),
        epilog=_(
            "Endet mit 0, wenn alles getan ist, mit 1 und einem Satz, wenn nicht, mit 2 nach Tippfehlern."
        ),
    )
    top.given.add_argument(
        "--version", action="version", version=f"KosiDesk {__version__}", help=_("zeigt die Version")
    )
    top.given.add_argument(
        "--folder",
        type=Path,
        default=Path(os.environ.get(FOLDER, ".")),
        metavar=_("ORDNER"),
        help=_("der Ordner des Servers; sonst der in KOSIDESK_SERVER genannte, sonst dieser hier"),
    )
    commands = Commands(top)
    _running(commands)
    _people(commands)
    _deciding(commands)
    _keeping(commands)
    return top


def _running(commands: Commands) -> None:
    init = commands.add("init", _("richtet einen neuen Server ein"))
    init.add_argument("--agency", required=True, metavar=_("NAME"), help=_("der Name der Agentur"))
    init.add_argument(
        "--host",
        action="append",
        required=True,
        metavar=_("NAME"),
        help=_("unter welchem Namen oder welcher Adresse ihn die Schreibtische erreichen; mehrfach möglich"),
    )
    init.add_argument("--port", type=positive, default=PORT, metavar=_("PORT"), help=_("sonst 8443"))
    init.add_argument(
        "--database",
        default="",
        metavar=_("ADRESSE"),
        help=_("postgresql://…; sonst eine verschlüsselte Datei im Ordner"),
    )
    init.add_argument(
        "--backups",
        default="",
        metavar=_("ORDNER"),
        help=_("wohin Sicherungen kommen; sonst backups im Ordner"),
    )
    init.add_argument(
        "--behind-proxy",
        action="store_true",
        help=_("ein Reverse-Proxy auf diesem Rechner verschlüsselt die Verbindung"),
    )
    serve = commands.add("serve", _("bedient die Schreibtische, bis er beendet wird"))
    serve.add_argument(
        "--workers",
        type=positive,
        default=1,
        metavar=_("ANZAHL"),
        help=_("wie viele Prozesse; mehr als einer nur mit PostgreSQL"),
    )
    demo = commands.add("demo", _("startet einen Server mit erfundenen Angeboten, der nichts aufhebt"))
    demo.add_argument("--port", type=int, default=0, metavar=_("PORT"), help=_("sonst ein freier"))


def _people(commands: Commands) -> None:
    enrol = commands.add("enrol", _("lässt einen Schreibtisch zu: gibt einen Code aus, der einmal gilt"))
    enrol.add_argument("name", nargs="?", default="", metavar=_("NAME"), help=_("wie der Schreibtisch heißt"))
    _person(enrol)
    enrol.add_argument(
        "--stand", action="store_true", help=_("für einen Infostand: hält keine Daten von Ratsuchenden")
    )
    enrol.add_argument(
        "--request", type=Path, metavar=_("DATEI"), help=_("statt über das Netz: der Antrag (antrag.kosi)")
    )
    enrol.add_argument("--code", default="", metavar=_("CODE"), help=_("der Code zu diesem Antrag"))
    enrol.add_argument(
        "--reply",
        type=Path,
        default=Path("antwort.kosi"),
        metavar=_("DATEI"),
        help=_("wohin die Antwort kommt; sonst antwort.kosi"),
    )
    commands.add("desks", _("zeigt alle Schreibtische und wann sie zuletzt da waren"))
    revoke = commands.add("revoke", _("sperrt einen Schreibtisch oder, mit --account, ein Konto"))
    revoke.add_argument("desk", nargs="?", default="", metavar=_("SCHREIBTISCH"), help=_("Name oder Kennung"))
    revoke.add_argument("--account", default="", metavar=_("NAME"), help=_("Name oder Kennung eines Kontos"))
    extend = commands.add("extend", _("verlängert, wie lange ein Schreibtisch ohne Server arbeiten darf"))
    extend.add_argument("desk", metavar=_("SCHREIBTISCH"), help=_("Name oder Kennung"))
    extend.add_argument(
        "--days", type=positive, default=30, metavar=_("TAGE"), help=_("sonst 30, höchstens 90")
    )
    commands.add("accounts", _("zeigt alle Konten"))
    account = commands.add(
        "account", _("gibt einen Code für ein Konto aus: für eine neue Person oder eine neue Passphrase")
    )
    account.add_argument("name", metavar=_("NAME"), help=_("wessen Konto"))
    _role(account)
    place = commands.add("place", _("gibt einem Konto eine andere Rolle und andere Teams"))
    place.add_argument("account", metavar=_("NAME"), help=_("Name oder Kennung des Kontos"))
    _role(place)


def _deciding(commands: Commands) -> None:
    quarantine = commands.add(
        "quarantine", _("zeigt, was zurückgewiesen wurde und auf eine Durchsicht wartet")
    )
    quarantine.add_argument(
        "operation", nargs="?", default="", metavar=_("NUMMER"), help=_("zeigt diese Änderung ganz")
    )
    accept = commands.add("accept", _("übernimmt eine zurückgewiesene Änderung doch noch"))
    accept.add_argument("operation", metavar=_("NUMMER"), help=_("wie „quarantine“ sie zeigt"))
    drop = commands.add("drop", _("verwirft eine zurückgewiesene Änderung endgültig"))
    drop.add_argument("operation", metavar=_("NUMMER"), help=_("wie „quarantine“ sie zeigt"))


def _person(group: _ArgumentGroup) -> None:
    group.add_argument(
        "--counsellor", default="", metavar=_("NAME"), help=_("wer dort arbeitet; sonst, wie sie sich nennt")
    )
    _role(group)


def _role(group: _ArgumentGroup) -> None:
    group.add_argument(
        "--role",
        choices=ROLES,
        default=COUNSELLOR,
        metavar=_("ROLLE"),
        help=_("counsellor, coordination oder admin; sonst counsellor"),
    )
    group.add_argument(
        "--team",
        action="append",
        metavar=_("NAME"),
        help=_("ein Team, dessen Fälle sie sieht; mehrfach möglich"),
    )


def _keeping(commands: Commands) -> None:
    commands.add("backup", _("sichert die Datenbank in den Ordner der Sicherungen"))
    restore = commands.add("restore", _("holt eine Sicherung zurück; der Server muss dafür beendet sein"))
    restore.add_argument("file", type=Path, metavar=_("DATEI"))
    commands.add("check", _("prüft, ob die Datenbank heil ist"))
