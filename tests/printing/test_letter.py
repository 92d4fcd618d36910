"""The letter to an organisation: in the window, with every offer and boxes, and a day to answer by."""

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kosidesk.domain.agency import Agency
from kosidesk.domain.offer import FullOffer, Organisation
from kosidesk.printing.document import Document
from kosidesk.printing.layout.letter import laid_out
from kosidesk.printing.layout.measures import MM
from kosidesk.printing.letter import Letter, letter
from kosidesk.printing.marks import Stroke, Text
from kosidesk.printing.pdf.write import pdf
from kosidesk.printing.preview import page_texts
from kosidesk.printing.readable import passages
from tests.printing.example import AGENCY, FULL, ORGANISATION, TODAY, full
from tests.validators import verapdf

ADDRESSED = replace(ORGANISATION, street="Alte Bleicherei 27", postcode="42115", town="Wuppertal")
HOSTILE = (
    "T" * 3_000,
    "vor\x00nach\n\n\tEnde",
    "\u202eGmbH\u202c",
    "(ET) Tj \\ %",
    "{day} {0} %s",
    "🎉 محمد",
    "",
)


def made(*offers: FullOffer, organisation: Organisation = ADDRESSED, agency: Agency = AGENCY) -> Letter:
    return letter(organisation, offers, agency, TODAY, counsellor="Mara Muster")


def told(content: Letter) -> list[str]:
    return [passage.text.replace("\u00a0", " ") for passage in passages(laid_out(content))]


def where(document: Document, words: str) -> tuple[float, float]:
    """The start of a line's baseline on the first page, in millimetres from the upper left corner."""
    (mark,) = [mark for mark in document.pages[0].marks if isinstance(mark, Text) and mark.line.text == words]
    return mark.x / MM, mark.y / MM


def test_the_address_stands_in_the_window_of_the_envelope() -> None:
    document = laid_out(made(FULL))
    for line in (ADDRESSED.name, ADDRESSED.street, "42115 Wuppertal"):
        x, y = where(document, line)
        assert 24 <= x <= 26
        assert 62.7 <= y <= 90
    x, y = where(document, "Zentrum für gute Taten · Musterstraße 1 · 42103 Wuppertal")
    assert 57 <= y <= 62.7


def test_an_address_of_long_names_stays_in_the_window() -> None:
    long = replace(ADDRESSED, name="Gemeinnützige Trägergesellschaft für Nachbarschaft " * 5)
    document = laid_out(made(FULL, organisation=long))
    _x, y = where(document, "42115 Wuppertal")
    assert y <= 90


def test_marks_show_where_to_fold() -> None:
    first, *_ = laid_out(made(FULL)).pages
    folds = [mark.y / MM for mark in first.marks if isinstance(mark, Stroke) and mark.x < 20 * MM]
    assert folds == pytest.approx([105, 210])


@pytest.mark.parametrize(
    ("offers", "subject"),
    [
        ((), "Suchen Sie Freiwillige?"),
        ((FULL,), "Stimmt Ihr Angebot noch?"),
        ((FULL, FULL), "Stimmen Ihre Angebote noch?"),
    ],
)
def test_the_subject_fits_the_number_of_offers(offers: tuple[FullOffer, ...], subject: str) -> None:
    assert subject in told(made(*offers))


def test_nobody_is_addressed_by_a_guess() -> None:
    text = " ".join(told(made(FULL)))
    assert "Guten Tag," in text
    assert not {"Herr", "Frau", "geehrte", "Damen"} & set(text.split())


def test_it_says_by_when_and_how_to_answer() -> None:
    assert any(
        "bis zum 12. Dezember 2026: mit der Post oder als Foto an info@example.org oder am Telefon unter "
        "0202 000-100." in text
        for text in told(made(FULL))
    )
    mute = replace(AGENCY, phone="", mail="")
    assert any(
        text.endswith("bis zum 12. Dezember 2026: mit der Post.") for text in told(made(FULL, agency=mute))
    )
    assert "Bitte zurück an: Zentrum für gute Taten, Musterstraße 1, 42103 Wuppertal" in told(made(FULL))


def test_every_offer_is_told_with_boxes_to_tick() -> None:
    text = told(made(full(title="Lesen", open_places=3), full(title="Kochen", number="")))
    assert "1. Lesen (Nr. 20003)" in text
    assert "2. Kochen" in text
    for answer in ("☐ stimmt", "☐ hat sich geändert:", "☐ gibt es nicht mehr"):
        assert text.count(answer) == 2
    assert "Freie Plätze (bisher 3):" in text
    assert "Freie Plätze:" in text
    assert text.count("Mittwochnachmittag, 14-tägig") == 2
    assert any("Ayşe Öztürk, Ehrenamtskoordination, 0202 000-6448" in line for line in text)


def test_what_we_do_not_know_is_asked_for() -> None:
    bare = replace(full(time_text="", documents=()), places=(), contacts=())
    rows = {row.label.text: row.lines[0].text for row in made(bare).questions[0].rows}
    assert (rows["Wann"], rows["Wo"], rows["Ansprechperson"]) == ("uns nicht bekannt",) * 3
    assert "Voraussetzungen" not in rows


def test_an_offer_and_its_boxes_stay_on_one_page() -> None:
    pages = page_texts(pdf(laid_out(made(*(full(title=f"Angebot {n}") for n in range(1, 13))))))
    assert len(pages) > 3
    for n in range(1, 13):
        (page,) = [text for text in pages if f"{n}. Angebot {n} (" in text]
        assert page.count("hat sich geändert:") == page.count(". Angebot ")


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert pdf(laid_out(made(FULL, FULL))) == pdf(laid_out(made(FULL, FULL)))


def test_the_file_says_what_it_is_and_whose_but_not_to_whom() -> None:
    with pypdfium2.PdfDocument(pdf(laid_out(made(FULL)))) as document:
        facts = document.get_metadata_dict()
    assert (facts["Title"], facts["Author"]) == ("Nachfrage", AGENCY.name)
    assert ADDRESSED.name not in repr(facts)


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=400))
def test_whatever_an_offer_says_nothing_leaves_the_page(text: str) -> None:
    offer = full(title=text, description=text, time_text=text, requirements=text, number=text)
    body = replace(ADDRESSED, name=text, street=text, town=text)
    document = laid_out(made(offer, organisation=body))
    pdf(document)
    for page in document.pages:
        assert all(mark.x + mark.width <= page.width - 20 * MM for mark in page.marks)
        assert all(mark.y <= page.height - 10 * MM for mark in page.marks)


def test_it_keeps_both_standards(tmp_path: Path) -> None:
    verapdf.need()
    cases = [
        (),
        (FULL,),
        (FULL,) * 7,
        tuple(full(title=text, description=text, number=text) for text in HOSTILE),
    ]
    files = []
    for n, offers in enumerate(cases):
        files.append(tmp_path / f"{n}.pdf")
        files[-1].write_bytes(pdf(laid_out(made(*offers))))
    assert verapdf.failures(files) == ()
