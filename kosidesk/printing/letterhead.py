"""What stands at the head and the foot of every paper: the agency, in German in every language."""

from dataclasses import replace

from kosidesk.domain.agency import Agency
from kosidesk.printing.block import address
from kosidesk.printing.content import Head, Logo, Phrase, Row
from kosidesk.printing.words import Words, given


def letterhead(words: Words, agency: Agency, facts: tuple[Row, ...] = (), logo: Logo | None = None) -> Head:
    return Head(
        agency=words.fact(agency.name),
        lines=given(
            words.fact(address(agency.street, agency.postcode, agency.town)),
            by_phone(words, agency.phone),
            words.mail(agency.mail),
            Phrase(" · ".join(line.text for line in words.passage(agency.hours))),
        ),
        facts=facts,
        logo=logo,
    )


def by_phone(words: Words, number: str) -> Phrase:
    phone = words.phone(number)
    return replace(phone, text=f"Telefon {phone.text}") if phone else phone


def footer(words: Words, agency: Agency) -> tuple[Phrase, ...]:
    name, phone = words.fact(agency.name), by_phone(words, agency.phone)
    first = replace(phone, text=" · ".join(part.text for part in given(name, phone)))
    return given(first, words.fact(agency.footer))


def page(number: int, of: int) -> Phrase:
    """For papers that are German."""
    return Phrase(f"Seite {number} von {of}")
