"""German names of kinds, fields and closed lists, and how a stored value is told to people."""

from collections.abc import Mapping
from datetime import date

from kosidesk.domain.change import EXTRA
from kosidesk.domain.conflict import WHOLE, Box
from kosidesk.domain.record import Value
from kosidesk.exchange import meaning
from kosidesk.i18n import N_, _, number, short_day
from kosidesk.printing.languages import languages
from kosidesk.schema import REGISTRY, Type

_KINDS: Mapping[str, str] = {
    "organisation": N_("Einrichtung"),
    "contact": N_("Kontakt"),
    "place": N_("Ort"),
    "offer": N_("Angebot"),
    "translation": N_("Übersetzung"),
    "consultation": N_("Beratung"),
    "wish": N_("Wunsch"),
    "referral": N_("Vermittlung"),
    "client": N_("Klientin oder Klient"),
    "consent": N_("Einwilligung"),
    "follow_up": N_("Wiedervorlage"),
    "demand": N_("Nachfrage"),
    "missed_search": N_("Suche ohne Treffer"),
    "search_question": N_("Frage zur Suche"),
    "synonym": N_("Synonym"),
    "filter_set": N_("Gespeicherte Filter"),
    "counsellor": N_("Beraterin oder Berater"),
    "agency": N_("Agentur"),
    "conflict": N_("Widerspruch"),
    "image": N_("Stand der Quelle"),
    "mapping": N_("Zuordnung der Spalten"),
    "draft": N_("Entwurf"),
    "desk": N_("Schreibtisch"),
}

# Fields that several kinds share mean the same there, except `kind` and `state`, for which one word fits.
_FIELDS: Mapping[str, str] = {
    "accessibility": N_("Barrierefreiheit"),
    "age": N_("Alter"),
    "asked_on": N_("Gefragt am"),
    "assured_by": N_("Bestätigt von"),
    "assured_on": N_("Bestätigt am"),
    "backups": N_("Ordner für Sicherungen"),
    "begun_at": N_("Begonnen"),
    "benefits": N_("Was geboten wird"),
    "certificate": N_("Nachweis"),
    "channel": N_("Weg"),
    "city": N_("Stadt"),
    "client": N_("Klientin oder Klient"),
    "code": N_("Code"),
    "consultation": N_("Beratung"),
    "contact_by": N_("Wer sich meldet"),
    "contact_until": N_("Bis wann"),
    "contactable": N_("Kontakt möglich"),
    "counsellor": N_("Beratung durch"),
    "created_on": N_("Angelegt am"),
    "current_placements": N_("Derzeit Vermittelte"),
    "dates": N_("Termine"),
    "description": N_("Beschreibung"),
    "district": N_("Stadtteil"),
    "districts": N_("Stadtteile"),
    "documents": N_("Unterlagen"),
    "done_on": N_("Erledigt am"),
    "due_on": N_("Fällig am"),
    "edited_on": N_("Bearbeitet am"),
    "ended_at": N_("Beendet"),
    "essence": N_("Was wichtig war"),
    "expenses": N_("Auslagen"),
    "extent": N_("Umfang"),
    "extents": N_("Umfang"),
    "fields": N_("Handlungsfelder"),
    "flexible": N_("Zeit flexibel"),
    "footer": N_("Fußzeile"),
    "from_on": N_("Beginn"),
    "function": N_("Funktion"),
    "given_on": N_("Gegeben am"),
    "gives": N_("Was das Unternehmen einbringt"),
    "greeting": N_("Begrüßung"),
    "hits": N_("Treffer"),
    "hours": N_("Öffnungszeiten"),
    "hours_a_week": N_("Stunden pro Woche"),
    "insurance": N_("Versicherung"),
    "kind": N_("Art"),
    "language": N_("Sprache"),
    "languages": N_("Sprachen"),
    "last_on": N_("Zuletzt am"),
    "latitude": N_("Geografische Breite"),
    "legal_form": N_("Rechtsform"),
    "licence": N_("Führerschein"),
    "longitude": N_("Geografische Länge"),
    "mail": N_("E-Mail"),
    "maximum_age": N_("Höchstalter"),
    "merged_into": N_("Aufgegangen in"),
    "minimum_age": N_("Mindestalter"),
    "minutes": N_("Dauer in Minuten"),
    "mobile": N_("Mobil"),
    "mobility": N_("Unterwegs mit"),
    "motives": N_("Beweggründe"),
    "name": N_("Name"),
    "near_to": N_("In der Nähe von"),
    "next_steps": N_("Nächste Schritte"),
    "note": N_("Vermerk"),
    "notes": N_("Notizen"),
    "number": N_("Nummer"),
    "obstacle": N_("Hemmnis"),
    "offer": N_("Angebot"),
    "on": N_("Tag"),
    "open_places": N_("Freie Plätze"),
    "open_to_minors": N_("Auch unter 18 Jahren"),
    "ordinal": N_("Reihenfolge"),
    "organisation": N_("Einrichtung"),
    "origin": N_("Woher"),
    "parent": N_("Träger"),
    "paused_until": N_("Pausiert bis"),
    "people": N_("Wie viele Menschen"),
    "phone": N_("Telefon"),
    "placements": N_("Vermittelte"),
    "position": N_("Platz auf der Merkliste"),
    "postcode": N_("Postleitzahl"),
    "privacy": N_("Datenschutz"),
    "private": N_("Nicht weitergeben"),
    "purpose": N_("Wozu"),
    "quality": N_("Genauigkeit"),
    "reason": N_("Warum es passt"),
    "registry_number": N_("Registernummer"),
    "remark": N_("Was daraus wurde"),
    "remote": N_("Von zu Hause aus"),
    "requirements": N_("Voraussetzungen"),
    "resumed_at": N_("Fortgesetzt"),
    "role": N_("Aufgabe"),
    "sdgs": N_("Nachhaltigkeitsziele"),
    "skills": N_("Kenntnisse"),
    "source": N_("Quelle"),
    "state": N_("Stand"),
    "state_on": N_("Stand vom"),
    "status": N_("Stand"),
    "step_free": N_("Stufenlos"),
    "stop": N_("Haltestelle"),
    "street": N_("Straße"),
    "subject": N_("Worum es geht"),
    "summary": N_("Kurzbeschreibung"),
    "taken_by": N_("Eingeholt von"),
    "target_groups": N_("Zielgruppen"),
    "tasks": N_("Aufgaben"),
    "team": N_("Team"),
    "text": N_("Wortlaut"),
    "text_version": N_("Fassung des Textes"),
    "time_text": N_("Zeit"),
    "times": N_("Wie oft"),
    "title": N_("Titel"),
    "town": N_("Ort"),
    "training": N_("Einarbeitung und Fortbildung"),
    "tries": N_("Nicht erreicht"),
    "unanswered": N_("Ohne Antwort"),
    "until_on": N_("Ende"),
    "web": N_("Internet"),
    "week": N_("Wochenraster"),
    "withdrawn_on": N_("Widerrufen am"),
    "without_fields": N_("Keine dieser Handlungsfelder"),
    "without_target_groups": N_("Keine dieser Zielgruppen"),
    "words": N_("Wunsch in Worten"),
    "": N_("der ganze Eintrag"),
    EXTRA: N_("Angaben einer neueren Version"),
}

# No word stands in two lists with different meanings.
_CHOICES: Mapping[str, str] = {
    # offer.status, organisation.status
    "active": N_("aktiv"),
    "inactive": N_("ruht"),
    "defunct": N_("gibt es nicht mehr"),
    "temporarily closed": N_("vorübergehend geschlossen"),
    "vanished": N_("aus der Quelle verschwunden"),
    "draft": N_("Entwurf"),
    # offer.kind
    "volunteering": N_("Ehrenamt"),
    "one_off": N_("einmaliger Einsatz"),
    "group": N_("für Gruppen und Unternehmen"),
    "simple_job": N_("einfache Tätigkeit"),
    "training_place": N_("Ausbildungsplatz"),
    "internship": N_("Praktikum"),
    "barter": N_("Tausch"),
    # offer.extent
    "occasional": N_("gelegentlich"),
    "weekly": N_("wöchentlich"),
    "monthly": N_("monatlich"),
    "project": N_("Projekt"),
    "on_call": N_("auf Abruf"),
    "digital": N_("digital"),
    # consultation.channel
    "desk": N_("Ladenlokal"),
    "stand": N_("Infostand"),
    "phone": N_("Telefon"),
    "mail": N_("E-Mail"),
    "video": N_("Video"),
    "map_shortlist": N_("Karten-Merkliste"),
    "city_hall": N_("Servicestelle Rathaus"),
    "school": N_("Schule, Uni"),
    # consultation.kind
    "seeking": N_("Engagementsuche"),
    "information": N_("Information"),
    "organisation": N_("Organisationsberatung"),
    "idea": N_("Idee"),
    "company": N_("Unternehmen"),
    "complaint": N_("Klärung"),
    # consultation.state
    "open": N_("offen"),
    "paused": N_("unterbrochen"),
    "closed": N_("abgeschlossen"),
    # referral.state
    "noted": N_("vorgemerkt"),
    "handed_out": N_("ausgehändigt"),
    "contacted": N_("Kontakt aufgenommen"),
    "first_meeting": N_("Kennenlernen"),
    "trial": N_("Schnuppern"),
    "started": N_("begonnen"),
    "declined_by_person": N_("abgelehnt (Person)"),
    "declined_by_organisation": N_("abgelehnt (Einrichtung)"),
    "no_answer": N_("keine Rückmeldung"),
    "ended": N_("beendet"),
    # referral.obstacle
    "time": N_("Zeit"),
    "way": N_("Ort oder Anfahrt"),
    "requirement": N_("Voraussetzung"),
    "certificate_needed": N_("Führungszeugnis"),
    "language_barrier": N_("Sprache"),
    "barrier": N_("Barriere"),
    "unanswered": N_("keine Antwort der Stelle"),
    "outdated": N_("Angebot veraltet"),
    "taken": N_("schon besetzt"),
    "no_fit": N_("passt nicht"),
    "costs": N_("Versicherung oder Kosten"),
    # consultation.gives
    "know_how": N_("Know-how"),
    "hands": N_("Helfende Hände"),
    "goods": N_("Sachspenden"),
    "events": N_("Veranstaltungen"),
    # consultation.contact_by
    "client": N_("die Klientin, der Klient"),
    "agency": N_("wir"),
    "organisation_calls": N_("die Einrichtung"),
    # wish.motives
    "help": N_("helfen"),
    "company_of_others": N_("Gemeinschaft"),
    "meaning": N_("Sinn"),
    "use_skills": N_("Können einbringen"),
    "learn": N_("Neues lernen"),
    "orientation": N_("berufliche Orientierung"),
    "practise_german": N_("Deutsch üben"),
    "proof": N_("Nachweis oder Pflichtpraktikum"),
    "fill_time": N_("Zeit füllen"),
    # wish.mobility
    "on_foot": N_("zu Fuß"),
    "bicycle": N_("Fahrrad"),
    "public_transport": N_("Bus und Bahn"),
    "car": N_("Auto"),
    # consent.purpose
    "store": N_("Meine Angaben aufbewahren"),
    "pass_on": N_("Meine Angaben an die Einrichtung weitergeben"),
    "contact_me": N_("Mich später fragen, was daraus wurde"),
    # follow_up.state
    "due": N_("fällig"),
    "done": N_("erledigt"),
    "dropped": N_("nicht mehr gewünscht"),
    # freshness
    "green": N_("aktuell"),
    "yellow": N_("bald nachfragen"),
    "orange": N_("nachfragen"),
    "red": N_("veraltet"),
    "unknown": N_("nie bestätigt"),
    # place.quality
    "exact": N_("genau"),
    "street": N_("Straße"),
    "postcode": N_("Postleitzahl"),
    "town": N_("nur der Ort"),
    "anywhere": N_("ortsunabhängig"),
    "outside": N_("außerhalb"),
    "none": N_("unbekannt"),
    # counsellor.role
    "coordination": N_("Koordination"),
    "counsellor": N_("Beratung"),
}

_BOXES: Mapping[Box, str] = {
    Box.SYNC: N_("Schreibtische"),
    Box.FILES: N_("Dateien"),
    Box.DUPLICATES: N_("Doppelt?"),
    Box.FOUND: N_("Fundsachen"),
}

# What is merged in one piece under a name no field has.
_UNITS: Mapping[str, str] = {
    "address": N_("Anschrift"),
    "age": N_("Alter"),
    "assurance": N_("Bestätigung"),
    "period": N_("Zeitraum"),
    "position": N_("Lage auf der Karte"),
    "time": N_("Zeiten in der Woche"),
    WHOLE: N_("Der ganze Eintrag"),
}

_CODED = frozenset(
    {"kind", "status", "state", "extent", "channel", "quality", "role"}
    | {"contact_by", "mobility", "obstacle", "purpose"}
)
_CODED_SETS = frozenset({"extents", "gives", "motives"})

_DAYS = (
    N_("Montag"),
    N_("Dienstag"),
    N_("Mittwoch"),
    N_("Donnerstag"),
    N_("Freitag"),
    N_("Samstag"),
    N_("Sonntag"),
)
_PARTS = (N_("{day} vormittags"), N_("{day} nachmittags"), N_("{day} abends"))


def kind_name(kind: str) -> str:
    return _(_KINDS.get(kind, kind))


def field_name(field: str) -> str:
    """The label of a field; a field this version does not know is called as it is stored."""
    return _(_FIELDS.get(field, field))


def unit_name(kind: str, unit: str) -> str:
    """The label of what is merged in one piece: of a field, a group of fields, or the whole record."""
    is_field = kind in REGISTRY and unit in REGISTRY[kind].names()
    return field_name(unit) if is_field or unit not in _UNITS else _(_UNITS[unit])


def box_name(box: Box) -> str:
    """The heading under which a conflict is looked for."""
    return _(_BOXES[box])


def target_name(target: str) -> str:
    """What a column of a foreign table can mean, such as "Kontakt: Telefon"."""
    if target == meaning.NUMBER:
        return _("Nummer des Angebots")
    if target == meaning.LOCALITY:
        return _("Adresse und Koordinaten in einer Zelle")
    kind, _dot, field = target.partition(".")
    return _("{kind}: {field}").format(kind=kind_name(kind), field=field_name(field))


def choice(code: str) -> str:
    """The word for a member of a closed list; one this version does not know stays as it is."""
    return _(_CHOICES.get(code, code))


def language_name(code: str) -> str:
    """The German name of a language of the sheet; one this version does not know is called by its code."""
    known = languages().get(code)
    return known.german_name if known else code


def language_label(code: str) -> str:
    """German and own name. The German one comes first: a label is laid out by its first letter."""
    known = languages().get(code)
    if known is None or known.own_name == known.german_name:
        return language_name(code)
    return _("{german} – {own}").format(german=known.german_name, own=known.own_name)


def told(kind: str, field: str, value: Value) -> str:
    """A stored value as people read it, "" for none."""
    match value:
        case bool():
            return _("ja") if value else _("nein")
        case int() | float():
            return week(int(value)) if field == "week" else number(value)
        case tuple():
            return ", ".join(map(choice, value) if field in _CODED_SETS else value)
        case str():
            return _text(kind, field, value)
    return ", ".join(f"{field_name(name)}: {said}" for name, said in (value or {}).items())


def week(bits: int) -> str:
    """The ticked boxes of the weekly grid, such as "Montag vormittags, Freitag abends"."""
    ticked = (n for n in range(len(_DAYS) * len(_PARTS)) if bits >> n & 1)
    return ", ".join(_(_PARTS[n % 3]).format(day=_(_DAYS[n // 3])) for n in ticked)


def _text(kind: str, field: str, value: str) -> str:
    if field in _CODED:
        return choice(value)
    if field == "language":
        return language_name(value)
    known = REGISTRY[kind].fields if kind in REGISTRY else ()
    if not any(one.name == field and one.type is Type.DATE for one in known):
        return value
    try:
        return short_day(date.fromisoformat(value))
    except ValueError:
        return value
