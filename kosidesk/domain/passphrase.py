"""How much a passphrase is worth, judged by length alone: four words or twelve characters at least."""

import unicodedata
from enum import Enum

MINIMUM_WORDS, MINIMUM_CHARACTERS = 4, 12
_GOOD_WORDS, _GOOD_CHARACTERS = 5, 18


class Strength(Enum):
    """SHORT is refused; FAIR will do; GOOD needs nothing more."""

    SHORT = "short"
    FAIR = "fair"
    GOOD = "good"


def strength(passphrase: str) -> Strength:
    if any("\ud800" <= sign <= "\udfff" for sign in passphrase):
        return Strength.SHORT  # half a character, which nobody can type again
    bare = unicodedata.normalize("NFKC", passphrase).strip()
    words = len(bare.split())
    if words >= _GOOD_WORDS or len(bare) >= _GOOD_CHARACTERS:
        return Strength.GOOD
    if words >= MINIMUM_WORDS or len(bare) >= MINIMUM_CHARACTERS:
        return Strength.FAIR
    return Strength.SHORT
