"""A sentence or two for each error an operator can meet: what happened, what it means, what to do next."""

from collections.abc import Callable, Mapping

from kosidesk.domain import errors as shared
from kosidesk.domain.errors import KosiError
from kosidesk.domain.finding import FILE, Finding
from kosidesk.i18n import N_, _, ngettext
from kosidesk.protocol import papers
from kosidesk.server import errors
from kosidesk.server.identity.refusals import Later, Refusal
from kosidesk.server.store import check
from kosidesk.server.store import errors as books


def sentence(error: KosiError) -> str:
    return _SENTENCES[type(error)](*error.facts)


_FINDINGS = {
    FILE: N_("{record}: Die Datei ist beschädigt. Bitte eine Sicherung zurückholen."),
    check.BODY: N_("{kind} {record}: Der Inhalt lässt sich nicht lesen."),
    check.PLACE: N_("{kind} {record}: Steht nicht an seinem Platz im Verlauf."),
    check.PART: N_("{kind} {record}: Wozu er gehört, ist nicht vermerkt."),
    check.TWOFOLD: N_("{kind} {record}: Ist zugleich da und gelöscht."),
    check.TAG: N_("Der Verlauf endet nicht, wo er enden soll. Bitte eine Sicherung zurückholen."),
}


def finding(found: Finding) -> str:
    return _(_FINDINGS[found.code]).format(kind=found.kind, record=found.record)


def _plain(text: str, *facts: str) -> Callable[..., str]:
    """A sentence whose facts stand in it as they are."""
    return lambda *given: _(text).format(**dict(zip(facts, given, strict=True)))


def _not_found(kind: str, asked: str) -> str:
    match kind:
        case "device":
            text = _("Einen Schreibtisch {asked} kennt der Server nicht. „kosidesk-server desks“ zeigt alle.")
        case "account":
            text = _("Ein Konto {asked} kennt der Server nicht. „kosidesk-server accounts“ zeigt alle.")
        case "operation":
            text = _(
                "Auf eine Durchsicht wartet keine Änderung {asked}. „kosidesk-server quarantine“ zeigt alle."
            )
        case _:
            text = _("{asked} ist hier nicht zu finden.")
    return text.format(asked=asked)


_WHY_REFUSED = {
    "revoked": N_("war gesperrt"),
    "not-allowed": N_("war nicht erlaubt"),
    "erased": N_("gilt jemandem, der gelöscht ist"),
    "not-personal": N_("löscht endgültig, was keine Person betrifft"),
    "another-s-id": N_("trifft einen Datensatz anderer Art"),
    "unknown-action": N_("tut etwas Unbekanntes"),
    "local-kind": N_("gehört an den Schreibtisch"),
    "wrong-type": N_("enthält Werte der falschen Art"),
    "malformed": N_("hat eine falsche Form"),
}


def why_refused(why: str) -> str:
    return _(_WHY_REFUSED[why])


def _not_possible(wanted: str, state: str) -> str:
    if wanted == "accept":
        text = _("Das kann auch ein Administrator nicht übernehmen ({why}). Es lässt sich nur verwerfen.")
        return text.format(why=why_refused(state))
    return _("Das geht mit diesem Schreibtisch nicht: Er ist gesperrt, oder es wären mehr als 90 Tage.")


_PAPERS = {
    papers.FOREIGN: N_("Diese Datei ist kein Antrag eines Schreibtischs."),
    papers.NEWER: N_(
        "Diesen Antrag hat eine neuere Version von KosiDesk geschrieben. Bitte den Server erneuern."
    ),
    papers.TAMPERED: N_(
        "Dieser Antrag ist unterwegs verändert worden. Bitte am Schreibtisch einen neuen schreiben."
    ),
    papers.WRONG_CODE: N_("Der Code passt nicht zu diesem Antrag. Bitte am Telefon noch einmal nachfragen."),
}


def refused(refusal: Refusal) -> str:
    """Why somebody was turned away, for the operator who let him try."""
    if isinstance(refusal, Later):
        return _("Es wurde gerade zu oft versucht. Bitte in einer Minute noch einmal.")
    return _(
        "Diesen Code nimmt der Server nicht an: vertippt, abgelaufen oder schon benutzt. Bitte einen neuen "
        "ausgeben."
    )


_SENTENCES: Mapping[type[KosiError], Callable[..., str]] = {
    errors.NoServerHere: _plain(
        N_(
            "In {folder} ist kein Server eingerichtet. „kosidesk-server init“ richtet einen ein, --folder "
            "nennt einen anderen Ordner."
        ),
        "folder",
    ),
    errors.ServerExists: _plain(
        N_("In {folder} ist schon ein Server eingerichtet. Er bleibt, wie er ist."), "folder"
    ),
    errors.SettingsUnclear: _plain(
        N_("In {file} stimmt etwas nicht: {detail}. Bitte die Zeile berichtigen; gestartet wurde nichts."),
        "file",
        "detail",
    ),
    errors.KeyExposed: _plain(
        N_(
            "Den Schlüssel {file} können auch andere Personen dieses Rechners lesen. Bitte mit "
            "„chmod 600 {file}“ schließen; bis dahin startet der Server nicht."
        ),
        "file",
    ),
    errors.KeyBesideBackups: _plain(
        N_(
            "Der Schlüssel {file} liegt bei den Sicherungen in {folder}. Wer die eine Stelle kopiert, hätte "
            "beides. Bitte eines von beiden verlegen und server.toml anpassen."
        ),
        "file",
        "folder",
    ),
    errors.KeyUnreadable: _plain(
        N_(
            "In {file} steht kein lesbarer Schlüssel. Ohne ihn lassen sich die Daten nicht öffnen. Bitte den "
            "Schlüssel aus der eigenen Ablage zurückholen."
        ),
        "file",
    ),
    errors.CertificateUnreadable: _plain(
        N_("In {file} steht kein lesbares Zertifikat. Bitte den Pfad in server.toml prüfen."), "file"
    ),
    errors.AddressTaken: _plain(
        N_(
            "Auf {address}, Port {port} kann der Server nicht lauschen ({reason}). Läuft er vielleicht "
            "schon? Sonst bitte address und port in server.toml prüfen."
        ),
        "address",
        "port",
        "reason",
    ),
    errors.OneProcessOnly: _plain(
        N_(
            "Mehrere Prozesse gehen nur mit PostgreSQL. Bitte ohne --workers starten oder in server.toml "
            "eine Datenbank mit postgresql:// nennen."
        )
    ),
    errors.NotUnique: _plain(
        N_("{name} heißen mehrere. Bitte stattdessen die Kennung nennen, wie --json sie zeigt."), "name"
    ),
    books.RestoredByHand: _plain(
        N_(
            "Die Datenbank steht bei {now}, die Schreibtische kennen aber schon {once}: Hier liegt eine "
            "ältere Kopie. Bitte mit „kosidesk-server restore“ zurückholen; dann reichen die Schreibtische "
            "nach, was fehlt."
        ),
        "now",
        "once",
    ),
    books.NoLedger: _plain(
        N_(
            "Das Verzeichnis {file} fehlt. Ohne es kämen Menschen zurück, die gelöscht sein wollen, oder "
            "Schreibtische, die gesperrt sind; darum wurde nichts zurückgeholt. Bitte den Ordner „ledger“ "
            "zuerst zurücklegen."
        ),
        "file",
    ),
    books.LedgerDamaged: _plain(
        N_(
            "Das Verzeichnis {file} im Ordner „ledger“ ist in Zeile {line} beschädigt. Bitte eine heile "
            "Kopie an seine Stelle legen."
        ),
        "file",
        "line",
    ),
    books.DatabaseAway: _plain(
        N_(
            "PostgreSQL antwortet nicht oder lässt den Server nicht hinein: {reason} Bitte „database“ in "
            "server.toml und den Dienst prüfen."
        ),
        "reason",
    ),
    books.NotABackup: _plain(N_("{file} ist keine Sicherung dieses Servers."), "file"),
    shared.FileDamaged: _plain(
        N_(
            "{file} ist beschädigt oder mit einem anderen Schlüssel verschlossen. Es wurde nichts verändert. "
            "Bitte den Schlüssel prüfen, sonst eine Sicherung zurückholen."
        ),
        "file",
    ),
    shared.NewerFile: _plain(
        N_(
            "Diese Daten hat eine neuere Version des Servers geschrieben ({found} statt {known}). Bitte "
            "KosiDesk auf diesem Rechner erneuern."
        ),
        "found",
        "known",
    ),
    shared.ProgramTooOld: _plain(
        N_("{part} ist hier {found}, gebraucht wird {needed}. Bitte die Einrichtung noch einmal starten."),
        "part",
        "found",
        "needed",
    ),
    shared.DiskFull: _plain(
        N_(
            "Für {file} ist kein Platz mehr auf dem Datenträger. Bitte Platz schaffen und es noch einmal "
            "versuchen."
        ),
        "file",
    ),
    shared.BackupDamaged: _plain(
        N_("Die Sicherung {file} ist beschädigt. Bitte eine andere nehmen; verändert wurde nichts."), "file"
    ),
    shared.CannotRead: _plain(N_("{file} lässt sich nicht lesen: {reason}."), "file", "reason"),
    shared.CannotWrite: _plain(N_("{file} lässt sich nicht schreiben: {reason}."), "file", "reason"),
    shared.FolderNotEmpty: _plain(N_("{folder} ist nicht leer. Überschrieben wurde nichts."), "folder"),
    shared.NotFound: _not_found,
    shared.NotPossibleNow: _not_possible,
    shared.NotWhole: lambda count: ngettext(
        "Die Prüfung hat {count} Mangel gefunden.", "Die Prüfung hat {count} Mängel gefunden.", count
    ).format(count=count),
    shared.PaperRefused: lambda code: _(_PAPERS[code]),
    shared.Garbled: lambda _code: _(
        "Diese Datei ist beschädigt oder nicht für diesen Server. Bitte sie noch einmal erzeugen."
    ),
}
