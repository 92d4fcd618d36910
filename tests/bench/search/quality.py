"""How much of what is relevant an engine puts first.

Recall at five: how many of the first five are relevant, of as many as could be, min(5, relevant). Where a
second list of similar offers stands beside the main one, the first five of both count, each offer once, and
no more than min(5, relevant) of them.

MRR: one divided by the place of the first relevant one among the first fifty, or 0. Of two lists side by
side, the better place counts.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from tests.bench.search import expect
from tests.bench.search.judged import EVERYDAY, KINDS, SYNONYM, Query, held_out, tuning

FIRST, MOST = 5, 50

Lists = Sequence[Sequence[int]]
"""Numbers of offers, best first: the main list, and one beside it where there is one."""


@dataclass(frozen=True)
class Score:
    """Both 0 to 1."""

    recall: float
    reciprocal: float


def score(lists: Lists, relevant: Collection[int]) -> Score:
    places = [place for found in lists for place, n in enumerate(found[:MOST], 1) if n in relevant]
    return Score(recall(lists, relevant), 1 / min(places) if places else 0.0)


def recall(lists: Lists, relevant: Collection[int]) -> float:
    best = {number for found in lists for number in found[:FIRST]}
    could = min(FIRST, len(relevant))
    return min(could, len(best.intersection(relevant))) / could


def figures(find: Callable[[str], Lists], size: int) -> dict[str, float]:
    """What an engine comes to in per cent: each half whole, by kinds, and where words differ (`meant`)."""
    return {
        f"{half}_{name}": number
        for half, queries in (("tuning", tuning()), ("held_out", held_out()))
        for name, number in _of_half(find, size, queries).items()
    }


def _of_half(find: Callable[[str], Lists], size: int, queries: Sequence[Query]) -> dict[str, float]:
    expected = expect.expected(size)
    scores = {query: score(find(query.text), expected[query.text]) for query in queries}
    return {
        f"{name}{measure}_percent": number
        for name, kinds in _parts().items()
        for measure, number in _means(scores[query] for query in queries if query.kind in kinds).items()
    }


def _parts() -> Mapping[str, Collection[str]]:
    """By the beginning of a number's name."""
    kinds = {f"{kind.replace('-', '_')}_": (kind,) for kind in KINDS}
    return {"": KINDS, "meant_": (SYNONYM, EVERYDAY), **kinds}


def _means(scores: Iterable[Score]) -> dict[str, float]:
    every = list(scores)
    return {
        "recall": 100 * fmean(one.recall for one in every),
        "mrr": 100 * fmean(one.reciprocal for one in every),
    }
