"""What a counsellor chooses for a sheet before it is made."""

from dataclasses import dataclass
from enum import StrEnum

from kosidesk.i18n import GERMAN


class Format(StrEnum):
    """The papers a sheet is made for; the values are what the command line calls them."""

    A4 = "a4"
    LARGE = "a4-large"  # 18 pt, one offer a page
    COMPACT = "a4-compact"  # up to three offers on one page
    A5 = "a5"
    RECEIPT = "receipt"  # a roll of 80 mm


@dataclass(frozen=True)
class Choices:
    """What a sheet looks like and what stands on it beside the offers.

    `language` is one of `printing.languages`; `notes` is what the counsellor writes for the client.
    """

    format: Format = Format.A4
    language: str = GERMAN
    logo: bool = True
    counsellor: bool = True
    map: bool = True
    follow_up: bool = True
    slip: bool = True
    privacy: bool = True
    notes: str = ""
