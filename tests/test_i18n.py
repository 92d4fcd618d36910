"""Words and numbers come out as people of a language write them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from kosidesk import i18n

NOW = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)

CATALOGUE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Sperren"
msgstr "Lock"

msgid "{count} Angebot"
msgid_plural "{count} Angebote"
msgstr[0] "{count} offer"
msgstr[1] "{count} offers"

#, fuzzy
msgid "Beenden"
msgstr "Perhaps end"
"""


@pytest.fixture
def english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "kosidesk.po").write_text(CATALOGUE, encoding="utf-8")
    monkeypatch.setattr(i18n, "_LOCALE", tmp_path)
    i18n.translator.cache_clear()
    yield
    i18n.use(i18n.GERMAN)
    i18n.translator.cache_clear()


def test_german_needs_no_catalogue() -> None:
    assert i18n._("Sperren") == "Sperren"
    assert i18n.ngettext("{count} Angebot", "{count} Angebote", 1) == "{count} Angebot"
    assert i18n.ngettext("{count} Angebot", "{count} Angebote", 0) == "{count} Angebote"


def test_words_follow_the_chosen_language_at_the_time_of_the_call(english: None) -> None:
    before = i18n._("Sperren")
    i18n.use("en")
    assert (before, i18n._("Sperren")) == ("Sperren", "Lock")
    assert i18n.ngettext("{count} Angebot", "{count} Angebote", 2) == "{count} offers"


@pytest.mark.parametrize("unknown", ["klingonisch", "", "../en", "de_DE\x00"])
def test_a_language_nobody_has_words_for_is_german(unknown: str, english: None) -> None:
    i18n.use("en")
    i18n.use(unknown)
    assert (i18n.language(), i18n.number(1097)) == ("de", "1.097")


def test_a_sheet_can_speak_another_language_than_the_window(english: None) -> None:
    assert i18n.translator("en").gettext("Sperren") == "Lock"
    assert i18n._("Sperren") == "Sperren"


def test_a_paper_has_words_of_its_own(english: None, tmp_path: Path) -> None:
    paper = CATALOGUE.replace('"Lock"', '"Barrier"')
    (tmp_path / "en" / "LC_MESSAGES" / "sheet.po").write_text(paper, encoding="utf-8")
    assert i18n.translator("en", i18n.SHEET).gettext("Sperren") == "Barrier"
    assert i18n.translator("en").gettext("Sperren") == "Lock"


def test_a_language_that_only_papers_speak_is_none_of_the_window(english: None, tmp_path: Path) -> None:
    folder = tmp_path / "ti" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "sheet.po").write_text(CATALOGUE, encoding="utf-8")
    assert i18n.languages() == ("de", "en")


@pytest.mark.parametrize(
    ("language", "day", "number"),
    [
        ("de-leicht", "5. Dezember 2026", "2,5"),
        ("en", "5 December 2026", "2.5"),
        ("tr", "5 Aralık 2026", "2,5"),
        ("ar", "5 ديسمبر 2026", "2.5"),
        ("fa", "5 دسامبر 2026", "2.5"),
        ("uk", "5 грудня 2026\u202fр.", "2,5"),
        ("ru", "5 декабря 2026\u202fг.", "2,5"),
        ("pl", "5 grudnia 2026", "2,5"),
        ("fr", "5 décembre 2026", "2,5"),
        ("vi", "5 tháng 12, 2026", "2,5"),
        ("ti", "ታሕሳስ 5, 2026", "2.5"),
    ],
)
def test_days_are_of_the_gregorian_calendar_and_in_latin_digits(language: str, day: str, number: str) -> None:
    assert (i18n.day(date(2026, 12, 5), language), i18n.number(2.5, language)) == (day, number)


def test_unfinished_and_unknown_words_stay_german(english: None) -> None:
    i18n.use("en")
    assert i18n._("Beenden") == "Beenden"
    assert i18n._("Schublade") == "Schublade"
    assert i18n.translator("xx").gettext("Sperren") == "Sperren"


def test_an_empty_text_stays_empty(english: None) -> None:
    i18n.use("en")
    assert i18n._("") == ""


def test_languages_with_a_catalogue_are_offered(english: None) -> None:
    assert i18n.languages() == ("de", "en")


def test_days_and_numbers_are_written_as_germans_do() -> None:
    assert i18n.day(date(2026, 11, 21)) == "21. November 2026"
    assert i18n.short_day(date(2026, 1, 2)) == "02.01.2026"
    assert i18n.moment(NOW) == "21.11.2026, 14:05"
    assert i18n.number(1097) == "1.097"


def test_english_days_and_hours_are_british(english: None) -> None:
    i18n.use("en")
    assert i18n.day(date(2026, 11, 21)) == "21 November 2026"
    assert i18n.moment(NOW) == "21 Nov 2026, 14:05"
    assert i18n.number(1097) == "1,097"


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(minutes=2), "vor 2 Minuten"),
        (timedelta(hours=3), "vor 3 Stunden"),
        (timedelta(days=40), "vor 1 Monat"),
        (timedelta(seconds=5), "gerade eben"),
        (-timedelta(hours=1), "gerade eben"),
    ],
)
def test_age_is_told_in_one_unit_and_never_in_the_future(age: timedelta, words: str) -> None:
    assert i18n.ago(NOW - age, NOW) == words
