"""Makes the content of a letter that asks an organisation whether its offers still hold. It is German."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kosidesk.domain.agency import Agency
from kosidesk.domain.offer import FullOffer, Organisation
from kosidesk.i18n import GERMAN
from kosidesk.printing.block import Blocks, people
from kosidesk.printing.content import Head, Logo, Phrase, Row
from kosidesk.printing.letterhead import footer, letterhead
from kosidesk.printing.text import one_line, shortened
from kosidesk.printing.title import Title
from kosidesk.printing.words import FACT, Words, given

REPLY = timedelta(weeks=3)
"""How long an organisation may take."""
SUMMARY = 110
"""What a letter takes of a description, in characters."""

_ASK_ONE, _ASK_MANY = "Stimmt Ihr Angebot noch?", "Stimmen Ihre Angebote noch?"
_ASK_NONE = "Suchen Sie Freiwillige?"
_WHY = (
    "wir beraten Menschen, die sich freiwillig engagieren möchten, und nennen ihnen auch Sie. Damit niemand "
    "vergeblich bei Ihnen anfragt, prüfen Sie bitte, was wir über Ihre Angebote wissen."
)
_WHY_NONE = (
    "wir beraten Menschen, die sich freiwillig engagieren möchten. Von Ihnen kennen wir zurzeit kein "
    "Angebot. Wenn Sie Freiwillige suchen, schreiben Sie uns auf, wofür."
)
_HOW = "Bitte kreuzen Sie an, ergänzen Sie, was fehlt, und antworten Sie bis zum {day}: {ways}."
_HOW_NONE = "Bitte antworten Sie bis zum {day}: {ways}."
_CLOSING = "Vielen Dank und freundliche Grüße"
_BULLET = "• "
_ANSWERS = ("stimmt", "gibt es nicht mehr", "hat sich geändert:")
_UNKNOWN = "uns nicht bekannt"
_NO_TITLE, _NO_NAME = "Ohne Titel", "Einrichtung"


@dataclass(frozen=True)
class Question:
    """One offer as we know it, boxes to tick, and what the organisation fills in."""

    title: Phrase
    rows: tuple[Row, ...]
    answers: tuple[Phrase, ...]
    places: Phrase


@dataclass(frozen=True)
class Letter:
    """`address` stands in the window of the envelope, `back` small above it."""

    name: str
    head: Head
    back: Phrase
    address: tuple[Phrase, ...]
    day: Phrase
    subject: Phrase
    text: tuple[Phrase, ...]
    questions: tuple[Question, ...]
    new: Phrase
    signature: tuple[Phrase, ...]
    back_to: Phrase
    footer: tuple[Phrase, ...]


def letter(
    organisation: Organisation,
    offers: Sequence[FullOffer],
    agency: Agency,
    today: date,
    *,
    counsellor: str = "",
    logo: Logo | None = None,
) -> Letter:
    words = Words(GERMAN)
    questions = _Questions(words, today)
    return Letter(
        name=Title.LETTER,
        head=letterhead(words, agency, logo=logo),
        back=words.fact(_sender(agency, " · ")),
        address=_address(words, organisation),
        day=words.day(today),
        subject=Phrase(_ASK_NONE if not offers else _ASK_ONE if len(offers) == 1 else _ASK_MANY),
        text=(
            Phrase("Guten Tag,"),
            Phrase(_WHY if offers else _WHY_NONE),
            Phrase(
                (_HOW if offers else _HOW_NONE).format(
                    day=words.day(today + REPLY).text, ways=_ways(words, agency)
                )
            ),
            Phrase(_CLOSING),
            *given(words.fact(one_line(counsellor).partition(" ")[0])),
        ),
        questions=tuple(questions.question(full) for full in offers),
        new=Phrase("Neue Angebote und was wir sonst wissen sollten:"),
        signature=(Phrase("Name"), Phrase("Telefon oder E-Mail"), Phrase("Datum, Unterschrift")),
        back_to=words.fact(f"Bitte zurück an: {_sender(agency, ', ')}"),
        footer=footer(words, agency),
    )


def _ways(words: Words, agency: Agency) -> str:
    """How an answer reaches us; by post it always does."""
    phone, mail = words.phone(agency.phone).text, words.mail(agency.mail).text
    ways = (mail and f"als Foto an {mail}", phone and f"am Telefon unter {phone}")
    return " oder ".join(("mit der Post", *filter(None, ways)))


def _sender(agency: Agency, sign: str) -> str:
    return sign.join(filter(None, (agency.name, agency.street, f"{agency.postcode} {agency.town}".strip())))


def _address(words: Words, organisation: Organisation) -> tuple[Phrase, ...]:
    town = f"{organisation.postcode} {organisation.town}"
    return given(
        words.fact(organisation.name) or Phrase(_NO_NAME), words.fact(organisation.street), words.fact(town)
    )


class _Questions:
    def __init__(self, words: Words, today: date) -> None:
        self._words, self._blocks = words, Blocks(words, today, {}, {}, {})

    def question(self, full: FullOffer) -> Question:
        places = full.offer.open_places
        known = "" if places is None else f" (bisher {places})"
        return Question(
            title=self._title(full),
            rows=tuple(self._rows(full)),
            answers=tuple(Phrase(f"☐ {answer}") for answer in _ANSWERS),
            places=Phrase(f"Freie Plätze{known}:"),
        )

    def _title(self, full: FullOffer) -> Phrase:
        title = self._words.fact(full.offer.title).text or _NO_TITLE
        number = self._words.fact(full.offer.number).text
        return Phrase(f"{title} (Nr. {number})" if number else title)

    def _rows(self, full: FullOffer) -> Iterator[Row]:
        offer = full.offer
        task = one_line(offer.summary or offer.description).replace(_BULLET, "")
        yield _row("Aufgabe", (Phrase(shortened(task, SUMMARY, "…")),))
        yield _row("Wann", self._blocks.times(offer))
        yield _row("Wo", self._blocks.addresses(full))
        yield _row("Ansprechperson", self._contacts(full))
        if needs := ", ".join(filter(None, map(one_line, (*offer.documents, offer.requirements)))):
            yield _row("Voraussetzungen", (Phrase(shortened(needs, FACT, "…")),))

    def _contacts(self, full: FullOffer) -> Iterator[Phrase]:
        for person in people(full):
            who = map(self._words.fact, (person.name, person.function))
            phones = map(self._words.phone, (person.phone, person.mobile))
            said = given(*who, *phones, self._words.mail(person.mail))
            yield Phrase(", ".join(phrase.text for phrase in said))


def _row(label: str, facts: Iterable[Phrase]) -> Row:
    return Row(Phrase(label), given(*facts) or (Phrase(_UNKNOWN),))
