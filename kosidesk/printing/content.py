"""What stands on a referral sheet, as values; how it looks is decided elsewhere."""

from dataclasses import dataclass

from kosidesk.i18n import GERMAN
from kosidesk.printing.sketch import Sketch


@dataclass(frozen=True)
class Phrase:
    """Words in one language of `printing.languages`.

    `beside` says the same in German, in small letters: below a label, so that the organisation finds its way,
    and below whatever nobody has checked yet. `link` is where a click leads (tel:, mailto:, https:).
    """

    text: str
    language: str = GERMAN
    beside: str = ""
    link: str = ""

    def __bool__(self) -> bool:
        """Whether it says anything."""
        return bool(self.text)


@dataclass(frozen=True)
class Row:
    """A label and its facts, one a line; without a fact, a blank to fill in by hand.

    `running` marks sentences, which are read as a paragraph instead of looked up. `brief` says the same in
    fewer words, for a page with little room left. `is_essential` if small papers carry it too.
    """

    label: Phrase
    lines: tuple[Phrase, ...]
    running: bool = False
    brief: tuple[Phrase, ...] = ()
    is_essential: bool = False


@dataclass(frozen=True)
class Code:
    """What a phone reads, and the words beside it.

    `short` is what a receipt carries: its printer cannot draw as many modules.
    """

    payload: str
    caption: Phrase
    short: str = ""


@dataclass(frozen=True)
class Block:
    """One offer. `continued` is its heading where it goes on over a page."""

    number: int
    title: Phrase
    organisation: Phrase
    rows: tuple[Row, ...]
    code: Code | None
    continued: Phrase
    sketch: Sketch | None = None


@dataclass(frozen=True)
class Logo:
    """The agency's sign: a PNG on white, and what it shows."""

    png: bytes
    alternative: str


@dataclass(frozen=True)
class Head:
    """Who hands the sheet out, to whom one can turn, and when this was."""

    agency: Phrase
    lines: tuple[Phrase, ...]
    facts: tuple[Row, ...]
    logo: Logo | None = None


@dataclass(frozen=True)
class Steps:
    """What the client does next, with room for notes below the heading `room`.

    `notes` is what the counsellor wrote for the client.
    """

    heading: Phrase
    steps: tuple[Phrase, ...]
    follow_up: Phrase | None
    notes: Row | None
    room: Phrase


@dataclass(frozen=True)
class Answer:
    """One offer on the feedback slip and the boxes to tick."""

    offer: Phrase
    choices: tuple[Phrase, ...]


@dataclass(frozen=True)
class Slip:
    """The part that is cut off and comes back."""

    heading: Phrase
    request: Phrase
    code: Row
    scan: Code | None
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Sheet:
    """`name` is the document's title; it is free of everything that belongs to the client."""

    language: str
    name: str
    head: Head
    heading: Phrase
    greeting: Phrase
    blocks: tuple[Block, ...]
    steps: Steps
    slip: Slip | None
    privacy: Phrase | None
    footer: tuple[Phrase, ...]
    page_label: Phrase

    def page(self, page: int, pages: int) -> Phrase:
        """Seite 1 von 3."""
        label = self.page_label
        return Phrase(
            label.text.format(page=page, pages=pages),
            label.language,
            label.beside.format(page=page, pages=pages),
        )
