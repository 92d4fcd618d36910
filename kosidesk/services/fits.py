"""The offers that fit a wish, with the reasons in words, and why others are not among them."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from zlib import crc32

from kosidesk import matching
from kosidesk.domain.errors import NotFound
from kosidesk.domain.ids import NOBODY, RecordId
from kosidesk.domain.offer import Offer
from kosidesk.domain.wish import Wish
from kosidesk.matching import Match, Ranking
from kosidesk.services import candidates, handed_out, offers, wished
from kosidesk.services.candidates import Table
from kosidesk.services.desk import Desk
from kosidesk.services.offers import OfferRow
from kosidesk.services.words.matching import doubt, exclusion, placed, reason, spoken

_NOT_FOR_THE_SHEET = frozenset({"word", "places", "field"})


@dataclass(frozen=True)
class Fit:
    """One offer that fits, and what speaks for and against it, in words.

    `percent` goes in steps of five: offers of one step are near equals, and may take turns.
    `for_sheet` are the reasons as the client reads them at home: what she wished for and gets, without what
    is told beside the offer anyway or will have changed by then.
    """

    row: OfferRow
    score: float
    percent: int
    reasons: tuple[str, ...]
    doubts: tuple[str, ...]
    for_sheet: str

    @property
    def spoken(self) -> str:
        """All of it in one breath."""
        return spoken(self.reasons, self.doubts)


@dataclass(frozen=True)
class LeftOut:
    """One offer that is not possible, and the sentence why."""

    row: OfferRow
    why: str


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
    """Reads and weighs every offer, so that the first answer of the day comes as fast as those after it."""
    ranking(desk, Wish(NOBODY), candidates.table(desk))


def fits(desk: Desk, wish: Wish, *, most: int, without: Collection[str] = ()) -> Fits:
    """For any thread. An offer that is deleted meanwhile is left out, and who has got its row number, too.

    `without` names criteria of `matching.CRITERIA` that are switched off. Raises IndexDamaged, as all here.
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


def left_out(desk: Desk, wish: Wish, *, without: Collection[str] = ()) -> tuple[LeftOut, ...]:
    """Every offer that is not possible, in the order of the offer list's numbers."""
    table = candidates.table(desk)
    reasons = {one.id: one.reason for one in ranking(desk, wish, table, without).excluded}
    rows = offers.rows(desk, [table.numbers[id_] for id_ in reasons])
    return tuple(LeftOut(row, exclusion(reasons[row.id])) for row in rows if row.id in reasons)


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
    spelt = wished.spelt(wish, table.words)
    return matching.rank(
        spelt,
        table.offers.values(),
        desk.today(),
        wished.found(desk, spelt, table),
        origins=wished.origins(spelt, table.words),
        handed_out=handed_out.times(desk),
        seed=_seed(desk, wish),
        without=without,
    )


def _seed(desk: Desk, wish: Wish) -> int:
    """One for a talk and a day: the list must not jump while she talks."""
    return crc32(f"{desk.today().isoformat()} {wish.consultation}".encode())


def _fit(row: OfferRow, match: Match) -> Fit:
    said = ", ".join(reason(one) for one in match.reasons if one.code not in _NOT_FOR_THE_SHEET)
    for_sheet = said[:1].upper() + said[1:]
    return Fit(row, match.score, match.percent, _reasons(match), _doubts(match), for_sheet)


def _reasons(match: Match) -> tuple[str, ...]:
    return tuple(map(reason, match.reasons))


def _doubts(match: Match) -> tuple[str, ...]:
    return tuple(map(doubt, match.doubts))
