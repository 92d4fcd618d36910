"""What is wrong with one field, said beside it."""

from collections.abc import Mapping
from datetime import date

from kosidesk.domain.fault import Fault
from kosidesk.i18n import N_, _, short_day
from kosidesk.services.words.names import field_name

_SHOWN = 60

_FAULTS: Mapping[str, str] = {
    "missing": N_("„{field}“ fehlt noch. Bitte ergänzen."),
    "mail": N_("„{given}“ ist keine E-Mail-Adresse. Sie sieht so aus: name@example.org."),
    "phone": N_("„{given}“ ist keine Telefonnummer. Bitte nur Ziffern, Leerzeichen und + ( ) / - nehmen."),
    "mobile": N_("„{given}“ ist keine Mobilnummer. Bitte nur Ziffern, Leerzeichen und + ( ) / - nehmen."),
    "postcode": N_("„{given}“ ist keine Postleitzahl. Sie hat fünf Ziffern."),
    "long": N_("„{field}“ ist zu lang. Bitte auf höchstens 255 Zeichen kürzen."),
    "long_text": N_("„{field}“ ist zu lang. Bitte auf höchstens 32.768 Zeichen kürzen."),
    "day": N_("„{given}“ ist kein Tag. Bitte so schreiben: 21.11.2026."),
    "number": N_("„{given}“ ist keine Zahl. Bitte bei „{field}“ nur Ziffern schreiben."),
    "negative": N_("„{field}“ kann nicht weniger als 0 sein."),
    "choice": N_("„{given}“ steht bei „{field}“ nicht zur Wahl. Bitte etwas aus der Liste nehmen."),
    "age_order": N_("Das Höchstalter liegt unter dem Mindestalter. Bitte eines von beiden ändern."),
    "day_order": N_("Das Ende liegt vor dem Beginn. Bitte eines von beiden ändern."),
    "past": N_("„{field}“: Der {given} ist schon vorbei. Bitte heute oder einen späteren Tag nehmen."),
    "not_later": N_("„{field}“: Bitte einen Tag nach heute nehmen."),
    # Of a client who wants to be known, and of a talk with an organisation.
    "no_consent": N_(
        "Ohne die Einwilligung „Meine Angaben aufbewahren“ bleibt die Beratung ohne Namen. "
        "Bitte die Klientin oder den Klienten fragen und dann ankreuzen."
    ),
    "nobody": N_("Name, Telefon und E-Mail sind leer. Bitte wenigstens eines davon eintragen."),
    # Of what is asked of a printer.
    "copies": N_("„{given}“ Stück gehen nicht. Bitte eine Zahl von 1 bis 99 nehmen."),
    "pages": N_("„{given}“ nennt keine Seiten. Bitte so schreiben: 1-2,4."),
    "no_such_page": N_("So viele Seiten gibt es nicht. Die letzte ist Seite {given}."),
    "receipt_printer": N_(
        "„{given}“ ist kein Bondrucker. Bitte so schreiben: 192.168.0.50:9100, usb:04b8:0e15 oder "
        "/dev/usb/lp0."
    ),
    # Of a wish that was written down in a file.
    "wish_syntax": N_("Die Schreibweise stimmt nicht: {given}"),
    "wish_field": N_("„{field}“ gehört zu keinem Wunsch. Was dazugehört, zeigt „kosidesk match --help“."),
    "wish_value": N_("„{given}“ passt nicht zu „{field}“. Ein Beispiel zeigt „kosidesk match --help“."),
    "wish_word": N_("„{given}“ kennt KosiDesk bei „{field}“ nicht. Bitte so schreiben wie in der Beratung."),
    "wish_time": N_("„{given}“ nennt keine Zeit. Bitte so schreiben: dienstags nachmittags."),
    # Of a city folder, whose fields are named after file and place in it.
    "unreadable": N_("Die Datei {field} ist nicht lesbar: {given}"),
    "malformed": N_("In der Datei {field} passt eine Angabe nicht: {given}"),
    "duplicate": N_("{field}: „{given}“ steht dort zweimal."),
    "too_large": N_("Die Datei {field} ist zu groß ({given}). Bitte eine kleinere nehmen."),
    "external": N_("Die Datei {field} verweist auf etwas außerhalb, und dem folgt KosiDesk nicht: {given}"),
    "pale": N_("In der Datei {field} ist auf weißem Papier nichts zu sehen. Bitte eine dunklere nehmen."),
    "out_of_range": N_("{field}: „{given}“ kann nicht stimmen."),
}


def fault(found: Fault) -> str:
    """A sentence that explains the fault and says what would be right."""
    return _(_FAULTS[found.code]).format(field=field_name(found.field), given=_given(found))


def _given(found: Fault) -> str:
    if found.code == "past":
        return short_day(date.fromisoformat(found.given))
    return found.given if len(found.given) <= _SHOWN else f"{found.given[:_SHOWN]} …"
