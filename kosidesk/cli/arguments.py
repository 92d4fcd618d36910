"""What can be typed after `kosidesk`, and the help for it."""

from argparse import ArgumentParser, ArgumentTypeError, _ArgumentGroup
from collections.abc import Sequence
from pathlib import Path
from textwrap import indent

from kosidesk import __version__
from kosidesk.cli import filters
from kosidesk.cli.wish_example import EXAMPLE
from kosidesk.commandline import Commands, Parser, positive
from kosidesk.i18n import GERMAN, _
from kosidesk.matching import CRITERIA
from kosidesk.printing.choices import Format
from kosidesk.printing.languages import languages

_EXPORTED = ("offer", "organisation", "place", "contact", "translation")


def parser() -> ArgumentParser:
    top = Parser(
        prog="kosidesk",
        description=_("Der Schreibtisch einer Freiwilligenagentur. Ohne Befehl öffnet sich das Fenster."),
        epilog=_(
            "Endet mit 0, wenn alles getan ist, mit 1 und einem Satz, wenn nicht, mit 2 nach Tippfehlern."
        ),
    )
    top.given.add_argument(
        "--version", action="version", version=f"KosiDesk {__version__}", help=_("zeigt die Version")
    )
    top.given.add_argument(
        "--data",
        type=Path,
        metavar=_("ORDNER"),
        help=_("der Ordner des Schreibtischs; sonst der übliche dieser Person"),
    )
    commands = Commands(top)
    _desk_commands(commands)
    _offer_commands(commands)
    _paper_commands(commands)
    _import_command(commands)
    _server_commands(commands)
    screenshots = commands.add("screenshots", _("legt Bilder aller Bildschirme in einen Ordner"))
    screenshots.add_argument("directory", type=Path, metavar=_("ORDNER"))
    return top


def _desk_commands(commands: Commands) -> None:
    init = commands.add("init", _("legt einen neuen Schreibtisch an"))
    init.add_argument(
        "--agency",
        default="",
        metavar=_("NAME"),
        help=_("der Name der Agentur; sonst der aus dem Stadtordner"),
    )
    init.add_argument(
        "--city",
        default="wuppertal",
        metavar=_("STADT"),
        help=_("eine mitgelieferte Stadt oder ein Stadtordner; sonst wuppertal"),
    )
    init.add_argument(
        "--counsellor", default="Team", metavar=_("NAME"), help=_("der Vorname auf dem Zettel; sonst Team")
    )
    init.add_argument(
        "--backups",
        default="",
        metavar=_("ORDNER"),
        help=_("wohin Sicherungen kommen; sonst neben die Daten"),
    )
    demo = commands.add("demo", _("legt einen Schreibtisch mit erfundenen Angeboten an, oder vergrößert ihn"))
    demo.add_argument("--offers", type=positive, metavar=_("ANZAHL"), help=_("wie viele Angebote; sonst 700"))
    commands.add("check", _("prüft, ob der Schreibtisch heil ist"))
    backup = commands.add("backup", _("sichert alles in eine Datei"))
    backup.add_argument("file", type=Path, metavar=_("DATEI"))
    export = commands.add("export", _("schreibt Einträge in eine Tabelle (.csv) oder als JSON (.json)"))
    export.add_argument("kind", choices=_EXPORTED, metavar=_("ART"), help=", ".join(_EXPORTED))
    export.add_argument("file", type=_exported_file, metavar=_("DATEI"))
    restore = commands.add("restore", _("holt eine Sicherung in einen leeren Ordner zurück"))
    restore.add_argument("file", type=Path, metavar=_("DATEI"))
    restore.add_argument("--dry-run", action="store_true", help=_("prüft nur, ob es ginge"))
    erase = commands.add("erase", _("löscht eine Beratung endgültig, hier und überall"))
    erase.add_argument("code", metavar=_("CODE"), help=_("der Code auf dem Zettel"))
    erase.add_argument("--yes", action="store_true", help=_("fragt nicht nach"))


def _offer_commands(commands: Commands) -> None:
    find = commands.add("find", _("sucht Angebote, die besten zuerst"))
    find.add_argument(
        "text", nargs="+", metavar=_("TEXT"), help=_('Wörter, die vorkommen; "" für alle Angebote')
    )
    filters.add(find)
    find.add_argument("--limit", type=positive, metavar=_("ANZAHL"), help=_("höchstens so viele"))
    _match_command(commands)
    number = _("die Nummer, wie sie auf dem Zettel steht, oder QUELLE:NUMMER")
    offer = commands.add("offer", _("zeigt ein Angebot mit allen Angaben"))
    offer.add_argument("number", metavar=_("NUMMER"), help=number)
    translate = commands.add("translate", _("übersetzt die Kurzbeschreibung eines Angebots"))
    translate.add_argument("number", metavar=_("NUMMER"), help=number)
    foreign = [code for code in languages() if code != GERMAN]
    translate.add_argument(
        "--language", choices=foreign, required=True, metavar=_("SPRACHE"), help=", ".join(foreign)
    )
    text = translate.add_mutually_exclusive_group(required=True)
    text.add_argument("--text", metavar=_("TEXT"), help=_('der Wortlaut; "" nimmt die Übersetzung weg'))
    text.add_argument("--file", type=Path, metavar=_("DATEI"), help=_("eine Textdatei mit dem Wortlaut"))
    sheet = commands.add("sheet", _("macht aus Angeboten einen Zettel als PDF"))
    sheet.add_argument("numbers", nargs="*", metavar=_("NUMMER"), help=number)
    _choice(sheet, "language", _("SPRACHE"), list(languages()))
    _choice(sheet, "format", _("FORMAT"), list(Format))
    made = sheet.add_mutually_exclusive_group(required=True)
    made.add_argument("--out", type=Path, metavar=_("DATEI"), help=_("wohin der Zettel kommt"))
    made.add_argument(
        "--gallery",
        type=Path,
        metavar=_("ORDNER"),
        help=_("macht ihn in allen Sprachen und Formaten, mit Bildern; ohne Nummern mit drei Angeboten"),
    )


def _match_command(commands: Commands) -> None:
    example = _("Ein Wunsch, von dem jede Zeile fehlen darf:")
    match = commands.add(
        "match",
        _("zeigt, welche Angebote zu einem Wunsch passen, die besten zuerst, mit Gründen"),
        f"{example}\n\n{indent(EXAMPLE, '  ')}",
    )
    match.add_argument(
        "--wish",
        type=Path,
        required=True,
        metavar=_("DATEI"),
        help=_("der Wunsch als TOML oder JSON; - liest, was hineingeleitet wird"),
    )
    match.add_argument(
        "--without",
        action="append",
        default=[],
        choices=CRITERIA,
        metavar=_("MERKMAL"),
        help=_("lässt ein Merkmal des Wunsches außer Acht: {choices}").format(choices=", ".join(CRITERIA)),
    )
    match.add_argument(
        "--most", type=positive, default=10, metavar=_("ANZAHL"), help=_("höchstens so viele; sonst 10")
    )
    match.add_argument(
        "--excluded", action="store_true", help=_("sagt auch, warum andere Angebote nicht dabei sind")
    )


def _paper_commands(commands: Commands) -> None:
    directory = commands.add("directory", _("macht ein Verzeichnis vieler Angebote als PDF"))
    for option, metavar, wanted in (
        ("field", _("HANDLUNGSFELD"), _("nur aus diesem Handlungsfeld; sonst aus allen")),
        ("district", _("STADTTEIL"), _("nur in diesem Stadtteil; sonst in allen")),
    ):
        directory.add_argument(f"--{option}", action="append", default=[], metavar=metavar, help=wanted)
    _choice(directory, "format", _("FORMAT"), [Format.A4, Format.A5])
    directory.add_argument(
        "--out", type=Path, required=True, metavar=_("DATEI"), help=_("wohin das Verzeichnis kommt")
    )
    letter = commands.add(
        "letter", _("fragt Einrichtungen in einem Brief als PDF, ob ihre Angebote noch stimmen")
    )
    letter.add_argument(
        "organisations",
        nargs="+",
        metavar=_("EINRICHTUNG"),
        help=_("ihr Name oder ihre Nummer, wie KosiDesk sie führt"),
    )
    letter.add_argument(
        "--out", type=Path, required=True, metavar=_("ORDNER"), help=_("wohin die Briefe kommen")
    )
    waiver = commands.add("waiver", _("macht die Bestätigung für ein kostenloses Führungszeugnis als PDF"))
    waiver.add_argument("number", metavar=_("NUMMER"), help=_("das Angebot, für das es gebraucht wird"))
    waiver.add_argument(
        "--simple", action="store_true", help=_("für ein einfaches Führungszeugnis; sonst ein erweitertes")
    )
    waiver.add_argument(
        "--out", type=Path, required=True, metavar=_("DATEI"), help=_("wohin die Bestätigung kommt")
    )


def _choice(command: _ArgumentGroup, option: str, metavar: str, choices: Sequence[str]) -> None:
    """The first one is the usual one."""
    usual = _("{choices}; sonst {usual}").format(choices=", ".join(choices), usual=choices[0])
    command.add_argument(f"--{option}", choices=choices, default=choices[0], metavar=metavar, help=usual)


def _import_command(commands: Commands) -> None:
    take = commands.add("import", _("übernimmt Angebote aus Dateien"))
    take.add_argument("files", nargs="+", type=Path, metavar=_("DATEI"))
    take.add_argument(
        "--source",
        default="",
        metavar=_("NAME"),
        help=_("woher die Angebote stammen; sonst wie im Stadtordner oder in der Zuordnung"),
    )
    take.add_argument(
        "--mapping",
        type=Path,
        metavar=_("DATEI"),
        help=_("was die Spalten einer Tabelle bedeuten, als TOML oder JSON"),
    )
    take.add_argument(
        "--accept-shrunken", action="store_true", help=_("übernimmt auch eine leere oder halbierte Datei")
    )
    take.add_argument("--yes", action="store_true", help=_("fragt nicht nach"))


def _server_commands(commands: Commands) -> None:
    connect = commands.add("connect", _("verbindet den Schreibtisch mit dem gemeinsamen Server"))
    connect.add_argument("address", metavar=_("ADRESSE"), help=_("wie die Betreuung sie nennt"))
    connect.add_argument("code", metavar=_("CODE"), help=_("zwölf Zeichen von der Betreuung"))
    connect.add_argument(
        "--fingerprint",
        default="",
        metavar=_("FINGERABDRUCK"),
        help=_("des Servers, wie die Betreuung ihn nennt; sonst wird gefragt"),
    )
    sync = commands.add("sync", _("gleicht den Schreibtisch mit dem gemeinsamen Server ab"))
    sync.add_argument(
        "--accept-vanishing",
        action="store_true",
        help=_("auch wenn dabei ungewöhnlich viele Einträge hier verschwinden"),
    )


def _exported_file(text: str) -> Path:
    file = Path(text)
    if file.suffix.lower() not in (".csv", ".json"):
        raise ArgumentTypeError(_("„{text}“ endet weder auf .csv noch auf .json").format(text=text))
    return file
