"""Whatever somebody types into a field stands on the sheet, up to the shortening that the sheet declares."""

import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kosidesk.domain.agency import Agency
from kosidesk.domain.offer import FullOffer, Offer
from kosidesk.i18n import GERMAN
from kosidesk.printing.block import BRIEF, BRIEF_LINES, DESCRIPTION, DESCRIPTION_LINES, TITLE, address
from kosidesk.printing.choices import Choices, Format
from kosidesk.printing.document import Document
from kosidesk.printing.layout.measures import BULLET
from kosidesk.printing.layout.sheet import laid_out
from kosidesk.printing.pdf.write import pdf
from kosidesk.printing.readable import passages
from kosidesk.printing.sheet import NOTES, NOTES_LINES, STEPS, sheet
from kosidesk.printing.text import REPLACEMENT, clean, one_line, shortened
from kosidesk.printing.words import FACT, MORE, PASSAGE, PASSAGE_LINES, plain_phone
from tests.printing.example import AGENCY, HINTS, OFFER, ORGANISATION, PERSON, PLACE, TODAY

NASTY = {
    "markup": "Frau <Müller> & Co </para> <b> &amp; &lt; <font size=100000>",
    "operators": "(ET) Tj \\ \\) BT % endstream endobj",
    "fields": "{count} {0} {} %s %(name)s $HOME",
    "controls": "vor\x00nach\x07\x1b[31m\x85neu\x9b\u2028Zeile\u2029Ende",
    "surrogates": "vor\ud800nach\udfff\udc00",
    "overrides": "\u202eGmbH\u202c 0202 \u2067a\u2069\u2069 \u200fb\u200e",
    "one long word": "Donaudampf" * 1000,
    "long lines": "Haus am See. " * 200,
    "many lines": "Zeile\n" * 200,
    "both directions": "مرحبا بكم (Müller GmbH) שלום ۱۲۳ ١٢٣-456, 0202",
    "persian": "می‌خواهم به کودکان کمک کنم",
    "tigrinya": "ሰላም ትግርኛ፡ ሓገዝ።",
    "emoji": "Fest 🎉👩‍👩‍👧 im Park ☎ ✉ ☐ ❤️ 🇩🇪 1️⃣",
    "stack of marks": "Z" + "\u0301\u0308\u0327" * 30 + " nach",
    "only marks": "\u0301\u064b \u200d \ufe0f",
    "decomposed": unicodedata.normalize("NFD", "Öztürk Nguyễn Thị Ngọc Ánh"),
    "scripts we cannot draw": "漢字かな 한국어 བོད་ཡིག नमस्ते สวัสดี",
    "private use": "\ue000\uf8ff\U000f0000",
    "noncharacters": "a\ufffe\uffff\ufdd0\U0001ffffb",
    "not assigned yet": "a\u0378\U0003ffffb",
    "unseen": "a\u200bb\u00adc\ufeffd\u2060e\U000e0041f",
    "blanks": "a\u3000b\u2003c\u00a0d\u202fe\u1680f",
    "presentation forms": "ﬁ ﬂ ﷺ Å ℌ ①",
    "bullets": "• eins\n• zwei • drei\n•",
    "nothing": " \n\t\u200b",
}

FIELDS = [
    f"{kind}.{field}"
    for kind, fields in {
        "offer": "title number description time_text dates accessibility districts documents requirements"
        " languages licence benefits training expenses insurance certificate assured_by web",
        "organisation": "name",
        "place": "street postcode town stop accessibility",
        "contact": "name function phone mobile mail",
        "agency": "name street postcode town phone mail hours greeting next_steps privacy",
        "sheet": "reason notes counsellor",
    }.items()
    for field in fields.split()
]
ANY_TEXT = st.one_of(
    st.text(st.characters(codec=None, exclude_categories=())),
    st.lists(st.sampled_from(sorted("".join(NASTY.values()))), max_size=400).map("".join),
    st.sampled_from(sorted(NASTY.values())),
)
FILLED = st.dictionaries(st.sampled_from(FIELDS), ANY_TEXT, min_size=1, max_size=4)

# Nobody sees these, wherever they stand.
UNSEEN = re.compile("[\u00ad\u180e\u200b\u2060-\u206f\ufeff\U000e0000-\U000e0fff]")
# These only change how their neighbours look.
ATTACHED = re.compile("[\u200c\u200d\ufe00-\ufe0f]")
TOWER = 4
"""Marks on one letter that any script needs."""
SHORT = (Format.COMPACT, Format.RECEIPT)


@dataclass(frozen=True)
class Case:
    full: FullOffer
    agency: Agency
    reason: str = ""
    notes: str = ""
    counsellor: str = ""

    def document(self, paper: Format, language: str = GERMAN) -> Document:
        choices = Choices(format=paper, language=language, notes=self.notes)
        offers = [(self.full, self.reason)]
        content = sheet(offers, self.agency, TODAY, choices, counsellor=self.counsellor, hints=HINTS)
        return laid_out(content, paper)


def case(texts: Mapping[str, str]) -> Case:
    """The example with other texts in some fields."""
    records: dict[str, Any] = {
        "offer": OFFER,
        "organisation": ORGANISATION,
        "place": PLACE,
        "contact": PERSON,
        "agency": AGENCY,
    }
    more = {}
    for name, text in texts.items():
        kind, field = name.split(".")
        if kind == "sheet":
            more[field] = text
        else:
            value = (text,) if isinstance(getattr(records[kind], field), tuple) else text
            records[kind] = replace(records[kind], **{field: value})
    full = FullOffer(records["offer"], records["organisation"], (records["place"],), (records["contact"],))
    return Case(full, records["agency"], **more)


Lines = list[str]


@dataclass(frozen=True)
class Told:
    """The lines of one row, and fewer of them for a page with little room.

    The headings of an offer and the letterhead end with their mark where they would fill the page, running
    text where the first page could not begin with an offer otherwise.
    """

    lines: Lines
    brief: Lines | None = None
    is_essential: bool = False
    is_heading: bool = False
    is_running: bool = False


def fact(text: str, limit: int = FACT) -> Lines:
    return [shortened(one_line(text), limit, MORE).removeprefix(BULLET)]


def passage(text: str, limit: int = PASSAGE, most: int = PASSAGE_LINES) -> Lines:
    return [line.removeprefix(BULLET) for line in shortened(clean(text), limit, MORE, most).split("\n")]


def told(case: Case) -> Iterator[Told]:
    """What the sheet has to say, by the limits it declares."""
    yield from _told_of_offer(case.full.offer)
    yield from _told_of_others(case.full)
    yield from _told_of_agency(case.agency)
    yield Told(passage(case.reason), is_running=True)
    yield Told(passage(case.notes, NOTES, NOTES_LINES), is_essential=True)
    first_name = fact(one_line(case.counsellor).partition(" ")[0])
    yield Told(first_name, is_essential=True, is_heading=True)


def _told_of_offer(offer: Offer) -> Iterator[Told]:
    yield Told(fact(offer.title, TITLE), is_essential=True, is_heading=True)
    whole = passage(offer.description, DESCRIPTION, DESCRIPTION_LINES)
    yield Told(whole, passage(offer.description, BRIEF, BRIEF_LINES), is_essential=True, is_running=True)
    yield Told(
        [*passage(offer.time_text), *(line for date in offer.dates for line in fact(date))], is_essential=True
    )
    yield Told([*fact(offer.documents[0]), *passage(offer.requirements)], is_essential=True)
    yield Told(passage(offer.benefits))
    lists = offer.districts[0], offer.languages[0]
    things = offer.licence, offer.training, offer.expenses, offer.insurance, offer.certificate
    yield from (
        Told(fact(text)) for text in (*lists, *things, offer.accessibility, offer.assured_by, offer.web)
    )


def _told_of_others(full: FullOffer) -> Iterator[Told]:
    (place,), (person,) = full.places, full.contacts
    number = f"Angebot Nr. {one_line(full.offer.number)}" if one_line(full.offer.number) else ""
    whose = filter(None, (*fact(full.organisation.name), number))
    yield Told([" · ".join(whose)], is_essential=True, is_heading=True)
    yield Told(fact(address(place.street, place.postcode, place.town)), is_essential=True)
    yield Told(fact(place.stop))
    yield Told(fact(place.accessibility))
    named = filter(None, (*fact(person.name), *fact(person.function)))
    yield Told([", ".join(dict.fromkeys(named))], is_essential=True)
    yield Told(fact(plain_phone(person.phone)), is_essential=True)
    yield Told(fact(plain_phone(person.mobile)), is_essential=True)
    yield Told(fact(person.mail), is_essential=True)


def _told_of_agency(agency: Agency) -> Iterator[Told]:
    phone = plain_phone(agency.phone)
    hours = shortened(clean(agency.hours), PASSAGE, MORE, PASSAGE_LINES).split("\n")
    letterhead = (
        *fact(agency.name),
        *fact(address(agency.street, agency.postcode, agency.town)),
        f"Telefon {shortened(phone, FACT, MORE)}" if phone else "",
        *fact(agency.mail),
        " · ".join(dict.fromkeys(filter(None, hours))),
    )
    yield from (Told([line], is_essential=True, is_heading=True) for line in letterhead)
    yield Told(fact(agency.privacy, PASSAGE), is_essential=True)
    yield Told(fact(agency.greeting, PASSAGE))
    steps = [step for line in agency.next_steps.splitlines() for step in fact(line) if step]
    yield Told(list(dict.fromkeys(steps))[:STEPS])


def read(document: Document) -> str:
    """What a screen reader says; every passage is words with single blanks between them."""
    return "\n".join(squeezed(passage.text) for passage in passages(document) if passage.role != "Figure")


def squeezed(text: str) -> str:
    return " ".join(UNSEEN.sub("", text).split())


def is_whole(row: Told, said: str) -> bool:
    return any(all(squeezed(line) in said for line in lines) for lines in (row.lines, row.brief or row.lines))


def is_cut(row: Told, said: str) -> bool:
    """Whether each fact, or all of them in one line, stands there as far as its mark says."""
    lines = [line for line in row.brief or row.lines if line]
    return all(_stands_cut(line, said) for line in lines) or _stands_cut(" · ".join(lines), said)


def _stands_cut(line: str, said: str) -> bool:
    return any(squeezed(shortened(line, limit, MORE)) in said for limit in range(len(line), 0, -1))


def missing(case: Case, document: Document, paper: Format) -> list[Told]:
    said = read(document)
    return [row for row in told(case) if not is_whole(row, said) and not _is_declared(row, said, paper)]


def _is_declared(row: Told, said: str, paper: Format) -> bool:
    """Whether the sheet says that there is more of it."""
    if paper is Format.A4:
        return (row.is_heading or row.is_running) and is_cut(row, said)
    if row.is_essential:
        return is_cut(row, said)
    return paper in SHORT or is_cut(row, said) or squeezed(MORE) in said.split("\n")


# Fonts are read when they are needed first.
settled = settings(deadline=None, max_examples=30)


@settled
@given(FILLED)
def test_any_text_in_any_field_is_read_completely(texts: Mapping[str, str]) -> None:
    filled = case(texts)
    assert missing(filled, filled.document(Format.A4), Format.A4) == []


@settled
@given(FILLED, st.sampled_from(["en", "ar", "fa", "ti"]))
def test_any_text_is_read_completely_on_a_foreign_sheet(texts: Mapping[str, str], language: str) -> None:
    """Only the agency's own steps are for readers of German."""
    filled = case(texts)
    told_abroad = replace(filled, agency=replace(filled.agency, next_steps=""))
    assert missing(told_abroad, filled.document(Format.A4, language), Format.A4) == []


@settled
@given(FILLED, st.sampled_from([Format.LARGE, Format.COMPACT, Format.A5, Format.RECEIPT]))
def test_little_paper_leaves_nothing_out_without_its_mark(texts: Mapping[str, str], paper: Format) -> None:
    filled = case(texts)
    assert missing(filled, filled.document(paper), paper) == []


@pytest.mark.parametrize("paper", Format)
@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_nasty_text_in_all_fields_is_read_completely_and_stays_on_the_page(text: str, paper: Format) -> None:
    filled = case(dict.fromkeys(FIELDS, text))
    document = filled.document(paper)
    assert missing(filled, document, paper) == []
    for page in document.pages:
        assert all(0 <= mark.x <= mark.x + mark.width <= page.width for mark in page.marks)
        assert all(0 <= mark.y <= page.height for mark in page.marks)


@pytest.fixture(scope="module")
def reader() -> str:
    found = shutil.which("pdftotext")
    if found is None:
        pytest.skip("no-poppler: pdftotext is not installed")
    return found


@pytest.mark.parametrize("language", ["de", "ar"])
@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_nasty_text_is_drawn_sign_by_sign(text: str, language: str, reader: str) -> None:
    document = case({"offer.title": text, "offer.description": text}).document(Format.A4, language)
    assert _signs(read(document)) - _signs(_copied(document, reader)) == Counter()


@settled
@given(FILLED, st.sampled_from(Format))
def test_any_text_is_drawn_sign_by_sign(reader: str, texts: Mapping[str, str], paper: Format) -> None:
    document = case(texts).document(paper)
    assert _signs(read(document)) - _signs(_copied(document, reader)) == Counter()


def _copied(document: Document, reader: str) -> str:
    """What somebody gets who copies the text of the file."""
    command = [reader, "-raw", "-enc", "UTF-8", "-", "-"]
    return subprocess.run(command, input=pdf(document), capture_output=True, check=True).stdout.decode()


def _signs(text: str) -> Counter[str]:
    """How often each sign stands there, or what stands for it; letters and their marks count apart."""
    plain = unicodedata.normalize("NFD", ATTACHED.sub("", UNSEEN.sub("", text)))
    seen = (sign for sign in _without_towers(plain) if not sign.isspace())
    return Counter(REPLACEMENT if _means_nothing(sign) else sign for sign in seen)


def _without_towers(text: str) -> Iterator[str]:
    """Readers take a mark drawn twice in one place for a bold one; tall towers of marks leave the page."""
    height = 0
    for before, sign in pairwise(f" {text}"):
        height = height + 1 if unicodedata.combining(sign) else 0
        if not height or (sign != before and height <= TOWER):
            yield sign


def _means_nothing(sign: str) -> bool:
    """Private, no character, or none yet: no font draws it, and nobody could read it."""
    return unicodedata.category(sign) in {"Co", "Cn", "Cs"}
