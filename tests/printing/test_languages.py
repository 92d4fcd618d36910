"""The languages of the sheet are data, and honest about who has read them."""

from babel import Locale

from kosidesk.i18n import GERMAN
from kosidesk.printing.languages import Language, languages

CODES = ["de", "de-leicht", "en", "tr", "ar", "fa", "uk", "ru", "pl", "fr", "vi", "ti"]


def test_the_sheet_speaks_twelve_languages_german_first() -> None:
    assert list(languages()) == CODES


def test_arabic_and_persian_run_from_the_right() -> None:
    assert [code for code, language in languages().items() if language.right_to_left] == ["ar", "fa"]
    assert {language.direction for language in languages().values()} == {"ltr", "rtl"}


def test_direction_and_names_are_those_the_standard_gives() -> None:
    for language in languages().values():
        locale = Locale.parse(language.tag)
        assert locale.text_direction == language.direction
        if language.code != "de-leicht":
            assert locale.get_display_name("de") == language.german_name
            assert (locale.display_name or "").casefold() == language.own_name.casefold()


def test_only_german_was_read_by_a_native_speaker_so_far() -> None:
    assert [code for code, language in languages().items() if language.checked] == [GERMAN]


def test_a_language_is_checked_when_somebody_did_it_on_a_day() -> None:
    checked = languages()[GERMAN]
    unsigned = Language("xx", "x", "x", "ltr", "xx", checked_on=checked.checked_on)
    undated = Language("xx", "x", "x", "ltr", "xx", checked_by="Mara")
    assert not unsigned.checked
    assert not undated.checked


def test_leichte_sprache_is_german() -> None:
    assert [code for code, language in languages().items() if not language.foreign] == ["de", "de-leicht"]
