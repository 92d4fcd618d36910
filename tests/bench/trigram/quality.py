"""FTS5 by pieces of three letters, any of which is enough, by bm25."""

from pathlib import Path

from tests.bench.meter import Meter, Numbers
from tests.bench.search import fts5
from tests.bench.search.quality import figures


def measure(_folder: Path, size: int, _meter: Meter) -> Numbers:
    return figures(fts5.finder(size, "trigram remove_diacritics 1", _any_piece), size)


def _any_piece(text: str) -> str:
    pieces = (word[start : start + 3] for word in text.split() for start in range(len(word) - 2))
    return fts5.quoted(dict.fromkeys(pieces), " OR ")
