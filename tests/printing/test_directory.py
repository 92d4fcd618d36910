"""The pocket directory: every offer once, where it is looked for, and every number leads there."""

import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import raw

from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import FullOffer
from kosidesk.printing.choices import Format
from kosidesk.printing.directory import MANY_DISTRICTS, Directory, Entry, Pointer, directory
from kosidesk.printing.layout.directory import laid_out
from kosidesk.printing.layout.measures import MM
from kosidesk.printing.marks import Text
from kosidesk.printing.pdf.write import pdf
from kosidesk.printing.preview import page_texts
from kosidesk.printing.readable import passages
from tests.printing.example import AGENCY, FULL, OFFER, ORGANISATION, PERSON, PLACE, TODAY
from tests.validators import verapdf

HOSTILE = (
    "T" * 3_000,
    "vor\x00nach\n\n\tEnde",
    "\u202eGmbH\u202c 0202",
    "(ET) Tj \\ \\) BT % endstream",
    "{title} {0} %s",
    "Fest 🎉 im Park ☎",
    "محمد علي",
    "",
)


def offer(number: int, title: str = "", **changes: object) -> FullOffer:
    named = {"title": title or f"Angebot {number}", "number": str(number), "fields": ("Bildung",)}
    return replace(FULL, offer=replace(OFFER, **{**named, "id": RecordId(f"o{number}"), **changes}))


def made(*offers: FullOffer, fields: tuple[str, ...] = (), districts: tuple[str, ...] = ()) -> Directory:
    return directory(offers, AGENCY, TODAY, fields=fields, districts=districts)


def titles(content: Directory) -> dict[str, list[str]]:
    return {s.name.text: [entry.title.text for entry in s.entries] for s in content.sections}


def many(count: int) -> Directory:
    fields = ("Bildung", "Kultur", "Sport")
    return made(*(offer(n, fields=(fields[n % 3], fields[(n + n // 7) % 3])) for n in range(count)))


def test_fields_and_titles_stand_in_the_order_of_a_german_lexicon() -> None:
    content = made(
        offer(1, "Zoo", fields=("Sport",)),
        offer(2, "Ältere besuchen", fields=("Ökologie",)),
        offer(3, "Am Tresen", fields=("Ökologie",)),
        offer(4, "„Brücken“ bauen", fields=("Ökologie",)),
        offer(5, "Ohne", fields=()),
        offer(6, "Vorlesen", fields=("Zirkus",)),
    )
    assert list(titles(content)) == ["Ökologie", "Sport", "Zirkus", "Ohne Handlungsfeld"]
    assert titles(content)["Ökologie"] == ["Ältere besuchen", "Am Tresen", "„Brücken“ bauen"]


def test_an_offer_of_two_fields_is_told_once_and_pointed_to_once() -> None:
    content = made(offer(1, "Lesen", fields=("Kultur", "Bildung")))
    (pointer,), (entry,) = (section.entries for section in content.sections)
    assert isinstance(entry, Entry)
    assert isinstance(pointer, Pointer)
    assert (pointer.title, pointer.where.text, pointer.where.link) == (entry.title, "→ Kultur", "#o1")


def test_chosen_fields_have_a_section_and_others_have_none() -> None:
    content = made(offer(1, fields=("Kultur", "Bildung")), fields=("Bildung",))
    assert list(titles(content)) == ["Bildung"]
    assert "Handlungsfelder: Bildung" in [phrase.text for phrase in content.about]


def test_an_entry_says_what_where_when_and_whom_to_call() -> None:
    (section,) = made(offer(1, "Lesen")).sections
    (entry,) = section.entries
    assert isinstance(entry, Entry)
    assert entry.whose.text == "Nr. 1 · Förderverein Färberhöfe e.V."
    assert [fact.text.replace("\u00a0", " ") for fact in entry.facts] == [
        "Wann: Mittwochnachmittag, 14-tägig",
        "Wo: Oberbarmen · Alte Bleicherei 27, 42115 Wuppertal",
        "Telefon 0202 000-6448",
        "ayse.oeztuerk@example.org",
    ]
    assert entry.facts[2].link == "tel:02020006448"


def test_nobody_private_is_named() -> None:
    secret = replace(PERSON, private=True, phone="0202 000-99", mail="privat@example.org")
    (section,) = made(replace(offer(1), contacts=(secret,))).sections
    assert "000-99" not in repr(section)
    assert "privat@example.org" not in repr(section)
    assert "verein@example.org" in repr(section)


def test_the_index_names_each_number_in_its_district() -> None:
    everywhere = tuple(f"Viertel {n}" for n in range(MANY_DISTRICTS + 1))
    content = made(
        offer(10, districts=("Barmen", "Ärental")),
        offer(9, districts=("Barmen",)),
        offer(8, districts=everywhere),
        replace(offer(7, districts=()), places=()),
        replace(offer(6, districts=()), places=(replace(PLACE, district="Barmen"),)),
    )
    assert {d.name.text: [entry.code for entry in d.entries] for d in content.districts} == {
        "Ärental": ["10"],
        "Barmen": ["6", "9", "10"],
        "In vielen Stadtteilen": ["8"],
        "Ohne Angabe": ["7"],
    }


@pytest.mark.parametrize("paper", [Format.A4, Format.A5])
def test_the_numbers_in_contents_and_index_are_those_of_the_pages(paper: Format) -> None:
    content = many(90)
    document = laid_out(content, paper)
    texts = page_texts(pdf(document))
    told = [passage.text for passage in passages(document)]
    for section in content.sections:
        (line,) = [text for text in told if re.fullmatch(rf"{section.name.text}\s+\d+", text)]
        page = int(line.split()[1])
        assert section.name.text in texts[page - 1]
        assert page == 2 or f"\n{section.entries[0].title.text}" in texts[page - 1]
    cells = [text.split(",\u00a0S.\u00a0") for text in told if ",\u00a0S." in text]
    assert len(cells) == 90
    for number, page_number in cells:
        assert f"Nr. {number} · " in texts[int(page_number) - 1]


def test_links_lead_to_the_entry() -> None:
    document = laid_out(many(60), Format.A4)
    with pypdfium2.PdfDocument(pdf(document)) as opened:
        texts = [page.get_textpage().get_text_range() for page in opened]
        aims = {
            target: raw.FPDFDest_GetDestPageIndex(opened.raw, raw.FPDFLink_GetDest(opened.raw, link))
            for page, at in zip(opened, document.pages, strict=True)
            for mark in at.marks
            if isinstance(mark, Text) and mark.tag and (target := mark.tag.target).startswith("#o")
            if (link := raw.FPDFLink_GetLinkAtPoint(page.raw, mark.x + 2, at.height - mark.y + 2))
        }
    assert len(aims) == 60
    for target, page_index in aims.items():
        assert f"Nr. {target[2:]} · " in texts[page_index]


def test_each_page_names_the_field_it_begins_with() -> None:
    content = made(
        *(offer(n, f"A{n:03}", fields=("Bildung",)) for n in range(40)),
        *(offer(n, f"B{n:03}", fields=("Kultur",)) for n in range(40, 80)),
    )
    pages = page_texts(pdf(laid_out(content, Format.A4)))
    for text in pages[1:-1]:
        head, first, *_rest = text.split("\r\n")
        if first != head:
            assert head == ("Bildung" if first.startswith("A") else "Kultur")


def test_an_entry_is_never_torn_apart_and_nothing_leaves_the_page() -> None:
    for page in laid_out(many(80), Format.A4).pages:
        for mark in page.marks:
            assert mark.x + mark.width <= page.width - 17 * MM
            assert mark.y <= page.height - 12 * MM


def test_who_has_enough_stops_it() -> None:
    class EnoughError(Exception):
        pass

    def stop() -> None:
        raise EnoughError

    with pytest.raises(EnoughError):
        laid_out(many(3), Format.A4, stop)


def test_a_directory_of_nothing_says_so() -> None:
    (text,) = page_texts(pdf(laid_out(made(fields=("Bildung",)), Format.A5)))
    assert "0 Angebote" in text


def test_the_same_offers_give_the_same_bytes() -> None:
    assert pdf(laid_out(many(20), Format.A4)) == pdf(laid_out(many(20), Format.A4))


def test_the_file_says_what_it_is_and_whose() -> None:
    with pypdfium2.PdfDocument(pdf(laid_out(many(2), Format.A4))) as document:
        facts = document.get_metadata_dict()
    assert (facts["Title"], facts["Author"]) == ("Angebotsverzeichnis", AGENCY.name)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(st.characters(codec=None, exclude_categories=())), min_size=1, max_size=4))
def test_whatever_offers_say_it_stays_sound(texts: list[str]) -> None:
    offers = [
        replace(
            offer(n, text, fields=(text,), districts=(text,), time_text=text),
            organisation=replace(ORGANISATION, name=text),
            contacts=(replace(PERSON, phone=text, mail=text),),
        )
        for n, text in enumerate(texts)
    ]
    content = made(*offers)
    entries = [e for s in content.sections for e in s.entries if isinstance(e, Entry)]
    assert {entry.anchor for entry in entries} == {full.offer.id for full in offers}
    pdf(laid_out(content, Format.A5))


@pytest.mark.parametrize("paper", [Format.A4, Format.A5])
def test_it_keeps_both_standards(paper: Format, tmp_path: Path) -> None:
    verapdf.need()
    content = made(
        *(offer(n, text, fields=("Bildung", text), districts=(text,)) for n, text in enumerate(HOSTILE)),
        *(offer(n) for n in range(20, 50)),
    )
    file = tmp_path / "directory.pdf"
    file.write_bytes(pdf(laid_out(content, paper)))
    assert verapdf.failures([file]) == ()
