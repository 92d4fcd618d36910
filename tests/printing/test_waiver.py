"""The confirmation for a certificate of conduct: what it says, what stays blank, what is kept nowhere."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kosidesk.domain.city import LegalFigure
from kosidesk.printing.layout.waiver import laid_out
from kosidesk.printing.marks import Box, Stroke
from kosidesk.printing.pdf.write import pdf
from kosidesk.printing.readable import passages
from kosidesk.printing.waiver import Person, Waiver, waiver
from tests.printing.example import AGENCY, FULL, ORGANISATION, full
from tests.validators import verapdf

BODY = replace(ORGANISATION, street="Alte Bleicherei 27", postcode="42115", town="Wuppertal")
ADA = Person("Ada Beispiel", "1. Januar 1990", "Musterweg 1, 42103 Wuppertal")
RULE = LegalFigure(
    "certificate-of-conduct", "Erweitertes Führungszeugnis", "Es kostet nichts.", date(2026, 11, 1)
)


def made(person: Person = ADA, *, extended: bool = True, rule: LegalFigure | None = RULE) -> Waiver:
    return waiver(replace(FULL, organisation=BODY), AGENCY, person, extended=extended, rule=rule)


def told(content: Waiver) -> list[str]:
    return [passage.text.replace("\u00a0", " ") for passage in passages(laid_out(content))]


def lines(content: Waiver) -> int:
    (page,) = laid_out(content).pages
    return sum(isinstance(mark, Stroke) for mark in page.marks)


@pytest.mark.parametrize(
    ("extended", "heading", "paragraph"),
    [
        (True, "Bestätigung für ein gebührenfreies erweitertes Führungszeugnis", "§ 30a Absatz 2 BZRG"),
        (False, "Bestätigung für ein gebührenfreies Führungszeugnis", "§ 30 Absatz 1 BZRG"),
    ],
)
def test_each_certificate_has_its_paragraph(extended: bool, heading: str, paragraph: str) -> None:  # noqa: FBT001 - a case
    text = told(made(extended=extended))
    assert heading in text
    assert paragraph in " ".join(text)


def test_it_says_that_the_work_is_unpaid_and_for_whom_it_is() -> None:
    text = told(made())
    assert "Die Tätigkeit ist ehrenamtlich. Sie wird nicht bezahlt. Sie wird ausgeübt" in text
    assert sum(line.startswith("☐ ") for line in text) == 3


def test_it_promises_nothing() -> None:
    text = " ".join(told(made()))
    assert "entscheidet die Behörde" in text
    assert "keine Rechtsberatung" in text


def test_person_organisation_and_task_are_named() -> None:
    text = told(made())
    for said in (
        ADA.name,
        ADA.born,
        ADA.address,
        BODY.name,
        "Alte Bleicherei 27, 42115 Wuppertal",
        FULL.offer.title,
    ):
        assert said in text


def test_what_nobody_typed_is_a_line_to_write_on() -> None:
    assert lines(made(Person())) == lines(made()) + 3


def test_there_is_room_for_a_stamp_on_the_only_page() -> None:
    (page,) = laid_out(made(Person())).pages
    assert sum(isinstance(mark, Box) for mark in page.marks) == 1
    assert "Stempel der Einrichtung" in told(made())


def test_the_citys_rule_stands_there_with_its_day_where_it_belongs() -> None:
    said = "Erweitertes Führungszeugnis: Es kostet nichts. (Stand 1. November 2026)"
    assert said in told(made())
    assert said not in told(made(extended=False))
    assert said not in told(made(rule=None))


def test_the_person_stands_on_the_paper_and_in_no_metadata() -> None:
    file = pdf(laid_out(made()))
    with pypdfium2.PdfDocument(file) as document:
        facts = document.get_metadata_dict()
    assert (facts["Title"], facts["Author"]) == ("Bescheinigung", AGENCY.name)
    assert "Ada" not in repr(facts)
    for known in (b"Ada", "Ada".encode("utf-16-be").hex().upper().encode()):
        assert known not in file


def test_the_same_confirmation_gives_the_same_bytes() -> None:
    assert pdf(laid_out(made())) == pdf(laid_out(made()))


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=600))
def test_whatever_is_typed_stays_on_the_page(text: str) -> None:
    offer = replace(full(title=text), organisation=replace(BODY, name=text, street=text))
    document = laid_out(waiver(offer, AGENCY, Person(text, text, text)))
    pdf(document)
    for page in document.pages:
        assert all(mark.x > 0 and mark.x + mark.width <= page.width - 40 for mark in page.marks)


def test_it_keeps_both_standards(tmp_path: Path) -> None:
    verapdf.need()
    files = []
    for n, content in enumerate(
        (made(), made(Person()), made(extended=False), made(Person("x" * 3_000, "🎉", "\x00")))
    ):
        files.append(tmp_path / f"{n}.pdf")
        files[-1].write_bytes(pdf(laid_out(content)))
    assert verapdf.failures(files) == ()
