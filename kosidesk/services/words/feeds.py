"""What is said of files that come in: why one is refused, why an entry is, and what was odd.

The codes of `services` stand here as they are written: importing them would load the database into a program
that only wants to say that a passphrase is wrong.
"""

from collections.abc import Mapping

from kosidesk.exchange import limits, notices
from kosidesk.i18n import N_, _

_UNREADABLE: Mapping[str, str] = {
    limits.NO_FILE: N_("Es gibt sie nicht, oder sie ist ein Ordner. Bitte den Namen prüfen."),
    limits.DENIED: N_("Sie lässt sich nicht lesen. Bitte prüfen, ob sie noch woanders geöffnet ist."),
    limits.EMPTY: N_("Sie ist leer. Bitte die Datei neu exportieren."),
    limits.NOT_A_FEED: N_(
        "Sie ist keine Datei mit Angeboten, die KosiDesk kennt. "
        "Lesbar sind Exporte aus Freinet, Karten als JSON und Tabellen als CSV oder XLSX."
    ),
    limits.OLD_EXCEL: N_(
        "Sie ist eine alte oder mit Kennwort geschützte Excel-Datei. "
        "Bitte in Excel ohne Kennwort als „.xlsx“ speichern."
    ),
    limits.TOO_LARGE: N_("Sie ist zu groß. Bitte den Export in mehrere Dateien teilen."),
    limits.TOO_DEEP: N_("Sie ist tiefer verschachtelt, als ein Export es ist. Bitte neu exportieren."),
    limits.TOO_MANY_ROWS: N_("Sie enthält mehr als 100.000 Einträge. Bitte den Export teilen."),
    limits.TOO_MANY_COLUMNS: N_("Sie hat mehr als 200 Spalten. Bitte überflüssige Spalten löschen."),
    limits.FIELD_TOO_LONG: N_(
        "Ein einzelner Text darin ist länger als eine Million Zeichen, vermutlich ein eingefügtes Bild. "
        "Bitte dort das Bild entfernen."
    ),
    limits.ENCODING_UNKNOWN: N_(
        "Ihre Schriftzeichen sind nicht zu erkennen. Bitte die Datei als UTF-8 speichern."
    ),
    limits.TRUNCATED: N_("Sie hört mittendrin auf. Bitte die Datei noch einmal herunterladen."),
    limits.MALFORMED: N_("Sie hält die Regeln ihres Formats nicht ein. Bitte die Datei neu exportieren."),
    limits.NUL_INSIDE: N_("Sie enthält Zeichen, die in keinen Text gehören. Bitte neu exportieren."),
    limits.NO_NUMBER: N_("Eine Zahl darin kann keine sein: {detail}. Bitte die Datei neu exportieren."),
    limits.DUPLICATE_KEY: N_(
        "Eine Angabe steht darin zweimal: „{detail}“. Es ist unklar, welche gilt. Bitte neu exportieren."
    ),
    limits.BOMB: N_("Sie wächst beim Auspacken ins Unermessliche, wie eine Datei, die schaden soll."),
    limits.MACROS: N_("Sie enthält Makros. Bitte in Excel als „.xlsx“ ohne Makros speichern."),
    limits.EXTERNAL: N_("Sie verweist auf andere Dateien, und solchen Verweisen folgt KosiDesk nicht."),
    limits.MAPPING: N_("Sie erklärt die Spalten nicht brauchbar. Die Stelle: {detail}"),
    limits.TIME: N_("Das Lesen hat länger als zwei Minuten gedauert. Bitte den Export teilen."),
    limits.OUT_OF_MEMORY: N_("Sie braucht mehr Arbeitsspeicher, als gut ist. Bitte den Export teilen."),
    limits.CRASHED: N_("Beim Lesen ist etwas schiefgegangen. Bitte die Datei der Betreuung zeigen."),
    limits.CANCELLED: N_("Das Lesen wurde abgebrochen."),
}

_NO_TEXT = (limits.ENCODING_UNKNOWN, limits.NUL_INSIDE)
_NO_WORKBOOK = N_(
    "Sie heißt wie eine Excel-Datei, ist aber keine oder beschädigt. Bitte noch einmal herunterladen oder in "
    "Excel neu speichern."
)

_NOTICES: Mapping[str, str] = {
    notices.COUNT_MISMATCH: N_("Der Kopf nennt eine andere Anzahl; gelesen wurde, was da ist"),
    notices.SINGLE_NOT_LIST: N_("ein einzelner Wert statt einer Liste; als Liste gelesen"),
    notices.NULL_ENTRY: N_("leere Einträge; übersprungen"),
    notices.COORDINATES_UNKNOWN: N_("keine brauchbaren Koordinaten; weggelassen"),
    notices.COORDINATES_TOWN: N_("Koordinaten nur der Stadtmitte; weggelassen"),
    notices.COORDINATES_OUTSIDE: N_("Koordinaten weit außerhalb der Stadt; behalten und vermerkt"),
    notices.HTML: N_("HTML in einem Text; in schlichten Text umgewandelt"),
    notices.NBSP: N_("geschützte Leerzeichen; durch gewöhnliche ersetzt"),
    notices.CONTROL_SIGNS: N_("unsichtbare Zeichen; weggelassen"),
    notices.POSTCODE_BAD: N_("Postleitzahl ohne fünf Ziffern; weggelassen"),
    notices.TOWN_AS_DISTRICT: N_("die Stadt in der Spalte des Stadtteils; dort weggelassen"),
    notices.DISTRICT_IN_TOWN: N_("der Stadtteil hinter dem Ort; zum Stadtteil genommen"),
    notices.TOWN_MISSPELT: N_("der Name der Stadt verschrieben; berichtigt"),
    notices.TOWN_MISSING: N_("ein Ort ohne Stadt; leer gelassen"),
    notices.ANYWHERE_DISTRICT: N_("„Ortsunabhängig“ als Stadtteil; als ortsunabhängig vermerkt"),
    notices.ALL_DISTRICTS: N_("alle Stadtteile auf einmal; behalten"),
    notices.SPELLINGS: N_("Einrichtungen, die verschieden geschrieben sind; unverändert"),
    notices.SAME_TITLE: N_("dieselbe Einrichtung mit demselben Titel noch einmal; behalten"),
    notices.TITLE_LONG: N_("Titel mit mehr als 80 Zeichen; unverändert"),
    notices.DATE_UNKNOWN: N_("kein Datum, oder eines von 1970; weggelassen"),
    notices.NUMBER_UNKNOWN: N_("keine Zahl, wo eine stehen soll; weggelassen"),
    notices.NO_ORGANISATION: N_("Angebote ohne Einrichtung; so übernommen"),
    notices.NO_ORGANISATION_NUMBER: N_("Einrichtungen ohne Nummer; am Namen erkannt"),
    notices.NO_OPEN_PLACES: N_("Angebote ohne freie Plätze; so übernommen"),
    notices.WEB_UNCLEAR: N_("keine Internetadresse, wo eine stehen soll; weggelassen"),
    notices.MAIL_UNCLEAR: N_("keine E-Mail-Adresse, wo eine stehen soll; weggelassen"),
    notices.HEADER_PADDED: N_("Spaltennamen mit Leerzeichen am Rand; bereinigt"),
    notices.HEADER_UNCLEAR: N_("Spalten ohne Namen oder mit doppeltem Namen; neu benannt"),
    notices.COLUMN_EMPTY: N_("Spalten ohne Inhalt; übersprungen"),
    notices.CELL_PADDED: N_("Leerzeichen am Rand eines Werts; bereinigt"),
    notices.PYTHON_DICT: N_("Adressen in der Schreibweise einer Programmiersprache; gelesen"),
    notices.DICT_UNCLEAR: N_("Adressen, die nicht zu lesen sind; weggelassen"),
    "unknown_word": N_("Wörter, die der Stadtordner nicht kennt; behalten"),
}

_REFUSALS: Mapping[str, str] = {
    notices.NO_TITLE: N_("Das Angebot hat keinen Titel."),
    notices.NO_NUMBER: N_("Die Nummer fehlt; es ist nicht klar, zu welchem Angebot das gehört."),
    notices.NUMBER_TWICE: N_("Die Nummer stand schon weiter oben; nur der erste Eintrag zählt."),
    notices.ROW_WIDTH: N_("Die Zeile hat eine andere Anzahl Spalten als die Kopfzeile."),
    notices.NOT_AN_OFFER: N_("Der Eintrag ist kein Angebot."),
    notices.TEXT_TOO_LONG: N_("Ein Text ist länger als 32.768 Zeichen."),
    "repeated_number": N_("Die Nummer stand schon weiter oben; nur der erste Eintrag zählt."),
}


def unreadable(file: str, code: str, line: int | None, detail: str) -> str:
    """Why a whole file is refused."""
    said = [_("Die Datei {file} wurde nicht übernommen, es hat sich nichts geändert.").format(file=file)]
    if code in _NO_TEXT and file.lower().endswith(".xlsx"):
        return " ".join((*said, _(_NO_WORKBOOK)))
    said.append(_(_UNREADABLE[code]).format(detail=detail))
    if line:
        said.append(_("Zu finden ist es in Zeile {line}.").format(line=line))
    return " ".join(said)


def notice(code: str) -> str:
    """What was odd and what was done about it; follows a count, as in "12 × …"."""
    return _(_NOTICES[code])


def refusal(code: str) -> str:
    """Why an entry is left out while the others are taken."""
    return _(_REFUSALS[code])
