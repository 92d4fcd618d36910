"""The start of a talk by statements: which ones are asked here, and what fits whoever answered them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from kosidesk import matching
from kosidesk.domain.city import FIELDS, TARGET_GROUPS, City, spelt, unknown
from kosidesk.domain.ids import RecordId
from kosidesk.domain.theses import Answers, Thesis, onto, said
from kosidesk.domain.wish import Wish
from kosidesk.services import candidates, cities, fits, offers
from kosidesk.services.candidates import Table
from kosidesk.services.desk import Desk
from kosidesk.services.offers import OfferRow

# How sure an offer is, no answer speaks of.
_NOT_ASKED = frozenset({"freshness", "open_places"})
_EVERY = frozenset(matching.CRITERIA)
_HALF = 0.5


@dataclass(frozen=True)
class Standing:
    """One offer laid against the answers: `percent` of what they look for, each with its weight.

    `agreed` and `missed` are the statements whose answer speaks for it, and against it.
    """

    row: OfferRow
    percent: int
    agreed: tuple[Thesis, ...]
    missed: tuple[Thesis, ...]


@dataclass(frozen=True)
class Result:
    """How many offers are possible at all, the best of them, and what the answers say to the wish."""

    total: int
    best: tuple[Standing, ...]
    told: Wish


def asked(city: City) -> tuple[Thesis, ...]:
    """The statements of this city, in its own spelling of their words."""
    return tuple(
        replace(thesis, agree=_spelt(city, thesis.agree), refuse=_spelt(city, thesis.refuse))
        for thesis in city.theses or _usual()
    )


def unknown_words(city: City) -> tuple[str, ...]:
    """Words of its statements that its vocabulary lacks: no offer may ever answer to them."""
    wishes = [wish for thesis in asked(city) for wish in (thesis.agree, thesis.refuse)]
    fields = [word for wish in wishes for word in (*wish.fields, *wish.without_fields)]
    groups = [word for wish in wishes for word in (*wish.target_groups, *wish.without_target_groups)]
    return (*unknown(city, FIELDS, fields), *unknown(city, TARGET_GROUPS, groups))


def result(desk: Desk, wish: Wish, answers: Answers, *, most: int) -> Result:
    """For any thread. What the wish says already rules offers out, too."""
    theses = asked(desk.city)
    told = said(theses, answers)
    table = candidates.table(desk)
    possible = fits.ranking(desk, onto(wish, told), table).matches
    degrees = dict(_degrees(theses, answers, table, desk.today()))
    whole = sum(thesis.weight for thesis in degrees)
    if not whole:
        return Result(len(possible), (), told)
    percents = {
        match.id: round(100 * sum(t.weight * of[match.id] for t, of in degrees.items()) / whole)
        for match in possible
    }
    best = sorted(percents, key=lambda offer: -percents[offer])[:most]
    rows = offers.rows(desk, [table.numbers[offer] for offer in best])
    return Result(
        len(possible), tuple(_standing(row, percents, degrees) for row in rows if row.id in percents), told
    )


def _degrees(
    theses: Iterable[Thesis], answers: Answers, table: Table, today: date
) -> Iterator[tuple[Thesis, Mapping[RecordId, float]]]:
    """How far each offer meets what an answer looks for, 0 to 1.

    What an answer only rules out is no part of it: no possible offer could fail there.
    """
    for thesis in theses:
        looked_for = replace(thesis.says(answers), without_fields=(), without_target_groups=())
        stated = _EVERY.intersection(matching.rank(looked_for, (), today).stated) - _NOT_ASKED
        if stated:
            ranked = matching.rank(looked_for, table.offers.values(), today, without=_EVERY - stated)
            degrees = {match.id: _degree(match) for match in ranked.matches}
            yield thesis, degrees | {out.id: 0.0 for out in ranked.excluded}


def _degree(match: matching.Match) -> float:
    """One word of several is enough."""
    return 1.0 if match.reasons else match.score


def _standing(
    row: OfferRow, percents: Mapping[RecordId, int], degrees: Mapping[Thesis, Mapping[RecordId, float]]
) -> Standing:
    return Standing(
        row,
        percents[row.id],
        tuple(thesis for thesis, of in degrees.items() if of[row.id] > _HALF),
        tuple(thesis for thesis, of in degrees.items() if of[row.id] < _HALF),
    )


def _spelt(city: City, wish: Wish) -> Wish:
    def words(facet: str, said: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(spelt(city, facet, word) for word in said)

    return replace(
        wish,
        fields=words(FIELDS, wish.fields),
        without_fields=words(FIELDS, wish.without_fields),
        target_groups=words(TARGET_GROUPS, wish.target_groups),
        without_target_groups=words(TARGET_GROUPS, wish.without_target_groups),
    )


@cache
def _usual() -> tuple[Thesis, ...]:
    return cities.usual_theses()
