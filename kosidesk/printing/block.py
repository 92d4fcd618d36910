"""Makes the content of one offer's block on the sheet."""

from collections.abc import Iterator, Mapping
from datetime import date

from kosidesk.domain.freshness import Light, freshness
from kosidesk.domain.offer import ANYWHERE, Contact, FullOffer, Offer, Organisation, Place
from kosidesk.i18n import N_
from kosidesk.printing.content import Block, Code, Row
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
    """Offers as one sheet tells of them; the rows always come in the same order."""

    def __init__(self, words: Words, today: date, hints: Mapping[str, str]) -> None:
        self._words, self._today, self._hints = words, today, hints
        self._ = words._

    def block(self, position: int, full: FullOffer, reason: str) -> Block:
        title = self._words.fact(full.offer.title, TITLE) or self._("Ohne Titel")
        return Block(
            number=position,
            title=title,
            organisation=self._whose(full),
            rows=tuple(row for row in self._rows(full, reason) if row.lines),
            code=self._code(full),
            continued=self._("{title} (Fortsetzung)").format(title=shortened(title, CONTINUED, "…")),
        )

    def _rows(self, full: FullOffer, reason: str) -> Iterator[Row]:
        offer = full.offer
        yield self._tasks(offer)
        yield Row(self._("Wann"), tuple(self._times(offer)))
        yield from self._where(full)
        yield from self._contact(full)
        yield Row(self._("Das brauchen Sie"), self._needs(offer))
        yield Row(self._("Gut zu wissen"), tuple(self._explained(offer)))
        yield Row(self._("Das bekommen Sie"), self._gets(offer))
        yield Row(self._("Stand"), (self._assured(offer),))
        yield Row(self._("Warum dieses Angebot"), self._words.passage(reason), running=True)

    def _whose(self, full: FullOffer) -> str:
        """The organisation, and the number under which the public map knows the offer."""
        number = one_line(full.offer.number)
        named = self._("Angebot Nr. {number}").format(number=number) if number else ""
        return " · ".join(given(self._words.fact(full.organisation.name), named))

    def _tasks(self, offer: Offer) -> Row:
        text = offer.description or offer.summary or ", ".join(offer.tasks)
        whole = self._words.passage(text, DESCRIPTION, DESCRIPTION_LINES)
        brief = self._words.passage(text, BRIEF, BRIEF_LINES)
        return Row(self._("Was Sie tun"), whole, running=True, brief=brief)

    # When

    def _times(self, offer: Offer) -> Iterator[str]:
        said = self._words.passage(offer.time_text) or tuple(self._structure(offer))
        period = tuple(self._period(offer))
        dates = self._words.listed(map(self._date, offer.dates), DATES)
        yield from (*said, *period, *dates) or (self._("Bitte fragen Sie nach den Zeiten."),)
        if offer.paused_until and offer.paused_until >= self._today:
            yield self._("Pause bis zum {day}").format(day=self._words.day(offer.paused_until))

    def _structure(self, offer: Offer) -> Iterator[str]:
        """The confirmed times, for an offer whose source has no words of its own."""
        if offer.extent in _EXTENTS:
            yield self._(_EXTENTS[offer.extent])
        yield from self._week(offer.week)
        if offer.hours_a_week:
            hours = self._words.number(offer.hours_a_week)
            yield self._("etwa {hours} Stunden in der Woche").format(hours=hours)
        if offer.flexible:
            yield self._("flexibel, nach Absprache")

    def _week(self, bits: int) -> Iterator[str]:
        for n, name in enumerate(_DAYS):
            times = [self._(time) for k, time in enumerate(_TIMES) if bits >> (3 * n + k) & 1]
            if times:
                yield self._("{day}: {times}").format(day=self._(name), times=", ".join(times))

    def _period(self, offer: Offer) -> Iterator[str]:
        if offer.from_on:
            yield self._("ab {day}").format(day=self._words.day(offer.from_on))
        if offer.until_on:
            yield self._("bis {day}").format(day=self._words.day(offer.until_on))

    def _date(self, text: str) -> str:
        try:
            return self._words.day(date.fromisoformat(text))
        except ValueError:
            return text

    # Where

    def _where(self, full: FullOffer) -> Iterator[Row]:
        places = full.places[:PLACES]
        yield Row(self._("Wo"), self._addresses(full) or (self._("Bitte fragen Sie nach dem Ort."),))
        yield Row(self._("Stadtteil"), given(self._districts(full)))
        yield Row(self._("Haltestelle"), self._words.listed((place.stop for place in places), PLACES))
        access = (full.offer.accessibility, *(place.accessibility for place in places))
        yield Row(self._("Barrierefreiheit"), self._words.listed(access, PLACES))

    def _addresses(self, full: FullOffer) -> tuple[str, ...]:
        anywhere = full.offer.remote or any(place.quality == ANYWHERE for place in full.places)
        home = given(self._("ortsunabhängig, auch von zu Hause aus") if anywhere else "")
        named = self._words.listed(map(_address_of, full.places), PLACES)
        return (*home, *named) or given(self._words.fact(_address_of(full.organisation)))

    def _districts(self, full: FullOffer) -> str:
        names = given(*map(one_line, full.offer.districts or (place.district for place in full.places)))
        named, rest = ", ".join(map(self._words.fact, names[:DISTRICTS])), len(names) - DISTRICTS
        if rest <= 0:
            return named
        more = self._words.ngettext(
            "{names} und {count} weiterer Stadtteil", "{names} und {count} weitere Stadtteile", rest
        )
        return more.format(names=named, count=rest)

    # Whom to ask

    def _contact(self, full: FullOffer) -> Iterator[Row]:
        people, body = _people(full), full.organisation
        for person in people:
            called = ", ".join(given(*map(self._words.fact, (person.name, person.function))))
            yield Row(self._("Fragen an"), given(called))
            yield from self._reach(person)
        if not any(map(_can_be_reached, people)):
            yield from self._reach(body)
        yield Row(self._("Internet"), given(self._words.fact(full.offer.web or body.web)))

    def _reach(self, whom: Contact | Organisation) -> Iterator[Row]:
        yield Row(self._("Telefon"), given(self._words.phone(whom.phone)))
        yield Row(self._("Mobil"), given(self._words.phone(whom.mobile)))
        yield Row(self._("E-Mail"), given(self._words.mail(whom.mail)))

    def _code(self, full: FullOffer) -> Code | None:
        body = full.organisation
        person = next(iter(_people(full)), Contact(body.id))
        phones = (person.phone, person.mobile, body.phone, body.mobile)
        phone = next(iter(given(*map(plain_phone, phones))), "")
        mail = one_line(person.mail or body.mail)
        if not phone and not mail:
            return None
        name = one_line(person.name or body.name or full.offer.title)
        payload = vcard(name, one_line(body.name), one_line(person.function), phone, mail)
        return Code(payload, self._("Mit dem Handy scannen: Kontakt speichern"))

    # Give and take

    def _needs(self, offer: Offer) -> tuple[str, ...]:
        language = self._("Sprache: {language}").format(language=", ".join(offer.languages))
        licence = self._("Führerschein: {licence}").format(licence=offer.licence)
        facts = (
            self._age(offer),
            *offer.documents,
            language if offer.languages else "",
            licence if offer.licence else "",
        )
        return (*self._words.listed(facts, FACTS), *self._words.passage(offer.requirements))

    def _age(self, offer: Offer) -> str:
        match offer.minimum_age, offer.maximum_age:
            case int(least), int(most):
                return self._("Alter: {least} bis {most} Jahre").format(least=least, most=most)
            case int(least), None:
                return self._("Alter: ab {least} Jahren").format(least=least)
            case None, int(most):
                return self._("Alter: bis {most} Jahre").format(most=most)
        return self._("auch für Jugendliche unter 18 Jahren") if offer.open_to_minors else ""

    def _explained(self, offer: Offer) -> Iterator[str]:
        asked = "\n".join((*offer.documents, offer.requirements)).casefold()
        for document, hint in self._hints.items():
            if document.casefold() in asked:
                yield from self._words.passage(hint, HINT)

    def _gets(self, offer: Offer) -> tuple[str, ...]:
        named = (
            (self._("Einarbeitung und Fortbildung: {what}"), offer.training),
            (self._("Auslagen: {what}"), offer.expenses),
            (self._("Versicherung: {what}"), offer.insurance),
            (self._("Nachweis: {what}"), offer.certificate),
        )
        facts = (label.format(what=what) for label, what in named if what)
        return (*self._words.listed(facts, FACTS), *self._words.passage(offer.benefits))

    def _assured(self, offer: Offer) -> str:
        fresh = freshness(offer.assured_on, offer.edited_on, self._today)
        if fresh.on is None:
            return self._("Nicht bekannt. Bitte fragen Sie nach, ob es das Angebot noch gibt.")
        if fresh.by_source:
            said = self._("{day} laut Quelle")
        elif offer.assured_by:
            said = self._("bestätigt am {day} von {name}")
        else:
            said = self._("bestätigt am {day}")
        if fresh.light is Light.RED:
            said = self._("{said}. Bitte fragen Sie nach, ob es das Angebot noch gibt.").format(said=said)
        return said.format(day=self._words.day(fresh.on), name=self._words.fact(offer.assured_by))


def address(street: str, postcode: str, town: str) -> str:
    return ", ".join(given(one_line(street), " ".join(given(one_line(postcode), one_line(town)))))


def _address_of(whom: Place | Organisation) -> str:
    return address(whom.street, whom.postcode, whom.town)


def _can_be_reached(person: Contact) -> bool:
    return any((person.phone, person.mobile, person.mail))


def _people(full: FullOffer) -> tuple[Contact, ...]:
    """Who may be named to a client: nobody private, the offer's own contacts before the organisation's."""
    named = [c for c in full.contacts if not c.private and (c.name or c.function or _can_be_reached(c))]
    return tuple(sorted(named, key=lambda contact: (not contact.offer, contact.ordinal))[:CONTACTS])
