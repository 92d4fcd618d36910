"""What is said in which language, what stands beside it, and what can be clicked."""

from dataclasses import replace
from datetime import date

import pytest

from kosidesk.i18n import use
from kosidesk.printing import words as module
from kosidesk.printing.content import Phrase
from kosidesk.printing.faces import face_of
from kosidesk.printing.languages import languages
from kosidesk.printing.words import MORE, Words, given

FOREIGN = [code for code, language in languages().items() if language.foreign]
RIGHT_TO_LEFT = ["ar", "fa"]
DAY = date(2026, 12, 5)
NBSP = "\u00a0"


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody has read the English words."""
    read = replace(languages()["en"], checked_by="Mara", checked_on=DAY)
    monkeypatch.setattr(module, "languages", lambda: {**languages(), "en": read})


@pytest.mark.parametrize("code", FOREIGN)
def test_a_foreign_label_has_german_beside_it(code: str) -> None:
    label = Words(code).label("Wann")
    assert (label.language, label.beside) == (code, "Wann")
    assert label.text != "Wann"


def test_a_checked_language_keeps_its_german_labels_and_drops_the_sentences(checked: None) -> None:
    words = Words("en")
    assert words.label("Wann").beside == "Wann"
    assert words.heading("Ihr Vorschlag", "Ihre Vorschläge", 2).beside == "Ihre Vorschläge"
    assert words.sentence("Nicht bekannt.") == Phrase("Not known.", "en")
    assert words.counted("und {count} weiterer Stadtteil", "und {count} weitere Stadtteile", 2).beside == ""


@pytest.mark.parametrize("code", FOREIGN)
def test_a_sentence_nobody_has_checked_has_german_beside_it(code: str) -> None:
    assert Words(code).sentence("Nicht bekannt.").beside == "Nicht bekannt."


@pytest.mark.parametrize("code", ["de", "de-leicht"])
def test_german_is_never_doubled(code: str) -> None:
    words = Words(code)
    said = (words.label("Wann"), words.sentence("Nicht bekannt."), words.day(DAY), words.number(2.5))
    assert not [phrase for phrase in said if phrase.beside]


def test_leichte_sprache_has_words_of_its_own() -> None:
    assert Words("de-leicht").sentence("Nicht bekannt.") == Phrase("Das wissen wir nicht.", "de-leicht")


def test_what_nobody_has_translated_is_german() -> None:
    assert Words("ar").label("Schublade {n}", n=1) == Phrase("Schublade 1")


def test_signs_between_fields_are_no_language() -> None:
    words = Words("vi")
    day, times = words.sentence("Montag"), words.sentence("abends")
    assert words.sentence("{day}: {times}", day=day, times=times) == Phrase(
        "Thứ Hai: buổi tối", "vi", "Montag: abends"
    )


@pytest.mark.parametrize("code", RIGHT_TO_LEFT)
def test_what_is_put_into_a_text_from_the_right_keeps_its_own_direction(code: str) -> None:
    said = Words(code).sentence("bestätigt am {day} von {name}", day="5.12.", name="M. (Büro)")
    assert "\u2068M. (Büro)\u2069" in said.text
    assert "\u2068" not in said.beside


def test_a_text_from_the_left_needs_no_isolates() -> None:
    assert Words("en").sentence("bis {day}", day="5.12.").text == "until 5.12."


def test_a_day_is_written_in_both_languages() -> None:
    words = Words("tr")
    day = words.day(DAY)
    assert day == Phrase(f"5{NBSP}Aralık{NBSP}2026", "tr", f"5.{NBSP}Dezember{NBSP}2026")
    until = words.sentence("bis {day}", day=day)
    assert until.text == f"5{NBSP}Aralık{NBSP}2026 tarihine kadar"
    assert until.beside == f"bis 5.{NBSP}Dezember{NBSP}2026"


@pytest.mark.parametrize("code", languages())
def test_the_typefaces_can_draw_every_day_and_its_blanks_are_all_alike(code: str) -> None:
    words = Words(code)
    days = "".join(words.day(date(2026, month, 28)).text for month in range(1, 13))
    assert {sign for sign in days if sign.isspace()} == {NBSP}
    assert not [sign for sign in days if face_of(sign, bold=False) is None]


def test_several_phrases_are_listed_as_the_language_does() -> None:
    words = Words("fr")
    times = words.listing([words.sentence("vormittags"), words.sentence("abends")])
    assert (times.text, times.beside) == ("le matin et le soir", "vormittags und abends")


@pytest.mark.parametrize(
    ("code", "n", "text"),
    [
        ("uk", 1, "і ще 1 район"),
        ("uk", 3, "і ще 3 райони"),
        ("uk", 55, "і ще 55 районів"),
        ("ar", 2, "و\u20682\u2069 حيّين آخرين"),
        ("ar", 5, "و\u20685\u2069 أحياء أخرى"),
        ("ar", 55, "و\u206855\u2069 حيًا آخر"),
    ],
)
def test_numbers_choose_the_form_of_the_word(code: str, n: int, text: str) -> None:
    said = Words(code).counted("und {count} weiterer Stadtteil", "und {count} weitere Stadtteile", n)
    assert said.text == text


def test_a_phone_in_a_sentence_can_be_called() -> None:
    words = Words("fa")
    text = "Bitte abtrennen und bei uns abgeben. Oder rufen Sie uns an: {phone}"
    said = words.sentence(text, phone=words.phone("0202 / 000-100"))
    assert said.text.endswith(f"\u20680202{NBSP}000-100\u2069")
    assert said.beside.endswith(f" 0202{NBSP}000-100")
    assert said.link == "tel:0202000100"


def test_addresses_lead_where_they_say() -> None:
    words = Words("ar")
    assert words.phone("0202/1234") == Phrase(f"0202{NBSP}1234", link="tel:02021234")
    assert words.mail("a@example.org") == Phrase("a@example.org", link="mailto:a@example.org")
    assert words.web("https://example.org") == Phrase("https://example.org", link="https://example.org")
    assert words.web("javascript:alert(1)").link == ""
    assert words.phone("abends, fragen Sie nach Ute").link == ""


def test_a_shortened_address_still_leads_to_the_whole_one() -> None:
    long = f"https://example.org/{'a' * 300}"
    web = Words("de").web(long)
    assert web.text.endswith(MORE)
    assert web.link == long


def test_what_offers_say_stays_german_and_so_does_the_mark_of_its_shortening() -> None:
    (line,) = Words("ru").passage("Wort " * 200)
    assert line.language == "de"
    assert line.text.endswith(" …\u00a0(mehr\u00a0im\u00a0Zentrum)")


def test_what_somebody_wrote_in_the_readers_language_is_shortened_in_it() -> None:
    (line,) = Words("en").own("word " * 200)
    assert line.language == "en"
    assert line.text.endswith(" …\u00a0(more\u00a0at\u00a0our\u00a0office)")


def test_a_list_that_is_too_long_says_so() -> None:
    facts = [Phrase("a"), Phrase(""), Phrase("a"), Phrase("b"), Phrase("c")]
    assert Words("de").listed(facts, 2) == (Phrase("a"), Phrase("b"), Phrase(MORE))
    assert given(*facts) == (Phrase("a"), Phrase("b"), Phrase("c"))


def test_the_language_of_the_window_makes_no_difference() -> None:
    use("en")
    try:
        assert Words("de").label("Wann") == Phrase("Wann")
    finally:
        use("de")
