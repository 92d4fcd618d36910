"""How a printer stands, what became of a job, and what to do about it."""

from collections.abc import Mapping

from kosidesk.i18n import N_, _
from kosidesk.printing.printers.queues import JobState, Printer, State
from kosidesk.printing.printers.trouble import Trouble

_STATES: Mapping[State, str] = {
    State.REJECTING: N_("nimmt nichts an"),
    State.COVER_OPEN: N_("Klappe offen"),
    State.JAM: N_("Papierstau"),
    State.NO_PAPER: N_("Papier fehlt"),
    State.NO_TONER: N_("Toner fehlt"),
    State.OFFLINE: N_("nicht zu erreichen"),
    State.STOPPED: N_("angehalten"),
    State.PRINTING: N_("druckt gerade"),
    State.IDLE: N_("bereit"),
}

# Why a job that was handed over does not come out.
_HINDRANCES: Mapping[State, str] = {
    State.REJECTING: N_("Der Drucker nimmt keine weiteren Aufträge an. Bitte die Betreuung fragen."),
    State.COVER_OPEN: N_(
        "Der Drucker wartet: Eine Klappe ist offen. Bitte schließen, dann druckt er weiter."
    ),
    State.JAM: N_(
        "Der Drucker hat angehalten: Papierstau. Bitte das Papier herausziehen, dann druckt er weiter."
    ),
    State.NO_PAPER: N_("Der Drucker hat angehalten: Papier fehlt. Bitte nachlegen, dann druckt er weiter."),
    State.NO_TONER: N_("Der Drucker hat angehalten: Toner fehlt. Bitte ersetzen oder anderswo drucken."),
    State.OFFLINE: N_(
        "Der Drucker ist nicht zu erreichen. Ist er eingeschaltet, druckt er von selbst weiter."
    ),
    State.STOPPED: N_("Der Drucker ist angehalten. Bitte am Drucker nachsehen oder die Betreuung fragen."),
}

_ENDS: Mapping[JobState, str] = {
    JobState.COMPLETED: N_("Der Zettel ist gedruckt."),
    JobState.CANCELLED: N_("Der Druckauftrag wurde gelöscht. Bitte nachsehen, ob schon etwas gedruckt ist."),
    JobState.ABORTED: N_(
        "Der Drucker konnte mit dem Auftrag nichts anfangen. Bitte noch einmal mit „als Bild drucken“ "
        "versuchen oder als PDF speichern."
    ),
    JobState.GONE: N_(
        "Der Drucker führt den Auftrag nicht mehr in seiner Liste. Bitte nachsehen, ob der Zettel gedruckt "
        "ist."
    ),
    JobState.HELD: N_("Der Druckauftrag wartet, bis ihn jemand freigibt. Bitte die Betreuung fragen."),
}

_WAITS: Mapping[JobState, str] = {
    JobState.PENDING: N_("Der Zettel wartet am Drucker."),
    JobState.PRINTING: N_("Der Zettel wird gerade gedruckt."),
}

_TROUBLES: Mapping[Trouble, str] = {
    Trouble.NO_SERVICE: N_(
        "Der Druckdienst dieses Rechners antwortet nicht. Bitte die Betreuung fragen, oder den Zettel als "
        "PDF speichern."
    ),
    Trouble.NO_STANDARD: N_(
        "Auf diesem Rechner ist kein Standarddrucker eingerichtet. Bitte einen Drucker auswählen."
    ),
    Trouble.UNKNOWN: N_(
        "Den Drucker „{printer}“ gibt es auf diesem Rechner nicht mehr. Bitte einen anderen auswählen."
    ),
    Trouble.REJECTING: N_(
        "Der Drucker „{printer}“ nimmt keine Aufträge an. Bitte einen anderen auswählen oder die Betreuung "
        "fragen."
    ),
    Trouble.UNREACHABLE: N_(
        "Der Drucker „{printer}“ ist nicht zu erreichen. Bitte prüfen, ob er eingeschaltet und angeschlossen "
        "ist."
    ),
    Trouble.FORBIDDEN: N_(
        "Der Drucker „{printer}“ ist für diese Person gesperrt. Bitte die Betreuung um Erlaubnis fragen."
    ),
    Trouble.NO_PAPER: N_(
        "Dem Drucker „{printer}“ fehlt Papier. Bitte eine neue Rolle einlegen und noch einmal drucken."
    ),
    Trouble.COVER_OPEN: N_(
        "Am Drucker „{printer}“ ist der Deckel offen. Bitte schließen und noch einmal drucken."
    ),
    Trouble.BROKEN_OFF: N_(
        "Der Drucker „{printer}“ hat mitten im Druck aufgehört. Bitte Papier und Deckel prüfen und noch "
        "einmal drucken."
    ),
}


def printer_state(state: State) -> str:
    """A word or two, to stand behind the name of a printer."""
    return _(_STATES[state])


def job_state(state: JobState, printer: Printer | None) -> str:
    """What became of a job, and what to do so that it comes out; `printer` is where it went, if known."""
    if state in _ENDS:
        return _(_ENDS[state])
    if printer and printer.state in _HINDRANCES:
        return _(_HINDRANCES[printer.state])
    # A job that stands still at a printer that does not is one no filter could read.
    return _(_WAITS.get(state, _ENDS[JobState.ABORTED]))


def trouble(printer: str, code: Trouble) -> str:
    """The sentence of a PrinterNotReady."""
    return _(_TROUBLES[code]).format(printer=printer)
