"""Makes the content of a referral sheet from offers and the agency that hands it out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from kosidesk.domain.agency import Agency
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import FullOffer
from kosidesk.i18n import GERMAN, N_
from kosidesk.printing.block import Blocks
from kosidesk.printing.choices import Choices
from kosidesk.printing.content import Answer, Block, Code, Logo, Phrase, Row, Sheet, Slip, Steps
from kosidesk.printing.letterhead import footer, letterhead
from kosidesk.printing.links import mailto
from kosidesk.printing.sketch import Sketch
from kosidesk.printing.text import one_line, shortened
from kosidesk.printing.words import PASSAGE, Words, given

FOLLOW_UP = timedelta(weeks=2)
STEPS = 8
NOTES, NOTES_LINES = 800, 12
"""Of what the counsellor writes for the client, in characters and lines."""
SLIP_TITLE = 60
"""Characters of an offer's title on the feedback slip; the whole title stands with the offer."""

_STEPS = (
    N_("Suchen Sie sich ein Angebot aus. Rufen Sie dort an oder schreiben Sie."),
    N_("Vereinbaren Sie ein Kennenlernen. Nehmen Sie diesen Bogen mit."),
    N_("Probieren Sie es in Ruhe aus. Sie dürfen auch Nein sagen."),
    N_("Sagen Sie uns Bescheid, wie es war – auch, wenn es nicht geklappt hat."),
)
_USUAL = Choices()


def sheet(
    offers: Sequence[tuple[FullOffer, str]],
    agency: Agency,
    today: date,
    choices: Choices = _USUAL,
    *,
    code: str = "",
    counsellor: str = "",
    ask_on: date | None = None,
    hints: Mapping[str, str] | None = None,
    logo: Logo | None = None,
    sketches: Mapping[RecordId, Sketch] | None = None,
    translations: Mapping[RecordId, str] | None = None,
) -> Sheet:
    """The sheet of these offers, each with the reason why it fits.

    Without a `code` there is a blank to write one, and without a day to `ask_on` it is the usual one. `hints`
    are the city's dated texts by the document they explain; each stands under the offers that ask for that
    document. `sketches` and `translations` (summaries in the chosen language) go by the id of their offer.
    """
    words = Words(choices.language)
    sketched = (sketches or {}) if choices.map else {}
    told = Blocks(words, today, hints or {}, sketched, translations or {})
    blocks = tuple(told.block(n, full, why) for n, (full, why) in enumerate(offers, start=1))
    return Sheet(
        language=choices.language,
        name=words.label("Vermittlungsbogen").text,
        head=letterhead(
            words,
            agency,
            _facts(words, today, code, counsellor if choices.counsellor else ""),
            logo if choices.logo else None,
        ),
        heading=words.heading("Ihr Vorschlag", "Ihre Vorschläge", len(offers)),
        greeting=_unless_own(words, agency.greeting, _greeting(words, len(offers))),
        blocks=blocks,
        steps=_steps(words, agency, ask_on or today + FOLLOW_UP, choices),
        slip=_slip(words, agency, code, blocks) if choices.slip else None,
        privacy=_privacy(words, agency) if choices.privacy else None,
        footer=footer(words, agency),
        page_label=words.label("Seite {page} von {pages}"),
    )


def _unless_own(words: Words, own: str, ours: Phrase) -> Phrase:
    """What the agency says instead is German: it stands beside our words on a foreign sheet."""
    said = words.fact(own, PASSAGE)
    if words.language.code == GERMAN:
        return said or ours
    return replace(ours, beside=said.text) if said and words.language.foreign else ours


def _facts(words: Words, today: date, code: str, counsellor: str) -> tuple[Row, ...]:
    first_name = words.fact(one_line(counsellor).partition(" ")[0])
    return (
        Row(words.label("Datum"), (words.day(today),)),
        *((Row(words.label("Beratung"), (first_name,)),) if first_name else ()),
        _code(words, code),
    )


def _greeting(words: Words, offers: int) -> Phrase:
    return words.counted(
        "Guten Tag, dieses Angebot haben wir für Sie herausgesucht.",
        "Guten Tag, diese Angebote haben wir für Sie herausgesucht.",
        offers,
    )


def _steps(words: Words, agency: Agency, ask_on: date, choices: Choices) -> Steps:
    until = words.sentence("Bitte melden Sie sich bis zum {day} bei uns.", day=words.day(ask_on))
    notes = words.passage(choices.notes, NOTES, NOTES_LINES)
    return Steps(
        heading=words.label("So geht es weiter"),
        steps=_own_steps(words, agency) or tuple(map(words.sentence, _STEPS)),
        follow_up=until if choices.follow_up else None,
        notes=Row(words.label("Für Sie notiert"), notes, running=True) if notes else None,
        room=words.label("Platz für Ihre Notizen"),
    )


def _own_steps(words: Words, agency: Agency) -> tuple[Phrase, ...]:
    """The agency's own steps replace ours where their language is read."""
    if words.language.code != GERMAN:
        return ()
    return words.listed(map(words.fact, agency.next_steps.splitlines()), STEPS)


def _slip(words: Words, agency: Agency, code: str, blocks: Iterable[Block]) -> Slip:
    choices = (words.label("angefangen"), words.label("noch offen"), words.label("passt nicht"))
    return Slip(
        heading=words.label("Ihre Rückmeldung"),
        request=_request(words, agency),
        code=_code(words, code),
        scan=_scan(words, agency, code),
        answers=tuple(Answer(_numbered(block), choices) for block in blocks),
    )


def _numbered(block: Block) -> Phrase:
    title = shortened(block.title.text, SLIP_TITLE, "…")
    return replace(block.title, text=f"{block.number}. {title}")


def _code(words: Words, code: str) -> Row:
    return Row(words.label("Code"), given(Phrase(code)))


def _scan(words: Words, agency: Agency, code: str) -> Code | None:
    """A mail that needs no more than a tap; where the agency has no mailbox, only the code."""
    if not code:
        return None
    mail = mailto(one_line(agency.mail), subject=f"Rückmeldung {code}")
    caption = words.label("Mit dem Handy scannen: Rückmeldung schreiben") if mail else words.label("Ihr Code")
    return Code(mail or code, caption, short=code)


def _request(words: Words, agency: Agency) -> Phrase:
    phone = words.phone(agency.phone)
    if not phone:
        return words.sentence("Bitte abtrennen und bei uns abgeben.")
    return words.sentence("Bitte abtrennen und bei uns abgeben. Oder rufen Sie uns an: {phone}", phone=phone)


def _privacy(words: Words, agency: Agency) -> Phrase:
    ours = words.sentence("Ihr Name steht nicht auf diesem Bogen. Der Code genügt uns.")
    return _unless_own(words, agency.privacy, ours)
