"""Makes `resources/words/german.txt` from the word list of the package `wordfreq`:

    python -m installer.word_list WHEEL

A line is the stem of a German word, the frequent ones first. Rarer words than `_RAREST` are mostly misspelt,
foreign, or compounds themselves.
"""

import gzip
import sys
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import msgspec

from kosidesk.paths import RESOURCES
from kosidesk.search.words import STOP_WORDS, fold, stem

_LIST = "wordfreq/data/large_de.msgpack.gz"
_SHORTEST = 3
_RAREST = 650
"""In hundredths of a power of ten below the most frequent: about three in ten million words."""


def main(wheel: str) -> None:
    stems = dict.fromkeys(stem(word) for word in _words(Path(wheel)))
    text = "\n".join(one for one in stems if len(one) >= _SHORTEST)
    (RESOURCES / "words" / "german.txt").write_text(f"{text}\n", "ascii", "ignore", "\n")


def _words(wheel: Path) -> Iterator[str]:
    """Folded, the frequent ones first; of equal ones in the order of the alphabet."""
    with ZipFile(wheel) as package:
        _head, *by_frequency = msgspec.msgpack.decode(gzip.decompress(package.read(_LIST)))
    for equal in by_frequency[:_RAREST]:
        for word in sorted(equal):
            folded = fold(word)
            if word.isalpha() and folded.isascii() and folded not in STOP_WORDS:
                yield folded


if __name__ == "__main__":
    main(*sys.argv[1:])
