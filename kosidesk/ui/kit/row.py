"""What one line of a list shows, and its light."""

from dataclasses import dataclass

from kosidesk.domain.freshness import Light
from kosidesk.i18n import _


@dataclass(frozen=True)
class Mark:
    """A state told by shape, colour and word. `kind` is one of good, watch, old, stop, unknown."""

    kind: str
    word: str


@dataclass(frozen=True)
class Row:
    """What one line of a list shows."""

    title: str
    meta: str = ""
    number: str = ""
    mark: Mark | None = None

    def spoken(self) -> str:
        parts = (self.title, self.meta, self.number, self.mark.word if self.mark else "")
        return ", ".join(filter(None, parts))


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
