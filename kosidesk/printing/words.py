"""The words of one sheet in one language, and how much of a text a sheet takes."""

from collections.abc import Iterable
from datetime import date

from kosidesk.i18n import day, number, translator
from kosidesk.printing.text import clean, one_line, shortened, unbroken

# In characters and lines; the rest is told at the agency.
FACT, PASSAGE, PASSAGE_LINES = 200, 400, 8

# Longer than any single number; what is longer holds words and may break between them.
_NUMBER = 30


class Words:
    """Texts as a sheet takes them; `_` speaks the sheet's language, whatever the window speaks."""

    def __init__(self, language: str) -> None:
        spoken = translator(language)
        self._language = language
        self._, self.ngettext = spoken.gettext, spoken.ngettext
        self.more = unbroken(self._("… (mehr im Zentrum)"))

    def day(self, on: date) -> str:
        """21. November 2026."""
        return unbroken(day(on, self._language))

    def number(self, value: float) -> str:
        return number(value, self._language)

    def text(self, text: str, limit: int = PASSAGE, lines: int = PASSAGE_LINES) -> str:
        return shortened(clean(text), limit, self.more, lines)

    def fact(self, text: str, limit: int = FACT) -> str:
        """One line of text."""
        return shortened(one_line(text), limit, self.more)

    def passage(self, text: str, limit: int = PASSAGE, lines: int = PASSAGE_LINES) -> tuple[str, ...]:
        """The lines of a longer text."""
        return given(*self.text(text, limit, lines).split("\n"))

    def listed(self, facts: Iterable[str], most: int) -> tuple[str, ...]:
        """The first facts that say something, and a mark if there are more of them."""
        said = given(*map(self.fact, facts))
        return (*said[:most], *given(self.more if len(said) > most else ""))

    def phone(self, text: str) -> str:
        """A number as DIN 5008 writes it, "0202 1234-567", and unbroken."""
        said = self.fact(plain_phone(text))
        return unbroken(said) if len(said) <= _NUMBER else said

    def mail(self, text: str) -> str:
        return unbroken(self.fact(text))


def plain_phone(text: str) -> str:
    return " ".join(one_line(text).replace("/", " ").split())


def given(*texts: str) -> tuple[str, ...]:
    """Those that say something, each once."""
    return tuple(dict.fromkeys(text for text in texts if text))
