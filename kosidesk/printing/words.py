"""The phrases of one sheet in one language, and how much of a text a sheet takes.

`label`, `sentence`, `heading` and `counted` take fixed German texts and translate them; everything else takes
what an offer or the agency says, which is German and stays it.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from string import Formatter

from babel.lists import format_list

from kosidesk.i18n import GERMAN, SHEET, day, number, translator
from kosidesk.printing.content import Phrase
from kosidesk.printing.languages import languages
from kosidesk.printing.links import mailto, page, tel
from kosidesk.printing.text import clean, isolated, one_line, shortened, unbroken

# In characters and lines; the rest is told at the agency.
FACT, PASSAGE, PASSAGE_LINES = 200, 400, 8

MORE = unbroken("… (mehr im Zentrum)")
"""Stands where a German text was shortened."""

# Longer than any single number; what is longer holds words and may break between them.
_NUMBER = 30

Field = Phrase | str | int
"""What is put into a text: a phrase of the same `Words`, or something German."""


class Words:
    """What a sheet in one of `printing.languages` says, whatever the window speaks."""

    def __init__(self, code: str) -> None:
        self.language = languages()[code]
        self._translated = translator(code, SHEET)
        self._more = more(code)

    # Fixed texts

    def label(self, text: str, **fields: Field) -> Phrase:
        """A name for what follows; the German one always stands beside a foreign one."""
        return self._said(text, self._translated.gettext(text), fields, doubled=True)

    def heading(self, one: str, many: str, n: int) -> Phrase:
        """A label that says how many follow."""
        own = self._translated.ngettext(one, many, n)
        return self._said(one if n == 1 else many, own, {}, doubled=True)

    def sentence(self, text: str, **fields: Field) -> Phrase:
        """Has the German one beside it until somebody has checked the language."""
        return self._said(text, self._translated.gettext(text), fields, doubled=not self.language.checked)

    def counted(self, one: str, many: str, n: int) -> Phrase:
        """A sentence about so many; a field `count` names them."""
        own = self._translated.ngettext(one, many, n)
        doubled = not self.language.checked
        return self._said(one if n == 1 else many, own, {"count": n}, doubled=doubled)

    def _said(self, german: str, own: str, fields: dict[str, Field], *, doubled: bool) -> Phrase:
        said = _filled(german, {name: _german(field) for name, field in fields.items()})
        link = next((field.link for field in fields.values() if isinstance(field, Phrase)), "")
        # What has no translation is German, and so is what reads the same in both languages.
        if own == german and _has_words(german):
            return Phrase(said, link=link)
        return Phrase(
            _filled(own, {name: self._put(field) for name, field in fields.items()}),
            self.language.code,
            said if doubled and self.language.foreign else "",
            link,
        )

    def _put(self, field: Field) -> str:
        text = field.text if isinstance(field, Phrase) else str(field)
        return isolated(text) if self.language.right_to_left else text

    # Dates and numbers

    def day(self, on: date) -> Phrase:
        """21. November 2026.

        In every language by the Gregorian calendar and in Latin digits, with the German date beside it: the
        day is compared with German letters, timetables and telephones.
        """
        return self._doubled(_solid(day(on, self.language.code)), _solid(day(on, GERMAN)))

    def number(self, value: float) -> Phrase:
        return self._doubled(_solid(number(value, self.language.code)), _solid(number(value, GERMAN)))

    def listing(self, phrases: Iterable[Phrase]) -> Phrase:
        """Several phrases of these words as one: vormittags und abends."""
        said = tuple(phrases)
        own = format_list([phrase.text for phrase in said], locale=self.language.tag)
        return self._doubled(one_line(own), format_list(list(map(_german, said)), locale=GERMAN))

    def _doubled(self, own: str, german: str) -> Phrase:
        return Phrase(own, self.language.code, german if self.language.foreign else "")

    # What offers and the agency say

    def fact(self, text: str, limit: int = FACT) -> Phrase:
        """One line of German."""
        return Phrase(shortened(one_line(text), limit, MORE))

    def passage(self, text: str, limit: int = PASSAGE, lines: int = PASSAGE_LINES) -> tuple[Phrase, ...]:
        """The lines of a longer German text."""
        return _lines(Phrase(shortened(clean(text), limit, MORE, lines)))

    def own(self, text: str, limit: int = PASSAGE, lines: int = PASSAGE_LINES) -> tuple[Phrase, ...]:
        """The lines of a longer text that somebody wrote in the language of the sheet."""
        return _lines(Phrase(shortened(clean(text), limit, self._more, lines), self.language.code))

    def listed(self, facts: Iterable[Phrase], most: int) -> tuple[Phrase, ...]:
        """The first facts that say something, and a mark if there are more of them."""
        said = given(*facts)
        return (*said[:most], *given(Phrase(MORE if len(said) > most else "")))

    # German too, so that they are read from the left even on an Arabic sheet.

    def phone(self, text: str) -> Phrase:
        """A number as DIN 5008 writes it, "0202 1234-567", and unbroken."""
        plain = plain_phone(text)
        said = self.fact(plain).text
        return Phrase(unbroken(said) if len(said) <= _NUMBER else said, link=tel(plain))

    def mail(self, text: str) -> Phrase:
        return Phrase(unbroken(self.fact(text).text), link=mailto(one_line(text)))

    def web(self, text: str) -> Phrase:
        return replace(self.fact(text), link=page(one_line(text)))


def more(code: str) -> str:
    """Stands where a text in the language of a sheet was shortened."""
    return unbroken(translator(code, SHEET).gettext("… (mehr im Zentrum)"))


def _filled(text: str, fields: dict[str, str]) -> str:
    return text.format(**fields) if fields else text


def _has_words(text: str) -> bool:
    """Whether there is more than fields and signs."""
    return any(sign.isalpha() for literal, *_ in Formatter().parse(text) for sign in literal)


def _solid(text: str) -> str:
    # Some locales write blanks that no other text of a sheet holds.
    return unbroken(one_line(text))


def _german(field: Field) -> str:
    return (field.beside or field.text) if isinstance(field, Phrase) else str(field)


def _lines(phrase: Phrase) -> tuple[Phrase, ...]:
    return given(*(replace(phrase, text=line) for line in phrase.text.split("\n")))


def plain_phone(text: str) -> str:
    return " ".join(one_line(text).replace("/", " ").split())


def given(*phrases: Phrase) -> tuple[Phrase, ...]:
    """Those that say something, each once."""
    return tuple(dict.fromkeys(phrase for phrase in phrases if phrase))
