"""What a wish asks of every offer: one question for each thing that was stated."""

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple

from kosidesk.domain.city_map import Vertex
from kosidesk.domain.freshness import MOST_UNANSWERED, Light, freshness
from kosidesk.domain.ids import RecordId
from kosidesk.domain.wish import Wish
from kosidesk.matching.answers import (
    BARELY,
    MET,
    NEARLY,
    NO,
    NOT_MET,
    UNSAID,
    UNSTATED,
    Answer,
    Reason,
    Remembered,
    asks,
    fails,
    fits,
    meets_some,
)
from kosidesk.matching.candidate import OF_AGE, Candidate
from kosidesk.matching.distance import Area, from_home
from kosidesk.matching.weights import WEIGHT

Found = Mapping[str, Collection[RecordId]]
"""Skills and words of a wish as they were typed → the offers in whose text the search finds them."""

NOTHING_FOUND: Found = MappingProxyType({})

_TRUSTED = {
    Light.GREEN: MET,
    Light.YELLOW: NEARLY,
    Light.ORANGE: UNSAID,
    Light.RED: BARELY,
    Light.UNKNOWN: BARELY,
}
_UNSURE = {Light.ORANGE: "ask", Light.RED: "outdated", Light.UNKNOWN: "never_assured"}
_ONLY_TOLD = 0

# The questions of one wish: while she talks, each answer of hers asks those before it once more.
_KEPT = 16


class Question(NamedTuple):
    """`said` is what it asks of an offer; one of no weight is only told of."""

    criterion: str
    weight: int
    said: Callable[[Candidate], Hashable]
    answers: Remembered[Answer]


def questions(wish: Wish, today: date, found: Found, origins: Sequence[Vertex]) -> Iterator[Question]:
    """In the order in which the reasons are told."""
    yield from _of_the_heart(wish, found)
    yield from _of_the_frame(wish, origins)
    yield from _of_abilities(wish, found)
    yield from _of_the_conditions(wish)
    yield _asked("freshness", ("assured_on", "edited_on", "unanswered"), _trusted, today)
    yield _asked("open_places", ("open_places",), _places)


@lru_cache(_KEPT)
def _asked(
    criterion: str, said: tuple[str, ...], think: Callable[..., Answer], *wished: Hashable
) -> Question:
    """`think` is given what is wished and then what the offer says in these fields."""
    return Question(criterion, WEIGHT[criterion], attrgetter(*said), Remembered(partial(think, *wished)))


def _of_the_heart(wish: Wish, found: Found) -> Iterator[Question]:
    for criterion, code, wished in (
        ("target_groups", "target_group", wish.target_groups),
        ("fields", "field", wish.fields),
    ):
        if wished:
            yield _asked(criterion, (criterion,), meets_some, code, wished)
    if words := tuple(word for word in found if word not in wish.skills):
        met = _met(words, found)
        think = Remembered(partial(meets_some, "word", words))
        yield Question("words", WEIGHT["words"], lambda offer: met.get(offer.id, ()), think)


def _of_the_frame(wish: Wish, origins: Sequence[Vertex]) -> Iterator[Question]:
    if wish.week:
        yield _asked("time", ("week", "flexible"), _time, wish.week)
    if wish.remote:
        yield _asked("place", ("remote",), from_home)
    elif wish.districts or origins:
        area = Area(frozenset(wish.districts), tuple(origins), wish.mobility, is_hers=bool(wish.near_to))
        yield _asked("place", ("districts", "near", "anywhere", "positions"), Area.answer, area)
    if wish.step_free:
        yield _asked("step_free", ("step_free",), _step_free)


def _of_abilities(wish: Wish, found: Found) -> Iterator[Question]:
    """An offer names one, or its text does. Who has none in mind is told where none is needed."""
    if wish.skills:
        met = _met(wish.skills, found)
        think = Remembered(partial(_abilities, wish.skills))
        weight = WEIGHT["abilities"]
        yield Question("abilities", weight, lambda offer: (met.get(offer.id, ()), offer.skills), think)
    else:
        yield _asked("abilities", ("knowledge",), _beginners)._replace(weight=_ONLY_TOLD)


def _of_the_conditions(wish: Wish) -> Iterator[Question]:
    if wish.extents:
        yield _asked("extent", ("extents",), _extent, wish.extents)
    if wish.hours_a_week is not None:
        yield _asked("hours", ("hours_a_week",), _hours, wish.hours_a_week)
    if wish.languages:
        yield _asked("languages", ("languages",), _languages, wish.languages)
    if wish.age is not None and wish.age < OF_AGE:
        yield _asked("age", ("open_to_minors", "minimum_age"), _minor)
    if wish.certificate is None:
        yield _asked("certificate", ("certificate",), _demand)._replace(weight=_ONLY_TOLD)
    if wish.certificate is False:
        yield _asked("certificate", ("certificate",), _certificate)
    if "learn" in wish.motives:
        yield _asked("motives", ("training",), _given, "training")
    if "proof" in wish.motives:
        yield _asked("motives", ("proof",), _given, "proof")


def _met(wished: Sequence[str], found: Found) -> Mapping[RecordId, tuple[str, ...]]:
    """The offers in whose text some of the words stand, each with those words."""
    met: dict[RecordId, tuple[str, ...]] = {}
    for word in wished:
        for id_ in found.get(word, ()):
            met[id_] = (*met.get(id_, ()), word)
    return met


def _abilities(wished: Sequence[str], said: tuple[tuple[str, ...], frozenset[str]]) -> Answer:
    in_text, named = said
    return meets_some("skill", wished, named.union(in_text))


def _beginners(knowledge: bool | None) -> Answer:  # noqa: FBT001 - what an offer says, no flag
    return fits("beginners") if knowledge is False else NO


def _time(wished: int, said: tuple[int, bool]) -> Answer:
    week, flexible = said
    if common := week & wished:
        return fits("time", str(common))
    if flexible:
        return asks("time_flexible")
    return fails("other_time", str(week)) if week else asks("time_unsaid")


def _step_free(said: bool | None) -> Answer:  # noqa: FBT001 - what an offer says, no flag
    if said is None:
        return asks("step_free_unsaid")
    return fits("step_free") if said else fails("steps")


def _extent(wished: Sequence[str], said: frozenset[str]) -> Answer:
    return meets_some("extent", wished, said) if said else UNSTATED


def _hours(most: float, hours: float | None) -> Answer:
    if hours is None:
        return UNSTATED
    return (fits if hours <= most else fails)("hours" if hours <= most else "more_hours", f"{hours:g}")


def _languages(spoken: Sequence[str], said: frozenset[str]) -> Answer:
    """An offer may ask for a level, too: who speaks German meets "Deutsch B1"."""
    if not said:
        return UNSTATED
    starts = tuple(language.casefold() for language in spoken)
    met = tuple(sorted(language for language in said if _is_spoken(language.casefold(), starts)))
    missed = tuple(sorted(said.difference(met)))
    reasons = (Reason("language", met),) if met else ()
    doubts = (Reason("other_language", missed),) if missed else ()
    return Answer(MET if met else NOT_MET, reasons, doubts)


def _is_spoken(said: str, starts: tuple[str, ...]) -> bool:
    return any(said.startswith(start) and not said[len(start) :][:1].isalpha() for start in starts)


def _minor(said: tuple[bool | None, int | None]) -> Answer:
    open_to_minors, minimum_age = said
    if open_to_minors or (minimum_age is not None and minimum_age < OF_AGE):
        return fits("minors")
    return asks("minors_unsaid")


def _demand(certificate: bool | None) -> Answer:  # noqa: FBT001 - what an offer says, no flag
    """Where she was not asked, only that one is required is told."""
    return fails("certificate") if certificate else NO


def _certificate(said: bool | None) -> Answer:  # noqa: FBT001 - what an offer says, no flag
    """Where one is required, she sees no such offer."""
    return fits("no_certificate") if said is False else asks("certificate_unsaid")


def _given(code: str, given: bool) -> Answer:  # noqa: FBT001 - what an offer says, no flag
    return fits(code) if given else NO


def _trusted(today: date, said: tuple[date | None, date | None, int]) -> Answer:
    assured_on, edited_on, unanswered = said
    fresh = freshness(assured_on, edited_on, today, unanswered=unanswered)
    since = (fresh.on.isoformat(),) if fresh.on else ()
    unsure = (Reason(_UNSURE[fresh.light], since),) if fresh.light in _UNSURE else ()
    silent = (Reason("unanswered"),) if unanswered >= MOST_UNANSWERED else ()
    return Answer(_TRUSTED[fresh.light], doubts=unsure + silent)


def _places(said: int | None) -> Answer:
    if said is None:
        return UNSTATED
    return fits("places", str(said)) if said > 0 else fails("no_places")
