"""What a sheet says, and what it keeps to itself."""

from dataclasses import replace
from datetime import date

import pytest

from kosidesk.domain.agency import Agency
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import FullOffer
from kosidesk.i18n import use
from kosidesk.printing.block import DESCRIPTION
from kosidesk.printing.content import Block, Sheet
from kosidesk.printing.sheet import sheet
from tests.printing.example import AGENCY, FULL, HINTS, OFFER, ORGANISATION, PERSON, PLACE, TODAY, full

NBSP = "\u00a0"


def made(*offers: FullOffer, reason: str = "", agency: Agency = AGENCY, **more: str) -> Sheet:
    return sheet([(offer, reason) for offer in offers], agency, TODAY, hints=HINTS, **more)


def block(offer: FullOffer = FULL, reason: str = "") -> Block:
    return made(offer, reason=reason).blocks[0]


def said(offer: FullOffer, label: str) -> tuple[str, ...]:
    """The facts behind a label, with blanks that may break."""
    return tuple(
        line.replace(NBSP, " ") for row in block(offer).rows if row.label == label for line in row.lines
    )


def test_rows_come_in_the_order_of_the_sheet() -> None:
    assert [row.label for row in block(reason="Sie haben mittwochs Zeit.").rows] == [
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
        "Gut zu wissen",
        "Das bekommen Sie",
        "Stand",
        "Warum dieses Angebot",
    ]


def test_head_names_the_agency_the_day_and_the_code() -> None:
    head = made(FULL, code="7K3QP2RD-M", counsellor="Ute Beispiel").head
    assert head.agency == "Zentrum für gute Taten"
    assert [(row.label, row.lines[0].replace(NBSP, " ")) for row in head.facts] == [
        ("Datum", "21. November 2026"),
        ("Beratung", "Ute"),
        ("Code", "7K3QP2RD-M"),
    ]


def test_without_a_code_there_is_a_blank_to_write_it() -> None:
    content = made(FULL)
    assert content.head.facts[-1].lines == ()
    assert content.slip.code.lines == ()
    assert "Beratung" not in [row.label for row in content.head.facts]


def test_phone_numbers_follow_din_5008_and_never_break() -> None:
    assert said(FULL, "Telefon") == ("0202 000-6448",)
    assert all(" " not in line for row in block().rows if row.label == "Telefon" for line in row.lines)


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
    assert tasks.brief[0].replace(NBSP, " ").endswith("Kindern. … (mehr im Zentrum)")
    assert len(tasks.brief[0]) < len(tasks.lines[0])


def test_a_short_description_is_printed_whole() -> None:
    assert said(FULL, "Was Sie tun") == tuple(OFFER.description.split("\n"))


def test_sixty_districts_are_counted() -> None:
    everywhere = full(districts=tuple(f"Quartier {n}" for n in range(1, 61)))
    (line,) = said(everywhere, "Stadtteil")
    assert line == "Quartier 1, Quartier 2, Quartier 3, Quartier 4, Quartier 5 und 55 weitere Stadtteile"


def test_a_hint_stands_only_under_offers_that_ask_for_its_document() -> None:
    assert said(FULL, "Gut zu wissen") == tuple(HINTS.values())
    assert said(full(documents=()), "Gut zu wissen") == ()
    in_words = full(documents=(), requirements="Wir brauchen ein erweitertes Führungszeugnis.")
    assert said(in_words, "Gut zu wissen") == tuple(HINTS.values())


@pytest.mark.parametrize(
    ("assured", "by", "edited", "line"),
    [
        (date(2026, 11, 3), "Mara", None, "bestätigt am 3. November 2026 von Mara"),
        (date(2026, 11, 3), "", None, "bestätigt am 3. November 2026"),
        (None, "", date(2026, 10, 1), "1. Oktober 2026 laut Quelle"),
        (None, "", date(1970, 1, 1), "Nicht bekannt. Bitte fragen Sie nach, ob es das Angebot noch gibt."),
        (
            None,
            "",
            date(2024, 2, 1),
            "1. Februar 2024 laut Quelle. Bitte fragen Sie nach, ob es das Angebot noch gibt.",
        ),
    ],
)
def test_the_sheet_says_how_far_an_offer_can_be_trusted(
    assured: date | None, by: str, edited: date | None, line: str
) -> None:
    assert said(full(assured_on=assured, assured_by=by, edited_on=edited), "Stand") == (line,)


def test_confirmed_times_stand_in_for_missing_words() -> None:
    weekly = full(time_text="", extent="weekly", week=0b1_011, hours_a_week=2.5, flexible=True)
    assert said(weekly, "Wann") == (
        "jede Woche",
        "Montag: vormittags, nachmittags",
        "Dienstag: vormittags",
        "etwa 2,5 Stunden in der Woche",
        "flexibel, nach Absprache",
    )
    assert said(full(time_text=""), "Wann") == ("Bitte fragen Sie nach den Zeiten.",)


def test_dates_and_pauses_are_told() -> None:
    festival = full(time_text="", dates=("2026-12-16", "jeden Advent"), paused_until=date(2026, 12, 1))
    assert said(festival, "Wann") == ("16. Dezember 2026", "jeden Advent", "Pause bis zum 1. Dezember 2026")


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
        (16, None, "Alter: ab 16 Jahren"),
        (None, 27, "Alter: bis 27 Jahre"),
        (0, 27, "Alter: 0 bis 27 Jahre"),
    ],
)
def test_ages_are_said_in_words(least: int | None, most: int | None, line: str) -> None:
    assert line in said(full(minimum_age=least, maximum_age=most), "Das brauchen Sie")


def test_without_phone_and_mail_there_is_nothing_to_scan() -> None:
    mute = replace(ORGANISATION, phone="", mail="")
    assert block(replace(FULL, contacts=(), organisation=mute)).code is None


def test_the_code_leads_to_the_person_named() -> None:
    code = block().code
    assert code is not None
    assert "FN:Ayşe Öztürk\r\n" in code.payload
    assert "TEL:0202 000-6448\r\n" in code.payload


def test_the_agencys_own_words_replace_ours() -> None:
    own = replace(
        AGENCY,
        greeting="Willkommen!",
        next_steps="Anrufen\n\nHingehen",
        privacy="Nichts.",
        footer="Träger e.V.",
    )
    content = made(FULL, agency=own)
    assert content.greeting == "Willkommen!"
    assert content.steps.steps == ("Anrufen", "Hingehen")
    assert content.slip.privacy == "Nichts."
    assert content.footer[-1] == "Träger e.V."


def test_an_empty_agency_and_offer_still_make_a_sheet() -> None:
    bare = FullOffer(type(OFFER)(RecordId("o")), type(ORGANISATION)(RecordId("g")))
    content = made(bare, agency=Agency(RecordId("a")))
    assert content.blocks[0].title == "Ohne Titel"
    assert len(content.steps.steps) == 4


def test_the_follow_up_is_two_weeks_ahead() -> None:
    assert "5. Dezember 2026" in made(FULL).steps.follow_up.replace(NBSP, " ")


def test_one_offer_is_no_plural() -> None:
    assert made(FULL).heading == "Ihr Vorschlag"
    assert made(FULL, FULL).heading == "Ihre Vorschläge"


def test_the_sheet_is_german_whatever_the_window_speaks() -> None:
    use("en")
    try:
        assert made(FULL).steps.heading == "So geht es weiter"
        assert made(FULL).head.facts[0].lines == (f"21.{NBSP}November{NBSP}2026",)
    finally:
        use("de")


def test_the_number_of_the_public_map_stands_beside_the_organisation() -> None:
    assert block(full(number="20006")).organisation.endswith(" · Angebot Nr. 20006")
    assert "Nr." not in block(full(number="")).organisation
