"""Builders of invented offers and agencies for the tests of the sheet."""

from dataclasses import replace
from datetime import date

from kosidesk.domain.agency import Agency
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import Contact, FullOffer, Offer, Organisation, Place
from kosidesk.printing.choices import Format
from kosidesk.printing.content import Sheet
from kosidesk.printing.layout.sheet import laid_out
from kosidesk.printing.pdf.write import pdf

TODAY = date(2026, 11, 21)

AGENCY = Agency(
    RecordId("agency"),
    name="Zentrum für gute Taten",
    street="Musterstraße 1",
    postcode="42103",
    town="Wuppertal",
    phone="0202 000-100",
    mail="info@example.org",
    hours="Dienstag und Donnerstag\n10:00 bis 17:00 Uhr",
)

OFFER = Offer(
    RecordId("offer"),
    number="20003",
    title="Familienpatenschaft für Geflüchtete",
    description=(
        "Sie begleiten eine Familie in den ersten Monaten in der Stadt: zum Arzt, zum Amt, in die Schule.\n"
        "Einmal in der Woche treffen Sie sich für etwa zwei Stunden. Unser Team steht Ihnen zur Seite."
    ),
    time_text="Mittwochnachmittag, 14-tägig",
    districts=("Oberbarmen",),
    minimum_age=18,
    documents=("Erweitertes Führungszeugnis",),
    languages=("Deutsch B1",),
    training="zwei Abende, kostenlos",
    expenses="Fahrkarten werden bezahlt",
    assured_on=date(2026, 11, 3),
    assured_by="Mara",
)

ORGANISATION = Organisation(
    RecordId("organisation"),
    name="Förderverein Färberhöfe e.V.",
    phone="0202 000-1",
    mail="verein@example.org",
    web="https://www.example.org",
)

PERSON = Contact(
    RecordId("contact"),
    offer="offer",
    name="Ayşe Öztürk",
    function="Ehrenamtskoordination",
    phone="0202 / 000-6448",
    mail="ayse.oeztuerk@example.org",
)

PLACE = Place(
    RecordId("place"),
    offer="offer",
    street="Alte Bleicherei 27",
    postcode="42115",
    town="Wuppertal",
    district="Oberbarmen",
    stop="Färberei (Bus 608)",
    accessibility="stufenlos",
)

HINTS = {
    "Erweitertes Führungszeugnis": (
        "Das Führungszeugnis ist für Freiwillige kostenlos; die Stelle bescheinigt Ihnen den Anlass. "
        "Beim Vorzeigen darf es höchstens drei Monate alt sein. (Stand: 1. November 2026)"
    )
}

FULL = FullOffer(OFFER, ORGANISATION, (PLACE,), (PERSON,))


def full(**changes: object) -> FullOffer:
    """The example with another offer."""
    return replace(FULL, offer=replace(OFFER, **changes))


def drawn(content: Sheet, paper: Format = Format.A4) -> bytes:
    return pdf(laid_out(content, paper))
