"""Invented feeds in the shape of real exports, seeded, with every trap that real ones were seen to hold.

`write_feed(folder)` writes one stock of offers in all formats. A trap is named after the code it must be
noticed or refused by; without traps the files hold nothing odd. A smaller stock begins a larger one.
"""

import json
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape, quoteattr

from kosidesk.exchange.town import Town

DISTRICTS = (
    *("Elberfeld", "Elberfeld-West", "Uellendahl-Katernberg", "Vohwinkel", "Cronenberg"),
    *("Barmen", "Oberbarmen", "Heckinghausen", "Langerfeld-Beyenburg", "Ronsdorf"),
)
TOWN = Town("Wuppertal", 51.2562, 7.1508, 25.0, DISTRICTS)

_TITLES = (
    *("Vorlesen für Kinder", "Sprachcafé Deutsch", "Fahrdienst mit dem Vereinsbus", "Formularhilfe"),
    *("Pflege von Baumscheiben", "Hausaufgabenhilfe", "Schachtrainer*in", "Besuche im Seniorenheim"),
)
_BODIES = ("Nachbarschaftsverein", "Lesepaten", "Tierschutzverein", "Hospizdienst", "Jugendtreff")
_PLACES = ("Nordstadt", "Talachse", "Färberhöfe", "Wupperwiesen", "Morgenröte", "Kirschbaum", "Ölberg")
_SENTENCES = (
    "Schnuppern ist jederzeit möglich.",
    "Einmal in der Woche treffen wir uns für etwa zwei Stunden.",
    "Fahrtkosten erstatten wir gern.",
    "Für Kinder und Jugendliche benötigen wir ein erweitertes Führungszeugnis.",
    "Bitte bringen Sie Geduld, Humor und Verlässlichkeit mit.",
)
_FIELDS = (
    "Kinder und Jugend",
    "Bildung & Lernen",
    "Natur, Tiere & Umwelt",
    "Leben im Alter",
    "Soziales & Armut",
)
_TARGETS = ("Kinder", "Erwachsene", "Senior*innen", "Migrant*innen")
_SKILLS = ("Musik", "Kochen", "Computer", "Handwerk")
_FIRST, _LAST = ("Ayşe", "Björn", "Małgorzata", "Nuria"), ("Weiß", "van der Linde", "Öztürk", "Groß-Heide")


@dataclass
class Offer:
    """An offer as the source knows it, before any format has written it down."""

    number: str
    organisation_number: str
    organisation: str
    title: str
    description: str
    street: str
    postcode: str
    town: str
    districts: list[str]
    latitude: str
    longitude: str
    fields: list[str]
    target_groups: list[str]
    skills: list[str]
    created: int
    edited: int
    open_places: str = "3"
    placements: str = "4"
    contactable: str = "1"
    first_name: str = ""
    last_name: str = ""
    function: str = "Koordination"
    mail: str = ""
    phone: str = ""
    web: str = "www.example.org/mitmachen"
    time: str = "mittwochs, 16 bis 18 Uhr"
    requirements: str = "Mindestalter 18 Jahre"
    benefits: str = "Fahrtkostenerstattung"
    accessibility: str = "rollstuhlgerecht"
    locality: str = ""
    council: str = "1"


@dataclass
class Stock:
    """What the source has, and how its exports are odd."""

    offers: list[Offer]
    announced: int = 0  # how many more than present the head of the list announces
    nulls: int = 0
    single: bool = False
    padded_header: bool = False
    nameless_column: bool = False
    empty_column: bool = False
    short_row: bool = False

    def write(self, folder: Path) -> "Paths":
        folder.mkdir(parents=True, exist_ok=True)
        paths = Paths(folder)
        paths.list_xml.write_text(list_xml(self), encoding="utf-8")
        paths.detail_xml.write_text(detail_xml(self), encoding="utf-8")
        paths.csv.write_bytes(b"\xef\xbb\xbf" + list_csv(self).encode())
        paths.map_json.write_text(map_json(self), encoding="utf-8")
        paths.table_csv.write_text(_csv(table_rows(self), ","), encoding="utf-8", newline="")
        paths.table_xlsx.write_bytes(xlsx(table_rows(self)))
        return paths


@dataclass(frozen=True)
class Paths:
    """The files of one stock."""

    folder: Path
    list_xml: Path = field(init=False)
    detail_xml: Path = field(init=False)
    csv: Path = field(init=False)
    map_json: Path = field(init=False)
    table_csv: Path = field(init=False)
    table_xlsx: Path = field(init=False)

    def __post_init__(self) -> None:
        names = ("list.xml", "detail.xml", "list.csv", "map.json", "table.csv", "table.xlsx")
        for name in names:
            object.__setattr__(
                self, name.replace(".", "_") if name != "list.csv" else "csv", self.folder / name
            )


def write_feed(folder: Path, *, offers: int = 60, seed: int = 1, traps: Iterable[str] | None = None) -> Paths:
    """Writes every format; with all traps unless some are named."""
    return stock(offers=offers, seed=seed, traps=traps).write(folder)


def stock(*, offers: int = 60, seed: int = 1, traps: Iterable[str] | None = None) -> Stock:
    """Traps need at least ten offers each to lie on an offer of their own; all of them need sixty."""
    made = Stock([_offer(seed, position) for position in range(offers)])
    for trap in TRAPS if traps is None else traps:
        TRAPS[trap](made)
    return made


def _offer(seed: int, position: int) -> Offer:
    random = Random(f"{seed}:{position}")  # noqa: S311  the same stock each time is the point
    body = position * 7 % max(1, len(_BODIES) * len(_PLACES))
    day = date(2024, 1, 1) + timedelta(days=random.randrange(900))
    seconds = (day - date(1970, 1, 1)).days * 86_400 + 40_000
    first, last = random.choice(_FIRST), random.choice(_LAST)
    return Offer(
        number=str(30_000 + 3 * position),
        organisation_number=str(2_000 + body),
        organisation=f"{_BODIES[body % len(_BODIES)]} {_PLACES[body // len(_BODIES)]} e.V.",
        title=f"{random.choice(_TITLES)} {position + 1}",
        description=" ".join(random.choices(_SENTENCES, k=random.randint(3, 20))),
        street=f"Talblick {random.randrange(1, 120)}",
        postcode=f"42{random.randrange(100, 400)}",
        town=TOWN.name,
        districts=[random.choice(DISTRICTS)],
        latitude=f"{51.22 + random.random() / 20:.6f}",
        longitude=f"{7.10 + random.random() / 25:.6f}",
        fields=random.sample(_FIELDS, k=2),
        target_groups=random.sample(_TARGETS, k=2),
        skills=random.sample(_SKILLS, k=2),
        created=seconds,
        edited=seconds + 86_400 * random.randrange(90),
        first_name=first,
        last_name=last,
        mail=f"kontakt{position}@example.org",
        phone=f"0202 000-{random.randrange(100, 9999)}",
    )


# Traps, each on an offer of its own as far as there are enough.

Trap = Callable[[Stock], None]


def _set(position: int, **values: object) -> Trap:
    def trap(made: Stock) -> None:
        at = position % len(made.offers)
        made.offers[at] = replace(made.offers[at], **values)  # type: ignore[arg-type]

    return trap


def _odd(**values: object) -> Trap:
    def trap(made: Stock) -> None:
        for name, value in values.items():
            setattr(made, name, value)

    return trap


def _html(made: Stock) -> None:
    for position, offer in enumerate(made.offers):
        if position % 8:
            first, *rest = offer.description.split(". ")
            items = "".join(f"<li>{one}</li>" for one in rest)
            offer.description = f'<p><span style="font-size:12px">{first}.</span></p><ul>{items}</ul>'


def _hard_blanks(made: Stock) -> None:
    for offer in made.offers[::2]:
        offer.description = offer.description.replace(" und ", "\u00a0und ") + "\u00a0"


def _misspell(made: Stock) -> None:
    for position, spelling in enumerate(("Färberhof e.V.", "Färberhof e. V.", "färberhof eV"), start=20):
        _set(position, organisation=spelling, organisation_number="2999")(made)


def _repeat_title(made: Stock) -> None:
    first = made.offers[23 % len(made.offers)]
    _set(24, title=first.title, organisation=first.organisation)(made)


def _repeat_number(made: Stock) -> None:
    _set(26, number=made.offers[25 % len(made.offers)].number)(made)


_DICT = (
    "{'longitude': '7.15', 'latitude': '51.25', 'human_address': "
    '\'{"address": "Talblick 5", "city": "Wuppertal", "state": "", "zip": "42103"}\'}'
)

TRAPS: Mapping[str, Trap] = {
    "html": _html,
    "nbsp": _hard_blanks,
    "count_mismatch": _odd(announced=-3),
    "single_not_list": _odd(single=True),
    "null_entry": _odd(nulls=2),
    "header_padded": _odd(padded_header=True),
    "header_unclear": _odd(nameless_column=True),
    "column_empty": _odd(empty_column=True),
    "row_width": _odd(short_row=True),
    "coordinates_unknown": _set(1, latitude="0.000000", longitude="0.000000"),
    "coordinates_unknown_germany": _set(2, latitude="51.165691", longitude="10.451526"),
    "coordinates_town": _set(3, latitude="51.256200", longitude="7.150800"),
    "coordinates_outside": _set(4, latitude="47.050000", longitude="8.310000"),
    "control_signs": _set(5, description="Ver\u00adantwortung \u202eund Freude"),
    "postcode_bad": _set(6, postcode="sdfsdf"),
    "town_as_district": _set(7, districts=["Wuppertal"]),
    "district_in_town": _set(8, town="Wuppertal/Barmen", districts=[]),
    "town_misspelt": _set(9, town="Wuppertall"),
    "town_missing": _set(10, town=""),
    "anywhere": _set(11, districts=["1 Ortsunabhängig"]),
    "all_districts": _set(12, districts=list(DISTRICTS)),
    "title_long": _set(13, title="Wir suchen Menschen mit Herz – " * 8),
    "date_unknown": _set(14, edited=0),
    "number_unknown": _set(15, open_places="viele"),
    "no_organisation": _set(16, organisation="", organisation_number=""),
    "no_organisation_number": _set(17, organisation_number=""),
    "no_open_places": _set(18, open_places="0"),
    "web_unclear": _set(19, web="kein"),
    "spellings": _misspell,
    "same_title": _repeat_title,
    "number_twice": _repeat_number,
    "mail_unclear": _set(27, mail="bitte anrufen"),
    "no_title": _set(28, title=""),
    "text_too_long": _set(29, description="Wort " * 8_000),
    "cell_padded": _set(30, council="1         "),
    "python_dict": _set(31, locality=_DICT),
    "dict_unclear": _set(32, locality="{'longitude': __import__('os')}"),
}
"""Named after the notice or refusal they must lead to; what follows it tells variants apart."""


# Writers


def list_xml(made: Stock) -> str:
    count = len(made.offers) + made.announced
    head = f'<angebotsliste agenturId="999" anzahlErgebnisse="{count}" GesamtAnzahlErgebnisse="{count}">'
    offers = "\n".join(map(_listed, made.offers))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n{offers}\n</angebotsliste>\n'


def _listed(offer: Offer) -> str:
    said = {
        "einrichtungsname": offer.organisation,
        "einrichtungs_id": offer.organisation_number,
        "angebotsname": offer.title,
        "kurz_beschreibung": "",
        "beschreibung": offer.description,
        "wertigkeit": "3",
        "strasse": offer.street,
        "plz": offer.postcode,
        "ort": offer.town,
        "kontaktierbar": offer.contactable,
        "avatar": "",
        "termine": "",
        "anzahl_gesuche": offer.open_places,
        "anzahl_vermittlungen": offer.placements,
        "anzahl_aktueller_vermittlungen": "1",
        "geo_breite": offer.latitude,
        "geo_laenge": offer.longitude,
        "ortsteil": ", ".join(offer.districts),
        "bearbeitet": str(offer.edited),
        "erstellt": str(offer.created),
    }
    return f"  <angebot angebotsId={quoteattr(offer.number)}>{_elements(said, 4)}\n  </angebot>"


def _elements(said: Mapping[str, str], indent: int) -> str:
    return "".join(f"\n{' ' * indent}<{name}>{escape(value)}</{name}>" for name, value in said.items())


def detail_xml(made: Stock) -> str:
    offers = "\n".join(_detail(offer, single=made.single) for offer in made.offers)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<angebote>\n{offers}\n</angebote>\n'


def _detail(offer: Offer, *, single: bool) -> str:
    said = {
        "angebotsname": offer.title,
        "beschreibung": offer.description,
        "strasse": offer.street,
        "plz": offer.postcode,
        "ort": offer.town,
        "vorname": offer.first_name,
        "nachname": offer.last_name,
        "funktion_der_person": offer.function,
        "email": offer.mail,
        "telefon": offer.phone,
        "mobil": "",
        "homepage": offer.web,
        "zeitlicherrahmen": offer.time,
        "zeitspenden": "",
        "anforderungen": offer.requirements,
        "leistungen": offer.benefits,
        "barrierefreiheit": offer.accessibility,
        "geo_x": offer.latitude,
        "geo_y": offer.longitude,
    }
    sets = {
        "handlungsfelder": offer.fields,
        "zielgruppen": offer.target_groups,
        "stadtteile": offer.districts,
        "globalbereiche": offer.fields[:1],
        "kenntnisse": offer.skills,
    }
    elements = "".join(_set_element(name, words, single=single) for name, words in sets.items())
    body = {
        "name": offer.organisation,
        "strasse": offer.street,
        "plz": "42103",
        "ort": "Wuppertal",
        "beschreibung": "",
        "email": "info@example.org",
        "telefon": "0202 000-1",
        "homepage": "https://www.example.org",
    }
    return (
        f"  <angebot angebotsId={quoteattr(offer.number)}>\n"
        f"    <angebot_details>{_elements(said, 6)}{elements}\n    </angebot_details>\n"
        f"    <einrichtung_details>{_elements(body, 6)}\n"
        "    </einrichtung_details>\n  </angebot>"
    )


def _set_element(name: str, words: Sequence[str], *, single: bool) -> str:
    if single and len(words) == 1:
        return f"\n      <{name}>{escape(words[0])}</{name}>"
    return f"\n      <{name}>{''.join(f'<element>{escape(word)}</element>' for word in words)}</{name}>"


def list_csv(made: Stock) -> str:
    header = (
        *("angebots_id", "einrichtungs_id", "einrichtungsname", "angebotsname", "beschreibung", "strasse"),
        *("plz", "ort", "ortsteil", "anzahl_gesuche", "geo_breite", "geo_laenge", "bearbeitet", "erstellt"),
    )
    rows = [
        (
            offer.number,
            offer.organisation_number,
            offer.organisation,
            offer.title,
            offer.description,
            offer.street,
            offer.postcode,
            offer.town,
            ", ".join(offer.districts),
            offer.open_places,
            offer.latitude.replace(".", ","),
            offer.longitude.replace(".", ","),
            str(offer.edited),
            str(offer.created),
        )
        for offer in made.offers
    ]
    return _csv(_shortened([header, *rows], made), ";")


def _shortened(rows: list[Sequence[str]], made: Stock) -> list[Sequence[str]]:
    if made.short_row:
        rows[-1] = rows[-1][:-2]
    return rows


def map_json(made: Stock) -> str:
    points: list[object] = [
        {
            "id": int(offer.number),
            "text": offer.title,
            "geo_x": float(offer.latitude),
            "geo_y": float(offer.longitude),
            "zielgruppen": offer.target_groups[0] if made.single else offer.target_groups,
            "globalbereiche": offer.fields[:1],
            "kenntnisse": offer.skills,
        }
        for offer in made.offers
    ]
    points[1:1] = [None] * made.nulls
    return json.dumps(points, ensure_ascii=False, indent=0)


def table_rows(made: Stock) -> list[Sequence[str]]:
    """The shape of a city's open data: English, with dates in words and an address in one cell."""
    header = [
        *("opportunity_id", "vol_requests", "title", "summary", "category_desc", "org_title"),
        *("org_content_id", "locality", "Postcode", "created_date", "last_modified_date", "Borough"),
        *("Latitude", "Longitude", "display_url", "Community Council", "amsl"),
    ]
    header[15] += " " * made.padded_header
    header[14] = "" if made.nameless_column else header[14]
    rows: list[Sequence[str]] = [_table_row(offer, "" if made.empty_column else "0") for offer in made.offers]
    table = [header, *rows]
    if not any(offer.locality for offer in made.offers):
        table = [[*row[:7], *row[8:]] for row in table]
    return _shortened(table, made)


def _table_row(offer: Offer, amsl: str) -> Sequence[str]:
    return (
        offer.number,
        offer.open_places,
        offer.title,
        offer.description,
        offer.fields[0],
        offer.organisation,
        offer.organisation_number,
        offer.locality,
        offer.postcode,
        _in_words(offer.created),
        _in_words(offer.edited),
        ", ".join(offer.districts[:1]),
        "" if offer.locality else offer.latitude,
        "" if offer.locality else offer.longitude,
        f"/opportunities/{offer.number}",
        offer.council,
        amsl,
    )


def _in_words(seconds: int) -> str:
    return (date(1970, 1, 1) + timedelta(days=seconds // 86_400)).strftime("%B %d %Y")


def _csv(rows: Iterable[Sequence[str]], delimiter: str) -> str:
    return "".join(delimiter.join(_quoted(cell, delimiter) for cell in row) + "\r\n" for row in rows)


def _quoted(cell: str, delimiter: str) -> str:
    return f'"{cell.replace(chr(34), chr(34) * 2)}"' if set(cell) & {delimiter, '"', "\n", "\r"} else cell


_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def xlsx(rows: Iterable[Sequence[str]], extra: Mapping[str, bytes] | None = None) -> bytes:
    """The smallest workbook that holds these texts, with further parts if asked for."""
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPES}.worksheet+xml"/></Types>'
        ),
        "_rels/.rels": _relation("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_SHEET}" xmlns:r="{_RELATIONS}"><sheets>'
            '<sheet name="Angebote" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": _relation("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": _sheet(rows),
    }
    every: dict[str, str | bytes] = {**parts, **(extra or {})}
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in every.items():
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _relation(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/{kind}" Target="{target}"/></Relationships>'
    )


def _sheet(rows: Iterable[Sequence[str]]) -> str:
    lines = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
    return f'<worksheet xmlns="{_SHEET}"><sheetData>{lines}</sheetData></worksheet>'


def _cell(text: str) -> str:
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
