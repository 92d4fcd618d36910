"""Which words of the stock somebody may have meant by one it does not know."""

from collections.abc import Collection

from rapidfuzz import process
from rapidfuzz.distance import OSA

# Letters of a word, and how many slips in it are forgiven: a wrong, missing, superfluous or swapped letter
# each.
_FORGIVEN = ((8, 2), (4, 1))


def nearest(word: str, words: Collection[str], *, begun: bool) -> tuple[str, ...]:
    """Those with the fewest slips; of a word that is only begun, those whose beginning it may be."""
    most = next((slips for letters, slips in _FORGIVEN if len(word) >= letters), 0)
    if not most or not word.isalpha():
        return ()
    return _nearest(word, words, most) or (_begun(word, words, most) if begun else ())


def _nearest(word: str, words: Collection[str], most: int) -> tuple[str, ...]:
    found = process.extract(word, words, scorer=OSA.distance, score_cutoff=most, limit=None)
    fewest = min((slips for _, slips, _ in found), default=0)
    return tuple(near for near, slips, _ in found if slips == fewest)


def _begun(word: str, words: Collection[str], most: int) -> tuple[str, ...]:
    beginnings = {known[: len(word)] for known in words if len(known) > len(word)}
    meant = _nearest(word, beginnings, most)
    return tuple(known for known in words if known.startswith(meant)) if meant else ()
