"""Makes the content of a list on paper: its cells as texts, whose list it is, and of which day."""

from dataclasses import dataclass, replace
from datetime import date

from kosidesk.domain.agency import Agency
from kosidesk.domain.listing import Cell, Listing
from kosidesk.i18n import GERMAN, language, number, short_day
from kosidesk.printing.content import Phrase
from kosidesk.printing.letterhead import footer
from kosidesk.printing.text import one_line, shortened, unbroken
from kosidesk.printing.title import Title
from kosidesk.printing.words import Words

CELL, SHORT = 160, 18
"""What a cell takes of a text, and up to where it is never broken, such as a phone number; in characters."""

_MORE = "…"


@dataclass(frozen=True)
class Table:
    """Every row is as long as `columns`; an empty phrase is an empty cell.

    Heading and columns come in the language of the window they were made in; all else is German.
    """

    language: str
    name: str
    author: str
    heading: Phrase
    about: Phrase
    columns: tuple[Phrase, ...]
    rows: tuple[tuple[Phrase, ...], ...]
    footer: tuple[Phrase, ...]


def table(listing: Listing, agency: Agency) -> Table:
    words = Words(GERMAN)
    return Table(
        language=language(),
        name=Title.LIST,
        author=words.fact(agency.name).text,
        heading=_label(listing.title),
        about=_about(listing),
        columns=tuple(map(_label, listing.columns)),
        rows=tuple(tuple(map(_said, row)) for row in listing.rows),
        footer=footer(words, replace(agency, footer="")),  # what it says to clients is for sheets
    )


def _about(listing: Listing) -> Phrase:
    count = len(listing.rows)
    entries = "1 Eintrag" if count == 1 else f"{number(count, GERMAN)} Einträge"
    return Phrase(f"{entries}, Stand {short_day(listing.made_on, GERMAN)}")


def _label(text: str) -> Phrase:
    return Phrase(_line(text), language())


def _said(cell: Cell) -> Phrase:
    match cell:
        case None:
            return Phrase("")
        case str():
            text = _line(cell)
            return Phrase(unbroken(text) if len(text) <= SHORT else text)
        case date():
            return Phrase(unbroken(short_day(cell, GERMAN)))
    return Phrase(number(cell, GERMAN))


def _line(text: str) -> str:
    return shortened(one_line(text), CELL, _MORE)
