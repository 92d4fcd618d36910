"""What is said when the common server is away, is another one, or will not."""

from collections.abc import Callable, Mapping

from kosidesk.domain import errors
from kosidesk.domain.errors import KosiError
from kosidesk.i18n import N_, _, ngettext, number

_OTHER = {
    "certificate": N_(
        "Unter {address} antwortet nicht unser Server: Sein Zertifikat ist ein anderes. Es wurde nichts "
        "übertragen. Bitte das Netz prüfen, etwa die Anmeldung in einem fremden WLAN, und die Betreuung "
        "fragen, wenn es bleibt."
    ),
    "answer": N_(
        "Unter {address} antwortet etwas anderes als unser Server, etwa die Anmeldeseite eines WLANs. "
        "Es wurde nichts übertragen und nichts geändert. Bitte erst dort anmelden."
    ),
}

_PAPERS = {
    "foreign": N_(
        "Diese Datei ist hier nicht gemeint. Der Schreibtisch braucht „antwort.kosi“ vom Server, der Server "
        "„antrag.kosi“ vom Schreibtisch. Bitte die andere Datei nehmen."
    ),
    "newer": N_(
        "Diese Datei hat eine neuere Version von KosiDesk geschrieben. Bitte KosiDesk auf diesem Gerät "
        "erneuern."
    ),
    "tampered": N_(
        "Diese Datei wurde verändert oder ist beschädigt, darum gilt sie nicht. Bitte sie noch einmal "
        "erzeugen und neu auf den Stick legen."
    ),
    "code": N_(
        "Dieser Code passt nicht zu der Datei. Bitte ihn noch einmal eingeben. Passt er wieder nicht, "
        "bitte mit dem Code einen neuen Antrag schreiben."
    ),
    "not_for_us": N_(
        "Diese Antwort gehört zu einem anderen Antrag, darum wurde nichts übernommen. Bitte die Antwort auf "
        "den letzten Antrag dieses Schreibtischs holen."
    ),
}

# By the number of the fault, as it comes over the wire.
_REFUSED = {
    401: N_(
        "Der Server hat diese Anmeldung nicht angenommen. Wer die Passphrase hier geändert hat, lässt sich "
        "von der Koordination einen neuen Code geben und verbindet diesen Schreibtisch noch einmal."
    ),
    403: N_("Der Server erlaubt das dieser Person oder diesem Gerät nicht. Bitte die Koordination fragen."),
    410: N_("Diesen Code nimmt der Server nicht an: vertippt, abgelaufen oder schon benutzt."),
    429: N_(
        "Der Server bittet um eine Pause, weil zu viele Anfragen kamen. Bitte in einer Minute noch einmal."
    ),
}


def _other(address: str, code: str) -> str:
    return _(_OTHER[code]).format(address=address)


def _paper(code: str) -> str:
    return _(_PAPERS[code])


def _refused(fault: int) -> str:
    known = _REFUSED.get(fault)
    if known:
        return _(known)
    return _(
        "Der Server hat die Anfrage abgelehnt (Nummer {number}). Es hat sich nichts geändert. "
        "Bitte die Betreuung fragen."
    ).format(number=fault)


def _unreachable(address: str, detail: str) -> str:
    return _(
        "Der Server {address} ist nicht zu erreichen. Hier kann weitergearbeitet werden, alles wird später "
        "übertragen. Das System meldet: {detail}"
    ).format(address=address, detail=detail)


def _many_gone(gone: int) -> str:
    return ngettext(
        "Beim Abgleich würde {count} Eintrag hier verschwinden. Das ist ungewöhnlich viel, darum ist noch "
        "nichts geschehen. Bitte die Koordination fragen, ob das so sein soll.",
        "Beim Abgleich würden {count} Einträge hier verschwinden. Das ist ungewöhnlich viel, darum ist noch "
        "nichts geschehen. Bitte die Koordination fragen, ob das so sein soll.",
        gone,
    ).format(count=number(gone))


def _garbled(_code: str) -> str:
    return _(
        "Was übertragen wurde, ist unterwegs beschädigt worden. Davon wurde nichts übernommen, und nichts "
        "ist verloren. Es wird noch einmal versucht; bleibt es dabei, bitte die Betreuung fragen."
    )


def _revoked() -> str:
    return _(
        "Der Server hat diesen Schreibtisch gesperrt. Was hier noch wartete, ist übergeben und liegt bei der "
        "Koordination. Die Daten auf diesem Gerät sind gelöscht."
    )


def _upgrade() -> str:
    return _(
        "Der Server führt eine neuere Version. Was hier geändert wurde, hat er angenommen; lesen kann dieses "
        "KosiDesk ihn erst, wenn es erneuert ist."
    )


def _not_connected() -> str:
    return _(
        "Dieser Schreibtisch ist mit keinem Server verbunden. In den Einstellungen unter „Gemeinsamer "
        "Server“ lässt er sich verbinden."
    )


def _lease_ended() -> str:
    return _(
        "Dieses Gerät war zu lange ohne Verbindung zum gemeinsamen Server. Beratungen und Kontaktdaten "
        "bleiben geschlossen, bis er wieder erreicht ist oder ein Code der Koordination die Frist "
        "verlängert. Alles andere geht weiter, und nichts ist verloren."
    )


SENTENCES: Mapping[type[KosiError], Callable[..., str]] = {
    errors.ServerUnreachable: _unreachable,
    errors.NotOurServer: _other,
    errors.Garbled: _garbled,
    errors.PaperRefused: _paper,
    errors.DeskRevoked: _revoked,
    errors.UpgradeNeeded: _upgrade,
    errors.Refused: _refused,
    errors.NotConnected: _not_connected,
    errors.ManyGone: _many_gone,
    errors.LeaseEnded: _lease_ended,
}
