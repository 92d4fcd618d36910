"""The offers that fit a wish, with the reasons in words, and why others are not among them."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from zlib import crc32

from kosidesk import matching
from kosidesk.domain.city import DISTRICTS, FIELDS, TARGET_GROUPS
from kosidesk.domain.errors import NotFound
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import Offer
from kosidesk.domain.wish import Wish
from kosidesk.matching import Found, Match, Ranking
from kosidesk.search.terms import MOST_TERMS, parse
from kosidesk.services import candidates, handed_out, offers
from kosidesk.services.candidates import Table, Words
from kosidesk.services.desk import Desk
from kosidesk.services.offers import OfferRow
from kosidesk.services.origins import origins
from kosidesk.services.words.matching import doubt, exclusion, placed, reason, spoken
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

    @property
    def spoken(self) -> str:
        """All of it in one breath."""
        return spoken(self.reasons, self.doubts)


@dataclass(frozen=True)
class Fits:
    """How many offers are possible at all, and the best of them.

    `excluded` counts the others by the code of their reason. `stated` are the criteria that can be switched
    off, whether they are or not; `switches` says for a reason which of them brings its offers back.
    """

    total: int
    best: tuple[Fit, ...]
    excluded: Mapping[str, int] = field(default_factory=dict)
    stated: tuple[str, ...] = ()
    switches: Mapping[str, str] = field(default_factory=dict)


def prepare(desk: Desk) -> None:
    """Reads every offer, so that the first answer of the day comes as fast as those after it."""
    candidates.table(desk)


def fits(desk: Desk, wish: Wish, *, most: int, without: Collection[str] = ()) -> Fits:
    """For any thread. An offer that is deleted meanwhile is left out, and who has got its row number, too.

    `without` names criteria of `matching.CRITERIA` that are switched off.
    """
    table = candidates.table(desk)
    ranked = ranking(desk, wish, table, without)
    best = {match.id: match for match in ranked.matches[:most]}
    rows = offers.rows(desk, [table.numbers[id_] for id_ in best])
    return Fits(
        len(ranked.matches),
        tuple(_fit(row, best[row.id]) for row in rows if row.id in best),
        Counter(one.reason.code for one in ranked.excluded),
        ranked.stated,
        {one.reason.code: one.criterion for one in ranked.excluded if one.criterion in ranked.stated},
    )


def why_not(desk: Desk, wish: Wish, offer: RecordId, *, without: Collection[str] = ()) -> str:
    """A sentence about an offer somebody misses: what excludes it, or how far down it stands and why.

    Raises NotFound.
    """
    ranked = ranking(desk, wish, candidates.table(desk), without)
    for one in ranked.excluded:
        if one.id == offer:
            return exclusion(one.reason)
    for place, match in enumerate(ranked.matches, start=1):
        if match.id == offer:
            return placed(place, spoken(_reasons(match), _doubts(match)))
    raise NotFound(Offer.KIND, offer)


def ranking(desk: Desk, wish: Wish, table: Table, without: Collection[str] = ()) -> Ranking:
    """All offers of the table against the wish, as this desk would hand them out today."""
    spelt = _spelt(wish, table.words)
    return matching.rank(
        spelt,
        table.offers.values(),
        desk.today(),
        _found(desk, spelt, table),
        origins=origins(desk.city, spelt),
        handed_out=handed_out.times(desk),
        seed=_seed(desk, wish),
        without=without,
    )


def _seed(desk: Desk, wish: Wish) -> int:
    """One for a talk and a day: the list must not jump while she talks."""
    return crc32(f"{desk.today().isoformat()} {wish.consultation}".encode())


def _fit(row: OfferRow, match: Match) -> Fit:
    wished = ", ".join(reason(one) for one in match.reasons if one.code not in _NOT_FOR_THE_SHEET)
    for_sheet = wished[:1].upper() + wished[1:]
    return Fit(row, match.score, _reasons(match), _doubts(match), for_sheet)


def _reasons(match: Match) -> tuple[str, ...]:
    return tuple(map(reason, match.reasons))


def _doubts(match: Match) -> tuple[str, ...]:
    return tuple(map(doubt, match.doubts))


def _spelt(wish: Wish, words: Words) -> Wish:
    """The wish in the city's own words, as the offers are; near a district is wished for in the district."""
    near = words.city.district(wish.near_to) if wish.near_to else None
    districts = wish.districts or ((near.name,) if near else ())
    return replace(
        wish,
        fields=tuple(words.spelt(FIELDS, wish.fields)),
        target_groups=tuple(words.spelt(TARGET_GROUPS, wish.target_groups)),
        districts=tuple(words.spelt(DISTRICTS, districts)),
        without_fields=tuple(words.spelt(FIELDS, wish.without_fields)),
        without_target_groups=tuple(words.spelt(TARGET_GROUPS, wish.without_target_groups)),
    )


def _found(desk: Desk, wish: Wish, table: Table) -> Found:
    """Where the index finds the wish's skills and words; what it does not look for is no wish."""
    wanted = (*wish.skills[:MOST_TERMS], *islice(_typed(wish.words), MOST_TERMS))
    with desk.database.reading() as connection:
        numbers = {word: offer_index.numbers(connection, f"{word} ") for word in dict.fromkeys(wanted)}
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
