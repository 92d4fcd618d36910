"""Makes the content of one offer's block on the sheet."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from kosidesk.domain.freshness import Freshness, Light
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import ANYWHERE, Contact, FullOffer, Offer, Organisation, Place
from kosidesk.i18n import N_
from kosidesk.printing.content import Block, Code, Phrase, Row
from kosidesk.printing.links import mailto, tel
from kosidesk.printing.sketch import Sketch
from kosidesk.printing.text import one_line, shortened
from kosidesk.printing.vcard import vcard
from kosidesk.printing.words import Words, given, plain_phone

# What a sheet takes of a text, in characters and lines.
TITLE, CONTINUED, HINT = 255, 60, 600
DESCRIPTION, DESCRIPTION_LINES = 900, 14
# The description where the page has no room for more.
BRIEF, BRIEF_LINES = 450, 8
# How many of a list a sheet names.
DISTRICTS, PLACES, CONTACTS, DATES, FACTS = 5, 3, 2, 6, 8

_EXTENTS = {
    "one_off": N_("einmalig"),
    "occasional": N_("gelegentlich"),
    "weekly": N_("jede Woche"),
    "monthly": N_("jeden Monat"),
    "project": N_("als Projekt"),
    "on_call": N_("auf Abruf"),
    "digital": N_("digital"),
}
_DAYS = (
    N_("Montag"),
    N_("Dienstag"),
    N_("Mittwoch"),
    N_("Donnerstag"),
    N_("Freitag"),
    N_("Samstag"),
    N_("Sonntag"),
)
_TIMES = (N_("vormittags"), N_("nachmittags"), N_("abends"))


class Blocks:
    """Offers as one sheet tells of them; the rows always come in the same order.

    `translations` are summaries in the sheet's language, `sketches` maps, each by the id of its offer.
    """

    def __init__(
        self,
        words: Words,
        today: date,
        hints: Mapping[str, str],
        sketches: Mapping[RecordId, Sketch],
        translations: Mapping[RecordId, str],
    ) -> None:
        self._words, self._today, self._hints = words, today, hints
        self._sketches, self._translations = sketches, translations

    def block(self, position: int, full: FullOffer, reason: str) -> Block:
        title = self._words.fact(full.offer.title, TITLE) or self._words.sentence("Ohne Titel")
        return Block(
            number=position,
            title=title,
            organisation=_whose(full, self._words),
            rows=tuple(row for row in self._rows(full, reason) if row.lines),
            code=self._code(full),
            continued=self._words.sentence(
                "{title} (Fortsetzung)", title=shortened(title.text, CONTINUED, "…")
            ),
            sketch=self._sketches.get(full.offer.id),
        )

    def _rows(self, full: FullOffer, reason: str) -> Iterator[Row]:
        offer, label = full.offer, self._words.label
        yield self._tasks(offer)
        ask = self._words.sentence("Bitte fragen Sie nach den Zeiten.")
        yield Row(label("Wann"), tuple(self.times(offer)) or (ask,), is_essential=True)
        yield from self._where(full)
        yield from self._contact(full)
        yield from self._needs(offer)
        yield Row(label("Gut zu wissen"), tuple(self._explained(offer)))
        yield from self._gets(offer)
        yield Row(label("Stand"), tuple(self._assured(offer)))
        yield Row(label("Warum dieses Angebot"), self._words.passage(reason), running=True)

    def _tasks(self, offer: Offer) -> Row:
        """What somebody wrote in the reader's language comes before the German words."""
        text = offer.description or offer.summary or ", ".join(offer.tasks)
        own = self._words.own(self._translations.get(offer.id, ""), DESCRIPTION, DESCRIPTION_LINES)
        whole = self._words.passage(text, DESCRIPTION, DESCRIPTION_LINES)
        brief = self._words.passage(text, BRIEF, BRIEF_LINES)
        return Row(
            self._words.label("Was Sie tun"),
            (*own, *whole),
            running=True,
            brief=(*own, *brief),
            is_essential=True,
        )

    # When

    def times(self, offer: Offer) -> Iterator[Phrase]:
        said = self._words.passage(offer.time_text) or tuple(self._structure(offer))
        period = tuple(self._period(offer))
        dates = self._words.listed(map(self._date, offer.dates), DATES)
        yield from (*said, *period, *dates)
        if offer.paused_until and offer.is_paused(self._today):
            yield self._words.sentence("Pause bis zum {day}", day=self._words.day(offer.paused_until))

    def _structure(self, offer: Offer) -> Iterator[Phrase]:
        """The confirmed times, for an offer whose source has no words of its own."""
        sentence = self._words.sentence
        if offer.extent in _EXTENTS:
            yield sentence(_EXTENTS[offer.extent])
        yield from self._week(offer.week)
        if offer.hours_a_week:
            hours = self._words.number(offer.hours_a_week)
            yield sentence("Stunden in der Woche: etwa {hours}", hours=hours)
        if offer.flexible:
            yield sentence("flexibel, nach Absprache")

    def _week(self, bits: int) -> Iterator[Phrase]:
        sentence = self._words.sentence
        for n, name in enumerate(_DAYS):
            times = [sentence(time) for k, time in enumerate(_TIMES) if bits >> (3 * n + k) & 1]
            if times:
                yield sentence("{day}: {times}", day=sentence(name), times=self._words.listing(times))

    def _period(self, offer: Offer) -> Iterator[Phrase]:
        if offer.from_on:
            yield self._words.sentence("ab {day}", day=self._words.day(offer.from_on))
        if offer.until_on:
            yield self._words.sentence("bis {day}", day=self._words.day(offer.until_on))

    def _date(self, text: str) -> Phrase:
        try:
            return self._words.day(date.fromisoformat(text))
        except ValueError:
            return self._words.fact(text)

    # Where

    def _where(self, full: FullOffer) -> Iterator[Row]:
        label, places = self._words.label, full.places[:PLACES]
        unknown = self._words.sentence("Bitte fragen Sie nach dem Ort.")
        yield Row(label("Wo"), self.addresses(full) or (unknown,), is_essential=True)
        yield Row(label("Stadtteil"), given(*self._districts(full)))
        yield Row(label("Haltestelle"), self._facts((place.stop for place in places), PLACES))
        access = (full.offer.accessibility, *(place.accessibility for place in places))
        yield Row(label("Barrierefreiheit"), self._facts(access, PLACES))

    def addresses(self, full: FullOffer) -> tuple[Phrase, ...]:
        anywhere = full.offer.remote or any(place.quality == ANYWHERE for place in full.places)
        home = (self._words.sentence("ortsunabhängig, auch von zu Hause aus"),) if anywhere else ()
        named = self._facts(map(_address_of, full.places), PLACES)
        return (*home, *named) or given(self._words.fact(_address_of(full.organisation)))

    def _districts(self, full: FullOffer) -> Iterator[Phrase]:
        names = given(*map(self._words.fact, full.offer.districts or (p.district for p in full.places)))
        yield Phrase(", ".join(name.text for name in names[:DISTRICTS]))
        rest = len(names) - DISTRICTS
        if rest > 0:
            yield self._words.counted(
                "und {count} weiterer Stadtteil", "und {count} weitere Stadtteile", rest
            )

    # Whom to ask

    def _contact(self, full: FullOffer) -> Iterator[Row]:
        named, body = people(full), full.organisation
        for person in named:
            called = given(*map(self._words.fact, (person.name, person.function)))
            yield Row(
                self._words.label("Fragen an"),
                given(Phrase(", ".join(part.text for part in called))),
                is_essential=True,
            )
            yield from self._reach(person)
        if not any(map(_can_be_reached, named)):
            yield from self._reach(body)
        yield Row(self._words.label("Internet"), given(self._words.web(full.offer.web or body.web)))

    def _reach(self, whom: Contact | Organisation) -> Iterator[Row]:
        yield Row(self._words.label("Telefon"), given(self._words.phone(whom.phone)), is_essential=True)
        yield Row(self._words.label("Mobil"), given(self._words.phone(whom.mobile)), is_essential=True)
        yield Row(self._words.label("E-Mail"), given(self._words.mail(whom.mail)), is_essential=True)

    def _code(self, full: FullOffer) -> Code | None:
        body = full.organisation
        person = next(iter(people(full)), Contact(body.id))
        phones = map(plain_phone, (person.phone, person.mobile, body.phone, body.mobile))
        phone = next(filter(None, phones), "")
        mail = one_line(person.mail or body.mail)
        if not phone and not mail:
            return None
        name = one_line(person.name or body.name or full.offer.title)
        return Code(
            vcard(name, one_line(body.name), one_line(person.function), phone, mail),
            self._words.label("Mit dem Handy scannen: Kontakt speichern"),
            short=tel(phone) or mailto(mail),
        )

    # Give and take

    def _needs(self, offer: Offer) -> Iterator[Row]:
        label = self._words.label
        needs = (*self._facts(offer.documents, FACTS), *self._words.passage(offer.requirements))
        yield Row(label("Das brauchen Sie"), given(*needs), is_essential=True)
        yield Row(label("Alter"), tuple(self._age(offer)))
        yield Row(label("Sprache"), self._facts(offer.languages, FACTS))
        yield Row(label("Führerschein"), self._facts((offer.licence,), FACTS))

    def _age(self, offer: Offer) -> Iterator[Phrase]:
        sentence = self._words.sentence
        match offer.minimum_age, offer.maximum_age:
            case int(least), int(most):
                yield sentence("{least} bis {most} Jahre", least=least, most=most)
            case int(least), None:
                yield sentence("ab {least} Jahren", least=least)
            case None, int(most):
                yield sentence("bis {most} Jahre", most=most)
            case _ if offer.open_to_minors:
                yield sentence("auch für Jugendliche unter 18 Jahren")

    def _explained(self, offer: Offer) -> Iterator[Phrase]:
        asked = "\n".join((*offer.documents, offer.requirements)).casefold()
        for document, hint in self._hints.items():
            if document.casefold() in asked:
                yield from self._words.passage(hint, HINT)

    def _gets(self, offer: Offer) -> Iterator[Row]:
        label = self._words.label
        yield Row(label("Das bekommen Sie"), self._words.passage(offer.benefits))
        yield Row(label("Einarbeitung"), self._facts((offer.training,), FACTS))
        yield Row(label("Auslagen"), self._facts((offer.expenses,), FACTS))
        yield Row(label("Versicherung"), self._facts((offer.insurance,), FACTS))
        yield Row(label("Nachweis"), self._facts((offer.certificate,), FACTS))

    def _assured(self, offer: Offer) -> Iterator[Phrase]:
        fresh = offer.freshness(self._today)
        yield self._last_word(offer, fresh)
        if fresh.light in (Light.RED, Light.UNKNOWN):
            yield self._words.sentence("Bitte fragen Sie nach, ob es das Angebot noch gibt.")

    def _last_word(self, offer: Offer, fresh: Freshness) -> Phrase:
        sentence = self._words.sentence
        if fresh.on is None:
            return sentence("Nicht bekannt.")
        day = self._words.day(fresh.on)
        if fresh.by_source:
            return sentence("{day} laut Quelle", day=day)
        if name := self._words.fact(offer.assured_by):
            return sentence("bestätigt am {day} von {name}", day=day, name=name)
        return sentence("bestätigt am {day}", day=day)

    def _facts(self, texts: Iterable[str], most: int) -> tuple[Phrase, ...]:
        return self._words.listed(map(self._words.fact, texts), most)


def address(street: str, postcode: str, town: str) -> str:
    return _joined(", ", one_line(street), _joined(" ", one_line(postcode), one_line(town)))


def _address_of(whom: Place | Organisation) -> str:
    return address(whom.street, whom.postcode, whom.town)


def _joined(sign: str, *texts: str) -> str:
    return sign.join(filter(None, texts))


def _whose(full: FullOffer, words: Words) -> Phrase:
    """Organisation and number of the public map, in German: that is how one asks for the offer."""
    number = one_line(full.offer.number)
    named = f"Angebot Nr. {number}" if number else ""
    return Phrase(_joined(" · ", words.fact(full.organisation.name).text, named))


def _can_be_reached(person: Contact) -> bool:
    return any((person.phone, person.mobile, person.mail))


def people(full: FullOffer) -> tuple[Contact, ...]:
    """Who may be named to a client: nobody private, the offer's own contacts before the organisation's."""
    named = [c for c in full.contacts if not c.private and (c.name or c.function or _can_be_reached(c))]
    return tuple(sorted(named, key=lambda contact: (not contact.offer, contact.ordinal))[:CONTACTS])
