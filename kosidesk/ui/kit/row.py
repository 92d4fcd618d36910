"""What one line of a list shows, and its light."""

from dataclasses import dataclass

from kosidesk.domain.freshness import Light
from kosidesk.i18n import _

Spans = tuple[tuple[int, int], ...]
"""Stretches of a text, (start, end) in characters."""


@dataclass(frozen=True)
class Mark:
    """A state told by shape, colour and word. `kind` is one of good, watch, old, stop, unknown."""

    kind: str
    word: str


@dataclass(frozen=True)
class Words:
    """A text, and which stretches of it are what somebody looked for."""

    text: str = ""
    met: Spans = ()


@dataclass(frozen=True)
class Row:
    """What one line of a list shows.

    `met` are the stretches somebody looked for; `passage` has those that neither title nor meta have.
    """

    title: str
    meta: str = ""
    number: str = ""
    mark: Mark | None = None
    passage: Words = Words()
    met_in_title: Spans = ()
    met_in_meta: Spans = ()

    def spoken(self) -> str:
        mark = self.mark.word if self.mark else ""
        return ", ".join(filter(None, (self.title, self.meta, self.number, mark, self.passage.text)))


@dataclass(frozen=True)
class Heading:
    """Begins another list below; not to be chosen."""

    title: str
    sentence: str = ""

    def spoken(self) -> str:
        return ", ".join(filter(None, (self.title, self.sentence)))


def light_mark(light: Light) -> Mark:
    """The freshness of an offer in words."""
    match light:
        case Light.GREEN:
            return Mark("good", _("aktuell"))
        case Light.YELLOW:
            return Mark("watch", _("bald nachfragen"))
        case Light.ORANGE:
            return Mark("old", _("nachfragen"))
        case Light.RED:
            return Mark("stop", _("veraltet"))
        case Light.UNKNOWN:
            return Mark("unknown", _("nie bestätigt"))
