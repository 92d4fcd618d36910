"""The offers that fit a wish, with the reasons in words."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kosidesk import matching
from kosidesk.domain.city import DISTRICTS, FIELDS, TARGET_GROUPS
from kosidesk.domain.wish import Wish
from kosidesk.matching import Found, Match
from kosidesk.search.terms import parse
from kosidesk.services import candidates, offers
from kosidesk.services.candidates import Table, Words
from kosidesk.services.desk import Desk
from kosidesk.services.offers import OfferRow
from kosidesk.services.words.matching import doubt, reason
from kosidesk.storage import offer_index

_NOT_FOR_THE_SHEET = frozenset({"word", "places", "field"})
_AROUND_A_WORD = ".,;:!?()„“”\"'"
_NO = frozenset({"kein", "keine", "keinen", "keinem", "keiner", "keines", "nicht", "nie", "ohne", "außer"})


@dataclass(frozen=True)
class Fit:
    """One offer that fits, and what speaks for and against it, in words.

    `for_sheet` are the reasons as the client reads them at home: what she wished for and gets, without what
    is told beside the offer anyway or will have changed by then.
    """

    row: OfferRow
    score: float
    reasons: tuple[str, ...]
    doubts: tuple[str, ...]
    for_sheet: str


@dataclass(frozen=True)
class Fits:
    """How many offers are possible at all, and the best of them."""

    total: int
    best: tuple[Fit, ...]


def prepare(desk: Desk) -> None:
    """Reads every offer, so that the first answer of the day comes as fast as those after it."""
    candidates.table(desk)


def fits(desk: Desk, wish: Wish, *, most: int) -> Fits:
    """For any thread. An offer that is deleted meanwhile is left out, and who has got its row number, too."""
    table = candidates.table(desk)
    spelt = _spelt(wish, table.words)
    found = _found(desk, spelt, table)
    ranked = matching.rank(spelt, table.offers.values(), desk.today(), found)
    best = {match.id: match for match in ranked[:most]}
    rows = offers.rows(desk, [table.numbers[id_] for id_ in best])
    return Fits(len(ranked), tuple(_fit(row, best[row.id]) for row in rows if row.id in best))


def _fit(row: OfferRow, match: Match) -> Fit:
    wished = ", ".join(reason(one) for one in match.reasons if one.code not in _NOT_FOR_THE_SHEET)
    for_sheet = wished[:1].upper() + wished[1:]
    reasons, doubts = tuple(map(reason, match.reasons)), tuple(map(doubt, match.doubts))
    return Fit(row, match.score, reasons, doubts, for_sheet)


def _spelt(wish: Wish, words: Words) -> Wish:
    """The wish in the city's own words, as the offers are."""
    return replace(
        wish,
        fields=tuple(words.spelt(FIELDS, wish.fields)),
        target_groups=tuple(words.spelt(TARGET_GROUPS, wish.target_groups)),
        districts=tuple(words.spelt(DISTRICTS, wish.districts)),
        without_fields=tuple(words.spelt(FIELDS, wish.without_fields)),
        without_target_groups=tuple(words.spelt(TARGET_GROUPS, wish.without_target_groups)),
    )


def _found(desk: Desk, wish: Wish, table: Table) -> Found:
    """Where the index finds the wish's skills and words; what it does not look for is no wish."""
    wanted = tuple(dict.fromkeys((*wish.skills, *_typed(wish.words))))
    with desk.database.reading() as connection:
        numbers = {word: offer_index.numbers(connection, f"{word} ") for word in wanted}
    return {
        word: frozenset(table.offers[n].id for n in ns if n in table.offers) for word, ns in numbers.items()
    }


def _typed(words: str) -> Iterator[str]:
    """The words a search can look for, as they were typed; a single letter is still being typed.

    What follows a "no" is not wished for.
    """
    is_denied = False
    for piece in words.split():
        word = piece.strip(_AROUND_A_WORD)
        if word.casefold() in _NO:
            is_denied = True
        elif parse(word):
            if not is_denied:
                yield word
            is_denied = False
