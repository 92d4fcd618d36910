"""What stands on a referral sheet, as values; how it looks is decided elsewhere."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A label and its facts, one a line; without a fact, a blank to fill in by hand.

    `running` marks sentences, which are read as a paragraph instead of looked up. `brief` says the same in
    fewer words, for a page with little room left.
    """

    label: str
    lines: tuple[str, ...]
    running: bool = False
    brief: tuple[str, ...] = ()


@dataclass(frozen=True)
class Code:
    """What a phone reads, and the words beside it."""

    payload: str
    caption: str


@dataclass(frozen=True)
class Block:
    """One offer. `continued` is its heading where it goes on over a page."""

    number: int
    title: str
    organisation: str
    rows: tuple[Row, ...]
    code: Code | None
    continued: str


@dataclass(frozen=True)
class Head:
    """Who hands the sheet out, to whom one can turn, and when this was."""

    agency: str
    lines: tuple[str, ...]
    facts: tuple[Row, ...]


@dataclass(frozen=True)
class Steps:
    """What the client does next, with room for notes below the heading `notes`."""

    heading: str
    steps: tuple[str, ...]
    follow_up: str
    notes: str


@dataclass(frozen=True)
class Answer:
    """One offer on the feedback slip and the boxes to tick."""

    offer: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Slip:
    """The part that is cut off and comes back."""

    heading: str
    request: str
    code: Row
    answers: tuple[Answer, ...]
    privacy: str


@dataclass(frozen=True)
class Sheet:
    """`name` is the document's title; it is free of everything that belongs to the client."""

    language: str
    name: str
    head: Head
    heading: str
    greeting: str
    blocks: tuple[Block, ...]
    steps: Steps
    slip: Slip
    footer: tuple[str, ...]
    page_label: str

    def page(self, page: int, pages: int) -> str:
        """Seite 1 von 3."""
        return self.page_label.format(page=page, pages=pages)
