"""A sentence or two for each `KosiError`: what happened, what it means, what to do next."""

from collections.abc import Callable, Iterable, Mapping

from kosidesk.domain import errors
from kosidesk.domain.consultation import PAUSED, Consultation
from kosidesk.domain.errors import KosiError
from kosidesk.domain.fault import Fault
from kosidesk.domain.follow_up import DONE, DROPPED
from kosidesk.domain.offer import Offer
from kosidesk.i18n import N_, _, ngettext, number
from kosidesk.services.words.faults import fault
from kosidesk.services.words.feeds import unreadable
from kosidesk.services.words.names import kind_name
from kosidesk.services.words.printers import trouble
from kosidesk.services.words.server import SENTENCES as _OF_SERVER

_Say = Callable[..., str]


def sentence(error: KosiError) -> str:
    """The same words in the window and on the command line."""
    return _SENTENCES[type(error)](*error.facts)


def _plain(text: str, *facts: str) -> _Say:
    """A sentence whose facts stand in it as they are."""
    return lambda *given: _(text).format(**dict(zip(facts, given, strict=True)))


# What systems say why a file cannot be read or written; the rest stands as the system says it.
_REASONS = {
    "Permission denied": N_("keine Erlaubnis"),
    "No such file or directory": N_("nicht gefunden"),
    "No space left on device": N_("kein Platz mehr"),
    "Read-only file system": N_("nur lesbar"),
    "Is a directory": N_("ein Ordner"),
    "Not a directory": N_("kein Ordner"),
    "Device or resource busy": N_("gerade in Gebrauch"),
    "Input/output error": N_("das Gerät antwortet nicht"),
    "File name too long": N_("der Name ist zu lang"),
}


def _of_files(text: str) -> _Say:
    """A sentence about a file and the reason the system gave."""

    def say(file: str, reason: str) -> str:
        return _(text).format(file=file, reason=_(_REASONS.get(reason, reason)))

    return say


def _weak(code: str) -> str:
    if code == "short":
        return _("Die Passphrase ist zu kurz. Bitte mindestens vier Wörter oder zwölf Zeichen nehmen.")
    return _(
        "Diese Passphrase ist zu leicht zu erraten. Bitte vier Wörter nehmen, die nicht zusammengehören "
        "und nicht der Name der Agentur sind."
    )


def _disk_full(_file: str) -> str:
    return _(
        "Auf dem Datenträger ist kein Platz mehr. Die letzte Änderung wurde nicht gespeichert, alles davor "
        "schon. Bitte Platz schaffen und es noch einmal versuchen."
    )


def _newer(_found: object, _known: object) -> str:
    return _(
        "Diese Daten hat eine neuere Version von KosiDesk geschrieben. Diese Version lässt sie unberührt. "
        "Bitte KosiDesk auf diesem Gerät erneuern."
    )


def _not_found(kind: str, asked: str) -> str:
    match kind:
        case Offer.KIND:
            text = _("Ein Angebot mit der Nummer {asked} gibt es hier nicht. Bitte die Nummer prüfen.")
        case Consultation.KIND:
            text = _("Eine Beratung mit dem Code {asked} gibt es hier nicht. Bitte den Code prüfen.")
        case "organisation_name":
            text = _(
                "Eine Einrichtung {asked} gibt es hier nicht. Bitte ihren Namen oder ihre Nummer so angeben, "
                "wie KosiDesk sie führt."
            )
        case "city":
            text = _(
                "Eine Stadt {asked} kennt KosiDesk nicht, und einen Ordner dieses Namens gibt es nicht. "
                "Bitte eine der mitgelieferten Städte oder einen Stadtordner nennen."
            )
        case _:
            text = _("{kind} nicht gefunden: Der Eintrag wurde inzwischen gelöscht.")
    return text.format(kind=kind_name(kind), asked=asked)


def _ambiguous(asked: str, choices: Iterable[str]) -> str:
    return _("Die Nummer {number} haben mehrere Angebote. Bitte eines davon nennen: {choices}").format(
        number=asked, choices=", ".join(choices)
    )


def _changed(kind: str, _id: str, _by: str) -> str:
    return _(
        "{kind}: Dieser Eintrag wurde inzwischen geändert, darum wurde nichts überschrieben. "
        "Bitte neu ansehen und die Änderung dann noch einmal vornehmen."
    ).format(kind=kind_name(kind))


_NOT_NOW = {
    "decide": N_("Dieser Widerspruch ist schon entschieden. Bitte die Liste neu ansehen."),
    "erase": N_(
        "Endgültig gelöscht wird nur, was von Menschen handelt. Anderes bitte löschen; das lässt sich "
        "zurücknehmen."
    ),
    "contact": N_(
        "Ohne Einwilligung wird niemand angerufen oder angeschrieben. Bitte die Einrichtungen fragen."
    ),
    "merge": N_(
        "Diese beiden lassen sich nicht zusammenlegen: Entweder ist es schon geschehen, oder sie gehören zu "
        "verschiedenen Einrichtungen oder Angeboten. Bitte die Liste neu ansehen."
    ),
}


def _not_now(wanted: str, state: str) -> str:
    if wanted in _NOT_NOW:
        return _(_NOT_NOW[wanted])
    if state in (DONE, DROPPED):
        return _("Diese Wiedervorlage ist schon erledigt. Bitte die Liste neu ansehen.")
    if state == PAUSED:
        return _(
            "Diese Beratung ist unterbrochen. Bitte sie mit ihrem Code fortsetzen und es dann noch einmal "
            "versuchen."
        )
    return _(
        "Diese Beratung ist abgeschlossen und ändert sich nicht mehr. "
        "Für weitere Angebote bitte eine neue Beratung beginnen."
    )


def _invalid(faults: Iterable[Fault]) -> str:
    return " ".join([_("So kann das nicht gespeichert werden."), *map(fault, faults)])


def _needs_mapping(file: str, columns: Iterable[str]) -> str:
    return _(
        "Die Tabelle {file} kennt KosiDesk noch nicht. Bitte einmal sagen, was ihre Spalten bedeuten: im "
        "Fenster unter „Importieren …“ oder mit --mapping DATEI. Ihre Spalten sind: {columns}"
    ).format(file=file, columns=", ".join(columns))


def _unclear_wish(file: str, faults: Iterable[Fault]) -> str:
    said = _("Der Wunsch in {file} ist so nicht zu verstehen.").format(file=file)
    return " ".join([said, *map(fault, faults)])


def _shrunken(file: str, now: int, before: int) -> str:
    if now == 0:
        text = _(
            "In der Datei {file} steht kein einziges Angebot. Vermutlich ist der Export misslungen, darum "
            "wurde nichts übernommen. Bitte die Datei neu exportieren."
        )
    else:
        text = _(
            "Die Datei {file} enthält nur noch {now} Angebote, beim letzten Mal waren es {before}. "
            "Vermutlich ist sie unvollständig, darum wurde nichts übernommen. Stimmt die Zahl, bitte "
            "ausdrücklich bestätigen (--accept-shrunken)."
        )
    return text.format(file=file, now=number(now), before=number(before))


def _printer(detail: str) -> str:
    return _(
        "Der Drucker nimmt den Zettel nicht an. Bitte prüfen, ob er eingeschaltet ist, oder den Zettel als "
        "PDF speichern. Das System meldet: {detail}"
    ).format(detail=detail)


def _no_passphrase(file: str) -> str:
    if file:
        text = _(
            "Die Datei {file}, die KOSIDESK_PASSPHRASE_FILE nennt, enthält keine lesbare Passphrase. "
            "Bitte die Datei prüfen."
        )
    else:
        text = _(
            "Die Passphrase fehlt, und hier kann niemand gefragt werden. Bitte sie in eine Datei schreiben "
            "und diese mit KOSIDESK_PASSPHRASE_FILE nennen."
        )
    return text.format(file=file)


def _not_whole(findings: int) -> str:
    return ngettext(
        "Die Prüfung hat {count} Fehler gefunden. Bitte nicht weiterarbeiten, sondern die letzte Sicherung "
        "zurückholen und die Betreuung fragen.",
        "Die Prüfung hat {count} Fehler gefunden. Bitte nicht weiterarbeiten, sondern die letzte Sicherung "
        "zurückholen und die Betreuung fragen.",
        findings,
    ).format(count=number(findings))


_SENTENCES: Mapping[type[KosiError], _Say] = {
    errors.NoDeskHere: _plain(
        N_(
            "Im Ordner {folder} gibt es noch keinen Schreibtisch. Bitte mit „kosidesk init“ einen anlegen, "
            "mit „kosidesk demo“ zum Üben einen erfundenen, oder mit --data einen anderen Ordner nennen."
        ),
        "folder",
    ),
    errors.DeskExists: _plain(
        N_(
            "Im Ordner {folder} gibt es schon einen Schreibtisch, darum wurde keiner angelegt. "
            "Bitte einen anderen Ordner wählen."
        ),
        "folder",
    ),
    errors.DeskBusy: _plain(N_("Der Schreibtisch ist gerade geöffnet.")),
    errors.WrongPassphrase: _plain(
        N_("Diese Passphrase passt nicht zu diesem Schreibtisch. Bitte noch einmal eingeben.")
    ),
    errors.WeakPassphrase: _weak,
    errors.NoPassphrase: _no_passphrase,
    errors.VaultDamaged: _plain(
        N_(
            "Die Datei {file} mit dem Schloss des Schreibtischs ist beschädigt, auch ihre Kopie. "
            "Bitte die letzte Sicherung in einen leeren Ordner zurückholen."
        ),
        "file",
    ),
    errors.IndexDamaged: _plain(
        N_(
            "Die Suche ist durcheinandergeraten. Die Angebote selbst sind vollständig; "
            "die Suche wird aus ihnen neu aufgebaut."
        )
    ),
    errors.FileDamaged: _plain(
        N_(
            "Die Datei {file} ist beschädigt oder nicht lesbar. "
            "Bitte die letzte Sicherung in einen leeren Ordner zurückholen."
        ),
        "file",
    ),
    errors.NewerFile: _newer,
    errors.DiskFull: _disk_full,
    errors.ProgramTooOld: _plain(
        N_(
            "{part} ist in Version {found} vorhanden, nötig ist mindestens {needed}. "
            "Bitte KosiDesk neu einrichten."
        ),
        "part",
        "found",
        "needed",
    ),
    errors.Cancelled: _plain(N_("Der Vorgang wurde abgebrochen. Es hat sich nichts geändert.")),
    errors.NotWhole: _not_whole,
    errors.BackupDamaged: _plain(
        N_(
            "Die Datei {file} ist keine Sicherung von KosiDesk, oder sie ist beschädigt. "
            "Es wurde nichts zurückgeholt. Bitte eine andere Sicherung nehmen."
        ),
        "file",
    ),
    errors.FolderNotEmpty: _plain(
        N_(
            "Der Ordner {folder} ist nicht leer, und eine Sicherung überschreibt nichts. "
            "Bitte einen leeren Ordner nennen."
        ),
        "folder",
    ),
    errors.NotFound: _not_found,
    errors.Ambiguous: _ambiguous,
    errors.ChangedMeanwhile: _changed,
    errors.NotPossibleNow: _not_now,
    errors.Invalid: _invalid,
    errors.Unreadable: unreadable,
    errors.NeedsMapping: _needs_mapping,
    errors.ForeignSource: _plain(
        N_(
            "Die Datei {file} kommt nicht von hier: Sie nennt als Quelle {found}, dieser Schreibtisch "
            "führt {expected}. Darum wurde nichts übernommen. Sollen ihre Angebote neben unseren stehen, "
            "bitte die Quelle nennen (--source {found})."
        ),
        "file",
        "found",
        "expected",
    ),
    errors.UnclearWish: _unclear_wish,
    errors.Shrunken: _shrunken,
    errors.PrinterFailed: _printer,
    errors.PrinterNotReady: trouble,
    errors.CannotRead: _of_files(
        N_(
            "Die Datei {file} lässt sich nicht öffnen ({reason}). "
            "Bitte prüfen, ob sie von dieser Person gelesen werden darf."
        )
    ),
    errors.CannotWrite: _of_files(
        N_(
            "Dorthin kann nicht geschrieben werden: {file} ({reason}). "
            "Bitte einen anderen Ort wählen oder prüfen, ob dort geschrieben werden darf."
        )
    ),
    **_OF_SERVER,
}
