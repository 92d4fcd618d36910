"""What a sheet says, and what it keeps to itself."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kosidesk.domain.agency import Agency
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import FullOffer
from kosidesk.i18n import use
from kosidesk.printing.block import DESCRIPTION
from kosidesk.printing.choices import Choices
from kosidesk.printing.content import Block, Logo, Phrase, Row, Sheet, Slip
from kosidesk.printing.languages import languages
from kosidesk.printing.sheet import sheet
from kosidesk.printing.sketch import Sketch
from kosidesk.printing.text import clean
from tests.printing.example import AGENCY, FULL, HINTS, OFFER, ORGANISATION, PERSON, PLACE, TODAY, full

NBSP = "\u00a0"


FOREIGN = [code for code, language in languages().items() if language.foreign]
ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))
RTL_SIGNS = re.compile("[\u0590-\u08ff]")
SKETCH = Sketch(1, 1, (), (), ((0.5, 0.5),), "Lage in Oberbarmen")


def made(
    *offers: FullOffer,
    reason: str = "",
    agency: Agency = AGENCY,
    choices: Choices = Choices(),  # noqa: B008 - a frozen value
    **more: Any,
) -> Sheet:
    return sheet([(offer, reason) for offer in offers], agency, TODAY, choices, hints=HINTS, **more)


def in_language(language: str, *offers: FullOffer, **more: Any) -> Sheet:
    return made(*offers, choices=Choices(language=language), **more)


def block(offer: FullOffer = FULL, reason: str = "") -> Block:
    return made(offer, reason=reason).blocks[0]


def plain(phrase: Phrase) -> str:
    """The words with blanks that may break."""
    return phrase.text.replace(NBSP, " ")


def said(offer: FullOffer, label: str) -> tuple[str, ...]:
    """The facts behind a label."""
    return lines(block(offer), label)


def lines(of: Block, label: str) -> tuple[str, ...]:
    """The facts behind a German label."""
    return tuple(plain(line) for row in of.rows if german(row.label) == label for line in row.lines)


def german(phrase: Phrase) -> str:
    return phrase.beside or phrase.text


def slip(of: Sheet) -> Slip:
    assert of.slip
    return of.slip


def phrases(value: object) -> Iterator[Phrase]:
    """All that a sheet says."""
    if isinstance(value, Phrase):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from phrases(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from phrases(getattr(value, field.name))


def test_rows_come_in_the_order_of_the_sheet() -> None:
    rows = block(full(licence="B", benefits="Kaffee"), reason="Sie haben mittwochs Zeit.").rows
    assert [row.label.text for row in rows] == [
        "Was Sie tun",
        "Wann",
        "Wo",
        "Stadtteil",
        "Haltestelle",
        "Barrierefreiheit",
        "Fragen an",
        "Telefon",
        "E-Mail",
        "Internet",
        "Das brauchen Sie",
        "Alter",
        "Sprache",
        "Führerschein",
        "Gut zu wissen",
        "Das bekommen Sie",
        "Einarbeitung",
        "Auslagen",
        "Stand",
        "Warum dieses Angebot",
    ]


def test_head_names_the_agency_the_day_and_the_code() -> None:
    head = made(FULL, code="7K3QP2RD-M", counsellor="Ute Beispiel").head
    assert head.agency == Phrase("Zentrum für gute Taten")
    assert [plain(line) for line in head.lines] == [
        "Musterstraße 1, 42103 Wuppertal",
        "Telefon 0202 000-100",
        "info@example.org",
        "Dienstag und Donnerstag · 10:00 bis 17:00 Uhr",
    ]
    assert [(row.label.text, plain(row.lines[0])) for row in head.facts] == [
        ("Datum", "21. November 2026"),
        ("Beratung", "Ute"),
        ("Code", "7K3QP2RD-M"),
    ]


def test_without_a_code_there_is_a_blank_to_write_it() -> None:
    content = made(FULL)
    assert content.head.facts[-1].lines == ()
    assert slip(content).code.lines == ()
    assert slip(content).scan is None
    assert "Beratung" not in [row.label.text for row in content.head.facts]


def test_phone_numbers_follow_din_5008_and_never_break() -> None:
    assert said(FULL, "Telefon") == ("0202 000-6448",)
    (row,) = [row for row in block().rows if row.label.text == "Telefon"]
    assert " " not in row.lines[0].text
    assert row.lines[0].link == "tel:02020006448"


def test_a_private_contact_is_not_named_and_the_organisation_stands_in() -> None:
    hidden = replace(FULL, contacts=(replace(PERSON, private=True),))
    assert said(hidden, "Fragen an") == ()
    assert said(hidden, "Telefon") == ("0202 000-1",)
    assert said(hidden, "E-Mail") == ("verein@example.org",)
    assert "Öztürk" not in repr(made(hidden))


def test_a_contact_without_a_number_leads_to_the_organisation() -> None:
    bare = replace(FULL, contacts=(replace(PERSON, phone="", mail=""),))
    assert said(bare, "Fragen an") == ("Ayşe Öztürk, Ehrenamtskoordination",)
    assert said(bare, "Telefon") == ("0202 000-1",)


def test_the_offers_own_contact_comes_before_the_organisations() -> None:
    other = replace(PERSON, offer="", name="Jonas Vorstand")
    assert said(replace(FULL, contacts=(other, PERSON)), "Fragen an")[0].startswith("Ayşe")


def test_notes_of_the_desk_are_never_handed_out() -> None:
    noted = replace(full(notes="ruft nie zurück"), organisation=replace(ORGANISATION, notes="schwierig"))
    assert "ruft nie" not in repr(made(noted))
    assert "schwierig" not in repr(made(noted))


def test_a_long_description_ends_with_the_declared_mark() -> None:
    (text,) = said(full(description="Sie helfen Kindern. " * 100), "Was Sie tun")
    assert text.endswith("Kindern. … (mehr im Zentrum)")
    assert DESCRIPTION * 2 // 3 < len(text) <= DESCRIPTION + 20


def test_a_brief_description_is_marked_as_well() -> None:
    (tasks,) = [row for row in block(full(description="Sie helfen Kindern. " * 40)).rows if row.brief != ()]
    assert plain(tasks.brief[0]).endswith("Kindern. … (mehr im Zentrum)")
    assert len(tasks.brief[0].text) < len(tasks.lines[0].text)


def test_a_short_description_is_printed_whole() -> None:
    assert said(FULL, "Was Sie tun") == tuple(OFFER.description.split("\n"))


def test_sixty_districts_are_counted() -> None:
    everywhere = full(districts=tuple(f"Quartier {n}" for n in range(1, 61)))
    assert said(everywhere, "Stadtteil") == (
        "Quartier 1, Quartier 2, Quartier 3, Quartier 4, Quartier 5",
        "und 55 weitere Stadtteile",
    )
    assert said(full(districts=("Barmen", "Elberfeld")), "Stadtteil") == ("Barmen, Elberfeld",)


def test_a_hint_stands_only_under_offers_that_ask_for_its_document() -> None:
    assert said(FULL, "Gut zu wissen") == tuple(HINTS.values())
    assert said(full(documents=()), "Gut zu wissen") == ()
    in_words = full(documents=(), requirements="Wir brauchen ein erweitertes Führungszeugnis.")
    assert said(in_words, "Gut zu wissen") == tuple(HINTS.values())


STILL_THERE = "Bitte fragen Sie nach, ob es das Angebot noch gibt."


@pytest.mark.parametrize(
    ("assured", "by", "edited", "told"),
    [
        (date(2026, 11, 3), "Mara", None, ("bestätigt am 3. November 2026 von Mara",)),
        (date(2026, 11, 3), "", None, ("bestätigt am 3. November 2026",)),
        (None, "", date(2026, 10, 1), ("1. Oktober 2026 laut Quelle",)),
        (None, "", date(1970, 1, 1), ("Nicht bekannt.", STILL_THERE)),
        (None, "", date(2024, 2, 1), ("1. Februar 2024 laut Quelle", STILL_THERE)),
    ],
)
def test_the_sheet_says_how_far_an_offer_can_be_trusted(
    assured: date | None, by: str, edited: date | None, told: tuple[str, ...]
) -> None:
    assert said(full(assured_on=assured, assured_by=by, edited_on=edited), "Stand") == told


def test_confirmed_times_stand_in_for_missing_words() -> None:
    weekly = full(time_text="", extent="weekly", week=0b1_011, hours_a_week=2.5, flexible=True)
    assert said(weekly, "Wann") == (
        "jede Woche",
        "Montag: vormittags und nachmittags",
        "Dienstag: vormittags",
        "Stunden in der Woche: etwa 2,5",
        "flexibel, nach Absprache",
    )
    assert said(full(time_text=""), "Wann") == ("Bitte fragen Sie nach den Zeiten.",)


def test_dates_and_pauses_are_told() -> None:
    festival = full(time_text="", dates=("2026-12-16", "jeden Advent"), paused_until=date(2026, 12, 1))
    assert said(festival, "Wann") == ("16. Dezember 2026", "jeden Advent", "Pause bis zum 1. Dezember 2026")
    back_today = replace(festival, offer=replace(festival.offer, paused_until=TODAY))
    assert said(back_today, "Wann") == ("16. Dezember 2026", "jeden Advent")


def test_a_period_is_told_by_its_days() -> None:
    season = full(time_text="", from_on=date(2027, 3, 1), until_on=date(2027, 10, 31))
    assert said(season, "Wann") == ("ab 1. März 2027", "bis 31. Oktober 2027")


def test_an_offer_without_a_place_happens_where_its_organisation_is() -> None:
    at_home = replace(ORGANISATION, street="Talblick 91", postcode="42277", town="Wuppertal")
    assert said(replace(FULL, places=(), organisation=at_home), "Wo") == ("Talblick 91, 42277 Wuppertal",)
    assert said(replace(FULL, places=()), "Wo") == ("Bitte fragen Sie nach dem Ort.",)
    anywhere = replace(FULL, places=(replace(PLACE, quality="anywhere"),))
    assert said(anywhere, "Wo")[0] == "ortsunabhängig, auch von zu Hause aus"


@pytest.mark.parametrize(
    ("least", "most", "line"),
    [
        (16, None, "ab 16 Jahren"),
        (None, 27, "bis 27 Jahre"),
        (0, 27, "0 bis 27 Jahre"),
    ],
)
def test_ages_are_said_in_words(least: int | None, most: int | None, line: str) -> None:
    assert said(full(minimum_age=least, maximum_age=most), "Alter") == (line,)


def test_minors_are_told_that_they_are_welcome_only_where_no_age_says_it() -> None:
    assert said(full(minimum_age=None, open_to_minors=True), "Alter") == (
        "auch für Jugendliche unter 18 Jahren",
    )
    assert said(full(minimum_age=14, open_to_minors=True), "Alter") == ("ab 14 Jahren",)
    assert said(full(minimum_age=None), "Alter") == ()


def test_without_phone_and_mail_there_is_nothing_to_scan() -> None:
    mute = replace(ORGANISATION, phone="", mail="")
    assert block(replace(FULL, contacts=(), organisation=mute)).code is None


def test_the_code_leads_to_the_person_named() -> None:
    code = block().code
    assert code is not None
    assert "FN:Ayşe Öztürk\r\n" in code.payload
    assert "TEL:0202 000-6448\r\n" in code.payload
    assert code.short == "tel:02020006448"


def test_a_receipt_carries_the_mail_where_there_is_no_number_to_dial() -> None:
    by_mail = replace(FULL, contacts=(replace(PERSON, phone="abends"),))
    code = block(by_mail).code
    assert code is not None
    assert code.short == "mailto:ayse.oeztuerk@example.org"


OWN = replace(
    AGENCY,
    greeting="Willkommen!",
    next_steps="Anrufen\n\nHingehen",
    privacy="Nichts.",
    footer="Träger e.V.",
)


def test_the_agencys_own_words_replace_ours() -> None:
    content = made(FULL, agency=OWN)
    assert content.greeting == Phrase("Willkommen!")
    assert content.steps.steps == (Phrase("Anrufen"), Phrase("Hingehen"))
    assert content.privacy == Phrase("Nichts.")
    assert content.footer[-1] == Phrase("Träger e.V.")


def test_the_agencys_german_words_stand_beside_ours_on_a_foreign_sheet() -> None:
    content = in_language("tr", FULL, agency=OWN)
    assert content.greeting.text.startswith("Merhaba")
    assert content.greeting.beside == "Willkommen!"
    assert content.privacy
    assert (content.privacy.language, content.privacy.beside) == ("tr", "Nichts.")
    assert [step.language for step in content.steps.steps] == ["tr"] * 4
    assert content.footer[-1] == Phrase("Träger e.V.")


def test_leichte_sprache_keeps_to_its_own_easy_words() -> None:
    content = in_language("de-leicht", FULL, agency=OWN)
    assert content.greeting == Phrase("Guten Tag, wir haben dieses Angebot für Sie ausgesucht.", "de-leicht")
    assert content.steps.steps[0].language == "de-leicht"
    assert not [phrase for phrase in phrases(content) if phrase.beside]


def test_an_empty_agency_and_offer_still_make_a_sheet() -> None:
    bare = FullOffer(type(OFFER)(RecordId("o")), type(ORGANISATION)(RecordId("g")))
    content = made(bare, agency=Agency(RecordId("a")), code="7K3")
    assert content.blocks[0].title == Phrase("Ohne Titel")
    assert slip(content).answers[0].offer == Phrase("1. Ohne Titel")
    assert len(content.steps.steps) == 4
    assert content.footer == ()


def test_the_follow_up_is_two_weeks_ahead() -> None:
    until = made(FULL).steps.follow_up
    assert until
    assert plain(until) == "Bitte melden Sie sich bis zum 5. Dezember 2026 bei uns."


def test_one_offer_is_no_plural() -> None:
    assert made(FULL).heading == Phrase("Ihr Vorschlag")
    assert made(FULL, FULL).heading == Phrase("Ihre Vorschläge")
    assert in_language("ar", FULL, FULL).heading == Phrase("اقتراحانا لكم", "ar", "Ihre Vorschläge")


def test_the_sheet_is_german_whatever_the_window_speaks() -> None:
    use("en")
    try:
        assert made(FULL).steps.heading == Phrase("So geht es weiter")
        assert made(FULL).head.facts[0].lines == (Phrase(f"21.{NBSP}November{NBSP}2026"),)
    finally:
        use("de")


# What the counsellor chooses


def test_everything_that_can_be_left_out_is_left_out_when_not_wanted() -> None:
    nothing = Choices(
        logo=False, counsellor=False, map=False, follow_up=False, slip=False, privacy=False, notes=""
    )
    logo = Logo(b"", "Zeichen")
    content = made(FULL, choices=nothing, counsellor="Ute", logo=logo, sketches={OFFER.id: SKETCH})
    assert content.head.logo is None
    assert "Ute" not in repr(content)
    assert content.blocks[0].sketch is None
    assert content.steps.follow_up is None
    assert content.steps.notes is None
    assert content.slip is None
    assert content.privacy is None


def test_everything_there_is_stands_on_the_usual_sheet() -> None:
    logo = Logo(b"", "Zeichen")
    content = made(FULL, counsellor="Ute", logo=logo, sketches={OFFER.id: SKETCH})
    assert content.head.logo == logo
    assert content.blocks[0].sketch == SKETCH
    assert content.privacy == Phrase("Ihr Name steht nicht auf diesem Bogen. Der Code genügt uns.")


def test_a_sketch_stands_with_its_own_offer_only() -> None:
    assert made(FULL, sketches={RecordId("another"): SKETCH}).blocks[0].sketch is None


def test_notes_for_the_client_are_marked_as_such_and_shortened_like_any_text() -> None:
    notes = made(FULL, choices=Choices(notes="Erst am Montag anrufen.\nAusweis mitnehmen.")).steps.notes
    assert notes == Row(
        Phrase("Für Sie notiert"),
        (Phrase("Erst am Montag anrufen."), Phrase("Ausweis mitnehmen.")),
        running=True,
    )
    long = made(FULL, choices=Choices(notes="Wort " * 500)).steps.notes
    assert long
    assert plain(long.lines[-1]).endswith("… (mehr im Zentrum)")


def test_the_slip_can_be_sent_back_by_mail() -> None:
    scan = slip(made(FULL, code="7K3QP2RD-M")).scan
    assert scan
    assert scan.payload == "mailto:info@example.org?subject=R%C3%BCckmeldung%207K3QP2RD-M"
    assert scan.short == "7K3QP2RD-M"


def test_without_a_mailbox_the_slip_carries_its_code_alone() -> None:
    scan = slip(made(FULL, agency=replace(AGENCY, mail="kommt noch"), code="7K3QP2RD-M")).scan
    assert scan
    assert (scan.payload, scan.caption.text) == ("7K3QP2RD-M", "Ihr Code")


def test_the_slip_says_how_to_hand_it_in() -> None:
    assert plain(slip(made(FULL)).request).endswith("Oder rufen Sie uns an: 0202 000-100")
    mute = slip(made(FULL, agency=replace(AGENCY, phone="")))
    assert plain(mute.request) == "Bitte abtrennen und bei uns abgeben."
    assert [answer.offer.text for answer in mute.answers] == ["1. Familienpatenschaft für Geflüchtete"]


# In other languages


@pytest.mark.parametrize("code", FOREIGN)
def test_title_organisation_and_address_stay_german(code: str) -> None:
    offer = in_language(code, FULL).blocks[0]
    assert offer.title == Phrase(OFFER.title)
    assert offer.organisation == Phrase("Förderverein Färberhöfe e.V. · Angebot Nr. 20003")
    (where,) = [row for row in offer.rows if german(row.label) == "Wo"]
    assert where.lines == (Phrase("Alte Bleicherei 27, 42115 Wuppertal"),)
    assert where.label.language == code


@pytest.mark.parametrize("code", FOREIGN)
def test_whoever_reads_german_finds_every_word_of_the_sheet_in_german(code: str) -> None:
    """As long as nobody has checked the language."""
    bare = full(time_text="", week=0b1_011, extent="weekly", hours_a_week=2, flexible=True, maximum_age=27)
    content = in_language(code, FULL, bare, code="7K3", reason="Passt.")
    assert not [phrase for phrase in phrases(content) if phrase.language == code and not phrase.beside]


@pytest.mark.parametrize("code", FOREIGN)
def test_a_foreign_sheet_says_the_same_as_the_german_one(code: str) -> None:
    arguments: Any = {"code": "7K3QP2RD-M", "counsellor": "Ute", "reason": "Passt."}
    ours, theirs = made(FULL, **arguments), in_language(code, FULL, **arguments)
    assert [german(phrase) for phrase in phrases(theirs)] == [phrase.text for phrase in phrases(ours)]
    assert [phrase.link for phrase in phrases(theirs)] == [phrase.link for phrase in phrases(ours)]


@pytest.mark.parametrize("code", ["ar", "fa"])
def test_in_a_text_from_the_right_nothing_german_stands_without_its_isolate(code: str) -> None:
    content = in_language(code, FULL, full(time_text="", from_on=TODAY, paused_until=TODAY), code="7K3")
    for phrase in phrases(content):
        outside = re.sub("\u2068[^\u2068\u2069]*\u2069|{page}|{pages}", "", phrase.text)
        if phrase.language == code and RTL_SIGNS.search(outside):
            assert not re.search("[A-Za-z@]|[0-9][ -][0-9]", outside), phrase


def test_a_summary_in_the_readers_language_comes_first_and_the_german_below_it() -> None:
    content = in_language("en", FULL, translations={OFFER.id: "You help a family."})
    tasks = content.blocks[0].rows[0]
    assert tasks.label == Phrase("What you do", "en", "Was Sie tun")
    assert tasks.lines[0] == Phrase("You help a family.", "en")
    assert [line.text for line in tasks.lines[1:]] == OFFER.description.split("\n")
    assert tasks.brief[0] == tasks.lines[0]


def test_a_summary_stands_with_its_own_offer_only() -> None:
    content = in_language("en", FULL, translations={RecordId("another"): "You help a family."})
    assert [line.language for line in content.blocks[0].rows[0].lines] == ["de", "de"]


@pytest.mark.parametrize("code", languages())
def test_pages_are_counted_in_every_language(code: str) -> None:
    label = in_language(code, FULL).page(1, 3)
    assert re.findall("[0-9]", label.text) == ["1", "3"]
    assert label.beside in ("", "Seite 1 von 3")


@pytest.mark.parametrize("code", languages())
def test_the_name_of_the_document_tells_nothing_of_the_client(code: str) -> None:
    named = {in_language(code, FULL, code=each, counsellor="Ute").name for each in ("7K3", "")}
    assert len(named) == 1


def test_data_cannot_end_the_isolate_it_stands_in() -> None:
    hostile = full(assured_by="Mara\u2069\u202e 12")
    (row,) = [row for row in in_language("ar", hostile).blocks[0].rows if german(row.label) == "Stand"]
    assert row.lines[0].text.count("\u2068") == row.lines[0].text.count("\u2069") == 2
    assert "\u202e" not in repr(in_language("ar", hostile))


@given(ANY_TEXT, st.sampled_from(["de", "en", "ar"]))
@example("{day} {0} {", "ar")
def test_whatever_an_offer_says_the_sheet_stays_sound(text: str, language: str) -> None:
    hostile = replace(
        full(title=text, time_text="", dates=(text,), assured_by=text, districts=(text,), web=text),
        organisation=replace(ORGANISATION, name=text),
        contacts=(replace(PERSON, name=text, phone=text, mail=text),),
    )
    agency = replace(AGENCY, name=text, phone=text, mail=text, greeting=text, privacy=text)
    content = in_language(language, hostile, agency=agency, code="7K3", reason=text)
    for phrase in phrases(content):
        inside = phrase.text.replace("\u2068", "").replace("\u2069", "").replace(NBSP, " ")
        assert inside == clean(inside)
        assert phrase.text.count("\u2068") == phrase.text.count("\u2069")
        assert phrase.link == "" or re.fullmatch(r"(tel:|mailto:|https?://)[!-~]+", phrase.link)


def test_the_number_of_the_public_map_stands_beside_the_organisation() -> None:
    assert block(full(number="20006")).organisation.text.endswith(" · Angebot Nr. 20006")
    assert "Nr." not in block(full(number="")).organisation.text
