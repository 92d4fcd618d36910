"""Six offers as different as offers are, with all that a sheet can carry, for proofs about whole files."""

from dataclasses import replace
from io import BytesIO
from itertools import cycle

from PIL import Image

from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import FullOffer
from kosidesk.printing.choices import Choices, Format
from kosidesk.printing.content import Logo, Sheet
from kosidesk.printing.languages import languages
from kosidesk.printing.sheet import sheet
from kosidesk.printing.sketch import Sketch
from tests.printing.example import AGENCY, FULL, HINTS, OFFER, ORGANISATION, PERSON, PLACE, TODAY
from tests.printing.test_anything_prints import NASTY

LONG = "Sie begleiten Kinder beim Lesen und Rechnen, an zwei Nachmittagen in der Woche. " * 12
LIST = "Sie helfen dort, wo Sie gern sind:\n• in der Küche\n• im Garten, auch bei Regen\n• am Empfang"
NOTES = "Am Dienstag anrufen, Frau Öztürk fragen.\nمرحبا بكم\nЛаскаво просимо ☎ 0202 000-7"

SQUARE = ((0.1, 0.1), (0.5, 0.05), (0.5, 0.6), (0.2, 0.7))
NEIGHBOUR = ((0.5, 0.05), (0.95, 0.2), (0.9, 0.7), (0.5, 0.6))
SKETCH = Sketch(1, 0.8, (NEIGHBOUR,), (SQUARE,), ((0.3, 0.3), (0.4, 0.5)), "Karte: im Westen, bei Färberei")


def logo() -> Logo:
    png = BytesIO()
    Image.new("RGB", (90, 60), (250, 250, 250)).save(png, "PNG")
    return Logo(png.getvalue(), "Logo Zentrum für gute Taten")


def shortlist(paper: Format, language: str, offers: int = 6) -> Sheet:
    chosen = six_offers()[:offers]
    own_name = languages()[language].own_name
    return sheet(
        [(full, f"Passt zu „{full.offer.title[:20]}“.") for full in chosen],
        AGENCY,
        TODAY,
        Choices(paper, language, notes=NOTES),
        code="7K3QP2RD-M",
        counsellor="Ute",
        hints=HINTS,
        logo=logo(),
        sketches={full.offer.id: SKETCH for full in chosen[::2]},
        translations={full.offer.id: f"{own_name}: {own_name} (Müller, 0202 000-1)" for full in chosen[:2]},
    )


def six_offers() -> tuple[FullOffer, ...]:
    nasty = cycle(NASTY.values())
    return (
        FULL,
        _offer(1, title="Lesen lernen", description=LONG, districts=("Barmen", "Cronenberg"), remote=True),
        replace(
            _offer(2, title="1", description=LIST, dates=("3. Dezember 2026, 9:00 Uhr",), documents=()),
            places=(PLACE, replace(PLACE, street="Am Wall 3", stop="", accessibility="")),
        ),
        replace(
            _offer(3, title="Ohne alles", description="", time_text="", assured_on=None),
            organisation=replace(ORGANISATION, phone="", mail="", web=""),
            places=(),
            contacts=(),
        ),
        replace(
            _offer(4, title=next(nasty), description=" ".join(NASTY.values()), requirements=next(nasty)),
            organisation=replace(ORGANISATION, name=next(nasty)),
            places=(replace(PLACE, street=next(nasty), stop=next(nasty)),),
            contacts=(replace(PERSON, name=next(nasty), function=next(nasty), phone=next(nasty)),),
        ),
        replace(
            _offer(5, title=NASTY["both directions"], description=NASTY["tigrinya"], benefits=NASTY["emoji"]),
            contacts=(replace(PERSON, name=NASTY["persian"], mail="x" * 80 + "@example.org"),),
        ),
    )


def _offer(n: int, **changes: object) -> FullOffer:
    return replace(FULL, offer=replace(OFFER, id=RecordId(f"offer-{n}"), number=f"2000{n}", **changes))
