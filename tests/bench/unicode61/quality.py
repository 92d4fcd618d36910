"""FTS5 as its manual shows it: all words, the last one unfinished, by bm25."""

from pathlib import Path

from tests.bench.meter import Meter, Numbers
from tests.bench.search import fts5
from tests.bench.search.quality import figures


def measure(_folder: Path, size: int, _meter: Meter) -> Numbers:
    return figures(fts5.finder(size, "unicode61 remove_diacritics 2", _all_words), size)


def _all_words(text: str) -> str:
    return fts5.quoted(text.split(), " AND ") + "*"
