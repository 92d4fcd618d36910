"""The filters in force, in words."""

from collections.abc import Iterator

from kosidesk.i18n import _, number
from kosidesk.search.query import FACETS, UNSAID, Near, Query
from kosidesk.services.words import facet_name, facet_word
from kosidesk.ui.kit.chip_bar import Chip
from kosidesk.ui.offers.filters import STATUSES, USUAL

NEAR, STATUS = "near", "statuses"
"""What a chip carries in place of a facet."""


def chips(query: Query, place: str) -> tuple[Chip, ...]:
    """`place` is what the point is called from which distances are measured."""
    return (*_status(query), *_words(query), *(_near(query.near, place) if query.near else ()))


def _status(query: Query) -> Iterator[Chip]:
    for text, statuses in STATUSES:
        if statuses == query.statuses != USUAL:
            yield _("Stand: {status}").format(status=_(text)), (STATUS, "")


def _words(query: Query) -> Iterator[Chip]:
    for facet in FACETS:
        choice = query.choice(facet)
        for word in sorted(choice.include):
            yield _said(facet, word), (facet, word)
        for word in sorted(choice.exclude):
            yield _("nicht {word}").format(word=_said(facet, word)), (facet, word)


def _said(facet: str, word: str) -> str:
    """With its heading, where the word alone would not tell what it is about."""
    said = facet_word(facet, word)
    if word != UNSAID or facet == "week":
        return said
    return _("{filter} „{word}“").format(filter=facet_name(facet), word=said)


def _near(near: Near, place: str) -> Iterator[Chip]:
    said = _("höchstens {km} km von {place}").format(km=number(near.km), place=place)
    yield said, (NEAR, "")
