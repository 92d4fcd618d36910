"""Makes the content of a referral sheet from offers and the agency that hands it out."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from kosidesk.domain.agency import Agency
from kosidesk.domain.offer import FullOffer, Offer
from kosidesk.i18n import GERMAN, N_
from kosidesk.printing.block import Blocks, address
from kosidesk.printing.content import Answer, Head, Row, Sheet, Slip, Steps
from kosidesk.printing.text import one_line, shortened
from kosidesk.printing.words import Words, given

FOLLOW_UP = timedelta(weeks=2)
STEPS = 8
SLIP_TITLE = 60
"""Characters of an offer's title on the feedback slip; the whole title stands with the offer."""

_STEPS = (
    N_("Suchen Sie sich ein Angebot aus. Rufen Sie dort an oder schreiben Sie."),
    N_("Vereinbaren Sie ein Kennenlernen. Nehmen Sie diesen Bogen mit."),
    N_("Probieren Sie es in Ruhe aus. Sie dürfen auch Nein sagen."),
    N_("Sagen Sie uns Bescheid, wie es war – auch, wenn es nicht geklappt hat."),
)


def sheet(
    offers: Sequence[tuple[FullOffer, str]],
    agency: Agency,
    today: date,
    *,
    code: str = "",
    counsellor: str = "",
    hints: Mapping[str, str] | None = None,
    language: str = GERMAN,
) -> Sheet:
    """The sheet of these offers, each with the reason why it fits.

    Without a `code` there is a blank to write one. `hints` are the city's dated texts by the document they
    explain; each stands under the offers that ask for that document.
    """
    words = Words(language)
    blocks = Blocks(words, today, hints or {})
    return Sheet(
        language=language,
        name=words._("Vermittlungsbogen"),
        head=_head(words, agency, today, code, counsellor),
        heading=words.ngettext("Ihr Vorschlag", "Ihre Vorschläge", len(offers)),
        greeting=words.text(agency.greeting) or _greeting(words, len(offers)),
        blocks=tuple(blocks.block(n, full, why) for n, (full, why) in enumerate(offers, start=1)),
        steps=_steps(words, agency, today),
        slip=_slip(words, agency, code, [full.offer for full, _ in offers]),
        footer=_footer(words, agency),
        page_label=words._("Seite {page} von {pages}"),
    )


def _head(words: Words, agency: Agency, today: date, code: str, counsellor: str) -> Head:
    first_name = one_line(counsellor).partition(" ")[0]
    advised = (Row(words._("Beratung"), (first_name,)),) if first_name else ()
    return Head(
        agency=words.fact(agency.name),
        lines=given(
            words.fact(address(agency.street, agency.postcode, agency.town)),
            " · ".join(given(_phone(words, agency), words.mail(agency.mail))),
            " · ".join(words.passage(agency.hours)),
        ),
        facts=(Row(words._("Datum"), (words.day(today),)), *advised, _code(words, code)),
    )


def _greeting(words: Words, offers: int) -> str:
    return words.ngettext(
        "Guten Tag, dieses Angebot haben wir für Sie herausgesucht.",
        "Guten Tag, diese Angebote haben wir für Sie herausgesucht.",
        offers,
    )


def _steps(words: Words, agency: Agency, today: date) -> Steps:
    own = words.listed(agency.next_steps.splitlines(), STEPS)
    until = words._("Bitte melden Sie sich bis zum {day} bei uns.")
    return Steps(
        heading=words._("So geht es weiter"),
        steps=own or tuple(words._(step) for step in _STEPS),
        follow_up=until.format(day=words.day(today + FOLLOW_UP)),
        notes=words._("Platz für Ihre Notizen"),
    )


def _slip(words: Words, agency: Agency, code: str, offers: Iterable[Offer]) -> Slip:
    choices = (words._("angefangen"), words._("noch offen"), words._("passt nicht"))
    titles = (shortened(one_line(offer.title), SLIP_TITLE, "…") for offer in offers)
    return Slip(
        heading=words._("Ihre Rückmeldung"),
        request=_request(words, agency),
        code=_code(words, code),
        answers=tuple(Answer(f"{n}. {title}", choices) for n, title in enumerate(titles, start=1)),
        privacy=words.text(agency.privacy)
        or words._("Ihr Name steht nicht auf diesem Bogen. Der Code genügt uns."),
    )


def _code(words: Words, code: str) -> Row:
    return Row(words._("Code"), given(code))


def _request(words: Words, agency: Agency) -> str:
    if not agency.phone:
        return words._("Bitte abtrennen und bei uns abgeben.")
    said = words._("Bitte abtrennen und bei uns abgeben. Oder rufen Sie uns an: {phone}")
    return said.format(phone=words.phone(agency.phone))


def _footer(words: Words, agency: Agency) -> tuple[str, ...]:
    first = " · ".join(given(words.fact(agency.name), _phone(words, agency)))
    return given(first, words.fact(agency.footer))


def _phone(words: Words, agency: Agency) -> str:
    phone = words.phone(agency.phone)
    return words._("Telefon {phone}").format(phone=phone) if phone else ""
