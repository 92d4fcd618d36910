"""What is looked for, in all the ways it may be said, as FTS5 is asked for it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice, product

from kosidesk.search.synonyms import Synonyms, Way
from kosidesk.search.terms import Term
from kosidesk.search.words import FILLER_STEMS

_MOST_WAYS = 20
"""Ways beyond so many cost more than they find."""

_LETTERS = 2
"""A word of so few is met only by itself, and by what begins with it where an offer is named."""

_TITLE, _TITLE_PARTS, _FACTS, _GIST, _TEXT = "title", "title_parts", "facts", "gist", "text"
_IN_TITLE = f"{_TITLE} {_TITLE_PARTS}"
_NAMED = f"{_IN_TITLE} {_FACTS}"
_IN_SHORT = f"{_IN_TITLE} {_GIST}"
COLUMNS = (_TITLE, _TITLE_PARTS, _FACTS, _GIST, _TEXT, "parts")


@dataclass(frozen=True)
class Wanted:
    """One thing that is looked for; every way to say it that somebody typed stands for it.

    `alike` are ways that surely mean the same: the parts of a compound, what a mistyped word was meant to be.
    `partly` are ways to say a part of it only.
    """

    typed: tuple[Term, ...]
    alike: tuple[Way, ...] = ()
    synonyms: tuple[Way, ...] = ()
    partly: tuple[Way, ...] = ()

    @property
    def is_filler(self) -> bool:
        """Whether nobody would miss it: nearly every offer is about work and help."""
        return all(not FILLER_STEMS.isdisjoint((term.stem, *term.also)) for term in self.typed)

    def widened(self, ways: Sequence[Way], synonyms: Synonyms) -> "Wanted":
        """Surely meant these ways, too, and perhaps what means the same as they do."""
        more = (other for way in ways for other in _otherwise(way, synonyms))
        return replace(self, alike=tuple(ways), synonyms=(*self.synonyms, *islice(more, _MOST_WAYS)))

    def loosened(self, parts: Way, synonyms: Synonyms) -> "Wanted":
        """Perhaps one part of it is enough."""
        alone = (way for part in parts for way in ((part,), *islice(synonyms.of((part,)), _MOST_WAYS // 2)))
        return replace(self, partly=tuple(alone))

    def terms(self) -> Iterator[Term]:
        """To mark them in a text."""
        ways = (*self.alike, *self.synonyms, *self.partly)
        alone = frozenset(way[0] for way in ways if len(way) == 1)
        together = tuple(way for way in ways if len(way) > 1)
        return (replace(term, also=term.also | alone, together=together) for term in self.typed)


def wanted(terms: Sequence[Term], synonyms: Synonyms) -> tuple[Wanted, ...]:
    """Words that mean something together, such as "alte Menschen", are one thing."""
    by_stem = {stem: term for term in terms for stem in term.also} | {term.stem: term for term in terms}
    things, taken = [], set[Term]()
    for phrase in synonyms.phrases(by_stem):
        said = tuple(dict.fromkeys(by_stem[stem] for stem in phrase))
        if taken.isdisjoint(said):
            taken.update(said)
            things.append(Wanted(said, synonyms=synonyms.of(phrase)))
    return (*things, *(_single(term, synonyms) for term in terms if term not in taken))


def _otherwise(way: Way, synonyms: Synonyms) -> Iterator[Way]:
    """The same with other words in place of each of its words."""
    each = (((word,), *synonyms.of((word,))) for word in way)
    said = (tuple(dict.fromkeys(chain(*ways))) for ways in product(*each))
    return (other for other in said if other != way)


def _single(term: Term, synonyms: Synonyms) -> Wanted:
    """Forms of a word have its synonyms."""
    ways = chain.from_iterable(synonyms.of((form,)) for form in (term.stem, *sorted(term.also)))
    return Wanted((term,), synonyms=tuple(islice(dict.fromkeys(ways), _MOST_WAYS)))


# How well what is looked for is met, the best first: 1 where the title says the very word. Ways of expansion
# stand below the word itself in the same column, and whatever is met elsewhere is worth `_LEAST`.
_LEVELS = (
    (1.0, ((_TITLE, "stems"),)),
    (0.8, ((_TITLE_PARTS, "stems"), (_IN_TITLE, "begun"), (_IN_TITLE, "alike"))),
    (0.7, ((_FACTS, "stems"),)),
    (0.6, ((_FACTS, "begun"), (_IN_TITLE, "synonyms"))),
    (0.5, ((_GIST, "either"), (_IN_SHORT, "alike"))),
    (0.3, ((_GIST, "synonyms"), (_TEXT, "stems"), (_IN_TITLE, "partly"))),
)
_LEAST = 0.15
"""What it is worth to be met anyhow."""

TELLING = 0.5
"""From here on an offer is about it."""


def levels(one: Wanted) -> Iterator[tuple[float, str]]:
    """What a meeting is worth, and the expression that finds it: anywhere and anyhow first, the best last."""
    said = {
        "stems": _all_of(map(_stems, one.typed)),
        "begun": _all_of(f'"{term.word}"*' for term in one.typed if term.prefix),
        "either": typed(one),
        "alike": _any_of(map(_way, one.alike)),
        "synonyms": _any_of(map(_way, one.synonyms)),
        "partly": _any_of(map(_way, one.partly)),
    }
    # Words apart in a long text say by chance what they say together.
    yield _LEAST, _any_of((typed(one), *(_way(way) for way in one.alike if len(way) == 1)))
    for worth, places in reversed(_LEVELS):
        asked = [f"{{{columns}}} : ({said[how]})" for columns, how in places if said[how]]
        if asked:
            yield worth, " OR ".join(asked)


def typed(one: Wanted) -> str:
    """Met by the words themselves, wherever they stand."""
    return _all_of(map(_either, one.typed))


def _either(term: Term) -> str:
    if not term.prefix:
        return _stems(term)
    # Two letters begin most of what a long text says.
    where = "" if len(term.word) > _LETTERS else f"{{{_NAMED}}} : "
    begun = f'{where}"{term.word}"*'
    return f"({_any_of((*map(_quoted, _not_begun(term, everywhere=not where)), begun))})"


def _not_begun(term: Term, *, everywhere: bool) -> Iterator[str]:
    """What is not met already by what begins with the word."""
    stems = (term.stem, *sorted(term.also))
    return (stem for stem in stems if not (everywhere and stem.startswith(term.word)))


def _stems(term: Term) -> str:
    return f"({_any_of(map(_quoted, (term.stem, *sorted(term.also))))})"


def _way(way: Way) -> str:
    return f"({_all_of(map(_quoted, way))})"


def _quoted(stem: str) -> str:
    """Within quotation marks nothing that was typed is read as an operator."""
    return f'"{stem}"'


def _all_of(parts: Iterable[str]) -> str:
    return " AND ".join(parts)


def _any_of(parts: Iterable[str]) -> str:
    return " OR ".join(parts)
